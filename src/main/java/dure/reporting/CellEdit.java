package dure.reporting;

import dure.plan.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody types into a cell.
 *
 * @param version that he saw there; 0 where the cell was empty
 * @param to as typed; null or blank clears it
 * @param cumulative 누계: what came about since the year began, of which this period's part is computed
 */
public record CellEdit(
        ProjectId project,
        ReportField field,
        int version,
        @Nullable String to,
        boolean cumulative) {}
