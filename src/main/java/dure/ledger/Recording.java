package dure.ledger;

import java.util.List;

/** What became of entries that were to be written. */
public sealed interface Recording {
    /** Written, in this order. */
    record Recorded(List<EntryId> entries, LedgerInstant at) implements Recording {}

    /** The same call or file was written before; nothing was written now. */
    record AlreadyRecorded(List<EntryId> entries, LedgerInstant at) implements Recording {}

    /** The idempotency key was used before for something else. */
    record KeyUsed(String key) implements Recording {}
}
