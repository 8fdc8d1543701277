package dure.plan;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 부서 이력, one line.
 *
 * @param said the name, the code or the successor
 */
public record DepartmentChange(
        Kind kind, String said, @Nullable LocalDate effectiveOn, Instant changedAt, String changedBy) {
    public enum Kind {
        ADDED,
        CODED,
        /** 조직개편: goes on under another name, as another department */
        RENAMED,
        ENDED,
        /** an end that was a mistake */
        RESTORED
    }
}
