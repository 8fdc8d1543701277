package dure.region;

import java.time.LocalDate;

/** 코드 변경: a code that gave way to another; a split or a merger is several of these. */
public record CodeChange(MunicipalityCode from, MunicipalityCode to, LocalDate effectiveOn, Reason reason) {
    public enum Reason {
        PROVINCE_REFORMED,
        PROVINCES_MERGED,
        MOVED_TO_PROVINCE,
        MERGED,
        SPLIT
    }
}
