package dure.tower;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.ledger.Contract;
import dure.ledger.CountingRule;
import dure.ledger.Entry;
import dure.ledger.Excluded;
import dure.ledger.LedgerInstant;
import dure.ledger.NewEntry;
import dure.ledger.Part;
import dure.ledger.RuleKey;
import dure.ledger.Step;
import dure.ledger.Tally;
import dure.ledger.YearProgress;
import dure.plan.Goal;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Promise;
import dure.plan.Quantity;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import dure.region.DataSet;
import dure.region.Municipality;
import dure.region.MunicipalityKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * The shapes of the API's answers. Counts are whole, money is whole won, ratios are not rounded (0.8186), official
 * statistics keep their published percent; what is not known is null.
 */
final class Answers {
    private Answers() {}

    record Named(String code, String name) {}

    record MunicipalityAnswer(
            String code,
            String name,
            String fullName,
            String shortName,
            String english,
            MunicipalityKind kind,
            @Nullable Named parent,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            boolean hasPlan,
            boolean sample) {
        static MunicipalityAnswer of(Municipality one, @Nullable Municipality parent, @Nullable DataSet shown) {
            return new MunicipalityAnswer(
                    one.code().value(),
                    one.name(),
                    one.fullName(),
                    one.shortName(),
                    one.english(),
                    one.kind(),
                    parent == null ? null : new Named(parent.code().value(), parent.name()),
                    one.validFrom(),
                    one.validTo(),
                    shown != null,
                    shown != null && shown != DataSet.REAL);
        }
    }

    record CodeChangeAnswer(String from, String to, LocalDate effectiveOn, String reason) {}

    /** @param terms and years: of the plans that may be seen */
    record MunicipalityInFull(
            String code,
            String name,
            String fullName,
            String shortName,
            String english,
            MunicipalityKind kind,
            @Nullable Named parent,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            boolean hasPlan,
            boolean sample,
            @Nullable DataSet dataSet,
            List<Integer> terms,
            List<Integer> years,
            List<CodeChangeAnswer> codeChanges) {}

    record RuleUsed(String id, int version) {
        static RuleUsed of(RuleKey key) {
            return new RuleUsed(key.id(), key.version());
        }
    }

    /** What the ledger held: asking again with this {@code at} as knownAt gives the same answer for ever. */
    record LedgerUsed(long position, Instant at) {
        static LedgerUsed of(LedgerInstant instant) {
            return new LedgerUsed(instant.position(), instant.at());
        }
    }

    /** 기준 계획: which version of the plan was promised, and as what it was asked for. */
    record PlanUsed(int version, Promise promise) {}

    record RuleAnswer(
            String id,
            int version,
            String name,
            String text,
            Set<Measure> measures,
            dure.ledger.@Nullable Basis basisAtLeast,
            @Nullable Integer retainedMonths,
            Set<ProgrammeType> programmeTypes,
            Set<Sector> sectors,
            Set<String> withoutIndustries,
            Set<TargetGroup> targetGroups,
            @Nullable Integer months,
            @Nullable BigDecimal weeklyHours,
            Set<Contract> contracts,
            @Nullable Boolean insured,
            @Nullable Boolean funded,
            @Nullable Integer recordedWithinDays,
            boolean oncePerPerson,
            LocalDate publishedOn,
            @Nullable String municipality,
            @Nullable LocalDate retiredFrom) {
        static RuleAnswer of(CountingRule rule, Locale locale) {
            var criteria = rule.criteria();
            return new RuleAnswer(
                    rule.key().id(),
                    rule.key().version(),
                    rule.name(locale),
                    rule.text(locale),
                    new TreeSet<>(criteria.measures()),
                    criteria.basisAtLeast(),
                    criteria.retainedMonths(),
                    new TreeSet<>(criteria.programmeTypes()),
                    new TreeSet<>(criteria.sectors()),
                    new TreeSet<>(criteria.withoutIndustries()),
                    new TreeSet<>(criteria.targetGroups()),
                    criteria.months(),
                    criteria.weeklyHours(),
                    new TreeSet<>(criteria.contracts()),
                    criteria.insured(),
                    criteria.funded(),
                    criteria.recordedWithinDays(),
                    criteria.oncePerPerson(),
                    rule.publishedOn(),
                    rule.owner() == null ? null : rule.owner().value(),
                    rule.retiredFrom());
        }
    }

