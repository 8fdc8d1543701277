package dure.ledger;

import dure.plan.Measure;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 요약 집계: a figure with what its bar and its bridge need, and without the axes for which every line is read.
 *
 * @param byYear by the year of the whole period; empty: over several years
 * @param lastDay the last day on which something that counts occurred; null where nothing did
 * @param excluded what the rule leaves out, in the order of its criteria and of {@link Measure}
 */
public record Summary(
        Question question,
        Tally total,
        Map<Basis, Tally> byBasis,
        Map<Optional<Integer>, Tally> byYear,
        @Nullable LocalDate lastDay,
        List<Excluded> excluded) {}
