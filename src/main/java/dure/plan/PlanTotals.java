package dure.plan;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a plan comes to.
 *
 * @param target 총목표; null where the plan states none
 * @param itemised 항목 합계 [jobs]: components, projects that belong to none, and the years of a term plan
 * @param appropriatedBySource 편성액 [won]: the stated totals where there are any, else of the projects
 * @param ofProjects 편성액 of the projects [won]
 * @param targets what the projects' targets come to, by measure
 */
public record PlanTotals(
        @Nullable Long target,
        long itemised,
        Map<BudgetSource, Long> appropriatedBySource,
        Map<BudgetSource, Long> ofProjects,
        Map<Measure, Long> targets,
        int strategies,
        int tasks,
        int components,
        int projects) {

    /** 미세분 [jobs]; null without a target */
    public @Nullable Long remainder() {
        return target == null ? null : Long.valueOf(target - itemised);
    }

    /** 편성액 [won]; null where none is stated */
    public @Nullable Long appropriated() {
        return sum(appropriatedBySource.values().stream());
    }

    static PlanTotals of(PlanContent plan) {
        var targets = new EnumMap<Measure, Long>(Measure.class);
        plan.projects().stream()
                .flatMap(project -> project.targets().stream())
                .forEach(target -> targets.merge(
                        target.quantity().measure(), target.quantity().amount(), Long::sum));
        var stated = new EnumMap<BudgetSource, Long>(BudgetSource.class);
        plan.budget().forEach(amount -> add(stated, amount));
        var ofProjects = new EnumMap<BudgetSource, Long>(BudgetSource.class);
        plan.projects().stream()
                .flatMap(project -> project.budget().stream())
                .forEach(amount -> add(ofProjects, amount));
        var target = plan.head().target();
        return new PlanTotals(
                target == null ? null : Long.valueOf(target.amount()),
                itemised(plan),
                stated.isEmpty() ? ofProjects : stated,
                ofProjects,
                targets,
                plan.strategies().size(),
                plan.strategies().stream().mapToInt(one -> one.tasks().size()).sum(),
                plan.components().size(),
                plan.projects().size());
    }

    private static void add(Map<BudgetSource, Long> sums, PlanDraft.Amount amount) {
        if (amount.appropriated() != null) {
            sums.merge(amount.source(), amount.appropriated(), Long::sum);
        }
    }

    private static long itemised(PlanContent plan) {
        var ofComponents = plan.components().stream()
                .map(Component::quantity)
                .filter(quantity -> quantity.measure() == Measure.JOBS)
                .mapToLong(Quantity::amount)
                .sum();
        var ofProjects =
                plan.projects().stream().mapToLong(PlanTotals::itemised).sum();
        var ofYears =
                plan.years().stream().mapToLong(TermPlan.YearTarget::quantity).sum();
        return ofComponents + ofProjects + ofYears;
    }

    /** What a project adds to the sum of items [jobs]; what belongs to a component counts with that. */
    static long itemised(PlanDraft.Project project) {
        return project.component() == null ? project.target(Measure.JOBS) : 0;
    }

    /** Null where none of them is stated. */
    static @Nullable Long sum(Stream<? extends @Nullable Long> amounts) {
        Long sum = null;
        for (var amount : amounts.toList()) {
            if (amount != null) {
                sum = sum == null ? amount : Long.valueOf(sum + amount);
            }
        }
        return sum;
    }
}
