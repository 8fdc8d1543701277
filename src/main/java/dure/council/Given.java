package dure.council;

import dure.web.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a form or a machine gives, understood; each refusal says of its field what would be right. */
final class Given {
    /** As long as a text may be at all: dure.person's guard before everything. */
    static final int LONGEST = 2_000;

    private Given() {}

    static String text(String field, @Nullable String given, int longest) {
        var text = given == null ? "" : given.strip();
        if (text.isEmpty() || text.length() > longest) {
            throw wrong(field, longest);
        }
        return text;
    }

    static String maybe(String field, @Nullable String given, int longest) {
        var text = given == null ? "" : given.strip();
        if (text.length() > longest) {
            throw wrong(field, longest);
        }
        return text;
    }

    static <E extends Enum<E>> E one(String field, Class<E> type, @Nullable String given) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(given))
                .findFirst()
                .orElseThrow(() -> wrong(field));
    }

    static LocalDate day(String field, @Nullable String given) {
        var day = maybeDay(field, given);
        if (day == null) {
            throw wrong(field);
        }
        return day;
    }

    static @Nullable LocalDate maybeDay(String field, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            var day = LocalDate.parse(given.strip());
            if (day.getYear() < 1990 || day.getYear() > 2100) {
                throw wrong(field);
            }
            return day;
        } catch (DateTimeException e) {
            throw wrong(field);
        }
    }

    /** As a form's field of day and time gives it, in Korean time. */
    static Instant moment(String field, @Nullable String given) {
        try {
            var moment = LocalDateTime.parse(given == null ? "" : given.strip());
            if (moment.getYear() < 1990 || moment.getYear() > 2100) {
                throw wrong(field);
            }
            return moment.atZone(Meeting.SEOUL).toInstant();
        } catch (DateTimeException e) {
            throw wrong(field);
        }
    }

    static int whole(String field, @Nullable String given, int least, int most) {
        try {
            var number = Integer.parseInt(given == null ? "" : given.strip());
            if (number < least || number > most) {
                throw wrong(field, least, most);
            }
            return number;
        } catch (NumberFormatException e) {
            throw wrong(field, least, most);
        }
    }

    static Refusal wrong(String field, Object... arguments) {
        return Refusal.of(new Refusal.Field(field, "council.fault." + field, arguments));
    }
}
