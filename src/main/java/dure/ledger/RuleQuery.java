package dure.ledger;

import static duredb.Tables.ATTESTATION;
import static duredb.Tables.ENTRY;
import static duredb.Tables.ENTRY_ITEM;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.trunc;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static org.jooq.impl.DSL.year;

import dure.plan.ProgrammeType;
import dure.plan.ProjectId;
import dure.plan.Sector;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;

/**
 * A counting rule, compiled: every entry in question with the criterion at which it falls away, or none. All figures,
 * drills and bridges are questions to this one relation; nothing else in the code knows what a rule says.
 *
 * <p>A criterion compiles to one or two arms of a {@code case}, in the order of {@link CountingRule.Criteria}; what is
 * not stated falls away in an arm of its own.
 */
final class RuleQuery {
    static final Field<String> MUNICIPALITY = column("municipality", String.class);
    static final Field<Long> POSITION = column("position", Long.class);
    static final Field<Long> PROJECT = column("project_id", Long.class);
    static final Field<String> MEASURE = column("measure", String.class);
    static final Field<Long> QUANTITY = column("quantity", Long.class);
    static final Field<Boolean> APPROXIMATE = column("approximate", Boolean.class);
    static final Field<Integer> BASIS = column("basis_rank", Integer.class);
    static final Field<String> PROGRAMME_TYPE = column("programme_type", String.class);
    static final Field<String> SECTOR = column("sector", String.class);
    static final Field<String[]> TARGET_GROUPS = column("target_groups", String[].class);
    static final Field<LocalDate> FROM_ON = column("from_on", LocalDate.class);
    static final Field<LocalDate> OCCURRED_ON = column("occurred_on", LocalDate.class);
    static final Field<LocalDate> MONTH = column("month", LocalDate.class);
    /** The year of its whole period; null for a period over several. */
    static final Field<Integer> YEAR = column("year", Integer.class);
    /** The {@link Step} at which it falls away; null: it counts. */
    static final Field<String> STEP = column("step", String.class);
    /** Of {@link #lines}: the number of the item, null for an entry itself or what its items leave over. */
    static final Field<Integer> ITEM = column("item_no", Integer.class);

    private static final duredb.tables.Entry E = ENTRY.as("e");
    private static final Field<Long> PERSON_TURN = column("person_turn", Long.class);

    private RuleQuery() {}

    /** The entries of one book that the question is about, judged. */
    static Table<?> judged(Question question) {
        var book = question.book();
        return judged(
                question.rule().criteria(),
                E.MUNICIPALITY
                        .eq(book.municipality().value())
                        .and(E.DATA_SET.eq(book.dataSet().name())),
                question.scope(),
                question.until(),
                question.known().at());
    }

    /** The entries of many books, judged; each as the ledger of its own book held it then. */
    static Table<?> judged(
            CountingRule rule,
            DataSet dataSet,
            Collection<MunicipalityCode> municipalities,
            Scope scope,
            LocalDate until,
            Instant known) {
        var codes = municipalities.stream().map(MunicipalityCode::value).toList();
        return judged(
                rule.criteria(), E.DATA_SET.eq(dataSet.name()).and(E.MUNICIPALITY.in(codes)), scope, until, known);
    }

    private static Table<?> judged(
            CountingRule.Criteria criteria, Condition books, Scope scope, LocalDate until, Instant known) {
        var candidates = select(
                        E.MUNICIPALITY,
                        E.POSITION,
                        E.PROJECT_ID,
                        E.MEASURE,
                        E.QUANTITY,
                        E.APPROXIMATE,
                        effectiveBasis(known).as(BASIS),
                        E.PROGRAMME_TYPE,
                        E.SECTOR,
                        E.TARGET_GROUPS,
                        E.FROM_ON,
                        E.OCCURRED_ON,
                        trunc(E.OCCURRED_ON, DatePart.MONTH)
                                .cast(LocalDate.class)
                                .as(MONTH),
                        when(year(E.FROM_ON).eq(year(E.OCCURRED_ON)), year(E.OCCURRED_ON))
                                .as(YEAR),
                        E.MONTHS,
                        E.WEEKLY_HOURS,
                        E.FUNDED,
                        E.PERSON)
                .from(E)
                .where(books)
                .and(E.OCCURRED_ON.between(scope.from(), until))
                .and(E.FROM_ON.ge(scope.from()))
                .and(E.RECORDED_AT.le(known.atOffset(ZoneOffset.UTC)))
                .and(E.REVERSES.isNull())
                .and(notReversed(known))
                .asTable("candidate");
        var steps = select(candidates.fields()).select(step(criteria).as(STEP)).from(candidates);
        return criteria.oncePerPerson() ? eachPersonOnce(steps) : steps.asTable("judged");
    }

