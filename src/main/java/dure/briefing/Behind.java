package dure.briefing;

import dure.plan.Measure;
import dure.plan.Project;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * 부진 사업: one whose count is behind what its own plan says for the day.
 *
 * @param target of the year [jobs]
 * @param due 계획 진도: what its targets come to until the day; a target's period that the day divides counts by its days
 * @param actual until the day
 * @param expected 예상 부족 at the year's end by the forecast; 0 where it expects none, or says nothing
 */
record Behind(Project project, long target, long due, long actual, long expected) {

    long shortfall() {
        return due - actual;
    }

    static Behind of(Project project, LocalDate asOf, long actual, long expected) {
        var jobs = project.targets().stream()
                .filter(one -> one.quantity().measure() == Measure.JOBS)
                .toList();
        var due = 0.0;
        for (var target : jobs) {
            var from = target.from();
            var to = target.to();
            // A year's target of a project that runs for some months only is due in those.
            if (jobs.size() == 1) {
                from = later(from, project.from());
                to = earlier(to, project.to());
            }
            if (to.isBefore(from)) {
                from = target.from();
                to = target.to();
            }
            due += target.quantity().amount() * share(from, to, asOf);
        }
        return new Behind(project, project.target(Measure.JOBS).orElse(0), (long) due, actual, expected);
    }

    private static double share(LocalDate from, LocalDate to, LocalDate asOf) {
        if (asOf.isBefore(from)) {
            return 0;
        }
        if (!asOf.isBefore(to)) {
            return 1;
        }
        return (ChronoUnit.DAYS.between(from, asOf) + 1.0) / (ChronoUnit.DAYS.between(from, to) + 1.0);
    }

    private static LocalDate later(LocalDate one, @Nullable LocalDate other) {
        return other == null || other.isBefore(one) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, @Nullable LocalDate other) {
        return other == null || other.isAfter(one) ? one : other;
    }
}
