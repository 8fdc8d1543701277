package dure.plan;

/** 단위: what is counted. Unlike measures are never added, unless a counting rule names them. */
public enum Measure {
    /** 일자리 수 */
    JOBS("개"),
    /** 실인원 */
    PERSONS("명"),
    /** 연인원 */
    PERSON_DAYS("명"),
    /** 취업 건수 */
    PLACEMENTS("건"),
    /** 수료 */
    TRAINEES("명"),
    /** 개소 */
    SITES("개소");

    private final String usualUnit;

    Measure(String usualUnit) {
        this.usualUnit = usualUnit;
    }

    /** 표기 단위 where the source writes none. */
    public String usualUnit() {
        return usualUnit;
    }
}
