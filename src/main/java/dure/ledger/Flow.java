package dure.ledger;

import dure.plan.ProjectId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 흐름: what counts of one project in one period, as it is written; a period may be a month, a year or several.
 *
 * @param project null: stated for the municipality as a whole
 */
public record Flow(@Nullable ProjectId project, LocalDate from, LocalDate to, long quantity) {}
