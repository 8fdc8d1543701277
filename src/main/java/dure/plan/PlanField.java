package dure.plan;

import static dure.plan.PlanSheet.BASICS;
import static dure.plan.PlanSheet.BUDGET;
import static dure.plan.PlanSheet.COMPONENTS;
import static dure.plan.PlanSheet.GOALS;
import static dure.plan.PlanSheet.PROJECTS;
import static dure.plan.PlanSheet.PROJECT_BUDGETS;
import static dure.plan.PlanSheet.PROJECT_TARGETS;
import static dure.plan.PlanSheet.SLICE;
import static dure.plan.PlanSheet.STRATEGIES;
import static dure.plan.PlanSheet.YEARS;

import dure.sheet.Column;
import dure.sheet.Head;
import dure.sheet.Head.Format;
import java.util.Arrays;
import java.util.List;

/**
 * What a plan workbook holds: the items of its form and the columns of its tables, in their order. What each means to
 * an officer is the message plan.workbook.NAME.
 */
enum PlanField {
    MUNICIPALITY(BASICS, required("자치단체 코드"), Format.NUMBER_AS_NAME),
    MUNICIPALITY_NAME(BASICS, optional("자치단체명"), Format.TEXT),
    KIND(BASICS, required("계획 종류"), Format.TEXT),
    PERIOD(BASICS, required("민선 기수 또는 연도", "연도", "민선 기수"), Format.NUMBER_AS_NAME),
    TITLE(BASICS, required("계획명"), Format.TEXT),
    TARGET(BASICS, optional("총목표"), Format.WHOLE),
    TARGET_UNIT(BASICS, optional("총목표 표기 단위"), Format.TEXT),
    TARGET_APPROXIMATE(BASICS, optional("총목표 어림"), Format.TEXT),
    DECLARED_STRATEGIES(BASICS, optional("계획에 적힌 전략 수"), Format.WHOLE),
    DECLARED_TASKS(BASICS, optional("계획에 적힌 과제 수"), Format.WHOLE),
    DECLARED_PROJECTS(BASICS, optional("계획에 적힌 사업 수"), Format.WHOLE),
    GROWTH(BASICS, optional("전년 대비 증감률(%)"), Format.PERCENT_POINTS),
    PREVIOUS_TARGET(BASICS, optional("전년 목표"), Format.WHOLE),
    PREVIOUS_INFERRED(BASICS, optional("전년 목표 추정 사유"), Format.TEXT),
    DELIBERATED_ON(BASICS, optional("심의일"), Format.DATE),
    DELIBERATED_BY(BASICS, optional("심의 기구"), Format.TEXT),
    RESOLUTION(BASICS, optional("심의 결과"), Format.TEXT),
    SOURCE_KIND(BASICS, required("출처 종류"), Format.TEXT),
    SOURCE_NAME(BASICS, optional("출처"), Format.TEXT),
    SOURCE_DATE(BASICS, optional("출처 일자"), Format.DATE),
    INFERRED(BASICS, optional("추정 사유"), Format.TEXT),
    REMARKS(BASICS, optional("비고"), Format.TEXT),

    YEAR(YEARS, required("연도"), Format.NUMBER_AS_NAME),
    YEAR_TARGET(YEARS, required("목표"), Format.WHOLE),
    YEAR_APPROXIMATE(YEARS, optional("어림"), Format.TEXT),

    GOAL_KIND(GOALS, required("목표 구분"), Format.TEXT),
    GOAL_PERIOD(GOALS, optional("기준 시기"), Format.TEXT),
    GOAL_VALUE(GOALS, required("목표값"), Format.PERCENT_POINTS),
    GOAL_AGE_BASE(GOALS, optional("기준 연령"), Format.TEXT),
    GOAL_POPULATION(GOALS, optional("기준 인구(명)"), Format.WHOLE),
    GOAL_EMPLOYED(GOALS, optional("현재 취업자(명)"), Format.WHOLE),
    GOAL_APPROXIMATE(GOALS, optional("어림"), Format.TEXT),
    GOAL_INFERRED(GOALS, optional("추정 사유"), Format.TEXT),

    STRATEGY_NO(STRATEGIES, required("전략 번호"), Format.NUMBER_AS_NAME),
    STRATEGY_NAME(STRATEGIES, required("전략명"), Format.TEXT),
    TASK_NO(STRATEGIES, optional("과제 번호"), Format.NUMBER_AS_NAME),
    TASK_NAME(STRATEGIES, optional("과제명"), Format.TEXT),

