package dure.verification;

import dure.ledger.EntryId;
import dure.region.Book;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 고용보험 자료 대조, as it was done; the file itself is not kept.
 *
 * @param reference 기준일: what the file knows of
 * @param windowDays how many days before and after an entry's period the acquisition may lie
 * @param from the entries that were held against it occurred from here
 * @param to to here
 */
record Extract(
        UUID id,
        Book book,
        ListKind kind,
        String fileName,
        String sha256,
        int rows,
        LocalDate reference,
        int windowDays,
        LocalDate from,
        LocalDate to,
        int mapping,
        Instant at,
        String by) {
    /** As attestations name an extract in their evidence. */
    static final String EVIDENCE = "insurance-extract:";

    enum Finding {
        /** 확인됨: insured at the reference day */
        FOUND,
        /** 상실: was insured, and is no more */
        ENDED,
        /** 미확인 */
        NOT_FOUND,
        /** 판단 필요: several may be meant; somebody decides */
        AMBIGUOUS
    }

    enum Outcome {
        /** 근거를 올림 */
        ATTESTED,
        /** the entry stood there already, or higher */
        STANDS,
        /** 본인 기재 */
        OWN_ENTRY,
        NONE
    }

    /** A span of insurance that may be an entry's. */
    record Span(
            LocalDate acquired,
            @Nullable LocalDate lost,
            @Nullable String workplaceNo,
            @Nullable String workplace) {}

    /**
     * What the file says of an entry.
     *
     * @param span of FOUND and ENDED
     * @param retainedMonths the longest of 1, 3, 6 and 12 months that is due and was kept
     * @param candidates of AMBIGUOUS
     * @param decision what somebody decided of it
     */
    record Verdict(
            EntryId entry,
            Finding finding,
            @Nullable Span span,
            @Nullable Integer retainedMonths,
            Outcome outcome,
            List<Span> candidates,
            @Nullable Decision decision) {}

    /** @param span null: none of them */
    record Decision(@Nullable Span span, Outcome outcome, String reason, Instant at, String by) {}

    /**
     * 사업장 대조: what was recorded there by lists of persons, and how many are insured there.
     *
     * @param insured in the last month up to the reference day; null where the file does not have the workplace
     * @param before in the first month of the file
     */
    record Workplace(
            String no,
            String name,
            int recorded,
            @Nullable Integer insured,
            @Nullable Integer before) {
        boolean isShort() {
            return insured == null || insured < recorded;
        }
    }

    String evidence() {
        return EVIDENCE + id;
    }
}
