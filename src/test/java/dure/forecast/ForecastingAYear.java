package dure.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dure.plan.ProgrammeType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The arithmetic of forecasts, on any year that could be handed in. */
class ForecastingAYear {
    private static Draws draws(List<Work> works) {
        return new YearModel(works, new Learned(works, Backtest.priors(), List.of(), false)).draw(7, null);
    }

    private static Timeline timeline(List<Work> works) {
        var observed = works.stream().mapToInt(Work::observed).min().orElse(0);
        return new Timeline(java.time.YearMonth.of(2026, 1), draws(works).courses(), observed);
    }

    @Provide
    Arbitrary<List<Work>> years() {
        var observed = Arbitraries.integers().between(0, 12);
        return observed.flatMap(month -> work(month).list().ofMinSize(1).ofMaxSize(6));
    }

    private static Arbitrary<Work> work(int observed) {
        var flows = Arbitraries.longs().between(0, 400).list().ofSize(12);
        var target = Arbitraries.longs().between(0, 5_000).injectNull(0.2);
        var past = Combinators.combine(
                        Arbitraries.longs().between(1, 4_000).injectNull(0.3),
                        Arbitraries.longs().between(0, 4_000),
                        Arbitraries.of(true, false))
                .as((aim, actual, monthly) -> new Work.Past(1, aim, actual, monthly ? spread(actual) : null))
                .list()
                .ofMaxSize(1);
        return Combinators.combine(
                        Arbitraries.of(ProgrammeType.values()),
                        target,
                        Arbitraries.integers().between(1, 12),
                        flows,
                        past)
                .as((type, aim, from, months, before) -> {
                    var known = new long[12];
                    for (int i = 0; i < observed; i++) {
                        known[i] = months.get(i);
                    }
                    return new Work(type, aim, from, 12, known, observed, before, 0.02);
                });
    }

    private static long[] spread(long actual) {
        var months = new long[12];
        for (int i = 0; i < 12; i++) {
            months[i] = actual / 12;
        }
        return months;
    }

    @Property(tries = 150)
    void never_falls_below_what_is_there_and_keeps_its_quantiles_in_order(@ForAll("years") List<Work> works) {
        var draws = draws(works);
        long counted = works.stream().mapToLong(Work::counted).sum();
        for (var course : draws.courses()) {
            assertThat(course[12]).isGreaterThanOrEqualTo(counted - 1e-6);
            for (int month = 1; month <= 12; month++) {
                assertThat(course[month]).isFinite().isGreaterThanOrEqualTo(course[month - 1] - 1e-6);
            }
        }
        for (var point : timeline(works).points(List.of())) {
            assertThat(point.p10()).isLessThanOrEqualTo(point.p50());
            assertThat(point.p50()).isLessThanOrEqualTo(point.p90());
        }
    }

    @Property(tries = 60)
    void adds_up_over_its_works(@ForAll("years") List<Work> works) {
        var draws = draws(works);
        for (int course = 0; course < YearModel.COURSES; course += 37) {
            double sum = 0;
            for (var ends : draws.ends()) {
                sum += ends[course];
            }
            assertThat(draws.courses()[course][12])
                    .isCloseTo(sum, org.assertj.core.api.Assertions.within(sum * 1e-5 + 0.01));
        }
    }

    @Property(tries = 100)
    void is_the_less_probable_the_higher_the_goal_and_the_day_says_the_same_as_the_probability(
            @ForAll("years") List<Work> works) {
        var timeline = timeline(works);
        var before = 1.0;
        for (long goal = 1; goal < 40_000; goal *= 3) {
            var probability = probability(timeline, goal);
            assertThat(probability).isBetween(0.0, before);
            before = probability;
            var date = java.util.Objects.requireNonNull(timeline.goalDate(goal));
            assertThat(date.p10() != null).as("%s at %s", date, probability).isEqualTo(probability >= 0.1);
            assertThat(date.p50() != null).as("%s at %s", date, probability).isEqualTo(probability >= 0.5);
            assertThat(date.p90() != null).as("%s at %s", date, probability).isEqualTo(probability >= 0.9);
            if (date.p90() != null) {
                assertThat(date.p10()).isBeforeOrEqualTo(date.p50());
                assertThat(date.p50()).isBeforeOrEqualTo(date.p90());
                assertThat(date.p90().getYear()).isEqualTo(2026);
            }
        }
    }

    private static double probability(Timeline timeline, long goal) {
        return java.util.Objects.requireNonNull(timeline.probability(goal));
    }