    COMPONENT_NO(COMPONENTS, required("번호"), Format.NUMBER_AS_NAME),
    COMPONENT_LABEL(COMPONENTS, required("구성 항목"), Format.TEXT),
    COMPONENT_QUANTITY(COMPONENTS, required("수량"), Format.WHOLE),
    COMPONENT_UNIT(COMPONENTS, optional("표기 단위"), Format.TEXT),
    COMPONENT_MEASURE(COMPONENTS, required("측정 단위"), Format.TEXT),
    COMPONENT_APPROXIMATE(COMPONENTS, optional("어림"), Format.TEXT),
    COMPONENT_TYPE(COMPONENTS, optional("사업유형"), Format.TEXT),
    COMPONENT_SECTOR(COMPONENTS, optional("부문"), Format.TEXT),

    PROJECT_NO(PROJECTS, required("번호"), Format.NUMBER_AS_NAME),
    PROJECT_CODE(PROJECTS, optional("사업코드"), Format.TEXT),
    PROJECT_NAME(PROJECTS, required("사업명"), Format.TEXT),
    PROJECT_STRATEGY(PROJECTS, optional("전략"), Format.TEXT),
    PROJECT_TASK(PROJECTS, optional("과제"), Format.TEXT),
    PROJECT_COMPONENT(PROJECTS, optional("구성"), Format.TEXT),
    PROJECT_DEPARTMENT(PROJECTS, optional("부서"), Format.TEXT),
    PROJECT_TYPE(PROJECTS, optional("사업유형"), Format.TEXT),
    PROJECT_SECTOR(PROJECTS, optional("부문"), Format.TEXT),
    PROJECT_GROUPS(PROJECTS, optional("대상"), Format.TEXT),
    PROJECT_FROM(PROJECTS, optional("시작일"), Format.DATE),
    PROJECT_TO(PROJECTS, optional("종료일"), Format.DATE),
    PROJECT_BODY(PROJECTS, optional("수행기관"), Format.TEXT),
    PROJECT_CONTINUITY(PROJECTS, optional("신규·계속"), Format.TEXT),
    PROJECT_MEASURE(PROJECTS, optional("측정 단위"), Format.TEXT),
    PROJECT_UNIT(PROJECTS, optional("표기 단위"), Format.TEXT),
    PROJECT_APPROXIMATE(PROJECTS, optional("어림"), Format.TEXT),
    PROJECT_TARGET(PROJECTS, optional("연간 목표"), Format.WHOLE),
    PROJECT_QUARTER_1(PROJECTS, optional("1분기"), Format.WHOLE),
    PROJECT_QUARTER_2(PROJECTS, optional("2분기"), Format.WHOLE),
    PROJECT_QUARTER_3(PROJECTS, optional("3분기"), Format.WHOLE),
    PROJECT_QUARTER_4(PROJECTS, optional("4분기"), Format.WHOLE),
    PROJECT_MONTH_1(PROJECTS, optional("1월"), Format.WHOLE),
    PROJECT_MONTH_2(PROJECTS, optional("2월"), Format.WHOLE),
    PROJECT_MONTH_3(PROJECTS, optional("3월"), Format.WHOLE),
    PROJECT_MONTH_4(PROJECTS, optional("4월"), Format.WHOLE),
    PROJECT_MONTH_5(PROJECTS, optional("5월"), Format.WHOLE),
    PROJECT_MONTH_6(PROJECTS, optional("6월"), Format.WHOLE),
    PROJECT_MONTH_7(PROJECTS, optional("7월"), Format.WHOLE),
    PROJECT_MONTH_8(PROJECTS, optional("8월"), Format.WHOLE),
    PROJECT_MONTH_9(PROJECTS, optional("9월"), Format.WHOLE),
    PROJECT_MONTH_10(PROJECTS, optional("10월"), Format.WHOLE),
    PROJECT_MONTH_11(PROJECTS, optional("11월"), Format.WHOLE),
    PROJECT_MONTH_12(PROJECTS, optional("12월"), Format.WHOLE),
    PROJECT_NATIONAL(PROJECTS, optional("국비(천원)"), Format.WHOLE),
    PROJECT_PROVINCIAL(PROJECTS, optional("시도비(천원)"), Format.WHOLE),
    PROJECT_MUNICIPAL(PROJECTS, optional("시군구비(천원)"), Format.WHOLE),
    PROJECT_OTHER(PROJECTS, optional("기타(천원)", "민간(천원)"), Format.WHOLE),
    PROJECT_UNSPECIFIED(PROJECTS, optional("재원 미기재(천원)"), Format.WHOLE),
    PROJECT_EXECUTED(PROJECTS, optional("집행액(천원)"), Format.WHOLE),
    PROJECT_PARTNERS(PROJECTS, optional("협력기관"), Format.TEXT),
    PROJECT_DESCRIPTION(PROJECTS, optional("목적·내용", "목적 및 내용", "사업내용"), Format.TEXT),
    PROJECT_LEGAL_BASIS(PROJECTS, optional("근거 법령", "근거 법령·조례", "법적 근거"), Format.TEXT),
    PROJECT_MINISTRY_CALL(PROJECTS, optional("공모·지침", "중앙부처 공모·지침"), Format.TEXT),
    PROJECT_RISKS(PROJECTS, optional("위험 요인"), Format.TEXT),
    PROJECT_JOB_MONTHS(PROJECTS, optional("예상 고용기간(개월)"), Format.PERCENT_POINTS),
    PROJECT_WEEKLY_HOURS(PROJECTS, optional("주당 근로시간"), Format.PERCENT_POINTS),
    PROJECT_CONTRACT(PROJECTS, optional("고용 형태"), Format.TEXT),
    PROJECT_WAGE(PROJECTS, optional("월 임금(원)"), Format.WHOLE),
    PROJECT_INSURED(PROJECTS, optional("고용보험"), Format.TEXT),
    PROJECT_PREDECESSOR(PROJECTS, optional("이어받은 사업(전년도 사업코드)", "전년도 사업코드"), Format.TEXT),

