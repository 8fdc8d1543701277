package dure.plan;

import static dure.plan.PlanField.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.finding.Finding;
import dure.finding.Severity;
import dure.plan.CopyingAPlan.Asked;
import dure.plan.CopyingAPlan.Fate;
import dure.plan.CopyingAPlan.Money;
import dure.plan.CopyingAPlan.Targets;
import dure.plan.Settlement.Entry;
import dure.plan.Settlement.Outcome;
import dure.plan.Succession.Way;
import dure.region.Book;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

@DureTest
class FromYearToYear {
    /** Over, so that it can be settled whatever day it is. */
    private static final int LAST = 2024;

    private static final int THIS = 2025;

    @Autowired
    Plans plans;

    @Autowired
    PlanStore stored;

    @Autowired
    Versions versions;

    @Autowired
    CopyingAPlan copying;

    @Autowired
    Successions successions;

    @Autowired
    Settlements settlements;

    @Autowired
    CarryingATermDown carrying;

    @Autowired
    TestBooks books;

    @Autowired
    TestAccounts accounts;

    Book book = new Book(new dure.region.MunicipalityCode("00000"), dure.region.DataSet.REAL);
    Viewer officer = Viewer.PUBLIC;

    @BeforeEach
    void a_book_of_its_own() {
        book = books.next();
        officer = accounts.viewer(accounts.officer(book.municipality()));
    }

    // 전년도 계획에서 이어 쓰기

