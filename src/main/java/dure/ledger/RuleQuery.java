package dure.ledger;

import static duredb.Tables.ATTESTATION;
import static duredb.Tables.ENTRY;
import static duredb.Tables.ENTRY_ITEM;
import static duredb.Tables.ENTRY_KIND;
import static duredb.Tables.LEDGER_BOOK;
import static duredb.Tables.POSTING;
import static duredb.Tables.TALLY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.trunc;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import dure.plan.ProgrammeType;
import dure.plan.ProjectId;
import dure.plan.Sector;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.EntryKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.TableLike;
import org.jspecify.annotations.Nullable;

/**
 * A counting rule, compiled: every entry in question with the criterion at which it falls away, or none. All figures,
 * drills and bridges are questions to this one relation; nothing else in the code knows what a rule says.
 *
 * <p>A criterion compiles to one or two arms of a {@code case}, in the order of {@link CountingRule.Criteria}; what is
 * not stated falls away in an arm of its own.
 */
final class RuleQuery {
    static final Field<Integer> BOOK = column("book", Integer.class);
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

    static final Field<String> STATED_UNIT = column("stated_unit", String.class);
    static final Field<String> LABEL = column("label", String.class);
    static final Field<String> EVIDENCE = column("evidence", String.class);
    /** The entry's own basis, whatever attestations say. */
    static final Field<String> WRITTEN_BASIS = column("written_basis", String.class);
    /** Of {@link #lines}: the number of the item, null for an entry itself or what its items leave over. */
    static final Field<Integer> ITEM = column("item_no", Integer.class);
    /** Of {@link #sums}: how many entries a row stands for. */
    static final Field<Long> ENTRIES = column("entries", Long.class);

    private static final duredb.tables.Entry E = ENTRY.as("e");
    private static final EntryKind K = ENTRY_KIND.as("k");
    private static final duredb.tables.Tally T = TALLY.as("t");
    private static final Field<Long> PERSON_TURN = column("person_turn", Long.class);

    /** Of {@link #bridge}: whether the entry counts in the second question, and not in the first. */
    static final Field<Boolean> ADDED = column("added", Boolean.class);
    /** Of {@link #bridge}: a {@link Cause}. */
    static final Field<String> CAUSE = column("cause", String.class);

    /** The longest that a valid attestation says the job was kept; null: none says so. */
    static final Field<Integer> RETAINED_MONTHS = column("retained_months", Integer.class);

    static final Field<Integer> MONTHS = column("months", Integer.class);

    private static final Field<String> INDUSTRY = column("industry_section", String.class);
    private static final Field<Integer> RECORDED_AFTER = column("recorded_after", Integer.class);

    private final CountingRule.Criteria criteria;
    private final Select<Record1<Integer>> books;
    private final LocalDate from;
    private final LocalDate until;
    private final @Nullable Known known;

    /** What the ledgers held at an instant; of one book, up to which position. */
    private record Known(Instant at, @Nullable Long position) {}

    private RuleQuery(CountingRule rule, Condition books, LocalDate from, LocalDate until, @Nullable Known known) {
        this.criteria = rule.criteria();
        this.books = select(LEDGER_BOOK.ID).from(LEDGER_BOOK).where(books);
        this.from = from;
        this.until = until;
        this.known = known;
    }

    private static RuleQuery of(Question question, boolean latest) {
        var book = question.book();
        return new RuleQuery(
                question.rule(),
                LEDGER_BOOK
                        .MUNICIPALITY
                        .eq(book.municipality().value())
                        .and(LEDGER_BOOK.DATA_SET.eq(book.dataSet().name())),
                question.scope().from(),
                question.until(),
                latest
                        ? null
                        : new Known(question.known().at(), question.known().position()));
    }

    /** The entries of one book that the question is about, judged. */
    static Table<?> judged(Question question) {
        return of(question, false).judged(allEntries());
    }

