package dure.reporting;

import dure.region.Book;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 보고 기간 of a book.
 *
 * @param dueOn 제출 기한
 * @param open until it is closed
 */
public record ReportingPeriod(
        PeriodId id,
        Book book,
        PeriodName name,
        LocalDate dueOn,
        boolean open,
        Instant openedAt,
        String openedBy,
        @Nullable Instant closedAt,
        @Nullable String closedBy) {}
