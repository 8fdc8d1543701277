package dure.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 심의: when, by whom, with what result; each null where the source does not say. */
public record Deliberation(
        @Nullable LocalDate on,
        @Nullable String by,
        @Nullable Resolution resolution) {}