    /**
     * 대조: every entry that counts in one of two questions to the same book and not in the other, with the reason why not: the
     * step at which the other's rule drops it, or what keeps it out of the other's question at all.
     *
     * @param disclosed how far the book is public
     */
    static Table<?> bridge(Question before, Question after, long disclosed) {
        var one = judged(before).as("before");
        var other = judged(after).as("after");
        var counts = of(one, POSITION).isNotNull().and(of(one, STEP).isNull());
        var countsThen = of(other, POSITION).isNotNull().and(of(other, STEP).isNull());
        var position = coalesce(of(one, POSITION), of(other, POSITION));
        var occurredOn = coalesce(of(one, OCCURRED_ON), of(other, OCCURRED_ON));
        var columns = List.of(QUANTITY, APPROXIMATE, MEASURE, PROGRAMME_TYPE, OCCURRED_ON);
        return select(position.as(POSITION))
                .select(columns.stream()
                        .map(column ->
                                coalesce(of(one, column), of(other, column)).as(column))
                        .toList())
                .select(field(countsThen).as(ADDED))
                .select(when(counts, why(after, other, position, occurredOn, disclosed))
                        .otherwise(why(before, one, position, occurredOn, disclosed))
                        .as(CAUSE))
                .from(one)
                .fullJoin(other)
                .on(of(one, POSITION).eq(of(other, POSITION)))
                .where(field(counts).ne(field(countsThen)))
                .asTable("bridge");
    }

    /** Why an entry that counts elsewhere does not count in this question. */
    private static Field<String> why(
            Question question, Table<?> judged, Field<Long> position, Field<LocalDate> occurredOn, long disclosed) {
        return when(of(judged, POSITION).isNotNull(), of(judged, STEP))
                .when(
                        position.gt(question.known().position()).and(position.le(disclosed)),
                        inline(Cause.DISCLOSED.name()))
                .when(position.gt(question.known().position()), inline(Cause.RECORDED.name()))
                .when(occurredOn.gt(question.until()), inline(Cause.OCCURRED.name()))
                .otherwise(inline(Cause.TAKEN_BACK.name()));
    }

    /**
     * The sums of one book that the question is about, by what rules and summaries ask for, judged.
     *
     * @param latest whether the question is about what the ledger holds now
     */
    static Table<?> sums(Question question, boolean latest) {
        return of(question, latest).sums();
    }

    /**
     * As {@link #sums(Question, boolean)}, of many books.
     *
     * @param known what the ledger of each book held at that instant; null: now
     */
    static Table<?> sums(
            CountingRule rule,
            DataSet dataSet,
            Collection<MunicipalityCode> municipalities,
            Scope scope,
            LocalDate until,
            @Nullable Instant known) {
        var codes = municipalities.stream().map(MunicipalityCode::value).toArray(String[]::new);
        return new RuleQuery(
                        rule,
                        LEDGER_BOOK.DATA_SET.eq(dataSet.name()).and(LEDGER_BOOK.MUNICIPALITY.eq(any(codes))),
                        scope.from(),
                        until,
                        known == null ? null : new Known(known, null))
                .sums();
    }

    private static Table<?> allEntries() {
        return withKind(E);
    }

    /** By look-ups: the planner would rather read all lines of the time once for every kind. */
    private static Table<?> withKind(Table<?> entries) {
        var kind = ENTRY_KIND.as("kind");
        return entries.crossJoin(lateral(select(kind.fields())
                .from(kind)
                .where(kind.BOOK.eq(E.BOOK))
                .and(kind.ID.eq(E.KIND))
                .offset(inline(0))
                .asTable(K)));
    }

    /** @param entries all with their kinds, or some of them under the same names */
    private Table<?> judged(TableLike<?> entries) {
        var attested = attested();
        var rank = field(name("attested", "basis_rank"), Integer.class);
        var candidates = select(
                        E.BOOK,
                        E.POSITION,
                        E.PROJECT_ID,
                        E.KIND,
                        K.MEASURE,
                        E.QUANTITY,
                        K.APPROXIMATE,
                        // An entry's own basis, or the highest that a valid attestation gives it.
                        greatest(rank(K.BASIS), rank).as(BASIS),
                        K.PROGRAMME_TYPE,
                        K.SECTOR,
                        K.TARGET_GROUPS,
                        E.FROM_ON,
                        E.OCCURRED_ON,
                        trunc(E.OCCURRED_ON, DatePart.MONTH)
                                .cast(LocalDate.class)
                                .as(MONTH),
                        E.YEAR.cast(Integer.class).as(YEAR),
                        K.MONTHS,
                        K.WEEKLY_HOURS,
                        K.FUNDED,
                        K.CONTRACT,
                        K.INSURED,
                        industrySection(K.INDUSTRY),
                        field(name("attested", RETAINED_MONTHS.getName()), Integer.class)
                                .as(RETAINED_MONTHS),
                        recordedAfter(),
                        E.PERSON,
                        K.STATED_UNIT,
                        E.LABEL,
                        E.EVIDENCE,
                        K.BASIS.as(WRITTEN_BASIS))
                .from(entries)
                .leftJoin(attested)
                .on(field(name("attested", "book"), Integer.class)
                        .eq(E.BOOK)
                        .and(field(name("attested", "entry"), Long.class).eq(E.POSITION)))
                .where(E.BOOK.in(books))
                .and(E.OCCURRED_ON.between(from, until))
                .and(E.FROM_ON.ge(from))
                .and(wasKnown(E.BOOK, E.POSITION))
                .and(E.REVERSES.isNull())
                .and(notReversed())
                .asTable("candidate");
        var steps = select(candidates.fields()).select(step(criteria).as(STEP)).from(candidates);
        return criteria.oncePerPerson() ? eachPersonOnce(steps) : steps.asTable("judged");
    }

