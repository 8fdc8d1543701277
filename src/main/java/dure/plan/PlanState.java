package dure.plan;

/** 계획의 상태. A version is written once; only its state moves. */
public enum PlanState {
    /** 작성 중 */
    DRAFT,
    /** 제출 */
    SUBMITTED,
    /** 심의 중 */
    UNDER_DELIBERATION,
    /** 의결 */
    APPROVED,
    /** 공시 */
    DISCLOSED,
    /** 변경 공시로 대체됨: stays visible */
    SUPERSEDED,
    /** 철회 */
    WITHDRAWN
}
