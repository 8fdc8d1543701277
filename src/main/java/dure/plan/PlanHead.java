package dure.plan;

import dure.region.Book;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plan without its items.
 *
 * @param period 민선 N기 of a TERM, calendar year of a YEAR
 */
public record PlanHead(
        PlanId id,
        Book book,
        PlanKind kind,
        int period,
        int version,
        PlanState state,
        String title,
        @Nullable Quantity target,
        @Nullable Instant disclosedAt) {}
