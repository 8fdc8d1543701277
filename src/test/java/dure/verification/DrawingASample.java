package dure.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.TestDatabase;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.region.Book;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DureTest
class DrawingASample {
    @LocalServerPort
    int port;

    @Autowired
    TestBooks books;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDatabase database;

    @Autowired
    SampleChecks samples;

    Http http = new Http(0);
    Book book = new Book(new dure.region.MunicipalityCode("30170"), dure.region.DataSet.SAMPLE);
    String writes = "";
    String verifies = "";
    dure.access.Viewer verifier = dure.access.Viewer.PUBLIC;
    String home = "";

    @BeforeEach
    void gather() {
        http = new Http(port);
        book = books.next();
        var officer = accounts.officer(book.municipality());
        var checks = accounts.with(Role.VERIFIER, book.municipality());
        verifier = accounts.viewer(checks);
        writes = Http.basic(officer.login(), officer.password());
        verifies = Http.basic(checks.login(), checks.password());
        home = "/api/v1/municipalities/" + book.municipality();
    }

    private void record(int entries) {
        for (int i = 0; i < entries; i++) {
            var answer = http.post(
                    "/api/v1/entries",
                    """
                    {"municipality": "%s", "label": "가상 사업 %d", "from": "2025-03-01", "occurredOn": "2025-03-31",
                     "quantity": %d, "statedUnit": "명", "basis": "REPORTED", "programmeType": "%s"}
                    """.formatted(book.municipality(), i, 1 + i, i % 2 == 0 ? "SERVICE" : "TRAINING"),
                    "Authorization",
                    writes);
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        }
    }

    @Test
    void the_same_seed_draws_the_same_entries_by_a_way_that_anybody_can_follow() {
        var population = new ArrayList<Drawing.Candidate>();
        for (int i = 1; i <= 20; i++) {
            population.add(new Drawing.Candidate("30170-" + i, i, ""));
        }
        var drawn = Drawing.draw("a1b2", population, 5).sample().stream()
                .map(Drawing.Candidate::entry)
                .toList();
        Collections.shuffle(population, new Random(7));
        assertThat(Drawing.draw("a1b2", population, 5).sample().stream().map(Drawing.Candidate::entry))
                .containsExactlyElementsOf(drawn);
        // printf %s a1b2:30170-1 | sha256sum
        assertThat(Drawing.place("a1b2", "30170-1"))
                .isEqualTo(Hashes.sha256("a1b2:30170-1"))
                .hasSize(64);
        assertThat(drawn)
                .isEqualTo(population.stream()
                        .map(Drawing.Candidate::entry)
                        .sorted(java.util.Comparator.comparing(entry -> Hashes.sha256("a1b2:" + entry)))
                        .limit(5)
                        .toList());
    }

    @Test
    void strata_are_drawn_in_proportion_and_none_is_forgotten() {
        var population = new ArrayList<Drawing.Candidate>();
        for (int i = 0; i < 100; i++) {
            population.add(new Drawing.Candidate("30170-" + (i + 1), 1, i < 90 ? "가" : i < 99 ? "나" : "다"));
        }
        assertThat(Drawing.draw("seed", population, 10).strata())
                .extracting(SampleCheck.Stratum::size)
                .containsExactly(8, 1, 1);
        assertThat(Drawing.draw("seed", population, 1_000).sample()).hasSize(100);
    }

    @Test
    void the_exact_interval_covers_at_least_what_it_says_and_a_full_count_is_certain() {
        for (var truth : new int[] {0, 3, 30, 57, 60}) {
            double covered = 0;
            for (int hits = Math.max(0, 20 - (60 - truth)); hits <= Math.min(20, truth); hits++) {
                var interval = Interval.exact(60, 20, hits);
                var share = truth / 60.0;
                if (interval.low() <= share && share <= interval.high()) {
                    covered += probability(60, truth, 20, hits);
                }
            }
            assertThat(covered).as("true: " + truth).isGreaterThanOrEqualTo(0.95);
        }
        assertThat(Interval.exact(12, 12, 9).low()).isEqualTo(0.75);
        assertThat(Interval.exact(12, 12, 9).high()).isEqualTo(0.75);
        assertThat(Interval.exact(300, 30, 30).low()).isBetween(0.88, 0.92);
    }

    private static double probability(int n, int marked, int size, int k) {
        return choose(marked, k) * choose(n - marked, size - k) / choose(n, size);
    }

    private static double choose(int n, int k) {
        if (k < 0 || k > n) {
            return 0;
        }
        double product = 1;
        for (int i = 1; i <= k; i++) {
            product *= (n - k + i) / (double) i;
        }
        return product;
    }

