package dure.verification;

import dure.ledger.EntryId;
import dure.person.PersonRef;
import dure.plan.Measure;
import dure.plan.ProjectId;
import dure.region.Book;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 참여자 명단, as it was brought in; the file itself is not kept.
 *
 * @param sha256 of the file, hexadecimal
 * @param known persons that were known before
 * @param mapping the version of the columns' meaning
 * @param replaced the entry of a quantity whose place the list took
 */
record PersonList(
        UUID id,
        Book book,
        ProjectId project,
        Measure measure,
        String fileName,
        String sha256,
        int rows,
        int known,
        int mapping,
        @Nullable EntryId replaced,
        @Nullable Long replacedQuantity,
        Instant at,
        String by) {
    /** As entries name a list in their evidence. */
    static final String REFERENCE = "person-list:";

    /** @param no the row of the file */
    record Listed(
            int no,
            PersonRef person,
            EntryId entry,
            @Nullable String workplaceNo,
            @Nullable String workplace,
            @Nullable LocalDate ended) {}

    /** What the list says more or less than was reported; null where it replaced nothing. */
    @Nullable
    Long difference() {
        return replacedQuantity == null ? null : Long.valueOf(rows - replacedQuantity);
    }
}
