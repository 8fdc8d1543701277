package dure.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bench found.
 *
 * @param name of the bench: ledger
 * @param sizes of what was measured, in words
 */
record Result(String name, Machine machine, List<String> sizes, List<Figure> figures) {
    /**
     * One figure beside its bar.
     *
     * @param name what was measured, a sentence's beginning
     * @param unit entries/s, ms, ratio
     * @param value median, unless the name says p95
     * @param bar what it should be; null for a peer, which has none
     * @param more whether more than the bar is good, else less
     */
    record Figure(
            String name,
            String unit,
            double value,
            @Nullable Double bar,
            boolean more) {
        static Figure peer(String name, String unit, double value) {
            return new Figure(name, unit, value, null, true);
        }

        static Figure atLeast(String name, String unit, double value, double bar) {
            return new Figure(name, unit, value, bar, true);
        }

        static Figure atMost(String name, String unit, double value, double bar) {
            return new Figure(name, unit, value, bar, false);
        }

        boolean isMet() {
            return bar == null || (more ? value >= bar : value <= bar);
        }
    }
}
