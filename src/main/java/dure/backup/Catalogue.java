package dure.backup;

import dure.console.CannotStart;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What there is in the database at hand, and whether we see all of it. */
final class Catalogue {
    /** Tables that no archive holds. A table that nobody thought about is in it. */
    static final Map<String, String> LEFT_OUT = Map.of(
            "flyway_schema_history", "a restore migrates by itself and writes its own",
            "spring_session", "who was signed in then is not signed in after a restore",
            "spring_session_attributes", "who was signed in then is not signed in after a restore",
            "sign_in_attempt", "failures of the last day, kept for the locks of that day",
            "scheduled_tasks", "work under way: it would begin anew on data of another day",
            "import_job", "work under way: its file is kept for a day at most",
            "upload", "waiting for its import, a day at most; may hold anything",
            "slice_upload", "as upload: a department's part of a plan",
            "verification_upload", "as upload: a list of persons, sealed");

    private static final String TABLES = """
            select c.relname as name, quote_ident(c.relname) as quoted, c.relpersistence = 'u' as unlogged, c.relforcerowsecurity as forced,
                (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
                (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as copied,
                coalesce((select string_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end,
                        ', ' order by k.no)
                    from pg_index i
                        cross join lateral unnest(i.indkey::int2[]) with ordinality as k (attnum, no)
                        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
                    where i.indrelid = c.oid and i.indisprimary), quote_ident(c.relname) || '::text collate "C"') as order_by,
                (select coalesce(array_agg(quote_ident(t.tgname)), '{}') from pg_trigger t
                    where t.tgrelid = c.oid and not t.tgisinternal and t.tgenabled = 'A') as always
            from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
            order by c.relname collate "C\"""";

    private static final String KEYS = """
            select c.conrelid::regclass::text as from_table, f.relname as to_table, r.relname as name
            from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_class f on f.oid = c.confrelid
            where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.conrelid <> c.confrelid""";

    /** Tables of which row security may hide rows although everything is bound. */
    private static final String HIDDEN = """
            select string_agg(c.relname, ', ' order by c.relname)
            from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity
                and (c.relforcerowsecurity or not pg_has_role(c.relowner, 'usage'))
                and (exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polcmd in ('r', '*')
                        and pg_get_expr(p.polqual, p.polrelid) not like '(( SELECT reads_all() AS reads_all) OR %')
                    or not exists (
                        select from pg_policy p
                        where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('r', '*')
                            and (p.polroles = '{0}' or exists (select from unnest(p.polroles) r where pg_has_role(r, 'usage')))
                            and (pg_get_expr(p.polqual, p.polrelid) = 'true'
                                or pg_get_expr(p.polqual, p.polrelid) like '(( SELECT reads_all() AS reads_all) OR %'
                                or pg_get_expr(p.polqual, p.polrelid)
                                    ~ '^\\(\\( SELECT reaches_all\\(''dure\\.[a-z_]+''::text\\) AS reaches_all\\) OR ')))""";

    /** The reaches that walls ask for besides dure.reads. */
    private static final String BIND_REACHES = """
            select count(set_config(reach, '*', true))
            from (select distinct found[1] as reach
                from pg_policy p
                    cross join lateral regexp_matches(
                        coalesce(pg_get_expr(p.polqual, p.polrelid), ''), 'reaches_all\\(''(dure\\.[a-z_]+)''', 'g') found) r
            """;

    private Catalogue() {}

    /**
     * Makes sure that no row is hidden from this connection. A superuser, or a role with bypassrls, says so to PostgreSQL,
     * which then refuses what it would have to hide. An ordinary owner is held by forced row security like everybody: it
     * binds itself to everything, and every table must have a policy that lets that through.
     */
    static void seeEverything(Connection connection) throws SQLException {
        if (is(connection, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user")) {
            run(connection, "set local row_security = off");
            return;
        }
        run(connection, "set local dure.reads = '*'");
        run(connection, BIND_REACHES);
        var hidden = text(connection, HIDDEN);
        if (hidden != null) {
            throw new CannotStart(
                    "backup.rows-hidden", String.valueOf(text(connection, "select current_user::text")), hidden);
        }
    }

    /** The tables that an archive holds, those first to which others refer. */
    static List<Relation> tables(Connection connection) throws SQLException {
        var found = new LinkedHashMap<String, Relation>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                var name = rows.getString("name");
                if (!rows.getBoolean("unlogged") && !LEFT_OUT.containsKey(name)) {
                    found.put(name, relation(rows));
                }
            }
        }
        return sorted(found, keys(connection));
    }

    /** Those that it does not, with the reason; an unlogged table is empty after a crash too. */
    static Map<String, String> leftOut(Connection connection) throws SQLException {
        var found = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                var name = rows.getString("name");
                if (LEFT_OUT.containsKey(name)) {
                    found.put(name, LEFT_OUT.get(name));
                } else if (rows.getBoolean("unlogged")) {
                    found.put(name, "unlogged: a crash empties it too");
                }
            }
        }
        return found;
    }

    /** All tables but the migrations' own, as SQL: what a restore empties, of what migrations have put there too. */
    static String emptied(Connection connection) throws SQLException {
        return String.valueOf(text(connection, """
                select string_agg(quote_ident(relname), ', ') from pg_class
                where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'flyway_schema_history'"""));
    }

    private static Relation relation(ResultSet row) throws SQLException {
        return new Relation(
                row.getString("name"),
                row.getString("quoted"),
                strings(row.getArray("columns")),
                row.getString("copied"),
                row.getString("order_by"),
                row.getBoolean("forced"),
                strings(row.getArray("always")));
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static List<List<String>> keys(Connection connection) throws SQLException {
        var keys = new ArrayList<List<String>>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(KEYS)) {
            while (rows.next()) {
                keys.add(List.of(rows.getString("name"), rows.getString("to_table")));
            }
        }
        return keys;
    }

    private static List<Relation> sorted(Map<String, Relation> tables, List<List<String>> keys) {
        var sorted = new ArrayList<Relation>();
        var left = new LinkedHashMap<>(tables);
        while (!left.isEmpty()) {
            var free = left.values().stream()
                    .filter(table -> keys.stream()
                            .noneMatch(key -> key.getFirst().equals(table.name()) && left.containsKey(key.getLast())))
                    .toList();
            if (free.isEmpty()) {
                throw new IllegalStateException("These tables refer to each other in a circle: " + left.keySet());
            }
            sorted.addAll(free);
            free.forEach(table -> left.remove(table.name()));
        }
        return List.copyOf(sorted);
    }

    /** Their values are no part of a snapshot: they are at least as far as its rows. */
    static List<Manifest.Sequence> sequences(Connection connection) throws SQLException {
        var found = new ArrayList<Manifest.Sequence>();
        for (var name : sequenceNames(connection)) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select last_value, is_called from " + name)) {
                rows.next();
                found.add(new Manifest.Sequence(name, rows.getLong(1), rows.getBoolean(2)));
            }
        }
        return List.copyOf(found);
    }

    static List<String> sequenceNames(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select quote_ident(relname) from pg_class
                        where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname collate "C"
                        """)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    static boolean is(Connection connection, String question) throws SQLException {
        return "t".equals(text(connection, question));
    }

    static @Nullable String text(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
