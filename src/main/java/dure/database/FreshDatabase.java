package dure.database;

import dure.console.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.FileSystemUtils;

/**
 * 복원할 빈 데이터베이스: an external one that holds nothing, or a cluster of our own that is made beside the place of the
 * one in use and takes that place only when it is whole. What was there before is moved aside and never deleted.
 */
public final class FreshDatabase implements AutoCloseable {
    private final WholeDatabase database;
    private final @Nullable DataDirectory directory;

    private FreshDatabase(WholeDatabase database, @Nullable DataDirectory directory) {
        this.database = database;
        this.directory = directory;
    }

    /** @param replace whether a cluster that is there already may be moved aside; an external database never is */
    public static FreshDatabase make(Environment settings, boolean replace, Clock clock) throws IOException {
        var external = ExternalDatabaseConfiguration.named(settings);
        if (external != null) {
            return inExternal(external, new DataDirectory(WholeDatabase.directory(settings), clock));
        }
        var directory = new DataDirectory(WholeDatabase.directory(settings), clock);
        try {
            directory.settle();
            if (Files.exists(directory.resolve("postgresql").resolve("data")) && !replace) {
                throw new CannotStart(
                        "database.not-empty", directory.resolve("").toString());
            }
            FileSystemUtils.deleteRecursively(directory.resolve(DataDirectory.RESTORING));
            return new FreshDatabase(
                    WholeDatabase.of(
                            new DatabaseServer(
                                    directory.resolve(DataDirectory.RESTORING), WholeDatabase.unpacked(settings)),
                            () -> {}),
                    directory);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static FreshDatabase inExternal(Login login, DataDirectory directory) throws IOException {
        try (var connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
                        """)) {
            rows.next();
            if (rows.getInt(1) > 0) {
                throw new CannotStart("database.external-not-empty", login.place());
            }
            return new FreshDatabase(WholeDatabase.of(login, directory), null);
        } catch (SQLException e) {
            directory.close();
            throw new CannotStart("database.external-unreachable", login.toString(), String.valueOf(e.getMessage()))
                    .because(e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    public WholeDatabase database() {
        return database;
    }

    /**
     * Puts it in place, whole as it is.
     *
     * @return where the one that was there before is kept now
     */
    public Optional<Path> settle() throws IOException {
        database.close();
        if (directory == null) {
            return Optional.empty();
        }
        // From here on the next start goes on where this one may be cut off.
        Files.move(
                directory.resolve(DataDirectory.RESTORING),
                directory.resolve(DataDirectory.RESTORED),
                StandardCopyOption.ATOMIC_MOVE);
        return directory.settle();
    }

    /** Leaves nothing of it, where it was not settled. */
    @Override
    public void close() throws IOException {
        database.close();
        if (directory != null) {
            FileSystemUtils.deleteRecursively(directory.resolve(DataDirectory.RESTORING));
            directory.close();
        }
    }

    /** Empties an external database that was empty before, after a restore that failed. */
    public void abandon() {
        if (directory == null) {
            database.migrations(null).clean();
        }
    }
}
