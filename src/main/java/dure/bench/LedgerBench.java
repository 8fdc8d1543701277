package dure.bench;

import dure.access.Access;
import dure.access.Reach;
import dure.access.Role;
import dure.access.Viewer;
import dure.console.Console;
import dure.ledger.Basis;
import dure.ledger.EntryFiles;
import dure.ledger.EntryImport;
import dure.ledger.Figures;
import dure.ledger.JobTerms;
import dure.ledger.Ledger;
import dure.ledger.NewEntry;
import dure.ledger.Origin;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Promise;
import dure.plan.Quantity;
import dure.plan.Sector;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.Terms;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import dure.simulation.Simulated;
import dure.simulation.Simulation;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * {@code ./dure bench ledger}: a nation's entries through the import that offices use, beside a bare COPY of the same
 * lines into a bare table of the same server; then the questions of the first pages, and single saves.
 */
@Component
@ConditionalOnProperty(name = "dure.command", havingValue = "bench")
class LedgerBench {
    private static final int MONTHS = 12;
    private static final int CLIENTS = 8;
    private static final int SAVES_A_CLIENT = 250;
    /** As many as there are cores on the machines that the bars are meant for. */
    private static final int IMPORTERS = 2;

    private static final String[] HEAD = {
        "사업코드", "시작일", "종료일", "측정 단위", "수량", "근거", "고용기간(개월)", "주당 시간", "고용형태", "고용보험", "재정지원", "신규·계속", "출처 종류", "증빙"
    };

    private final BenchSettings settings;
    private final Simulation simulation;
    private final Municipalities municipalities;
    private final Terms terms;
    private final EntryFiles files;
    private final Ledger ledger;
    private final Figures figures;
    private final Rules rules;
    private final FlywayConnectionDetails owner;
    private final Report report;
    private final Console console;
    private final Clock clock;
    private final List<Result.Figure> found = new ArrayList<>();

    LedgerBench(
            BenchSettings settings,
            Simulation simulation,
            Municipalities municipalities,
            Terms terms,
            EntryFiles files,
            Ledger ledger,
            Figures figures,
            Rules rules,
            FlywayConnectionDetails owner,
            Report report,
            Console console,
            Clock clock) {
        this.settings = settings;
        this.simulation = simulation;
        this.municipalities = municipalities;
        this.terms = terms;
        this.files = files;
        this.ledger = ledger;
        this.figures = figures;
        this.rules = rules;
        this.owner = owner;
        this.report = report;
        this.console = console;
        this.clock = clock;
    }

    void run(ApplicationContext application) throws Exception {
        var places =
                municipalities.all().stream().limit(settings.municipalities()).toList();
        var lastYear = LocalDate.now(clock).getYear() - 1;
        var years = List.of(lastYear - 2, lastYear - 1, lastYear);
        console.say("bench.plans", places.size(), years.size(), settings.cells());
        simulation.run(
                // Before the first year: plans without results, which are what is measured.
                new Simulated(places, years, settings.cells(), 1, LocalDate.of(years.getFirst(), 1, 1)), place -> {});
        bulk(places, years);
        var port = application instanceof WebServerApplicationContext web
                ? Objects.requireNonNull(web.getWebServer()).getPort()
                : 0;
        questions(places, lastYear);
        pages(places, lastYear, port);
        saves(places, lastYear);
        report(places, years);
    }

    /** A year at a time into the growing ledger, each time beside a bare COPY of the same lines. */
    private void bulk(List<Municipality> places, List<Integer> years) throws Exception {
        var bare = new ArrayList<Double>();
        var real = new ArrayList<Double>();
        var lines = (double) places.size() * settings.cells() * MONTHS;
        importOf(places, years.getFirst() - 1, List.of(places.getFirst())); // warms up: no plan, so refused
        for (var year : years) {
            bare.add(lines / bareCopy(places, year) * 1000);
            real.add(lines / importOf(places, year, places) * 1000);
            console.say("bench.year", String.valueOf(year), real.getLast(), bare.getLast());
        }
        var bareRate = Times.of(bare).median();
        var realRate = Times.of(real).median();
        found.add(Result.Figure.peer("bare COPY into a bare table", "entries/s", bareRate));
        found.add(Result.Figure.atLeast("CSV through the import", "entries/s", realRate, 85_000));
        found.add(Result.Figure.atLeast("import / bare COPY", "ratio", realRate / bareRate, 0.30));
    }

