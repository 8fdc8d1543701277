package dure.backup;

import dure.console.CannotStart;
import dure.console.Console;
import dure.database.WholeDatabase;
import dure.ledger.LedgerProof;
import dure.plan.PlanProof;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * 복원: an archive into an empty database. The tables are made as they were when it was taken, filled in one transaction
 * with their triggers asleep (they did their work when the rows were first written), read again and compared, and only
 * then migrated onward to what this version of Dure has.
 */
final class Restore {
    private final WholeDatabase database;
    private final Console console;

    Restore(WholeDatabase database, Console console) {
        this.database = database;
        this.console = console;
    }

    /** The archive must be of migrations that this version of Dure has, or had before others. */
    private void know(Archive archive, Manifest manifest) {
        var known = Arrays.stream(database.migrations(null).info().all())
                .filter(one -> one.getVersion() != null)
                .map(Backup::migration)
                .collect(Collectors.toSet());
        for (var migration : manifest.migrations()) {
            if (!known.contains(migration)) {
                throw new CannotStart(
                        "backup.of-the-future",
                        archive.file().toString(),
                        manifest.dure(),
                        "V" + migration.version() + " " + migration.description());
            }
        }
    }

    /** @param manifest as {@link Archive#checked()} returned it */
    void from(Archive archive, Manifest manifest) throws SQLException {
        know(archive, manifest);
        console.say("backup.migrating", manifest.version());
        database.migrations(manifest.version()).migrate();
        var made = Backup.migrations(database);
        if (!new HashSet<>(made).equals(new HashSet<>(manifest.migrations()))) {
            var others = new HashSet<>(made);
            manifest.migrations().forEach(others::remove);
            throw new CannotStart("backup.other-migrations", archive.file().toString(), others.toString());
        }
        try (var connection = database.connectAsOwner()) {
            connection.setAutoCommit(false);
            Catalogue.run(connection, Backup.FORMS);
            var tables = Catalogue.tables(connection);
            agree(archive, manifest, tables, connection);
            loosen(connection, tables);
            load(connection, archive, tables);
            compare(connection, manifest, tables);
            tighten(connection, tables);
            setSequences(connection, manifest);
            connection.commit();
        }
        database.migrations(null).migrate();
        prove(archive, manifest);
    }

    /** Nothing is asked of the database in an archive's words: they must be the ones that it has. */
    private static void agree(Archive archive, Manifest manifest, List<Relation> tables, Connection connection)
            throws SQLException {
        var theirs =
                manifest.tables().stream().collect(Collectors.toMap(Manifest.Table::name, Manifest.Table::columns));
        var ours = tables.stream().collect(Collectors.toMap(Relation::name, Relation::columns));
        if (!theirs.equals(ours)) {
            var differing = new HashSet<>(theirs.entrySet());
            differing.addAll(ours.entrySet());
            differing.removeIf(one -> one.getValue().equals(theirs.get(one.getKey()))
                    && one.getValue().equals(ours.get(one.getKey())));
            throw new CannotStart(
                    "backup.other-tables",
                    archive.file().toString(),
                    differing.stream()
                            .map(Map.Entry::getKey)
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        var sequences =
                manifest.sequences().stream().map(Manifest.Sequence::name).toList();
        if (!sequences.equals(Catalogue.sequenceNames(connection))) {
            throw new CannotStart("backup.other-tables", archive.file().toString(), sequences.toString());
        }
    }

    /** The owner may, until the end of this transaction, which nobody else sees into. */
    private static void loosen(Connection connection, List<Relation> tables) throws SQLException {
        for (var table : tables) {
            Catalogue.run(connection, "alter table %s disable trigger user".formatted(table.quoted()));
            if (table.forced()) {
                Catalogue.run(connection, "alter table %s no force row level security".formatted(table.quoted()));
            }
        }
        Catalogue.run(connection, "truncate " + Catalogue.emptied(connection));
    }

    private static void tighten(Connection connection, List<Relation> tables) throws SQLException {
        for (var table : tables) {
            Catalogue.run(connection, "alter table %s enable trigger user".formatted(table.quoted()));
            for (var trigger : table.always()) {
                Catalogue.run(connection, "alter table %s enable always trigger %s".formatted(table.quoted(), trigger));
            }
            if (table.forced()) {
                Catalogue.run(connection, "alter table %s force row level security".formatted(table.quoted()));
            }
        }
    }

    /** The archive has them in the order in which they refer to each other. */
    private static void load(Connection connection, Archive archive, List<Relation> tables) throws SQLException {
        var byName = tables.stream().collect(Collectors.toMap(Relation::name, Function.identity()));
        var copies = connection.unwrap(PGConnection.class).getCopyAPI();
        archive.read((name, content) ->
                copies.copyIn(Objects.requireNonNull(byName.get(name)).copyIn(), content));
    }

    /** Read again from the tables, in the order and the form in which the archive was written. */
    private void compare(Connection connection, Manifest manifest, List<Relation> tables) throws SQLException {
        var byName = manifest.tables().stream().collect(Collectors.toMap(Manifest.Table::name, Function.identity()));
        var differing = new ArrayList<String>();
        for (var table : tables) {
            var archived = Objects.requireNonNull(byName.get(table.name()));
            var restored = counted(connection, table);
            console.say(
                    archived.equals(restored) ? "backup.table-equal" : "backup.table-differs",
                    table.name(),
                    archived.rows(),
                    restored.rows(),
                    archived.sha256().substring(0, 12),
                    restored.sha256().substring(0, 12));
            if (!archived.equals(restored)) {
                differing.add(table.name());
            }
        }
        if (!differing.isEmpty()) {
            throw new CannotStart("backup.not-equal", String.join(", ", differing));
        }
    }

    static Manifest.Table counted(Connection connection, Relation table) throws SQLException {
        var counting = new Counting(OutputStream.nullOutputStream());
        try {
            Backup.copy(connection, table, counting);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return counting.of(table);
    }

    /** Only forwards: an archive cannot make two rows get the same number. */
    private static void setSequences(Connection connection, Manifest manifest) throws SQLException {
        try (var set = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
            for (var sequence : manifest.sequences()) {
                set.setString(1, sequence.name());
                set.setLong(2, sequence.value());
                set.setBoolean(3, sequence.called());
                set.execute();
            }
        }
    }

    /** What the ledger and the plans say of themselves, after all migrations. */
    private void prove(Archive archive, Manifest manifest) throws SQLException {
        try (var connection = database.connectToRead()) {
            connection.setAutoCommit(false);
            Catalogue.seeEverything(connection);
            var ledger = LedgerProof.of(connection);
            if (ledger.form() != manifest.ledger().form()) {
                console.say("backup.other-proof", manifest.ledger().form(), ledger.form());
            } else if (!ledger.equals(manifest.ledger())) {
                throw new CannotStart("backup.ledger-differs", archive.file().toString());
            }
            var plans = PlanProof.of(connection);
            if (!plans.equals(manifest.plans())) {
                throw new CannotStart("backup.plans-differ", archive.file().toString());
            }
            Verification.say(console, ledger, plans);
        }
    }
}
