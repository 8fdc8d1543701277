package dure.ledger;

import static dure.ledger.Entries.jobs;
import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Viewer;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import dure.region.Book;
import dure.region.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DureTest
class RecountingUnderARule {
    private static final LocalDate END_OF_2025 = LocalDate.of(2025, 12, 31);

    @Autowired
    Ledger ledger;

    @Autowired
    Figures figures;

    @Autowired
    Rules rules;

    @Autowired
    Terms terms;

    Book book;

    @BeforeEach
    void openBook(@Autowired TestBooks books) {
        book = books.next();
    }

    @Test
    void a_pledged_job_is_not_counted_as_a_realised_one() {
        record(jobs(30).basis(Basis.PLEDGED), jobs(20).basis(Basis.ESTIMATED), jobs(10));

        assertThat(count("as-reported").total().quantity()).isEqualTo(60);
        assertThat(count("realised").total().quantity()).isEqualTo(10);
        assertThat(count("realised").excluded())
                .containsExactly(new Excluded(Step.BASIS, Measure.JOBS, new Tally(50, false, 2)));
    }

    @Test
    void sites_and_trainees_are_no_jobs_and_are_never_added_to_them_or_to_each_other() {
        record(jobs(100), jobs(82).of(Measure.SITES), jobs(40).of(Measure.TRAINEES));

        var count = count("as-reported");
        assertThat(count.total().quantity()).isEqualTo(100);
        assertThat(count.excluded())
                .containsExactly(
                        new Excluded(Step.MEASURE, Measure.TRAINEES, new Tally(40, false, 1)),
                        new Excluded(Step.MEASURE, Measure.SITES, new Tally(82, false, 1)));
    }

    @Test
    void the_strict_rule_asks_for_evidence_six_months_and_fifteen_hours_and_an_unstated_term_is_a_step_of_its_own() {
        record(
                jobs(1).basis(Basis.EVIDENCED).lasting(6, "15"),
                jobs(2).basis(Basis.EVIDENCED).lasting(5, "40"),
                jobs(4).basis(Basis.EVIDENCED).lasting(12, "14.5"),
                jobs(8).basis(Basis.EVIDENCED).lasting(null, "40"),
                jobs(16).basis(Basis.EVIDENCED).lasting(12, null),
                jobs(32).basis(Basis.REPORTED).lasting(12, "40"));

        var count = count("strict");
        assertThat(count.total().quantity()).isEqualTo(1);
        assertThat(count.excluded())
                .containsExactly(
                        new Excluded(Step.BASIS, Measure.JOBS, new Tally(32, false, 1)),
                        new Excluded(Step.MONTHS, Measure.JOBS, new Tally(2, false, 1)),
                        new Excluded(Step.MONTHS_UNSPECIFIED, Measure.JOBS, new Tally(8, false, 1)),
                        new Excluded(Step.WEEKLY_HOURS, Measure.JOBS, new Tally(4, false, 1)),
                        new Excluded(Step.WEEKLY_HOURS_UNSPECIFIED, Measure.JOBS, new Tally(16, false, 1)));
    }

    @Test
    void under_the_strict_rule_a_person_counts_once_with_the_earliest_entry_and_unknown_persons_each() {
        var somebody = UUID.randomUUID();
        var good = jobs(1).basis(Basis.VERIFIED).lasting(12, "40");
        record(
                good.of(somebody).during("2025-07-01", "2025-07-31"),
                good.of(somebody).during("2025-02-01", "2025-02-28"),
                // Not counted for its own sake, so it does not stand in the way of the later ones.
                jobs(1).basis(Basis.REPORTED).lasting(12, "40").of(somebody).during("2025-01-01", "2025-01-31"),
                good,
                good);

        var count = count("strict");
        assertThat(count.total().quantity()).isEqualTo(3);
        assertThat(count.byMonth().get(LocalDate.of(2025, 2, 1)).quantity()).isEqualTo(1);
        assertThat(count.byMonth()).doesNotContainKey(LocalDate.of(2025, 7, 1));
        assertThat(count.excluded()).contains(new Excluded(Step.SAME_PERSON, Measure.JOBS, new Tally(1, false, 1)));
        assertThat(count("as-reported").total().quantity()).isEqualTo(5);
    }

