package dure.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.ledger.Correction;
import dure.ledger.CorrectionMove;
import dure.ledger.Corrections;
import dure.ledger.Count;
import dure.ledger.Figures;
import dure.ledger.Ledger;
import dure.ledger.Origin;
import dure.ledger.Part;
import dure.ledger.Recording;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.Departments;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.plan.ProjectId;
import dure.region.Book;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.access.AccessDeniedException;
import tools.jackson.databind.JsonNode;

/**
 * A year of a city of 12 departments and 90 projects, by its roles: reports in time and late, one returned, a correction after
 * closing, a sample check, two insurance extracts, a year's end. What every month's end showed is asked for again at last.
 */
@DureTest
class AYearLivedThrough {
    private static final int YEAR = 2025;
    private static final Scope SCOPE = new Scope.InYear(YEAR);

    private static final String LIST = """
            성명,생년월일,성별,취업일,고용기간,주당근로시간,고용보험,사업장관리번호,사업장명
            김가상,1990-01-01,남,2025-03-03,12,40,예,1234567890-1,가상산업
            이가상,1991-02-02,여,2025-03-03,12,40,예,1234567890-1,가상산업
            최가상,1993-04-04,남,2025-03-10,12,40,예,1234567890-1,가상산업
            """;

    @LocalServerPort
    int port;

    @Autowired
    Reporting reporting;

    @Autowired
    Plans plans;

    @Autowired
    Departments departments;

    @Autowired
    Ledger ledger;

    @Autowired
    Corrections corrections;

    @Autowired
    Figures figures;

    @Autowired
    Rules rules;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestBooks books;

    /** What was shown under a rule, and when. */
    private record Shown(String rule, LocalDate asOf, Instant at, Map<String, Object> says) {}

    private final List<Shown> shown = new ArrayList<>();
    private final Map<Instant, Map<ProjectId, Long>> executed = new LinkedHashMap<>();
    private Book book = new Book(new dure.region.MunicipalityCode("30170"), dure.region.DataSet.SAMPLE);

    @Test
    void every_figure_that_a_month_s_end_showed_is_found_the_same_at_the_year_s_end() {
        book = books.next();
        var projects = new LinkedHashMap<String, Integer>();
        for (int no = 0; no < 12; no++) {
            projects.put("가상" + (char) ('가' + no * 588) + "과", no < 6 ? 8 : 7);
        }
        var city = new Reported(
                book, PeriodName.parse(YEAR + "-01").orElseThrow(), projects, reporting, plans, departments, accounts);
        var municipality = book.municipality();
        var verifier = accounts.with(Role.VERIFIER, municipality);
        var approver = accounts.viewer(accounts.with(Role.APPROVER, municipality));
        var auditor = accounts.viewer(accounts.with(Role.AUDITOR, municipality));
        assertThat(as(city.officer, () -> plans.annual(book, YEAR))
                        .orElseThrow()
                        .projects())
                .hasSize(90);
        var random = new Random(20_250_101);
        var today = LocalDate.now(java.time.ZoneId.of("Asia/Seoul"));

        for (int month = 1; month <= 12; month++) {
            var period = PeriodName.parse("%d-%02d".formatted(YEAR, month)).orElseThrow();
            // In April and September what is due has passed before all have reported.
            var overdue = month == 4 || month == 9;
            var due = overdue ? today.minusDays(1) : today.plusDays(5);
            assertThat(as(city.officer, () -> reporting.open(book, period, due)))
                    .isInstanceOf(ReportMove.Made.class);
            for (var department : city.departments.keySet()) {
                report(city, period, department, random);
            }
            assertThat(as(city.officer, () -> reporting.board(book, period))
                            .orElseThrow()
                            .late())
                    .isEqualTo(overdue ? 12 : 0);
            if (month == 5) {
                returned(city, period);
            }
            if (month == 3) {
                listed(city, LIST);
            }
            for (var department : city.departments.values()) {
                assertThat(as(city.officer, () -> reporting.accept(book, period, department)))
                        .isInstanceOf(ReportMove.Made.class);
            }
            show(city.officer, period.first().atEndOfMonth());
            assertThat(as(city.officer, () -> reporting.close(book, period, "")))
                    .isInstanceOf(ReportMove.Made.class);
            if (month == 7) {
                corrected(city, approver);
            }
            if (month == 6 || month == 12) {
                held(verifier, month == 6 ? "2025-06-30" : "2025-12-31");
                show(city.officer, period.first().atEndOfMonth());
            }
            if (month == 8) {
                sampled(verifier);
            }
        }
        assertThat(as(city.officer, () -> ledger.closedMonths(book))).hasSize(12);
        as(city.officer, () -> plans.disclose(book, PlanKind.YEAR, YEAR));

        assertThat(shown).hasSizeGreaterThan(3 * 14 - 1);
        for (var one : shown) {
            assertThat(says(auditor, one.rule(), one.asOf(), one.at()))
                    .as("%s as of %s, known at %s", one.rule(), one.asOf(), one.at())
                    .isEqualTo(one.says());
        }
        executed.forEach((at, spent) -> assertThat(
                        as(auditor, () -> reporting.executed(question("as-reported", at), at)))
                .isEqualTo(spent));
        assertThatThrownBy(() -> as(auditor, () -> ledger.close(book, YearMonth.of(2024, 12))))
                .isInstanceOf(AccessDeniedException.class);
    }

