package dure.ledger;

import static dure.ledger.RuleQuery.APPROXIMATE;
import static dure.ledger.RuleQuery.BASIS;
import static dure.ledger.RuleQuery.BOOK;
import static dure.ledger.RuleQuery.FROM_ON;
import static dure.ledger.RuleQuery.ITEM;
import static dure.ledger.RuleQuery.MEASURE;
import static dure.ledger.RuleQuery.MONTH;
import static dure.ledger.RuleQuery.OCCURRED_ON;
import static dure.ledger.RuleQuery.POSITION;
import static dure.ledger.RuleQuery.PROGRAMME_TYPE;
import static dure.ledger.RuleQuery.PROJECT;
import static dure.ledger.RuleQuery.QUANTITY;
import static dure.ledger.RuleQuery.SECTOR;
import static dure.ledger.RuleQuery.STEP;
import static dure.ledger.RuleQuery.TARGET_GROUPS;
import static dure.ledger.RuleQuery.YEAR;
import static duredb.Tables.ATTESTATION;
import static duredb.Tables.ENTRY_ITEM;
import static duredb.Tables.LEDGER_BOOK;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.grouping;
import static org.jooq.impl.DSL.groupingSets;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;

import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.ProjectId;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Sums over judged entries. */
@Repository
class FigureStore {
    private static final Field<Long> QUANTITIES =
            coalesce(DSL.sum(QUANTITY), inline(0)).cast(Long.class).as("quantities");
    private static final Field<Boolean> SOME_APPROXIMATE = boolOr(APPROXIMATE).as("some_approximate");
    private static final Field<Integer> LINES = DSL.count().as("lines");
    private static final Field<Long> ALL_ENTRIES =
            DSL.sum(RuleQuery.ENTRIES).cast(Long.class).as("lines");

    private final DSLContext db;

    FigureStore(DSLContext db) {
        this.db = db;
    }

    Count count(Question question) {
        var judged = RuleQuery.judged(question);
        var axes = new Axes();
        db.select(STEP, MEASURE, BASIS, SECTOR, PROGRAMME_TYPE, TARGET_GROUPS, PROJECT, MONTH, YEAR)
                .select(grouping(MEASURE), grouping(PROJECT), grouping(MONTH), grouping(YEAR))
                .select(
                        QUANTITIES,
                        SOME_APPROXIMATE,
                        LINES,
                        max(OCCURRED_ON).as("last_day"),
                        min(FROM_ON).as("first_day"))
                .from(judged)
                .groupBy(groupingSets(
                        new Field<?>[] {STEP, MEASURE, BASIS, SECTOR, PROGRAMME_TYPE, TARGET_GROUPS},
                        new Field<?>[] {STEP, PROJECT},
                        new Field<?>[] {STEP, MONTH},
                        new Field<?>[] {STEP, YEAR}))
                .forEach(axes::add);
        var byType = axes.byType;
        var unitemised =
                axes.byProject.getOrDefault(Optional.empty(), Tally.NONE).quantity();
        if (hasItems(question)) {
            byType = new EnumMap<>(ProgrammeType.class);
            unitemised = byType(question, judged, byType);
        }
        return new Count(
                question,
                axes.total,
                unitemised,
                axes.byBasis,
                axes.bySector,
                byType,
                axes.byTargetGroup,
                axes.byProject,
                axes.byMonth,
                axes.spanning,
                axes.byYear,
                axes.lastDay,
                axes.excluded());
    }

    private boolean hasItems(Question question) {
        return db.fetchExists(ENTRY_ITEM, ENTRY_ITEM.BOOK.eq(LedgerStore.idOf(question.book())));
    }

    /** What one pass over the entries gives: by what is common to their kinds, by project, by month and by year. */
    private static final class Axes {
        Tally total = Tally.NONE;
        final Map<Basis, Tally> byBasis = new EnumMap<>(Basis.class);
        final Map<Sector, Tally> bySector = new EnumMap<>(Sector.class);
        final EnumMap<ProgrammeType, Tally> byType = new EnumMap<>(ProgrammeType.class);
        final Map<Part.GroupPart, Tally> byTargetGroup = new HashMap<>();
        final Map<Optional<ProjectId>, Tally> byProject = new HashMap<>();
        final TreeMap<LocalDate, Tally> byMonth = new TreeMap<>();
        final TreeMap<LocalDate, LocalDate> spanning = new TreeMap<>();
        final Map<Optional<Integer>, Tally> byYear = new HashMap<>();
        private final Map<Step, Map<Measure, Tally>> excluded = new EnumMap<>(Step.class);

