package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.access.Access;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.ledger.Basis;
import dure.ledger.Correction;
import dure.ledger.EntryId;
import dure.ledger.JobTerms;
import dure.ledger.Ledger;
import dure.ledger.NewEntry;
import dure.ledger.Origin;
import dure.ledger.Recording;
import dure.plan.Measure;
import dure.plan.PlanKind;
import dure.plan.ProgrammeType;
import dure.plan.Quantity;
import dure.plan.Sector;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.region.Book;
import dure.region.Municipalities;
import dure.region.Municipality;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DureTest
class TheCountryAtAGlance {
    @LocalServerPort
    int port;

    @Autowired
    TestBooks books;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Municipalities municipalities;

    @Autowired
    WorkbookImport importing;

    @Autowired
    Disclosing disclosing;

    @Autowired
    Ledger ledger;

    @Autowired
    DSLContext db;

    @Test
    void answers_first_how_many_have_disclosed_as_of_which_day_and_under_which_rule() {
        var page = get("/?scope=2011&asOf=2011-04-30");
        assertThat(text(page, "<p class=\"answer\"", "</p>"))
                .contains("2011년 세부계획", "243곳", "1곳 공시", "1곳 실적 보고", "0곳 목표 달성", "2011. 4. 30.", "공시 기준 v1");
        assertThat(row(page, "30000")).contains("대전광역시", "표본", "20,500", "12,000", "58.5");
        assertThat(tile(page, "30000")).contains("UNDER_75", "unreal", "58.5%", "12,000");
        assertThat(tile(page, "11110")).contains("NO_PLAN", "종로구: 공개된 계획 없음");
    }

    @Test
    void has_every_municipality_once_in_the_table_in_the_order_of_its_tiles() {
        var page = get("/");
        var table = text(page, "<tbody>", "</tbody>");
        assertThat(Pattern.compile("<th scope=\"row\">").matcher(table).results())
                .hasSize(243);
        assertThat(Pattern.compile("<a class=\"tile").matcher(page).results()).hasSize(16 + 230);
        var codes = Pattern.compile("<th scope=\"row\"><a href=\"/municipalities/([0-9]{5})")
                .matcher(table)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(codes.subList(0, 16)).allSatisfy(code -> assertThat(code).endsWith("000"));
        assertThat(codes.subList(16, 19)).containsExactly("41800", "41650", "41150");
    }

    @Test
    void counts_again_under_another_rule_and_as_of_another_day() {
        var strict = get("/?scope=2011&rule=strict");
        assertThat(tile(strict, "30000")).contains("미보고", "rule=strict");
        var before = get("/?scope=2011&asOf=2011-04-29");
        assertThat(tile(before, "30000")).contains("NOT_REPORTED", "미보고", "asOf=2011-04-29");
    }

    @Test
    void shows_a_terms_goal_too() {
        var page = get("/?scope=term-7&asOf=2020-12-31");
        assertThat(row(page, "30170")).contains("민선 7기", "30,000", "24,558", "81.9", "term=7");
    }

    @Test
    void shows_of_each_its_newest_year_but_none_of_a_year_to_come() {
        assertThat(row(get("/"), "43750")).contains("2022년");
        assertThat(row(get("/?asOf=2021-12-31"), "43750")).contains("2021년");
        assertThat(row(get("/?asOf=2010-12-31"), "43750")).contains("계획 없음");
    }

    @Test
    void shows_the_public_what_is_disclosed_and_staff_what_is_theirs() {
        var book = books.next();
        plan(book, 2024, 200);
        record(book, 2024, 50);
        var code = book.municipality().value();
        var officer = new Http(port);
        var login = accounts.officer(book.municipality());
        officer.signIn(login.login(), login.password());

        assertThat(row(get("/?scope=2024"), code)).contains("계획 없음");
        var ofStaff = officer.get("/?scope=2024").body();
        assertThat(row(ofStaff, code)).contains("200", "50", "25.0");
        assertThat(text(ofStaff, "<p class=\"answer\"", "</p>")).contains("공시하지 않은 계획 1건");

        disclose(book, 2024);
        var page = get("/?scope=2024");
        assertThat(tile(page, code)).contains("UNDER_50", "25.0%").doesNotContain("unreal");
        assertThat(text(page, "id=\"disclosed\"", "</ul>")).contains(name(book), "2024년 세부계획 v1", "1번째 줄까지");
    }

