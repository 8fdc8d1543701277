package dure.ledger;

import dure.plan.ProjectId;
import dure.plan.Quantity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 정정: a line that takes another back.
 *
 * @param label what it is about, where no project says so
 * @param quantity what is taken back
 */
public record Reversal(
        EntryId entry,
        EntryId reversed,
        @Nullable ProjectId project,
        String label,
        Quantity quantity,
        String reason,
        Instant recordedAt) {}
