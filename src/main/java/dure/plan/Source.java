package dure.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 출처: who says so. */
public record Source(SourceKind kind, String name, @Nullable LocalDate date) {}
