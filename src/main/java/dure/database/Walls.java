package dure.database;

import dure.console.CannotStart;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Row security holds neither a superuser nor, unless forced, the owner of a table. The application does not work as
 * such a role, whatever login an operator gave it.
 */
@Component
@DependsOnDatabaseInitialization
class Walls {
    Walls(JdbcClient database) {
        var powers = database.sql("""
                select current_user::text as name,
                    rolsuper or rolbypassrls or exists (
                        select from pg_class
                        where relowner = pg_roles.oid and relnamespace = current_schema()::regnamespace) as beyond
                from pg_roles
                where rolname = current_user
                """).query(Powers.class).single();
        if (powers.beyond()) {
            throw new CannotStart("database.role-beyond-walls", powers.name());
        }
    }

    record Powers(String name, boolean beyond) {}
}
