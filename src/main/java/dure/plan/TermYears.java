package dure.plan;

import dure.finding.Finding;
import dure.region.Term;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 종합계획 → 연차별 계획: a term's plan beside the plans of the calendar years that the term touches.
 *
 * @param sum of the years' targets in the term's plan [jobs]
 * @param findings where they disagree, and what cannot be compared
 */
public record TermYears(TermPlan plan, Term term, List<Year> years, long sum, List<Finding> findings) {
    /**
     * @param from first day of the year that the term has
     * @param ofTerm what the term's plan says of it; null where it does not
     * @param newest the year's own plan as the viewer sees it newest; null where there is none
     * @param disclosed the one that is public; null where there is none
     */
    public record Year(
            int year,
            LocalDate from,
            LocalDate to,
            TermPlan.@Nullable YearTarget ofTerm,
            @Nullable PlanHead newest,
            @Nullable PlanHead disclosed) {
        /** Whether the term has all of it; of a part nothing is compared. */
        public boolean isWhole() {
            return from.getDayOfYear() == 1 && to.equals(LocalDate.of(year, 12, 31));
        }

        /** What the year's plan has more than the term's says [jobs]; null where one is missing, and of a part of a year. */
        public @Nullable Long difference() {
            return isWhole() && ofTerm != null && newest != null && newest.target() != null
                    ? Long.valueOf(newest.target().amount() - ofTerm.quantity())
                    : null;
        }
    }

    /** What the term's total has beyond its years [jobs]; null where it states none. */
    public @Nullable Long remainder() {
        return plan.target() == null ? null : Long.valueOf(plan.target().amount() - sum);
    }
}
