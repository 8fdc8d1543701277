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
}
