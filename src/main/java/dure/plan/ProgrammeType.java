package dure.plan;

/** 사업유형, as the disclosure scheme divides programmes. */
public enum ProgrammeType {
    /** 직접일자리 창출 */
    DIRECT,
    /** 직업능력개발훈련 */
    TRAINING,
    /** 고용서비스 */
    SERVICE,
    /** 고용장려금 */
    INCENTIVE,
    /** 창업지원 */
    STARTUP,
    /** 일자리 인프라 구축 */
    INFRASTRUCTURE,
    /** 기타 */
    OTHER,
    /** 기업유치 */
    ATTRACTION,
    /** 신설·확장 */
    EXPANSION,
    /** 미기재: the source does not say */
    UNSPECIFIED
}
