package dure.reporting;

import dure.plan.Department;
import dure.plan.Measure;
import dure.plan.Project;
import dure.plan.ProjectId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 부서 보고: one department's projects in a period, what it has typed of them, and what stands beside it.
 *
 * @param plan whether a plan is in force in the period's year; without one there is nothing to report on
 * @param steps the newest first
 */
public record Report(
        ReportingPeriod period,
        Department department,
        Standing standing,
        boolean plan,
        LocalDate today,
        List<Row> rows,
        List<ReportStep> steps) {

    /**
     * @param late first submitted after it was due, or not yet and it is past
     * @param submittedAt the last time
     * @param acceptedAt null where it is not
     */
    public record Standing(
            ReportState state,
            int submissions,
            boolean late,
            @Nullable Instant submittedAt,
            @Nullable Instant acceptedAt) {
        static final Standing NEW = new Standing(ReportState.OPEN, 0, false, null, null);
    }

    /**
     * A project in one measure. Money, evidence and cause stand in the first row of a project.
     *
     * @param previous 지난달: what the ledger holds of the period before
     * @param before 지난달까지: of the year before this period
     * @param held what the ledger holds of this period now
     * @param evidenced what of that has evidence
     * @param target of the year; null where the plan has none
     * @param targetUntil what of it was planned until the end of the period
     * @param appropriated 예산 편성액 [won]; null where the plan has none
     * @param executedBefore 집행액 [won] of the year before this period
     * @param reported what was submitted last; null where nothing was
     * @param cells by their fields
     */
    public record Row(
            Project project,
            Measure measure,
            boolean first,
            String unit,
            long previous,
            long before,
            long held,
            long evidenced,
            @Nullable Long target,
            @Nullable Long targetUntil,
            @Nullable Long appropriated,
            long executedBefore,
            @Nullable Long reported,
            Map<String, ReportCell> cells) {
        public ProjectId id() {
            return project.id();
        }

        public @Nullable ReportCell cell(ReportField field) {
            return cells.get(field.toString());
        }

        /** 이번 달, as typed; null where nothing is. */
        public @Nullable Long quantity() {
            var cell = cell(ReportField.quantity(measure));
            return cell == null ? null : cell.number();
        }

        public @Nullable Long total() {
            var quantity = quantity();
            return quantity == null ? null : Long.valueOf(before + quantity);
        }

        /** 이번 달 집행액 [won] */
        public @Nullable Long executed() {
            var cell = cell(ReportField.EXECUTED);
            return cell == null ? null : cell.number();
        }

        public @Nullable Long executedTotal() {
            var executed = executed();
            return executed == null ? null : Long.valueOf(executedBefore + executed);
        }

        public String text(ReportField field) {
            var cell = cell(field);
            return cell == null || cell.value() == null ? "" : cell.value();
        }

        public int version(ReportField field) {
            var cell = cell(field);
            return cell == null ? 0 : cell.version();
        }

        public boolean isMissing() {
            return quantity() == null;
        }

        /** Whether money was appropriated, and nobody has said what of it was spent. */
        public boolean lacksMoney() {
            return first && appropriated != null && executed() == null;
        }

        /** 부진: below this share of what was planned until now. */
        public boolean isBehind(double share) {
            var total = total();
            return total != null && targetUntil != null && targetUntil > 0 && total < targetUntil * share;
        }
    }

    public long missing() {
        return rows.stream().filter(Row::isMissing).count();
    }

    public long daysLeft() {
        return ChronoUnit.DAYS.between(today, period.dueOn());
    }

    public boolean isWritable() {
        return period.open() && standing.state().isOpen();
    }
}
