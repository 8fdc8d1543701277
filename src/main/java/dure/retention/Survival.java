package dure.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * 생존 곡선: the product-limit estimate of Kaplan and Meier of the share that is still there after t months.
 *
 * <pre>S(t) = Π over months i ≤ t of (1 − lost(i) / atRisk(i))</pre>
 *
 * At risk in month i is who was seen through month i, and who was lost in month i or later; who was seen through month c and
 * then not looked at (censored) is at risk up to month c and says nothing of later ones. Where nobody is censored S(t) is the
 * plain share of those who were seen through month t.
 *
 * <p>Its interval is that of Greenwood on the log-log scale, which stays within 0 and 1:
 *
 * <pre>V(t) = Σ over i ≤ t of lost(i) / (atRisk(i) (atRisk(i) − lost(i)))
 * S(t) ^ exp(± z √V(t) / ln S(t))</pre>
 *
 * Where nobody was lost yet, or everybody is, that says nothing: then it is Wilson's interval of all, or none, of those at risk
 * in that month. (Kaplan and Meier, JASA 53, 1958; Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data.)
 */
record Survival(List<Point> points) {
    /**
     * Jobs of one fate.
     *
     * @param months seen to be kept for so many months
     * @param lost whether they are known to be gone in the month after; else nobody looked further
     * @param weight how many
     */
    record Observation(int months, boolean lost, long weight) {
        Observation {
            if (months < 0 || weight < 1) {
                throw new IllegalArgumentException("%d jobs cannot be seen for %d months".formatted(weight, months));
            }
        }

        /** The last month in which they are at risk. */
        private int last() {
            return lost ? months + 1 : months;
        }
    }

    /** A month of the curve; month 0 is the beginning, when all are there. */
    record Point(int month, long atRisk, long lost, long censored, double share, Interval interval) {}

    /** From month 0 to the last month in which anybody is at risk, at most to {@code until}. */
    static Survival of(List<Observation> observations, int until) {
        var points = new ArrayList<Point>();
        points.add(new Point(
                0,
                observations.stream().mapToLong(Observation::weight).sum(),
                0,
                weight(observations, one -> !one.lost() && one.months() == 0),
                1,
                new Interval(1, 1)));
        double share = 1;
        double variance = 0;
        for (int month = 1; month <= until; month++) {
            int at = month;
            var atRisk = weight(observations, one -> one.last() >= at);
            if (atRisk == 0) {
                break;
            }
            var lost = weight(observations, one -> one.lost() && one.last() == at);
            share *= 1 - (double) lost / atRisk;
            variance += lost == atRisk ? 0 : lost / ((double) atRisk * (atRisk - lost));
            if (lost == atRisk) {
                share = 0;
            }
            points.add(new Point(
                    month,
                    atRisk,
                    lost,
                    weight(observations, one -> !one.lost() && one.months() == at),
                    share,
                    interval(share, variance, atRisk)));
        }
        return new Survival(List.copyOf(points));
    }

    private static long weight(List<Observation> observations, Predicate<Observation> which) {
        return observations.stream()
                .filter(which)
                .mapToLong(Observation::weight)
                .sum();
    }

    private static Interval interval(double share, double variance, long atRisk) {
        if (share == 1) {
            return Interval.wilson(atRisk, atRisk);
        }
        if (share == 0) {
            return Interval.wilson(0, atRisk);
        }
        var exponent = Interval.Z * Math.sqrt(variance) / Math.log(share);
        var one = Math.pow(share, Math.exp(exponent));
        var other = Math.pow(share, Math.exp(-exponent));
        return new Interval(Math.min(one, other), Math.max(one, other));
    }
}
