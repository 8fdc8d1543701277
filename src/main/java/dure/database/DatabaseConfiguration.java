package dure.database;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Without spring.datasource.url the product starts the server that it brings along. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.datasource.url:}'.isEmpty()")
class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    DatabaseServer databaseServer(
            DataDirectory data, @Value("${dure.database.unpacked:#{null}}") @Nullable Path unpacked)
            throws IOException {
        data.settle();
        var server = new DatabaseServer(data.resolve("postgresql"), unpacked);
        server.keepRunning();
        return server;
    }

    /** The role that the application works as: it owns nothing. */
    @Bean
    JdbcConnectionDetails applicationRole(DatabaseServer server) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return "dure_app";
            }

            @Override
            public String getPassword() {
                return server.password();
            }

            @Override
            public String getJdbcUrl() {
                return server.url() + "?reWriteBatchedInserts=true";
            }
        };
    }

    /** The role that owns the tables: migrations only. */
    @Bean
    FlywayConnectionDetails owningRole(DatabaseServer server) {
        return new Login(server.url(), "dure_owner", server.password());
    }
}
