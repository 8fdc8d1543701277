package dure.ledger;

import java.time.YearMonth;
import java.util.List;

/** What became of entries that were to be written. */
public sealed interface Recording {
    /** Written, in this order. */
    record Recorded(List<EntryId> entries, LedgerInstant at) implements Recording {}

    /** The same call or file was written before; nothing was written now. */
    record AlreadyRecorded(List<EntryId> entries, LedgerInstant at) implements Recording {}

    /** The idempotency key was used before for something else. */
    record KeyUsed(String key) implements Recording {}

    /** 마감: these months are closed; nothing was written. A correction with a reason is what remains. */
    record MonthClosed(List<YearMonth> months) implements Recording {}
}
