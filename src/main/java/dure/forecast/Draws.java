package dure.forecast;

import java.util.Arrays;

/**
 * Many courses that a year may take, each as likely as another.
 *
 * @param courses by course: what is there by the end of each month, index 0 is New Year, 12 the year's end
 * @param ends by work and course: what it comes to
 * @param levels by course: how far the book's year is off its usual level, a logarithm
 */
record Draws(double[][] courses, float[][] ends, double[] levels) {
    int count() {
        return courses.length;
    }

    double[] at(int month) {
        return Arrays.stream(courses).mapToDouble(course -> course[month]).toArray();
    }

    /** The least value that so many percent of all do not exceed. */
    static double quantile(double[] sorted, int percent) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }
}
