package dure.plan;

/**
 * A quantity as a source states it.
 *
 * @param statedUnit as the source writes it: 개, 명, 건, 개소
 * @param approximate 어림: the source says 여, 약, 가량
 */
public record Quantity(long amount, Measure measure, String statedUnit, boolean approximate) {
    public Quantity {
        if (amount < 0) {
            throw new IllegalArgumentException("A planned quantity is not negative: " + amount);
        }
    }

    /** 어림의 폭: one unit of the last stated digit of an approximate quantity (1,000 of 12,000), else 0. */
    public long tolerance() {
        if (!approximate || amount == 0) {
            return 0;
        }
        var unit = 1L;
        while (amount % (unit * 10) == 0) {
            unit *= 10;
        }
        return unit;
    }
}
