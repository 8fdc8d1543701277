package dure.ledger;

import dure.plan.Continuity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * 고용조건, as far as they are known; what is not stated is null or UNSPECIFIED, never guessed.
 *
 * @param months duration of the job
 * @param weeklyHours hours a week
 * @param monthlyWage won a month
 * @param funded whether public money pays the wage (재정지원)
 * @param industry KSIC code
 */
public record JobTerms(
        @Nullable Integer months,
        @Nullable BigDecimal weeklyHours,
        Contract contract,
        @Nullable Boolean insured,
        @Nullable Long monthlyWage,
        @Nullable Boolean funded,
        Continuity continuity,
        @Nullable String industry) {
    public JobTerms {
        // 40 and 40.0 hours are the same hours, also to equals.
        weeklyHours = weeklyHours == null
                ? null
                : weeklyHours.setScale(
                        Math.max(0, weeklyHours.stripTrailingZeros().scale()));
    }

    public static final JobTerms UNSTATED =
            new JobTerms(null, null, Contract.UNSPECIFIED, null, null, null, Continuity.UNSPECIFIED, null);
}
