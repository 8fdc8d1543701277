package dure.forecast;

import dure.finding.Text;
import dure.ledger.Flow;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Courses over months from a first one on, and what they say: the end, the months on the way, and the day of a goal.
 *
 * @param courses each as likely as another; what is there by the end of each month, index 0 before the first
 * @param observed how many months are known
 */
record Timeline(YearMonth first, double[][] courses, int observed) {
    int months() {
        return courses[0].length - 1;
    }

    /** From the least. */
    double[] end() {
        return Draws.sorted(courses, months());
    }

    Forecast forecast(@Nullable Long target, List<Flow> flows, Text basis) {
        var end = end();
        var reached = target == null ? null : reached(target, flows);
        return new Forecast(
                Math.round(Draws.quantile(end, 10)),
                Math.round(Draws.quantile(end, 50)),
                Math.round(Draws.quantile(end, 90)),
                target,
                reached == null ? goalDate(target) : new GoalDate(reached, reached, reached),
                probability(target),
                basis);
    }

    /** The day on which what is counted met a target; null where it has not. */
    private static @Nullable LocalDate reached(long target, List<Flow> flows) {
        long sum = 0;
        for (var flow : flows) {
            sum += flow.quantity();
            if (sum >= target) {
                return flow.to();
            }
        }
        return null;
    }

    @Nullable
    Double probability(@Nullable Long target) {
        if (target == null) {
            return null;
        }
        var meeting = Arrays.stream(courses)
                .filter(course -> course[months()] >= target)
                .count();
        return (double) meeting / courses.length;
    }

    @Nullable
    GoalDate goalDate(@Nullable Long target) {
        return target == null
                ? null
                : dates(
                        first,
                        Arrays.stream(courses)
                                .mapToDouble(course -> Draws.moment(course, observed, target))
                                .sorted()
                                .toArray());
    }

    /** @param moments in months from the first one's beginning, from the least */
    static GoalDate dates(YearMonth first, double[] moments) {
        return new GoalDate(
                day(first, Draws.quantile(moments, 10)),
                day(first, Draws.quantile(moments, 50)),
                day(first, Draws.quantile(moments, 90)));
    }

    private static @Nullable LocalDate day(YearMonth first, double moment) {
        if (moment == Draws.NEVER) {
            return null;
        }
        var whole = (int) Math.ceil(moment);
        if (whole == 0) {
            return first.atDay(1);
        }
        var month = first.plusMonths(whole - 1L);
        var part = moment - (whole - 1);
        return month.atDay(Math.clamp((int) Math.ceil(part * month.lengthOfMonth()), 1, month.lengthOfMonth()));
    }

    /** Without the months inside of longer periods of which only the whole is stated: what was there then is not known. */
    List<Outlook.Point> points(List<Flow> flows) {
        var points = new ArrayList<Outlook.Point>();
        for (int month = 1; month <= months(); month++) {
            var day = first.plusMonths(month - 1L).atEndOfMonth();
            if (month < months()
                    && flows.stream()
                            .anyMatch(flow -> !flow.from().plusMonths(3).isAfter(flow.to())
                                    && !flow.from().isAfter(day)
                                    && flow.to().isAfter(day))) {
                continue;
            }
            var there = Draws.sorted(courses, month);
            points.add(new Outlook.Point(
                    day,
                    month <= observed,
                    Math.round(Draws.quantile(there, 10)),
                    Math.round(Draws.quantile(there, 50)),
                    Math.round(Draws.quantile(there, 90))));
        }
        return points;
    }
}
