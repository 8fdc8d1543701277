package dure.round;

import dure.finding.Finding;
import dure.plan.PlanState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a step that somebody wanted to make in a round. */
public sealed interface RoundMove {
    record Made(PlanningRound round) implements RoundMove {}

    /** There is no open round of this plan. */
    record NoRound() implements RoundMove {}

    /** One is open already. */
    record AlreadyOpen(PlanningRound round) implements RoundMove {}

    /** There is nothing to be written on; the state of what there is, null where there is no plan. */
    record NoDraft(@Nullable PlanState state) implements RoundMove {}

    /** The department is not asked in this round. */
    record NotAsked() implements RoundMove {}

    record NotFrom(PartState state, PartState wanted) implements RoundMove {}

    /** 제출 전 점검: what stops the submission. */
    record Lacks(List<Finding> findings) implements RoundMove {}
}
