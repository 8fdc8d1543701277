package dure.reporting;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 보고 설정 of a book.
 *
 * @param dueDay day of the month after the period; on a day off the next working day counts
 * @param automatic opens by itself on the first day after the period
 * @param closeAfter closes by itself so many days after it was due; null: by hand
 * @param daysOff 임시 공휴일 and the office's own, beside what the law says
 */
public record ReportingSetting(
        PeriodName.Kind kind,
        int dueDay,
        boolean automatic,
        @Nullable Integer closeAfter,
        List<LocalDate> daysOff) {
    static final int LATEST_DAY = 28;
    static final int LONGEST_WAIT = 60;

    /** Where an office has said nothing: it opens by hand what it wants to open. */
    public static final ReportingSetting USUAL =
            new ReportingSetting(PeriodName.Kind.MONTH, 10, false, null, List.of());

    public ReportingSetting {
        daysOff = daysOff.stream().sorted().distinct().toList();
    }
}
