package dure;

import dure.access.TestAccounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** The application and its database as processes of their own, to be killed; the data directory outlives them. */
public final class Running implements AutoCloseable {
    private static final Pattern FIRST_PASSWORD = Pattern.compile("password (\\S+)");
    private static final Duration START = Duration.ofSeconds(120);

    private final Path directory;
    private final Path data;
    private final List<String> options;
    private final List<Process> started = new ArrayList<>();

    public Running(Path directory, Path data, String... options) {
        this.directory = directory;
        this.data = data;
        this.options = Arrays.asList(options);
    }

    public void start() throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "dure.Application",
                "--dure.data=" + data,
                "--dure.database.unpacked="
                        + Path.of("target", "test-postgresql").toAbsolutePath(),
                "--dure.samples=false",
                "--dure.language=en",
                "--server.port=0",
                "--logging.threshold.console=off",
                "--logging.file.name=" + directory.resolve("dure.log")));
        command.addAll(options);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said-" + started.size()).toFile())
                .start();
        started.add(process);
        await("the start: " + said(), START, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("The application ended: " + said() + log());
            }
            var lines = lines();
            return lines.size() == 3
                    && lines.getFirst().equals(String.valueOf(process.pid()))
                    && !lines.get(2).isEmpty();
        });
    }

    public int port() {
        var address = lines().get(2);
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** Changes the first password, enrols a second factor, and makes a token of its administrator. */
    public String token(String own, String scopes) {
        var http = new Http(port());
        await("the first password", START, () -> FIRST_PASSWORD.matcher(said()).find());
        var first = FIRST_PASSWORD
                .matcher(said())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        var changed = http.post(
                "/api/v1/password", "{\"newPassword\":\"" + own + "\"}", "Authorization", Http.basic("admin", first));
        if (changed.status() >= 300) {
            throw new AssertionError(changed.body());
        }
        var basic = Http.basic("admin", own);
        var begun =
                http.post("/api/v1/second-factor", "{}", "Authorization", basic).json();
        var proof = "{\"begun\":\"%s\",\"code\":\"%s\"}"
                .formatted(
                        begun.get("begun").asString(),
                        TestAccounts.codeOf(begun.get("secret").asString()));
        var enrolled = http.post("/api/v1/second-factor/enrolment", proof, "Authorization", basic);
        if (enrolled.status() != 200) {
            throw new AssertionError(enrolled.body());
        }
        return http.post(
                        "/api/v1/tokens",
                        "{\"name\":\"test\",\"scopes\":[" + scopes + "],\"days\":1}",
                        "Authorization",
                        basic,
                        "Dure-Code",
                        enrolled.json().at("/recoveryCodes/0").asString())
                .json()
                .get("secret")
                .asString();
    }

    public void killApplication() throws InterruptedException {
        if (!started.getLast().destroyForcibly().waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("The application does not die");
        }
    }

    /** The server itself, or with all that work for it. */
    public void killDatabase(boolean all) {
        var first = postmaster();
        serving().stream().filter(process -> all || process.pid() == first).forEach(ProcessHandle::destroyForcibly);
    }

    public long postmaster() {
        try {
            return Long.parseLong(Files.readAllLines(data.resolve("postgresql/data/postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }

    public List<ProcessHandle> serving() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("/bin/postgres -D " + data))
                        .isPresent())
                .toList();
    }

    public Path data() {
        return data;
    }

    public Process process() {
        return started.getLast();
    }

    public String said() {
        try {
            return Files.readString(directory.resolve("said-" + (started.size() - 1)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    public String log() {
        try {
            var lines = Files.readAllLines(directory.resolve("dure.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    /** What every thread of the application is doing, for whoever waits for it in vain. */
    public String threads() {
        try {
            var out = Files.createTempFile(directory, "threads", ".txt");
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(process().pid()),
                            "Thread.print")
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start()
                    .waitFor(20, TimeUnit.SECONDS);
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    /** By the clock and not by the number of looks: one look may take as long as the application waits for its database. */
    public static void await(String what, Duration longest, BooleanSupplier condition) {
        var end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Waited for %d s in vain for %s".formatted(longest.toSeconds(), what));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
        serving().forEach(ProcessHandle::destroyForcibly);
        await("the end of the database", Duration.ofSeconds(30), () -> serving().isEmpty());
    }
}
