package dure.plan;

import dure.finding.Stated;
import dure.finding.Text;

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
        return Stated.tolerance(amount, approximate);
    }

    /** As checks take it. */
    public Stated stated(Text name) {
        return new Stated(name, amount, approximate, statedUnit);
    }
}
