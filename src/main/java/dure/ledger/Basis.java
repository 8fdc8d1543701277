package dure.ledger;

/** 근거: how well a counted job is known. Each step is stronger than the one before. */
public enum Basis {
    /** 약정 */
    PLEDGED,
    /** 추정 */
    ESTIMATED,
    /** 자체보고 */
    REPORTED,
    /** 증빙 */
    EVIDENCED,
    /** 고용보험 등 확인 */
    VERIFIED,
    /** 고용유지 확인 */
    RETAINED
}
