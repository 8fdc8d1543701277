package dure.reporting;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** 보고 기간 as addresses write it: 2026-07, a month; 2026-Q3, a quarter. */
public record PeriodName(YearMonth first, Kind kind) {
    private static final Pattern FORM = Pattern.compile("(20[0-9]{2})-(0[1-9]|1[0-2]|Q[1-4])");

    public enum Kind {
        /** 월 */
        MONTH(1),
        /** 분기 */
        QUARTER(3);

        private final int months;

        Kind(int months) {
            this.months = months;
        }
    }

    public PeriodName {
        if (kind == Kind.QUARTER && first.getMonthValue() % 3 != 1) {
            throw new IllegalArgumentException("A quarter begins in January, April, July or October, not in " + first);
        }
    }

    public static Optional<PeriodName> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var year = Integer.parseInt(matcher.group(1));
        var part = matcher.group(2);
        return Optional.of(
                part.startsWith("Q")
                        ? new PeriodName(YearMonth.of(year, part.charAt(1) * 3 - '0' * 3 - 2), Kind.QUARTER)
                        : new PeriodName(YearMonth.of(year, Integer.parseInt(part)), Kind.MONTH));
    }

    /** The one of this kind in which a day lies. */
    public static PeriodName of(LocalDate day, Kind kind) {
        var month = YearMonth.from(day);
        return new PeriodName(month.minusMonths((month.getMonthValue() - 1) % kind.months), kind);
    }

    public int year() {
        return first.getYear();
    }

    public LocalDate from() {
        return first.atDay(1);
    }

    public LocalDate to() {
        return last().atEndOfMonth();
    }

    public YearMonth last() {
        return first.plusMonths(kind.months - 1L);
    }

    public List<YearMonth> months() {
        return Stream.iterate(first, month -> month.plusMonths(1))
                .limit(kind.months)
                .toList();
    }

    public PeriodName before() {
        return new PeriodName(first.minusMonths(kind.months), kind);
    }

    public boolean has(YearMonth month) {
        return !month.isBefore(first) && !month.isAfter(last());
    }

    /** 7, or of a quarter 3: what people call it within its year. */
    public int number() {
        return kind == Kind.MONTH ? first.getMonthValue() : (first.getMonthValue() + 2) / 3;
    }

    @Override
    public String toString() {
        return kind == Kind.MONTH ? first.toString() : first.getYear() + "-Q" + number();
    }
}
