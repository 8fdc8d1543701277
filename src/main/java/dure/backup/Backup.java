package dure.backup;

import dure.console.Console;
import dure.database.WholeDatabase;
import dure.ledger.LedgerProof;
import dure.plan.PlanProof;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationInfo;
import org.postgresql.PGConnection;

/** 백업: one snapshot of the whole database into one archive, while others go on working in it. */
final class Backup {
    private static final Duration SAY_EVERY = Duration.ofSeconds(3);

    /** How values are written: the same on every server, whatever its settings. */
    static final String FORMS = """
            set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601';
            set local bytea_output = 'hex'; set local extra_float_digits = 1; set local statement_timeout = 0;
            set local idle_in_transaction_session_timeout = 0""";

    private final WholeDatabase database;
    private final Console console;
    private final Clock clock;
    private final String version;
    private Instant said;

    Backup(WholeDatabase database, Console console, Clock clock, String version) {
        this.database = database;
        this.console = console;
        this.clock = clock;
        this.version = version;
        this.said = clock.instant();
    }

    Manifest to(Archive archive) throws SQLException {
        var migrations = migrations(database);
        try (var connection = database.connectToRead()) {
            begin(connection);
            Catalogue.run(connection, FORMS);
            Catalogue.seeEverything(connection);
            var tables = Catalogue.tables(connection);
            // Before the first row is read, that no migration of another node comes between two tables.
            Catalogue.run(
                    connection,
                    "lock table only " + tables.stream().map(Relation::quoted).collect(Collectors.joining(", only "))
                            + " in access share mode");
            return archive.write(out -> new Manifest(
                    Manifest.FORMAT,
                    version,
                    connection.getMetaData().getDatabaseProductVersion(),
                    clock.instant(),
                    migrations,
                    copied(connection, tables, out),
                    Catalogue.sequences(connection),
                    Catalogue.leftOut(connection),
                    LedgerProof.of(connection),
                    PlanProof.of(connection)));
        }
    }

    private static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    private List<Manifest.Table> copied(Connection connection, List<Relation> tables, Archive.Tables out)
            throws SQLException, IOException {
        var copies = new ArrayList<Manifest.Table>();
        long rows = 0;
        for (var table : tables) {
            var copy = out.write(table, stream -> copy(connection, table, stream));
            copies.add(copy);
            rows += copy.rows();
            if (Duration.between(said, clock.instant()).compareTo(SAY_EVERY) >= 0) {
                said = clock.instant();
                console.say("backup.progress", copies.size(), tables.size(), rows);
            }
        }
        return List.copyOf(copies);
    }

    static void copy(Connection connection, Relation table, OutputStream to) throws SQLException, IOException {
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut(table.copyOut(), to);
    }

    static List<Manifest.Migration> migrations(WholeDatabase database) {
        return Arrays.stream(database.migrations(null).info().applied())
                .filter(one -> one.getVersion() != null && one.getState().isApplied())
                .map(Backup::migration)
                .toList();
    }

    static Manifest.Migration migration(MigrationInfo one) {
        return new Manifest.Migration(
                one.getVersion().getVersion(), one.getDescription(), one.getChecksum() == null ? 0 : one.getChecksum());
    }
}
