package dure.database;

import dure.console.CannotStart;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * An external PostgreSQL, named by spring.datasource.url. One login may both own the tables and work (it puts the
 * owner's rights down on every connection, see spring.datasource.hikari.connection-init-sql), or spring.flyway.user
 * names another that owns: docs/operating.md.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${spring.datasource.url:}'.isEmpty()")
class ExternalDatabaseConfiguration {
    /** The first version that has all that the migrations use (uuidv7). */
    private static final int OLDEST = 18;

    /** Takes the data directory first: two processes of one directory must not migrate side by side. */
    @Bean
    FlywayConnectionDetails owningRole(Environment settings, DataDirectory data) {
        var login = Objects.requireNonNull(named(settings));
        check(login);
        return login;
    }

    /** Who owns the tables of the external database; null where the settings name none. */
    static @Nullable Login named(Environment settings) {
        var url = settings.getProperty("spring.datasource.url", "");
        return url.isEmpty()
                ? null
                : new Login(
                        settings.getProperty("spring.flyway.url", url),
                        either(settings, "spring.flyway.user", "spring.datasource.username"),
                        either(settings, "spring.flyway.password", "spring.datasource.password"));
    }

    private static @Nullable String either(Environment settings, String first, String second) {
        return settings.containsProperty(first) ? settings.getProperty(first) : settings.getProperty(second);
    }

    private static void check(Login login) {
        try (var connection = DriverManager.getConnection(login.url(), login.user(), login.password())) {
            var version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new CannotStart("database.external-too-old", login.place(), version, OLDEST);
            }
        } catch (SQLException e) {
            throw new CannotStart("database.external-unreachable", login.toString(), String.valueOf(e.getMessage()))
                    .because(e);
        }
    }
}
