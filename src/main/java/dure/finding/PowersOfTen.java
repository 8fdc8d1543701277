package dure.finding;

import java.util.OptionalLong;

/** 자릿수 착오: which power of ten explains a difference. Sums and products too large for a long stay at the largest. */
final class PowersOfTen {
    /** 10 to 억: 천원 for 원 and 억원 for 원 are the slips that offices make; beyond it no column has a unit. */
    private static final int LARGEST = 8;

    /** A tolerance that is not small beside the difference would let any power explain it. */
    private static final int SMALL = 100;

    private PowersOfTen() {}

    /** The power by which the larger exceeds the smaller, within tolerances; empty where none does. */
    static OptionalLong between(long larger, long toleranceOfLarger, long smaller, long toleranceOfSmaller) {
        long power = 1;
        for (int k = 1; k <= LARGEST && smaller > 0; k++) {
            power *= 10;
            var tolerance = plus(toleranceOfLarger, times(toleranceOfSmaller, power));
            if (explains(larger - times(smaller, power), tolerance, larger - smaller)) {
                return OptionalLong.of(power);
            }
        }
        return OptionalLong.empty();
    }

    /** The power that, taken out of one part, takes the excess with it; empty where none does. */
    static OptionalLong tooLarge(Stated part, long excess, long tolerance) {
        long power = 1;
        for (int k = 1; k <= LARGEST; k++) {
            power *= 10;
            if (part.amount() > 0
                    && part.amount() % power == 0
                    && explains(excess - (part.amount() - part.amount() / power), tolerance, excess)) {
                return OptionalLong.of(power);
            }
        }
        return OptionalLong.empty();
    }

    /** The power that, put into one part, fills what is lacking: with 9, 99, 999 times more of it. */
    static OptionalLong tooSmall(Stated part, long lacking, long tolerance) {
        long power = 1;
        for (int k = 1; k <= LARGEST; k++) {
            power *= 10;
            var wider = plus(tolerance, times(part.tolerance(), power));
            if (part.amount() > 0 && explains(lacking - times(part.amount(), power - 1), wider, lacking)) {
                return OptionalLong.of(power);
            }
        }
        return OptionalLong.empty();
    }

    private static boolean explains(long left, long tolerance, long difference) {
        return Math.abs(left) <= tolerance && times(tolerance, SMALL) < Math.abs(difference);
    }

    /** Of amounts that are not negative. */
    static long plus(long one, long other) {
        var sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** Of amounts that are not negative. */
    static long times(long one, long other) {
        return Math.multiplyHigh(one, other) != 0 || one * other < 0 ? Long.MAX_VALUE : one * other;
    }
}
