package dure.ledger;

import static dure.TestDatabase.bind;
import static dure.TestDatabase.column;
import static dure.ledger.Entries.jobs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.TestBooks;
import dure.TestDatabase;
import dure.access.Access;
import dure.access.Viewer;
import dure.region.Book;
import dure.region.Terms;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Sums that are kept beside the entries say at every moment, to every viewer, what the entries say. */
@DureTest
class TalliesOfTheLedger {
    private static final LocalDate FIRST = AnyEntry.FIRST;
    private static final int DAYS = AnyEntry.DAYS;

    @Autowired
    Ledger ledger;

    @Autowired
    Figures figures;

    @Autowired
    FigureStore store;

    @Autowired
    Rules rules;

    @Autowired
    Terms terms;

    TransactionTemplate transaction = new TransactionTemplate();

    /** That of the application: the template that could be injected is the sessions', and binds nobody. */
    @Autowired
    void transactions(org.springframework.transaction.PlatformTransactionManager manager) {
        transaction = new TransactionTemplate(manager);
    }

    @Autowired
    TestDatabase database;

    Book book;

    @BeforeEach
    void openBook(@Autowired TestBooks books) {
        book = books.next();
    }

    @RepeatedTest(3)
    void agree_with_the_entries_whatever_is_recorded_taken_back_attested_and_disclosed(RepetitionInfo run)
            throws SQLException {
        var random = new Random(20260701 + run.getCurrentRepetition());
        var written = new ArrayList<EntryId>();
        for (int round = 0; round < 12; round++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> written.addAll(record(random, 1 + random.nextInt(8)));
                case 2 -> written.addAll(record(random, 201 + random.nextInt(200))); // by COPY
                case 3 -> takeBackOrAttest(random, written);
                default -> Access.as(Viewer.PRODUCT, () -> ledger.disclose(book));
            }
            takeBackOrAttest(random, written);
            assertNoDifference();
            for (int question = 0; question < 6; question++) {
                assertSame(random, Viewer.PRODUCT);
                assertSame(random, Viewer.PUBLIC);
            }
        }
    }

    /** The short way and the long one, to the same question. */
    private void assertSame(Random random, Viewer viewer) {
        var rule = random.nextBoolean() ? AnyRule.any(random) : AnyRule.published(rules, random);
        var scope = random.nextInt(3) == 0
                ? new Scope.InTerm(terms.find(7 + random.nextInt(2)).orElseThrow())
                : new Scope.InYear(2022 + random.nextInt(4));
        var asOf = FIRST.plusDays(random.nextInt(DAYS + 100));
        Access.as(
                viewer,
                () -> transaction.execute(status -> {
                    var question = figures.question(book, scope, asOf, null, rule);
                    var tallied = store.summary(question, true);
                    var counted = store.summary(question, false);
                    assertThat(tallied).isEqualTo(counted);
                    assertThat(tallied.total())
                            .isEqualTo(figures.count(question).total());
                    var totals = store.totals(
                            rule, book.dataSet(), List.of(book.municipality()), scope, question.until(), null);
                    assertThat(totals.getOrDefault(book.municipality(), Tally.NONE))
                            .isEqualTo(tallied.total());
                    return null;
                }));
    }

    private void assertNoDifference() throws SQLException {
        try (var connection = database.asApplication()) {
            bind(connection, "", "");
            assertThat(column(connection, "select tally_difference::text from tally_difference"))
                    .isEmpty();
            bind(connection, "*", "");
            assertThat(column(connection, "select tally_difference::text from tally_difference"))
                    .isEmpty();
        }
    }

    @Test
    void would_be_caught_saying_something_else() throws SQLException {
        Access.as(Viewer.PRODUCT, () -> ledger.record(book, List.of(jobs(7).entry()), new Origin.Form()));
        try (var connection = database.asSuperuser()) {
            connection.setAutoCommit(false);
            bind(connection, "*", "");
            connection
                    .createStatement()
                    .execute("update tally set quantity = quantity + 1 where not disclosed and book = (select id from"
                            + " ledger_book where data_set = 'REAL' and municipality = '" + book.municipality() + "')");
            assertThat(column(connection, "select quantity from tally_difference where quantity in (7, 8)"))
                    .contains("7", "8");
            connection.rollback();
        }
    }

    @Test
    void are_written_by_no_other_hand() throws SQLException {
        try (var connection = database.asApplication()) {
            bind(connection, "*", "*");
            for (var sql : List.of(
                    "update tally set quantity = 0",
                    "delete from tally",
                    "insert into tally default values",
                    "select recount_tallies(array[1], array[2025::smallint], array[1])")) {
                assertThatThrownBy(() -> connection.createStatement().execute(sql))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    private void takeBackOrAttest(Random random, List<EntryId> written) {
        for (int i = 0; i < 3 && !written.isEmpty(); i++) {
            var one = written.get(random.nextInt(random.nextBoolean() ? Math.min(4, written.size()) : written.size()));
            var taken = random.nextBoolean();
            var done = Access.as(
                    Viewer.PRODUCT,
                    () -> taken
                            ? ledger.reverse(one, "시험 정정")
                            : ledger.attest(one, Basis.values()[3 + random.nextInt(2)], null, "시험 증빙"));
            if (taken && done instanceof Correction.Done reversal) {
                written.addFirst(reversal.written()); // to be taken back in its turn
            } else if (!taken && done instanceof Correction.Done given && random.nextInt(3) == 0) {
                Access.as(Viewer.PRODUCT, () -> ledger.revoke(given.written(), "시험 취소"));
            }
        }
    }

    private List<EntryId> record(Random random, int count) {
        var entries =
                IntStream.range(0, count).mapToObj(i -> AnyEntry.any(random)).toList();
        var recording = Access.as(Viewer.PRODUCT, () -> ledger.record(book, entries, new Origin.Form()));
        return ((Recording.Recorded) recording).entries();
    }
}
