package dure.plan;

import java.util.List;

/** What one version of a plan says, all of it: what is hashed, copied and compared. */
record PlanContent(
        PlanDraft.Head head,
        List<TermPlan.YearTarget> years,
        List<Goal> goals,
        List<Strategy> strategies,
        List<Component> components,
        List<PlanDraft.Project> projects,
        List<PlanDraft.Amount> budget) {}
