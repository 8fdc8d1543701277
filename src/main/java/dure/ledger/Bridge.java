package dure.ledger;

import dure.plan.Measure;
import java.util.List;

/**
 * 대조: what leads from one number to another. {@code before + the steps = after}, exactly, whatever the two rules, days and
 * instants are: what counts in both is in both numbers, and everything else is in one step.
 *
 * @param steps first what the second figure does not count, by its reason; then what the first does not, by its own
 */
public record Bridge(Question from, Question to, Tally before, Tally after, List<Step> steps) {
    /**
     * One step, of one measure.
     *
     * @param added whether the second figure counts it, and not the first
     */
    public record Step(Cause cause, boolean added, Measure measure, Tally tally) {
        /** What it adds to the first number; negative where it is taken away. */
        public long change() {
            return added ? tally.quantity() : -tally.quantity();
        }
    }

    public boolean sameRule() {
        return from.rule().key().equals(to.rule().key());
    }

    public long difference() {
        return after.quantity() - before.quantity();
    }
}
