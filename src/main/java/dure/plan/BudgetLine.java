package dure.plan;

import org.jspecify.annotations.Nullable;

/**
 * 예산 [won].
 *
 * @param project null: a total that the plan states without dividing it
 */
public record BudgetLine(
        @Nullable ProjectId project,
        BudgetSource source,
        @Nullable Long appropriated,
        @Nullable Long executed) {}
