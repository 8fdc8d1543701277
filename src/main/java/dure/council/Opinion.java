package dure.council;

import dure.plan.PlanId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 의견 on an item, and on the version that lay before the council with it.
 *
 * @param member null where a partner body gave it
 * @param by the member's name, or that of the partner body (유관기관)
 * @param own with the member's own account; else somebody recorded it
 */
public record Opinion(
        ItemId item,
        @Nullable PlanId plan,
        @Nullable MemberId member,
        String by,
        Stance stance,
        String text,
        boolean own,
        Instant at) {
    public enum Stance {
        /** 찬성 */
        FOR,
        /** 조건부 찬성 */
        CONDITIONAL,
        /** 반대 */
        AGAINST,
        /** 의견 */
        REMARK
    }
}
