package dure.cofunding;

import dure.plan.ProjectId;
import dure.region.Book;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 연계: one project of a province and one of its city or county that report the same jobs.
 *
 * @param byProvince whether the province proposed it; the other side confirms
 * @param confirmedAt null: not yet, and nothing is left out for it
 * @param endedAt null while it stands
 */
public record CoFunded(
        long id,
        Book province,
        ProjectId project,
        Book counterpart,
        ProjectId counterpartProject,
        boolean byProvince,
        Instant proposedAt,
        String proposedBy,
        @Nullable Instant confirmedAt,
        @Nullable String confirmedBy,
        @Nullable Instant endedAt) {

    /** Whether it stood, confirmed, at that instant. */
    boolean stood(Instant at) {
        return confirmedAt != null && !confirmedAt.isAfter(at) && (endedAt == null || endedAt.isAfter(at));
    }
}
