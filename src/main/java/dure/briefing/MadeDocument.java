package dure.briefing;

import dure.ledger.RuleKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/**
 * 만든 자료, as it went out.
 *
 * @param sha256 of its bytes, in hexadecimal digits
 * @param size [bytes]
 * @param position what the ledger held
 * @param sections the hash of what each said
 */
public record MadeDocument(
        UUID id,
        Format format,
        String language,
        String sha256,
        int size,
        LocalDate asOf,
        RuleKey rule,
        long position,
        Instant knownAt,
        Map<Section, String> sections,
        Instant madeAt,
        String madeBy) {}
