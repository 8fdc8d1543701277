package dure.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.console.CannotStart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingSecrets {
    private static final byte[] SECRET = "a secret of twenty b".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path data;

    @Test
    void opens_for_whom_it_was_sealed_and_after_a_restart() {
        var sealed = key(null, null).seal(SECRET, "kim");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(key(null, null).open(sealed, "kim")).isEqualTo(SECRET);
    }

    @Test
    void does_not_open_for_anybody_else_nor_changed_nor_by_another_key() {
        var key = key(null, null);
        var sealed = key.seal(SECRET, "kim");
        assertThatThrownBy(() -> key.open(sealed, "lee")).isInstanceOf(AccessKey.WrongKey.class);
        var other = key(Base64.getEncoder().encodeToString(new byte[32]), null);
        assertThatThrownBy(() -> other.open(sealed, "kim")).isInstanceOf(AccessKey.WrongKey.class);
        for (var at = 0; at < sealed.length; at++) {
            var changed = sealed.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> key.open(changed, "kim")).isInstanceOf(AccessKey.WrongKey.class);
        }
        assertThatThrownBy(() -> key.open(new byte[3], "kim")).isInstanceOf(AccessKey.WrongKey.class);
    }

    @Test
    void keeps_its_key_for_its_owners_eyes_only() throws Exception {
        key(null, null).seal(SECRET, "kim");
        var file = data.resolve("keys/access.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Base64.getDecoder().decode(Files.readString(file).strip())).hasSize(32);
    }

    @Test
    void says_what_is_wrong_with_a_key() {
        assertThatThrownBy(() -> key("short", null)).isInstanceOf(CannotStart.class);
        assertThatThrownBy(() -> key(null, data.resolve("nowhere").toString())).isInstanceOf(CannotStart.class);
    }

    private AccessKey key(@Nullable String key, @Nullable String file) {
        return new AccessKey(Settings.with(key, file), data);
    }
}
