package dure.plan;

import java.util.Locale;
import java.util.Set;

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

    /** 개소, 곳 and the like count places, whatever they are called in a column of jobs. */
    private static final Set<String> UNITS_OF_SITES =
            Set.of("개소", "곳", "개사", "사", "업체", "개업체", "개교", "개동", "개기관", "site", "sites");

    private final String usualUnit;

    Measure(String usualUnit) {
        this.usualUnit = usualUnit;
    }

    /** Whether a stated unit counts places: such a quantity is never one of jobs. */
    public static boolean isOfSites(String statedUnit) {
        return UNITS_OF_SITES.contains(statedUnit.replace(" ", "").toLowerCase(Locale.ROOT));
    }

    /** 표기 단위 where the source writes none. */
    public String usualUnit() {
        return usualUnit;
    }
}
