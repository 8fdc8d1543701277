package dure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application as the processes that an operator sees. */
class StartingAndStopping {
    private static final int PATIENCE_SECONDS = 180; // on two busy cores a start takes long

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leave_nothing_behind() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void a_second_start_is_told_who_is_there_and_a_signal_ends_server_and_database() throws Exception {
        var data = directory.resolve("자료 하나");
        var first = start(data, "ko");
        await(() -> lines(data).size() == 3 && !lines(data).get(2).isEmpty());
        var address = lines(data).get(2);
        var database = serving(data);
        assertThat(database).isNotEmpty();

        var second = start(data, "en");
        assertThat(second.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(said(second))
                .contains(data.toString(), "process " + first.pid(), address)
                .doesNotContain("\tat ");

        await(() -> said(first).contains(address)); // says that it is ready
        assertThat(said(first)).contains("두레가 준비되었습니다");
        first.destroy(); // SIGTERM
        assertThat(first.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(serving(data)).isEmpty();
        assertThat(lines(data)).containsExactly("");
    }

    @Test
    void a_signal_in_the_middle_of_a_start_ends_it_without_a_complaint() throws Exception {
        var data = directory.resolve("half");
        var process = start(data, "en");
        await(() -> !serving(data).isEmpty());
        process.destroy();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(serving(data)).isEmpty();
        assertThat(said(process)).doesNotContain("could not start");
    }

    private Process start(Path data, String language) throws IOException {
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
                        "--dure.language=" + language,
                        "--server.port=0",
                        "--logging.threshold.console=off")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said-" + started.size()).toFile())
                .start();
        started.add(process);
        return process;
    }

    private String said(Process process) {
        try {
            return Files.readString(directory.resolve("said-" + started.indexOf(process)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> lines(Path data) {
        try {
            return List.of(Files.readString(data.resolve("dure.lock")).split("\n", -1));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<ProcessHandle> serving(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("/bin/postgres -D " + data))
                        .isPresent())
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < PATIENCE_SECONDS * 5; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new AssertionError("Waited for %d s in vain".formatted(PATIENCE_SECONDS));
    }
}