    /**
     * Tallies where they say what is asked, and entries where they do not: those of a tally of which only a part is asked
     * for, those that tallies leave out, and everything where the ledger of an earlier day is asked for.
     */
    private Table<?> sums() {
        // When a line was recorded no tally says.
        var everyLine = known != null || criteria.recordedWithinDays() != null;
        var ofEntries = judged(everyLine ? allEntries() : looseEntries());
        var loose = select(
                        BOOK,
                        STEP,
                        MEASURE,
                        BASIS,
                        YEAR,
                        QUANTITY,
                        APPROXIMATE,
                        inline(1L).as(ENTRIES),
                        OCCURRED_ON)
                .from(ofEntries);
        if (everyLine) {
            return loose.asTable("summed");
        }
        // What tallies hold was attested by nobody: nothing of it was seen to be kept.
        var held = select(T.fields())
                .select(
                        rank(T.BASIS).as(BASIS),
                        inline((Integer) null).cast(Integer.class).as(RETAINED_MONTHS));
        var covered = T.BOOK.in(books).and(inYears()).and(isCovered());
        var tallies = (criteria.asksOfKinds()
                        ? held.select(K.TARGET_GROUPS, K.CONTRACT, K.INSURED, industrySection(K.INDUSTRY))
                                .from(T)
                                .join(K)
                                .on(K.BOOK.eq(T.BOOK).and(K.ID.eq(T.KIND)))
                                .where(covered)
                        : held.from(T).where(covered))
                .asTable("tallied");
        return select(
                        BOOK,
                        step(criteria).as(STEP),
                        MEASURE,
                        BASIS,
                        YEAR.cast(Integer.class).as(YEAR),
                        QUANTITY,
                        APPROXIMATE,
                        ENTRIES,
                        column("last_day", LocalDate.class).as(OCCURRED_ON))
                .from(tallies)
                .unionAll(loose)
                .asTable("summed");
    }

    private Condition inYears() {
        return T.YEAR.between((short) from.getYear(), (short) until.getYear());
    }

    /** Whether the tally says what is asked; of persons it does not say who. */
    private Condition isCovered() {
        var inside = T.FIRST_DAY.ge(from).and(T.LAST_DAY.le(until));
        return criteria.oncePerPerson() ? inside.and(not(T.PERSONAL)) : inside;
    }

    /**
     * Entries that are to be read themselves, found by the few ways that lead to them. The laterals are planned as what
     * they are, look-ups from few to one: left to itself the planner takes the cut tallies for many.
     */
    private Table<?> looseEntries() {
        var one = ENTRY.as("one");
        var cut = ENTRY.as("cut");
        var ofSeveralYears = select(one.BOOK, one.POSITION)
                .from(one)
                .where(one.BOOK.in(books))
                .and(one.YEAR.isNull());
        var attested =
                select(ATTESTATION.BOOK, ATTESTATION.ENTRY).from(ATTESTATION).where(ATTESTATION.BOOK.in(books));
        var year = T.YEAR.cast(Integer.class);
        var ofCutTallies = select(cut.BOOK, cut.POSITION)
                .from(T)
                .crossJoin(lateral(select(one.BOOK, one.POSITION)
                        .from(one)
                        .where(one.BOOK.eq(T.BOOK))
                        .and(one.KIND.eq(T.KIND))
                        .and(one.OCCURRED_ON.between(
                                field("make_date({0}, 1, 1)", LocalDate.class, year),
                                field("make_date({0}, 12, 31)", LocalDate.class, year)))
                        .offset(inline(0))
                        .asTable(cut)))
                .where(T.BOOK.in(books))
                .and(inYears())
                .and(not(isCovered()));
        var loose = ofSeveralYears.union(attested).union(ofCutTallies).asTable("loose", "book", "position");
        return withKind(loose.crossJoin(lateral(select(one.fields())
                .from(one)
                .where(one.BOOK.eq(field(name("loose", "book"), Integer.class)))
                .and(one.POSITION.eq(field(name("loose", "position"), Long.class)))
                .offset(inline(0))
                .asTable(E))));
    }

