package dure.plan;

/** 계획의 종류 */
public enum PlanKind {
    /** 종합계획: a term's */
    TERM,
    /** 연차별 세부계획: a year's */
    YEAR
}
