package dure.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 근거 확인: what raises an entry's basis, for as long as nothing revokes it.
 *
 * @param id its place in the book, as of an entry
 * @param retainedMonths of RETAINED: how long the job was seen to be kept
 * @param revokedBy 확인 취소: null while it stands
 * @param revokedWhy of the revoked: the reason
 */
public record Attestation(
        EntryId id,
        EntryId entry,
        Basis basis,
        @Nullable Integer retainedMonths,
        String evidence,
        Instant recordedAt,
        String recorder,
        @Nullable EntryId revokedBy,
        @Nullable String revokedWhy) {}
