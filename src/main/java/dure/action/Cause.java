package dure.action;

/** 부진 사유: so that a year's causes can be counted; what is particular stands beside it in words. */
public enum Cause {
    /** 착수 지연 */
    STARTED_LATE,
    /** 모집·참여 부진 */
    RECRUITMENT,
    /** 예산 부족·교부 지연 */
    BUDGET,
    /** 위탁·계약 지연 */
    CONTRACT,
    /** 기업 사정·투자 지연 */
    COMPANY,
    /** 중도 포기 */
    DROPPED_OUT,
    /** 계절·기상 */
    SEASON,
    /** 실적 보고 지연·누락 */
    REPORTING,
    /** 증빙 미비 */
    EVIDENCE,
    /** 과다한 목표 */
    TARGET,
    /** 기타 */
    OTHER
}
