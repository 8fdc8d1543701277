package dure.database;

import static dure.database.Servers.ask;
import static dure.database.Servers.execute;
import static org.assertj.core.api.Assertions.assertThat;

import dure.console.CannotStart;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Played by a second server of our own, without the roles that a server of our own comes with. */
class AnExternalPostgreSQL {
    @TempDir
    Path directory;

    DatabaseServer server;
    ApplicationContextRunner application;

    @BeforeEach
    void stands_somewhere() throws Exception {
        server = Servers.start(directory.resolve("elsewhere"));
        execute(server, "postgres", "drop role dure_app", "create role office login createrole password 'p1'");
        execute(server, "postgres", "alter database dure owner to office");
        application = new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        JdbcClientAutoConfiguration.class,
                        FlywayAutoConfiguration.class))
                .withBean(Clock.class, () -> Clock.system(ZoneId.of("Asia/Seoul")))
                .withUserConfiguration(
                        DataDirectory.class,
                        DatabaseConfiguration.class,
                        ExternalDatabaseConfiguration.class,
                        Walls.class)
                .withPropertyValues("dure.data=" + directory.resolve("data"), "spring.datasource.url=" + server.url());
    }

    @AfterEach
    void ends() {
        server.close();
    }

    @Test
    void is_migrated_and_used_by_one_login_that_puts_its_rights_down() {
        application
                .withPropertyValues("spring.datasource.username=office", "spring.datasource.password=p1")
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(DatabaseServer.class);
                    assertThat(ask(server, "select tableowner from pg_tables where tablename = 'plan'"))
                            .isEqualTo("office");
                    var database = context.getBean(JdbcClient.class);
                    assertThat(database.sql("select current_user::text")
                                    .query(String.class)
                                    .single())
                            .isEqualTo("dure_app");
                    assertThat(database.sql("select count(*) from municipality")
                                    .query(Long.class)
                                    .single())
                            .isGreaterThan(243);
                });
    }

    @Test
    void is_migrated_by_one_login_and_used_by_another_that_owns_nothing() throws Exception {
        execute(
                server,
                "postgres",
                "create role dure_app nologin",
                "alter role office nocreaterole",
                "create role clerk login password 'p2' in role dure_app");
        application
                .withPropertyValues(
                        "spring.datasource.username=clerk",
                        "spring.datasource.password=p2",
                        "spring.flyway.user=office",
                        "spring.flyway.password=p1")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(JdbcClient.class)
                                    .sql("select session_user || ' as ' || current_user")
                                    .query(String.class)
                                    .single())
                            .isEqualTo("clerk as dure_app");
                });
    }

    @Test
    void is_not_used_by_a_role_that_could_pass_the_walls() {
        application
                .withPropertyValues(
                        "spring.datasource.username=office",
                        "spring.datasource.password=p1",
                        "spring.datasource.hikari.connection-init-sql=select 1")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(CannotStart.class)
                        .hasMessageContaining("database.role-beyond-walls"));
    }

    @Test
    void that_does_not_let_us_in_is_named_without_the_password() {
        application
                .withPropertyValues("spring.datasource.username=office", "spring.datasource.password=wrong-secret")
                .run(context -> {
                    var failure = failure(context.getStartupFailure());
                    assertThat(failure.getMessage())
                            .contains("database.external-unreachable", server.url(), "office")
                            .doesNotContain("wrong-secret");
                });
    }

    private static CannotStart failure(@Nullable Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart reason) {
                return reason;
            }
        }
        throw new AssertionError("not refused", thrown);
    }
}
