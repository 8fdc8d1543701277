package dure.plan;

/** 단위: what is counted. Unlike measures are never added, unless a counting rule names them. */
public enum Measure {
    /** 일자리 수 */
    JOBS,
    /** 실인원 */
    PERSONS,
    /** 연인원 */
    PERSON_DAYS,
    /** 취업 건수 */
    PLACEMENTS,
    /** 수료 */
    TRAINEES,
    /** 개소 */
    SITES
}
