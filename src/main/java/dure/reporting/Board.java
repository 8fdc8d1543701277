package dure.reporting;

import dure.plan.Charge;
import dure.plan.Department;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 보고 현황: where each department stands in a period, those that are late first.
 *
 * @param plan whether a plan is in force in the period's year
 * @param withoutDepartment names of projects that the plan puts under no department
 * @param steps the newest first
 */
public record Board(
        ReportingPeriod period,
        boolean plan,
        LocalDate today,
        List<Row> rows,
        List<String> withoutDepartment,
        List<ReportStep> steps) {

    /**
     * @param lines what is to be reported: projects, in each of their measures
     * @param jobs what was typed of jobs; null where nothing was
     * @param executed [won]
     * @param remarks the last 보완 의견; null where there was none
     */
    public record Row(
            Department department,
            Report.Standing standing,
            int lines,
            long missing,
            @Nullable Long jobs,
            @Nullable Long executed,
            List<Charge> charges,
            @Nullable ReportStep last,
            @Nullable ReportStep remarks) {
        public @Nullable String person() {
            return charges.stream()
                    .sorted(Comparator.comparing(Charge::kind))
                    .map(Charge::name)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        /** 기한 지남 and still not submitted. */
        public boolean waits() {
            return standing.state().isOpen() && standing.late();
        }
    }

    public long count(ReportState state) {
        return rows.stream().filter(row -> row.standing().state() == state).count();
    }

    public long late() {
        return rows.stream().filter(row -> row.standing().late()).count();
    }

    public long daysLeft() {
        return ChronoUnit.DAYS.between(today, period.dueOn());
    }

    public int lines() {
        return rows.stream().mapToInt(Row::lines).sum();
    }

    public long missing() {
        return rows.stream().mapToLong(Row::missing).sum();
    }
}
