package dure.plan;

import dure.region.Book;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 종합계획: one version of a term's plan.
 *
 * @param years 연차별 목표 where the plan divides its total
 */
public record TermPlan(
        PlanId id,
        Book book,
        int term,
        int version,
        PlanState state,
        String title,
        @Nullable Quantity target,
        @Nullable Deliberation deliberation,
        Source source,
        @Nullable String inferred,
        String remarks,
        @Nullable Instant disclosedAt,
        List<YearTarget> years,
        List<Goal> goals,
        List<Strategy> strategies) {
    public PlanHead head() {
        return new PlanHead(id, book, PlanKind.TERM, term, version, state, title, target, disclosedAt);
    }

    public record YearTarget(int year, long quantity, boolean approximate) {
        /** A term's plan states the years' targets without a unit. */
        Quantity jobs() {
            return new Quantity(quantity, Measure.JOBS, Measure.JOBS.usualUnit(), approximate);
        }
    }
}
