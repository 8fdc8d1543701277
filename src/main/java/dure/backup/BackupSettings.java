package dure.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dure.backup.*}: what the commands are told.
 *
 * @param file the archive
 * @param keyFile what it is sealed with; none: not at all
 * @param newKey where a key is to be made, and nothing else done
 * @param replace a restore may move aside what is there
 */
@ConfigurationProperties("dure.backup")
record BackupSettings(
        @Nullable Path file,
        @Nullable Path keyFile,
        @Nullable Path newKey,
        @DefaultValue("false") boolean replace) {
    Archive archive() {
        if (file == null) {
            throw new IllegalArgumentException("dure.backup.file is missing");
        }
        return new Archive(file.toAbsolutePath().normalize(), keyFile == null ? null : Key.in(keyFile));
    }
}