    /** The earliest of a person's entries counts, ties by content and only at last by place in the ledger. */
    private static Table<?> eachPersonOnce(Select<?> steps) {
        var met = steps.asTable("met");
        var person = field(name("person"));
        var turn = rowNumber()
                .over()
                .partitionBy(MUNICIPALITY, person, STEP)
                .orderBy(
                        OCCURRED_ON,
                        FROM_ON,
                        MEASURE,
                        PROGRAMME_TYPE,
                        SECTOR,
                        PROJECT,
                        column("months", Integer.class),
                        column("weekly_hours", BigDecimal.class),
                        POSITION);
        var turns = select(met.fields())
                .select(turn.cast(Long.class).as(PERSON_TURN))
                .from(met)
                .asTable("turns");
        var others = Arrays.stream(turns.fields())
                .filter(column -> !Set.of(STEP.getName(), PERSON_TURN.getName()).contains(column.getName()))
                .toList();
        return select(others)
                .select(when(
                                STEP.isNull().and(person.isNotNull()).and(PERSON_TURN.gt(1L)),
                                inline(Step.SAME_PERSON.name()))
                        .otherwise(STEP)
                        .as(STEP))
                .from(turns)
                .asTable("judged");
    }

    private static Field<String> step(CountingRule.Criteria criteria) {
        var arms = new LinkedHashMap<Step, Condition>();
        arms.put(Step.MEASURE, MEASURE.notIn(names(criteria.measures())));
        if (criteria.basisAtLeast() != null) {
            arms.put(Step.BASIS, BASIS.lt(criteria.basisAtLeast().ordinal()));
        }
        if (!criteria.programmeTypes().isEmpty()) {
            arms.put(Step.PROGRAMME_TYPE_UNSPECIFIED, PROGRAMME_TYPE.eq(ProgrammeType.UNSPECIFIED.name()));
            arms.put(Step.PROGRAMME_TYPE, PROGRAMME_TYPE.notIn(names(criteria.programmeTypes())));
        }
        if (!criteria.sectors().isEmpty()) {
            arms.put(Step.SECTOR_UNSPECIFIED, SECTOR.eq(Sector.UNSPECIFIED.name()));
            arms.put(Step.SECTOR, SECTOR.notIn(names(criteria.sectors())));
        }
        if (criteria.months() != null) {
            var months = column("months", Integer.class);
            arms.put(Step.MONTHS_UNSPECIFIED, months.isNull());
            arms.put(Step.MONTHS, months.lt(criteria.months()));
        }
        if (criteria.weeklyHours() != null) {
            var hours = column("weekly_hours", BigDecimal.class);
            arms.put(Step.WEEKLY_HOURS_UNSPECIFIED, hours.isNull());
            arms.put(Step.WEEKLY_HOURS, hours.lt(criteria.weeklyHours()));
        }
        if (criteria.funded() != null) {
            var funded = column("funded", Boolean.class);
            arms.put(Step.FUNDED_UNSPECIFIED, funded.isNull());
            arms.put(Step.FUNDED, funded.ne(criteria.funded()));
        }
        var first = arms.firstEntry();
        var cases = when(first.getValue(), inline(first.getKey().name()));
        arms.sequencedEntrySet().stream()
                .skip(1)
                .forEach(arm -> cases.when(arm.getValue(), inline(arm.getKey().name())));
        return cases;
    }

    /** A line that another takes back counts no more, and neither does that other. */
    private static Condition notReversed(Instant known) {
        var reversal = ENTRY.as("reversal");
        return notExists(selectOne()
                .from(reversal)
                .where(reversal.MUNICIPALITY.eq(E.MUNICIPALITY))
                .and(reversal.DATA_SET.eq(E.DATA_SET))
                .and(reversal.REVERSES.eq(E.POSITION))
                .and(reversal.RECORDED_AT.le(known.atOffset(ZoneOffset.UTC))));
    }

