package dure.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL as an office has it: without our roles, one login "office" that owns the database "dure". */
public final class ExternalServer implements AutoCloseable {
    /** Where a server of a test's own finds its programs. */
    public static final Path UNPACKED = Servers.UNPACKED.toAbsolutePath();

    private final DatabaseServer server;

    public ExternalServer(Path home) throws IOException, SQLException {
        server = Servers.start(home);
        execute("drop role dure_app", "create role office login createrole password 'p1'");
        execute("alter database dure owner to office");
    }

    public String url() {
        return server.url();
    }

    /** As its administrator. */
    public void execute(String... statements) throws SQLException {
        Servers.execute(server, "postgres", statements);
    }

    public String ask(String question) throws SQLException {
        return Servers.ask(server, question);
    }

    /** As the login that owns the database. */
    public void asOffice(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url(), "office", "p1");
                var one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
