package dure.retention;

/**
 * 신뢰구간 of 95 %, of a ratio.
 *
 * @param low 0 to high
 * @param high low to 1
 */
record Interval(double low, double high) {
    /** The 97.5 % quantile of the standard normal distribution: 95 % lie between it and its negative. */
    static final double Z = 1.959963984540054;

    /**
     * Wilson's score interval of {@code part} out of {@code whole}, without continuity correction:
     *
     * <pre>(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), p = part/whole, n = whole</pre>
     *
     * It stays within 0 and 1, and says something where nothing or all of it was seen. (E. B. Wilson, Journal of the American
     * Statistical Association 22, 1927.)
     *
     * @param whole at least 1
     */
    static Interval wilson(long part, long whole) {
        if (whole < 1 || part < 0 || part > whole) {
            throw new IllegalArgumentException("%d out of %d is no share".formatted(part, whole));
        }
        double n = whole;
        var share = part / n;
        var square = Z * Z;
        var middle = share + square / (2 * n);
        var width = Z * Math.sqrt(share * (1 - share) / n + square / (4 * n * n));
        var scale = 1 + square / n;
        return new Interval(
                part == 0 ? 0 : Math.max(0, (middle - width) / scale),
                part == whole ? 1 : Math.min(1, (middle + width) / scale));
    }
}
