package dure.ledger;

import dure.region.MunicipalityCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 기준 초안: what may become the next version of a municipality's rule.
 *
 * @param rule the name by which it will be asked for, the municipality's code at its end: lasting-30170
 * @param revision how often it was saved; who saves or publishes says which one he saw
 * @param changedBy who saved it last
 * @param account of whoever saved it last
 */
public record RuleDraft(
        MunicipalityCode owner,
        String rule,
        int revision,
        Content content,
        Instant changedAt,
        String changedBy,
        @Nullable UUID account) {

    /**
     * What it says.
     *
     * @param textKo empty: as its criteria say
     * @param textEn empty: as its criteria say
     */
    public record Content(String nameKo, String nameEn, String textKo, String textEn, CountingRule.Criteria criteria) {}
}
