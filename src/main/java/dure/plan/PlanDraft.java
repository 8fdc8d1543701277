package dure.plan;

import dure.region.MunicipalityCode;
import dure.sheet.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a workbook states it, before it is a version of anything. What was read from a row keeps it, so that a
 * check can say where.
 */
record PlanDraft(
        Head head,
        Line basics,
        List<At<TermPlan.YearTarget>> years,
        List<At<Goal>> goals,
        List<Strategy> strategies,
        List<At<Component>> components,
        List<At<Project>> projects,
        List<At<Amount>> budget) {

    /** A value and the row that says so. */
    record At<T>(T value, Line line) {}

    record Head(
            MunicipalityCode municipality,
            PlanKind kind,
            int period,
            String title,
            @Nullable Quantity target,
            @Nullable Integer declaredStrategies,
            @Nullable Integer declaredTasks,
            @Nullable Integer declaredProjects,
            @Nullable BigDecimal growth,
            @Nullable Long previousTarget,
            @Nullable String previousInferred,
            @Nullable Deliberation deliberation,
            Source source,
            @Nullable String inferred,
            String remarks) {}

    record Project(
            int no,
            String code,
            String name,
            @Nullable Integer strategy,
            @Nullable Integer task,
            @Nullable Integer component,
            @Nullable String department,
            ProgrammeType programmeType,
            Sector sector,
            Set<TargetGroup> targetGroups,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String deliveringBody,
            Continuity continuity,
            ProjectDetails details,
            List<dure.plan.Project.Target> targets,
            List<Amount> budget) {

        /** The same project with other numbers. */
        Project with(
                List<dure.plan.Project.Target> otherTargets,
                List<Amount> otherBudget,
                java.util.Map<TargetGroup, Long> otherGroups) {
            return new Project(
                    no,
                    code,
                    name,
                    strategy,
                    task,
                    component,
                    department,
                    programmeType,
                    sector,
                    targetGroups,
                    from,
                    to,
                    deliveringBody,
                    continuity,
                    details.with(otherGroups),
                    otherTargets,
                    otherBudget);
        }

        long target(Measure measure) {
            return targets.stream()
                    .map(dure.plan.Project.Target::quantity)
                    .filter(quantity -> quantity.measure() == measure)
                    .mapToLong(Quantity::amount)
                    .sum();
        }
    }

    /**
     * 예산 of one source [won]
     *
     * @param year null: the plan's own
     * @param carriedIn 전년도 이월액, beside what is appropriated
     */
    record Amount(
            BudgetSource source,
            @Nullable Integer year,
            @Nullable Long appropriated,
            @Nullable Long carriedIn,
            @Nullable Long executed) {
        Amount(BudgetSource source, @Nullable Long appropriated, @Nullable Long executed) {
            this(source, null, appropriated, null, executed);
        }

        boolean isOf(int planned) {
            return year == null || year == planned;
        }
    }

    PlanContent content() {
        return new PlanContent(
                head, values(years), values(goals), strategies, values(components), values(projects), values(budget));
    }

    private static <T> List<T> values(List<At<T>> rows) {
        return rows.stream().map(At::value).toList();
    }

    /** What the plan's total is divided into [jobs], as {@link AnnualPlan#itemised()}. */
    long itemised() {
        var ofComponents = components.stream()
                .map(component -> component.value().quantity())
                .filter(quantity -> quantity.measure() == Measure.JOBS)
                .mapToLong(Quantity::amount)
                .sum();
        var ofProjects = projects.stream()
                .filter(project -> project.value().component() == null)
                .mapToLong(project -> project.value().target(Measure.JOBS))
                .sum();
        var ofYears = years.stream().mapToLong(year -> year.value().quantity()).sum();
        return ofComponents + ofProjects + ofYears;
    }

    /** 예산 편성액 [won]: the stated total, else the sum of the projects; null where neither is stated. */
    @Nullable
    Long appropriated() {
        var stated = budget.stream()
                .map(amount -> amount.value().appropriated())
                .filter(Objects::nonNull)
                .toList();
        var lines = stated.isEmpty()
                ? projects.stream()
                        .flatMap(project -> project.value().budget().stream())
                        .map(Amount::appropriated)
                        .filter(Objects::nonNull)
                        .toList()
                : stated;
        return lines.isEmpty()
                ? null
                : Long.valueOf(lines.stream().mapToLong(Long::longValue).sum());
    }
}
