package dure.plan;

import dure.region.Book;
import org.jspecify.annotations.Nullable;

/**
 * What an import writes, in numbers.
 *
 * @param version of the plan that is written; 1 is the first
 * @param replaced an older draft that this one takes the place of; null where there is none
 * @param itemised what the total is divided into [jobs]
 * @param appropriated 예산 편성액 [won]; null where none is stated
 * @param added projects that the version before did not have
 * @param changed projects that it had otherwise
 * @param dropped projects that only it had
 */
public record PlanSummary(
        Book book,
        PlanKind kind,
        int period,
        int version,
        @Nullable Integer replaced,
        String title,
        @Nullable Quantity target,
        long itemised,
        @Nullable Long appropriated,
        int strategies,
        int tasks,
        int components,
        int projects,
        int targets,
        int budgetLines,
        int added,
        int changed,
        int dropped) {

    /** 미세분 [jobs]: what the total has beyond its items; negative where they exceed it, null without a total. */
    public @Nullable Long remainder() {
        return target == null ? null : Long.valueOf(target.amount() - itemised);
    }
}
