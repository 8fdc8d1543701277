package dure.evidence;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param directory where contents lie; null: in the database, and with it in its backups
 * @param largest file that is taken; uploads end at spring.servlet.multipart.max-file-size besides
 * @param perBook what the files of one book take together
 * @param perEntry how many files one entry has at most
 */
@ConfigurationProperties("dure.evidence")
record EvidenceSettings(
        @Nullable Path directory,
        @DefaultValue("20MB") DataSize largest,
        @DefaultValue("20GB") DataSize perBook,
        @DefaultValue("30") int perEntry) {}
