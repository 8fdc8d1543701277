package dure.plan;

/** 의결 */
public enum Resolution {
    /** 원안가결 */
    PASSED_AS_DRAFTED,
    /** 수정가결 */
    PASSED_AMENDED,
    /** 보류 */
    DEFERRED,
    /** 부결 */
    REJECTED
}