    record Projected(long actualPlusPlanned, @Nullable Double ratio) {}

    /**
     * @param year null: what is counted over several years and belongs to no single one
     * @param target of the whole year's plan, else what the term's plan sets for the part of the year in the term
     */
    record YearOfTerm(
            @Nullable Integer year,
            LocalDate from,
            LocalDate to,
            @Nullable Long target,
            long actual,
            boolean approximate) {}

    record TermAnswer(
            String municipality,
            int term,
            LocalDate from,
            LocalDate to,
            @Nullable Long target,
            boolean targetApproximate,
            long actual,
            boolean approximate,
            @Nullable Double progress,
            Projected projected,
            String unit,
            RuleUsed rule,
            LocalDate asOf,
            LedgerUsed ledger,
            @Nullable PlanUsed plan,
            @Nullable Long originalTarget,
            List<YearOfTerm> years,
            List<GoalAnswer> goals,
            List<Slice> byBasis,
            List<ExcludedAnswer> excluded,
            boolean sample) {}

    /** @param key an enum's name, a strategy's number or a department's name */
    record Slice(String key, String label, @Nullable Long target, long actual, boolean approximate) {}

    static <E extends Enum<E>> List<Slice> slices(
            List<YearProgress.Slice<E>> slices, String prefix, MessageSource messages, Locale locale) {
        return slices(slices, Enum::name, key -> messages.getMessage(prefix + "." + key.name(), null, locale));
    }

    static List<Slice> groups(List<YearProgress.Slice<Part.GroupPart>> slices, MessageSource messages, Locale locale) {
        return slices(
                slices,
                key -> key.group() == null ? "UNSPECIFIED" : key.group().name(),
                key -> messages.getMessage(
                        key.group() == null
                                ? "tower.unspecified"
                                : "plan.targetGroup." + key.group().name(),
                        null,
                        locale));
    }

    static <K> List<Slice> slices(
            List<YearProgress.Slice<K>> slices, Function<K, String> keyOf, Function<K, String> labelOf) {
        return slices.stream()
                .map(slice -> new Slice(
                        keyOf.apply(slice.key()),
                        labelOf.apply(slice.key()),
                        slice.target(),
                        slice.actual().quantity(),
                        slice.actual().approximate()))
                .toList();
    }

    /** What the rule leaves out, for one reason and in one measure. */
    record ExcludedAnswer(Step reason, Measure measure, long quantity, long entries) {
        static List<ExcludedAnswer> of(List<Excluded> excluded) {
            return excluded.stream()
                    .map(one -> new ExcludedAnswer(
                            one.step(),
                            one.measure(),
                            one.tally().quantity(),
                            one.tally().entries()))
                    .toList();
        }
    }

    /** @param month of flow (2021-04); @param spans: whether a part of it covers more than that month */
    record MonthAnswer(String month, long actual, long cumulative, boolean approximate) {}

    record RankAnswer(int place, int of) {}

    record CostPerJob(
            @Nullable Double executedPerJob, @Nullable Double appropriatedPerTargetJob, String currency) {}

    record ProgressAnswer(
            String municipality,
            int year,
            @Nullable Long target,
            boolean targetApproximate,
            long actual,
            boolean approximate,
            @Nullable Double progress,
            String unit,
            List<Slice> bySector,
            List<Slice> byProgrammeType,
            List<Slice> byTargetGroup,
            List<Slice> byStrategy,
            List<Slice> byDepartment,
            List<Slice> byBasis,
            List<MonthAnswer> byMonth,
            long remainder,
            List<ExcludedAnswer> excluded,
            @Nullable RankAnswer rank,
            CostPerJob costPerJob,
            RuleUsed rule,
            LocalDate asOf,
            LedgerUsed ledger,
            @Nullable PlanUsed plan,
            @Nullable Long originalTarget,
            boolean sample) {}

