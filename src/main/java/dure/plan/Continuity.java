package dure.plan;

/** 신규·계속 */
public enum Continuity {
    /** 신규 */
    NEW,
    /** 계속(유지) */
    KEPT,
    /** 미기재 */
    UNSPECIFIED
}