    @Test
    void shows_the_latest_corrections_to_whoever_may_see_them() {
        var book = books.next();
        plan(book, 2024, 100);
        var entry = record(book, 2024, 30);
        disclose(book, 2024);
        var reversal =
                product(() -> (Correction.Done) ledger.reverse(entry, "두 번 적음")).written();
        var seen = text(get("/"), "id=\"reversed\"", "</section>");
        assertThat(seen).doesNotContain(reversal.toString());
        disclose(book, 2024);
        assertThat(text(get("/"), "id=\"reversed\"", "</section>"))
                .contains("/entries/" + reversal, entry.toString(), "−30명", "두 번 적음", name(book));
    }

    @Test
    void marks_a_plan_without_a_number_and_one_without_a_result() {
        var two = books.next(2);
        plan(two.getFirst(), 2023, null);
        plan(two.getLast(), 2023, 100);
        two.forEach(book -> disclose(book, 2023));
        var page = get("/?scope=2023");
        assertThat(tile(page, two.getFirst().municipality().value())).contains("NO_TARGET", "무목표");
        assertThat(tile(page, two.getLast().municipality().value())).contains("NOT_REPORTED", "미보고");
    }

    @Test
    void finds_by_korean_and_english_name_and_by_code() {
        assertThat(text(get("/?q=%EB%8C%80%EC%A0%84+%EC%84%9C%EA%B5%AC"), "<tbody>", "</tbody>"))
                .contains("/municipalities/30170")
                .doesNotContain("/municipalities/30140");
        assertThat(text(get("/?q=seo+daejeon"), "<tbody>", "</tbody>")).contains("/municipalities/30170");
        assertThat(text(get("/?q=301"), "<tbody>", "</tbody>"))
                .contains("/municipalities/30110", "/municipalities/30170");
        assertThat(get("/?q=%EC%97%86%EB%8A%94%EA%B3%B3")).contains("자치단체가 없습니다");
        assertThat(tile(get("/?q=301"), "11110")).contains("away");
    }

    @Test
    void refuses_what_cannot_be_asked() {
        var http = new Http(port);
        assertThat(http.get("/?scope=soon").status()).isEqualTo(400);
        assertThat(http.get("/?scope=term-99").status()).isEqualTo(404);
        assertThat(http.get("/?rule=generous").status()).isEqualTo(400);
        assertThat(http.get("/?asOf=yesterday").status()).isEqualTo(400);
    }

    @Test
    void tells_machines_the_same() {
        var http = new Http(port);
        var ofTerm = http.get("/api/v1/progress?term=7&asOf=2020-12-31").json();
        assertThat(ofTerm.get("term").asInt()).isEqualTo(7);
        assertThat(ofTerm.get("withPlan").asInt()).isEqualTo(1);
        var seogu = ofTerm.get("items").get(0);
        assertThat(seogu.get("municipality").asString()).isEqualTo("30170");
        assertThat(seogu.get("actual").asLong()).isEqualTo(24_558);
        assertThat(seogu.get("progress").asDouble()).isEqualTo(0.8186);
        var strict = http.get("/api/v1/progress?year=2011&rule=strict").json();
        assertThat(strict.get("reported").asInt()).isZero();
        assertThat(strict.get("items").get(0).get("actual").isNull()).isTrue();
        var newest = http.get("/api/v1/progress?dataSet=SAMPLE&asOf=2021-12-31").json();
        assertThat(newest.get("items")
                        .valueStream()
                        .map(one -> one.get("municipality").asString() + "/"
                                + one.get("year").asInt()))
                .contains("43750/2021", "28237/2019");
        assertThat(http.get("/api/v1/progress?dataSet=REAL&year=2011").json().get("items"))
                .isEmpty();
        assertThat(http.get("/api/v1/progress?year=2011&term=7").status()).isEqualTo(400);
        assertThat(http.get("/api/v1/progress?year=11").status()).isEqualTo(404);
    }

