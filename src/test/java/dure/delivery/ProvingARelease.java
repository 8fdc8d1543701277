package dure.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signature alone; all of it by {@code ./dure release --try}. */
class ProvingARelease {
    @TempDir
    Path directory;

    Path key;
    Path archive;

    @BeforeEach
    void that_is_signed() throws IOException {
        key = directory.resolve("key");
        archive = Files.writeString(directory.resolve("dure-1.tar.gz"), "what is delivered");
        assertThat(run("new-key", key)).isZero();
        assertThat(run("sign", key, archive)).isZero();
    }

    @Test
    void succeeds_by_the_key_that_goes_with_it() throws IOException {
        assertThat(run("verify", pub(key), archive)).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(run("new-key", key)).as("never over one that is there").isEqualTo(2);
        assertThat(run("verify", pub(key), archive)).isZero();
    }

    @Test
    void fails_where_a_byte_was_changed_or_another_has_signed() throws IOException {
        var other = directory.resolve("other");
        run("new-key", other);
        assertThat(run("verify", pub(other), archive)).isEqualTo(1);
        Files.writeString(archive, "what is deliverеd"); // a Cyrillic letter
        assertThat(run("verify", pub(key), archive)).isEqualTo(1);
        Files.writeString(directory.resolve("dure-1.tar.gz.sig"), "no signature");
        assertThat(run("verify", pub(key), archive)).isNotZero();
        Files.delete(directory.resolve("dure-1.tar.gz.sig"));
        assertThat(run("verify", pub(key), archive)).isEqualTo(2);
    }

    private static Path pub(Path key) {
        return Path.of(key + ".pub");
    }

    private static int run(String command, Path... files) {
        var arguments = new String[files.length + 1];
        arguments[0] = command;
        for (int i = 0; i < files.length; i++) {
            arguments[i + 1] = files[i].toString();
        }
        return Signing.run(arguments);
    }
}