        @Nullable
        LocalDate lastDay;

        void add(Record row) {
            var tally = tally(row);
            var step = row.get(STEP);
            if (step != null) {
                if (isOf(row, MEASURE)) {
                    leaveOut(excluded, Step.valueOf(step), Measure.valueOf(row.get(MEASURE)), tally);
                }
            } else if (isOf(row, MEASURE)) {
                total = total.plus(tally);
                byBasis.merge(Basis.values()[row.get(BASIS)], tally, Tally::plus);
                bySector.merge(Sector.valueOf(row.get(SECTOR)), tally, Tally::plus);
                byType.merge(ProgrammeType.valueOf(row.get(PROGRAMME_TYPE)), tally, Tally::plus);
                var groups = row.get(TARGET_GROUPS);
                for (var group : groups) {
                    byTargetGroup.merge(new Part.GroupPart(TargetGroup.valueOf(group)), tally, Tally::plus);
                }
                if (groups.length == 0) {
                    byTargetGroup.merge(new Part.GroupPart(null), tally, Tally::plus);
                }
            } else if (isOf(row, PROJECT)) {
                byProject.put(Optional.ofNullable(row.get(PROJECT)).map(ProjectId::new), tally);
            } else if (isOf(row, MONTH)) {
                byMonth.put(row.get(MONTH), tally);
                var first = row.get("first_day", LocalDate.class);
                if (first.isBefore(row.get(MONTH))) {
                    spanning.put(row.get(MONTH), first.withDayOfMonth(1));
                }
            } else {
                byYear.put(Optional.ofNullable(row.get(YEAR)), tally);
                lastDay = later(lastDay, row.get("last_day", LocalDate.class));
            }
        }

        List<Excluded> excluded() {
            return inOrder(excluded);
        }

        private static boolean isOf(Record row, Field<?> axis) {
            return row.get(grouping(axis)) == 0;
        }
    }

    private static void leaveOut(Map<Step, Map<Measure, Tally>> excluded, Step step, Measure measure, Tally tally) {
        excluded.computeIfAbsent(step, none -> new EnumMap<>(Measure.class)).merge(measure, tally, Tally::plus);
    }

    private static List<Excluded> inOrder(Map<Step, Map<Measure, Tally>> excluded) {
        return excluded.entrySet().stream()
                .flatMap(step -> step.getValue().entrySet().stream()
                        .map(measure -> new Excluded(step.getKey(), measure.getKey(), measure.getValue())))
                .toList();
    }

