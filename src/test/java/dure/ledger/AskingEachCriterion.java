package dure.ledger;

import static dure.ledger.Entries.jobs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Viewer;
import dure.plan.Continuity;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import dure.region.Book;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a rule may ask for beside measure, duration and hours; each with its step, and one of its own where nothing is stated. */
@DureTest
class AskingEachCriterion {
    @Autowired
    Ledger ledger;

    @Autowired
    Figures figures;

    Book book;

    @BeforeEach
    void openBook(@Autowired TestBooks books) {
        book = books.next();
    }

    @Test
    void a_rule_leaves_out_industries_by_their_section_however_the_code_is_written() {
        record(
                terms(1, Contract.REGULAR, true, "C10"),
                terms(2, Contract.DAILY, true, "F"),
                terms(4, Contract.DAILY, true, "F41"),
                terms(8, Contract.DAILY, true, "4121"),
                terms(16, Contract.DAILY, true, null),
                terms(32, Contract.DAILY, true, "건설업"));

        assertThat(steps(new With().withoutIndustries(Set.of("F"))))
                .containsExactly(Map.entry(Step.INDUSTRY, 14L), Map.entry(Step.INDUSTRY_UNSPECIFIED, 48L));
    }

    @Test
    void a_rule_asks_for_contracts_and_for_insurance() {
        record(
                terms(1, Contract.REGULAR, true, null),
                terms(2, Contract.DAILY, true, null),
                terms(4, Contract.UNSPECIFIED, true, null),
                terms(8, Contract.TEMPORARY, false, null),
                terms(16, Contract.TEMPORARY, null, null));

        assertThat(steps(new With()
                        .contracts(Set.of(Contract.REGULAR, Contract.TEMPORARY))
                        .insured(true)))
                .containsExactly(
                        Map.entry(Step.CONTRACT, 2L),
                        Map.entry(Step.CONTRACT_UNSPECIFIED, 4L),
                        Map.entry(Step.INSURED, 8L),
                        Map.entry(Step.INSURED_UNSPECIFIED, 16L));
        assertThat(steps(new With().insured(false)))
                .containsExactly(Map.entry(Step.INSURED, 7L), Map.entry(Step.INSURED_UNSPECIFIED, 16L));
    }

    @Test
    void one_of_the_target_groups_of_a_rule_is_enough() {
        record(jobs(1).forGroups(TargetGroup.YOUTH, TargetGroup.WOMEN), jobs(2).forGroups(TargetGroup.SENIOR), jobs(4));

        assertThat(steps(new With().targetGroups(Set.of(TargetGroup.WOMEN, TargetGroup.DISABLED))))
                .containsExactly(Map.entry(Step.TARGET_GROUP, 2L), Map.entry(Step.TARGET_GROUP_UNSPECIFIED, 4L));
    }

    @Test
    void what_is_kept_counts_by_the_longest_that_a_valid_attestation_saw() {
        var recorded = record(jobs(1), jobs(2), jobs(4), jobs(8));
        as(() -> ledger.attest(recorded.get(0), Basis.RETAINED, 12, "이력 1"));
        as(() -> ledger.attest(recorded.get(1), Basis.RETAINED, 5, "이력 2"));
        as(() -> ledger.attest(recorded.get(2), Basis.VERIFIED, null, "이력 3"));

        assertThat(steps(new With().retained(6)))
                .containsExactly(Map.entry(Step.BASIS, 12L), Map.entry(Step.RETAINED_MONTHS, 2L));
        assertThat(steps(new With().retained(5))).containsExactly(Map.entry(Step.BASIS, 12L));
        record(jobs(16).basis(Basis.RETAINED));
        assertThat(steps(new With().retained(5)))
                .containsExactly(Map.entry(Step.BASIS, 12L), Map.entry(Step.RETAINED_MONTHS_UNSPECIFIED, 16L));
    }

