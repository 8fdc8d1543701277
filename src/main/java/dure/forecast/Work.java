package dure.forecast;

import dure.plan.ProgrammeType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a year is forecast from: one project, or all that belongs to none.
 *
 * @param target of the year; null where the plan states none
 * @param from the first month in which it can give something, as to the last
 * @param flows what came about by the month in which it was reported: index 0 is January
 * @param observed up to which month that is known; 0: nothing is yet, 12: the year is over
 * @param past what it did in earlier years, the latest first
 * @param idle the chance that it gives nothing at all in the year, before anything is seen
 */
record Work(
        ProgrammeType type,
        @Nullable Long target,
        int from,
        int to,
        long[] flows,
        int observed,
        List<Past> past,
        double idle) {
    Work {
        if (flows.length != Season.MONTHS) {
            throw new IllegalArgumentException("A year has twelve months, not " + flows.length);
        }
        past = List.copyOf(past);
    }

    /**
     * One earlier year of it.
     *
     * @param ago 1: last year
     * @param monthly null where only the year's total is known
     */
    record Past(int ago, @Nullable Long target, long actual, long @Nullable [] monthly) {}

    /** What is there already. */
    long counted() {
        long sum = 0;
        for (var flow : flows) {
            sum += flow;
        }
        return Math.max(0, sum);
    }
}
