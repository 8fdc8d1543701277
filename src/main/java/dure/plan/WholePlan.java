package dure.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A version of a plan with everything that it says: what its content hash is over.
 *
 * @param years 연차별 목표 of a term plan
 * @param declaredGrowth 증감률 as the plan states it, a ratio
 */
public record WholePlan(
        PlanVersion version,
        @Nullable Integer declaredStrategies,
        @Nullable Integer declaredTasks,
        @Nullable Integer declaredProjects,
        @Nullable BigDecimal declaredGrowth,
        @Nullable Long previousTarget,
        @Nullable String previousInferred,
        @Nullable Deliberation deliberation,
        Source source,
        @Nullable String inferred,
        String remarks,
        List<TermPlan.YearTarget> years,
        List<Goal> goals,
        List<Strategy> strategies,
        List<Component> components,
        List<Project> projects,
        List<BudgetLine> budget,
        PlanTotals totals) {

    /** Of a project, or with null what the plan states as a total. */
    public List<BudgetLine> budgetOf(@Nullable ProjectId project) {
        return budget.stream()
                .filter(line -> Objects.equals(line.project(), project))
                .toList();
    }
}