    @Test
    void the_intervals_of_strata_and_of_quantities_cover_about_what_they_say() {
        var random = new Random(20261125);
        int strataCovered = 0;
        int weightedCovered = 0;
        int runs = 2_000;
        var quantities = new long[120];
        var truths = new boolean[120];
        long trueQuantity = 0;
        long all = 0;
        for (int i = 0; i < 120; i++) {
            quantities[i] = 1 + random.nextInt(20);
            truths[i] = random.nextDouble() < (i < 80 ? 0.9 : 0.6);
            all += quantities[i];
            trueQuantity += truths[i] ? quantities[i] : 0;
        }
        int one = 0;
        int two = 0;
        for (int i = 0; i < 120; i++) {
            one += i < 80 && truths[i] ? 1 : 0;
            two += i >= 80 && truths[i] ? 1 : 0;
        }
        var share = (one + two) / 120.0;
        var shareOfQuantity = (double) trueQuantity / all;
        for (int run = 0; run < runs; run++) {
            var first = shuffled(0, 80, random).subList(0, 20);
            var second = shuffled(80, 120, random).subList(0, 10);
            var interval = Interval.stratified(List.of(
                    new Interval.Stratum(80, 20, hits(first, truths)),
                    new Interval.Stratum(40, 10, hits(second, truths))));
            strataCovered += interval.low() <= share && share <= interval.high() ? 1 : 0;
            var drawn = shuffled(0, 120, random).subList(0, 40);
            var weighted = Interval.weighted(
                    drawn.stream().map(i -> quantities[i]).toList(),
                    drawn.stream().map(i -> truths[i]).toList(),
                    80.0 / 119);
            weightedCovered += weighted.low() <= shareOfQuantity && shareOfQuantity <= weighted.high() ? 1 : 0;
        }
        assertThat(strataCovered / (double) runs).isGreaterThan(0.93);
        assertThat(weightedCovered / (double) runs).isGreaterThan(0.92);
        assertThat(Interval.weighted(List.of(3L, 1L), List.of(true, false), 0).estimate())
                .isCloseTo(0.75, within(1e-9));
    }

    private static List<Integer> shuffled(int from, int to, Random random) {
        var all = new ArrayList<Integer>();
        for (int i = from; i < to; i++) {
            all.add(i);
        }
        Collections.shuffle(all, random);
        return all;
    }

    private static int hits(List<Integer> drawn, boolean[] truths) {
        return (int) drawn.stream().filter(i -> truths[i]).count();
    }

    @Test
    void a_check_is_marked_one_by_one_closed_and_stands_beside_the_figure() throws SQLException {
        record(8);
        var asked = """
                {"year": 2025, "size": 4, "stratified": "PROGRAMME_TYPE", "seed": "seoul-2025"}""";
        assertThat(http.post(home + "/sample-checks", asked, "Authorization", writes)
                        .status())
                .isEqualTo(403);
        var drawn = http.post(home + "/sample-checks", asked, "Authorization", verifies)
                .json();
        assertThat(drawn.get("population").asInt()).as(drawn.toString()).isEqualTo(8);
        var at = home + "/sample-checks/" + drawn.get("id").asString();
        assertThat(http.post(at + "/closing", "{}", "Authorization", verifies).status())
                .isEqualTo(409);
        var entries = drawn.get("entries");
        for (int i = 0; i < 4; i++) {
            var marked = http.post(
                    at + "/marks",
                    """
                    {"entry": "%s", "verdict": "%s", "remark": "%s"}
                    """.formatted(entries.get(i).get("entry").asString(), i == 0 ? "MISS" : "HIT", i == 0 ? "허위" : ""),
                    "Authorization",
                    verifies);
            assertThat(marked.status()).as(marked.body()).isEqualTo(200);
        }
        var closed = http.post(at + "/closing", "{}", "Authorization", verifies).json();
        assertThat(closed.get("ofEntries").get("estimate").asDouble()).isEqualTo(0.75);
        assertThat(http.post(
                                at + "/marks",
                                """
                {"entry": "%s", "verdict": "HIT"}
                """.formatted(entries.get(0).get("entry").asString()),
                                "Authorization",
                                verifies)
                        .status())
                .isEqualTo(409);
        try (var superuser = database.asSuperuser();
                var statement = superuser.createStatement()) {
            assertThatThrownBy(() ->
                            statement.execute("""
                    insert into sample_mark (sample, municipality, entry, verdict, marked_at, marked_by)
                    select sample, municipality, entry, 'HIT', now(), 'x' from sample_item where sample = '%s'
                    """.formatted(drawn.get("id").asString())))
                    .hasMessageContaining("closed");
        }
        // What is recorded later changes nothing of what was drawn.
        record(2);
        assertThat(Access.as(
                        verifier,
                        () -> samples.isDrawnAgain(samples.find(java.util.UUID.fromString(
                                        drawn.get("id").asString()))
                                .orElseThrow())))
                .isTrue();
        var ladder = http.get(home + "/ladder?year=2025&dataSet=REAL", "Authorization", verifies)
                .json();
        assertThat(ladder.get("sampleCheck").get("entries").asInt())
                .as(ladder.toString())
                .isEqualTo(4);
        assertThat(ladder.get("rungs")
                        .valueStream()
                        .filter(rung -> rung.get("basis").asString().equals("REPORTED"))
                        .findFirst()
                        .orElseThrow()
                        .get("entries")
                        .asInt())
                .isEqualTo(10);
        assertThat(http.get(home + "/ladder?year=2025&dataSet=REAL")
                        .json()
                        .get("total")
                        .asLong())
                .isZero();
    }
}
