package dure.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.TestBooks;
import dure.TestDatabase;
import dure.region.MunicipalityCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DureTest
class WritingTheAccessLog {
    @Autowired
    AccessLog log;

    @Autowired
    AccessLogStore store;

    @Autowired
    TestBooks books;

    @Autowired
    TestDatabase database;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void chains_every_row_to_the_one_before_it() {
        var place = place();
        write(place, 3);
        assertThat(verify(place)).isInstanceOfSatisfying(Verification.Whole.class, whole -> {
            assertThat(whole.rows()).isEqualTo(3);
            assertThat(whole.position()).isEqualTo(3);
        });
        var rows = rows(place);
        assertThat(rows.getFirst().previous()).isEqualTo(rows.get(1).hash());
        assertThat(rows.getLast().previous()).isEqualTo(LogRow.BEGINNING);
        assertThat(rows.getFirst().persons()).hasSize(1);
    }

    @Test
    void takes_words_of_every_kind_into_the_hash_as_the_database_does() {
        var place = place();
        as(place, () -> {
            log.write(Deed.of(Action.DOWNLOAD, place)
                    .about(List.of(UUID.randomUUID(), UUID.randomUUID()))
                    .because("감사 – 12:3\n-둘째 줄 😀")
                    .detail("a:b-"));
            return null;
        });
        assertThat(verify(place)).isInstanceOf(Verification.Whole.class);
    }

