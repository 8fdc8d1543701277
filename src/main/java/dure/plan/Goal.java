package dure.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * 고용 목표 beside the number of jobs, with its base and period.
 *
 * @param value percent for EMPLOYMENT_RATE, persons otherwise
 * @param ageBase 15-64 or 15+; null where the plan names none
 * @param population of the age base, persons; null where unknown
 * @param employed employed persons of the same base when the plan was made; null where unknown
 * @param inferred the reason, where somebody inferred what the source does not state
 */
public record Goal(
        Kind kind,
        @Nullable String period,
        BigDecimal value,
        @Nullable String ageBase,
        @Nullable Long population,
        @Nullable Long employed,
        boolean approximate,
        @Nullable String inferred) {
    public enum Kind {
        /** 고용률 */
        EMPLOYMENT_RATE,
        /** 취업자 수 */
        EMPLOYED,
        /** 상용근로자 수 */
        REGULAR_EMPLOYEES
    }

    /**
     * 필요 인원 [persons] = target rate × population − employed, rounded up: a part of a person does not meet a rate.
     * Empty where the base, its population or its employed persons are not known.
     */
    public OptionalLong personsNeeded() {
        if (kind != Kind.EMPLOYMENT_RATE || ageBase == null || population == null || employed == null) {
            return OptionalLong.empty();
        }
        var wanted =
                value.movePointLeft(2).multiply(BigDecimal.valueOf(population)).setScale(0, RoundingMode.CEILING);
        return OptionalLong.of(Math.max(0, wanted.longValueExact() - employed));
    }
}