    record StrategyAnswer(int no, String name, List<TaskAnswer> tasks) {}

    record TaskAnswer(int no, String name) {}

    record ProjectAnswer(
            String code,
            String name,
            @Nullable Integer strategy,
            @Nullable Integer task,
            @Nullable Integer component,
            @Nullable String department,
            ProgrammeType programmeType,
            Sector sector,
            Set<TargetGroup> targetGroups,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            List<TargetAnswer> targets) {}

    record TargetAnswer(
            LocalDate from, LocalDate to, long quantity, String statedUnit, Measure measure, boolean approximate) {}

    record ComponentAnswer(
            String label,
            long quantity,
            String statedUnit,
            Measure measure,
            boolean approximate,
            ProgrammeType programmeType,
            Sector sector) {}

    record BudgetAnswer(
            @Nullable Long appropriated, @Nullable Long executed, String currency, List<BudgetBySource> bySource) {}

    record BudgetBySource(
            dure.plan.BudgetSource source,
            @Nullable Long appropriated,
            @Nullable Long executed) {}

    /** @param value in the published percent; @param ageBase null where the plan names none */
    record RateTarget(
            BigDecimal value,
            String unit,
            @Nullable String ageBase,
            @Nullable String period,
            @Nullable Long personsNeeded,
            boolean approximate) {}

    record GoalAnswer(
            Goal.Kind kind,
            BigDecimal value,
            String unit,
            @Nullable String ageBase,
            @Nullable String period,
            @Nullable Long population,
            @Nullable Long employed,
            @Nullable Long personsNeeded,
            boolean approximate,
            @Nullable String inferred) {
        static GoalAnswer of(Goal goal) {
            return new GoalAnswer(
                    goal.kind(),
                    goal.value(),
                    goal.kind() == Goal.Kind.EMPLOYMENT_RATE ? "%" : "persons",
                    goal.ageBase(),
                    goal.period(),
                    goal.population(),
                    goal.employed(),
                    orNull(goal.personsNeeded()),
                    goal.approximate(),
                    goal.inferred());
        }
    }

    /** @param inferred the reason, where the earlier target was inferred and not stated */
    record GrowthAnswer(
            double ratio,
            boolean stated,
            @Nullable Long previousTarget,
            @Nullable String inferred) {}

    record DeliberationAnswer(
            @Nullable LocalDate on, @Nullable String by, dure.plan.@Nullable Resolution resolution) {}

    record SourceAnswer(
            dure.plan.SourceKind kind,
            String name,
            @Nullable LocalDate date) {}

    record PlanAnswer(
            String municipality,
            int year,
            String title,
            int version,
            dure.plan.PlanState state,
            @Nullable Long declaredTarget,
            @Nullable String statedUnit,
            boolean approximate,
            long itemised,
            @Nullable Long remainder,
            @Nullable Integer declaredStrategyCount,
            @Nullable Integer declaredTaskCount,
            @Nullable Integer declaredProjectCount,
            List<StrategyAnswer> strategies,
            List<ProjectAnswer> projects,
            List<ComponentAnswer> components,
            BudgetAnswer budget,
            @Nullable RateTarget employmentRateTarget,
            List<GoalAnswer> goals,
            @Nullable GrowthAnswer growth,
            @Nullable DeliberationAnswer deliberation,
            SourceAnswer source,
            @Nullable String inferred,
            String remarks,
            @Nullable Instant disclosedAt,
            boolean sample) {}

    record ItemAnswer(String label, long quantity, boolean approximate, ProgrammeType programmeType) {}

    record TermsAnswer(
            @Nullable Integer months,
            @Nullable BigDecimal weeklyHours,
            dure.ledger.Contract contract,
            @Nullable Boolean insured,
            @Nullable Long monthlyWage,
            @Nullable Boolean funded,
            dure.plan.Continuity continuity,
            @Nullable String industry) {}

    record ProjectNamed(String code, String name) {}

