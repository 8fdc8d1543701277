package dure.reporting;

import dure.plan.DepartmentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 보고 이력, one step.
 *
 * @param department null: of the period as a whole
 * @param remarks 보완 의견, or what was said with it; empty where nothing was
 */
public record ReportStep(Kind kind, @Nullable DepartmentId department, String remarks, Instant at, String by) {
    public enum Kind {
        OPENED,
        SUBMITTED,
        RETURNED,
        ACCEPTED,
        /** what was accepted is open again */
        REOPENED,
        DUE_MOVED,
        CLOSED
    }
}
