package dure.ledger;

import java.util.List;

/** What became of asking for a correction, or of deciding on one. */
public sealed interface CorrectionMove {
    /** Asked for, under this number. */
    record Requested(int no) implements CorrectionMove {}

    /** Approved and written, in this order: first what takes back, then what is new. */
    record Applied(int no, List<EntryId> entries) implements CorrectionMove {}

    /** Refused or withdrawn; the ledger is as it was. */
    record Ended(int no, CorrectionRequest.State state) implements CorrectionMove {}

    /** There is no such request. */
    record NotThere(int no) implements CorrectionMove {}

    /** It was decided before. */
    record AlreadyDecided(int no, CorrectionRequest.State state) implements CorrectionMove {}

    /** 본인 신청: whoever asked for it does not decide on it. */
    record OwnRequest(int no) implements CorrectionMove {}

    /** It names a line that is not there. */
    record NoSuchEntry(EntryId entry) implements CorrectionMove {}

    /** A line that it takes back was taken back by something else. */
    record AlreadyReversed(EntryId entry, EntryId by) implements CorrectionMove {}

    /** Another request that is not decided yet names the same line. */
    record AlreadyRequested(EntryId entry, int by) implements CorrectionMove {}

    /** It would change nothing. */
    record Nothing() implements CorrectionMove {}
}