    @Test
    void when_the_earliest_entry_of_a_person_is_taken_back_the_next_one_counts() {
        var somebody = UUID.randomUUID();
        var good = jobs(1).basis(Basis.VERIFIED).lasting(12, "40").of(somebody);
        var recorded = record(good.during("2025-02-01", "2025-02-28"), good.during("2025-07-01", "2025-07-31"));

        as(() -> ledger.reverse(recorded.getFirst(), "중복 입력"));

        assertThat(count("strict").byMonth()).containsOnlyKeys(LocalDate.of(2025, 7, 1));
    }

    @Test
    void an_attested_entry_counts_as_well_as_it_is_known_but_not_before_it_was_known() {
        var recorded = record(jobs(10).lasting(12, "40"));
        var before = as(() -> ledger.now(book)).at();

        as(() -> ledger.attest(recorded.getFirst(), Basis.VERIFIED, null, "피보험자격 이력 2025-04"));

        assertThat(count("strict").total().quantity()).isEqualTo(10);
        assertThat(count("strict", before).total().quantity()).isZero();
        assertThat(count("as-reported").byBasis()).containsOnlyKeys(Basis.VERIFIED);
    }

    @Test
    void as_of_a_day_counts_what_occurred_by_then_and_an_aggregate_occurs_on_its_last_day() {
        record(jobs(5).during("2025-01-01", "2025-01-31"), jobs(7).during("2025-02-01", "2025-02-28"));

        assertThat(count("as-reported", LocalDate.of(2025, 2, 27)).total().quantity())
                .isEqualTo(5);
        assertThat(count("as-reported", LocalDate.of(2025, 2, 28)).total().quantity())
                .isEqualTo(12);
    }

    @Test
    void what_the_ledger_held_yesterday_can_be_asked_for_after_a_correction() {
        var recorded = record(jobs(10), jobs(90));
        var before = as(() -> ledger.now(book));

        as(() -> ledger.reverse(recorded.get(1), "오기"));
        record(jobs(9));

        assertThat(count("as-reported").total().quantity()).isEqualTo(19);
        assertThat(count("as-reported", before.at()).total().quantity()).isEqualTo(100);
        assertThat(as(() -> ledger.at(book, before.at()))).isEqualTo(before);
    }

    @Test
    void what_spans_several_years_belongs_to_the_term_and_to_no_single_year() {
        record(jobs(24).during("2022-07-01", "2024-12-31"), jobs(6).during("2025-01-01", "2025-12-31"));

        assertThat(count("as-reported").total().quantity()).isEqualTo(6);
        var term = terms.find(8).orElseThrow();
        var ofTerm = as(() ->
                figures.term(figures.question(book, new Scope.InTerm(term), END_OF_2025, null, rule("as-reported"))));
        assertThat(ofTerm.count().total().quantity()).isEqualTo(30);
        assertThat(ofTerm.overSeveralYears().quantity()).isEqualTo(24);
        assertThat(ofTerm.count().byYear().get(Optional.of(2025)).quantity()).isEqualTo(6);
    }

    @Test
    void a_declared_total_may_exceed_its_items_and_the_rest_is_a_line() {
        record(
                jobs(8900)
                        .about()
                        .in(Sector.PUBLIC, ProgrammeType.UNSPECIFIED)
                        .dividedInto(item(2400, ProgrammeType.ATTRACTION), item(600, ProgrammeType.OTHER)),
                jobs(3100)
                        .about()
                        .in(Sector.PRIVATE, ProgrammeType.UNSPECIFIED)
                        .dividedInto(item(8980, ProgrammeType.UNSPECIFIED)));

        var count = count("as-reported");
        assertThat(count.total()).isEqualTo(new Tally(12_000, true, 2));
        assertThat(count.bySector().get(Sector.PUBLIC).quantity()).isEqualTo(8_900);
        assertThat(count.bySector().get(Sector.PRIVATE).quantity()).isEqualTo(3_100);
        assertThat(count.unitemised()).isEqualTo(20);
        assertThat(count.byProgrammeType().get(ProgrammeType.ATTRACTION).quantity())
                .isEqualTo(2_400);
        assertThat(count.byProgrammeType().values().stream()
                        .mapToLong(Tally::quantity)
                        .sum())
                .isEqualTo(12_000);
    }

