package dure.verification;

import java.util.List;

/**
 * 추정 구간: a share with where it lies with a confidence of 95 %.
 *
 * @param estimate a ratio
 */
record Interval(double low, double estimate, double high, Method method) {
    enum Method {
        /**
         * Exact for a sample without replacement from a known number of entries: all shares under which the sample is not among
         * the 2.5 % of lowest or highest. Its coverage is never under 95 %, and of a full count it is the share itself.
         */
        HYPERGEOMETRIC,
        /** Wilson's, with the size that the strata, the weights and the finite population leave the sample. */
        WILSON
    }

    /** Of each side. */
    private static final double TAIL = 0.025;

    private static final double Z = 1.959963984540054;

    /**
     * @param population entries there are
     * @param size entries drawn, of which {@code hits} are true
     */
    static Interval exact(int population, int size, int hits) {
        // As many true entries at least, and at most, as are in the sample, and as the population can hold. Both tails
        // are
        // monotone in the number of true entries, so the ends are looked for by halves.
        int least = hits;
        int most = population - (size - hits);
        int low = least;
        for (int end = most; low < end; ) {
            var middle = (low + end) >>> 1;
            if (upperTail(population, middle, size, hits) > TAIL) {
                end = middle;
            } else {
                low = middle + 1;
            }
        }
        int high = most;
        for (int begin = least; begin < high; ) {
            var middle = (begin + high + 1) >>> 1;
            if (lowerTail(population, middle, size, hits) > TAIL) {
                begin = middle;
            } else {
                high = middle - 1;
            }
        }
        return new Interval(
                (double) low / population, (double) hits / size, (double) high / population, Method.HYPERGEOMETRIC);
    }

    /** P(X ≥ hits) where {@code marked} of the population are true. */
    private static double upperTail(int population, int marked, int size, int hits) {
        double sum = 0;
        for (int k = hits; k <= Math.min(size, marked); k++) {
            sum += probability(population, marked, size, k);
        }
        return sum;
    }

    private static double lowerTail(int population, int marked, int size, int hits) {
        double sum = 0;
        for (int k = Math.max(0, size - (population - marked)); k <= hits; k++) {
            sum += probability(population, marked, size, k);
        }
        return sum;
    }

    private static double probability(int population, int marked, int size, int k) {
        return Math.exp(choose(marked, k) + choose(population - marked, size - k) - choose(population, size));
    }

    /** The logarithm of the binomial coefficient. */
    private static double choose(int n, int k) {
        if (k < 0 || k > n) {
            return Double.NEGATIVE_INFINITY;
        }
        return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
    }

    private static double logFactorial(int n) {
        return LogFactorials.of(n);
    }

    /** Wilson's interval of a share, as a sample of this size would give it. */
    static Interval wilson(double share, double size) {
        var z2 = Z * Z;
        var middle = (share + z2 / (2 * size)) / (1 + z2 / size);
        var half = Z / (1 + z2 / size) * Math.sqrt(share * (1 - share) / size + z2 / (4 * size * size));
        return new Interval(Math.max(0, middle - half), share, Math.min(1, middle + half), Method.WILSON);
    }

    /** 층: how many there are, were drawn, and are true. */
    record Stratum(int population, int size, int hits) {}

    /**
     * Of a stratified sample: the strata's shares, each weighted by how many entries it has. The variance is that of the weighted
     * sum, with each stratum's own finite population; where every entry of it agrees, as if half an entry did not.
     */
    static Interval stratified(List<Stratum> strata) {
        var drawn = strata.stream().filter(one -> one.size() > 0).toList();
        double population = drawn.stream().mapToInt(Stratum::population).sum();
        double share = 0;
        double variance = 0;
        boolean whole = true;
        for (var one : drawn) {
            var weight = one.population() / population;
            share += weight * one.hits() / one.size();
            var near = (one.hits() + 0.5) / (one.size() + 1.0);
            var fraction =
                    one.population() == one.size() ? 0 : (one.population() - one.size()) / (one.population() - 1.0);
            whole &= fraction == 0;
            variance += weight * weight * fraction * near * (1 - near) / one.size();
        }
        if (whole) {
            return new Interval(share, share, share, Method.WILSON);
        }
        double drawnEntries = drawn.stream().mapToInt(Stratum::size).sum();
        var near = (share * drawnEntries + 0.5) / (drawnEntries + 1);
        return wilson(share, near * (1 - near) / variance);
    }

    /**
     * 수량 가중: the share of the quantity that is true, of a sample of entries that have unlike quantities. The size is what the
     * weights leave of it (Kish: (Σq)² / Σq²), and the finite population what it leaves open.
     *
     * @param quantities of the decided entries; @param hits whether each is true
     * @param fraction of the population that is not in the sample, (N − n) / (N − 1)
     */
    static Interval weighted(List<Long> quantities, List<Boolean> hits, double fraction) {
        double sum = 0;
        double squares = 0;
        double trueOnes = 0;
        for (int i = 0; i < quantities.size(); i++) {
            double quantity = quantities.get(i);
            sum += quantity;
            squares += quantity * quantity;
            trueOnes += hits.get(i) ? quantity : 0;
        }
        var share = trueOnes / sum;
        if (fraction == 0) {
            return new Interval(share, share, share, Method.WILSON);
        }
        return wilson(share, sum * sum / squares / fraction);
    }

    /** Sums of logarithms, made once as far as they are asked for. */
    private static final class LogFactorials {
        private static double[] known = {0, 0};

        static synchronized double of(int n) {
            if (n >= known.length) {
                var more = java.util.Arrays.copyOf(known, Math.max(n + 1, known.length * 2));
                for (int i = known.length; i < more.length; i++) {
                    more[i] = more[i - 1] + Math.log(i);
                }
                known = more;
            }
            return known[n];
        }
    }
}
