package dure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of the application and of the database at random moments while people and machines go on writing: what was
 * acknowledged is there once, what was not is there once or not at all, and everything that is kept beside the lines says
 * what the lines say. 10 rounds in a build, 200 in {@code ./dure soak}. The seed is said, and can be given:
 * {@code -Ddure.soak.seed=}.
 */
class SoakingUnderKills {
    private static final int ROUNDS = Soak.either(200, 10);

    /** A start of the application takes a few times as long as one of the database. */
    private static final int APPLICATION_EVERY = Soak.either(3, 5);

    private static final int WRITERS = 3;
    private static final int ROWS = 400;
    private static final Duration BACK = Duration.ofSeconds(90);
    private static final List<String> BOOKS = List.of("30110", "30140", "44150");

    @TempDir
    Path directory;

    private Running running;
    private String token = "";
    private volatile int port;
    private volatile boolean ending;
    private final Phaser pause = new Phaser(1);
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Integer> sent = new ConcurrentHashMap<>();
    private final Map<String, String> imports = new ConcurrentHashMap<>();
    private final Map<String, Boolean> done = new ConcurrentHashMap<>();
    private final Map<String, Boolean> reversed = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger repeated = new AtomicInteger();

    @AfterEach
    void leave_nothing_behind() {
        ending = true;
        if (running != null) {
            running.close();
        }
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void loses_nothing_that_was_acknowledged_and_keeps_nothing_twice() throws Exception {
        var seed = Long.getLong("dure.soak.seed", System.nanoTime());
        var random = new Random(seed);
        running = new Running(
                directory,
                directory.resolve("data"),
                "--dure.limits.writing=1000000",
                "--dure.limits.reading=1000000",
                "--dure.limits.uploads=1000000",
                // Sooner than in an office, so that a round waits less for the imports of one that died.
                "--db-scheduler.heartbeat-interval=1s",
                "--db-scheduler.polling-interval=1s");
        running.start();
        port = running.port();
        token = running.token("a long one of our own", "\"plans:write\",\"entries:write\"");
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < WRITERS; i++) {
            var own = new Random(seed + i);
            pause.register();
            threads.add(Thread.ofVirtual().start(() -> write(own)));
        }
        var killed = new int[2];
        try {
            for (var round = 1; round <= ROUNDS; round++) {
                LockSupport.parkNanos(
                        Duration.ofMillis(200 + random.nextInt(1_300)).toNanos());
                if (round % APPLICATION_EVERY == 0) {
                    killed[0]++;
                    running.killApplication();
                    if (random.nextBoolean()) {
                        running.killDatabase(true);
                    }
                    running.start();
                    port = running.port();
                } else {
                    killed[1]++;
                    running.killDatabase(random.nextBoolean());
                }
                comesBack(round);
                pause.arriveAndAwaitAdvance(); // every writer has finished what it had begun, by trying again
                Running.await("the end of every import" + running.log(), BACK, this::noImportIsOnItsWay);
                check("seed " + seed + ", round " + round);
                pause.arriveAndAwaitAdvance();
            }
        } catch (AssertionError e) {
            Files.writeString(Path.of("target", "soak-threads.txt"), running.threads());
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        } finally {
            ending = true;
            pause.arriveAndDeregister();
        }
        for (var thread : threads) {
            thread.join(Duration.ofSeconds(30));
        }
        var said =
                "Seed %d: %d rounds (application killed %d times, database %d), %d entries acknowledged, %d attempts repeated, %d reversed, %d imports of %d rows"
                        .formatted(
                                seed,
                                ROUNDS,
                                killed[0],
                                killed[1],
                                acknowledged.size(),
                                repeated.get(),
                                reversed.size(),
                                done.size(),
                                ROWS);
        Files.writeString(Path.of("target", "soak-kills.txt"), said + "\n");
        assertThat(acknowledged).as(said).hasSizeGreaterThan(ROUNDS);
        assertThat(done).as(said).isNotEmpty();
    }

