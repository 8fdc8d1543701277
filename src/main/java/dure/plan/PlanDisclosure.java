package dure.plan;

/** What came of disclosing a plan. */
public sealed interface PlanDisclosure {
    /** 공시: public from now on; the version that was public before is superseded and stays visible. */
    record Disclosed(PlanHead plan) implements PlanDisclosure {}

    /** The newest version is public already. */
    record AlreadyDisclosed(PlanHead plan) implements PlanDisclosure {}

    /** Its council deferred or rejected it. */
    record NotPassed(PlanHead plan, Resolution resolution) implements PlanDisclosure {}

    /** There is no such plan that could be disclosed. */
    record NoPlan() implements PlanDisclosure {}
}
