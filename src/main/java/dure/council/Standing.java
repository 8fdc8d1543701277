package dure.council;

import dure.plan.Decided;
import dure.plan.DisclosureCondition;
import dure.plan.PlanState;
import dure.plan.PlanVersion;
import dure.plan.Resolution;
import java.util.Optional;

/** Why a version that is not public cannot become so yet. */
record Standing(PlanVersion version, DisclosureCondition condition, Lack lack) {
    enum Lack {
        /** It lies before a council. */
        UNDER_DELIBERATION,
        /** 보류 */
        DEFERRED,
        /** 부결 */
        REJECTED,
        /** 의결 is asked for */
        RESOLUTION,
        /** 결재 문서번호 is asked for */
        DOCUMENT,
        /** Nothing is missing. */
        NOTHING
    }

    static Standing of(PlanVersion version, DisclosureCondition condition) {
        return new Standing(version, condition, lack(version, condition));
    }

    private static Lack lack(PlanVersion version, DisclosureCondition condition) {
        if (version.state() == PlanState.UNDER_DELIBERATION) {
            return Lack.UNDER_DELIBERATION;
        }
        var decided = Optional.ofNullable(version.decided());
        if (decided.filter(one -> one.resolution() == Resolution.DEFERRED).isPresent()) {
            return Lack.DEFERRED;
        }
        if (version.state() == PlanState.REJECTED
                || decided.filter(one -> one.resolution() == Resolution.REJECTED).isPresent()) {
            return Lack.REJECTED;
        }
        if (condition.resolution() && (version.state() != PlanState.APPROVED || decided.isEmpty())) {
            return Lack.RESOLUTION;
        }
        return condition.approvalDocument()
                        && decided.map(Decided::documentNumber)
                                .filter(number -> !number.isBlank())
                                .isEmpty()
                ? Lack.DOCUMENT
                : Lack.NOTHING;
    }
}
