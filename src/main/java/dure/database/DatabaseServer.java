package dure.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * A durable PostgreSQL under the data directory: real files, fsync on, checksums, SCRAM, listening on the loopback
 * address only. It survives a restart and kill -9 of either side: an orphan is found and stopped at the next start.
 * PostgreSQL refuses to run as root, so a root user's server runs in a user namespace, or as nobody.
 */
final class DatabaseServer implements AutoCloseable {
    static final String VERSION = "18.6.0";

    private static final Logger log = LoggerFactory.getLogger(DatabaseServer.class);
    private static final int STEP_SECONDS = 60;
    private static final String NOBODY = "65534";

    private final Path home;
    private final Path data;
    private final Path binaries;
    private final List<String> prefix;
    private final int port;
    private final String password;

    DatabaseServer(Path home) {
        this.home = home.toAbsolutePath();
        this.data = this.home.resolve("data");
        try {
            Files.createDirectories(this.home);
            binaries = unpack();
            prefix = withoutRoot();
            var fresh = !Files.exists(data.resolve("PG_VERSION"));
            password = fresh ? newPassword() : Files.readString(passwordFile()).strip();
            if (prefix.contains("setpriv")) {
                run(List.of(), "chown", "-R", NOBODY + ":" + NOBODY, this.home.toString());
            }
            if (fresh) {
                initialise();
            }
            stopOrphan();
            port = freePort();
            start();
            if (fresh) {
                createDatabase();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The database under " + home + " could not be started", e);
        } catch (SQLException e) {
            throw new IllegalStateException("The database under " + home + " could not be set up", e);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/dure";
    }

    String password() {
        return password;
    }

    @Override
    public void close() {
        run(prefix, program("pg_ctl"), "-D", data.toString(), "-m", "fast", "-w", "stop");
    }

    private Path passwordFile() {
        return home.resolve("password");
    }

    private String newPassword() throws IOException {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        var password = HexFormat.of().formatHex(bytes);
        Files.deleteIfExists(passwordFile());
        Files.createFile(
                passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile(), password);
        return password;
    }

    private void initialise() {
        // A cluster that initdb did not finish has no PG_VERSION or no password that works: begin again from nothing.
        run(List.of(), "rm", "-rf", data.toString());
        run(
                prefix,
                program("initdb"),
                "-D",
                data.toString(),
                "-U",
                "postgres",
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile(),
                "-E",
                "UTF8",
                "--locale-provider=icu",
                "--icu-locale=ko-KR",
                "--locale=C.UTF-8",
                "--data-checksums");
    }

    private void start() {
        run(
                prefix,
                program("pg_ctl"),
                "-D",
                data.toString(),
                "-l",
                home.resolve("postgres.log").toString(),
                "-w",
                "-t",
                String.valueOf(STEP_SECONDS),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60"
                        + " -c shared_buffers=128MB -c timezone=UTC",
                "start");
    }

    /** Two roles: one owns and migrates, the other works under row security. */
    private void createDatabase() throws SQLException {
        var maintenance = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (var connection = DriverManager.getConnection(maintenance, "postgres", password);
                var statement = connection.createStatement()) {
            statement.execute("create role dure_owner login password '" + password + "'");
            statement.execute("create role dure_app login password '" + password + "'");
            statement.execute("create database dure owner dure_owner");
        }
        try (var connection = DriverManager.getConnection(url(), "postgres", password);
                var statement = connection.createStatement()) {
            statement.execute("alter schema public owner to dure_owner");
        }
    }

    private void stopOrphan() throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        // Judged by its command, not by its being alive: numbers are used again, and zombies answer too.
        var alive = ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("/bin/postgres"))
                .isPresent();
        if (alive) {
            log.warn("A database server of an earlier run is still alive (process {}); stopping it", pid);
            run(prefix, program("pg_ctl"), "-D", data.toString(), "-m", "fast", "-w", "stop");
        } else {
            Files.deleteIfExists(pidFile);
        }
    }

    private static List<String> withoutRoot() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        for (var way : List.of(
                List.of("unshare", "-U"),
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"))) {
            if (answersAnotherUser(way)) {
                return way;
            }
        }
        throw new IllegalStateException("PostgreSQL does not run as root, and neither `unshare -U` nor `setpriv` works"
                + " here. Start Dure as another user, or name an external PostgreSQL with --db-url.");
    }

    private static boolean answersAnotherUser(List<String> way) {
        try {
            var command = new ArrayList<>(way);
            command.addAll(List.of("id", "-u"));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var answer = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return process.waitFor() == 0 && !answer.strip().equals("0");
        } catch (IOException e) {
            return false; // the command is not on this machine
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    private static void run(List<String> prefix, String... command) {
        var full = new ArrayList<>(prefix);
        full.addAll(List.of(command));
        try {
            // Into a file and not a pipe: the server would keep the pipe open for as long as it lives.
            var output = Files.createTempFile("dure-database", ".log");
            try {
                var process = new ProcessBuilder(full)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(STEP_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new IllegalStateException(String.join(" ", full) + " failed: " + Files.readString(output));
                }
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + full.getFirst(), e);
        }
    }

    private Path unpack() throws IOException {
        var directory = home.resolve("postgresql-" + VERSION);
        var complete = directory.resolve(".complete");
        if (Files.exists(complete)) {
            return directory;
        }
        var archive =
                "/postgres-linux-" + (System.getProperty("os.arch").equals("amd64") ? "x86_64" : "arm_64") + ".txz";
        var stream = Objects.requireNonNull(DatabaseServer.class.getResourceAsStream(archive), archive);
        try (var in = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(stream, 1 << 16)))) {
            for (TarArchiveEntry entry; (entry = in.getNextEntry()) != null; ) {
                var file = directory.resolve(entry.getName()).normalize();
                if (!file.startsWith(directory)) {
                    throw new IOException("An entry of " + archive + " leads outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.deleteIfExists(file);
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(in, file);
                    if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true, false)) {
                        throw new IOException("Could not make " + file + " executable");
                    }
                }
            }
        }
        Files.createFile(complete);
        return directory;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
