package dure.indicator;

import dure.web.Wording;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

/** 기간 of a value: a month, a half-year or a year. */
public record Period(LocalDate from, LocalDate to) implements Comparable<Period> {
    public enum Frequency {
        MONTH,
        HALF,
        YEAR
    }

    private static final Pattern YEAR = Pattern.compile("(\\d{4})\\s*년?");
    // 2023.1/2 · 2023 1/2 · 2023년 상반기 · 2023 H1
    private static final Pattern HALF =
            Pattern.compile("(\\d{4})\\s*(?:년|\\.)?\\s*(?:([12])\\s*/\\s*2|(상|하)반기|H([12]))");
    // 2023.04 · 2023. 4 · 2023년 4월 · 202304 · 2023-04
    private static final Pattern MONTH = Pattern.compile("(\\d{4})\\s*(?:년|[.\\-/])?\\s*(\\d{1,2})\\s*월?");

    static Period year(int year) {
        return new Period(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    /** @param half 1 or 2 */
    public static Period half(int year, int half) {
        return new Period(
                LocalDate.of(year, half == 1 ? 1 : 7, 1),
                half == 1 ? LocalDate.of(year, 6, 30) : LocalDate.of(year, 12, 31));
    }

    static Period month(YearMonth month) {
        return new Period(month.atDay(1), month.atEndOfMonth());
    }

    Frequency frequency() {
        return from.getMonth() == to.getMonth()
                ? Frequency.MONTH
                : from.plusMonths(6).isAfter(to) ? Frequency.HALF : Frequency.YEAR;
    }

    /** As heads of downloaded tables write it; empty: this is no period. */
    static Optional<Period> of(String text) {
        var written = text.strip();
        var half = HALF.matcher(written);
        if (half.matches()) {
            var first = "1".equals(half.group(2)) || "상".equals(half.group(3)) || "1".equals(half.group(4));
            return plausible(Integer.parseInt(half.group(1))).map(year -> half(year, first ? 1 : 2));
        }
        var year = YEAR.matcher(written);
        if (year.matches()) {
            return plausible(Integer.parseInt(year.group(1))).map(Period::year);
        }
        var month = MONTH.matcher(written);
        if (month.matches()) {
            var no = Integer.parseInt(month.group(2));
            return no < 1 || no > 12
                    ? Optional.empty()
                    : plausible(Integer.parseInt(month.group(1))).map(one -> month(YearMonth.of(one, no)));
        }
        return Optional.empty();
    }

    private static Optional<Integer> plausible(int year) {
        return year < 1960 || year > 2100 ? Optional.empty() : Optional.of(year);
    }

    /** As KOSIS writes periods by their frequency: 202301 is a half-year where H is asked for, a month where M is. */
    static Optional<Period> ofKosis(Frequency frequency, String text) {
        if (!text.matches("\\d{4}(\\d{1,2})?")) {
            return Optional.empty();
        }
        return switch (frequency) {
            case YEAR -> of(text.substring(0, 4));
            case MONTH -> of(text);
            case HALF -> {
                var half = text.length() == 4 ? 0 : Integer.parseInt(text.substring(4));
                yield half < 1 || half > 2
                        ? Optional.empty()
                        : Optional.of(half(Integer.parseInt(text.substring(0, 4)), half));
            }
        };
    }

    public String name(Wording page) {
        var year = String.valueOf(from.getYear());
        return switch (frequency()) {
            case YEAR -> page.text("indicator.period.YEAR", year);
            case HALF ->
                page.text(from.getMonthValue() == 1 ? "indicator.period.HALF.1" : "indicator.period.HALF.2", year);
            case MONTH -> page.text("indicator.period.MONTH", year, String.valueOf(from.getMonthValue()));
        };
    }

    /** 2025, 2025-H1, 2025-04 */
    @Override
    public String toString() {
        return switch (frequency()) {
            case YEAR -> String.valueOf(from.getYear());
            case HALF -> from.getYear() + "-H" + (from.getMonthValue() == 1 ? 1 : 2);
            case MONTH -> YearMonth.from(from).toString();
        };
    }

    @Override
    public int compareTo(Period other) {
        return from.equals(other.from) ? to.compareTo(other.to) : from.compareTo(other.from);
    }
}
