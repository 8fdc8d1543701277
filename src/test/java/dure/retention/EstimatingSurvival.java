package dure.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dure.ledger.Basis;
import dure.ledger.Kept;
import dure.plan.ProgrammeType;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EstimatingSurvival {
    private static final LocalDate BEGAN = LocalDate.of(2025, 1, 31);

    @Property(tries = 300)
    void is_monotone_and_stays_within_its_interval_and_that_within_0_and_1(
            @ForAll("observations") List<Survival.Observation> observations) {
        double before = 1;
        for (var point : Survival.of(observations, 24).points()) {
            assertThat(point.share()).isBetween(0.0, before);
            assertThat(point.interval().low()).isBetween(0.0, point.share() + 1e-12);
            assertThat(point.interval().high()).isBetween(point.share() - 1e-12, 1.0);
            before = point.share();
        }
    }

    @Property(tries = 300)
    void is_the_plain_share_where_nobody_is_censored(@ForAll("observations") List<Survival.Observation> observations) {
        var lost = observations.stream()
                .map(one -> new Survival.Observation(one.months(), true, one.weight()))
                .toList();
        var all = lost.stream().mapToLong(Survival.Observation::weight).sum();
        for (var point : Survival.of(lost, 24).points()) {
            var kept = lost.stream()
                    .filter(one -> one.months() >= point.month())
                    .mapToLong(Survival.Observation::weight)
                    .sum();
            assertThat(point.share()).isCloseTo((double) kept / all, within(1e-9));
        }
    }

    @Property(tries = 300)
    void everybody_is_lost_or_censored_once_and_at_risk_until_then(
            @ForAll("observations") List<Survival.Observation> observations) {
        var points = Survival.of(observations, 1_000).points();
        long left = points.getFirst().atRisk() - points.getFirst().censored();
        for (var point : points.subList(1, points.size())) {
            assertThat(point.atRisk()).isEqualTo(left);
            left -= point.lost() + point.censored();
        }
        assertThat(left).isZero();
    }

    @Provide
    Arbitrary<List<Survival.Observation>> observations() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 14),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(1, 60))
                .as(Survival.Observation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    /** By hand: 6 at risk, one lost in month 1; 5 left, one seen no further after month 2; 4 at risk in month 3, two lost. */
    @Test
    void agrees_with_a_small_case_reckoned_by_hand() {
        var survival = Survival.of(
                List.of(
                        new Survival.Observation(0, true, 1),
                        new Survival.Observation(2, false, 1),
                        new Survival.Observation(2, true, 2),
                        new Survival.Observation(6, false, 2)),
                12);
        var third = survival.points().get(3);
        assertThat(third.atRisk()).isEqualTo(4);
        assertThat(third.share()).isCloseTo(5.0 / 6 * 2 / 4, within(1e-12));
        // V = 1/(6·5) + 2/(4·2) = 0.28333; S^exp(±1.96·√V/ln S), S = 0.41667.
        assertThat(third.interval().low()).isCloseTo(0.0560, within(5e-4));
        assertThat(third.interval().high()).isCloseTo(0.7665, within(5e-4));
        assertThat(survival.points().getLast().month()).isEqualTo(6);
    }

    @Test
    void a_wilson_interval_is_that_of_the_textbook() {
        // Known values: 8 of 10 is 0.4902 to 0.9433; 0 of 10 is 0 to 0.2775.
        assertThat(Interval.wilson(8, 10).low()).isCloseTo(0.4902, within(5e-4));
        assertThat(Interval.wilson(8, 10).high()).isCloseTo(0.9433, within(5e-4));
        assertThat(Interval.wilson(0, 10).low()).isZero();
        assertThat(Interval.wilson(0, 10).high()).isCloseTo(0.2775, within(5e-4));
    }

    @Property(tries = 200)
    void equals_the_share_of_every_check_where_all_checks_are_due(@ForAll("jobs") List<Kept> jobs) {
        var day = BEGAN.plusYears(3);
        var retention = Retention.of(jobs, day, day);
        if (retention.followed() == 0) {
            return;
        }
        for (var check : retention.checks()) {
            assertThat(check.due()).isEqualTo(retention.followed());
            var point = retention.survival().points().stream()
                    .filter(one -> one.month() == check.months())
                    .findFirst();
            var share = check.share().orElseThrow();
            if (point.isPresent()) {
                assertThat(point.get().share()).isCloseTo(share, within(1e-9));
            } else {
                assertThat(share).isZero();
            }
        }
    }

    @Provide
    Arbitrary<List<Kept>> jobs() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 13),
                        Arbitraries.integers().between(0, 14),
                        Arbitraries.of(Basis.REPORTED, Basis.VERIFIED),
                        Arbitraries.longs().between(1, 40))
                .as((seen, stated, basis, quantity) -> job(
                        BEGAN,
                        stated == 0 ? null : stated,
                        seen == 0 ? basis : Basis.RETAINED,
                        seen == 0 ? null : seen,
                        quantity))
                .list()
                .ofMinSize(1)
                .ofMaxSize(15);
    }

    @Test
    void what_is_not_due_counts_in_no_share_whether_its_months_have_not_passed_or_nobody_looked() {
        var jobs = List.of(
                job(LocalDate.of(2025, 1, 31), null, Basis.RETAINED, 6, 10),
                job(LocalDate.of(2025, 1, 31), null, Basis.VERIFIED, null, 5),
                job(LocalDate.of(2025, 6, 30), null, Basis.RETAINED, 1, 20),
                job(LocalDate.of(2025, 1, 31), null, Basis.REPORTED, null, 40));
        var retention = Retention.of(jobs, LocalDate.of(2025, 11, 1), LocalDate.of(2025, 8, 15));

        assertThat(retention.followed()).isEqualTo(35);
        assertThat(retention.others()).isEqualTo(40);
        assertThat(retention.checks())
                .containsExactly(
                        new Retention.Check(1, 35, 30, 0, 0),
                        new Retention.Check(3, 15, 10, 20, 0),
                        new Retention.Check(6, 15, 10, 0, 20),
                        new Retention.Check(12, 0, 0, 0, 35));
        assertThat(retention.survival().points().get(1).share()).isCloseTo(30.0 / 35, within(1e-12));
    }

    @Test
    void where_nobody_ever_looked_nothing_is_due_and_no_curve_is_drawn() {
        var retention = Retention.of(List.of(job(BEGAN, 3, Basis.VERIFIED, null, 7)), LocalDate.of(2026, 1, 1), null);
        assertThat(retention.checks())
                .allSatisfy(check -> assertThat(check.due()).isZero());
        assertThat(retention.survival().points()).hasSize(1);
    }

    private static Kept job(
            LocalDate began, @Nullable Integer stated, Basis basis, @Nullable Integer seen, long quantity) {
        return new Kept(ProgrammeType.SERVICE, null, began, stated, basis, seen, quantity);
    }
}
