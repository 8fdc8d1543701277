package dure.ledger;

import java.time.YearMonth;

/** What became of a reversal or an attestation. */
public sealed interface Correction {
    record Done(EntryId written) implements Correction {}

    record NoSuchEntry(EntryId entry) implements Correction {}

    /** It was taken back before. */
    record AlreadyReversed(EntryId entry, EntryId by) implements Correction {}

    /** A reversal is not attested: it says nothing that evidence could show. */
    record IsReversal(EntryId entry) implements Correction {}

    /** 본인 기재: whoever wrote an entry does not verify it. */
    record OwnEntry(EntryId entry) implements Correction {}

    /** The attestation would not raise the basis that the entry has. */
    record NotHigher(EntryId entry, Basis basis) implements Correction {}

    /** 마감: its month is closed; it is taken back by a correction that somebody else approves. */
    record MonthClosed(EntryId entry, YearMonth month) implements Correction {}
}
