package dure.plan;

import static dure.plan.PlanField.*;
import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Reach;
import dure.access.Role;
import dure.access.Viewer;
import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Place;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Planted faults, found in the workbook with their place and in the stored plan without one. */
@DureTest
class ContradictionsInAPlan {
    @Autowired
    Plans plans;

    @Autowired
    TestBooks books;

    Book book = new Book(new MunicipalityCode("00000"), DataSet.REAL);

    @BeforeEach
    void a_book_of_its_own() {
        book = books.next();
    }

    @Test
    void a_component_with_a_digit_too_many_is_named() {
        var finding = only(year().basics(TARGET, 8_580)
                .row(component(1, "직접일자리", 3_320))
                .row(component(2, "고용서비스", 36_350))
                .row(component(3, "민간 연계", 1_625)));
        assertThat(finding.kind()).isEqualTo(Kind.UNIT_SLIP);
        assertThat(finding.place()).isEqualTo(at("기본", "총목표"));
        assertThat(Workbooks.say(finding.message())).contains("‘고용서비스’ 구성의 값 36,350개");
    }

    @Test
    void components_that_make_the_total_and_a_remainder_are_none() {
        assertThat(found(year().basics(TARGET, 8_254)
                        .row(component(1, "가", 6_719))
                        .row(component(2, "나", 496))
                        .row(component(3, "다", 675))))
                .isEmpty();
    }

    @Test
    void projects_beyond_their_component_are_found_at_its_quantity() {
        var finding = only(year().row(component(1, "청년", 100)).row(project(1, "인턴", 120, 1)));
        assertThat(finding.kind()).isEqualTo(Kind.SUM_MISMATCH);
        assertThat(finding.place()).isEqualTo(new Place("구성", 2, "C", "수량"));
        assertThat(finding.figures()).containsEntry("difference", 20L);
    }

    @Test
    void two_components_whose_projects_fit_each_other_are_swapped_and_that_is_all() {
        var finding = only(year().row(component(1, "공공", 8_900))
                .row(component(2, "민간", 3_100))
                .row(project(1, "투자유치", 3_100, 1))
                .row(project(2, "취약계층", 8_900, 2)));
        assertThat(finding.kind()).isEqualTo(Kind.SWAPPED_LABELS);
    }

    @Test
    void a_total_that_holds_the_sites_is_refused() {
        var outcome = run(
                year().basics(TARGET, 8_662)
                        .row(component(1, "직접일자리", 8_580))
                        .row(
                                COMPONENT_NO,
                                2,
                                COMPONENT_LABEL,
                                "고용유지 기업",
                                COMPONENT_QUANTITY,
                                82,
                                COMPONENT_UNIT,
                                "개소",
                                COMPONENT_MEASURE,
                                "개소"),
                false);
        assertThat(outcome).isInstanceOf(PlanImport.Refused.class);
        assertThat(outcome.findings()).extracting(Finding::kind).containsExactly(Kind.SITES);
        assertThat(outcome.findings().getFirst().place()).isEqualTo(at("기본", "총목표"));
        assertThat(Access.as(officer(), () -> plans.heads(book))).isEmpty();
    }

    @Test
    void growth_is_measured_on_the_target_that_the_plan_names() {
        var finding = only(year().basics(TARGET, 10_562, GROWTH, 7.8, PREVIOUS_TARGET, 9_717));
        assertThat(finding.kind()).isEqualTo(Kind.GROWTH_MISMATCH);
        assertThat(finding.place()).isEqualTo(at("기본", "전년 대비 증감률(%)"));
        assertThat(Workbooks.say(finding.message())).contains("8.7\u00a0%입니다");
        assertThat(found(year().basics(TARGET, 10_562, GROWTH, 8.7, PREVIOUS_TARGET, 9_717)))
                .isEmpty();
    }

    @Test
    void growth_is_measured_on_the_plan_of_the_year_before_where_the_plan_names_no_target() {
        assertThat(found(plan("세부계획", 2026).basics(TARGET, 1_000))).isEmpty();
        assertThat(only(year().basics(TARGET, 1_100, GROWTH, 20)).kind()).isEqualTo(Kind.GROWTH_MISMATCH);
        var finding = only(year().basics(TARGET, 1_100, GROWTH, 22.2, PREVIOUS_TARGET, 900));
        assertThat(finding.kind()).isEqualTo(Kind.TARGET_DIFFERS);
        assertThat(finding.place()).isEqualTo(at("기본", "전년 목표"));
    }

    @Test
    void a_rate_needs_an_age_base_and_must_fit_its_counts() {
        assertThat(only(year().row(GOAL_KIND, "고용률", GOAL_VALUE, 67)).kind()).isEqualTo(Kind.MISSING_AGE_BASE);
        assertThat(found(year().row(goal("고용률", 67)).row(goal("취업자 수", 33_510))))
                .isEmpty();
        var finding = only(year().row(goal("고용률", 67)).row(goal("취업자 수", 35_000)));
        assertThat(finding.kind()).isEqualTo(Kind.RATIO_MISMATCH);
        assertThat(finding.place()).isEqualTo(new Place("고용목표", 2, "C", "목표값"));
        assertThat(only(year().row(goal("고용률", 6.7)).row(goal("취업자 수", 33_510))).kind())
                .isEqualTo(Kind.UNIT_SLIP);
    }

