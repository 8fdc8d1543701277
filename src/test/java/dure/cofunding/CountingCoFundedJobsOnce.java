package dure.cofunding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.BrowserTest;
import dure.Http;
import dure.TestPlans;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** A province and a city of it pay for the same jobs, and both report them. */
class CountingCoFundedJobsOnce extends BrowserTest {
    private static final Book PROVINCE = new Book(new MunicipalityCode("52000"), DataSet.REAL);
    private static final Book CITY = new Book(new MunicipalityCode("52800"), DataSet.REAL);
    private static final int YEAR = 2022;

    @Autowired
    CoFunding coFunding;

    @Autowired
    Plans plans;

    @Autowired
    Rules rules;

    @Test
    void they_are_counted_once_above_both_from_when_the_other_side_confirms_and_as_long_as_the_link_stands() {
        var province = accounts.with(Role.JOB_POLICY_OFFICER, PROVINCE.municipality());
        var city = accounts.with(Role.JOB_POLICY_OFFICER, CITY.municipality());
        plan(PROVINCE, Map.of("공공근로", 100L, "도 일자리", 20L));
        plan(CITY, Map.of("공공 근로", 60L, "군 일자리", 10L));
        report(province, PROVINCE, "공공근로", 100);
        report(province, PROVINCE, "도 일자리", 20);
        report(city, CITY, "공공 근로", 60);
        report(city, CITY, "군 일자리", 10);
        assertThat(area(null).total()).isEqualTo(190);
        assertThat(as(province, () -> coFunding.alike(PROVINCE, YEAR)))
                .singleElement()
                .satisfies(pair -> assertThat(pair.counterpart().code()).isEqualTo("공공 근로"));

        assertThat(as(province, () -> coFunding.propose(PROVINCE, YEAR, "공공근로", CITY, "없음")))
                .isEqualTo(new CoFundingMove.NoSuchProject("없음"));
        var elsewhere = new Book(new MunicipalityCode("51770"), DataSet.REAL);
        assertThat(as(province, () -> coFunding.propose(PROVINCE, YEAR, "공공근로", elsewhere, "공공 근로")))
                .isEqualTo(new CoFundingMove.NotAbove());
        var link = ((CoFundingMove.Done) as(province, () -> coFunding.propose(PROVINCE, YEAR, "공공근로", CITY, "공공 근로")))
                .link();
        assertThat(as(city, () -> coFunding.propose(CITY, YEAR, "공공 근로", PROVINCE, "도 일자리")))
                .isEqualTo(new CoFundingMove.AlreadyLinked(link.id()));
        assertThat(area(null).total()).isEqualTo(190);
        assertThatThrownBy(() -> as(province, () -> coFunding.confirm(PROVINCE, link.id())))
                .isInstanceOf(AccessDeniedException.class);
        var before = Instant.now();

        var page = signIn(city, 1280, "ko");
        page.navigate(address("/municipalities/52800/co-funding?dataSet=REAL"));
        look("co-funding", page);
        page.click("button:has-text('연계 확인')");
        assertThat(page.textContent("p.answer")).contains("확인된 연계 1건");

        var area = area(null);
        assertThat(area.own().quantity()).isEqualTo(120);
        assertThat(area.overlap()).isEqualTo(60);
        assertThat(area.total()).isEqualTo(130);
        assertThat(area(before).total()).isEqualTo(190);
        var answer = get(province, "/area?year=" + YEAR + "&dataSet=REAL");
        assertThat(answer.json().get("total").asLong()).isEqualTo(130);
        assertThat(answer.json().get("coFunded").get(0).get("overlap").asLong()).isEqualTo(60);
        var officer = signIn(province, 390, "ko");
        officer.navigate(address("/municipalities/52000/area?dataSet=REAL&year=" + YEAR));
        assertThat(officer.textContent("p.answer")).contains("130");
        look("area", officer);

        var linked = Instant.now();
        assertThat(as(city, () -> coFunding.end(CITY, link.id(), "도비 지원이 끝남"))).isInstanceOf(CoFundingMove.Done.class);
        assertThat(area(null).total()).isEqualTo(190);
        assertThat(area(linked).total()).isEqualTo(130);
        assertThat(new Http(port)
                        .get("/municipalities/52000/co-funding?dataSet=REAL")
                        .status())
                .isEqualTo(404);
    }

    private Area area(@org.jspecify.annotations.Nullable Instant knownAt) {
        return Access.as(
                Viewer.PRODUCT,
                () -> coFunding.area(
                        PROVINCE,
                        new Scope.InYear(YEAR),
                        null,
                        knownAt,
                        rules.find(Rules.DEFAULT).orElseThrow()));
    }

    private void plan(Book book, Map<String, Long> projects) {
        Access.as(Viewer.PRODUCT, () -> {
            var total = projects.values().stream().mapToLong(Long::longValue).sum();
            var read = (Reading.Read) Sheets.read("plan.xlsx", TestPlans.year(book, YEAR, total, projects));
            plans.importWorkbook(read.workbook(), DataSet.REAL, false);
            return plans.disclose(book, PlanKind.YEAR, YEAR);
        });
    }

    private void report(TestAccounts.Login who, Book book, String project, int jobs) {
        var answer = new Http(port)
                .post(
                        "/api/v1/entries",
                        """
                {"municipality": "%s", "dataSet": "REAL", "project": "%s", "occurredOn": "%d-03-31", "quantity": %d, "basis": "REPORTED"}""".formatted(book.municipality(), project, YEAR, jobs),
                        "Authorization",
                        Http.basic(who.login(), who.password()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private Http.Answer get(TestAccounts.Login who, String rest) {
        return new Http(port)
                .get("/api/v1/municipalities/52000" + rest, "Authorization", Http.basic(who.login(), who.password()));
    }

    private <T> T as(TestAccounts.Login who, Supplier<T> what) {
        return Access.as(accounts.viewer(who), what::get);
    }
}
