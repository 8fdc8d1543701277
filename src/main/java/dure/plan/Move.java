package dure.plan;

import dure.finding.Finding;
import java.util.List;

/** What came of moving a version from state to state. */
public sealed interface Move {
    /** @param next 수정가결: the draft into which the amendment is written; else the version itself */
    record Moved(PlanHead plan, PlanHead next) implements Move {
        Moved(PlanHead plan) {
            this(plan, plan);
        }
    }

    /** It does not go there from where it stands. */
    record NotFrom(PlanHead plan, PlanState wanted) implements Move {}

    /** What it says is wrong in itself: nothing was moved. Errors only. */
    record NotReady(PlanHead plan, List<Finding> findings) implements Move {}

    /** There is none, or none that the viewer may see. */
    record NoPlan() implements Move {}
}
