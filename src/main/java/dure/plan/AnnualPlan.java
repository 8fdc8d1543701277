package dure.plan;

import dure.region.Book;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * 연차별 세부계획: one version of a year's plan.
 *
 * @param target 총목표; null where the plan states none
 * @param declaredGrowth as the plan states it, with the earlier target where stated or inferred
 * @param inferred the reason, where a fact of the head (the year, say) was inferred
 */
public record AnnualPlan(
        PlanId id,
        Book book,
        int year,
        int version,
        PlanState state,
        String title,
        @Nullable Quantity target,
        @Nullable Integer declaredStrategies,
        @Nullable Integer declaredTasks,
        @Nullable Integer declaredProjects,
        @Nullable Growth declaredGrowth,
        @Nullable Deliberation deliberation,
        Source source,
        @Nullable String inferred,
        String remarks,
        @Nullable Instant disclosedAt,
        List<Goal> goals,
        List<Strategy> strategies,
        List<Component> components,
        List<Project> projects,
        List<BudgetLine> budget) {

    /**
     * 항목 합계 [jobs]: what the plan's total is divided into. A component counts as the plan declares it, and a project
     * only where it belongs to no component; sites, trainees and other measures are not jobs.
     */
    public long itemised() {
        var ofComponents = components.stream()
                .map(Component::quantity)
                .filter(quantity -> quantity.measure() == Measure.JOBS)
                .mapToLong(Quantity::amount)
                .sum();
        var ofProjects = projects.stream()
                .filter(project -> project.component() == null)
                .mapToLong(project -> project.target(Measure.JOBS).orElse(0))
                .sum();
        return ofComponents + ofProjects;
    }

    public PlanHead head() {
        return new PlanHead(id, book, PlanKind.YEAR, year, version, state, title, target, disclosedAt);
    }

    /** 미세분 [jobs]: what the declared total has beyond its items. Negative where the items exceed it; empty without a total. */
    public OptionalLong remainder() {
        return target == null ? OptionalLong.empty() : OptionalLong.of(target.amount() - itemised());
    }

    /** 예산 편성액 [won]: the declared total where the plan has one, else the sum of its projects; empty where neither is stated. */
    public OptionalLong appropriated() {
        return total(BudgetLine::appropriated);
    }

    /** 집행액 [won], as {@link #appropriated()}. */
    public OptionalLong executed() {
        return total(BudgetLine::executed);
    }

    private OptionalLong total(java.util.function.Function<BudgetLine, @Nullable Long> amount) {
        var declared = budget.stream()
                .filter(line -> line.isOf(year) && line.project() == null && amount.apply(line) != null)
                .toList();
        var lines = declared.isEmpty()
                ? budget.stream()
                        .filter(line -> line.isOf(year) && amount.apply(line) != null)
                        .toList()
                : declared;
        return lines.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(lines.stream()
                        .mapToLong(line -> java.util.Objects.requireNonNull(amount.apply(line)))
                        .sum());
    }
}
