package dure.plan;

import dure.finding.Finding;
import java.util.List;

/** What came of disclosing a plan. */
public sealed interface PlanDisclosure {
    /** 공시: public from now on; the version that was public before is superseded and stays visible. */
    record Disclosed(PlanHead plan) implements PlanDisclosure {}

    /** The newest version is public already. */
    record AlreadyDisclosed(PlanHead plan) implements PlanDisclosure {}

    /** Its council deferred or rejected it. */
    record NotPassed(PlanHead plan, Resolution resolution) implements PlanDisclosure {}

    /** Its municipality asks for more before it becomes public. */
    record Lacks(PlanHead plan, Lack lack) implements PlanDisclosure {}

    enum Lack {
        /** 의결 */
        RESOLUTION,
        /** 결재 문서번호 */
        APPROVAL_DOCUMENT
    }

    /** What it says is wrong in itself. */
    record NotReady(PlanHead plan, List<Finding> findings) implements PlanDisclosure {}

    /** There is no such plan that could be disclosed. */
    record NoPlan() implements PlanDisclosure {}
}
