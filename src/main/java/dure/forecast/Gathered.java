package dure.forecast;

import dure.ledger.Flow;
import dure.plan.AnnualPlan;
import dure.plan.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a year that is to be forecast.
 *
 * @param plan null where there is none that the viewer may see
 * @param projects of the works, in the same order; the last work, without one, is all that belongs to no project
 * @param observed up to which month the book is reported
 * @param wholes actual / target of earlier years of which only the sum is known
 */
record Gathered(
        int year,
        @Nullable AnnualPlan plan,
        List<Project> projects,
        List<Work> works,
        List<Flow> flows,
        int observed,
        List<Double> wholes) {
    long counted() {
        return flows.stream().mapToLong(Flow::quantity).sum();
    }

    boolean isEmpty() {
        return plan == null && flows.isEmpty();
    }
}
