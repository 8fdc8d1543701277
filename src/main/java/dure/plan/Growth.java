package dure.plan;

import org.jspecify.annotations.Nullable;

/**
 * 증감률 on the year before.
 *
 * @param ratio target / previous target − 1 (0.087 is 8.7 %); as the plan states it where it does, else computed
 * @param previousTarget null where neither stated, planned nor inferred
 * @param inferred the reason, where the previous target was inferred
 */
public record Growth(
        double ratio,
        boolean stated,
        @Nullable Long previousTarget,
        @Nullable String inferred) {
    /** @param previousTarget more than 0 */
    static Growth computed(long target, long previousTarget, @Nullable String inferred) {
        return new Growth((double) target / previousTarget - 1, false, previousTarget, inferred);
    }
}
