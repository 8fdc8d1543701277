package dure.reporting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cell as it stands.
 *
 * @param value a number plainly, a text as typed; null: cleared
 * @param stated 누계 as it was typed, where the value was computed from it
 */
public record ReportCell(@Nullable String value, @Nullable Long stated, int version, Instant at, String by) {
    @Nullable
    Long number() {
        return value == null ? null : Long.valueOf(value);
    }
}
