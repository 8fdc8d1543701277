package dure.database;

import static dure.TestDatabase.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the database itself refuses, whatever the application's code does. */
@DureTest
class TheApplicationsRole {
    /** Tables with a column "municipality" that is not whose row it is, each with the reason. */
    private static final Map<String, String> NO_WALL = Map.of(
            "role_grant", "says for which municipality an account holds a role; only dure.access reads it",
            "api_token", "says for which municipality a token is good; only dure.access reads it",
            "tile", "where a municipality stands on the map: reference data that only a migration writes");

    /** Those that must be append-only; a table that has the trigger is held to it besides. */
    private static final List<String> APPEND_ONLY = List.of(
            "entry",
            "entry_item",
            "entry_kind",
            "attestation",
            "posting",
            "ledger_disclosure",
            "counting_rule",
            "access_log",
            "access_log_anchor",
            "access_review",
            "plan_edit",
            "plan_move",
            "plan_resolution",
            "disclosure_condition",
            "budget_settlement");

    private static final String WITHOUT_WALL = """
            select c.relname from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname in ('municipality', 'book') and not a.attisdropped
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                and not (c.relrowsecurity and c.relforcerowsecurity)
            order by 1""";

    private static final String WALLED = """
            select relname from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity
                and has_table_privilege('dure_app', oid, 'select')
            order by 1""";

    private static final String REFUSING_CHANGE = """
            select c.relname from pg_class c
            join pg_trigger t on t.tgrelid = c.oid and t.tgfoid = 'refuse_change'::regproc and t.tgenabled in ('O', 'A')
            order by 1""";

    @Autowired
    TestDatabase database;

    @Test
    void is_no_superuser_passes_no_row_security_and_makes_no_roles_or_databases() throws SQLException {
        try (var connection = database.asApplication()) {
            assertThat(column(connection, """
                    select rolname from pg_roles
                    where rolname = current_user
                        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)""")).isEmpty();
            assertThat(column(connection, """
                    select m.roleid::regrole::text from pg_auth_members m
                    where m.member = current_user::regrole""")).isEmpty();
        }
    }

    @Test
    void owns_nothing() throws SQLException {
        try (var connection = database.asSuperuser()) {
            assertThat(column(connection, """
                    select pg_describe_object(classid, objid, objsubid) from pg_shdepend
                    where refobjid = 'dure_app'::regrole and deptype = 'o'
                        -- but what a connection of the pool keeps for itself: staging of an import, nobody else's to see
                        and not (classid = 'pg_class'::regclass and exists (select from pg_class c
                            where c.oid = objid and c.relpersistence = 't'))""")).isEmpty();
        }
    }

    @Test
    void makes_no_tables_of_its_own() throws SQLException {
        try (var connection = database.asApplication()) {
            assertThatThrownBy(() -> execute(connection, "create table own (word text)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void meets_a_wall_on_every_table_of_municipalities() throws SQLException {
        try (var connection = database.asOwner()) {
            assertThat(column(connection, WITHOUT_WALL)).containsExactlyInAnyOrderElementsOf(NO_WALL.keySet());
        }
    }

    @Test
    void would_not_get_past_this_guard_by_a_new_table_without_a_wall() throws SQLException {
        try (var connection = database.asOwner()) {
            connection.setAutoCommit(false);
            execute(connection, "create table planted (municipality text, secret text)");
            assertThat(column(connection, WITHOUT_WALL)).contains("planted");
            execute(connection, "alter table planted enable row level security"); // holds all but the owner: not enough
            assertThat(column(connection, WITHOUT_WALL)).contains("planted");
            execute(connection, "call build_wall('planted', 'false')");
            assertThat(column(connection, WITHOUT_WALL)).doesNotContain("planted");
            connection.rollback();
        }
    }

    @Test
    void sees_no_row_of_any_walled_table_while_nobody_is_bound() throws SQLException {
        try (var connection = database.asApplication()) {
            var walled = column(connection, WALLED);
            assertThat(walled).contains("plan", "entry", "project", "department");
            for (var table : walled) {
                assertThat(column(connection, "select count(*) from " + table))
                        .as(table)
                        .containsExactly("0");
            }
        }
    }

    @Test
    void sees_the_rows_of_those_it_is_bound_to_and_no_others() throws SQLException {
        try (var owner = database.asOwner();
                var application = database.asApplication()) {
            owner.setAutoCommit(false);
            execute(owner, "create table planted (municipality text, secret text)");
            execute(owner, "call build_wall('planted', 'false')");
            execute(owner, "grant select, insert on planted to dure_app");
            owner.commit();
            try {
                TestDatabase.bind(application, "30170,44130", "30170");
                execute(application, "insert into planted values ('30170', 'ours')");
                assertThatThrownBy(() -> execute(application, "insert into planted values ('44130', 'only read')"))
                        .hasMessageContaining("row-level security");
                assertThat(column(application, "select secret from planted")).containsExactly("ours");
                TestDatabase.bind(application, "44130", "44130");
                assertThat(column(application, "select secret from planted")).isEmpty();
                TestDatabase.bind(application, "*", "");
                assertThat(column(application, "select secret from planted")).containsExactly("ours");
                // the owner too: row security is forced
                assertThat(column(owner, "select secret from planted")).isEmpty();
                owner.commit();
            } finally {
                execute(owner, "drop table planted");
                owner.commit();
            }
        }
    }

    @Test
    void changes_and_removes_nothing_that_is_append_only() throws SQLException {
        try (var connection = database.asApplication()) {
            TestDatabase.bind(connection, "*", "*");
            for (var table : appendOnly()) {
                for (var change : changesOf(table)) {
                    assertThatThrownBy(() -> execute(connection, change))
                            .as(change)
                            .hasMessageContaining("permission denied");
                }
            }
        }
    }

    @Test
    void is_not_the_only_one_that_append_only_tables_refuse() throws SQLException {
        for (var connection : List.of(database.asOwner(), database.asSuperuser())) {
            try (connection) {
                for (var table : appendOnly()) {
                    for (var change : changesOf(table)) {
                        assertThatThrownBy(() -> execute(connection, change))
                                .as(change)
                                .hasMessageContaining("append-only");
                    }
                }
            }
        }
    }

    private List<String> appendOnly() throws SQLException {
        try (var connection = database.asOwner()) {
            var tables = column(connection, REFUSING_CHANGE);
            assertThat(tables).containsAll(APPEND_ONLY);
            return tables;
        }
    }

    private List<String> changesOf(String table) throws SQLException {
        try (var connection = database.asOwner()) {
            var name = column(connection, """
                    select attname from pg_attribute
                    where attrelid = '%s'::regclass and attnum = 1""".formatted(table)).getFirst();
            return List.of(
                    "update %1$s set %2$s = %2$s".formatted(table, name),
                    "delete from " + table,
                    "truncate " + table + " cascade");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
