package dure.ledger;

import static duredb.Tables.COUNTING_RULE;

import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Sector;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Repository
class RuleStore {
    // A criterion that this version does not know must stop it: a rule read by half would count too much.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final DSLContext db;

    RuleStore(DSLContext db) {
        this.db = db;
    }

    List<CountingRule> all() {
        return db.selectFrom(COUNTING_RULE)
                .orderBy(COUNTING_RULE.PUBLISHED_ON, COUNTING_RULE.ID, COUNTING_RULE.VERSION)
                .fetch(row -> new CountingRule(
                        new RuleKey(row.getId(), row.getVersion()),
                        row.getNameKo(),
                        row.getNameEn(),
                        row.getTextKo(),
                        row.getTextEn(),
                        JSON.readValue(row.getCriteria().data(), Written.class).criteria(),
                        row.getPublishedOn()));
    }

    /** As it stands in the table; what a rule does not name it does not ask for. */
    private record Written(
            Set<Measure> measures,
            @Nullable Basis basisAtLeast,
            @Nullable Set<ProgrammeType> programmeTypes,
            @Nullable Set<Sector> sectors,
            @Nullable Integer months,
            @Nullable BigDecimal weeklyHours,
            @Nullable Boolean funded,
            @Nullable Boolean oncePerPerson) {
        CountingRule.Criteria criteria() {
            return new CountingRule.Criteria(
                    measures,
                    basisAtLeast,
                    Objects.requireNonNullElse(programmeTypes, Set.of()),
                    Objects.requireNonNullElse(sectors, Set.of()),
                    months,
                    weeklyHours,
                    funded,
                    Boolean.TRUE.equals(oncePerPerson));
        }
    }
}
