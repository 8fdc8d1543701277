package dure.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.console.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneHolderOfADataDirectory {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T01:02:03Z"), ZoneId.of("Asia/Seoul"));

    @TempDir
    Path directory;

    @Test
    void keeps_a_second_one_out_and_says_who_holds_it() throws IOException {
        try (var first = new DataDirectory(directory, CLOCK)) {
            assertThat(first.resolve("file")).isEqualTo(directory.resolve("file"));
            assertThatThrownBy(() -> new DataDirectory(directory, CLOCK))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("database.held-without-address")
                    .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
            first.at("http://localhost:8080");
            assertThatThrownBy(() -> new DataDirectory(directory, CLOCK))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("database.held ")
                    .hasMessageContaining("2026-11-24 10:02")
                    .hasMessageContaining("http://localhost:8080");
        }
    }

    @Test
    void lets_the_next_one_in_when_it_ends() throws IOException {
        new DataDirectory(directory, CLOCK).close();
        new DataDirectory(directory, CLOCK).close();
    }

    @Test
    void makes_it_for_its_own_eyes_only() throws IOException {
        var made = directory.resolve("new");
        new DataDirectory(made, CLOCK).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
    }

    @Test
    void says_that_a_file_is_no_directory() throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> new DataDirectory(file, CLOCK))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("database.not-writable");
    }
}
