package dure.plan;

import org.jspecify.annotations.Nullable;

/**
 * 예산 [won].
 *
 * @param project null: a total that the plan states without dividing it
 * @param year null: the plan's own
 * @param carriedIn 전년도 이월액, beside what is appropriated
 */
public record BudgetLine(
        @Nullable ProjectId project,
        BudgetSource source,
        @Nullable Integer year,
        @Nullable Long appropriated,
        @Nullable Long carriedIn,
        @Nullable Long executed) {

    /** Whether it is money of this plan's year, and not of one that the project goes on in. */
    public boolean isOf(int planned) {
        return year == null || year == planned;
    }
}
