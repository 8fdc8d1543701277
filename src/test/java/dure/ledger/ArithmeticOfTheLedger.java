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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What must hold of figures whatever was written, taken back, brought back and attested, on any day and as of any instant. */
@DureTest
class ArithmeticOfTheLedger {
    private static final Scope YEAR = new Scope.InYear(2025);

    @Autowired
    Ledger ledger;

    @Autowired
    Figures figures;

    @Autowired
    Rules rules;

    @Autowired
    TestBooks books;

    /** A line as plain arithmetic knows it: from when on it counted or did not. */
    private record Known(NewEntry what, List<Instant> turns) {
        boolean counts(LocalDate asOf, Instant at) {
            var turned = turns.stream().filter(turn -> !turn.isAfter(at)).count();
            return turned % 2 == 1 && !what.to().isAfter(asOf);
        }
    }

    @RepeatedTest(2)
    void every_axis_that_divides_adds_up_to_the_total_and_the_total_is_that_of_plain_arithmetic(RepetitionInfo run) {
        var random = new Random(6_000 + run.getCurrentRepetition());
        var book = books.next();
        var lines = new ArrayList<Known>();
        var last = new ArrayList<EntryId>(); // of each line, the last link of its chain
        var instants = new ArrayList<Instant>();
        for (int round = 0; round < 40; round++) {
            if (lines.isEmpty() || random.nextInt(3) > 0) {
                var written = random.ints(1 + random.nextInt(4), 0, 1)
                        .mapToObj(none -> any(random))
                        .toList();
                var recorded = (Recording.Recorded) as(() -> ledger.record(book, written, new Origin.Form()));
                for (int i = 0; i < written.size(); i++) {
                    lines.add(new Known(
                            written.get(i),
                            new ArrayList<>(List.of(recorded.at().at()))));
                    last.add(recorded.entries().get(i));
                }
            } else if (random.nextInt(4) == 0) {
                var which = random.nextInt(lines.size());
                as(() -> ledger.attest(
                        lines.get(which).turns().size() == 1 ? last.get(which) : new EntryId(book, 1),
                        Basis.EVIDENCED,
                        null,
                        "시험"));
            } else {
                var which = random.nextInt(lines.size());
                var done = (Correction.Done) as(() -> ledger.reverse(last.get(which), "시험"));
                last.set(which, done.written());
                lines.get(which).turns().add(as(() -> ledger.now(book)).at());
            }
            instants.add(as(() -> ledger.now(book)).at());
        }
        for (int i = 0; i < 20; i++) {
            var asOf = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(370));
            var at = instants.get(random.nextInt(instants.size()));
            for (var rule : rules.newest()) {
                var count = as(() -> figures.count(figures.question(book, YEAR, asOf, at, rule)));
                var total = count.total();
                assertThat(sum(count.byBasis().values())).isEqualTo(total);
                assertThat(sum(count.bySector().values())).isEqualTo(total);
                assertThat(sum(count.byProgrammeType().values())).isEqualTo(total);
                assertThat(sum(count.byProject().values())).isEqualTo(total);
                assertThat(sum(count.byMonth().values())).isEqualTo(total);
                assertThat(sum(count.byYear().values())).isEqualTo(total);
                var left = sum(count.excluded().stream().map(Excluded::tally).toList());
                assertThat(total.entries() + left.entries())
                        .isEqualTo(lines.stream()
                                .filter(line -> line.counts(asOf, at))
                                .count());
                assertThat(total.quantity() + left.quantity())
                        .isEqualTo(lines.stream()
                                .filter(line -> line.counts(asOf, at))
                                .mapToLong(line -> line.what().quantity().amount())
                                .sum());
            }
        }
    }

    @Test
    void the_order_in_which_lines_arrive_never_matters() {
        var random = new Random(6_100);
        var lines = new ArrayList<NewEntry>();
        for (int i = 0; i < 60; i++) {
            lines.add(any(random));
        }
        var counts = new ArrayList<List<Object>>();
        for (int order = 0; order < 3; order++) {
            var book = books.next();
            for (int from = 0; from < lines.size(); from += 12) {
                var part = lines.subList(from, from + 12);
                as(() -> ledger.record(book, part, new Origin.Form()));
            }
            counts.add(whatItSays(book));
            Collections.shuffle(lines, random);
        }
        assertThat(counts.get(1)).isEqualTo(counts.get(0));
        assertThat(counts.get(2)).isEqualTo(counts.get(0));
    }

    @Test
    void a_late_correction_of_march_leaves_april_to_december_as_they_were_and_the_running_totals_exact() {
        var book = books.next();
        var written = new ArrayList<EntryId>();
        for (int month = 1; month <= 12; month++) {
            var first = LocalDate.of(2025, month, 1);
            var entry = jobs(month * 10L)
                    .during(first.toString(), first.plusMonths(1).minusDays(1).toString())
                    .entry();
            written.addAll(
                    ((Recording.Recorded) as(() -> ledger.record(book, List.of(entry), new Origin.Form()))).entries());
        }
        var rule = rules.find(Rules.DEFAULT).orElseThrow();
        var before = as(() -> figures.count(figures.question(book, YEAR, LocalDate.of(2025, 12, 31), null, rule)));

        as(() -> ledger.reverse(written.get(2), "3월 오기"));
        var right = jobs(37).during("2025-03-01", "2025-03-31").entry();
        as(() -> ledger.record(book, List.of(right), new Origin.Form()));

        var after = as(() -> figures.count(figures.question(book, YEAR, LocalDate.of(2025, 12, 31), null, rule)));
        var running = 0L;
        for (int month = 1; month <= 12; month++) {
            var first = LocalDate.of(2025, month, 1);
            assertThat(after.byMonth().get(first).quantity()).isEqualTo(month == 3 ? 37 : month * 10L);
            running += month == 3 ? 37 : month * 10L;
            var asOf = first.plusMonths(1).minusDays(1);
            assertThat(as(() -> figures.total(figures.question(book, YEAR, asOf, null, rule)))
                            .quantity())
                    .isEqualTo(running);
        }
        assertThat(as(() -> figures.count(figures.question(
                                book,
                                YEAR,
                                LocalDate.of(2025, 12, 31),
                                before.question().known().at(),
                                rule)))
                        .byMonth())
                .isEqualTo(before.byMonth());
    }

    private List<Object> whatItSays(Book book) {
        var says = new ArrayList<>();
        for (var rule : rules.newest()) {
            var count = as(() -> figures.count(figures.question(book, YEAR, LocalDate.of(2025, 12, 31), null, rule)));
            says.add(List.of(
                    count.total(),
                    count.byBasis(),
                    count.bySector(),
                    count.byProgrammeType(),
                    count.byTargetGroup(),
                    count.byMonth(),
                    count.excluded()));
        }
        return says;
    }

    private static Tally sum(Collection<Tally> tallies) {
        return tallies.stream().reduce(Tally.NONE, Tally::plus);
    }

    private static NewEntry any(Random random) {
        var first = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(330));
        var person = random.nextInt(4) == 0;
        var entry = jobs(person ? 1 : 1 + random.nextInt(50))
                .of(random.nextInt(8) == 0 ? Measure.TRAINEES : Measure.JOBS)
                .basis(Basis.values()[random.nextInt(5)])
                .in(Sector.values()[random.nextInt(3)], ProgrammeType.values()[random.nextInt(4)])
                .forGroups(TargetGroup.values()[random.nextInt(4)], TargetGroup.values()[random.nextInt(4)])
                .during(first.toString(), first.plusDays(random.nextInt(30)).toString())
                .lasting(random.nextBoolean() ? null : Integer.valueOf(3 * (1 + random.nextInt(4))), "20");
        return (person ? entry.of(new UUID(0, random.nextInt(6))) : entry).entry();
    }

    private static <T> T as(java.util.function.Supplier<T> what) {
        return Access.as(Viewer.PRODUCT, what::get);
    }
}
