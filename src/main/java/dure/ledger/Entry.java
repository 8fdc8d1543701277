package dure.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 실적 기재: one line of the ledger, as it was written. It is never changed; what is known of it since (a stronger basis,
 * a reversal) stands beside it.
 *
 * @param what as it was written
 * @param basis the highest that is valid at the instant asked for
 * @param reverses 정정: the line that this one takes back; its quantity then counts against that one's. What takes a reversal
 *     back brings the line at the beginning of the chain back
 * @param reversedBy the line that takes this one back, where one does at the instant asked for
 * @param negative whether it takes a line away
 */
public record Entry(
        EntryId id,
        NewEntry what,
        Basis basis,
        @Nullable EntryId reverses,
        @Nullable String reason,
        @Nullable EntryId reversedBy,
        Instant recordedAt,
        String recorder,
        boolean negative) {
    /** What the line adds to its book: its quantity, with a minus where it takes a line away. */
    public long signed() {
        return negative ? -what.quantity().amount() : what.quantity().amount();
    }
}
