package dure.council;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A member stands back from an item. @param kind null: lifted again */
record Recusal(
        ItemId item, MemberId member, @Nullable Kind kind, String reason, Instant at) {
    enum Kind {
        /** 제척: by the rule itself */
        EXCLUSION,
        /** 기피: somebody asked for it */
        CHALLENGE,
        /** 회피: by the member's own wish */
        OWN_WISH
    }
}
