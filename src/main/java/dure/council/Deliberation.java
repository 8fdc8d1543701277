package dure.council;

import dure.plan.Move;
import dure.plan.PlanId;
import dure.plan.PlanState;
import dure.plan.Resolution;
import org.jspecify.annotations.Nullable;

/** What came of counting a motion. */
sealed interface Deliberation {
    /** @param next 수정가결: the draft into which the amendment is written */
    record Decided(Resolution resolution, Ballot ballot, @Nullable PlanId next) implements Deliberation {}

    /** Neither amendment nor deferral was carried: another motion may be put. */
    record NotCarried(Ballot ballot, int needed) implements Deliberation {}

    /** 정족수 미달 */
    record NoQuorum(int present, int quorum) implements Deliberation {}

    record Miscounted(int counted, int present) implements Deliberation {}

    /** 가부동수: the chair decides, and has not. */
    record Tied(int votesFor, int against) implements Deliberation {}

    /** The version does not lie before a council (any more). @param move what the plan said of it */
    record NotBefore(PlanState state, Move move) implements Deliberation {}
}
