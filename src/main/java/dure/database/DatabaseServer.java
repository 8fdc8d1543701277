package dure.database;

import dure.console.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A durable PostgreSQL under the data directory: real files, fsync on, checksums, SCRAM, listening on the loopback
 * address only. It survives a restart and kill -9 of either side: what an earlier run left behind is found and stopped
 * before this one starts. Whoever makes one holds the {@link DataDirectory}.
 */
final class DatabaseServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatabaseServer.class);

    /** For what takes a second or two; a machine under load may need many times that. */
    private static final int STEP_SECONDS = 60;

    /** Recovery after a crash reads back what was written since the last checkpoint; stopping writes one. */
    private static final int SERVER_SECONDS = 600;

    /** How soon a server that is gone is noticed. */
    private static final Duration LOOKED_AFTER = Duration.ofSeconds(1);

    /** Between finding a free port and the server's taking it, another program may. */
    private static final int PORTS_TRIED = 3;

    private final Path home;
    private final Path data;
    private final Binaries binaries;
    private final ServerUser user;
    private final int port;
    private final String password;
    private volatile boolean closing;

    DatabaseServer(Path home, @Nullable Path unpacked) throws IOException {
        this(home, unpacked, ServerUser.find());
    }

    DatabaseServer(Path home, @Nullable Path unpacked, ServerUser user) throws IOException {
        this.home = home.toAbsolutePath();
        this.data = this.home.resolve("data");
        this.user = user;
        Files.createDirectories(this.home.resolve("log"));
        this.binaries = Binaries.below(this.home, unpacked);
        if (Files.exists(data)) {
            checkVersion();
            this.password = readPassword();
            user.own(this.home);
            stopOrphan();
        } else {
            this.password = newPassword();
            user.own(this.home);
            initialise();
        }
        this.port = start();
    }

    /** Looks after it from now on: where it ends without being asked (killed for want of memory, say) it is started again. */
    void keepRunning() {
        Thread.ofPlatform().name("database-keeper").daemon().start(this::keep);
    }

    private void keep() {
        while (!closing) {
            LockSupport.parkNanos(LOOKED_AFTER.toNanos());
            try {
                restartIfGone();
            } catch (IOException | RuntimeException e) { // whatever it was: nobody else would start the server again
                log.error("The database server is gone and could not be started again; trying once more", e);
            }
        }
    }

    private synchronized void restartIfGone() throws IOException {
        if (closing || isServing()) {
            return;
        }
        log.warn("The database server has ended unasked; starting it again");
        stopOrphan();
        if (start(port)) {
            log.warn("The database server is back");
        }
    }

    private boolean isServing() throws IOException {
        var file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        var place = data.toRealPath();
        return processIn(file).stream()
                .mapToObj(ProcessHandle::of)
                .flatMap(Optional::stream)
                .anyMatch(process -> serves(process, place));
    }

    /** Empty where a server died, or the disk was full, before it had written its number. */
    private static OptionalLong processIn(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .limit(1)
                .map(String::strip)
                .filter(line -> line.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/dure";
    }

    String password() {
        return password;
    }

    Path data() {
        return data;
    }

    /** The server that another process runs there, if any: as its owner. */
    static @Nullable Login running(Path home) throws IOException {
        var data = home.resolve("data");
        var file = data.resolve("postmaster.pid");
        if (!Files.exists(file) || serving(data).isEmpty()) {
            return null;
        }
        var lines = Files.readAllLines(file); // its fourth line is the port, its eighth says whether it is ready
        if (lines.size() < 8 || !lines.get(7).strip().equals("ready")) {
            return null;
        }
        return new Login(
                "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/dure",
                "dure_owner",
                Files.readString(home.resolve("password")).strip());
    }

    /** Stops the server; one that is gone already is no fault of whoever stops it. */
    @Override
    public synchronized void close() {
        closing = true;
        try {
            if (!serving(data).isEmpty()) {
                stop("fast");
            }
        } catch (IllegalStateException | IOException e) {
            log.warn("The database server did not stop in order; the next start will recover", e);
        }
    }

    private void checkVersion() throws IOException {
        var version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(Binaries.MAJOR)) {
            throw new CannotStart("database.other-version", data.toString(), version, Binaries.MAJOR);
        }
    }

    private Path passwordFile() {
        return home.resolve("password");
    }

    private String readPassword() throws IOException {
        if (!Files.exists(passwordFile())) {
            throw new CannotStart("database.no-password", passwordFile().toString());
        }
        return Files.readString(passwordFile()).strip();
    }

    private String newPassword() throws IOException {
        var bytes = new byte[24]; // 192 bits
        new SecureRandom().nextBytes(bytes);
        var made = HexFormat.of().formatHex(bytes);
        Files.deleteIfExists(passwordFile());
        Files.createFile(
                passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile(), made);
        return made;
    }

    /**
     * The cluster with its two roles and its database, made beside its place and moved there when it is whole: what a
     * power cut leaves half-made is never taken for data.
     */
    private void initialise() throws IOException {
        var made = home.resolve("data.new");
        FileSystemUtils.deleteRecursively(made);
        user.run(
                STEP_SECONDS,
                List.of(
                        binaries.program("initdb"),
                        "-D",
                        made.toString(),
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
                        "--data-checksums"),
                "");
        // One role owns and migrates, the other works under row security. The statements go to the standard input:
        // a command's arguments can be read by everybody on the machine. Single-user mode takes one a line.
        user.run(
                STEP_SECONDS,
                List.of(binaries.program("postgres"), "--single", "-D", made.toString(), "postgres"),
                """
                create role dure_owner login password '%1$s';
                create role dure_app login password '%1$s';
                create database dure owner dure_owner;
                """.formatted(password));
        Files.move(made, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private int start() throws IOException {
        for (int attempt = 1; ; attempt++) {
            var free = freePort();
            if (start(free)) {
                return free;
            }
            if (attempt == PORTS_TRIED) {
                throw new IllegalStateException("The database server found no free port");
            }
        }
    }

    /** @return false where another program has the port */
    private boolean start(int free) throws IOException {
        var output = home.resolve("log").resolve("start.log");
        Files.deleteIfExists(output);
        try {
            user.run(
                    SERVER_SECONDS + STEP_SECONDS,
                    List.of(
                            binaries.program("pg_ctl"),
                            "-D",
                            data.toString(),
                            "-l",
                            output.toString(),
                            "-w",
                            "-t",
                            String.valueOf(SERVER_SECONDS),
                            "-o",
                            settings(free),
                            "start"),
                    "");
            return true;
        } catch (IllegalStateException e) {
            var said = Files.exists(output) ? Files.readString(output) : "";
            if (said.contains("could not bind")) {
                return false;
            }
            throw new IllegalStateException("The database server did not start: " + said, e);
        }
    }

    /** The log is one file a weekday, overwritten after a week. */
    private String settings(int port) {
        return String.join(
                " -c ",
                "-p " + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=''",
                "max_connections=60",
                "shared_buffers=128MB",
                "timezone=UTC",
                "log_timezone=UTC",
                "logging_collector=on",
                "log_directory=../log",
                "log_filename=postgresql-%a.log",
                "log_rotation_age=1d",
                "log_truncate_on_rotation=on");
    }

    private void stop(String mode) {
        user.run(
                SERVER_SECONDS + STEP_SECONDS,
                List.of(
                        binaries.program("pg_ctl"),
                        "-D",
                        data.toString(),
                        "-m",
                        mode,
                        "-w",
                        "-t",
                        String.valueOf(SERVER_SECONDS),
                        "stop"),
                "");
    }

    /**
     * What a run that was killed left behind: a whole server, or the workers of one that was killed itself, or only its
     * file. PostgreSQL judges that file by whether a process of that number is alive; here numbers that are in use
     * again and zombies are told apart, by what a process runs and where.
     */
    private void stopOrphan() throws IOException {
        var file = data.resolve("postmaster.pid");
        var left = serving(data);
        if (!left.isEmpty() && Files.exists(file)) {
            var first = processIn(file);
            if (left.stream().anyMatch(process -> first.isPresent() && process.pid() == first.getAsLong())) {
                log.warn("A database server of an earlier run is still alive ({}); stopping it", first);
                stop("fast");
                return;
            }
        }
        for (var worker : left) { // they see that their server is gone and end by themselves, busy ones last
            log.warn("A database process of an earlier run is still alive ({}); ending it", worker.pid());
            worker.destroyForcibly();
        }
        // Not by waiting for each: where nobody collects them they stay, as zombies, for ever.
        for (int waited = 0; !serving(data).isEmpty() && waited < STEP_SECONDS * 10; waited++) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        Files.deleteIfExists(file);
    }

    /** The processes of PostgreSQL that work in this data directory, whoever started them. */
    static List<ProcessHandle> serving(Path data) throws IOException {
        var place = data.toRealPath();
        var found = new ArrayList<ProcessHandle>();
        ProcessHandle.allProcesses().filter(process -> serves(process, place)).forEach(found::add);
        return found;
    }

    private static boolean serves(ProcessHandle process, Path place) {
        var proc = Path.of("/proc", String.valueOf(process.pid()));
        try {
            return Files.readSymbolicLink(proc.resolve("cwd")).equals(place)
                    && Files.readSymbolicLink(proc.resolve("exe")).toString().contains("/bin/postgres");
        } catch (IOException e) {
            return false; // gone, a zombie, or another user's
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