    private void report(Reported city, PeriodName period, String department, Random random) {
        var clerk = city.clerk(department);
        var id = city.id(department);
        var rows = as(clerk, () -> reporting.report(book, period, id))
                .orElseThrow()
                .rows();
        var edits = new ArrayList<CellEdit>();
        for (var row : rows) {
            var jobs = random.nextInt(4) == 0 ? 0 : random.nextInt(20);
            // Every third department writes running totals.
            var total = random.nextInt(3) == 0;
            edits.add(new CellEdit(
                    row.id(), Reported.JOBS, 0, String.valueOf(total ? row.before() + jobs : jobs), total));
            if (row.appropriated() != null) {
                edits.add(new CellEdit(
                        row.id(), ReportField.EXECUTED, 0, String.valueOf(random.nextInt(1_000) * 100L), false));
            }
            edits.add(new CellEdit(row.id(), ReportField.CAUSE, 0, "가상 사유", false));
        }
        var saved = as(clerk, () -> reporting.save(book, period, id, edits, null, null));
        assertThat(((Saving.Saved) saved).cells())
                .allMatch(cell ->
                        Set.of(Saving.Result.SAVED, Saving.Result.UNCHANGED).contains(cell.result()));
        assertThat(as(clerk, () -> reporting.submit(book, period, id, ""))).isInstanceOf(ReportMove.Submitted.class);
    }

    /** One report comes back with a remark, and only what the clerk changes is written anew. */
    private void returned(Reported city, PeriodName period) {
        var department = city.departments.keySet().iterator().next();
        var id = city.id(department);
        assertThat(as(city.officer, () -> reporting.giveBack(book, period, id, "명단과 다릅니다.")))
                .isInstanceOf(ReportMove.Made.class);
        var clerk = city.clerk(department);
        var row = as(clerk, () -> reporting.report(book, period, id))
                .orElseThrow()
                .rows()
                .getFirst();
        var edit = new CellEdit(row.id(), Reported.JOBS, row.version(Reported.JOBS), "77", false);
        as(clerk, () -> reporting.save(book, period, id, List.of(edit), null, null));
        var again = (ReportMove.Submitted) as(clerk, () -> reporting.submit(book, period, id, "고쳤습니다."));
        assertThat(again.written()).isEqualTo(1);
    }

    /** A closed month takes nothing but what an approver lets in. */
    private void corrected(Reported city, Viewer approver) {
        var lines = as(
                city.officer,
                () -> figures.lines(
                        question("as-reported", null).with(Part.ofMonth(LocalDate.of(YEAR, 2, 1))), null, 0, 5));
        var wrong = lines.lines().getFirst().entry();
        assertThat(as(city.officer, () -> ledger.reverse(wrong.id(), "오기"))).isInstanceOf(Correction.MonthClosed.class);
        assertThat(as(city.officer, () -> ledger.record(book, List.of(wrong.what()), new Origin.Form())))
                .isInstanceOf(Recording.MonthClosed.class);
        var asked = (CorrectionMove.Requested)
                as(city.officer, () -> corrections.request(book, List.of(wrong.id()), List.of(), "다른 사업의 것"));
        assertThat(as(approver, () -> corrections.approve(book, asked.no(), "확인")))
                .isInstanceOf(CorrectionMove.Applied.class);
    }