    @Test
    void asks_the_database_no_more_for_many_municipalities_than_for_one() {
        var many = books.next(6);
        full(many.getFirst());
        var forOne = questions("/?scope=2022");
        var newestOfOne = questions("/");
        many.subList(1, 6).forEach(this::full);
        assertThat(row(get("/?scope=2022"), many.getLast().municipality().value()))
                .contains("70.0");
        assertThat(questions("/?scope=2022")).isEqualTo(forOne).isLessThan(25);
        assertThat(questions("/")).isEqualTo(newestOfOne);
    }

    private void full(Book book) {
        plan(book, 2022, 100);
        record(book, 2022, 70);
        disclose(book, 2022);
    }

    /** How many statements the page sends through jOOQ. */
    private int questions(String path) {
        var count = new AtomicInteger();
        var configuration = db.configuration();
        var usual = configuration.executeListenerProviders();
        var counting = new ExecuteListenerProvider[usual.length + 1];
        System.arraycopy(usual, 0, counting, 0, usual.length);
        counting[usual.length] = () -> new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
                count.incrementAndGet();
            }
        };
        configuration.set(counting);
        try {
            get(path);
        } finally {
            configuration.set(usual);
        }
        assertThat(count.get()).isPositive();
        return count.get();
    }

    private void plan(Book book, int year, @Nullable Integer target) {
        var outcome = product(() -> importing.run(
                "plan.xlsx", PlanWorkbooks.annual(municipality(book), year, target), null, book.dataSet(), false));
        assertThat(outcome.refused()).as(outcome.findings().toString()).isFalse();
    }

    private EntryId record(Book book, int year, long quantity) {
        var entry = new NewEntry(
                null,
                "가상 실적",
                LocalDate.of(year, 3, 1),
                LocalDate.of(year, 3, 31),
                new Quantity(quantity, Measure.JOBS, "명", false),
                Basis.REPORTED,
                ProgrammeType.DIRECT,
                Sector.PUBLIC,
                Set.of(),
                JobTerms.UNSTATED,
                null,
                new Source(SourceKind.OFFICE, "시험", null),
                null,
                null,
                List.of());
        var recorded = product(() -> (Recording.Recorded) ledger.record(book, List.of(entry), new Origin.Form()));
        return recorded.entries().getFirst();
    }

    private void disclose(Book book, int year) {
        product(() -> {
            disclosing.disclose(book, PlanKind.YEAR, year);
            return true;
        });
    }

    private static <T> T product(java.util.concurrent.Callable<T> work) {
        return Access.as(Viewer.PRODUCT, work);
    }

    private Municipality municipality(Book book) {
        return municipalities.get(book.municipality());
    }

    private String name(Book book) {
        return municipality(book).fullName();
    }

    private String get(String path) {
        var answer = new Http(port).get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static String row(String page, String code) {
        var table = text(page, "<tbody>", "</tbody>");
        return text(table, "<th scope=\"row\"><a href=\"/municipalities/" + code, "</tr>");
    }

    /** The municipality's last tile: on the map, where its province's strip has it too. */
    private static String tile(String page, String code) {
        var tiles = Pattern.compile("<a class=\"tile[^>]*/municipalities/" + code + "[\"?][^>]*>.*?</a>")
                .matcher(page)
                .results()
                .map(found -> found.group())
                .toList();
        assertThat(tiles).as("tiles of " + code).isNotEmpty();
        return tiles.getLast().replace('\u00a0', ' ');
    }

    private static String text(String page, String from, String to) {
        int first = page.indexOf(from);
        assertThat(first).as(from).isNotNegative();
        return Objects.requireNonNull(page.substring(first, page.indexOf(to, first)))
                .replace('\u00a0', ' ');
    }
}
