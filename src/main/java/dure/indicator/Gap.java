package dure.indicator;

import java.math.BigDecimal;

/** 목표까지 필요한 인원, or why it cannot be said. Rates of different age bases are never compared. */
public sealed interface Gap {
    /**
     * needed [persons] = target rate × population − employed, rounded up, both of the same age base and period.
     *
     * @param target as the plan states it, percent
     * @param rate employed / population, percent, not rounded
     * @param needed 0 where the target is met
     */
    record Persons(
            int year,
            BigDecimal target,
            String ageBase,
            Period period,
            long population,
            long employed,
            BigDecimal rate,
            long needed)
            implements Gap {}

    /** Neither the year's plan nor the term's names a target rate. */
    record NoTarget() implements Gap {}

    /** The plan names a rate without its age base: nothing can be held against it. */
    record TargetWithoutBase(int year, BigDecimal target) implements Gap {}

    /** There are figures, but of another age base only. */
    record OtherBase(int year, BigDecimal target, String ageBase, String other) implements Gap {}

    /** Population and employed persons of that base are not there for one and the same period. */
    record NoFigures(int year, BigDecimal target, String ageBase) implements Gap {}
}
