package dure.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Servers of a test's own, on programs that are unpacked once for all tests. */
final class Servers {
    static final Path UNPACKED = Path.of("target", "test-postgresql");

    private Servers() {}

    static DatabaseServer start(Path home) throws IOException {
        return start(home, ServerUser.find());
    }

    static DatabaseServer start(Path home, ServerUser user) throws IOException {
        Binaries.below(UNPACKED.toAbsolutePath());
        return new DatabaseServer(home, UNPACKED.toAbsolutePath(), user);
    }

    static Connection connect(DatabaseServer server, String role) throws SQLException {
        return DriverManager.getConnection(server.url(), role, server.password());
    }

    static void execute(DatabaseServer server, String role, String... statements) throws SQLException {
        try (var connection = connect(server, role);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static String ask(DatabaseServer server, String question) throws SQLException {
        try (var connection = connect(server, "postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
