package dure.forecast;

import java.util.Arrays;

/**
 * Many courses that a year may take, each as likely as another.
 *
 * @param courses by course: what is there by the end of each month, index 0 is New Year, 12 the year's end
 * @param groups as courses, of each group of works
 * @param ends by work and course: what it comes to
 * @param met by work and course: the moment at which it meets its own target, in months from New Year; infinite: not in the
 *     year, or it has none
 * @param levels by course: how far the book's year is off its usual level, a logarithm
 */
record Draws(double[][] courses, double[][][] groups, float[][] ends, float[][] met, double[] levels) {
    static final double NEVER = Double.POSITIVE_INFINITY;

    /** What is there by the end of a month in each course, from the least. */
    static double[] sorted(double[][] courses, int month) {
        return Arrays.stream(courses)
                .mapToDouble(course -> course[month])
                .sorted()
                .toArray();
    }

    /** The least value that so many percent of all do not exceed. */
    static double quantile(double[] sorted, int percent) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    /** When a course reaches a target, evenly inside of a month; what is known came at its month's end. */
    static double moment(double[] course, int observed, double target) {
        for (int month = 0; month < course.length; month++) {
            if (course[month] >= target) {
                var before = month == 0 ? 0 : course[month - 1];
                return month <= observed || course[month] <= before
                        ? month
                        : month - 1 + (target - before) / (course[month] - before);
            }
        }
        return NEVER;
    }
}