    @Test
    void stays_whole_while_many_write_at_once() throws Exception {
        var place = place();
        try (var writers = Executors.newFixedThreadPool(8)) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < 8; i++) {
                all.add(writers.submit(() -> write(place, 25)));
            }
            for (var one : all) {
                one.get();
            }
        }
        assertThat(verify(place))
                .isInstanceOfSatisfying(
                        Verification.Whole.class,
                        whole -> assertThat(whole.rows()).isEqualTo(200));
    }

    @Test
    void leaves_no_gap_where_a_deed_was_taken_back() {
        var place = place();
        write(place, 1);
        as(
                place,
                () -> new TransactionTemplate(transactions).<Object>execute(status -> {
                    log.write(Deed.of(Action.WRITE, place));
                    status.setRollbackOnly();
                    return null;
                }));
        write(place, 1);
        assertThat(verify(place))
                .isInstanceOfSatisfying(
                        Verification.Whole.class,
                        whole -> assertThat(whole.rows()).isEqualTo(2));
    }

    @Test
    void tells_the_first_row_that_was_changed() throws SQLException {
        var place = place();
        write(place, 5);
        past("update access_log set detail = 'nothing' where chain = '%s' and position = 3", place);
        assertThat(verify(place)).isEqualTo(broken(place, 3, Verification.Fault.CHANGED));
    }

    @Test
    void tells_where_a_row_was_taken_out() throws SQLException {
        var place = place();
        write(place, 5);
        past("delete from access_log where chain = '%s' and position = 3", place);
        assertThat(verify(place)).isEqualTo(broken(place, 3, Verification.Fault.MISSING));
    }

    @Test
    void tells_that_the_first_rows_were_taken_out() throws SQLException {
        var place = place();
        write(place, 5);
        past("delete from access_log where chain = '%s' and position < 3", place);
        assertThat(verify(place)).isEqualTo(broken(place, 1, Verification.Fault.UNSEALED));
    }

    @Test
    void tells_that_the_last_rows_were_taken_out() throws SQLException {
        var place = place();
        write(place, 5);
        past("delete from access_log where chain = '%s' and position > 3", place);
        assertThat(verify(place)).isEqualTo(broken(place, 4, Verification.Fault.CUT_SHORT));
    }

    @Test
    void tells_a_row_that_was_changed_together_with_its_hash() throws SQLException {
        var place = place();
        write(place, 5);
        past("update access_log set detail = 'nothing' where chain = '%s' and position = 3", place);
        past("update access_log l set hash = access_log_hash(l) where chain = '%s' and position = 3", place);
        assertThat(verify(place)).isEqualTo(broken(place, 4, Verification.Fault.UNLINKED));
    }

    @Test
    void cannot_choose_its_place_or_hash() throws SQLException {
        try (var connection = database.asApplication()) {
            TestDatabase.bind(connection, "*", "*");
            for (var column : List.of("position", "hash", "previous", "chain")) {
                assertThatThrownBy(() -> run(
                                connection,
                                "insert into access_log (at, action, " + column + ") values (now(), 'WRITE', null)"))
                        .hasMessageContaining("permission denied");
            }
            assertThatThrownBy(() -> run(connection, "update access_log_head set position = 0"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void shows_each_municipality_its_own_rows_only() {
        var ours = place();
        var theirs = place();
        write(ours, 2);
        write(theirs, 3);
        assertThat(as(ours, () -> log.find(question(ours), 0, 10)).count()).isEqualTo(2);
        for (var other : java.util.Arrays.asList(theirs, null)) {
            assertThatThrownBy(() -> as(ours, () -> log.find(question(other), 0, 10)))
                    .isInstanceOf(org.springframework.security.access.AccessDeniedException.class);
        }
        // and where the code forgot to ask:
        long seen = as(
                ours,
                () -> new TransactionTemplate(transactions)
                        .execute(status -> store.count(question(theirs)) + store.count(question(null))));
        assertThat(seen).isZero();
    }

    @Test
    void keeps_rows_for_two_years_and_seals_where_older_ones_were() throws SQLException {
        var place = place();
        assertThatThrownBy(() -> Access.as(Viewer.PRODUCT, () -> log.removeOlderThan(23)))
                .hasMessageContaining("24 months");
        try (var owner = database.asOwner()) {
            run(owner, "set dure.access_log = '*'");
            for (var age : List.of("40 months", "30 months", "20 months")) {
                run(
                        owner,
                        "insert into access_log (at, action, municipality) values (now() - interval '%s', 'WRITE', '%s')"
                                .formatted(age, place));
            }
            assertThatThrownBy(() -> run(owner, "delete from access_log where chain = '%s'".formatted(place)))
                    .hasMessageContaining("append-only");
        }
        Access.as(Viewer.PRODUCT, () -> log.removeOlderThan(24));
        assertThat(rows(place)).extracting(LogRow::position).containsExactly(4L, 3L);
        assertThat(rows(place).getFirst().action()).isEqualTo(Action.LOG_REMOVED.name());
        assertThat(verify(place)).isInstanceOfSatisfying(Verification.Whole.class, whole -> {
            assertThat(whole.sealedUntil()).isEqualTo(2);
            assertThat(whole.rows()).isEqualTo(2);
        });
        write(place, 1);
        assertThat(verify(place)).isInstanceOf(Verification.Whole.class);
    }

    private static Verification broken(MunicipalityCode place, long position, Verification.Fault fault) {
        return new Verification.Broken(place.value(), position, null, fault);
    }

    private Verification verify(MunicipalityCode place) {
        return switch (as(place, () -> log.verify(place))) {
            case Verification.Broken broken ->
                new Verification.Broken(broken.chain(), broken.position(), null, broken.fault());
            case Verification.Whole whole -> whole;
        };
    }

    private List<LogRow> rows(MunicipalityCode place) {
        return as(place, () -> log.find(question(place), 0, 100)).rows();
    }

    private static AccessLog.Question question(MunicipalityCode place) {
        return new AccessLog.Question(place, null, null, null, null, null);
    }

    private void write(MunicipalityCode place, int times) {
        as(place, () -> {
            for (int i = 0; i < times; i++) {
                log.write(Deed.of(Action.READ_PERSON, place)
                        .about(UUID.randomUUID())
                        .because("상담"));
            }
            return null;
        });
    }

    private MunicipalityCode place() {
        return books.next().municipality();
    }

    private static <T> T as(MunicipalityCode place, java.util.concurrent.Callable<T> work) {
        return Access.as(Viewer.acting("Tester", null, Set.of(Role.AUDITOR), Reach.of(Set.of(place))), work);
    }

    /** Past every trigger, as whoever has the server in his hands could. */
    private void past(String sql, MunicipalityCode place) throws SQLException {
        try (var connection = database.asSuperuser()) {
            run(connection, "set session_replication_role = replica");
            run(connection, sql.formatted(place));
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
