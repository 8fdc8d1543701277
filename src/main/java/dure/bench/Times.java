package dure.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/** Times of the same thing done again and again, in milliseconds. */
record Times(double[] sorted) {

    static Times of(List<Double> milliseconds) {
        return new Times(
                milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    /** @param warmUps how often it is done before the clock runs: the JVM compiles what it has seen */
    static Times measure(int warmUps, int times, Callable<?> work) throws Exception {
        for (int i = 0; i < warmUps; i++) {
            work.call();
        }
        var milliseconds = new ArrayList<Double>();
        for (int i = 0; i < times; i++) {
            milliseconds.add(millisecondsOf(work));
        }
        return of(milliseconds);
    }

    static double millisecondsOf(Callable<?> work) throws Exception {
        var began = System.nanoTime();
        work.call();
        return (System.nanoTime() - began) / 1e6;
    }

    double median() {
        return percentile(50);
    }

    double p95() {
        return percentile(95);
    }

    /** The least time that so many percent of the runs did not exceed. */
    double percentile(int percent) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    int count() {
        return sorted.length;
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
