package dure.ledger;

import dure.plan.TermPlan;
import dure.region.Term;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * 임기 누계.
 *
 * @param plan null where the municipality has none that the viewer may see
 */
public record TermProgress(Term term, @Nullable TermPlan plan, Summary count, List<Year> years) {

    /**
     * A calendar year as far as the term holds it.
     *
     * @param target of the year's plan for a whole year, else of the term's plan; null where neither says
     * @param actual of entries whose whole period lies in the year
     */
    public record Year(
            int year,
            LocalDate from,
            LocalDate to,
            @Nullable Long target,
            Tally actual) {}

    public OptionalLong target() {
        return plan == null || plan.target() == null
                ? OptionalLong.empty()
                : OptionalLong.of(plan.target().amount());
    }

    /** Actual / term target, a ratio (0.8186), not rounded. */
    public OptionalDouble progress() {
        return ratio(count.total().quantity());
    }

    /** What is counted over several years and so belongs to no single one. */
    public Tally overSeveralYears() {
        return count.byYear().getOrDefault(Optional.empty(), Tally.NONE);
    }

    /**
     * 올해 목표를 이룰 때의 누계: what is counted, and for every year that is not reported to its end what its target
     * still adds.
     */
    public long actualPlusPlanned() {
        return count.total().quantity()
                + remaining().stream()
                        .filter(year -> year.target() != null)
                        .mapToLong(year ->
                                Math.max(0, year.target() - year.actual().quantity()))
                        .sum();
    }

    private List<Year> remaining() {
        var last = count.lastDay();
        return years.stream()
                .filter(year -> last == null || year.to().isAfter(last))
                .toList();
    }

    /** 남은 목표: what the targets of the years that are not reported to their end still add; empty unless each has one. */
    public OptionalLong stillPlanned() {
        var remaining = remaining();
        return remaining.isEmpty() || remaining.stream().anyMatch(year -> year.target() == null)
                ? OptionalLong.empty()
                : OptionalLong.of(actualPlusPlanned() - count.total().quantity());
    }

    /** {@link #actualPlusPlanned()} / term target, a ratio. */
    public OptionalDouble projected() {
        return ratio(actualPlusPlanned());
    }

    private OptionalDouble ratio(long quantity) {
        var target = target();
        return target.isEmpty() || target.getAsLong() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) quantity / target.getAsLong());
    }
}