    /** The entry's own basis, or the highest that an attestation valid at that instant gives it. */
    private static Field<Integer> effectiveBasis(Instant known) {
        var at = known.atOffset(ZoneOffset.UTC);
        var attestation = ATTESTATION.as("attested");
        var revocation = ATTESTATION.as("revocation");
        var highest = select(max(rank(attestation.BASIS)))
                .from(attestation)
                .where(attestation.MUNICIPALITY.eq(E.MUNICIPALITY))
                .and(attestation.DATA_SET.eq(E.DATA_SET))
                .and(attestation.ENTRY.eq(E.POSITION))
                .and(attestation.REVOKES.isNull())
                .and(attestation.RECORDED_AT.le(at))
                .andNotExists(selectOne()
                        .from(revocation)
                        .where(revocation.MUNICIPALITY.eq(attestation.MUNICIPALITY))
                        .and(revocation.DATA_SET.eq(attestation.DATA_SET))
                        .and(revocation.REVOKES.eq(attestation.POSITION))
                        .and(revocation.RECORDED_AT.le(at)));
        return greatest(rank(E.BASIS), coalesce(field(highest), inline(-1)));
    }

    private static Field<Integer> rank(Field<String> basis) {
        return case_(basis)
                .mapValues(Arrays.stream(Basis.values())
                        .collect(Collectors.toMap(
                                Basis::name, Basis::ordinal, (one, other) -> one, LinkedHashMap::new)));
    }

    /**
     * The same entries, each that is divided into items replaced by them and by what they leave over (which is negative
     * where a source's items exceed their total): the sum stays that of the entries, and the programme type is the item's.
     */
    static Table<?> lines(Table<?> judged, Question question) {
        var book = question.book();
        var item = ENTRY_ITEM.as("item");
        var ofBook = item.MUNICIPALITY
                .eq(book.municipality().value())
                .and(item.DATA_SET.eq(book.dataSet().name()));
        var position = of(judged, POSITION);
        var ofItems = Set.of(QUANTITY.getName(), APPROXIMATE.getName(), PROGRAMME_TYPE.getName());
        var kept = Arrays.stream(judged.fields())
                .filter(column -> !ofItems.contains(column.getName()))
                .toList();
        var wholesAndItems = select(kept)
                .select(
                        coalesce(item.QUANTITY, of(judged, QUANTITY)).as(QUANTITY),
                        coalesce(item.APPROXIMATE, of(judged, APPROXIMATE)).as(APPROXIMATE),
                        coalesce(item.PROGRAMME_TYPE, of(judged, PROGRAMME_TYPE))
                                .as(PROGRAMME_TYPE),
                        item.NO.cast(Integer.class).as(ITEM))
                .from(judged)
                .leftJoin(item)
                .on(ofBook.and(item.POSITION.eq(position)));
        var divided = select(
                        item.POSITION.as("of_entry"),
                        sum(item.QUANTITY).cast(Long.class).as("divided"))
                .from(item)
                .where(ofBook)
                .groupBy(item.POSITION)
                .asTable("divided");
        var dividedSum = field(name("divided", "divided"), Long.class);
        var leftOver = select(kept)
                .select(
                        of(judged, QUANTITY).minus(dividedSum).as(QUANTITY),
                        of(judged, APPROXIMATE),
                        of(judged, PROGRAMME_TYPE),
                        val((Integer) null).cast(Integer.class).as(ITEM))
                .from(judged)
                .join(divided)
                .on(field(name("divided", "of_entry"), Long.class).eq(position))
                .where(of(judged, QUANTITY).ne(dividedSum));
        return wholesAndItems.unionAll(leftOver).asTable("line");
    }

    /** The part of a figure, as a condition on judged entries; by programme type, on lines. */
    static Condition in(Part part) {
        var conditions = noCondition();
        if (part.sector() != null) {
            conditions = conditions.and(SECTOR.eq(part.sector().name()));
        }
        if (part.programmeType() != null) {
            conditions = conditions.and(PROGRAMME_TYPE.eq(part.programmeType().name()));
        }
        if (part.targetGroup() != null) {
            var group = part.targetGroup().group();
            conditions = conditions.and(
                    group == null
                            ? condition("cardinality({0}) = 0", TARGET_GROUPS)
                            : condition("{0} = any ({1})", val(group.name()), TARGET_GROUPS));
        }
        if (part.basis() != null) {
            conditions = conditions.and(BASIS.eq(part.basis().ordinal()));
        }
        if (part.projects() != null) {
            var ids = part.projects().projects().stream().map(ProjectId::value).toList();
            conditions = conditions.and(
                    part.projects().others() ? PROJECT.isNull().or(PROJECT.notIn(ids)) : PROJECT.in(ids));
        }
        if (part.month() != null) {
            conditions = conditions.and(MONTH.eq(part.month()));
        }
        return conditions;
    }

    private static <T> Field<T> of(Table<?> table, Field<T> column) {
        return Objects.requireNonNull(table.field(column), column.getName());
    }

    private static Collection<String> names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toList();
    }

    private static <T> Field<T> column(String column, Class<T> type) {
        return field(name(column), type);
    }
}