    private void listed(Reported city, String csv) {
        var code = as(city.officer, () -> plans.annual(book, YEAR))
                .orElseThrow()
                .projects()
                .getFirst()
                .code();
        var answer = send(
                city.office,
                "/person-lists",
                csv,
                Map.of(
                        "consented",
                        "true",
                        "purpose",
                        "확인",
                        "items",
                        "성명, 생년월일",
                        "months",
                        "36",
                        "refusal",
                        "거부할 수 있음",
                        "year",
                        String.valueOf(YEAR),
                        "project",
                        code));
        assertThat(answer.get("list").get("entries").size()).isEqualTo(3);
    }

    /** An extract verifies who is found in it, and says who is not. */
    private void held(TestAccounts.Login verifier, String reference) {
        var csv = """
                성명,생년월일,성별,취득일,상실일,사업장관리번호
                김가상,1990-01-01,남,2025-03-03,,1234567890-1
                이가상,1991-02-02,여,2025-03-03,2025-08-01,1234567890-1
                """;
        send(
                verifier,
                "/insurance-extracts",
                csv,
                Map.of(
                        "kind",
                        "INSURED_PERSONS",
                        "referenceOn",
                        reference,
                        "windowDays",
                        "14",
                        "from",
                        YEAR + "-01-01",
                        "to",
                        YEAR + "-12-31",
                        "dryRun",
                        "false"));
    }

    private void sampled(TestAccounts.Login verifier) {
        var home = "/api/v1/municipalities/" + book.municipality() + "/sample-checks";
        var http = new Http(port);
        var auth = new String[] {"Authorization", Http.basic(verifier.login(), verifier.password())};
        var drawn = http.post(home, "{\"year\": %d, \"size\": 10}".formatted(YEAR), auth);
        assertThat(drawn.status()).as(drawn.body()).isEqualTo(201);
        assertThat(drawn.json().get("seed").asString()).isNotEmpty();
    }

    private JsonNode send(TestAccounts.Login who, String path, String csv, Map<String, String> fields) {
        var boundary = "b" + UUID.randomUUID();
        var body = new StringBuilder();
        fields.forEach((name, value) -> body.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                + name + "\"\r\n\r\n" + value + "\r\n"));
        body.append("--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                + csv + "\r\n--" + boundary + "--\r\n");
        var answer = new Http(port)
                .upload(
                        "/api/v1/municipalities/" + book.municipality() + path,
                        "multipart/form-data; boundary=" + boundary,
                        body.toString().getBytes(UTF_8),
                        "Authorization",
                        Http.basic(who.login(), who.password()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private void show(Viewer viewer, LocalDate asOf) {
        for (var rule : List.of("as-reported", "realised", "strict")) {
            var at = as(viewer, () -> ledger.now(book)).at();
            shown.add(new Shown(rule, asOf, at, says(viewer, rule, asOf, null)));
        }
        var now = Instant.now();
        executed.put(now, as(viewer, () -> reporting.executed(question("as-reported", null))));
    }

    private dure.ledger.Question question(String rule, @org.jspecify.annotations.Nullable Instant at) {
        return figures.question(
                book, SCOPE, LocalDate.of(YEAR, 12, 31), at, rules.find(rule).orElseThrow());
    }

    private Map<String, Object> says(
            Viewer viewer, String rule, LocalDate asOf, @org.jspecify.annotations.Nullable Instant at) {
        Count count = as(
                viewer,
                () -> figures.count(
                        figures.question(book, SCOPE, asOf, at, rules.find(rule).orElseThrow())));
        return Map.of(
                "total", count.total(),
                "basis", count.byBasis(),
                "type", count.byProgrammeType(),
                "project", count.byProject(),
                "month", count.byMonth(),
                "left out", count.excluded());
    }

    private static <T> T as(Viewer viewer, Supplier<T> what) {
        return Access.as(viewer, what::get);
    }
}
