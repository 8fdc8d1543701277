package dure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The data directory on a file system of its own that runs full; needs the right to mount one. */
class FillingTheDisk {
    @TempDir
    Path directory;

    private Path mounted;
    private Running running;

    @AfterEach
    void give_it_back() throws Exception {
        if (running != null) {
            running.close();
        }
        if (mounted != null) {
            run("umount", "-l", mounted.toString());
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void refuses_what_would_be_written_shows_what_is_there_and_goes_on_once_there_is_room() throws Exception {
        var place = Files.createDirectory(directory.resolve("small"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=420m,mode=0755", "tmpfs", place.toString()) == 0,
                "Skipped: this user may not mount a file system");
        mounted = place;
        running = new Running(directory, place.resolve("data"), "--dure.database.reserve=100MB");
        running.start();
        var http = new Http(running.port());
        var token = running.token("a long one of our own", "\"entries:write\"");
        assertThat(record(http, token).status()).isEqualTo(201);

        var ballast = place.resolve("ballast");
        fill(ballast, 50);
        var refused = record(http, token);
        assertThat(refused.status()).as(refused.body()).isEqualTo(507);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.body()).contains("저장할 공간이 없").doesNotContain("Exception", place.toString());
        assertThat(http.post("/api/v1/entries", "{}", "Authorization", "Bearer " + token, "Accept-Language", "en")
                        .body())
                .contains("No room left");
        assertThat(http.get("/").status()).isEqualTo(200);
        // Whoever wants to sign in and look may do so.
        assertThat(http.get("/sign-in").status()).isEqualTo(200);

        fill(ballast, 0);
        for (var i = 0; i < 20; i++) {
            assertThat(http.get("/api/v1/rules").status()).isEqualTo(200);
            assertThat(http.get("/municipalities/30110").status()).isEqualTo(200);
            assertThat(record(http, token).status()).isEqualTo(507);
        }

        Files.delete(ballast);
        Running.await("room", Duration.ofSeconds(20), () -> record(http, token).status() == 201);
        running.killDatabase(true);
        Running.await("the database after a crash", Duration.ofSeconds(60), () -> {
            try {
                return record(http, token).status() == 201;
            } catch (java.io.UncheckedIOException e) {
                return false;
            }
        });
        assertThat(http.get(
                                "/api/v1/municipalities/30110/entries?dataSet=REAL&size=1&year=2024",
                                "Authorization",
                                "Bearer " + token)
                        .json()
                        .get("count")
                        .asInt())
                .isGreaterThanOrEqualTo(3);
    }

    private static Http.Answer record(Http http, String token) {
        return http.post(
                "/api/v1/entries",
                "{\"municipality\":\"30110\",\"dataSet\":\"REAL\",\"label\":\"x\",\"occurredOn\":\"2024-01-15\",\"quantity\":1,\"basis\":\"EVIDENCED\",\"evidence\":\"y\"}",
                "Authorization",
                "Bearer " + token,
                "Accept-Language",
                "ko",
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    /** So that so many megabytes are left. */
    private static void fill(Path ballast, int left) throws IOException {
        try (var out = Files.newOutputStream(
                ballast, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            var block = new byte[1 << 16];
            while (Files.getFileStore(ballast).getUsableSpace() > (long) left << 20) {
                out.write(block);
            }
        } catch (IOException e) {
            if (left > 0) {
                throw e;
            }
        }
    }

    private static int run(String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}
