package dure.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.TestBooks;
import dure.TestDatabase;
import dure.console.CannotStart;
import dure.console.Console;
import dure.database.ExternalServer;
import dure.database.WholeDatabase;
import dure.ledger.Ledger;
import dure.ledger.LedgerProof;
import dure.ledger.WrittenBook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

/** Of the application that the tests share, while it runs: samples, and whatever other tests have written. */
@DureTest
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakingABackupAndPuttingItBack {
    @TempDir
    static Path directory;

    @Autowired
    Console console;

    @Autowired
    Clock clock;

    @Autowired
    Environment application;

    @Autowired
    TestDatabase database;

    @Autowired
    TestBooks books;

    @Autowired
    Ledger ledger;

    Path key;
    Archive open;
    Archive sealed;
    Manifest manifest;
    MockEnvironment restored;

    @BeforeAll
    void back_up_the_running_application() throws Exception {
        key = directory.resolve("key");
        Key.make(key);
        WrittenBook.in(ledger, books.next());
        open = new Archive(directory.resolve("open.zip"), null);
        sealed = new Archive(directory.resolve("sealed.dure"), Key.in(key));
        // By processes of their own, as an operator would: one that reads the lock's file in this one would lose us the
        // lock.
        assertThat(command("unlimited", "backup", open.file())).contains("Backed up", "is not encrypted", "exit 0");
        assertThat(command("unlimited", "backup", sealed.file(), "--dure.backup.key-file=" + key))
                .contains("Backed up", "exit 0")
                .doesNotContain("not encrypted");
        manifest = sealed.checked();
        restored = elsewhere("restored");
        restore(restored, sealed.file(), key, false);
    }

    // ---- whole -----------------------------------------------------------------------------------------------------

    @Test
    void gives_an_installation_of_which_every_table_sequence_and_digest_is_the_same(CapturedOutput said)
            throws Exception {
        // it is a database like any other: at rest, its server is started for the purpose
        var again = backup(restored, directory.resolve("again.zip"), null);
        assertThat(again.tables()).isEqualTo(manifest.tables());
        assertThat(again.sequences()).isEqualTo(manifest.sequences());
        assertThat(again.ledger()).isEqualTo(manifest.ledger());
        assertThat(again.plans()).isEqualTo(manifest.plans());
        assertThat(manifest.ledger().books()).anySatisfy(book -> {
            assertThat(book.entries()).isPositive();
            assertThat(book.disclosedPosition()).isPositive();
        });
        BackupCommand.verify(restored, new BackupSettings(null, null, null, false), console, clock);
        assertThat(said).contains("소계가 모든 기재와 맞습니다");
    }

    @Test
    void holds_every_table_but_those_with_a_reason() throws SQLException {
        try (var owner = database.asOwner()) {
            var all = TestDatabase.column(owner, """
                    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'""");
            assertThat(Stream.concat(
                            manifest.tables().stream().map(Manifest.Table::name), manifest.leftOut().keySet().stream()))
                    .containsExactlyInAnyOrderElementsOf(all);
            assertThat(all).containsAll(Catalogue.LEFT_OUT.keySet());
            // or a restore could not fill in what refers to it
            assertThat(TestDatabase.column(owner, """
                    select r.relname || ' refers to ' || f.relname from pg_constraint c
                        join pg_class r on r.oid = c.conrelid join pg_class f on f.oid = c.confrelid
                    where c.contype = 'f' and f.relname in ('%1$s') and r.relname not in ('%1$s')""".formatted(
                                    String.join("','", manifest.leftOut().keySet()))))
                    .isEmpty();
        }
    }

    @Test
    void leaves_guards_awake_in_what_it_restores() throws Exception {
        var shape = """
                select string_agg(concat(relname, relrowsecurity, relforcerowsecurity), ' ' order by relname) ||
                    (select string_agg(concat(tgname, tgenabled, tgrelid::regclass), ' ' order by tgname, tgrelid::regclass::text)
                        from pg_trigger where not tgisinternal)
                from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'""";
        try (var there = WholeDatabase.reach(restored, clock);
                var ours = database.asOwner();
                var theirs = there.connectAsOwner()) {
            assertThat(TestDatabase.column(theirs, shape)).isEqualTo(TestDatabase.column(ours, shape));
            assertThatThrownBy(() -> theirs.createStatement().execute("delete from entry"))
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void is_for_its_owners_eyes_and_overwrites_nothing() throws Exception {
        for (var archive : List.of(open, sealed)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive.file())))
                    .isEqualTo("rw-------");
            assertRefused("backup.file-exists", () -> backup(restored, archive.file(), null));
        }
        assertThat(new String(Files.readAllBytes(sealed.file()), StandardCharsets.ISO_8859_1))
                .doesNotContain("manifest", "30170");
    }

    /** A full disk is played by a limit on the size of files: to the writer it is the same. */
    @Test
    void leaves_nothing_where_the_disk_is_full_and_says_so_as_a_command() throws Exception {
        var place = Files.createDirectories(directory.resolve("full"));
        assertThat(command("8", "backup", place.resolve("backup.zip")))
                .contains("exit 1", "could not be written", "File too large", "has been deleted")
                .doesNotContain("\tat ");
        assertThat(place).isEmptyDirectory();
    }

    /** As a process of its own, which may write files of so many kilobytes; what it says, and how it ends. */
    private String command(String kilobytes, String command, Path file, String... more) throws Exception {
        var line = new ArrayList<>(List.of(
                "bash",
                "-c",
                "ulimit -f " + kilobytes + "; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "dure.backup.BackupCommand",
                "--dure.command=" + command,
                "--dure.language=en",
                "--dure.data="
                        + Path.of(application.getRequiredProperty("dure.data")).toAbsolutePath(),
                "--dure.backup.file=" + file,
                "--logging.threshold.console=off"));
        line.addAll(List.of(more));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + process.waitFor();
    }

    /** So that a figure which somebody changed past the guards does not stay unseen. */
    @Test
    void finds_a_tally_and_a_line_that_were_changed_by_an_administrator() throws Exception {
        var elsewhere = elsewhere("changed");
        restore(elsewhere, open.file(), null, false);
        try (var reached = WholeDatabase.reach(elsewhere, clock);
                var administrator = reached.connectToRead();
                var statement = administrator.createStatement()) {
            statement.execute("set session_replication_role = replica"); // no trigger fires
            statement.execute("update entry set label = 'changed' where position = 1");
            statement.execute("update tally set quantity = quantity + 1 where not disclosed");
        }
        var after = backup(elsewhere, directory.resolve("after.zip"), null);
        assertThat(after.ledger()).isNotEqualTo(manifest.ledger());
        assertRefused(
                "backup.tallies-differ",
                () -> BackupCommand.verify(elsewhere, new BackupSettings(null, null, null, false), console, clock));
    }

    // ---- into what place
    // ---------------------------------------------------------------------------------------------

    @Test
    void goes_over_no_database_unless_told_and_then_keeps_the_one_before(CapturedOutput said) throws Exception {
        assertRefused("database.not-empty", () -> restore(restored, open.file(), null, false));
        restore(restored, open.file(), null, true);
        assertThat(said).contains("entry: ", "같음", "복원했습니다").doesNotContain("다름");
        try (var files = Files.list(directory.resolve("restored"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("postgresql")
                    .anyMatch(name -> name.startsWith("postgresql.before-"))
                    .noneMatch(name -> name.startsWith("postgresql.rest"));
        }
    }

    @Test
    void is_finished_by_the_next_start_where_it_was_cut_off_between_the_old_database_and_the_new() throws Exception {
        var place = directory.resolve("restored");
        Files.move(place.resolve("postgresql"), place.resolve("postgresql.restored"));
        BackupCommand.verify(restored, new BackupSettings(null, null, null, false), console, clock);
        assertThat(place.resolve("postgresql")).exists();
        assertThat(place.resolve("postgresql.restored")).doesNotExist();
    }

    @Test
    void does_not_touch_an_application_that_runs() throws Exception {
        assertThat(command("unlimited", "restore", open.file(), "--dure.backup.replace=true"))
                .contains("exit 1", "is in use", application.getRequiredProperty("dure.data"));
    }

    @Test
    void says_so_where_there_is_nothing_to_back_up() {
        assertRefused("database.nothing-there", () -> backup(elsewhere("nothing"), directory.resolve("none"), null));
    }

    // ---- an external server
    // --------------------------------------------------------------------------------------------

    @Test
    void moves_to_an_external_server_and_back_by_an_ordinary_owner() throws Exception {
        try (var server = new ExternalServer(directory.resolve("external"))) {
            var external = elsewhere("beside-external")
                    .withProperty("spring.datasource.url", server.url())
                    .withProperty("spring.datasource.username", "office")
                    .withProperty("spring.datasource.password", "p1");
            assertRefused(
                    "backup.ledger-differs",
                    () -> restore(external, lying("lying-external.zip").file(), null, false));
            assertThat(server.ask("select count(*) from pg_class where relnamespace = 'public'::regnamespace"))
                    .isEqualTo("0"); // as it was before
            restore(external, open.file(), null, false);
            assertRefused("database.external-not-empty", () -> restore(external, open.file(), null, true));
            var back = backup(external, directory.resolve("back.zip"), null);
            assertThat(back.tables()).isEqualTo(manifest.tables());
            assertThat(back.ledger()).isEqualTo(manifest.ledger());
            BackupCommand.verify(external, new BackupSettings(null, null, null, false), console, clock);

            // what the owner cannot see whole, it does not back up in part
            server.asOffice("create policy some_rows on goal as restrictive using (no > 1)");
            assertThatThrownBy(() -> backup(external, directory.resolve("part.zip"), null))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("backup.rows-hidden")
                    .hasMessageContaining("goal");
            assertThat(directory.resolve("part.zip")).doesNotExist();
        }
    }

    // ---- planted faults
    // --------------------------------------------------------------------------------------------------

    @Test
    void notices_any_flipped_byte() throws Exception {
        var random = new Random(20261125);
        for (var archive : List.of(open, sealed)) {
            var bytes = Files.readAllBytes(archive.file());
            for (int round = 0; round < (archive.key() == null ? 60 : 8); round++) {
                var at = round == 0 ? bytes.length - 1 : random.nextInt(bytes.length);
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                var flipped = Files.write(directory.resolve("flipped"), bytes);
                assertThatThrownBy(() -> new Archive(flipped, archive.key()).checked())
                        .as("byte %d", at)
                        .isInstanceOf(CannotStart.class);
                bytes = Files.readAllBytes(archive.file());
            }
        }
    }

    @Test
    void notices_an_end_that_is_missing() throws Exception {
        for (var archive : List.of(open, sealed)) {
            var bytes = Files.readAllBytes(archive.file());
            for (int length : List.of(0, 3, 40, 65_600, bytes.length / 2, bytes.length - 65, bytes.length - 1)) {
                var cut = Files.write(directory.resolve("cut"), Arrays.copyOf(bytes, length));
                assertThatThrownBy(() -> new Archive(cut, archive.key()).checked())
                        .as("%d of %d", length, bytes.length)
                        .isInstanceOf(CannotStart.class);
            }
        }
    }

    @Test
    void notices_chunks_that_were_left_out_or_changed_places() throws Exception {
        int head = Sealed.MARK.length + Key.SALT_BYTES + 16;
        int chunk = (1 << 16) + 16;
        var written = new ByteArrayOutputStream();
        try (var out = new Sealed.Out(written, sealed.key())) {
            out.write(new byte[5 << 16]);
        }
        var bytes = written.toByteArray();
        assertThat(opened(bytes)).isEqualTo(new byte[5 << 16]);
        var without = new byte[bytes.length - chunk];
        System.arraycopy(bytes, 0, without, 0, head + chunk);
        System.arraycopy(bytes, head + 2 * chunk, without, head + chunk, bytes.length - head - 2 * chunk);
        var swapped = bytes.clone();
        System.arraycopy(bytes, head, swapped, head + chunk, chunk);
        System.arraycopy(bytes, head + chunk, swapped, head, chunk);
        var ending = Arrays.copyOf(bytes, head + 2 * chunk); // at the end of a chunk
        for (var wrong : List.of(without, swapped, ending)) {
            assertThatThrownBy(() -> opened(wrong)).isInstanceOf(CannotStart.class);
        }
    }

    private byte[] opened(byte[] bytes) throws IOException {
        var in = new ByteArrayInputStream(bytes);
        in.skipNBytes(Sealed.MARK.length);
        return new Sealed.In(in, sealed.key(), "in memory").readAllBytes();
    }

    @Test
    void refuses_a_wrong_key_and_none_and_one_that_can_be_guessed() throws Exception {
        var other = directory.resolve("other-key");
        Key.make(other);
        assertRefused("backup.wrong-key", () -> restore(elsewhere("wrong-key"), sealed.file(), other, false));
        assertRefused("backup.key-needed", () -> restore(elsewhere("no-key"), sealed.file(), null, false));
        assertRefused("backup.key-length", () -> Key.in(Files.writeString(directory.resolve("short"), "hunter2\n")));
        assertThat(directory.resolve("wrong-key").resolve("postgresql")).doesNotExist();
    }

    @Test
    void refuses_what_a_hand_that_knew_how_has_changed() throws Exception {
        assertRefused("backup.table-missing", forged("missing.zip", one -> one, tables -> tables.remove("goal")));
        assertRefused(
                "backup.table-unlisted",
                forged("unlisted.zip", one -> one, tables -> tables.put("another", new byte[0])));
        assertRefused(
                "backup.rows-differ",
                forged(
                        "fewer.zip",
                        one -> one,
                        tables -> tables.compute(
                                "goal",
                                (name, rows) -> new String(rows)
                                        .replaceFirst("^.*\n", "")
                                        .getBytes())));
        assertRefused(
                "backup.rows-differ",
                forged(
                        "counted.zip",
                        one -> table(
                                one,
                                "goal",
                                of -> new Manifest.Table(
                                        of.name(), of.columns(), of.rows() + 1, of.bytes(), of.sha256())),
                        tables -> {}));
        assertRefused(
                "backup.table-damaged",
                forged(
                        "changed.zip",
                        one -> one,
                        tables -> tables.compute("plan", (name, rows) -> {
                            rows[rows.length / 2] ^= 1;
                            return rows;
                        })));
    }

    @Test
    void refuses_an_archive_of_a_dure_that_is_newer() throws Exception {
        assertRefused(
                "backup.of-the-future",
                forged(
                        "future.zip",
                        one -> {
                            var migrations = new ArrayList<>(one.migrations());
                            migrations.add(new Manifest.Migration("999", "of the future", 7));
                            return Archives.with(one, migrations, one.tables());
                        },
                        tables -> {}));
        assertRefused(
                "backup.other-format",
                forged(
                        "format.zip",
                        one -> new Manifest(
                                2,
                                "9.0",
                                one.postgresql(),
                                one.takenAt(),
                                one.migrations(),
                                one.tables(),
                                one.sequences(),
                                one.leftOut(),
                                one.ledger(),
                                one.plans()),
                        tables -> {}));
    }

    @Test
    void leaves_nothing_where_what_was_restored_does_not_equal_the_archive() throws Exception {
        var elsewhere = elsewhere("unequal");
        // sound in itself, but PostgreSQL reads "false" and writes "f"
        var otherWords = Archives.rewritten(
                open, directory.resolve("words.zip"), "goal", rows -> rows.replace("\tf\t", "\tfalse\t"));
        assertRefused("backup.not-equal", () -> restore(elsewhere, otherWords.file(), null, false));
        assertThat(directory.resolve("unequal").resolve("postgresql")).doesNotExist();
        assertThat(directory.resolve("unequal").resolve("postgresql.restoring")).doesNotExist();
    }

    /** Says of the ledger something other than what its tables hold. */
    private Archive lying(String name) throws SQLException {
        return forged(
                name,
                one -> new Manifest(
                        one.format(),
                        one.dure(),
                        one.postgresql(),
                        one.takenAt(),
                        one.migrations(),
                        one.tables(),
                        one.sequences(),
                        one.leftOut(),
                        new LedgerProof(
                                one.ledger().form(),
                                one.ledger()
                                        .books()
                                        .subList(1, one.ledger().books().size())),
                        one.plans()),
                tables -> {});
    }

    // ---- the means
    // -------------------------------------------------------------------------------------------------------

    private MockEnvironment elsewhere(String name) {
        return new MockEnvironment()
                .withProperty("dure.data", directory.resolve(name).toString())
                .withProperty("dure.database.unpacked", ExternalServer.UNPACKED.toString());
    }

    private Manifest backup(Environment settings, Path to, @Nullable Path key) throws IOException, SQLException {
        return BackupCommand.backup(settings, new BackupSettings(to, key, null, false), console, clock, "test");
    }

    private void restore(Environment settings, Path from, @Nullable Path key, boolean replace)
            throws IOException, SQLException {
        BackupCommand.restore(settings, new BackupSettings(from, key, null, replace), console, clock);
    }

    private Archive forged(String name, UnaryOperator<Manifest> manifest, Consumer<Map<String, byte[]>> tables)
            throws SQLException {
        return Archives.forged(open, directory.resolve(name), manifest, tables);
    }

    private static Manifest table(Manifest of, String name, UnaryOperator<Manifest.Table> change) {
        return Archives.with(
                of,
                of.migrations(),
                of.tables().stream()
                        .map(table -> table.name().equals(name) ? change.apply(table) : table)
                        .toList());
    }

    private void assertRefused(String key, Archive forged) {
        assertRefused(key, () -> restore(elsewhere("refused"), forged.file(), null, false));
        assertThat(directory.resolve("refused").resolve("postgresql")).doesNotExist();
    }

    private static void assertRefused(String key, ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOf(CannotStart.class).hasMessageStartingWith(key + " ");
    }
}
