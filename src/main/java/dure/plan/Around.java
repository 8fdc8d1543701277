package dure.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a plan in its book, as far as the viewer may see it. A calendar year that a term only touches is
 * of two terms and compares with neither.
 *
 * @param yearBefore 전년 목표: of the plan of the year before; null where there is none
 * @param ofTerm what the term's plan says of its whole years
 * @param ofYears what the plans of the term's whole years say themselves
 * @param yearsOfTerm the calendar years of a term plan's term; empty of an annual plan
 */
record Around(
        @Nullable Quantity yearBefore,
        Map<Integer, Quantity> ofTerm,
        Map<Integer, Quantity> ofYears,
        List<Integer> yearsOfTerm) {
    static final Around NOTHING = new Around(null, Map.of(), Map.of(), List.of());
}
