package dure.plan;

/** 재원 */
public enum BudgetSource {
    /** 국비 */
    NATIONAL,
    /** 시·도비 */
    PROVINCIAL,
    /** 시·군·구비 */
    MUNICIPAL,
    /** 기타(민간) */
    OTHER,
    /** 미기재 */
    UNSPECIFIED
}
