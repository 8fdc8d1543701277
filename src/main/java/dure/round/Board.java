package dure.round;

import dure.plan.Charge;
import dure.plan.Department;
import dure.plan.PartProject;
import dure.plan.PlanHead;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * 회차 현황: where each department stands, those that are late first.
 *
 * @param draft what is written on now; null where the draft is gone
 * @param projects of the draft, in its order
 * @param notAsked departments with projects in the draft that nobody asked
 * @param steps the newest first
 */
public record Board(
        PlanningRound round,
        @Nullable PlanHead draft,
        LocalDate today,
        List<Row> rows,
        List<PartProject> projects,
        List<Department> notAsked,
        List<RoundStep> steps) {

    /**
     * One department.
     *
     * @param asked as it was asked; ended meanwhile, {@code department} does its work today
     * @param remarks the last 보완 의견; null where there was none
     */
    public record Row(
            Department asked,
            Department department,
            PartState state,
            long daysLeft,
            List<PartProject> projects,
            List<Charge> charges,
            @Nullable RoundStep last,
            @Nullable RoundStep remarks) {

        /** 기한 지남: not submitted, and the day has passed */
        public boolean late() {
            return state.isOpen() && daysLeft < 0;
        }

        public long filled() {
            return projects.stream().filter(PartProject::isFilled).count();
        }

        public long missing() {
            return projects.size() - filled();
        }

        /** [jobs]; null where no project has a target */
        public @Nullable Long jobs() {
            return sum(projects, PartProject::jobs);
        }

        /** [won]; null where no project has money */
        public @Nullable Long won() {
            return sum(projects, PartProject::appropriated);
        }

        public @Nullable String person() {
            return charges.stream()
                    .sorted(java.util.Comparator.comparing(Charge::kind))
                    .map(Charge::name)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }

    public long count(PartState state) {
        return rows.stream().filter(row -> row.state() == state).count();
    }

    public long late() {
        return rows.stream().filter(Row::late).count();
    }

    /** 미제출 */
    public long waited() {
        return rows.stream().filter(row -> row.state().isOpen()).count();
    }

    public long daysLeft() {
        return ChronoUnit.DAYS.between(today, round.dueOn());
    }

    public long filled() {
        return projects.stream().filter(PartProject::isFilled).count();
    }

    public @Nullable Long jobs() {
        return sum(projects, PartProject::jobs);
    }

    public @Nullable Long won() {
        return sum(projects, PartProject::appropriated);
    }

    /** Projects that the plan puts under no department. */
    public long withoutDepartment() {
        return projects.stream().filter(one -> one.department() == null).count();
    }

    private static @Nullable Long sum(List<PartProject> projects, Function<PartProject, @Nullable Long> of) {
        var stated = projects.stream().map(of).filter(Objects::nonNull).toList();
        return stated.isEmpty()
                ? null
                : Long.valueOf(stated.stream().mapToLong(Long::longValue).sum());
    }
}
