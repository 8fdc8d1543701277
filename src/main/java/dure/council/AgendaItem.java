package dure.council;

import dure.plan.PlanId;
import org.jspecify.annotations.Nullable;

/**
 * 안건.
 *
 * @param plan the version that lies before the council; null where the item is of something else
 * @param contentHash of that version, as the meeting was called
 */
record AgendaItem(
        ItemId id,
        MeetingId meeting,
        int ordinal,
        Kind kind,
        String title,
        String note,
        @Nullable PlanId plan,
        @Nullable String contentHash) {
    enum Kind {
        /** 의결안건 */
        DECISION,
        /** 보고안건 */
        REPORT
    }
}
