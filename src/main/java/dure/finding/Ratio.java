package dure.finding;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * 비율 [%] of two stated amounts, as far as they say it: approximate ones give a range.
 *
 * @param computed from the amounts as they are written
 */
record Ratio(BigDecimal low, BigDecimal computed, BigDecimal high) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int[] SLIPS = {1, 2};

    /** Empty where the whole is nothing, or may be. */
    static Optional<Ratio> of(Stated part, Stated whole) {
        var least = whole.amount() - whole.tolerance();
        return least <= 0
                ? Optional.empty()
                : Optional.of(new Ratio(
                        percent(Math.max(0, part.amount() - part.tolerance()), whole.amount() + whole.tolerance()),
                        percent(part.amount(), whole.amount()),
                        percent(part.amount() + part.tolerance(), least)));
    }

    private static BigDecimal percent(long part, long whole) {
        return BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL64);
    }

    /** The ratio less its whole: what a growth is. */
    Ratio growth() {
        return new Ratio(low.subtract(HUNDRED), computed.subtract(HUNDRED), high.subtract(HUNDRED));
    }

    /** The press floors and offices round: less than one unit of the last stated digit is no difference. */
    boolean agreesWith(BigDecimal stated) {
        return agrees(stated, BigDecimal.ONE.movePointLeft(decimals(stated)));
    }

    private boolean agrees(BigDecimal stated, BigDecimal unit) {
        return stated.subtract(unit).compareTo(high) < 0 && stated.add(unit).compareTo(low) > 0;
    }

    /** How far the point of a stated percent has slipped: 10 or 100, up or down; 0: it has not. */
    int slipOf(BigDecimal stated) {
        for (var k : SLIPS) {
            for (var up : new int[] {k, -k}) {
                var meant = stated.movePointRight(up);
                var unit = BigDecimal.ONE.movePointLeft(decimals(stated)).movePointRight(up);
                // Half the value as tolerance would let a slip explain anything.
                if (unit.multiply(BigDecimal.TWO).compareTo(meant.abs()) < 0 && agrees(meant, unit)) {
                    return (int) Math.pow(10, k);
                }
            }
        }
        return 0;
    }

    private static int decimals(BigDecimal stated) {
        return Math.max(0, stated.stripTrailingZeros().scale());
    }

    /** To show beside a stated percent: one digit more than it has, one at least. */
    BigDecimal besides(BigDecimal stated) {
        return computed.setScale(Math.max(1, decimals(stated) + 1), RoundingMode.HALF_UP);
    }
}
