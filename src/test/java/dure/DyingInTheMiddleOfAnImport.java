package dure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of the database and of the application while rows are on their way: none of them or all, and no hand is needed. */
class DyingInTheMiddleOfAnImport {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ROWS = 40_000;

    @TempDir
    Path directory;

    private Running running;
    private String token = "";

    @AfterEach
    void leave_nothing_behind() {
        running.close();
    }

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void leaves_no_rows_or_all_of_them_and_the_work_is_begun_anew_by_itself() throws Exception {
        running = new Running(
                directory,
                directory.resolve("data"),
                // Sooner than in an office: the test waits until the import of one that died is begun anew.
                "--db-scheduler.heartbeat-interval=1s",
                "--db-scheduler.polling-interval=1s");
        running.start();
        var http = new Http(running.port());
        token = running.token("a long one of our own", "\"entries:write\"");

        // The database dies under a running application.
        var import1 = importing(http, "30110", 2024);
        running.killDatabase(false);
        await(() -> state(http, import1).equals("DONE"));
        assertThat(get(http, import1).body()).contains("\"interrupted\":true");
        assertThat(entries(http, "30110", 2024)).isEqualTo(ROWS);

        // The application dies, and its database is left alone in the middle of a transaction.
        var import2 = importing(http, "30140", 2024);
        running.killApplication();
        assertThat(running.serving()).isNotEmpty();
        running.start();
        var again = new Http(running.port());
        await(() -> state(again, import2).equals("DONE"));
        assertThat(get(again, import2).body()).contains("\"interrupted\":true");
        assertThat(entries(again, "30140", 2024)).isEqualTo(ROWS);
        assertThat(entries(again, "30110", 2024)).isEqualTo(ROWS);

        // The same file once more, and nothing is counted twice.
        var same = http(again, "30140", 2024, "respond-async, wait=60");
        assertThat(same.body()).contains("UNCHANGED");
        assertThat(entries(again, "30140", 2024)).isEqualTo(ROWS);
    }

    /** Starts one and waits until its rows are on their way. */
    private String importing(Http http, String municipality, int year) {
        var answer = http(http, municipality, year, "respond-async, wait=0");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        var where = answer.header("Location");
        await(() -> get(http, where).json().get("rowsChecked").asInt() > 0);
        assertThat(state(http, where)).isEqualTo("RUNNING");
        return where;
    }

    private Http.Answer http(Http http, String municipality, int year, String prefer) {
        var csv = "내용,시작일,종료일,측정 단위,수량,근거\n"
                + IntStream.rangeClosed(1, ROWS)
                        .mapToObj(i -> "사업 %d,%d-01-01,%d-01-31,일자리 수,1,증빙\n".formatted(i, year, year))
                        .collect(Collectors.joining());
        return http.upload(
                "/api/v1/entry-files?municipality=" + municipality,
                "text/csv",
                csv.getBytes(StandardCharsets.UTF_8),
                "Authorization",
                "Bearer " + token,
                "Prefer",
                prefer);
    }

    private Http.Answer get(Http http, String path) {
        return http.get(path, "Authorization", "Bearer " + token);
    }

    /** Empty where the application has no answer for the moment. */
    private String state(Http http, String where) {
        try {
            var answer = get(http, where);
            assertThat(answer.body()).doesNotContain("\"FAILED\"");
            return answer.status() == 200 ? answer.json().get("state").asString() : "";
        } catch (java.io.UncheckedIOException e) {
            return "";
        }
    }

    private int entries(Http http, String municipality, int year) {
        var answer = get(http, "/api/v1/municipalities/" + municipality + "/entries?dataSet=REAL&size=1&year=" + year);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("count").asInt();
    }

    private static void await(BooleanSupplier condition) {
        Running.await("an import", PATIENCE, condition);
    }
}
