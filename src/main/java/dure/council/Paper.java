package dure.council;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 회의 자료, without its content.
 *
 * @param item null: of the whole meeting
 * @param sha256 of the file, hexadecimal
 */
record Paper(
        UUID id,
        MeetingId meeting,
        @Nullable ItemId item,
        Kind kind,
        String name,
        String type,
        int size,
        String sha256,
        Instant addedAt) {
    enum Kind {
        PAPER,
        /** 서명한 회의록 */
        SIGNED_MINUTES
    }
}
