package dure.database;

import dure.console.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * 데이터베이스 전체: the door for commands that need all of it at once (backup, restore, verify): the server of a Dure that
 * runs, or our own started for the purpose, or the external one that the settings name.
 */
public final class WholeDatabase implements AutoCloseable {
    /** A Dure that is just starting or ending holds the directory and has no server for some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Login owner;
    private final Login reader;
    private final AutoCloseable held;

    private WholeDatabase(Login owner, Login reader, AutoCloseable held) {
        this.owner = owner;
        this.reader = reader;
        this.held = held;
    }

    /** Whether or not a Dure runs on it. */
    public static WholeDatabase reach(Environment settings, Clock clock) throws IOException {
        var external = ExternalDatabaseConfiguration.named(settings);
        if (external != null) {
            return new WholeDatabase(external, external, () -> {});
        }
        var directory = directory(settings);
        var home = directory.resolve("postgresql");
        if (!Files.exists(home.resolve("data")) && !Files.exists(directory.resolve(DataDirectory.RESTORED))) {
            throw new CannotStart("database.nothing-there", directory.toString());
        }
        for (int waited = 0; ; waited++) {
            // Who holds the directory is asked by reading: a process that opens and closes a lock's file loses its
            // lock.
            var running = DataDirectory.isHeld(directory) ? DatabaseServer.running(home) : null;
            if (running != null) {
                return new WholeDatabase(
                        running,
                        new Login(running.url(), "postgres", running.password()),
                        () -> {}); // not ours to stop
            }
            try {
                return started(new DataDirectory(directory, clock), home, settings);
            } catch (CannotStart held) {
                if (!held.says("database.held", "database.held-without-address") || waited == PATIENCE.toSeconds()) {
                    throw held;
                }
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }
        }
    }

    private static WholeDatabase started(DataDirectory lock, Path home, Environment settings) throws IOException {
        try {
            lock.settle();
            return of(new DatabaseServer(home, unpacked(settings)), lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    static WholeDatabase of(DatabaseServer server, AutoCloseable lock) {
        return new WholeDatabase(
                new Login(server.url(), "dure_owner", server.password()),
                new Login(server.url(), "postgres", server.password()),
                () -> {
                    server.close();
                    lock.close();
                });
    }

    static WholeDatabase of(Login external, AutoCloseable lock) {
        return new WholeDatabase(external, external, lock);
    }

    static Path directory(Environment settings) {
        return Path.of(settings.getRequiredProperty("dure.data"))
                .toAbsolutePath()
                .normalize();
    }

    static @Nullable Path unpacked(Environment settings) {
        var place = settings.getProperty("dure.database.unpacked");
        return place == null ? null : Path.of(place);
    }

    /** As the one who sees most: row security does not hold the superuser of our own server. */
    public Connection connectToRead() throws SQLException {
        return connect(reader);
    }

    /** As the owner of the tables, whom row security holds where it is forced. */
    public Connection connectAsOwner() throws SQLException {
        return connect(owner);
    }

    private static Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(login.url(), login.user(), login.password());
    }

    /** @param target the version to end at; null: the newest */
    public Flyway migrations(@Nullable String target) {
        var configuration = Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .defaultSchema("public")
                .cleanDisabled(false) // asked for by a restore that failed in a database that was empty before
                .locations("classpath:db/migration");
        return (target == null ? configuration : configuration.target(target)).load();
    }

    /** Where it is, without any password. */
    public String place() {
        return owner.place();
    }

    @Override
    public void close() throws IOException {
        try {
            held.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
