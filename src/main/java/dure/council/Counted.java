package dure.council;

import dure.plan.PlanId;
import dure.plan.Resolution;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 표결 결과 of a motion.
 *
 * @param resolution null: the motion was not carried and another may be put
 * @param next 수정가결: the draft into which the amendment is written
 */
record Counted(
        MotionId motion,
        ItemId item,
        Ballot ballot,
        int quorum,
        int needed,
        @Nullable Resolution resolution,
        @Nullable PlanId next,
        Instant at,
        String by) {}
