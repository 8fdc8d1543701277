package dure.evidence;

import dure.region.Book;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 증빙 파일, without its content.
 *
 * @param name as it was first sent
 * @param size bytes
 * @param sha256 of the content, hexadecimal
 * @param personal whether it holds personal data: it is opened for a stated reason only
 * @param destroyed null while the content is there
 */
public record EvidenceFile(
        UUID id,
        Book book,
        String name,
        EvidenceType type,
        long size,
        String sha256,
        boolean personal,
        Instant addedAt,
        String addedBy,
        @Nullable Destroyed destroyed) {

    /** 파기 */
    public record Destroyed(Instant at, String reason, String by) {}

    /** As an entry names it in its evidence. */
    public String reference() {
        return REFERENCE + id;
    }

    static final String REFERENCE = "evidence:";

    public String href() {
        return "/municipalities/" + book.municipality() + "/evidence-files/" + id;
    }

    /** Thousands of bytes, one at least: nobody reads bytes. */
    public long kilobytes() {
        return Math.max(1, size / 1_000);
    }
}
