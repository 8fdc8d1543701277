package dure.round;

import java.util.Map;
import java.util.Set;

/** 부서 작성의 상태; the database holds everybody to {@link #mayBecome}. */
public enum PartState {
    /** 작성 중: asked for */
    ASKED,
    /** 보완 요구: sent back with remarks, and open again */
    RETURNED,
    /** 제출: waits for the officer */
    SUBMITTED,
    /** 확인 */
    ACCEPTED;

    private static final Map<PartState, Set<PartState>> MOVES = Map.of(
            ASKED, Set.of(SUBMITTED),
            RETURNED, Set.of(SUBMITTED),
            SUBMITTED, Set.of(RETURNED, ACCEPTED),
            ACCEPTED, Set.of(RETURNED));

    public boolean mayBecome(PartState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether the department is at it. */
    public boolean isOpen() {
        return this == ASKED || this == RETURNED;
    }
}
