package dure.sheet;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dates as people and spreadsheets write them. */
final class Dates {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{4})\\s*(?:[-./]|년)\\s*(\\d{1,2})\\s*(?:[-./]|월)\\s*(\\d{1,2})\\s*(?:[.]|일)?"
                    + "(?:\\s+00:00(?::00)?)?");
    private static final Pattern EIGHT_DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    /** 31 December 9999, the last day that a spreadsheet knows. */
    private static final long LAST_SERIAL = 2_958_465;
    /** Days count from 1900: numbers of 1954 to 2119 that stand in a column of dates are counts of days. */
    private static final long FIRST_LIKELY = 20_000;

    private static final long LAST_LIKELY = 80_000;

    private Dates() {}

    static Optional<LocalDate> parse(String text) {
        for (var pattern : new Pattern[] {WRITTEN, EIGHT_DIGITS}) {
            var matcher = pattern.matcher(text.strip());
            if (text.length() <= 40 && matcher.matches()) {
                try {
                    return Optional.of(LocalDate.of(
                            Integer.parseInt(matcher.group(1)),
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3))));
                } catch (DateTimeException e) {
                    return Optional.empty(); // 2021-02-30
                }
            }
        }
        return Optional.empty();
    }

    /** The spreadsheet's count of days; one born on an old Mac counts from 1904. */
    static Optional<LocalDate> ofSerial(BigDecimal serial, boolean from1904) {
        if (serial.signum() <= 0 || serial.compareTo(BigDecimal.valueOf(LAST_SERIAL)) > 0) {
            return Optional.empty();
        }
        return Optional.of(DAY_ZERO.plusDays(serial.longValue() + (from1904 ? 1462 : 0)));
    }

    /** A number that nobody formatted as a date, in a column of dates: 20210326, or 44281. */
    static Optional<LocalDate> ofNumber(BigDecimal number) {
        var whole = Numbers.whole(number);
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        return whole.getAsLong() >= FIRST_LIKELY && whole.getAsLong() <= LAST_LIKELY
                ? ofSerial(number, false)
                : parse(String.valueOf(whole.getAsLong()));
    }
}
