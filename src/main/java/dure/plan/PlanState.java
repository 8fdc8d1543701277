package dure.plan;

import java.util.Map;
import java.util.Set;

/**
 * 계획의 상태. A draft is edited where it stands; from its submission on a version is frozen and only its state moves, as
 * {@link #mayBecome} says and the database holds everybody to. 보류 is no state: a deferred version is SUBMITTED again, and
 * keeps the resolution.
 */
public enum PlanState {
    /** 작성 중 */
    DRAFT,
    /** 제출 */
    SUBMITTED,
    /** 심의 중 */
    UNDER_DELIBERATION,
    /** 의결·승인 */
    APPROVED,
    /** 부결: ends here; a new draft follows */
    REJECTED,
    /** 공시 */
    DISCLOSED,
    /** 변경 공시로 대체됨: stays visible */
    SUPERSEDED,
    /** 철회, or replaced by another draft before it was disclosed */
    WITHDRAWN;

    private static final Map<PlanState, Set<PlanState>> MOVES = Map.of(
            DRAFT, Set.of(SUBMITTED, WITHDRAWN),
            SUBMITTED, Set.of(UNDER_DELIBERATION, APPROVED, DISCLOSED, WITHDRAWN),
            UNDER_DELIBERATION, Set.of(SUBMITTED, APPROVED, REJECTED, WITHDRAWN),
            APPROVED, Set.of(DISCLOSED, WITHDRAWN),
            DISCLOSED, Set.of(SUPERSEDED));

    public boolean mayBecome(PlanState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether it may still become public. */
    public boolean isOpen() {
        return this == DRAFT || this == SUBMITTED || this == UNDER_DELIBERATION || this == APPROVED;
    }

    /** Whether the public sees it, or saw it. */
    public boolean isPublic() {
        return this == DISCLOSED || this == SUPERSEDED;
    }
}