    @Test
    void a_draft_begins_as_last_year_s_projects_that_continue() {
        lastYear();
        settle(Map.of("A", new long[] {150_000_000, 40_000_000}));
        var copied = copied(
                Map.of("B", new Fate.Ended("수요가 줄어 종료"), "C", new Fate.Continued("C-2025")), Targets.AS_THEY_WERE, 100);
        assertThat(copied.continued()).isEqualTo(2);
        assertThat(copied.ended()).isEqualTo(1);
        var plan = annual(THIS);
        assertThat(plan.state()).isEqualTo(PlanState.DRAFT);
        assertThat(plan.target()).isNull();
        assertThat(plan.title()).isEqualTo("2025년 시험 계획");
        assertThat(plan.strategies()).extracting(Strategy::name).containsExactly("가상 전략");
        assertThat(plan.projects()).extracting(Project::code).containsExactly("A", "C-2025");
        var first = plan.projects().getFirst();
        assertThat(first.continuity()).isEqualTo(Continuity.KEPT);
        assertThat(first.details().predecessor()).isEqualTo("A");
        assertThat(first.from()).isEqualTo(LocalDate.of(THIS, 2, 1));
        assertThat(first.to()).isEqualTo(LocalDate.of(THIS, 2, 28));
        assertThat(first.targets())
                .hasSize(4)
                .first()
                .extracting(Project.Target::from)
                .isEqualTo(LocalDate.of(THIS, 1, 1));
        assertThat(first.target(Measure.JOBS)).isEqualTo(OptionalLong.of(41));
        // What was settled as carried over comes in beside the appropriation.
        assertThat(plan.budget().stream().filter(line -> first.id().equals(line.project())))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.appropriated()).isEqualTo(200_000_000);
                    assertThat(line.carriedIn()).isEqualTo(40_000_000);
                    assertThat(line.executed()).isNull();
                });
    }

    @Test
    void scaled_targets_still_add_up_and_empty_ones_are_none() {
        lastYear();
        copied(Map.of(), Targets.SCALED, 105);
        var scaled = annual(THIS).projects().getFirst();
        assertThat(scaled.target(Measure.JOBS))
                .isEqualTo(OptionalLong.of(43)); // 41 × 1.05 = 43.05; of the parts 10.5 and 11.55
        assertThat(scaled.targets().stream().map(one -> one.quantity().amount()))
                .containsExactly(11L, 10L, 10L, 12L);
        withdraw(THIS);
        as(officer, () -> copying.copy(book, THIS, new Asked(Map.of(), Targets.EMPTY, 100, Money.EMPTY, false)));
        assertThat(annual(THIS).projects())
                .allSatisfy(one -> assertThat(one.targets()).isEmpty());
        assertThat(annual(THIS).budget()).isEmpty();
    }

    @Test
    void nothing_is_copied_over_a_plan_that_is_there_nor_what_nobody_can_say() {
        lastYear();
        var wrong = as(
                officer,
                () -> copying.copy(
                        book,
                        THIS,
                        asked(
                                Map.of(
                                        "A", new Fate.Continued("B"),
                                        "C", new Fate.Merged(id("C"), "")),
                                Targets.SCALED,
                                0)));
        assertThat(((CopyingAPlan.Outcome.Wrong) wrong).faults())
                .extracting(fault -> fault.message().key())
                .containsExactlyInAnyOrder(
                        "plan.copy.fault.percent", "plan.copy.fault.codeTwice", "plan.copy.fault.into");
        copied(Map.of(), Targets.AS_THEY_WERE, 100);
        var again = as(officer, () -> copying.copy(book, THIS, asked(Map.of(), Targets.AS_THEY_WERE, 100)));
        assertThat(again).isInstanceOf(CopyingAPlan.Outcome.InTheWay.class);
        assertThatThrownBy(() -> as(
                        accounts.viewer(accounts.reader(book.municipality())),
                        () -> copying.copy(book, THIS, asked(Map.of(), Targets.AS_THEY_WERE, 100))))
                .isInstanceOf(AccessDeniedException.class);
    }

    // 전년도 대비

    @Test
    void the_mapping_says_what_continued_what_ended_and_why_and_what_is_new() {
        lastYear();
        copied(
                Map.of("B", new Fate.Ended("수요가 줄어 종료"), "C", new Fate.Merged(id("A"), "A로 통합")),
                Targets.AS_THEY_WERE,
                100);
        var mapping = as(officer, () -> successions.of(book, THIS)).orElseThrow();
        assertThat(mapping.total(Way.CONTINUED)).isEqualTo(new Succession.Total(1, 41, 41, 200_000_000, 200_000_000));
        assertThat(mapping.total(Way.ENDED).jobsChange()).isEqualTo(-30);
        assertThat(mapping.total(Way.MERGED).projects()).isEqualTo(1);
        assertThat(mapping.rows())
                .filteredOn(row -> row.way() == Way.ENDED)
                .singleElement()
                .extracting(Succession.Row::reason)
                .isEqualTo("수요가 줄어 종료");
        assertThat(mapping.rows())
                .filteredOn(row -> row.way() == Way.MERGED)
                .singleElement()
                .extracting(Succession.Row::mergedInto)
                .isEqualTo("A");
        // Before the draft is disclosed nobody else hears of it.
        assertThat(as(Viewer.PUBLIC, () -> successions.of(book, THIS))).isEmpty();
    }

    // 결산과 이월

    @Test
    void a_settlement_keeps_what_was_entered_before_and_computes_what_was_not_used() {
        lastYear();
        settle(Map.of("A", new long[] {100_000_000, 40_000_000}));
        settle(Map.of("A", new long[] {150_000_000, 40_000_000}));
        var settlement = as(officer, () -> settlements.of(book, LAST)).orElseThrow();
        var line = settlement.lines().getFirst();
        assertThat(line.available()).isEqualTo(200_000_000);
        assertThat(line.unused()).isEqualTo(10_000_000);
        assertThat(line.executionRate()).isEqualTo(0.75);
        assertThat(settlement.settled()).isEqualTo(1);
        // What is not public is not shown as not settled, where the plan itself is public.
        as(officer, () -> plans.disclose(book, PlanKind.YEAR, LAST));
        assertThat(as(Viewer.PUBLIC, () -> plans.annual(book, LAST))).isPresent();
        assertThat(as(Viewer.PUBLIC, () -> settlements.of(book, LAST))).isEmpty();
    }

    @Test
    void more_than_there_was_is_refused_and_so_is_a_year_that_is_not_over() {
        lastYear();
        var refused = as(
                officer,
                () -> settlements.settle(
                        book, LAST, List.of(new Entry(id("A"), BudgetSource.NATIONAL, 190_000_000, 20_000_000))));
        assertThat(((Outcome.Refused) refused).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.figures()).containsEntry("difference", 10_000_000L);
        });
        assertThat(as(officer, () -> settlements.settle(book, 2099, List.of()))).isInstanceOf(Outcome.TooEarly.class);
    }

    @Test
    void what_is_carried_over_and_what_comes_in_must_meet_seen_from_either_year() {
        lastYear();
        copied(Map.of("B", new Fate.Ended("")), Targets.AS_THEY_WERE, 100);
        settle(Map.of("A", new long[] {150_000_000, 40_000_000}, "B", new long[] {0, 5_000_000}));
        for (var year : List.of(LAST, THIS)) {
            var findings =
                    as(officer, () -> settlements.of(book, year)).orElseThrow().findings();
            assertThat(findings)
                    .extracting(Finding::kind)
                    .containsOnly(Finding.Kind.CARRY_OVER_DIFFERS)
                    .hasSize(2);
            assertThat(findings.getFirst().figures())
                    .containsEntry("carriedOver", 40_000_000L)
                    .containsEntry("carriedIn", 0L);
            assertThat(Workbooks.say(findings).getLast()).contains("5,000,000원이 이월되는데 2025년 계획에 이어받은 사업이 없습니다.");
        }
    }

    @Test
    void a_department_settles_its_own_projects_and_no_others() {
        lastYear();
        var clerk = accounts.viewer(accounts.departmentOfficer(book.municipality(), "가상과"));
        var own = List.of(new Entry(id("A"), BudgetSource.NATIONAL, 1_000, 0));
        assertThat(as(clerk, () -> settlements.settle(book, LAST, own))).isEqualTo(new Outcome.Saved(1));
        var others = List.of(new Entry(id("B"), BudgetSource.MUNICIPAL, 1_000, 0));
        assertThatThrownBy(() -> as(clerk, () -> settlements.settle(book, LAST, others)))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> as(
                        accounts.viewer(accounts.with(Role.READER, book.municipality())),
                        () -> settlements.settle(book, LAST, own)))
                .isInstanceOf(AccessDeniedException.class);
    }

    // 종합계획과 연도별 계획

    /** 전북 민선 8기: 620,403 jobs over four years in five calendar-year columns. The columns are invented; their sum is not. */
    @Test
    void a_term_stands_beside_its_years_and_their_disagreement_is_said_with_its_figures() {
        imported(dure.TestPlans.term(
                book,
                8,
                620_403,
                Map.of(2022, 70_403L, 2023, 150_000L, 2024, 155_000L, 2025, 160_000L, 2026, 85_000L)));
        imported(dure.TestPlans.year(book, 2022, 148_000, Map.of("A", 1L)));
        imported(dure.TestPlans.year(book, 2023, 150_000, Map.of("A", 1L)));
        imported(dure.TestPlans.year(book, 2024, 151_200, Map.of("A", 1L)));
        var years = as(officer, () -> carrying.years(book, 8)).orElseThrow();
        assertThat(years.sum()).isEqualTo(620_403);
        assertThat(years.remainder()).isZero();
        assertThat(years.years()).extracting(TermYears.Year::isWhole).containsExactly(false, true, true, true, false);
        assertThat(years.years()).extracting(TermYears.Year::difference).containsExactly(null, 0L, -3_800L, null, null);
        assertThat(Workbooks.say(years.findings().stream()
                        .filter(one -> one.kind() == Finding.Kind.TARGET_DIFFERS)
                        .toList()))
                .anyMatch(text -> text.contains("151,200") && text.contains("155,000") && text.contains("3,800"))
                .anyMatch(text -> text.contains("2022-07-01부터 2022-12-31까지만") && text.contains("148,000"))
                .hasSize(2);
    }

    @Test
    void a_draft_of_a_year_takes_the_term_s_target_strategies_and_goals_of_that_year() {
        imported(plan("종합계획", 8, "시험 종합계획")
                .row(YEAR, 2025, YEAR_TARGET, 160_000)
                .row(YEAR, 2026, YEAR_TARGET, 85_000)
                .row(STRATEGY_NO, 1, STRATEGY_NAME, "가상 전략", TASK_NO, 1, TASK_NAME, "가상 과제")
                .row(GOAL_KIND, "고용률", GOAL_PERIOD, "2025 하반기", GOAL_VALUE, 68.3, GOAL_AGE_BASE, "15~64세")
                .row(GOAL_KIND, "고용률", GOAL_PERIOD, "2026", GOAL_VALUE, 69, GOAL_AGE_BASE, "15~64세")
                .bytes());
        assertThat(as(officer, () -> carrying.draft(book, 8, 2025)))
                .isInstanceOf(CarryingATermDown.Outcome.Drafted.class);
        var plan = annual(2025);
        assertThat(plan.target()).extracting(Quantity::amount).isEqualTo(160_000L);
        assertThat(plan.inferred()).isNull();
        assertThat(plan.strategies().getFirst().tasks()).hasSize(1);
        assertThat(plan.goals()).extracting(Goal::period).containsExactly("2025 하반기");
        assertThat(as(officer, () -> carrying.draft(book, 8, 2025)))
                .isInstanceOf(CarryingATermDown.Outcome.InTheWay.class);
        assertThat(as(officer, () -> carrying.draft(book, 8, 2027)))
                .isInstanceOf(CarryingATermDown.Outcome.OutsideTheTerm.class);
        as(officer, () -> carrying.draft(book, 8, 2026));
        assertThat(annual(2026).inferred()).contains("2026-01-01~2026-06-30");
        assertThatThrownBy(() -> as(Viewer.PUBLIC, () -> carrying.draft(book, 8, 2024)))
                .isInstanceOf(AccessDeniedException.class);
    }

    // What the tests stand on

    private void lastYear() {
        imported(plan("세부계획", LAST, LAST + "년 시험 계획")
                .row(STRATEGY_NO, 1, STRATEGY_NAME, "가상 전략")
                .row(
                        PROJECT_NO,
                        1,
                        PROJECT_CODE,
                        "A",
                        PROJECT_NAME,
                        "가상 사업 A",
                        PROJECT_STRATEGY,
                        "1",
                        PROJECT_DEPARTMENT,
                        "가상과",
                        PROJECT_FROM,
                        LocalDate.of(LAST, 2, 1),
                        PROJECT_TO,
                        LocalDate.of(LAST, 2, 29),
                        PROJECT_MEASURE,
                        "일자리 수",
                        PROJECT_QUARTER_1,
                        10,
                        PROJECT_QUARTER_2,
                        10,
                        PROJECT_QUARTER_3,
                        10,
                        PROJECT_QUARTER_4,
                        11,
                        PROJECT_NATIONAL,
                        200_000,
                        PROJECT_EXECUTED,
                        1_000)
                .row(
                        PROJECT_NO,
                        2,
                        PROJECT_CODE,
                        "B",
                        PROJECT_NAME,
                        "가상 사업 B",
                        PROJECT_DEPARTMENT,
                        "시험과",
                        PROJECT_MEASURE,
                        "일자리 수",
                        PROJECT_TARGET,
                        30,
                        PROJECT_MUNICIPAL,
                        5_000)
                .row(
                        PROJECT_NO,
                        3,
                        PROJECT_CODE,
                        "C",
                        PROJECT_NAME,
                        "가상 사업 C",
                        PROJECT_MEASURE,
                        "수료 인원",
                        PROJECT_TARGET,
                        12)
                .bytes());
    }

    private PlanWorkbook plan(String kind, int period, String title) {
        return Workbooks.empty()
                .basics(
                        MUNICIPALITY,
                        book.municipality().value(),
                        KIND,
                        kind,
                        PERIOD,
                        period,
                        TITLE,
                        title,
                        SOURCE_KIND,
                        "자치단체 자료");
    }

    private void imported(byte[] file) {
        var outcome = as(officer, () -> switch (Sheets.read("계획.xlsx", file)) {
            case Reading.Read read -> plans.importWorkbook(read.workbook(), book.dataSet(), false);
            case Reading.Refused refused -> throw new AssertionError(refused.finding());
        });
        assertThat(outcome)
                .as(() -> String.join("\n", Workbooks.say(outcome.findings())))
                .isInstanceOf(PlanImport.Imported.class);
    }

    private AnnualPlan annual(int year) {
        return as(officer, () -> plans.annual(book, year)).orElseThrow();
    }

    private ProjectId id(String code) {
        return annual(LAST).projects().stream()
                .filter(project -> project.code().equals(code))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Asked asked(Map<String, Fate> fates, Targets targets, int percent) {
        return new Asked(
                fates.entrySet().stream().collect(Collectors.toMap(fate -> id(fate.getKey()), Map.Entry::getValue)),
                targets,
                percent,
                Money.AS_IT_WAS,
                false);
    }

    private CopyingAPlan.Outcome.Copied copied(Map<String, Fate> fates, Targets targets, int percent) {
        return (CopyingAPlan.Outcome.Copied)
                as(officer, () -> copying.copy(book, THIS, asked(fates, targets, percent)));
    }

    private void withdraw(int year) {
        as(officer, () -> versions.withdraw(annual(year).id(), ""));
    }

    /** @param lines by code: spent, carried over; of the first source that it has */
    private void settle(Map<String, long[]> lines) {
        var outcome = as(
                officer,
                () -> settlements.settle(
                        book,
                        LAST,
                        lines.entrySet().stream()
                                .map(line -> new Entry(
                                        id(line.getKey()),
                                        line.getKey().equals("A") ? BudgetSource.NATIONAL : BudgetSource.MUNICIPAL,
                                        line.getValue()[0],
                                        line.getValue()[1]))
                                .toList()));
        assertThat(outcome).isInstanceOf(Outcome.Saved.class);
    }

    private static <T> T as(Viewer viewer, Callable<T> work) {
        return Access.as(viewer, work);
    }
}
