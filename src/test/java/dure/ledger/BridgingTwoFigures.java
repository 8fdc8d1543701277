package dure.ledger;

import static dure.ledger.Entries.jobs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dure.DureTest;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Viewer;
import dure.plan.Measure;
import dure.region.Book;
import dure.region.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DureTest
class BridgingTwoFigures {
    private static final LocalDate END = LocalDate.of(2025, 12, 31);

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

    /** Whatever was written, and whatever the two rules, days and instants are, for everybody. */
    @RepeatedTest(3)
    void adds_up_exactly_and_every_step_opens_to_entries_that_come_to_it(RepetitionInfo run) {
        var random = new Random(6000 + run.getCurrentRepetition());
        var written = new ArrayList<EntryId>();
        var instants = new ArrayList<Instant>();
        for (int round = 0; round < 8; round++) {
            written.addAll(record(IntStream.range(0, 1 + random.nextInt(40))
                    .mapToObj(i -> AnyEntry.any(random))
                    .toList()));
            for (int i = 0; i < 4; i++) {
                var one = written.get(random.nextInt(written.size()));
                switch (random.nextInt(3)) {
                    case 0 -> as(() -> ledger.reverse(one, "시험 정정"));
                    case 1 -> as(() -> ledger.attest(one, Basis.VERIFIED, null, "시험 확인"));
                    default -> as(() -> ledger.attest(one, Basis.RETAINED, 1 + random.nextInt(12), "시험 유지"));
                }
            }
            if (random.nextInt(3) == 0) {
                as(() -> ledger.disclose(book));
            }
            instants.add(as(() -> ledger.now(book)).at());
        }
        for (int i = 0; i < 24; i++) {
            var scope = random.nextInt(3) == 0
                    ? new Scope.InTerm(terms.find(8).orElseThrow())
                    : new Scope.InYear(2022 + random.nextInt(4));
            var viewer = random.nextInt(3) == 0 ? Viewer.PUBLIC : Viewer.PRODUCT;
            var from = any(random, scope, instants, viewer);
            var to = any(random, scope, instants, viewer);
            var bridge = Access.as(viewer, () -> figures.bridge(from, to));
            assertAddsUp(bridge, viewer);
            // The way back has the same steps with the other sign, as far as it is the other's rule that says why.
            var back = Access.as(viewer, () -> figures.bridge(to, from));
            assertThat(back.difference()).isEqualTo(-bridge.difference());
            assertThat(back.steps().stream().mapToLong(Bridge.Step::change).sum())
                    .isEqualTo(-bridge.difference());
        }
    }

    private void assertAddsUp(Bridge bridge, Viewer viewer) {
        assertThat(bridge.before().quantity()
                        + bridge.steps().stream().mapToLong(Bridge.Step::change).sum())
                .isEqualTo(bridge.after().quantity());
        for (var step : bridge.steps()) {
            var lines = Access.as(
                    viewer,
                    () -> figures.bridgeLines(bridge.from(), bridge.to(), step.cause(), step.added(), 0, 1_000));
            assertThat(lines.lines().stream()
                            .filter(line -> line.entry().what().quantity().measure() == step.measure())
                            .mapToLong(Line::quantity)
                            .sum())
                    .isEqualTo(step.tally().quantity());
            assertThat(lines.totals()).containsEntry(step.measure(), step.tally());
        }
    }

    private Question any(Random random, Scope scope, List<Instant> instants, Viewer viewer) {
        var rule = random.nextBoolean() ? AnyRule.any(random) : AnyRule.published(rules, random);
        var asOf = AnyEntry.FIRST.plusDays(random.nextInt(AnyEntry.DAYS + 60));
        var knownAt = random.nextInt(3) == 0 ? null : instants.get(random.nextInt(instants.size()));
        return Access.as(viewer, () -> figures.question(book, scope, asOf, knownAt, rule));
    }