    @Test
    void the_lines_of_a_figure_and_of_each_of_its_parts_add_up_to_it() {
        record(
                jobs(100).in(Sector.PUBLIC, ProgrammeType.UNSPECIFIED).dividedInto(item(60, ProgrammeType.DIRECT)),
                jobs(7).forGroups(TargetGroup.YOUTH, TargetGroup.WOMEN),
                jobs(5).in(Sector.PRIVATE, ProgrammeType.STARTUP).during("2025-05-01", "2025-05-31"),
                jobs(3).basis(Basis.PLEDGED));
        var question = question("as-reported", END_OF_2025, null);
        var count = count("as-reported");

        assertThat(sum(question)).isEqualTo(115);
        count.bySector()
                .forEach((key, tally) ->
                        assertThat(sum(question.with(Part.of(key)))).isEqualTo(tally.quantity()));
        count.byProgrammeType()
                .forEach((key, tally) ->
                        assertThat(sum(question.with(Part.of(key)))).isEqualTo(tally.quantity()));
        count.byTargetGroup()
                .forEach((key, tally) ->
                        assertThat(sum(question.with(Part.of(key)))).isEqualTo(tally.quantity()));
        count.byBasis()
                .forEach((key, tally) ->
                        assertThat(sum(question.with(Part.of(key)))).isEqualTo(tally.quantity()));
        count.byMonth()
                .forEach((key, tally) ->
                        assertThat(sum(question.with(Part.ofMonth(key)))).isEqualTo(tally.quantity()));
    }

    @Test
    void every_published_rule_can_be_read_and_asked() {
        record(jobs(1));
        for (var rule : as(rules::all)) {
            assertThat(as(() -> figures.count(figures.question(book, new Scope.InYear(2025), END_OF_2025, null, rule))))
                    .isNotNull();
        }
        assertThat(rule("strict/1").key()).isEqualTo(new RuleKey("strict", 1));
    }

    private static NewEntry.Item item(long quantity, ProgrammeType type) {
        return new NewEntry.Item("내역", quantity, true, type);
    }

    private long sum(Question question) {
        long sum = 0;
        for (int page = 0; ; page++) {
            int asked = page;
            var lines = as(() -> figures.lines(question, null, asked, 2));
            sum += lines.lines().stream().mapToLong(Line::quantity).sum();
            if (page + 1 >= lines.pages()) {
                assertThat(lines.totals().values().stream()
                                .mapToLong(Tally::quantity)
                                .sum())
                        .isEqualTo(sum);
                return sum;
            }
        }
    }

    private List<EntryId> record(Entries... entries) {
        var written = Arrays.stream(entries).map(Entries::entry).toList();
        return switch (as(() -> ledger.record(book, written, new Origin.Form()))) {
            case Recording.Recorded recorded -> recorded.entries();
            case Recording.AlreadyRecorded earlier -> throw new AssertionError(earlier);
            case Recording.KeyUsed used -> throw new AssertionError(used);
            case Recording.MonthClosed closed -> throw new AssertionError(closed);
        };
    }

    private Count count(String rule) {
        return count(question(rule, END_OF_2025, null));
    }

    private Count count(String rule, LocalDate asOf) {
        return count(question(rule, asOf, null));
    }

    private Count count(String rule, Instant knownAt) {
        return count(question(rule, END_OF_2025, knownAt));
    }

    private Count count(Question question) {
        return as(() -> figures.count(question));
    }

    private Question question(String rule, LocalDate asOf, @Nullable Instant knownAt) {
        return as(() -> figures.question(book, new Scope.InYear(2025), asOf, knownAt, rule(rule)));
    }

    private CountingRule rule(String name) {
        return as(() -> rules.find(name)).orElseThrow();
    }

    private static <T> T as(java.util.concurrent.Callable<T> work) {
        return Access.as(Viewer.PRODUCT, work);
    }
}
