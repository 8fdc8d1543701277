package dure.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.access.Access;
import dure.access.Viewer;
import dure.ledger.Count;
import dure.ledger.Figures;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.Plans;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** Municipalities that have a sample besides: a simulation is shown of none that has anything else. */
@DureTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatingMunicipalities {
    private static final LocalDate TODAY = LocalDate.of(2026, 9, 10);
    private static final Book BOOK = new Book(new MunicipalityCode("43750"), DataSet.SIMULATED);

    @Autowired
    Simulation simulation;

    @Autowired
    Municipalities municipalities;

    @Autowired
    Plans plans;

    @Autowired
    Figures figures;

    @Autowired
    Rules rules;

    @BeforeAll
    void simulate() {
        simulation.run(simulated(7), municipality -> {});
    }

    private Simulated simulated(long seed) {
        return new Simulated(
                Stream.of("30170", "43750")
                        .map(code -> municipalities.get(new MunicipalityCode(code)))
                        .toList(),
                List.of(2025, 2026),
                42,
                seed,
                TODAY);
    }

    @Test
    void makes_plans_and_months_of_results_of_a_data_set_of_their_own() {
        var plan = Access.as(Viewer.PRODUCT, () -> plans.annual(BOOK, 2026)).orElseThrow();
        assertThat(plan.projects()).hasSize(42);
        assertThat(plan.remainder().orElseThrow()).isPositive();
        assertThat(plan.title()).contains("모의");
        assertThat(Access.as(Viewer.PRODUCT, () -> plans.heads(BOOK)))
                .extracting(head -> head.kind() + " " + head.period())
                .containsExactlyInAnyOrder("TERM 8", "TERM 9", "YEAR 2025", "YEAR 2026");
        var count = count(Viewer.PRODUCT, 2026);
        assertThat(count.byMonth().lastKey()).isEqualTo(LocalDate.of(2026, 8, 1));
        assertThat((double) count.total().quantity()
                        / Access.as(
                                Viewer.PRODUCT,
                                () -> count(Viewer.PRODUCT, 2025).total().quantity()))
                .isBetween(0.5, 1.2);
        assertThat(plans.shown(BOOK.municipality())).isEmpty(); // nobody is bound
        assertThat(Access.as(Viewer.PUBLIC, () -> plans.shown(BOOK.municipality()))
                        .orElseThrow()
                        .dataSet())
                .isEqualTo(DataSet.SAMPLE);
    }

    @Test
    void has_seasons() {
        var months = count(Viewer.PRODUCT, 2025).byMonth();
        var ofMonth = new ArrayList<Long>();
        months.values().forEach(tally -> ofMonth.add(tally.quantity()));
        assertThat(ofMonth).hasSize(12);
        assertThat(ofMonth.get(2)).as("March, when public jobs begin").isGreaterThan(2 * ofMonth.get(11));
    }

    @Test
    void shows_the_public_the_years_that_are_over() {
        assertThat(count(Viewer.PUBLIC, 2025).total())
                .isEqualTo(count(Viewer.PRODUCT, 2025).total());
        assertThat(count(Viewer.PUBLIC, 2026).total().entries()).isZero();
        assertThat(count(Viewer.PRODUCT, 2026).total().entries()).isPositive();
    }

    @Test
    void writes_once_what_it_is_asked_for_twice() {
        var before = count(Viewer.PRODUCT, 2026).total();
        simulation.run(simulated(7), municipality -> {});
        assertThat(count(Viewer.PRODUCT, 2026).total()).isEqualTo(before);
        assertThat(Access.as(Viewer.PRODUCT, () -> plans.annual(BOOK, 2026))
                        .orElseThrow()
                        .version())
                .isEqualTo(1);
    }

    @Test
    void makes_the_same_of_the_same_seed_and_other_of_another() {
        var municipality = municipalities.get(BOOK.municipality());
        assertThat(new SimulatedPlans(simulated(7), municipality).projects(2026))
                .isEqualTo(new SimulatedPlans(simulated(7), municipality).projects(2026))
                .isNotEqualTo(new SimulatedPlans(simulated(8), municipality).projects(2026));
    }

    private Count count(Viewer viewer, int year) {
        return Access.as(
                viewer,
                () -> figures.count(figures.question(
                        BOOK,
                        new Scope.InYear(year),
                        LocalDate.of(year, 12, 31),
                        null,
                        rules.find("as-reported").orElseThrow())));
    }
}