    @Property(tries = 20)
    void is_the_same_for_the_same_question(@ForAll("years") List<Work> works) {
        assertThat(Arrays.deepToString(draws(works).courses()))
                .isEqualTo(Arrays.deepToString(draws(works).courses()));
    }

    @Example
    void expects_more_of_a_year_that_aims_higher() {
        assertThat(middle(work(200L, 0, List.of()))).isLessThan(middle(work(400L, 0, List.of())));
    }

    private static Work work(@Nullable Long target, int observed, List<Work.Past> past, long... flows) {
        return new Work(ProgrammeType.DIRECT, target, 1, 12, Arrays.copyOf(flows, 12), observed, past, 0.02);
    }

    private static double middle(Work work) {
        return Draws.quantile(Draws.sorted(draws(List.of(work)).courses(), 12), 50);
    }

    private static double width(Work work) {
        var end = Draws.sorted(draws(List.of(work)).courses(), 12);
        return (Draws.quantile(end, 90) - Draws.quantile(end, 10)) / Draws.quantile(end, 50);
    }

    @Example
    void knows_that_public_works_of_february_and_march_are_not_a_pace() {
        // Half of what is planned by March, as every year: a straight line would say twice the plan.
        var year = work(200L, 3, List.of(), 16, 34, 42);
        assertThat(middle(year)).isBetween(170.0, 250.0);
    }

    @Example
    void is_surer_with_years_behind_it_than_without() {
        var monthly = new long[] {16, 34, 42, 18, 12, 10, 26, 14, 10, 8, 6, 4};
        var past = List.of(
                new Work.Past(1, 200L, 200, monthly),
                new Work.Past(2, 200L, 200, monthly),
                new Work.Past(3, 200L, 200, monthly));
        assertThat(width(work(200L, 6, past, 16, 34, 42, 18, 12, 10)))
                .isLessThan(width(work(200L, 6, List.of(), 16, 34, 42, 18, 12, 10)));
    }

    @Example
    void learns_from_the_book_that_its_plans_come_true_by_half() {
        var past = List.of(new Work.Past(1, 400L, 200, null), new Work.Past(2, 400L, 210, null));
        assertThat(middle(work(400L, 0, past))).isBetween(180.0, 280.0);
    }

    @Example
    void is_certain_of_a_year_that_is_over() {
        var end = Draws.sorted(
                draws(List.of(work(200L, 12, List.of(), 10, 20, 30))).courses(), 12);
        assertThat(end[0]).isEqualTo(60).isEqualTo(end[end.length - 1]);
    }

    @Example
    void covers_what_it_should_of_years_that_were_lived_through() {
        var test = new Backtest();
        for (long seed = 500; seed < 530; seed++) {
            for (int month : new int[] {3, 8}) {
                test.run(seed, 40, month, 3, true);
            }
        }
        // Thirty municipalities say it roughly; ./dure bench forecast says it of sixty.
        assertThat((double) test.bookInside / test.books).as(test.toString()).isBetween(0.65, 0.95);
        assertThat((double) test.worksInside / test.works).as(test.toString()).isBetween(0.7, 0.93);
        assertThat(test.error).as(test.toString()).isLessThan(test.linear * 0.6);
    }

    @Example
    void reads_up_to_which_month_a_book_is_reported() {
        var flows = new ArrayList<dure.ledger.Flow>();
        for (int month = 1; month <= 6; month++) {
            // All ten projects tell of each month, of June only one so far.
            for (int project = 0; project < (month == 6 ? 1 : 10); project++) {
                var one = java.time.YearMonth.of(2026, month);
                flows.add(new dure.ledger.Flow(new dure.plan.ProjectId(project), one.atDay(1), one.atEndOfMonth(), 3));
            }
        }
        assertThat(Gathering.observed(java.time.LocalDate.of(2026, 7, 10), 2026, flows))
                .isEqualTo(5);
        assertThat(Gathering.observed(java.time.LocalDate.of(2026, 4, 15), 2026, flows))
                .isEqualTo(3);
        assertThat(Gathering.observed(java.time.LocalDate.of(2026, 4, 30), 2026, flows))
                .isEqualTo(4);
        assertThat(Gathering.observed(java.time.LocalDate.of(2027, 4, 1), 2026, flows))
                .isEqualTo(12);
        assertThat(Gathering.observed(java.time.LocalDate.of(2025, 12, 1), 2026, flows))
                .isZero();
    }
}