    /** The earliest of a person's entries counts, ties by content and only at last by place in the ledger. */
    private static Table<?> eachPersonOnce(Select<?> steps) {
        var met = steps.asTable("met");
        var person = field(name("person"));
        var turn = rowNumber()
                .over()
                .partitionBy(BOOK, person, STEP)
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

    /** The section of a KSIC code: F of 41, 4121 and F41; null where it says none. */
    private static Field<String> industrySection(Field<String> code) {
        return field("ksic_section({0})", String.class, code).as(INDUSTRY);
    }

    /** How many days after the last day of its period a line was recorded, in Korea; looked up only where a rule asks. */
    private Field<Integer> recordedAfter() {
        return criteria.recordedWithinDays() == null
                ? inline((Integer) null).cast(Integer.class).as(RECORDED_AFTER)
                : field(
                                "({0} - {1})",
                                Integer.class,
                                field(select(field(
                                                "({0} at time zone 'Asia/Seoul')::date",
                                                LocalDate.class, POSTING.RECORDED_AT))
                                        .from(POSTING)
                                        .where(POSTING.BOOK.eq(E.BOOK))
                                        .and(POSTING.FIRST_POSITION.eq(E.POSTING))),
                                E.OCCURRED_ON)
                        .as(RECORDED_AFTER);
    }

    private static Field<String> step(CountingRule.Criteria criteria) {
        var arms = new LinkedHashMap<Step, Condition>();
        arms.put(Step.MEASURE, MEASURE.notIn(names(criteria.measures())));
        if (criteria.basisAtLeast() != null) {
            arms.put(Step.BASIS, BASIS.lt(criteria.basisAtLeast().ordinal()));
        }
        if (criteria.retainedMonths() != null) {
            arms.put(Step.RETAINED_MONTHS_UNSPECIFIED, RETAINED_MONTHS.isNull());
            arms.put(Step.RETAINED_MONTHS, RETAINED_MONTHS.lt(criteria.retainedMonths()));
        }
        if (!criteria.programmeTypes().isEmpty()) {
            arms.put(Step.PROGRAMME_TYPE_UNSPECIFIED, PROGRAMME_TYPE.eq(ProgrammeType.UNSPECIFIED.name()));
            arms.put(Step.PROGRAMME_TYPE, PROGRAMME_TYPE.notIn(names(criteria.programmeTypes())));
        }
        if (!criteria.sectors().isEmpty()) {
            arms.put(Step.SECTOR_UNSPECIFIED, SECTOR.eq(Sector.UNSPECIFIED.name()));
            arms.put(Step.SECTOR, SECTOR.notIn(names(criteria.sectors())));
        }
        if (!criteria.withoutIndustries().isEmpty()) {
            arms.put(Step.INDUSTRY_UNSPECIFIED, INDUSTRY.isNull());
            arms.put(
                    Step.INDUSTRY,
                    INDUSTRY.in(criteria.withoutIndustries().stream().sorted().toList()));
        }
        if (!criteria.targetGroups().isEmpty()) {
            arms.put(Step.TARGET_GROUP_UNSPECIFIED, condition("cardinality({0}) = 0", TARGET_GROUPS));
            arms.put(
                    Step.TARGET_GROUP,
                    condition(
                            "not {0} && {1}::text[]",
                            TARGET_GROUPS, val(names(criteria.targetGroups()).toArray(String[]::new))));
        }
        if (criteria.months() != null) {
            arms.put(Step.MONTHS_UNSPECIFIED, MONTHS.isNull());
            arms.put(Step.MONTHS, MONTHS.lt(criteria.months()));
        }
        if (criteria.weeklyHours() != null) {
            var hours = column("weekly_hours", BigDecimal.class);
            arms.put(Step.WEEKLY_HOURS_UNSPECIFIED, hours.isNull());
            arms.put(Step.WEEKLY_HOURS, hours.lt(criteria.weeklyHours()));
        }
        if (!criteria.contracts().isEmpty()) {
            var contract = column("contract", String.class);
            arms.put(Step.CONTRACT_UNSPECIFIED, contract.eq(Contract.UNSPECIFIED.name()));
            arms.put(Step.CONTRACT, contract.notIn(names(criteria.contracts())));
        }
        if (criteria.insured() != null) {
            var insured = column("insured", Boolean.class);
            arms.put(Step.INSURED_UNSPECIFIED, insured.isNull());
            arms.put(Step.INSURED, insured.ne(criteria.insured()));
        }
        if (criteria.funded() != null) {
            var funded = column("funded", Boolean.class);
            arms.put(Step.FUNDED_UNSPECIFIED, funded.isNull());
            arms.put(Step.FUNDED, funded.ne(criteria.funded()));
        }
        if (criteria.recordedWithinDays() != null) {
            arms.put(Step.RECORDED_LATE, RECORDED_AFTER.gt(criteria.recordedWithinDays()));
        }
        var first = arms.firstEntry();
        var cases = when(first.getValue(), inline(first.getKey().name()));
        arms.sequencedEntrySet().stream()
                .skip(1)
                .forEach(arm -> cases.when(arm.getValue(), inline(arm.getKey().name())));
        return cases;
    }

    private Condition notReversed() {
        return stands(E, link -> wasKnown(link.BOOK, link.POSITION));
    }

    /**
     * A line that another takes back counts no more, and neither does that other; what takes that other back brings the line
     * back. Of the chain of links that begins with a line, the last one says which it is.
     *
     * @param known which links are known
     */
    static Condition stands(duredb.tables.Entry line, Function<duredb.tables.Entry, Condition> known) {
        var reversal = ENTRY.as("reversal");
        var next = ENTRY.as("next");
        return notExists(selectOne()
                .from(reversal)
                .where(reversal.BOOK.eq(line.BOOK))
                .and(reversal.ROOT.eq(line.POSITION))
                .and(reversal.QUANTITY.lt(inline(0L)))
                .and(known.apply(reversal))
                .andNotExists(selectOne()
                        .from(next)
                        .where(next.BOOK.eq(reversal.BOOK))
                        .and(next.REVERSES.eq(reversal.POSITION))
                        .and(known.apply(next))));
    }

    /** The highest basis that valid attestations give, and how long they saw the job kept, by entry. */
    private Table<?> attested() {
        var attestation = ATTESTATION.as("given");
        var revocation = ATTESTATION.as("revocation");
        return select(
                        attestation.BOOK,
                        attestation.ENTRY,
                        max(rank(attestation.BASIS)).as(BASIS),
                        max(attestation.RETAINED_MONTHS).cast(Integer.class).as(RETAINED_MONTHS))
                .from(attestation)
                .where(attestation.BOOK.in(books))
                .and(attestation.REVOKES.isNull())
                .and(wasKnown(attestation.BOOK, attestation.POSITION))
                .andNotExists(selectOne()
                        .from(revocation)
                        .where(revocation.BOOK.eq(attestation.BOOK))
                        .and(revocation.REVOKES.eq(attestation.POSITION))
                        .and(wasKnown(revocation.BOOK, revocation.POSITION)))
                .groupBy(attestation.BOOK, attestation.ENTRY)
                .asTable("attested");
    }

    /** Whether the book held this position at the instant in question. */
    private Condition wasKnown(Field<Integer> book, Field<Long> position) {
        if (known == null) {
            return noCondition();
        }
        return known.position() != null
                ? position.le(known.position())
                : position.le(field(select(max(POSTING.LAST_POSITION))
                        .from(POSTING)
                        .where(POSTING.BOOK.eq(book))
                        .and(POSTING.RECORDED_AT.le(known.at().atOffset(ZoneOffset.UTC)))));
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
        var item = ENTRY_ITEM.as("item");
        var ofBook = item.BOOK.eq(LedgerStore.idOf(question.book()));
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
