package dure.ledger;

/** What became of a reversal or an attestation. */
public sealed interface Correction {
    record Done(EntryId written) implements Correction {}

    record NoSuchEntry(EntryId entry) implements Correction {}

    /** It was taken back before. */
    record AlreadyReversed(EntryId entry, EntryId by) implements Correction {}

    /** A reversal is not reversed: the right line is written anew. */
    record IsReversal(EntryId entry) implements Correction {}

    /** 본인 기재: whoever wrote an entry does not verify it. */
    record OwnEntry(EntryId entry) implements Correction {}

    /** The attestation would not raise the basis that the entry has. */
    record NotHigher(EntryId entry, Basis basis) implements Correction {}
}