    private double importOf(List<Municipality> all, int year, List<Municipality> places) throws Exception {
        var csvs = places.stream().map(place -> csv(year, all.indexOf(place))).toList();
        var next = new AtomicInteger();
        Callable<Object> importer = () -> {
            for (int i = next.getAndIncrement(); i < places.size(); i = next.getAndIncrement()) {
                var book = new Book(places.get(i).code(), DataSet.SIMULATED);
                var csv = csvs.get(i);
                var outcome = Access.as(Viewer.PRODUCT, () -> switch (Sheets.read("실적.csv", csv)) {
                    case Reading.Read read -> files.importEntries(book, read.workbook(), false);
                    case Reading.Refused refused -> throw new IllegalStateException(refused.toString());
                });
                if (!(outcome instanceof EntryImport.Imported) && places.size() > 1) {
                    throw new IllegalStateException("Not imported: " + outcome);
                }
            }
            return places.size();
        };
        return Times.millisecondsOf(() -> {
            inParallel(Collections.nCopies(IMPORTERS, importer));
            return places.size();
        });
    }

    private static void inParallel(List<Callable<Object>> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            for (var done : threads.invokeAll(work)) {
                done.get(); // throws what it threw
            }
        }
    }

    /** A year of one municipality as its office would send it. */
    private byte[] csv(int year, int place) {
        var text = new StringBuilder(String.join(",", HEAD)).append('\n');
        for (int month = 1; month <= MONTHS; month++) {
            for (int cell = 1; cell <= settings.cells(); cell++) {
                text.append(String.join(",", line(year, place, month, cell))).append('\n');
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> line(int year, int place, int month, int cell) {
        var of = YearMonth.of(year, month);
        return List.of(
                "M%03d".formatted(cell),
                of.atDay(1).toString(),
                of.atEndOfMonth().toString(),
                "일자리 수",
                String.valueOf(1 + (place * 31 + cell * 7 + month) % 90),
                List.of("자체보고", "증빙", "고용보험 등 확인").get(cell % 3),
                String.valueOf(List.of(3, 6, 9, 12).get(cell % 4)),
                List.of("15", "20", "40").get(cell % 3),
                "임시",
                "예",
                cell % 2 == 0 ? "예" : "아니오",
                "신규",
                "모의 자료",
                "증빙 문서 " + cell);
    }

    /** Of the whole nation's lines at once, into a table without key, wall, check and rule: as fast as this server writes. */
    private double bareCopy(List<Municipality> places, int year) throws Exception {
        var lines = new StringBuilder();
        for (int place = 0; place < places.size(); place++) {
            for (int month = 1; month <= MONTHS; month++) {
                for (int cell = 1; cell <= settings.cells(); cell++) {
                    lines.append(places.get(place).code())
                            .append(',')
                            .append(String.join(",", line(year, place, month, cell)))
                            .append('\n');
                }
            }
        }
        var csv = lines.toString().getBytes(StandardCharsets.UTF_8);
        try (var connection =
                DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword())) {
            execute(connection, "drop table if exists bench_bare");
            execute(connection, """
                    create table bench_bare (municipality text, project text, from_on date, occurred_on date, measure text,
                        quantity bigint, basis text, months smallint, weekly_hours numeric(4, 1), contract text, insured text,
                        funded text, continuity text, source_kind text, evidence text)""");
            var took = Times.millisecondsOf(() -> connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy bench_bare from stdin (format csv)", new ByteArrayInputStream(csv)));
            execute(connection, "drop table bench_bare");
            return took;
        }
    }

    private static void execute(java.sql.Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Viewer officer(@Nullable Municipality of) {
        var reach = of == null ? Reach.EVERYWHERE : Reach.of(Set.of(of.code()));
        return Viewer.acting("bench", null, Set.of(Role.JOB_POLICY_OFFICER, Role.APPROVER), reach);
    }

    /** The questions of the first pages, as staff see them, at the doors. */
    private void questions(List<Municipality> places, int year) throws Exception {
        var rule = rules.find(Rules.DEFAULT).orElseThrow();
        var strict = rules.find("strict").orElseThrow();
        var lastDay = LocalDate.of(year, 12, 31);
        for (var one : List.of(rule, strict)) {
            var national = Times.measure(
                    60,
                    200,
                    () -> Access.as(
                            officer(null),
                            () -> figures.overview(
                                    one,
                                    DataSet.SIMULATED,
                                    new Scope.InYear(year),
                                    LocalDate.now(clock),
                                    Promise.NEWEST)));
            found.add(Result.Figure.atMost(
                    "national overview, staff, p95 (" + one.key().id() + ")", "ms", national.p95(), 15));
        }
        var next = new AtomicInteger();
        var municipal = Times.measure(100, 300, () -> {
            var place = places.get(next.getAndIncrement() % places.size());
            var book = new Book(place.code(), DataSet.SIMULATED);
            return Access.as(officer(place), () -> {
                figures.year(figures.question(book, new Scope.InYear(year), lastDay, null, rule));
                return figures.term(figures.question(
                        book, new Scope.InTerm(terms.on(lastDay).orElseThrow()), lastDay, null, rule));
            });
        });
        found.add(Result.Figure.atMost("figures of a municipality, staff, p95", "ms", municipal.p95(), 10));
    }

    /** Whole pages over HTTP, as anybody sees them. */
    private void pages(List<Municipality> places, int year, int port) throws Exception {
        Access.as(Viewer.PRODUCT, () -> {
            places.forEach(place -> ledger.disclose(new Book(place.code(), DataSet.SIMULATED)));
            return places;
        });
        try (var browser = HttpClient.newHttpClient()) {
            var next = new AtomicInteger();
            var municipality = Times.measure(
                    150,
                    300,
                    () -> get(
                            browser,
                            port,
                            "/municipalities/"
                                    + places.get(next.getAndIncrement() % places.size())
                                            .code() + "?year=" + year));
            found.add(Result.Figure.atMost("page of a municipality over HTTP, p95", "ms", municipality.p95(), 10));
            var national = Times.measure(60, 200, () -> get(browser, port, "/"));
            found.add(Result.Figure.atMost("national page over HTTP, p95", "ms", national.p95(), 15));
        }
    }

    private static int get(HttpClient browser, int port, String path) throws Exception {
        var answer = browser.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode());
        }
        return answer.body().length;
    }

    /** One entry, committed to disk, and again: by clients of their own municipalities, and all of one. */
    private void saves(List<Municipality> places, int year) throws Exception {
        found.add(Result.Figure.atMost(
                "single save, 8 clients, p95",
                "ms",
                saving(places.subList(0, CLIENTS), year).p95(),
                10));
        found.add(Result.Figure.peer(
                "single save, 8 clients of one municipality, p95",
                "ms",
                saving(Collections.nCopies(CLIENTS, places.getLast()), year).p95()));
    }

    private Times saving(List<Municipality> clients, int year) throws Exception {
        var all = Collections.synchronizedList(new ArrayList<Double>());
        inParallel(clients.stream()
                .map(client -> (Callable<Object>) () -> {
                    var book = new Book(client.code(), DataSet.SIMULATED);
                    var viewer = officer(client);
                    for (int i = 0; i < SAVES_A_CLIENT + 50; i++) {
                        var entry = entry(year, i);
                        var took = Times.millisecondsOf(
                                () -> Access.as(viewer, () -> ledger.record(book, List.of(entry), new Origin.Form())));
                        if (i >= 50) {
                            all.add(took);
                        }
                    }
                    return all;
                })
                .toList());
        return Times.of(all);
    }

    private static NewEntry entry(int year, int no) {
        var day = LocalDate.ofYearDay(year, 1 + no % 300);
        return new NewEntry(
                null,
                "성능 측정",
                day,
                day,
                new Quantity(1 + no % 9, Measure.JOBS, "명", false),
                Basis.REPORTED,
                ProgrammeType.DIRECT,
                Sector.PUBLIC,
                Set.of(),
                JobTerms.UNSTATED,
                null,
                new Source(SourceKind.SIMULATION, "성능 측정", null),
                null,
                null,
                List.of());
    }

    private void report(List<Municipality> places, List<Integer> years) throws Exception {
        var result = new Result(
                "ledger",
                Machine.here(clock.instant()),
                List.of(
                        "%d municipalities × %d cells × %d months = %,d entries a year"
                                .formatted(
                                        places.size(),
                                        settings.cells(),
                                        MONTHS,
                                        places.size() * settings.cells() * MONTHS),
                        years.size() + " years"),
                List.copyOf(found));
        report.write(result);
    }
}
