package dure.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import dure.BrowserTest;
import dure.Http;
import dure.TestBooks;
import dure.TestPlans;
import dure.access.Access;
import dure.access.TestAccounts;
import dure.ledger.Basis;
import dure.ledger.Figures;
import dure.ledger.JobTerms;
import dure.ledger.Ledger;
import dure.ledger.NewEntry;
import dure.ledger.Origin;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.Measure;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.plan.ProgrammeType;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.plan.Quantity;
import dure.plan.Sector;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.region.Book;
import dure.region.DataSet;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An officer looks ahead in the middle of the year, and the public sees nothing of it before it is disclosed. */
class LookingAhead extends BrowserTest {
    private static final int[] SEASON = {4, 16, 22, 10, 6, 5, 13, 8, 6, 5, 3, 2};

    @Autowired
    TestBooks books;

    @Autowired
    Plans plans;

    @Autowired
    Ledger ledger;

    @Autowired
    Forecasts forecasts;

    @Autowired
    Figures figures;

    @Autowired
    Rules rules;

    private void plan(Book book, int year, Map<String, Long> projects) {
        var target = projects.values().stream().mapToLong(Long::longValue).sum();
        if (Sheets.read("plan.xlsx", TestPlans.year(book, year, target, projects)) instanceof Reading.Read read) {
            plans.importWorkbook(read.workbook(), DataSet.REAL, false);
        }
    }

    /** @param part of what was planned that comes about, by project */
    private void results(Book book, int year, int months, Map<String, Long> projects, Map<String, Double> part) {
        var ids = plans.projects(book, year).stream().collect(Collectors.toMap(ProjectName::code, ProjectName::id));
        var entries = new ArrayList<NewEntry>();
        projects.forEach((code, target) -> {
            for (int month = 1; month <= months; month++) {
                var quantity = Math.round(target * part.getOrDefault(code, 1.0) * SEASON[month - 1] / 100);
                if (quantity > 0) {
                    entries.add(entry(
                            java.util.Objects.requireNonNull(ids.get(code)),
                            code,
                            YearMonth.of(year, month),
                            quantity));
                }
            }
        });
        ledger.record(book, entries, new Origin.Form());
    }

    private static NewEntry entry(ProjectId project, String name, YearMonth month, long quantity) {
        return new NewEntry(
                project,
                name,
                month.atDay(1),
                month.atEndOfMonth(),
                new Quantity(quantity, Measure.JOBS, "명", false),
                Basis.REPORTED,
                ProgrammeType.DIRECT,
                Sector.PUBLIC,
                Set.of(),
                JobTerms.UNSTATED,
                null,
                new Source(SourceKind.OFFICE, "월 보고", null),
                null,
                null,
                List.of());
    }

    @Test
    void an_officer_sees_where_the_year_leads_and_who_lags_and_the_public_does_not() throws Exception {
        var book = books.next();
        var login = accounts.officer(book.municipality());
        var viewer = accounts.viewer(login);
        var projects = new LinkedHashMap<String, Long>();
        projects.put("공공근로 1단계", 300L);
        projects.put("지역공동체 일자리", 120L);
        projects.put("청년 취업 연계", 200L);
        projects.put("노인 일자리", 900L);
        Access.as(viewer, () -> {
            for (int year : new int[] {2024, 2025, 2026}) {
                plan(book, year, projects);
                results(
                        book,
                        year,
                        year == 2026 ? 10 : 12,
                        projects,
                        year == 2026 ? Map.of("청년 취업 연계", 0.3) : Map.of());
            }
            return book;
        });
        var page = signIn(login, 1280, "ko");
        page.navigate(address("/municipalities/" + book.municipality() + "/forecast?year=2026&asOf=2026-11-10"));
        assertThat(page.textContent(".answer")).contains("2026년 말 전망은", "목표 1,520개를 이룰 확률은");
        assertThat(page.textContent("#laggards ~ .scroll tbody tr >> nth=0")).contains("청년 취업 연계");
        assertThat(page.textContent("main")).contains("최근 2년의 월별 추이(사업 4개)", "31.까지 보고되");
        page.click("summary:has-text('사업 4개')");
        look("forecast-ko-1280", page);
        page.setViewportSize(390, 844);
        look("forecast-ko-390", page);
        page.setViewportSize(1280, 800);

        page.navigate(address("/municipalities/" + book.municipality() + "?year=2026"));
        page.waitForSelector("[data-forecast]");
        assertThat(page.textContent("[data-forecast]")).contains("전망은");

        // What is written and not disclosed is in no forecast of the public.
        var http = new Http(port);
        var at = "/api/v1/municipalities/" + book.municipality() + "/forecast?year=2026";
        assertThat(http.get(at).status()).isEqualTo(404);
        assertThat(http.get("/municipalities/" + book.municipality() + "/forecast?year=2026")
                        .body())
                .doesNotContain("청년 취업 연계", "1,520");
        statistics(page, book);
        theKnownIsAsked(viewer, book, projects);
        theDisclosedIsAsked(login, book, at);
    }

