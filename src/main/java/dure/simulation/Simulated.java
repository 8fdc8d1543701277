package dure.simulation;

import dure.region.Municipality;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What is simulated.
 *
 * @param municipalities whose plans and results
 * @param years calendar years, in order
 * @param projects 세부사업 of each yearly plan
 * @param seed the same seed makes the same data, municipality by municipality
 * @param until results are reported up to the last whole month before this day
 */
public record Simulated(
        List<Municipality> municipalities, List<Integer> years, int projects, long seed, LocalDate until) {
    /** A county's plan has some 90 projects; with their parts about 120 lines are reported a month. */
    public static final int USUAL_PROJECTS = 120;

    public Simulated {
        municipalities = List.copyOf(municipalities);
        years = List.copyOf(years);
    }

    /** The months of a year that are reported. */
    int reportedMonths(int year) {
        var last = YearMonth.from(until).minusMonths(1);
        return last.getYear() > year ? 12 : last.getYear() < year ? 0 : last.getMonthValue();
    }

    /** Chance for one municipality and purpose: it does not depend on which others are simulated, or in what order. */
    RandomGenerator chance(Municipality municipality, int year) {
        var own = Long.parseLong(municipality.code().value()) * 10_000L + year;
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000_003L + own);
    }
}
