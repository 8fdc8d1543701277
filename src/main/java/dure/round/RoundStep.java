package dure.round;

import dure.plan.DepartmentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 회차 이력, one step.
 *
 * @param department null: of the round as a whole
 * @param remarks 보완 의견, or what was said with it; empty where nothing was
 */
public record RoundStep(Kind kind, @Nullable DepartmentId department, String remarks, Instant at, String by) {
    public enum Kind {
        OPENED,
        /** a department was asked later */
        ADDED,
        SUBMITTED,
        RETURNED,
        ACCEPTED,
        /** what was accepted is open again */
        REOPENED,
        DUE_MOVED,
        /** the draft was replaced by another, and the round goes on with that */
        MOVED_TO_DRAFT,
        CLOSED
    }
}