    @Test
    void what_is_recorded_after_the_attribution_window_falls_away_and_the_window_ends_with_its_last_day() {
        var today = LocalDate.now(ZoneId.of("Asia/Seoul"));
        record(
                jobs(1).during(
                                today.minusDays(30).toString(),
                                today.minusDays(30).toString()),
                jobs(2).during(
                                today.minusDays(31).toString(),
                                today.minusDays(31).toString()));
        var scope = new Scope.InYear(today.minusDays(30).getYear());
        var rule = AnyRule.of(new With().window(30).criteria());

        var left = as(() -> figures.count(figures.question(book, scope, today, null, rule)))
                .excluded();
        // On the first days of a year both lie in the year before, or one of them does.
        assertThat(left).allSatisfy(one -> assertThat(one.step()).isEqualTo(Step.RECORDED_LATE));
        assertThat(left.stream().mapToLong(one -> one.tally().quantity()).sum())
                .isEqualTo(today.minusDays(31).getYear() == scope.year() ? 2 : 0);
    }

    @Test
    void a_rule_that_asks_for_what_cannot_be_asked_is_none() {
        assertThatThrownBy(() -> new With().measures(Set.of()).criteria()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new With().withoutIndustries(Set.of("Z")).criteria())
                .hasMessageContaining("A to U");
        assertThatThrownBy(
                        () -> new With().contracts(Set.of(Contract.UNSPECIFIED)).criteria())
                .hasMessageContaining("not stated");
        assertThatThrownBy(() -> new With().retainedOf(Basis.VERIFIED).criteria())
                .hasMessageContaining("RETAINED");
    }

    private static Entries terms(
            long quantity, Contract contract, @Nullable Boolean insured, @Nullable String industry) {
        return jobs(quantity)
                .in(Sector.PRIVATE, ProgrammeType.SERVICE)
                .on(new JobTerms(12, BigDecimal.TEN, contract, insured, null, null, Continuity.UNSPECIFIED, industry));
    }

    /** Criteria that ask for one thing or two. */
    private static final class With {
        private Set<Measure> measures = Set.of(Measure.JOBS);
        private @Nullable Basis basis;
        private @Nullable Integer retained;
        private Set<String> industries = Set.of();
        private Set<TargetGroup> groups = Set.of();
        private Set<Contract> contracts = Set.of();
        private @Nullable Boolean insured;
        private @Nullable Integer window;

        With measures(Set<Measure> some) {
            measures = some;
            return this;
        }

        With retained(int months) {
            retained = months;
            return retainedOf(Basis.RETAINED);
        }

        With retainedOf(Basis one) {
            basis = one;
            retained = retained == null ? Integer.valueOf(6) : retained;
            return this;
        }

        With withoutIndustries(Set<String> sections) {
            industries = sections;
            return this;
        }

        With targetGroups(Set<TargetGroup> some) {
            groups = some;
            return this;
        }

        With contracts(Set<Contract> some) {
            contracts = some;
            return this;
        }

        With insured(boolean one) {
            insured = one;
            return this;
        }

        With window(int days) {
            window = days;
            return this;
        }

        CountingRule.Criteria criteria() {
            return new CountingRule.Criteria(
                    measures,
                    basis,
                    retained,
                    Set.of(),
                    Set.of(),
                    industries,
                    groups,
                    null,
                    null,
                    contracts,
                    insured,
                    null,
                    window,
                    false);
        }
    }

    private Map<Step, Long> steps(With asked) {
        var rule = AnyRule.of(asked.criteria());
        var question = as(() -> figures.question(book, new Scope.InYear(2025), LocalDate.of(2025, 12, 31), null, rule));
        var steps = new LinkedHashMap<Step, Long>();
        as(() -> figures.count(question))
                .excluded()
                .forEach(one -> steps.put(one.step(), one.tally().quantity()));
        assertThat(as(() -> figures.summary(question)).excluded())
                .isEqualTo(as(() -> figures.count(question)).excluded());
        return steps;
    }

    private List<EntryId> record(Entries... entries) {
        var written = Arrays.stream(entries).map(Entries::entry).toList();
        return ((Recording.Recorded) as(() -> ledger.record(book, written, new Origin.Form()))).entries();
    }

    private static <T> T as(java.util.concurrent.Callable<T> work) {
        return Access.as(Viewer.PRODUCT, work);
    }
}