    /** What the source states where the quantity was computed from it: a running total, or the whole of the month. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record StatedAnswer(long quantity, dure.ledger.StatedAs as) {}

    /** @param quantity what the entry adds to the figure: with a programme type asked for, an item of it may add less */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record EntryAnswer(
            String id,
            long quantity,
            Measure measure,
            String statedUnit,
            boolean approximate,
            dure.ledger.Basis basis,
            ProgrammeType programmeType,
            Sector sector,
            Set<TargetGroup> targetGroups,
            @Nullable ProjectNamed project,
            String label,
            LocalDate from,
            LocalDate occurredOn,
            TermsAnswer terms,
            @Nullable UUID person,
            SourceAnswer source,
            @Nullable String evidence,
            @Nullable String inferred,
            @Nullable StatedAnswer stated,
            List<ItemAnswer> items,
            @Nullable String item,
            @Nullable String reverses,
            @Nullable String reversedBy,
            @Nullable String reason,
            Instant recordedAt,
            @Nullable String recorder) {
        static EntryAnswer of(
                Entry entry, long quantity, NewEntry.@Nullable Item item, @Nullable ProjectNamed project) {
            var what = entry.what();
            var terms = what.terms();
            return new EntryAnswer(
                    entry.id().toString(),
                    quantity,
                    what.quantity().measure(),
                    what.quantity().statedUnit(),
                    what.quantity().approximate(),
                    entry.basis(),
                    item == null ? what.programmeType() : item.programmeType(),
                    what.sector(),
                    what.targetGroups(),
                    project,
                    what.label(),
                    what.from(),
                    what.to(),
                    new TermsAnswer(
                            terms.months(),
                            terms.weeklyHours(),
                            terms.contract(),
                            terms.insured(),
                            terms.monthlyWage(),
                            terms.funded(),
                            terms.continuity(),
                            terms.industry()),
                    what.person(),
                    new SourceAnswer(
                            what.source().kind(),
                            what.source().name(),
                            what.source().date()),
                    what.evidence(),
                    what.inferred(),
                    what.stated() == null
                            ? null
                            : new StatedAnswer(
                                    what.stated().quantity(), what.stated().as()),
                    what.items().stream()
                            .map(one ->
                                    new ItemAnswer(one.label(), one.quantity(), one.approximate(), one.programmeType()))
                            .toList(),
                    item == null ? null : item.label(),
                    entry.reverses() == null ? null : entry.reverses().toString(),
                    entry.reversedBy() == null ? null : entry.reversedBy().toString(),
                    entry.reason(),
                    entry.recordedAt(),
                    entry.recorder());
        }

        /** Without what belongs to the people in it: the reference of whom it is about, and who wrote it. */
        EntryAnswer forPublic() {
            return new EntryAnswer(
                    id,
                    quantity,
                    measure,
                    statedUnit,
                    approximate,
                    basis,
                    programmeType,
                    sector,
                    targetGroups,
                    project,
                    label,
                    from,
                    occurredOn,
                    terms,
                    null,
                    source,
                    evidence,
                    inferred,
                    stated,
                    items,
                    item,
                    reverses,
                    reversedBy,
                    reason,
                    recordedAt,
                    null);
        }
    }

    /** @param total of all pages; @param page from 0 */
    record EntriesAnswer(
            String municipality,
            long total,
            String unit,
            long count,
            int page,
            int size,
            int pages,
            List<EntryAnswer> entries,
            RuleUsed rule,
            LocalDate asOf,
            LedgerUsed ledger,
            boolean sample) {}

    static @Nullable Long orNull(OptionalLong number) {
        return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
    }

    static @Nullable Double orNull(OptionalDouble number) {
        return number.isPresent() ? Double.valueOf(number.getAsDouble()) : null;
    }

    static Slice ofBasis(dure.ledger.Basis basis, Tally tally, MessageSource messages, Locale locale) {
        return new Slice(
                basis.name(),
                messages.getMessage("ledger.basis." + basis.name(), null, locale),
                null,
                tally.quantity(),
                tally.approximate());
    }

    static boolean approximate(@Nullable Quantity quantity) {
        return quantity != null && quantity.approximate();
    }
}