    private void statistics(com.microsoft.playwright.Page page, Book book) {
        page.navigate(address("/municipalities/" + book.municipality() + "/indicators"));
        assertThat(page.textContent(".answer")).contains("목표 고용률이 없어");
        var name = page.textContent("h1 .quiet").strip();
        name = name.substring(name.lastIndexOf(' ') + 1);
        var table = ("행정구역별,2024.2/2,2025.1/2,2025.2/2\n행정구역별,고용률 (%),고용률 (%),고용률 (%)\n" + "경기도,66.1,66.4,66.5\n")
                .concat("없는곳시,68.1,68.4,X\n");
        page.setInputFiles("#file", new FilePayload("kosis.csv", "text/csv", table.getBytes(Charset.forName("MS949"))));
        page.click("button:has-text('미리 보기')");
        assertThat(page.textContent(".fault")).contains("연령 기준", "B열");
        look("indicators-refused-ko-1280", page);
        page.setInputFiles("#file", new FilePayload("kosis.csv", "text/csv", table.getBytes(Charset.forName("MS949"))));
        page.selectOption("#ageBase", "15-64");
        page.click("button:has-text('불러오기')");
        assertThat(page.textContent(".fault")).contains("없는곳시", "통계청 지역 코드");
    }

    /** The same question has the same answer, and what was recorded later changes nothing of what was known. */
    private void theKnownIsAsked(dure.access.Viewer viewer, Book book, Map<String, Long> projects) throws Exception {
        Access.as(viewer, () -> {
            var rule = rules.find(Rules.DEFAULT).orElseThrow();
            var question = figures.question(book, new Scope.InYear(2026), LocalDate.of(2026, 7, 31), null, rule);
            var before = forecasts.outlook(question).orElseThrow();
            assertThat(before.observed()).isEqualTo(LocalDate.of(2026, 7, 31));
            results(book, 2026, 3, projects, Map.of());
            assertThat(forecasts.outlook(question).orElseThrow()).isEqualTo(before);
            var now = figures.question(book, new Scope.InYear(2026), LocalDate.of(2026, 7, 31), null, rule);
            assertThat(forecasts.outlook(now).orElseThrow().forecast().p50())
                    .isGreaterThan(before.forecast().p50());
            return book;
        });
    }

    private void theDisclosedIsAsked(TestAccounts.Login login, Book book, String at) throws Exception {
        Access.as(dure.access.Viewer.PRODUCT, () -> plans.disclose(book, PlanKind.YEAR, 2026));
        // The plan is disclosed and no result is: the public's forecast knows the plan only.
        var ofPlan = new Http(port).get(at);
        assertThat(ofPlan.status()).as(ofPlan.body()).isEqualTo(200);
        assertThat(ofPlan.json().get("counted").asLong()).isZero();
        assertThat(ofPlan.json().get("observed").isNull()).isTrue();
        var http = new Http(port);
        http.signIn(login.login(), login.password());
        assertThat(http.get(at).json().get("counted").asLong()).isPositive();
    }
}