    private static LocalDate later(@Nullable LocalDate one, LocalDate other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    /** @param latest whether the question is about what the ledger holds now: then tallies answer it */
    Summary summary(Question question, boolean latest) {
        var total = Tally.NONE;
        var byBasis = new EnumMap<Basis, Tally>(Basis.class);
        var byYear = new HashMap<Optional<Integer>, Tally>();
        var excluded = new EnumMap<Step, Map<Measure, Tally>>(Step.class);
        LocalDate lastDay = null;
        var rows = db.select(STEP, MEASURE, BASIS, YEAR, QUANTITIES, SOME_APPROXIMATE, ALL_ENTRIES)
                .select(max(OCCURRED_ON).as("last_day"))
                .from(RuleQuery.sums(question, latest))
                .groupBy(STEP, MEASURE, BASIS, YEAR)
                .fetch();
        for (var row : rows) {
            var tally = tally(row);
            if (row.get(STEP) != null) {
                leaveOut(excluded, Step.valueOf(row.get(STEP)), Measure.valueOf(row.get(MEASURE)), tally);
                continue;
            }
            total = total.plus(tally);
            byBasis.merge(Basis.values()[row.get(BASIS)], tally, Tally::plus);
            byYear.merge(Optional.ofNullable(row.get(YEAR)), tally, Tally::plus);
            lastDay = later(lastDay, row.get("last_day", LocalDate.class));
        }
        return new Summary(question, total, byBasis, byYear, lastDay, inOrder(excluded));
    }

    /** What leads from one figure to another, by cause and measure: first what falls away, then what is added. */
    List<Bridge.Step> bridge(Question before, Question after, long disclosed) {
        return db
                .select(RuleQuery.ADDED, RuleQuery.CAUSE, MEASURE, QUANTITIES, SOME_APPROXIMATE, LINES)
                .from(RuleQuery.bridge(before, after, disclosed))
                .groupBy(RuleQuery.ADDED, RuleQuery.CAUSE, MEASURE)
                .fetch(row -> new Bridge.Step(
                        Cause.valueOf(row.get(RuleQuery.CAUSE)),
                        row.get(RuleQuery.ADDED),
                        Measure.valueOf(row.get(MEASURE)),
                        tally(row)))
                .stream()
                .sorted(Comparator.comparing(Bridge.Step::added)
                        .thenComparing(Bridge.Step::cause)
                        .thenComparing(Bridge.Step::measure))
                .toList();
    }

    /** One page of what a step of a bridge is made of; the latest first. */
    List<Place> bridgePlaces(
            Question before, Question after, long disclosed, Cause cause, boolean added, int offset, int limit) {
        return db.select(POSITION, QUANTITY)
                .from(RuleQuery.bridge(before, after, disclosed))
                .where(RuleQuery.CAUSE.eq(cause.name()))
                .and(RuleQuery.ADDED.eq(added))
                .orderBy(OCCURRED_ON.desc(), POSITION)
                .offset(offset)
                .limit(limit)
                .fetch(row -> new Place(row.value1(), row.value2(), null));
    }

    /** The first entry of each step that a rule leaves out, the largest quantity first. */
    Map<Step, Long> examples(Question question) {
        return db.select(STEP, POSITION)
                .distinctOn(STEP)
                .from(RuleQuery.judged(question))
                .where(STEP.isNotNull())
                .orderBy(STEP, QUANTITY.desc(), POSITION)
                .fetchMap(row -> Step.valueOf(row.get(STEP)), row -> row.get(POSITION));
    }

    /** What each of the questions says of every entry that one of them is about; by place. */
    SortedMap<Long, List<Optional<Verdict>>> verdicts(List<Question> questions) {
        var verdicts = new TreeMap<Long, List<Optional<Verdict>>>();
        for (int i = 0; i < questions.size(); i++) {
            var no = i;
            db.select(POSITION, STEP)
                    .from(RuleQuery.judged(questions.get(i)))
                    .forEach(row -> verdicts.computeIfAbsent(
                                    row.value1(),
                                    none -> new ArrayList<>(Collections.nCopies(questions.size(), Optional.empty())))
                            .set(
                                    no,
                                    Optional.of(
                                            new Verdict(row.value2() == null ? null : Step.valueOf(row.value2())))));
        }
        return verdicts;
    }

    /** What counts under the rule, as far as its keeping can be followed: alike ones together. */
    List<Kept> kept(Question question) {
        return db.select(PROGRAMME_TYPE, PROJECT, OCCURRED_ON, RuleQuery.MONTHS, BASIS, RuleQuery.RETAINED_MONTHS)
                .select(QUANTITIES)
                .from(RuleQuery.judged(question))
                .where(STEP.isNull())
                .groupBy(PROGRAMME_TYPE, PROJECT, OCCURRED_ON, RuleQuery.MONTHS, BASIS, RuleQuery.RETAINED_MONTHS)
                .fetch(row -> new Kept(
                        ProgrammeType.valueOf(row.get(PROGRAMME_TYPE)),
                        row.get(PROJECT) == null ? null : new ProjectId(row.get(PROJECT)),
                        row.get(OCCURRED_ON),
                        row.get(RuleQuery.MONTHS),
                        Basis.values()[row.get(BASIS)],
                        row.get(RuleQuery.RETAINED_MONTHS),
                        row.get(QUANTITIES)));
    }

    /** The last day, in Korea, on which the book was told of the keeping of any job, at the question's instant. */
    @Nullable
    LocalDate lastLookedUp(Question question) {
        return db.select(max(ATTESTATION.RECORDED_AT))
                .from(ATTESTATION)
                .where(ATTESTATION.BOOK.eq(LedgerStore.idOf(question.book())))
                .and(ATTESTATION.BASIS.eq(Basis.RETAINED.name()))
                .and(ATTESTATION.POSITION.le(question.known().position()))
                .fetchOptional(row -> row.value1())
                .map(at -> at.atZoneSameInstant(ZoneId.of("Asia/Seoul")).toLocalDate())
                .orElse(null);
    }

    /** Fills the axis and answers what belongs to no project and to no item. */
    private long byType(Question question, Table<?> judged, Map<ProgrammeType, Tally> byType) {
        var undivided = PROJECT.isNull().and(ITEM.isNull());
        var rows = db.select(
                        PROGRAMME_TYPE,
                        QUANTITIES,
                        SOME_APPROXIMATE,
                        countDistinct(POSITION).as(LINES))
                .select(coalesce(DSL.sum(QUANTITY).filterWhere(undivided), inline(0))
                        .cast(Long.class)
                        .as("undivided"))
                .from(RuleQuery.lines(judged, question))
                .where(STEP.isNull())
                .groupBy(PROGRAMME_TYPE)
                .fetch();
        rows.forEach(row -> byType.put(ProgrammeType.valueOf(row.get(PROGRAMME_TYPE)), tally(row)));
        return rows.stream().mapToLong(row -> row.get("undivided", Long.class)).sum();
    }

    /**
     * The counted total of each book that has any.
     *
     * @param known what the ledger of each book held at that instant; null: now
     */
    Map<MunicipalityCode, Tally> totals(
            CountingRule rule,
            DataSet dataSet,
            Collection<MunicipalityCode> municipalities,
            Scope scope,
            LocalDate until,
            @Nullable Instant known) {
        var totals = db.select(BOOK, QUANTITIES, SOME_APPROXIMATE, ALL_ENTRIES)
                .from(RuleQuery.sums(rule, dataSet, municipalities, scope, until, known))
                .where(STEP.isNull())
                .groupBy(BOOK)
                .asTable("total");
        return db.select(LEDGER_BOOK.MUNICIPALITY)
                .select(totals.fields())
                .from(totals)
                .join(LEDGER_BOOK)
                .on(LEDGER_BOOK.ID.eq(field(name("total", "book"), Integer.class)))
                .fetchMap(row -> new MunicipalityCode(row.get(LEDGER_BOOK.MUNICIPALITY)), FigureStore::tally);
    }

    /** One page of what a figure, or what a step of its rule leaves out, is made of; the latest first. */
    List<Place> places(Question question, @Nullable Step step, int offset, int limit) {
        return db.select(POSITION, QUANTITY, itemOf(question))
                .from(relation(question))
                .where(RuleQuery.in(question.part()))
                .and(at(step))
                .orderBy(OCCURRED_ON.desc(), POSITION, field(name("item_of")).nullsFirst())
                .offset(offset)
                .limit(limit)
                .fetch(row -> new Place(row.value1(), row.value2(), row.value3()));
    }

    /** A line of a figure: where it stands in the ledger, and what it adds. */
    record Place(long position, long quantity, @Nullable Integer item) {}

    /** What all pages of {@link #places} come to, by measure: unlike measures are not added. */
    Map<Measure, Tally> sums(Question question, @Nullable Step step) {
        var sums = new LinkedHashMap<Measure, Tally>();
        db.select(MEASURE, QUANTITIES, SOME_APPROXIMATE, LINES)
                .from(relation(question))
                .where(RuleQuery.in(question.part()))
                .and(at(step))
                .groupBy(MEASURE)
                .forEach(row -> sums.put(Measure.valueOf(row.get(MEASURE)), tally(row)));
        return sums;
    }

    List<Flow> flows(Question question) {
        return db.select(PROJECT, FROM_ON, OCCURRED_ON, QUANTITIES)
                .from(relation(question))
                .where(RuleQuery.in(question.part()))
                .and(STEP.isNull())
                .groupBy(PROJECT, FROM_ON, OCCURRED_ON)
                .orderBy(OCCURRED_ON, FROM_ON, PROJECT)
                .fetch(row -> new Flow(
                        row.value1() == null ? null : new ProjectId(row.value1()),
                        row.value2(),
                        row.value3(),
                        row.value4()));
    }

    private static Condition at(@Nullable Step step) {
        return step == null ? STEP.isNull() : STEP.eq(step.name());
    }

    private static Table<?> relation(Question question) {
        var judged = RuleQuery.judged(question);
        return divides(question) ? RuleQuery.lines(judged, question) : judged;
    }

    private static Field<Integer> itemOf(Question question) {
        return divides(question)
                ? ITEM.as("item_of")
                : inline((Integer) null).cast(Integer.class).as("item_of");
    }

    /** Only a part by programme type looks inside entries: items may be of other types than their entry. */
    private static boolean divides(Question question) {
        return question.part().programmeType() != null;
    }

    private static Tally tally(Record row) {
        return new Tally(
                row.get(QUANTITIES), Boolean.TRUE.equals(row.get(SOME_APPROXIMATE)), row.get("lines", Long.class));
    }
}
