package dure.plan;

import org.jspecify.annotations.Nullable;

/** An amount before and after; null where it is not stated. */
public record Delta(@Nullable Long before, @Nullable Long after) {
    /** After − before, what is not stated being nothing; null where neither is stated. */
    public @Nullable Long difference() {
        return before == null && after == null
                ? null
                : Long.valueOf((after == null ? 0 : after) - (before == null ? 0 : before));
    }

    public boolean isNone() {
        return java.util.Objects.equals(before, after);
    }
}