    @Test
    void between_rules_of_which_neither_contains_the_other_what_each_counts_alone_is_told_by_the_others_step() {
        record(
                jobs(1).basis(Basis.PLEDGED).lasting(12, "40"),
                jobs(2).lasting(3, "40"),
                jobs(4).lasting(12, "40"),
                jobs(8).of(Measure.TRAINEES));

        var bridge = bridge(question("as-reported", END, null), question("lasting", END, null));
        assertThat(bridge.steps())
                .extracting(Bridge.Step::cause, Bridge.Step::change)
                .containsExactly(tuple(Cause.BASIS, -1L), tuple(Cause.MONTHS, -2L));

        var across = bridge(question("lasting", END, null), question("announced", END, null));
        assertThat(across.steps())
                .extracting(Bridge.Step::cause, Bridge.Step::measure, Bridge.Step::change)
                .containsExactly(
                        tuple(Cause.MEASURE, Measure.TRAINEES, 8L),
                        tuple(Cause.BASIS, Measure.JOBS, 1L),
                        tuple(Cause.MONTHS, Measure.JOBS, 2L));
        assertThat(across.before().quantity()).isEqualTo(4);
        assertThat(across.after().quantity()).isEqualTo(15);
    }

    @Test
    void between_two_instants_says_what_was_recorded_disclosed_taken_back_and_better_known_since() {
        var recorded = record(jobs(1), jobs(2).basis(Basis.PLEDGED), jobs(4));
        as(() -> ledger.disclose(book));
        var then = as(() -> ledger.now(book)).at();
        record(jobs(8));
        as(() -> ledger.reverse(recorded.get(2), "오기"));
        as(() -> ledger.attest(recorded.get(1), Basis.VERIFIED, null, "이력"));
        as(() -> ledger.disclose(book));
        record(jobs(16));

        assertThat(bridge(question("realised", END, then), question("realised", END, null))
                        .steps())
                .extracting(Bridge.Step::cause, Bridge.Step::change)
                .containsExactly(
                        tuple(Cause.TAKEN_BACK, -4L),
                        tuple(Cause.RECORDED, 16L),
                        tuple(Cause.DISCLOSED, 8L),
                        tuple(Cause.BASIS, 2L));
        var question = Access.as(
                Viewer.PUBLIC,
                () -> figures.question(
                        book,
                        new Scope.InYear(2025),
                        END,
                        null,
                        rules.find("realised").orElseThrow()));
        assertThat(Access.as(Viewer.PUBLIC, () -> figures.bridge(question("realised", END, then), question))
                        .steps())
                .extracting(Bridge.Step::cause)
                .doesNotContain(Cause.RECORDED);
    }

    @Test
    void between_two_days_says_what_occurred_in_between_and_whose_turn_it_is() {
        var somebody = UUID.randomUUID();
        record(
                jobs(1).lasting(12, "40").of(somebody).during("2025-02-01", "2025-02-28"),
                jobs(1).lasting(12, "40").of(somebody).during("2025-06-01", "2025-06-30"),
                jobs(6).lasting(12, "40").during("2025-07-01", "2025-07-31"));

        var bridge = bridge(question("lasting", LocalDate.of(2025, 6, 30), null), question("lasting", END, null));
        assertThat(bridge.steps())
                .extracting(Bridge.Step::cause, Bridge.Step::change)
                .containsExactly(tuple(Cause.OCCURRED, 6L));
        assertThat(bridge.before().quantity()).isEqualTo(1);
    }

    @Test
    void leads_only_between_figures_of_one_book_and_scope() {
        var question = question("strict", END, null);
        assertThatThrownBy(() -> bridge(question, question.with(new Scope.InYear(2024))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Bridge bridge(Question from, Question to) {
        return as(() -> figures.bridge(from, to));
    }

    private Question question(String rule, LocalDate asOf, @Nullable Instant knownAt) {
        return as(() -> figures.question(
                book, new Scope.InYear(2025), asOf, knownAt, rules.find(rule).orElseThrow()));
    }

    private List<EntryId> record(Entries... entries) {
        return record(Arrays.stream(entries).map(Entries::entry).toList());
    }

    private List<EntryId> record(List<NewEntry> entries) {
        return ((Recording.Recorded) as(() -> ledger.record(book, entries, new Origin.Form()))).entries();
    }

    private static <T> T as(java.util.concurrent.Callable<T> work) {
        return Access.as(Viewer.PRODUCT, work);
    }
}
