package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.TestDatabase;
import dure.access.Access;
import dure.access.Reach;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.region.Book;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Imports that run beside the request: through HTTP, on real PostgreSQL, with real threads. */
@DureTest
class ImportingAsAJob {
    private static final String HEAD = "내용,시작일,종료일,측정 단위,수량,근거\n";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDatabase database;

    @Autowired
    ImportJobStore store;

    @Autowired
    UploadStore uploads;

    @Autowired
    Scheduler scheduler;

    private Http http;
    private Book book;
    private TestAccounts.Login officer;
    private String path;

    @BeforeEach
    void an_officer_with_a_book_of_her_own(@Autowired TestBooks books) {
        book = books.next();
        officer = accounts.officer(book.municipality());
        http = new Http(port);
        path = "/api/v1/entry-files?municipality=" + book.municipality().value();
    }

    @Test
    void a_short_file_is_answered_at_once_as_ever() {
        var answer = send(HEAD + row(1));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("result").asString()).isEqualTo("IMPORTED");
        assertThat(answer.json().get("entries").get("totals").get("JOBS").asLong())
                .isEqualTo(1);
        assertThat(send(HEAD + row(1)).json().get("result").asString()).isEqualTo("UNCHANGED");
        var refused = send(HEAD + "가,2025-01-01,2025-01-31,일자리 수,많음,증빙\n");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("findings").get(0).get("column").asString())
                .isEqualTo("E");
    }

    @Test
    void a_client_that_would_rather_ask_later_is_told_where() {
        var answer = send(HEAD + rows(3_000), "Prefer", "respond-async, wait=0");
        assertThat(answer.status()).isEqualTo(202);
        var where = answer.header("Location");
        assertThat(where).isEqualTo("/api/v1/imports/" + answer.json().get("id").asString());
        await(() -> state(where).equals("DONE"));
        var done = get(where).json();
        assertThat(done.get("answer").get("result").asString()).isEqualTo("IMPORTED");
        assertThat(done.get("answer").get("entries").get("count").asInt()).isEqualTo(3_000);
        assertThat(done.get("interrupted").asBoolean()).isFalse();
        assertThat(position()).isEqualTo(3_000);
    }

    @Test
    void nobody_else_sees_or_cancels_it() {
        var where = send(HEAD + row(1), "Prefer", "respond-async, wait=0").header("Location");
        var other = accounts.officer(book.municipality());
        assertThat(new Http(port)
                        .get(where, "Authorization", Http.basic(other.login(), other.password()))
                        .status())
                .isEqualTo(404);
        assertThat(new Http(port)
                        .delete(where, "Authorization", Http.basic(other.login(), other.password()))
                        .status())
                .isEqualTo(404);
        assertThat(new Http(port).get(where).status()).isEqualTo(401);
        await(() -> state(where).equals("DONE"));
    }

    @Test
    void a_cancelled_import_leaves_nothing_behind() throws Exception {
        var where = send(HEAD + rows(60_000), "Prefer", "respond-async, wait=0").header("Location");
        await(() -> get(where).json().get("rowsRead").asInt() > 0); // it is on its way
        var answer = http.delete(where, "Authorization", Http.basic(officer.login(), officer.password()));
        assertThat(answer.status()).isEqualTo(200);
        await(() -> state(where).equals("CANCELLED"));
        assertThat(position()).isZero();
        try (var owner = database.asOwner()) {
            assertThat(TestDatabase.column(
                            owner,
                            "select length(content) from upload join import_job j on j.upload_id = upload.id where j.id = '"
                                    + where.substring(where.lastIndexOf('/') + 1) + "'"))
                    .containsExactly("0");
        }
        // What was cancelled can be sent again, and counts once.
        assertThat(send(HEAD + row(7)).status()).isEqualTo(201);
        assertThat(position()).isEqualTo(1);
    }

    @Test
    void the_same_file_sent_by_six_at_once_is_imported_once_and_the_others_are_told() throws Exception {
        var answers = atOnce(6, i -> HEAD + rows(300));
        assertThat(answers.stream()
                        .map(answer -> answer.json().get("result").asString())
                        .sorted()
                        .toList())
                .containsExactly("IMPORTED", "UNCHANGED", "UNCHANGED", "UNCHANGED", "UNCHANGED", "UNCHANGED");
        assertThat(position()).isEqualTo(300);
    }

    @Test
    void different_files_of_one_municipality_at_once_are_all_imported_whole() throws Exception {
        var answers = atOnce(4, i -> HEAD + row(i + 1) + row(i + 101));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(position()).isEqualTo(8);
    }

    @Test
    void work_that_was_begun_before_a_crash_is_begun_anew_and_says_so() {
        var job = ask(viewer(Reach.of(Set.of(book.municipality()))));
        store.begin(job); // a node took it, and died
        run(job);
        var where = "/api/v1/imports/" + job;
        await(() -> state(where).equals("DONE"));
        assertThat(get(where).json().get("interrupted").asBoolean()).isTrue();
        assertThat(position()).isEqualTo(1);
    }

    @Test
    void a_node_that_was_only_slow_keeps_nothing_once_another_has_begun_its_work() {
        var job = ask(viewer(Reach.of(Set.of(book.municipality()))));
        var slow = store.begin(job).orElseThrow();
        var quick = store.begin(job).orElseThrow();
        assertThat(store.moved(job, slow.begun(), 1, 1, 1)).isFalse();
        assertThat(store.end(job, slow.begun(), new byte[0], Instant.now())).isFalse();
        assertThat(store.end(job, quick.begun(), new byte[0], Instant.now())).isTrue();
    }

    @Test
    void a_job_reaches_no_further_than_its_asking_did_nor_than_the_account_does_now() {
        var narrower = ask(viewer(Reach.NOWHERE)); // a token of another municipality, say
        run(narrower);
        await(() -> state("/api/v1/imports/" + narrower).equals("DENIED"));
        var stranger = accounts.officer(new dure.region.MunicipalityCode("11000"));
        var wider =
                ask(Viewer.acting("stranger", accountOf(stranger), Set.of(Role.JOB_POLICY_OFFICER), Reach.EVERYWHERE));
        run(wider);
        await(() -> store.find(accountOf(stranger), wider).orElseThrow().isOver());
        assertThat(store.find(accountOf(stranger), wider).orElseThrow().state()).isEqualTo(ImportJobStore.State.DENIED);
        assertThat(position()).isZero();
    }

    @Test
    void a_browser_sees_how_far_it_is_and_is_sent_on_when_it_is_over() {
        var job = ask(viewer(Reach.of(Set.of(book.municipality()))));
        var upload = store.find(accountOf(officer), job).orElseThrow().upload();
        http.signIn(officer.login(), officer.password());
        var waiting = http.get("/plan-workbooks/" + upload);
        assertThat(waiting.body()).contains("hx-get=\"/plan-workbooks/" + upload + "/progress\"", "그만두기");
        assertThat(http.get("/plan-workbooks/" + upload + "/progress").header("HX-Redirect"))
                .isEmpty();
        http.submit("/plan-workbooks/" + upload, "/plan-workbooks/" + upload + "/cancellation", java.util.Map.of());
        assertThat(http.get("/plan-workbooks/" + upload + "/progress").header("HX-Redirect"))
                .isEqualTo("/plan-workbooks/" + upload);
        assertThat(http.get("/plan-workbooks/" + upload).body()).contains("그만두었습니다");
        assertThat(position()).isZero();
    }

    private UUID ask(Viewer viewer) {
        return Access.as(viewer, () -> {
            var upload = uploads.keep(
                    viewer.account(),
                    "실적.csv",
                    (HEAD + row(1)).getBytes(StandardCharsets.UTF_8),
                    book.municipality(),
                    Instant.now());
            return store.add(upload, viewer, null, false, Instant.now());
        });
    }

    private void run(UUID job) {
        scheduler.schedule(ImportJobs.TASK.instance(job.toString()).scheduledTo(Instant.now()));
        scheduler.triggerCheckForDueExecutions();
    }

    private Viewer viewer(Reach reach) {
        return Viewer.acting("officer", accountOf(officer), Set.of(Role.JOB_POLICY_OFFICER), reach);
    }

    private UUID accountOf(TestAccounts.Login login) {
        try (var owner = database.asOwner()) {
            return UUID.fromString(
                    TestDatabase.column(owner, "select id from account where login = '" + login.login() + "'")
                            .getFirst());
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Http.Answer> atOnce(int many, IntFunction<String> file) throws Exception {
        var gate = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(many)) {
            var running = new ArrayList<Future<Http.Answer>>();
            for (var i = 0; i < many; i++) {
                var csv = file.apply(i);
                running.add(threads.submit(() -> {
                    gate.await();
                    return send(csv);
                }));
            }
            gate.countDown();
            var answers = new ArrayList<Http.Answer>();
            for (var one : running) {
                answers.add(one.get());
            }
            return answers;
        }
    }

    private Http.Answer send(String csv, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", Http.basic(officer.login(), officer.password())));
        return new Http(port)
                .upload(path, "text/csv", csv.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
    }

    private Http.Answer get(String where) {
        return http.get(where, "Authorization", Http.basic(officer.login(), officer.password()));
    }

    private String state(String where) {
        var answer = get(where);
        return answer.status() == 200 ? answer.json().get("state").asString() : "";
    }

    private long position() {
        try (var superuser = database.asSuperuser()) {
            return Long.parseLong(TestDatabase.column(
                            superuser,
                            "select count(*) from entry e join ledger_book b on b.id = e.book where municipality = '"
                                    + book.municipality().value() + "' and data_set = 'REAL'")
                    .getFirst());
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rows(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(ImportingAsAJob::row).collect(Collectors.joining());
    }

    private static String row(int quantity) {
        return "공공근로 " + quantity + ",2025-01-01,2025-01-31,일자리 수," + quantity + ",증빙\n";
    }

    private static void await(BooleanSupplier condition) {
        for (var i = 0; i < 600; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("Waited for 30 s in vain");
    }
}
