package dure.ledger;

import org.jspecify.annotations.Nullable;

/**
 * 근거 확인, before it is written.
 *
 * @param basis EVIDENCED, VERIFIED or RETAINED
 * @param retainedMonths for RETAINED only: how long the job was seen to be kept
 * @param evidence where it can be seen
 */
public record Attesting(
        EntryId entry, Basis basis, @Nullable Integer retainedMonths, String evidence) {}
