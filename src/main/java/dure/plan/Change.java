package dure.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** 변경: an edit as it was written. Those of one saving have one revision. */
public record Change(
        long revision,
        Edit.Subject subject,
        String item,
        String field,
        @Nullable String before,
        @Nullable String after,
        Instant at,
        String by) {

    Change as(long written) {
        return new Change(written, subject, item, field, before, after, at, by);
    }
}
