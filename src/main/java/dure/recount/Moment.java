package dure.recount;

import dure.web.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * 기준일과 장부 시점 of a figure, as an address writes them.
 *
 * @param asOf counts what occurred up to this day; null: today
 * @param knownAt counts what the ledger held then; null: now
 */
public record Moment(@Nullable LocalDate asOf, @Nullable Instant knownAt) {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    public static Moment of(@Nullable String asOf, @Nullable String knownAt) {
        return new Moment(date(asOf), instant(knownAt));
    }

    boolean isStated() {
        return asOf != null || knownAt != null;
    }

    static @Nullable LocalDate date(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "recount.asking.date", text);
        }
    }

    /** An instant (2026-11-24T12:00:00+09:00, …Z), or a day: its end in Korea. */
    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atTime(LocalTime.MAX).atZone(SEOUL).toInstant()
                    // A plus sign in an address that nobody encoded arrives as a blank.
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "recount.asking.instant", text);
        }
    }
}
