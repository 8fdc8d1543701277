package dure.ledger;

import static duredb.Tables.COUNTING_RULE;
import static duredb.Tables.RULE_DRAFT;
import static duredb.Tables.RULE_RETIREMENT;

import dure.access.Viewer;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import dure.region.MunicipalityCode;
import duredb.tables.records.RuleDraftRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.JSONB;
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
        return db.select(COUNTING_RULE, RULE_RETIREMENT.RETIRED_FROM)
                .from(COUNTING_RULE)
                .leftJoin(RULE_RETIREMENT)
                .on(RULE_RETIREMENT.ID.eq(COUNTING_RULE.ID), RULE_RETIREMENT.VERSION.eq(COUNTING_RULE.VERSION))
                .orderBy(COUNTING_RULE.PUBLISHED_ON, COUNTING_RULE.ID, COUNTING_RULE.VERSION)
                .fetch(read -> {
                    var row = read.value1();
                    return new CountingRule(
                            new RuleKey(row.getId(), row.getVersion()),
                            row.getNameKo(),
                            row.getNameEn(),
                            row.getTextKo(),
                            row.getTextEn(),
                            criteria(row.getCriteria()),
                            row.getPublishedOn(),
                            row.getOwner() == null ? null : new MunicipalityCode(row.getOwner()),
                            row.getPublishedBy(),
                            read.value2());
                });
    }

    void publish(CountingRule rule, @Nullable String draftedBy, Instant at) {
        db.insertInto(COUNTING_RULE)
                .set(COUNTING_RULE.ID, rule.key().id())
                .set(COUNTING_RULE.VERSION, rule.key().version())
                .set(COUNTING_RULE.NAME_KO, rule.nameKo())
                .set(COUNTING_RULE.NAME_EN, rule.nameEn())
                .set(COUNTING_RULE.TEXT_KO, rule.textKo())
                .set(COUNTING_RULE.TEXT_EN, rule.textEn())
                .set(COUNTING_RULE.CRITERIA, written(rule.criteria()))
                .set(COUNTING_RULE.PUBLISHED_ON, rule.publishedOn())
                .set(
                        COUNTING_RULE.OWNER,
                        rule.owner() == null ? null : rule.owner().value())
                .set(COUNTING_RULE.DRAFTED_BY, draftedBy)
                .set(COUNTING_RULE.PUBLISHED_BY, rule.publishedBy())
                .set(COUNTING_RULE.PUBLISHED_AT, LedgerStore.utc(at))
                .execute();
    }

    void retire(RuleKey rule, LocalDate from, String reason, String by, Instant at) {
        db.insertInto(RULE_RETIREMENT)
                .set(RULE_RETIREMENT.ID, rule.id())
                .set(RULE_RETIREMENT.VERSION, rule.version())
                .set(RULE_RETIREMENT.RETIRED_FROM, from)
                .set(RULE_RETIREMENT.REASON, reason)
                .set(RULE_RETIREMENT.RETIRED_AT, LedgerStore.utc(at))
                .set(RULE_RETIREMENT.RETIRED_BY, by)
                .execute();
    }

    List<RuleDraft> drafts(MunicipalityCode owner) {
        return db.selectFrom(RULE_DRAFT)
                .where(RULE_DRAFT.MUNICIPALITY.eq(owner.value()))
                .orderBy(RULE_DRAFT.RULE)
                .fetch(RuleStore::draft);
    }

    Optional<RuleDraft> draft(MunicipalityCode owner, String rule) {
        return db.selectFrom(RULE_DRAFT)
                .where(RULE_DRAFT.MUNICIPALITY.eq(owner.value()))
                .and(RULE_DRAFT.RULE.eq(rule))
                .fetchOptional(RuleStore::draft);
    }

    /** Who publishes waits for who is saving, and the other way round. */
    Optional<RuleDraft> lock(MunicipalityCode owner, String rule) {
        return db.selectFrom(RULE_DRAFT)
                .where(RULE_DRAFT.MUNICIPALITY.eq(owner.value()))
                .and(RULE_DRAFT.RULE.eq(rule))
                .forUpdate()
                .fetchOptional(RuleStore::draft);
    }

    /** Answers false where there is one of that name already. */
    boolean insert(RuleDraft.Content content, MunicipalityCode owner, String rule, Viewer by, Instant at) {
        var row = row(content, by, at);
        row.setMunicipality(owner.value());
        row.setRule(rule);
        return db.insertInto(RULE_DRAFT).set(row).onConflictDoNothing().execute() == 1;
    }

    /** Answers false where somebody saved it since. */
    boolean update(RuleDraft.Content content, MunicipalityCode owner, String rule, int seen, Viewer by, Instant at) {
        var row = row(content, by, at);
        row.setRevision(seen + 1);
        return db.update(RULE_DRAFT)
                        .set(row)
                        .where(RULE_DRAFT.MUNICIPALITY.eq(owner.value()))
                        .and(RULE_DRAFT.RULE.eq(rule))
                        .and(RULE_DRAFT.REVISION.eq(seen))
                        .execute()
                == 1;
    }

    private static RuleDraftRecord row(RuleDraft.Content content, Viewer by, Instant at) {
        var row = new RuleDraftRecord();
        row.setNameKo(content.nameKo());
        row.setNameEn(content.nameEn());
        row.setTextKo(content.textKo());
        row.setTextEn(content.textEn());
        row.setCriteria(written(content.criteria()));
        row.setChangedAt(LedgerStore.utc(at));
        row.setChangedBy(by.name());
        row.setAccount(by.account());
        return row;
    }

    void delete(MunicipalityCode owner, String rule) {
        db.deleteFrom(RULE_DRAFT)
                .where(RULE_DRAFT.MUNICIPALITY.eq(owner.value()))
                .and(RULE_DRAFT.RULE.eq(rule))
                .execute();
    }

    private static RuleDraft draft(RuleDraftRecord row) {
        return new RuleDraft(
                new MunicipalityCode(row.getMunicipality()),
                row.getRule(),
                row.getRevision(),
                new RuleDraft.Content(
                        row.getNameKo(),
                        row.getNameEn(),
                        row.getTextKo(),
                        row.getTextEn(),
                        criteria(row.getCriteria())),
                row.getChangedAt().toInstant(),
                row.getChangedBy(),
                row.getAccount());
    }

    private static CountingRule.Criteria criteria(JSONB written) {
        return JSON.readValue(written.data(), Written.class).criteria();
    }

    private static JSONB written(CountingRule.Criteria criteria) {
        var said = new LinkedHashMap<String, Object>();
        say(said, "measures", names(criteria.measures()));
        say(said, "basisAtLeast", criteria.basisAtLeast());
        say(said, "retainedMonths", criteria.retainedMonths());
        say(said, "programmeTypes", names(criteria.programmeTypes()));
        say(said, "sectors", names(criteria.sectors()));
        say(
                said,
                "withoutIndustries",
                criteria.withoutIndustries().stream().sorted().toList());
        say(said, "targetGroups", names(criteria.targetGroups()));
        say(said, "months", criteria.months());
        say(said, "weeklyHours", criteria.weeklyHours());
        say(said, "contracts", names(criteria.contracts()));
        say(said, "insured", criteria.insured());
        say(said, "funded", criteria.funded());
        say(said, "recordedWithinDays", criteria.recordedWithinDays());
        if (criteria.oncePerPerson()) {
            said.put("oncePerPerson", true);
        }
        return JSONB.valueOf(JSON.writeValueAsString(said));
    }

    /** What a rule does not ask for it does not name. */
    private static void say(LinkedHashMap<String, Object> said, String name, @Nullable Object value) {
        if (value != null && !(value instanceof Collection<?> many && many.isEmpty())) {
            said.put(name, value);
        }
    }

    private static List<String> names(Collection<? extends Enum<?>> values) {
        return values.stream().sorted().map(Enum::name).toList();
    }

    /** As it stands in the table; what a rule does not name it does not ask for. */
    private record Written(
            Set<Measure> measures,
            @Nullable Basis basisAtLeast,
            @Nullable Integer retainedMonths,
            @Nullable Set<ProgrammeType> programmeTypes,
            @Nullable Set<Sector> sectors,
            @Nullable Set<String> withoutIndustries,
            @Nullable Set<TargetGroup> targetGroups,
            @Nullable Integer months,
            @Nullable BigDecimal weeklyHours,
            @Nullable Set<Contract> contracts,
            @Nullable Boolean insured,
            @Nullable Boolean funded,
            @Nullable Integer recordedWithinDays,
            @Nullable Boolean oncePerPerson) {
        CountingRule.Criteria criteria() {
            return new CountingRule.Criteria(
                    measures,
                    basisAtLeast,
                    retainedMonths,
                    Objects.requireNonNullElse(programmeTypes, Set.of()),
                    Objects.requireNonNullElse(sectors, Set.of()),
                    Objects.requireNonNullElse(withoutIndustries, Set.of()),
                    Objects.requireNonNullElse(targetGroups, Set.of()),
                    months,
                    weeklyHours,
                    Objects.requireNonNullElse(contracts, Set.of()),
                    insured,
                    funded,
                    recordedWithinDays,
                    Boolean.TRUE.equals(oncePerPerson));
        }
    }
}