    @Test
    void money_in_the_wrong_unit_shows_in_what_a_job_would_cost() {
        var finding = only(year().basics(TARGET, 8_580)
                .row(BUDGET_SOURCE, "합계", BUDGET_APPROPRIATED, 60_000_000, BUDGET_UNIT, "원"));
        assertThat(finding.kind()).isEqualTo(Kind.UNIT_SLIP);
        assertThat(finding.place()).isEqualTo(new Place("예산", 2, "B", "편성액"));
        assertThat(Workbooks.say(List.of(finding)).getFirst()).contains("6,993원", "천원 단위라면");
    }

    @Test
    void the_years_of_a_term_make_its_total_where_all_of_them_are_there() {
        var years = plan("종합계획", 9).basics(TARGET, 10_000).row(YEAR, 2026, YEAR_TARGET, 1_000);
        for (var year : new int[] {2027, 2028, 2029}) {
            years.row(YEAR, year, YEAR_TARGET, 2_500);
        }
        assertThat(found(years)).isEmpty();
        var finding = only(years.row(YEAR, 2030, YEAR_TARGET, 1_000));
        assertThat(finding.kind()).isEqualTo(Kind.SUM_MISMATCH);
        assertThat(finding.figures()).containsEntry("difference", -500L);
    }

    @Test
    void a_years_target_that_differs_from_the_terms_plan_is_noted_from_both_sides_in_the_same_words() {
        var term = plan("종합계획", 9).basics(TARGET, 10_000).row(YEAR, 2027, YEAR_TARGET, 2_500);
        assertThat(found(term)).isEmpty();
        var ofYear = only(year().basics(TARGET, 2_400));
        assertThat(ofYear.kind()).isEqualTo(Kind.TARGET_DIFFERS);
        assertThat(Workbooks.say(ofYear.message()))
                .isEqualTo("2027년 세부계획의 목표 2,400개, 종합계획의 2027년 목표 2,500개: 100개 차이가 있습니다.");
        var ofTerm = run(term, true);
        assertThat(ofTerm.findings()).containsExactly(ofYear.at(new Place("연차목표", 2, "B", "목표")));
    }

    /** What is found on import, once it was found again, without its places, in the plan as it is stored. */
    private List<Finding> found(PlanWorkbook workbook) {
        var outcome = run(workbook, false);
        assertThat(outcome)
                .as(String.join("\n", Workbooks.say(outcome.findings())))
                .isInstanceOf(PlanImport.Imported.class);
        var summary = ((PlanImport.Imported) outcome).summary();
        var stored = Access.as(
                officer(),
                () -> summary.kind() == PlanKind.TERM
                        ? plans.contradictions(
                                plans.term(book, summary.period()).orElseThrow())
                        : plans.contradictions(
                                plans.annual(book, summary.period()).orElseThrow()));
        assertThat(stored)
                .containsExactlyInAnyOrderElementsOf(outcome.findings().stream()
                        .map(finding -> finding.at(null))
                        .toList());
        return outcome.findings();
    }

    private Finding only(PlanWorkbook workbook) {
        var found = found(workbook);
        assertThat(found).as(String.join("\n", Workbooks.say(found))).hasSize(1);
        return found.getFirst();
    }

    private static Place at(String sheet, String item) {
        var rows = List.of(PlanField.values()).stream()
                .filter(field -> field.sheet() == PlanSheet.BASICS)
                .map(field -> field.column().name())
                .toList();
        return new Place(sheet, rows.indexOf(item) + 2, "B", item);
    }

    private static Object[] component(int no, String label, int quantity) {
        return new Object[] {
            COMPONENT_NO,
            no,
            COMPONENT_LABEL,
            label,
            COMPONENT_QUANTITY,
            quantity,
            COMPONENT_UNIT,
            "개",
            COMPONENT_MEASURE,
            "일자리 수"
        };
    }

    private static Object[] project(int no, String name, int target, int component) {
        return new Object[] {
            PROJECT_NO,
            no,
            PROJECT_NAME,
            name,
            PROJECT_COMPONENT,
            component,
            PROJECT_MEASURE,
            "일자리 수",
            PROJECT_UNIT,
            "개",
            PROJECT_TARGET,
            target
        };
    }

    private static Object[] goal(String kind, double value) {
        return new Object[] {
            GOAL_KIND, kind, GOAL_PERIOD, "2027 하반기", GOAL_VALUE, value, GOAL_AGE_BASE, "15-64", GOAL_POPULATION, 50_000
        };
    }

    private PlanWorkbook year() {
        return plan("세부계획", 2027);
    }

    private PlanWorkbook plan(String kind, int period) {
        return Workbooks.empty()
                .basics(
                        MUNICIPALITY,
                        book.municipality().value(),
                        KIND,
                        kind,
                        PERIOD,
                        period,
                        TITLE,
                        "시험 계획",
                        SOURCE_KIND,
                        "자치단체 자료");
    }

    private PlanImport run(PlanWorkbook workbook, boolean dryRun) {
        return Access.as(officer(), () -> plans.importWorkbook(Workbooks.read(workbook), book.dataSet(), dryRun));
    }

    private Viewer officer() {
        var reach = Reach.of(Set.of(book.municipality()));
        return Viewer.acting("officer", UUID.randomUUID(), Set.of(Role.JOB_POLICY_OFFICER, Role.APPROVER), reach);
    }
}
