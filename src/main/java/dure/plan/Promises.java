package dure.plan;

/**
 * 당초와 변경: what a plan that was amended promised first and promises now.
 *
 * @param original the version that was disclosed first
 * @param latest the one that is public now
 */
public record Promises(Promised original, Promised latest) {
    public record Promised(PlanHead plan, PlanTotals totals) {}
}
