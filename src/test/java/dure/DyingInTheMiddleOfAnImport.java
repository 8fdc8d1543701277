package dure;

import static org.assertj.core.api.Assertions.assertThat;

import dure.access.TestAccounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of the database and of the application while rows are on their way: none of them or all, and no hand is needed. */
class DyingInTheMiddleOfAnImport {
    private static final int PATIENCE_SECONDS = 60;
    private static final int ROWS = 40_000;
    private static final Pattern FIRST_PASSWORD = Pattern.compile("password (\\S+)");

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();
    private Path data;
    private String token = "";

    @AfterEach
    void leave_nothing_behind() {
        started.forEach(Process::destroyForcibly);
        serving().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void leaves_no_rows_or_all_of_them_and_the_work_is_begun_anew_by_itself() throws Exception {
        data = directory.resolve("data");
        var first = start();
        var http = new Http(port());
        signIn(http, first);

        // The database dies under a running application.
        var import1 = importing(http, "30110", 2024);
        serving().stream().filter(process -> process.pid() == postmaster()).forEach(ProcessHandle::destroyForcibly);
        await(() -> state(http, import1).equals("DONE"));
        assertThat(get(http, import1).body()).contains("\"interrupted\":true");
        assertThat(entries(http, "30110", 2024)).isEqualTo(ROWS);

        // The application dies, and its database is left alone in the middle of a transaction.
        var import2 = importing(http, "30140", 2024);
        first.destroyForcibly().waitFor();
        assertThat(serving()).isNotEmpty();
        start();
        var again = new Http(port());
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

    private void signIn(Http http, Process process) {
        await(() -> FIRST_PASSWORD.matcher(said(process)).find());
        var password = FIRST_PASSWORD
                .matcher(said(process))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        var own = "a long one of our own";
        assertThat(http.post(
                                "/api/v1/password",
                                "{\"newPassword\":\"" + own + "\"}",
                                "Authorization",
                                Http.basic("admin", password))
                        .status())
                .isLessThan(300);
        var basic = Http.basic("admin", own);
        var begun = http.post("/api/v1/second-factor", "{}", "Authorization", basic).json();
        var proof = "{\"begun\":\"%s\",\"code\":\"%s\"}"
                .formatted(
                        begun.get("begun").asString(),
                        TestAccounts.codeOf(begun.get("secret").asString()));
        var enrolled = http.post("/api/v1/second-factor/enrolment", proof, "Authorization", basic);
        assertThat(enrolled.status()).as(enrolled.body()).isEqualTo(200);
        token = http.post(
                        "/api/v1/tokens",
                        "{\"name\":\"import\",\"scopes\":[\"entries:write\"],\"days\":1}",
                        "Authorization",
                        basic,
                        "Dure-Code",
                        enrolled.json().at("/recoveryCodes/0").asString())
                .json()
                .get("secret")
                .asString();
    }

    private Process start() throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dure.Application",
                        "--dure.data=" + data,
                        "--dure.samples=false",
                        "--dure.language=en",
                        "--server.port=0",
                        "--logging.threshold.console=off",
                        "--logging.file.name=" + directory.resolve("dure.log"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said-" + started.size()).toFile())
                .start();
        started.add(process);
        await(() -> {
            var lines = lines();
            return lines.size() == 3
                    && lines.getFirst().equals(String.valueOf(process.pid()))
                    && !lines.get(2).isEmpty();
        });
        return process;
    }

    private int port() {
        var address = lines().get(2);
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private String said(Process process) {
        try {
            return Files.readString(directory.resolve("said-" + started.indexOf(process)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private List<String> lines() {
        try {
            return List.of(Files.readString(data.resolve("dure.lock")).split("\n", -1));
        } catch (IOException e) {
            return List.of();
        }
    }

    private long postmaster() {
        try {
            return Long.parseLong(Files.readAllLines(data.resolve("postgresql/data/postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<ProcessHandle> serving() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("/bin/postgres -D " + data))
                        .isPresent())
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("Waited for %d s in vain".formatted(PATIENCE_SECONDS));
    }
}
