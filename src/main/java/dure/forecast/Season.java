package dure.forecast;

import java.util.Arrays;

/**
 * 계절: which share of a year comes about in each month; the shares add up to 1.
 *
 * <p>A moment is counted in months from the year's beginning: 0 is New Year, 7.5 the middle of August, 12 the year's end.
 */
record Season(double[] shares) {
    static final int MONTHS = 12;
    static final Season EVEN = of(filled(1));

    /** Of weights that need not add up to anything; even where all are 0. */
    static Season of(double[] weights) {
        var sum = Arrays.stream(weights).sum();
        return sum <= 0
                ? new Season(filled(1.0 / MONTHS))
                : new Season(Arrays.stream(weights).map(weight -> weight / sum).toArray());
    }

    private static double[] filled(double value) {
        var all = new double[MONTHS];
        Arrays.fill(all, value);
        return all;
    }

    double share(int month) {
        return shares[month - 1];
    }

    /** The share of the year that has come about by a moment; even inside of a month. */
    double until(double moment) {
        if (moment <= 0) {
            return 0;
        }
        var whole = (int) Math.min(MONTHS, Math.floor(moment));
        double sum = 0;
        for (int i = 0; i < whole; i++) {
            sum += shares[i];
        }
        return whole == MONTHS ? 1 : sum + shares[whole] * (moment - whole);
    }

    /** The month by which a tenth has come about. */
    int usualStart() {
        double sum = 0;
        for (int month = 1; month <= MONTHS; month++) {
            sum += share(month);
            if (sum >= 0.1) {
                return month;
            }
        }
        return MONTHS;
    }

    /** Everything later by so many months (earlier where negative); what would fall beyond the year's end comes in December. */
    Season later(double months) {
        var moved = new double[MONTHS];
        double before = 0;
        for (int month = 1; month <= MONTHS; month++) {
            var now = month == MONTHS ? 1 : until(month - months);
            moved[month - 1] = Math.max(0, now - before);
            before = now;
        }
        return new Season(moved);
    }

    /** Within the months of a project's period; a little of it comes later, as reports do. */
    Season within(int from, int to) {
        if (from <= 1 && to >= MONTHS) {
            return this;
        }
        var masked = new double[MONTHS];
        for (int month = 1; month <= MONTHS; month++) {
            masked[month - 1] = month < from ? 0 : month <= to ? shares[month - 1] + 0.004 : shares[month - 1] * 0.05;
        }
        return of(masked);
    }

    /** A mixture: this one with a weight of 1. */
    Season with(Season other, double weight) {
        var mixed = new double[MONTHS];
        for (int i = 0; i < MONTHS; i++) {
            mixed[i] = shares[i] + weight * other.shares[i];
        }
        return of(mixed);
    }
}