    private void comesBack(int round) {
        try {
            Running.await("an answer in round " + round, BACK, () -> {
                try {
                    return get("/api/v1/rules").status() == 200;
                } catch (UncheckedIOException e) {
                    return false;
                }
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + running.log(), e);
        }
    }

    /** One of those who go on: between two rounds it waits until all have been checked. */
    private void write(Random random) {
        while (!ending) {
            try {
                switch (random.nextInt(10)) {
                    case 0 -> reverse();
                    case 1 -> importFile(random);
                    case 2, 3 -> read(random);
                    default -> record(random);
                }
            } catch (RuntimeException | Error e) {
                faults.add(String.valueOf(e));
            }
            if (pause.getPhase() >= 0 && pause.getArrivedParties() > 0 && !ending && pause.getPhase() % 2 == 0) {
                pause.arriveAndAwaitAdvance();
                pause.arriveAndAwaitAdvance();
            }
        }
        pause.arriveAndDeregister();
    }

    private void record(Random random) {
        var key = UUID.randomUUID().toString();
        var body =
                "{\"municipality\":\"%s\",\"dataSet\":\"REAL\",\"label\":\"%s\",\"occurredOn\":\"2024-%02d-15\",\"quantity\":%d,\"basis\":\"EVIDENCED\",\"evidence\":\"증빙\"}"
                        .formatted(
                                BOOKS.get(random.nextInt(BOOKS.size())),
                                key,
                                1 + random.nextInt(12),
                                1 + random.nextInt(50));
        sent.put(key, 1);
        var answer = insist(() -> new Http(port)
                .post("/api/v1/entries", body, "Authorization", "Bearer " + token, "Idempotency-Key", key));
        if (answer == null) {
            return;
        }
        if (answer.status() != 201 && answer.status() != 200) {
            faults.add("record: " + answer.status() + " " + answer.body());
            return;
        }
        acknowledged.put(key, answer.json().get("id").asString());
    }

    private void reverse() {
        var entry = acknowledged.keySet().stream()
                .filter(key -> reversed.putIfAbsent(key, false) == null)
                .findFirst();
        if (entry.isEmpty()) {
            return;
        }
        var path = "/api/v1/entries/" + acknowledged.get(entry.get()) + "/reversal";
        var answer =
                insist(() -> new Http(port).post(path, "{\"reason\":\"잘못 적음\"}", "Authorization", "Bearer " + token));
        if (answer != null
                && answer.status() != 201
                && answer.status() != 409) { // 409: the attempt before had gone well
            faults.add("reverse: " + answer.status() + " " + answer.body());
        }
        reversed.put(entry.get(), answer != null);
    }

    private void importFile(Random random) {
        if (imports.size() > acknowledged.size() / 4 + 1) {
            return;
        }
        var name = "가져오기 " + UUID.randomUUID();
        var month = 1 + random.nextInt(12);
        var csv = "내용,시작일,종료일,측정 단위,수량,근거\n"
                + IntStream.rangeClosed(1, ROWS)
                        .mapToObj(i -> "%s,2023-%02d-01,2023-%02d-28,일자리 수,%d,증빙\n".formatted(name, month, month, i))
                        .collect(Collectors.joining());
        sent.put(name, ROWS);
        var book = BOOKS.get(random.nextInt(BOOKS.size()));
        var answer = insist(() -> new Http(port)
                .upload(
                        "/api/v1/entry-files?dataSet=REAL&municipality=" + book,
                        "text/csv",
                        csv.getBytes(StandardCharsets.UTF_8),
                        "Authorization",
                        "Bearer " + token,
                        "Prefer",
                        "respond-async, wait=0"));
        if (answer == null) {
            return;
        }
        if (answer.status() == 202) {
            imports.put(name, answer.header("Location"));
        } else if (answer.status() == 201 || answer.status() == 200) {
            done.put(name, true);
        } else {
            faults.add("import: " + answer.status() + " " + answer.body());
        }
    }

    private void read(Random random) {
        var path = random.nextBoolean()
                ? "/api/v1/municipalities/" + BOOKS.getFirst() + "/entries?dataSet=REAL&size=20&year=2024"
                : "/municipalities/" + BOOKS.getFirst() + "?dataSet=REAL&year=2024";
        try {
            var answer = get(path);
            // Refused it may be while the database is away, and never in words that are not ours.
            if (answer.status() == 500) {
                faults.add("read: " + answer.body());
            }
        } catch (UncheckedIOException e) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private interface Attempt {
        Http.Answer make();
    }

    /** As a well-behaved client does: the same request with the same key, until it hears what came of it. */
    private Http.Answer insist(Attempt attempt) {
        var end = System.nanoTime() + BACK.toNanos();
        while (System.nanoTime() - end < 0 && !ending) {
            try {
                var answer = attempt.make();
                if (answer.status() < 500) {
                    return answer;
                }
                if (answer.status() == 500) {
                    faults.add("500: " + answer.body());
                }
            } catch (UncheckedIOException e) {
                // It died, and nobody knows what came of it.
            }
            repeated.incrementAndGet();
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        if (!ending) {
            faults.add("No answer for " + BACK);
        }
        return null;
    }

    private Http.Answer get(String path) {
        return new Http(port).get(path, "Authorization", "Bearer " + token);
    }

    private boolean noImportIsOnItsWay() {
        for (var one : imports.entrySet()) {
            if (done.containsKey(one.getKey())) {
                continue;
            }
            try {
                var answer = get(one.getValue());
                if (answer.status() != 200) {
                    return false;
                }
                var state = answer.json().get("state").asString();
                if (state.equals("FAILED")) {
                    faults.add(one.getKey() + ": " + answer.body());
                }
                if (!state.equals("DONE") && !state.equals("FAILED")) {
                    return false;
                }
                done.put(one.getKey(), true);
            } catch (UncheckedIOException e) {
                return false;
            }
        }
        return true;
    }

    private void check(String when) throws Exception {
        assertThat(faults).as(when + running.log()).isEmpty();
        try (var database = connect()) {
            var kept = counts(database, "select label, count(*) from entry where reverses is null group by label");
            for (var key : acknowledged.keySet()) {
                assertThat(kept.getOrDefault(key, 0))
                        .as(when + ": acknowledged " + key)
                        .isEqualTo(1);
            }
            for (var one : sent.entrySet()) {
                assertThat(kept.getOrDefault(one.getKey(), 0))
                        .as(when + ": " + one.getKey())
                        .isIn(0, one.getValue());
            }
            for (var name : done.keySet()) {
                assertThat(kept.getOrDefault(name, 0))
                        .as(when + ": imported " + name)
                        .isEqualTo(ROWS);
            }
            var takenBack = counts(
                    database,
                    "select e.label, count(*) from entry r join entry e on e.book = r.book and e.position = r.reverses group by 1");
            assertThat(takenBack.values()).as(when).allMatch(times -> times == 1);
            reversed.forEach((key, sure) -> assertThat(takenBack.getOrDefault(key, 0))
                    .as(when + ": reversed " + key)
                    .isIn(sure ? 1 : 0, 1));
            assertThat(counts(database, "select 'difference', count(*) from tally_difference"))
                    .as(when)
                    .containsEntry("difference", 0);
            assertThat(counts(database, "select book::text, (max(position) - count(*))::int from entry group by book")
                            .values())
                    .as(when + ": gaps in the positions")
                    .allMatch(gap -> gap == 0);
            assertThat(counts(
                                    database,
                                    "select h.book::text, (h.position - (select max(position) from entry e where e.book = h.book))::int from ledger_head h where h.position > 0")
                            .values())
                    .as(when + ": heads")
                    .allMatch(gap -> gap == 0);
            // 접속기록: each row says the hash of the one before, and its own.
            assertThat(counts(database, """
                            select 'rows', count(*) from access_log
                            union all select 'broken', count(*) from (
                                select l.hash <> access_log_hash(l)
                                        or l.previous <> coalesce(
                                            lag(l.hash) over (partition by l.chain order by l.position),
                                            decode(repeat('00', 32), 'hex')) as broken
                                from access_log l) judged
                            where broken"""))
                    .as(when + ": access log")
                    .containsEntry("broken", 0)
                    .doesNotContainEntry("rows", 0);
        }
    }

    private Connection connect() throws Exception {
        var home = running.data().resolve("postgresql");
        var lines = Files.readAllLines(home.resolve("data/postmaster.pid"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/dure?connectTimeout=10&socketTimeout=60",
                "postgres",
                Files.readString(home.resolve("password")).strip());
    }

    private static Map<String, Integer> counts(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ConcurrentHashMap<String, Integer>();
            while (rows.next()) {
                found.put(rows.getString(1), rows.getInt(2));
            }
            return found;
        }
    }
}
