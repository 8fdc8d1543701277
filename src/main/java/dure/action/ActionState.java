package dure.action;

import java.util.Map;
import java.util.Set;

/** 조치 상태; the database holds everybody to {@link #mayBecome}. */
public enum ActionState {
    /** 등록 */
    OPEN,
    /** 추진 중 */
    IN_PROGRESS,
    /** 완료 */
    DONE,
    /** 중단 */
    DROPPED;

    private static final Map<ActionState, Set<ActionState>> MOVES = Map.of(
            OPEN, Set.of(IN_PROGRESS, DONE, DROPPED),
            IN_PROGRESS, Set.of(DONE, DROPPED),
            DONE, Set.of(IN_PROGRESS),
            DROPPED, Set.of(IN_PROGRESS));

    public boolean mayBecome(ActionState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    public boolean isOpen() {
        return this == OPEN || this == IN_PROGRESS;
    }
}
