package dure;

import static org.assertj.core.api.Assertions.assertThat;

import dure.access.Access;
import dure.access.Permission;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import dure.tower.PlantedWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.MethodParameter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Everybody who is not of a municipality, at every way in and at every table, before and after that municipality has
 * written what it has not disclosed: nothing that they are told may differ by a byte. Ways and tables are found in the
 * running application, so that a new one is probed without anybody's remembering it. What was probed stands in
 * target/probe.txt.
 */
@DureTest
class ProbingEveryWay {
    /** In every text that the municipality keeps to itself. */
    private final String canary = "비밀" + UUID.randomUUID().toString().substring(0, 8);

    /** Made anew for every answer: tokens against forged forms, and the references of faults. */
    private static final Pattern MADE_ANEW = Pattern.compile(
            "(name=\"_csrf\" value|name=\"csrf\" content)=\"[^\"]+\"|(?<![0-9a-f-])[2-9A-Z]{4}-[2-9A-Z]{4}(?![0-9a-f-])");

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:[\\d.]+)?Z?");
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}\\. ?\\d\\d?\\. ?\\d\\d?\\. ?\\d\\d:\\d\\d".replace(" ", "[ \u00a0]"));

    /** Pages that show what the asking account has done itself, or what every account did: they differ by that. */
    private static final List<String> OWN_DOINGS = List.of("/access", "/access-log", "/account");

    /** Counts all that is sealed, of no municipality, for whoever renews the installation's keys. */
    private static final String KEYS = "ADMINISTRATOR of the installation / /persons/keys";

    /** {@code ./dure probe} asks as every role; the tests as those that differ in what they read or write. */
    private static final boolean WHOLE = "whole".equals(System.getProperty("dure.probe"));

    private static final Role[] ROLES = {
        Role.ADMINISTRATOR, Role.JOB_POLICY_OFFICER, Role.DEPARTMENT_OFFICER, Role.COUNSELLOR
    };

    private static final String NOTHING = "00000000-0000-4000-8000-000000000000";

    /** Would end the session of whoever probes. */
    private static final Set<String> ENDING = Set.of("/sign-out");

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestBooks books;

    @Autowired
    TestDatabase database;

    @Autowired
    JdbcClient db;

    /** Not the bean of that type: it is the sessions' own and binds nobody, so that nobody would see a row. */
    TransactionTemplate transactions = new TransactionTemplate();

    @Autowired
    void transactions(PlatformTransactionManager manager) {
        transactions = new TransactionTemplate(manager);
    }

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    Book victim;
    List<Actor> actors;

    record Actor(String name, Http http, TestAccounts.@Nullable Login login, String csrf) {}

    record Way(String method, String pattern, HandlerMethod handler) {
        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    /** One of each role of another municipality, of another province, and of the public. */
    private void gather(Role... roles) {
        victim = books.next();
        var other = books.next().municipality();
        var province = Stream.of("26000", "27000")
                .map(MunicipalityCode::new)
                .filter(one -> !victim.municipality().isBelow(one)
                        && !victim.municipality().equals(one))
                .findFirst()
                .orElseThrow();
        actors = new ArrayList<>();
        actors.add(actor("the public", null));
        for (var role : roles) {
            actors.add(actor(
                    role + " of " + (role == Role.ADMINISTRATOR ? "the installation" : "another municipality"),
                    accounts.with(role, role == Role.ADMINISTRATOR ? null : other)));
        }
        actors.add(actor("EXECUTIVE of another province", accounts.with(Role.EXECUTIVE, province)));
    }

    private Actor actor(String name, TestAccounts.@Nullable Login login) {
        var http = new Http(port);
        if (login != null) {
            http.signIn(login.login(), login.password());
        }
        return new Actor(name, http, login, http.csrf(login == null ? "/sign-in" : "/password"));
    }

    @Test
    void finds_nothing_of_what_a_municipality_has_not_disclosed() throws SQLException, IOException {
        gather(WHOLE ? Role.values() : ROLES);
        var ids = new LinkedHashSet<String>();
        var before = look(actors, reads(), ids);
        var tablesBefore = tables();
        var planted = plant();
        ids.addAll(planted.ids());
        var after = look(actors, reads(), Set.of());
        var tablesAfter = tables();

        var leaks = new ArrayList<String>();
        before.forEach((asked, answer) -> {
            if (!answer.equals(after.get(asked)) && !ownDoings(asked)) {
                leaks.add("DIFFERS " + asked + difference(answer, after.get(asked)));
            }
        });
        tablesBefore.forEach((asked, rows) -> {
            if (!rows.equals(tablesAfter.get(asked))) {
                leaks.add("ROWS " + asked + ": " + rows + " became " + tablesAfter.get(asked));
            }
        });
        var withIds = look(actors, reads(), ids);
        Stream.of(after, withIds)
                .forEach(answers -> answers.forEach((asked, answer) -> {
                    if (answer.contains(canary)) {
                        leaks.add("TELLS " + asked);
                    }
                }));
        leaks.addAll(notThereAlike(actors, ids, reads()));
        var untouched = digest();
        leaks.addAll(notThereAlike(actors, ids, writes()));
        if (!digest().equals(untouched)) {
            leaks.add("WRITTEN " + difference(untouched, digest()));
        }
        report(before.size() + after.size() + withIds.size(), tablesAfter.size(), ids, leaks);
        assertThat(leaks).isEmpty();
        // What is searched for is there to be found: its own people see it.
        var own = actor("its own officer", planted.officer());
        assertThat(look(List.of(own), reads(), ids).values())
                .anyMatch(answer -> answer.contains(canary))
                .noneMatch(answer -> answer.startsWith("429"));
    }

    @Test
    void would_find_a_policy_that_somebody_dropped() throws SQLException {
        gather();
        var few = List.of(actors.getFirst());
        var planted = plant();
        try (var owner = database.asOwner();
                var statement = owner.createStatement()) {
            statement.execute("create policy planted_leak on plan for select using (true)");
            statement.execute("create policy planted_leak on planned_project for select using (true)");
            try {
                assertThat(look(few, reads(), planted.ids()).values()).anyMatch(answer -> answer.contains(canary));
                assertThat(tables().entrySet().stream()
                                .filter(one -> one.getKey().startsWith("the public / planned_project"))
                                .map(Map.Entry::getValue))
                        .allMatch(rows -> rows > 0);
            } finally {
                statement.execute("drop policy planted_leak on plan");
                statement.execute("drop policy planted_leak on planned_project");
            }
        }
    }

    @Test
    void would_find_a_way_that_writes_for_another_municipality() {
        gather(Role.JOB_POLICY_OFFICER);
        var planted = plant();
        var officer = actors.stream()
                .filter(one -> one.name().startsWith("JOB_POLICY_OFFICER"))
                .findFirst()
                .orElseThrow();
        // The planted fault: an account of another municipality that holds the victim's role besides.
        accounts.grant(officer.login(), Role.APPROVER, victim.municipality());
        accounts.grant(officer.login(), Role.JOB_POLICY_OFFICER, victim.municipality());
        var untouched = digest();
        assertThat(notThereAlike(List.of(officer), planted.ids(), writes())).isNotEmpty();
        assertThat(digest()).isNotEqualTo(untouched);
    }

    private PlantedWork plant() {
        var officer = accounts.officer(victim.municipality());
        var planted = PlantedWork.by(new Http(port), victim, officer, canary);
        PlantedWork.person(new Http(port), victim, accounts.with(Role.COUNSELLOR, victim.municipality()), canary);
        PlantedWork.council(
                new Http(port), victim, officer, accounts.with(Role.COUNCIL_MEMBER, victim.municipality()), canary);
        PlantedWork.verification(
                new Http(port), victim, officer, accounts.with(Role.VERIFIER, victim.municipality()), canary);
        var ids = new LinkedHashSet<>(planted.ids());
        ids.addAll(uuidsOf(officer));
        return new PlantedWork(officer, ids);
    }

    /** The names of rows that belong to the municipality or to its officer, whatever table they lie in. */
    private Set<String> uuidsOf(TestAccounts.Login officer) {
        var found = new LinkedHashSet<String>();
        try (var superuser = database.asSuperuser()) {
            var account = TestDatabase.column(
                            superuser, "select id from account where login = '" + officer.login() + "'")
                    .getFirst();
            for (var owner : List.of("municipality", "account_id")) {
                for (var table : TestDatabase.column(superuser, """
                        select c.relname from pg_class c
                        join pg_attribute k on k.attrelid = c.oid and k.attname = 'id' and k.atttypid = 'uuid'::regtype
                        join pg_attribute o on o.attrelid = c.oid and o.attname = '%s' and not o.attisdropped
                        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'""".formatted(owner))) {
                    found.addAll(TestDatabase.column(
                            superuser,
                            "select id from %s where %s = '%s' limit 1"
                                    .formatted(
                                            table,
                                            owner,
                                            owner.equals("municipality")
                                                    ? victim.municipality().value()
                                                    : account)));
                }
            }
            found.add(account);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    // ---- ways ------------------------------------------------------------------------------------------------------

    private List<Way> ways() {
        var ways = new ArrayList<Way>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            var patterns = info.getPathPatternsCondition();
            assertThat(patterns).isNotNull();
            var methods = info.getMethodsCondition().getMethods();
            for (var pattern : patterns.getPatternValues()) {
                if (ENDING.contains(pattern)) {
                    continue;
                }
                if (methods.isEmpty()) {
                    ways.add(new Way("GET", pattern, handler));
                }
                methods.forEach(method -> ways.add(new Way(method.name(), pattern, handler)));
            }
        });
        ways.sort(java.util.Comparator.comparing(Way::toString));
        return ways;
    }

    private List<Way> reads() {
        return ways().stream().filter(way -> way.method().equals("GET")).toList();
    }

    private List<Way> writes() {
        return ways().stream().filter(way -> !way.method().equals("GET")).toList();
    }

    /** Every address that a way and these ids make. */
    private List<String> addresses(Way way, Set<String> ids) {
        var addresses = List.of("");
        for (var part : parts(way.pattern())) {
            var words = part.startsWith("{") ? values(part.substring(1, part.length() - 1), ids) : List.of(part);
            addresses = addresses.stream()
                    .flatMap(begun -> words.stream().map(word -> begun + word))
                    .toList();
        }
        return addresses;
    }

    /** A pattern in pieces: text, and {variables} whose expressions may hold braces themselves. */
    private static List<String> parts(String pattern) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int begun = 0;
        for (int i = 0; i < pattern.length(); i++) {
            var letter = pattern.charAt(i);
            if (letter == '{' && depth++ == 0) {
                parts.add(pattern.substring(begun, i));
                begun = i;
            } else if (letter == '}' && --depth == 0) {
                parts.add(pattern.substring(begun, i + 1));
                begun = i + 1;
            }
        }
        parts.add(pattern.substring(begun));
        return parts.stream().map(part -> part.replace("*", "x")).toList();
    }

    private List<String> values(String variable, Set<String> ids) {
        var colon = variable.indexOf(':');
        var name = colon < 0 ? variable : variable.substring(0, colon);
        var known = known(name);
        if (known != null) {
            return List.of(known);
        }
        var expression = colon < 0 ? ".*" : variable.substring(colon + 1);
        var fitting = Stream.concat(ids.stream(), Stream.of("1"))
                .filter(id -> id.matches(expression))
                .toList();
        return fitting.isEmpty() ? List.of(NOTHING) : fitting;
    }

    private @Nullable String known(String name) {
        return switch (name) {
            case "code", "municipality" -> victim.municipality().value();
            case "year", "period" -> "2026";
            case "term" -> "9";
            case "dataSet" -> DataSet.REAL.name();
            case "kind" -> "YEAR";
            case "reason", "evidence", "purpose" -> "확인";
            case "basis" -> "EVIDENCED";
            case "role" -> Role.READER.name();
            default -> null;
        };
    }

    /** What the way asks for besides its address, as far as it says so. */
    private Map<String, String> parameters(Way way, boolean all) {
        var found = new LinkedHashMap<String, String>();
        for (var parameter : way.handler().getMethodParameters()) {
            parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
            var asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked != null
                    && (all || (asked.required() && asked.defaultValue().equals(ValueConstants.DEFAULT_NONE)))) {
                var name = asked.name().isEmpty() ? parameter.getParameterName() : asked.name();
                put(found, name);
            } else if (all && isForm(parameter)) {
                Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .forEach(component -> put(found, component.getName()));
            }
        }
        return found;
    }

    private void put(Map<String, String> found, @Nullable String name) {
        if (name != null) {
            var known = known(name);
            found.put(name, known == null ? "1" : known);
        }
    }

    private static boolean isForm(MethodParameter parameter) {
        return parameter.getParameterType().isRecord()
                && !parameter.hasParameterAnnotation(RequestBody.class)
                && (parameter.hasParameterAnnotation(ModelAttribute.class)
                        || !BeanUtils.isSimpleProperty(parameter.getParameterType()));
    }

    // ---- looking ---------------------------------------------------------------------------------------------------

    /** Who asked what, and what was answered. */
    private Map<String, String> look(List<Actor> who, List<Way> ways, Set<String> ids) {
        var answers = new TreeMap<String, String>();
        who.parallelStream().forEach(actor -> {
            for (var way : ways) {
                for (var address : addresses(way, ids)) {
                    for (var query :
                            new LinkedHashSet<>(List.of(query(parameters(way, false)), query(ofTheYear(way))))) {
                        var answer = actor.http().get(address + query);
                        synchronized (answers) {
                            answers.put(actor.name() + " / " + address + query, plain(answer));
                        }
                    }
                }
            }
        });
        return answers;
    }

    private Map<String, String> ofTheYear(Way way) {
        var parameters = parameters(way, false);
        if (way.pattern().contains("{code}")) {
            parameters.put("year", "2026");
            parameters.put("dataSet", "REAL");
        }
        return parameters;
    }

    private static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(one -> one.getKey() + "="
                                + java.net.URLEncoder.encode(one.getValue(), java.nio.charset.StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String plain(Http.Answer answer) {
        assertThat(answer.status())
                .as("limits must not stand in the probe's way")
                .isNotEqualTo(429);
        var told = answer.status() + " " + answer.header("Location") + "\n";
        return answer.header("Content-Type").contains("spreadsheet")
                ? told // a template, which says when it was made
                : told
                        + MOMENT.matcher(INSTANT.matcher(
                                                MADE_ANEW.matcher(answer.body()).replaceAll(""))
                                        .replaceAll("T"))
                                .replaceAll("T");
    }

    private static boolean ownDoings(String asked) {
        var path = asked.substring(asked.indexOf(" / ") + 3);
        return asked.equals(KEYS) || OWN_DOINGS.stream().anyMatch(path::startsWith);
    }

    /** "Not yours" and "not there" answer alike, byte for byte. */
    private List<String> notThereAlike(List<Actor> who, Set<String> ids, List<Way> ways) {
        var differing = java.util.Collections.synchronizedList(new ArrayList<String>());
        who.parallelStream().forEach(actor -> {
            for (var way : ways) {
                if (actor.name().startsWith("ADMINISTRATOR") && way.pattern().contains("/access")) {
                    continue; // accounts are an administrator's, whatever municipality they are of
                }
                // What is not there answers alike, whichever of its shape it is: it is asked once.
                var ofNothing = new HashMap<String, String>();
                for (var id : ids) {
                    var missing = twin(id);
                    var there = addresses(way, Set.of(id)).stream()
                            .filter(address -> address.contains(id))
                            .toList();
                    for (var address : there) {
                        var none = ofNothing.computeIfAbsent(
                                address.replace(id, "ID") + shape(id),
                                asked -> plain(ask(actor, way, address.replace(id, missing)))
                                        .replace(missing, "ID"));
                        var yours = plain(ask(actor, way, address)).replace(id, "ID");
                        if (!yours.equals(none)) {
                            differing.add("TOLD APART " + actor.name() + " / " + way.method() + " " + address
                                    + difference(none, yours));
                        }
                    }
                }
            }
        });
        return differing;
    }

    private Http.Answer ask(Actor actor, Way way, String address) {
        if (way.method().equals("GET")) {
            return actor.http().get(address + query(parameters(way, false)));
        }
        var fields = parameters(way, true);
        if (address.startsWith("/api/")) {
            var body = fields.isEmpty() ? "{\"reason\": \"확인\", \"basis\": \"EVIDENCED\", \"evidence\": \"확인\"}" : "{}";
            var token = new String[] {"X-CSRF-TOKEN", actor.csrf()};
            return way.method().equals("DELETE")
                    ? actor.http().delete(address, token)
                    : actor.http().post(address + query(fields), body, token);
        }
        fields.put("_csrf", actor.csrf());
        return actor.http().form(address, fields);
    }

    private static String shape(String id) {
        return id.length() == 36 ? "uuid" : "entry";
    }

    /** Of the same shape, and of nothing. */
    private static String twin(String id) {
        return id.matches("[0-9a-f-]{36}") ? UUID.randomUUID().toString() : id.replaceFirst("-\\d+$", "-999999999");
    }

    private static String difference(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return "";
        }
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return "\n  was:  " + excerpt(one, at) + "\n  is:   " + excerpt(other, at);
    }

    private static String excerpt(String text, int at) {
        return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 120))
                .replace('\n', ' ');
    }

    // ---- tables ----------------------------------------------------------------------------------------------------

    /** How many rows of each walled table each of them sees. */
    private Map<String, Long> tables() throws SQLException {
        List<String> walled;
        try (var owner = database.asOwner()) {
            walled = TestDatabase.column(owner, """
                    select relname from pg_class
                    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity
                        and has_table_privilege('dure_app', oid, 'select') and relname not like 'access\\_log%'
                    order by 1""");
        }
        assertThat(walled).contains("plan", "entry", "tally");
        var counts = new TreeMap<String, Long>();
        for (var actor : actors) {
            var viewer = accounts.viewer(actor.login());
            for (var table : walled) {
                var rows = Access.as(
                        viewer,
                        () -> transactions.execute(status -> db.sql("select count(*) from " + table)
                                .query(Long.class)
                                .single()));
                counts.put(actor.name() + " / " + table, rows);
            }
        }
        return counts;
    }

    /** Everything that lies in the municipality's tables, as the server's superuser sees it. */
    private String digest() {
        try (var superuser = database.asSuperuser()) {
            var lines = new ArrayList<String>();
            for (var table : TestDatabase.column(superuser, """
                    select c.relname from pg_class c
                    join pg_attribute a on a.attrelid = c.oid and a.attname = 'municipality' and not a.attisdropped
                    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                        and c.relname not like 'access\\_log%' and c.relname <> 'role_grant' order by 1""")) {
                lines.add(table + " "
                        + TestDatabase.column(superuser, """
                                select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')
                                from %s t where municipality = '%s'""".formatted(table, victim.municipality()))
                                .getFirst());
            }
            for (var table : List.of("entry", "attestation", "posting", "ledger_disclosure", "ledger_head")) {
                lines.add(table + " "
                        + TestDatabase.column(superuser, """
                                select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')
                                from %s t join ledger_book b on b.id = t.book where b.municipality = '%s'""".formatted(table, victim.municipality()))
                                .getFirst());
            }
            return String.join("\n", lines);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void report(int answers, int counted, Set<String> ids, List<String> leaks) throws IOException {
        var text = new StringBuilder();
        text.append("ways: %d that read, %d that write%n".formatted(reads().size(), writes().size()));
        text.append("actors: %d%n".formatted(actors.size()));
        actors.forEach(actor -> text.append("  ").append(actor.name()).append('\n'));
        text.append("ids of the municipality tried: %d%n".formatted(ids.size()));
        text.append("answers compared: %d, tables × actors counted: %d%n".formatted(answers, counted));
        text.append("permissions: %d%n".formatted(Permission.values().length));
        text.append("leaks: %d%n".formatted(leaks.size()));
        leaks.forEach(leak -> text.append(leak).append('\n'));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "probe.txt"), text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
