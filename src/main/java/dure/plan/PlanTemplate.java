package dure.plan;

import static dure.plan.PlanField.*;

import java.time.LocalDate;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The workbook that an officer fills in. Its example is of 가상군, a county that does not exist. */
@Component
class PlanTemplate {
    private static final int YEAR_SHOWN = 2027;

    private final PlanWords words;

    PlanTemplate(PlanWords words) {
        this.words = words;
    }

    byte[] workbook(Locale language) {
        var workbook = new PlanWorkbook(words, language);
        example(workbook);
        return workbook.bytes();
    }

    private void example(PlanWorkbook workbook) {
        workbook.exampleBasics(
                MUNICIPALITY,
                99999,
                MUNICIPALITY_NAME,
                "가상도 가상군",
                KIND,
                words.kinds.label(PlanKind.YEAR),
                PERIOD,
                YEAR_SHOWN,
                TITLE,
                YEAR_SHOWN + "년 가상군 일자리대책 세부계획",
                TARGET,
                1_000,
                TARGET_UNIT,
                "개",
                TARGET_APPROXIMATE,
                "아니오",
                DECLARED_STRATEGIES,
                2,
                DECLARED_PROJECTS,
                3,
                GROWTH,
                5.3,
                PREVIOUS_TARGET,
                950,
                DELIBERATED_ON,
                LocalDate.of(YEAR_SHOWN, 2, 26),
                DELIBERATED_BY,
                "가상군 노사민정협의회",
                RESOLUTION,
                words.resolutions.label(Resolution.PASSED_AS_DRAFTED),
                SOURCE_KIND,
                words.sourceKinds.label(SourceKind.OFFICE),
                SOURCE_NAME,
                "일자리경제과",
                SOURCE_DATE,
                LocalDate.of(YEAR_SHOWN, 3, 2));
        workbook.exampleRow(YEAR, YEAR_SHOWN, YEAR_TARGET, 1_000, YEAR_APPROXIMATE, "아니오");
        workbook.exampleRow(
                GOAL_KIND,
                words.goals.label(Goal.Kind.EMPLOYMENT_RATE),
                GOAL_PERIOD,
                YEAR_SHOWN + " 하반기",
                GOAL_VALUE,
                68.5,
                GOAL_AGE_BASE,
                "15~64세",
                GOAL_POPULATION,
                30_000,
                GOAL_EMPLOYED,
                20_100);
        workbook.exampleRow(STRATEGY_NO, 1, STRATEGY_NAME, "가상 청년 정착", TASK_NO, 1, TASK_NAME, "가상 창업 지원");
        workbook.exampleRow(STRATEGY_NO, 2, STRATEGY_NAME, "가상 돌봄 일자리");
        workbook.exampleRow(
                COMPONENT_NO,
                1,
                COMPONENT_LABEL,
                "직접일자리",
                COMPONENT_QUANTITY,
                600,
                COMPONENT_UNIT,
                "명",
                COMPONENT_MEASURE,
                words.measures.label(Measure.JOBS),
                COMPONENT_TYPE,
                words.programmeTypes.label(ProgrammeType.DIRECT),
                COMPONENT_SECTOR,
                words.sectors.label(Sector.PUBLIC));
        workbook.exampleRow(
                PROJECT_NO,
                1,
                PROJECT_CODE,
                "YJ-01",
                PROJECT_NAME,
                "가상 청년 창업공간 운영",
                PROJECT_STRATEGY,
                "1",
                PROJECT_TASK,
                "1",
                PROJECT_DEPARTMENT,
                "일자리경제과",
                PROJECT_TYPE,
                words.programmeTypes.label(ProgrammeType.STARTUP),
                PROJECT_SECTOR,
                words.sectors.label(Sector.PRIVATE),
                PROJECT_GROUPS,
                words.targetGroups.label(TargetGroup.YOUTH),
                PROJECT_FROM,
                LocalDate.of(YEAR_SHOWN, 1, 1),
                PROJECT_TO,
                LocalDate.of(YEAR_SHOWN, 12, 31),
                PROJECT_BODY,
                "가상군 창업지원센터",
                PROJECT_CONTINUITY,
                words.continuities.label(Continuity.NEW),
                PROJECT_MEASURE,
                words.measures.label(Measure.JOBS),
                PROJECT_UNIT,
                "개",
                PROJECT_TARGET,
                40,
                PROJECT_QUARTER_1,
                0,
                PROJECT_QUARTER_2,
                10,
                PROJECT_QUARTER_3,
                15,
                PROJECT_QUARTER_4,
                15,
                PROJECT_NATIONAL,
                120_000,
                PROJECT_MUNICIPAL,
                80_000,
                PROJECT_PARTNERS,
                "가상대학교, 가상상공회의소",
                PROJECT_DESCRIPTION,
                "빈 점포를 창업공간으로 고쳐 청년에게 빌려주고 상담합니다.",
                PROJECT_LEGAL_BASIS,
                "가상군 청년 기본 조례",
                PROJECT_RISKS,
                "공사가 늦어지면 입주가 3분기로 밀림",
                PROJECT_JOB_MONTHS,
                12,
                PROJECT_WEEKLY_HOURS,
                40,
                PROJECT_CONTRACT,
                words.contracts.label(ExpectedTerms.Contract.REGULAR),
                PROJECT_WAGE,
                2_400_000,
                PROJECT_INSURED,
                "예");
        workbook.exampleRow(
                PROJECT_NO,
                2,
                PROJECT_CODE,
                "YJ-02",
                PROJECT_NAME,
                "가상 어르신 돌봄 도우미",
                PROJECT_STRATEGY,
                "2",
                PROJECT_COMPONENT,
                "1",
                PROJECT_DEPARTMENT,
                "복지과",
                PROJECT_TYPE,
                words.programmeTypes.label(ProgrammeType.DIRECT),
                PROJECT_SECTOR,
                words.sectors.label(Sector.PUBLIC),
                PROJECT_GROUPS,
                words.targetGroups.label(TargetGroup.SENIOR),
                PROJECT_MEASURE,
                words.measures.label(Measure.JOBS),
                PROJECT_UNIT,
                "명",
                PROJECT_TARGET,
                600);
        workbook.exampleRow(
                PART_CODE, "YJ-01", PART_GROUP, words.targetGroups.label(TargetGroup.WOMEN), PART_TARGET, 18);
        workbook.exampleRow(
                SHARE_CODE,
                "YJ-02",
                SHARE_SOURCE,
                words.budgetSources.label(BudgetSource.MUNICIPAL),
                SHARE_APPROPRIATED,
                900_000,
                SHARE_CARRIED_IN,
                40_000,
                SHARE_UNIT,
                "천원");
        workbook.exampleRow(
                BUDGET_SOURCE,
                words.budgetSources.label(BudgetSource.UNSPECIFIED),
                BUDGET_APPROPRIATED,
                60,
                BUDGET_UNIT,
                "억원");
    }
}