    PART_CODE(PROJECT_TARGETS, required("사업코드"), Format.TEXT),
    PART_GROUP(PROJECT_TARGETS, optional("대상"), Format.TEXT),
    PART_FROM(PROJECT_TARGETS, optional("시작일", "시작"), Format.DATE),
    PART_TO(PROJECT_TARGETS, optional("종료일", "종료", "끝"), Format.DATE),
    PART_MEASURE(PROJECT_TARGETS, optional("측정 단위"), Format.TEXT),
    PART_UNIT(PROJECT_TARGETS, optional("표기 단위"), Format.TEXT),
    PART_APPROXIMATE(PROJECT_TARGETS, optional("어림"), Format.TEXT),
    PART_TARGET(PROJECT_TARGETS, required("목표"), Format.WHOLE),

    SHARE_CODE(PROJECT_BUDGETS, required("사업코드"), Format.TEXT),
    SHARE_SOURCE(PROJECT_BUDGETS, required("재원"), Format.TEXT),
    SHARE_YEAR(PROJECT_BUDGETS, optional("연도"), Format.NUMBER_AS_NAME),
    SHARE_APPROPRIATED(PROJECT_BUDGETS, optional("편성액"), Format.WHOLE),
    SHARE_CARRIED_IN(PROJECT_BUDGETS, optional("전년도 이월액"), Format.WHOLE),
    SHARE_EXECUTED(PROJECT_BUDGETS, optional("집행액"), Format.WHOLE),
    SHARE_UNIT(PROJECT_BUDGETS, optional("금액 단위"), Format.TEXT),

    BUDGET_SOURCE(BUDGET, required("재원"), Format.TEXT),
    BUDGET_APPROPRIATED(BUDGET, optional("편성액"), Format.WHOLE),
    BUDGET_EXECUTED(BUDGET, optional("집행액"), Format.WHOLE),
    BUDGET_UNIT(BUDGET, optional("금액 단위"), Format.TEXT),
    BUDGET_YEAR(BUDGET, optional("연도"), Format.NUMBER_AS_NAME),
    BUDGET_CARRIED_IN(BUDGET, optional("전년도 이월액"), Format.WHOLE),

    SLICE_DRAFT(SLICE, required("초안 번호"), Format.TEXT),
    SLICE_REVISION(SLICE, required("초안의 수정 차수"), Format.NUMBER_AS_NAME),
    SLICE_DEPARTMENT(SLICE, required("조각의 부서"), Format.TEXT);

    private final PlanSheet sheet;
    private final Column column;
    private final Format format;

    PlanField(PlanSheet sheet, Column column, Format format) {
        this.sheet = sheet;
        this.column = column;
        this.format = format;
    }

    PlanSheet sheet() {
        return sheet;
    }

    Column column() {
        return column;
    }

    static List<PlanField> of(PlanSheet sheet) {
        return Arrays.stream(values()).filter(field -> field.sheet == sheet).toList();
    }

    static List<Column> columns(PlanSheet sheet) {
        return of(sheet).stream().map(PlanField::column).toList();
    }

    /** As it is written into a workbook, with its note and its list. */
    Head head(String note, List<String> choices) {
        return new Head(column.name(), width(), format, column.required(), note, choices);
    }

    private int width() {
        return switch (this) {
            case PROJECT_NAME, STRATEGY_NAME, TASK_NAME, COMPONENT_LABEL, PROJECT_DESCRIPTION -> 34;
            case GOAL_INFERRED,
                    PROJECT_BODY,
                    PROJECT_GROUPS,
                    PROJECT_PARTNERS,
                    PROJECT_LEGAL_BASIS,
                    PROJECT_MINISTRY_CALL,
                    PROJECT_RISKS -> 22;
            case PROJECT_NO, COMPONENT_NO, PROJECT_STRATEGY, PROJECT_TASK, PROJECT_COMPONENT -> 8;
            default -> 14;
        };
    }

    private static Column required(String name, String... also) {
        return Column.required(name, also);
    }

    private static Column optional(String name, String... also) {
        return Column.optional(name, also);
    }
}
