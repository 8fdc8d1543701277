package dure.action;

import java.time.Instant;

/**
 * 이력, one step.
 *
 * @param field which field was changed; empty where none was
 * @param before its words until then
 * @param said its words now, or what was said with the step
 */
public record ActionStep(Kind kind, String field, String before, String said, Instant at, String by) {
    public enum Kind {
        OPENED,
        EDITED,
        REMARKED,
        STARTED,
        DONE,
        DROPPED,
        REOPENED
    }
}
