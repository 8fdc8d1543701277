package dure.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * 문서, before it is made into a file: what it says and in which order. Texts are plain; whoever makes a file of it escapes
 * them. The same document gives the same bytes: nothing in it or around it comes from the clock.
 *
 * @param addressee 수신·참석: whom it is for; null where it says nobody
 * @param office who made it: the municipality, with the office
 * @param running 머리말: what stands at the head of every page
 * @param watermark across every page, of what is no real record (SAMPLE, SIMULATED); null on one that is
 */
public record Document(
        Locale language,
        String title,
        @Nullable String addressee,
        String office,
        LocalDate date,
        String running,
        @Nullable String watermark,
        List<Block> blocks) {
    public Document {
        title = Block.plain(title);
        addressee = addressee == null ? null : Block.plain(addressee);
        office = Block.plain(office);
        running = Block.plain(running);
        blocks = List.copyOf(blocks);
    }
}
