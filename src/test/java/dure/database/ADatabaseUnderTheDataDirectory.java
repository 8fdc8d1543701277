package dure.database;

import static dure.database.Servers.ask;
import static dure.database.Servers.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dure.console.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ADatabaseUnderTheDataDirectory {
    @TempDir
    Path directory;

    Path home;

    @BeforeEach
    void in_a_place_with_blanks_and_hangul() {
        home = directory.resolve("두레 자료").resolve("postgresql");
    }

    @AfterEach
    void leave_no_server_behind() throws IOException {
        if (Files.exists(home.resolve("data").resolve("PG_VERSION"))) {
            serving().forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void keeps_what_was_written_over_a_restart() throws Exception {
        try (var server = Servers.start(home)) {
            write(server);
        }
        assertThat(serving()).isEmpty();
        try (var server = Servers.start(home)) {
            assertThat(read(server)).isEqualTo("kept");
        }
    }

    @Test
    void is_started_again_by_its_keeper_also_where_it_died_before_it_had_written_its_number() throws Exception {
        try (var server = Servers.start(home)) {
            write(server);
            server.keepRunning();
            serving().forEach(ProcessHandle::destroyForcibly);
            Files.writeString(home.resolve("data").resolve("postmaster.pid"), "");
            dure.Running.await("the keeper", java.time.Duration.ofSeconds(30), () -> {
                try {
                    return read(server).equals("kept");
                } catch (Exception e) {
                    return false;
                }
            });
        }
    }

    @Test
    void is_found_alive_and_stopped_when_the_one_that_started_it_was_killed() throws Exception {
        var abandoned = Servers.start(home);
        write(abandoned);
        var left = serving();
        try (var server = Servers.start(home)) {
            assertThat(left).isNotEmpty().doesNotContainAnyElementsOf(serving());
            assertThat(read(server)).isEqualTo("kept");
        }
    }

    @Test
    void recovers_when_its_own_process_was_killed_too() throws Exception {
        var abandoned = Servers.start(home);
        write(abandoned);
        var first =
                ProcessHandle.of(Long.parseLong(pidFile().getFirst().strip())).orElseThrow();
        first.destroyForcibly();
        try (var server = Servers.start(home)) {
            assertThat(read(server)).isEqualTo("kept");
        }
    }

    @Test
    void is_not_stopped_by_a_number_that_belongs_to_another_process_by_now() throws Exception {
        try (var server = Servers.start(home)) {
            write(server);
        }
        Files.writeString(
                home.resolve("data").resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n");
        try (var server = Servers.start(home)) {
            assertThat(read(server)).isEqualTo("kept");
        }
    }

    @Test
    void begins_again_where_a_set_up_was_cut_off() throws Exception {
        var made = Files.createDirectories(home.resolve("data.new"));
        Files.writeString(made.resolve("PG_VERSION"), "18\n");
        Files.writeString(home.resolve("password"), "of the set-up that was cut off");
        try (var server = Servers.start(home)) {
            write(server);
            assertThat(read(server)).isEqualTo("kept");
        }
        assertThat(made).doesNotExist();
    }

    @Test
    void of_another_postgresql_is_refused_untouched() throws IOException {
        var version = Files.createDirectories(home.resolve("data")).resolve("PG_VERSION");
        Files.writeString(version, "17\n");
        assertThatThrownBy(() -> Servers.start(home))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("database.other-version")
                .hasMessageContaining("17");
        assertThat(version).hasContent("17\n");
        Files.delete(version);
    }

    @Test
    void without_its_password_says_which_file_is_missing() throws Exception {
        Servers.start(home).close();
        Files.delete(home.resolve("password"));
        assertThatThrownBy(() -> Servers.start(home))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(home.resolve("password").toString());
    }

    @Test
    void writes_to_the_disk_before_it_says_so_and_checks_what_it_reads() throws Exception {
        try (var server = Servers.start(home)) {
            assertThat(ask(server, "show fsync")).isEqualTo("on");
            assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "show full_page_writes")).isEqualTo("on");
            assertThat(ask(server, "show data_checksums")).isEqualTo("on");
        }
    }

    @Test
    void listens_to_this_machine_only_and_keeps_its_password_to_itself() throws Exception {
        try (var server = Servers.start(home)) {
            assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "show unix_socket_directories")).isEmpty();
            assertThat(ask(server, "show password_encryption")).isEqualTo("scram-sha-256");
            assertThat(ask(server, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"))
                    .isEqualTo("0");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.data())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void sorts_as_korean_does() throws Exception {
        try (var server = Servers.start(home)) {
            assertThat(ask(server, "select string_agg(n, '' order by n) from unnest(array['하', 'Z', '각', '가', '1']) n"))
                    .isEqualTo("1가각하Z");
        }
    }

    @Test
    void runs_for_root_as_the_user_nobody_where_namespaces_are_not_allowed() throws Exception {
        assumeTrue(ServerUser.isRoot());
        // below /tmp every directory of the test's own is closed to others, so they are opened up to the data
        Files.createDirectories(home);
        for (var path : List.of(directory, directory.resolve("두레 자료"), home)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
        }
        try (var server = Servers.start(home, ServerUser.ANOTHER)) {
            write(server);
            assertThat(Files.getAttribute(server.data(), "unix:uid")).isEqualTo(65534);
        }
        try (var server = Servers.start(home, ServerUser.ANOTHER)) {
            assertThat(read(server)).isEqualTo("kept");
        }
    }

    @Test
    void that_the_user_nobody_cannot_reach_says_so() throws IOException {
        assumeTrue(ServerUser.isRoot());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(() -> Servers.start(home, ServerUser.ANOTHER))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("database.not-reachable");
    }

    @Test
    void comes_with_the_programs_that_the_build_names() throws IOException {
        var archive = Binaries.class.getResource("/postgres-linux-x86_64.txz");
        assertThat(String.valueOf(archive)).contains("-" + Binaries.VERSION + ".jar");
    }

    private void write(DatabaseServer server) throws SQLException {
        execute(server, "dure_owner", "create table kept (word text)", "insert into kept values ('kept')");
    }

    private String read(DatabaseServer server) throws SQLException {
        return ask(server, "select word from kept");
    }

    private List<String> pidFile() throws IOException {
        return Files.readAllLines(home.resolve("data").resolve("postmaster.pid"));
    }

    private List<ProcessHandle> serving() throws IOException {
        return DatabaseServer.serving(home.resolve("data"));
    }
}
