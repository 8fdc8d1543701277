package dure.plan;

import java.time.LocalDate;

/**
 * 공시 요건: what a municipality asks for before a version of this kind becomes public. An approval document is asked for
 * beside a resolution only.
 *
 * @param validFrom the setting counts from this day on
 */
public record DisclosureCondition(Kind kind, LocalDate validFrom, boolean resolution, boolean approvalDocument) {
    public enum Kind {
        /** 종합계획 */
        TERM,
        /** 연차별 세부계획 */
        YEAR,
        /** 변경·수정 공시 of either */
        AMENDMENT
    }

    public DisclosureCondition {
        approvalDocument = approvalDocument && resolution;
    }
}
