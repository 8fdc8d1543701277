package dure.briefing;

/** 자료의 장, in their order. */
public enum Section {
    /** 추진 실적 */
    PROGRESS,
    /** 부진 사업 */
    LAGGARDS,
    /** 전망 */
    FORECAST,
    /** 예산 집행 */
    BUDGET,
    /** 일자리당 비용 */
    COST,
    /** 일자리의 질 */
    QUALITY,
    /** 대상별 */
    GROUPS,
    /** 지적 */
    FINDINGS,
    /** 보완조치 */
    ACTIONS,
    /** 붙임: 전체 세부사업 */
    PROJECTS
}
