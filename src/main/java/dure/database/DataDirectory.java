package dure.database;

import dure.console.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * 자료 디렉터리: all that this product keeps, held by one process at a time. The lock is the operating system's, so it
 * ends with the process however that ends; what is written into the file only tells others who holds it.
 */
@Component
class DataDirectory implements AutoCloseable {
    /** A cluster that a restore is making. */
    static final String RESTORING = "postgresql.restoring";

    /** One that it has made, whole, and was about to put in the place of "postgresql". */
    static final String RESTORED = "postgresql.restored";

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path path;
    private final Clock clock;
    private final FileChannel lock;
    private final String since;

    DataDirectory(@Value("${dure.data}") Path directory, Clock clock) {
        this.path = directory.toAbsolutePath().normalize();
        this.clock = clock;
        this.since = LocalDateTime.now(clock).format(MINUTE);
        try {
            // What is in here is for one's own eyes: personal data, and the password of the database.
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            this.lock = FileChannel.open(
                    path.resolve("dure.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (!acquired()) {
                var holder = holder();
                lock.close();
                throw holder;
            }
            write("");
        } catch (AccessDeniedException | FileAlreadyExistsException e) {
            throw new CannotStart("database.not-writable", path.toString()).because(e);
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + path + " could not be taken", e);
        }
    }

    /** Whether the process that wrote itself down as its holder is alive: likely, but only the lock itself is sure. */
    static boolean isHeld(Path directory) throws IOException {
        var file = directory.resolve("dure.lock");
        if (!Files.exists(file)) {
            return false;
        }
        var pid = Files.readString(file).split("\n", 2)[0].strip();
        return pid.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /**
     * Puts in place what a restore has made whole, also where that was cut off in the middle. What was there before is
     * moved aside and never deleted.
     *
     * @return where it is kept now
     */
    Optional<Path> settle() throws IOException {
        if (!Files.exists(resolve(RESTORED))) {
            return Optional.empty();
        }
        Optional<Path> aside = Optional.empty();
        var place = resolve("postgresql");
        if (Files.exists(place)) {
            aside = Optional.of(resolve("postgresql.before-" + SECOND.format(LocalDateTime.now(clock))));
            Files.move(place, aside.get(), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(resolve(RESTORED), place, StandardCopyOption.ATOMIC_MOVE);
        return aside;
    }

    @EventListener
    void on(WebServerInitializedEvent started) throws IOException {
        var scheme = started.getApplicationContext().getEnvironment().containsProperty("server.ssl.bundle")
                ? "https"
                : "http";
        at(scheme + "://localhost:" + started.getWebServer().getPort());
    }

    /** Tells others where this one can be found. */
    void at(String address) throws IOException {
        write(address);
    }

    @Override
    public void close() throws IOException {
        if (lock.isOpen()) {
            lock.truncate(0);
            lock.close();
        }
    }

    private boolean acquired() throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held within this very process
        }
    }

    private void write(String address) throws IOException {
        var lines = ProcessHandle.current().pid() + "\n" + since + "\n" + address;
        lock.truncate(0);
        lock.write(ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** The other's own lines; one that is only just starting, or ending, may not have written all of them. */
    private CannotStart holder() throws IOException {
        var bytes = ByteBuffer.allocate(1024);
        lock.read(bytes, 0);
        var lines = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).split("\n", -1);
        return lines.length < 3 || lines[2].isEmpty()
                ? new CannotStart("database.held-without-address", path.toString(), lines[0])
                : new CannotStart("database.held", path.toString(), lines[0], lines[1], lines[2]);
    }
}
