package dure;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Plain connections past all code of ours, for what the database itself must refuse. Nobody is bound to them. */
public class TestDatabase {
    private final JdbcConnectionDetails application;
    private final FlywayConnectionDetails owner;

    TestDatabase(JdbcConnectionDetails application, FlywayConnectionDetails owner) {
        this.application = application;
        this.owner = owner;
    }

    /** As dure_app, the role that the application works as. */
    public Connection asApplication() throws SQLException {
        return DriverManager.getConnection(
                application.getJdbcUrl(), application.getUsername(), application.getPassword());
    }

    /** As dure_owner, the role that owns the tables and migrates. */
    public Connection asOwner() throws SQLException {
        return DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
    }

    /** As the server's superuser, whom no row security holds. */
    public Connection asSuperuser() throws SQLException {
        return DriverManager.getConnection(owner.getJdbcUrl(), "postgres", owner.getPassword());
    }

    /** Binds reader, writer and public to the connection's session, as dure.access does to a transaction. */
    public static void bind(Connection connection, String reads, String writes) throws SQLException {
        try (var statement = connection.prepareStatement("select set_config('dure.reads', ?, false),"
                + " set_config('dure.writes', ?, false), set_config('dure.public', 'on', false)")) {
            statement.setString(1, reads);
            statement.setString(2, writes);
            statement.execute();
        }
    }

    /** The first column of every row. */
    public static List<String> column(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return List.copyOf(found);
        }
    }
}
