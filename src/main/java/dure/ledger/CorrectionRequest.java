package dure.ledger;

import dure.region.Book;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 정정 신청: which lines of the ledger are to be taken back, which are to be written instead, and why. It changes nothing until
 * another hand approves it; then all of it is written in one posting, or none.
 *
 * @param no its number in the book
 * @param takesBack as they are known now
 * @param posting of the approved: the first position of what it wrote
 */
public record CorrectionRequest(
        Book book,
        int no,
        String reason,
        List<Entry> takesBack,
        List<NewEntry> writes,
        State state,
        Instant requestedAt,
        String requestedBy,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        String remark,
        @Nullable Long posting) {

    /** 신청 · 승인 · 반려 · 철회 */
    public enum State {
        REQUESTED,
        APPROVED,
        REFUSED,
        WITHDRAWN
    }

    /** What the book's sum of this kind changes by, taking what is taken back with its sign. */
    public long difference(dure.plan.Measure measure) {
        var more = writes.stream()
                .filter(entry -> entry.quantity().measure() == measure)
                .mapToLong(entry -> entry.quantity().amount())
                .sum();
        var less = takesBack.stream()
                .filter(entry -> entry.what().quantity().measure() == measure)
                .mapToLong(entry -> entry.signed())
                .sum();
        return more - less;
    }
}
