package dure.ledger;

import static dure.ledger.RuleQuery.APPROXIMATE;
import static dure.ledger.RuleQuery.BASIS;
import static dure.ledger.RuleQuery.FROM_ON;
import static dure.ledger.RuleQuery.ITEM;
import static dure.ledger.RuleQuery.MEASURE;
import static dure.ledger.RuleQuery.MONTH;
import static dure.ledger.RuleQuery.MUNICIPALITY;
import static dure.ledger.RuleQuery.OCCURRED_ON;
import static dure.ledger.RuleQuery.POSITION;
import static dure.ledger.RuleQuery.PROGRAMME_TYPE;
import static dure.ledger.RuleQuery.PROJECT;
import static dure.ledger.RuleQuery.QUANTITY;
import static dure.ledger.RuleQuery.SECTOR;
import static dure.ledger.RuleQuery.STEP;
import static dure.ledger.RuleQuery.TARGET_GROUPS;
import static dure.ledger.RuleQuery.YEAR;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.grouping;
import static org.jooq.impl.DSL.groupingSets;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.unnest;

import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.ProjectId;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final DSLContext db;

    FigureStore(DSLContext db) {
        this.db = db;
    }

    Count count(Question question) {
        var judged = RuleQuery.judged(question);
        var axes = new Axes();
        db.select(STEP, MEASURE, BASIS, SECTOR, PROJECT, MONTH, YEAR)
                .select(
                        grouping(MEASURE),
                        grouping(BASIS),
                        grouping(SECTOR),
                        grouping(PROJECT),
                        grouping(MONTH),
                        grouping(YEAR))
                .select(
                        QUANTITIES,
                        SOME_APPROXIMATE,
                        LINES,
                        max(OCCURRED_ON).as("last_day"),
                        min(FROM_ON).as("first_day"))
                .from(judged)
                .groupBy(groupingSets(
                        new Field<?>[] {STEP, MEASURE},
                        new Field<?>[] {STEP, BASIS},
                        new Field<?>[] {STEP, SECTOR},
                        new Field<?>[] {STEP, PROJECT},
                        new Field<?>[] {STEP, MONTH},
                        new Field<?>[] {STEP, YEAR}))
                .forEach(axes::add);
        var byType = new EnumMap<ProgrammeType, Tally>(ProgrammeType.class);
        var unitemised = byType(question, judged, byType);
        axes.excluded.sort(Comparator.comparing(Excluded::step).thenComparing(Excluded::measure));
        return new Count(
                question,
                axes.total,
                unitemised,
                axes.byBasis,
                axes.bySector,
                byType,
                byTargetGroup(judged),
                axes.byProject,
                axes.byMonth,
                axes.spanning,
                axes.byYear,
                axes.lastDay,
                axes.excluded);
    }

    /** What one pass over the entries gives, axis by axis: of each grouping set only its own column is not grouped away. */
    private static final class Axes {
        Tally total = Tally.NONE;
        final Map<Basis, Tally> byBasis = new EnumMap<>(Basis.class);
        final Map<Sector, Tally> bySector = new EnumMap<>(Sector.class);
        final Map<Optional<ProjectId>, Tally> byProject = new HashMap<>();
        final TreeMap<LocalDate, Tally> byMonth = new TreeMap<>();
        final TreeMap<LocalDate, LocalDate> spanning = new TreeMap<>();
        final Map<Optional<Integer>, Tally> byYear = new HashMap<>();
        final List<Excluded> excluded = new ArrayList<>();

        @Nullable
        LocalDate lastDay;

        void add(Record row) {
            var tally = tally(row);
            var step = row.get(STEP);
            if (step != null) {
                if (isOf(row, MEASURE)) {
                    excluded.add(new Excluded(Step.valueOf(step), Measure.valueOf(row.get(MEASURE)), tally));
                }
            } else if (isOf(row, MEASURE)) {
                total = total.plus(tally);
            } else if (isOf(row, BASIS)) {
                byBasis.put(Basis.values()[row.get(BASIS)], tally);
            } else if (isOf(row, SECTOR)) {
                bySector.put(Sector.valueOf(row.get(SECTOR)), tally);
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
                var last = row.get("last_day", LocalDate.class);
                lastDay = lastDay == null || last.isAfter(lastDay) ? last : lastDay;
            }
        }

        private static boolean isOf(Record row, Field<?> axis) {
            return row.get(grouping(axis)) == 0;
        }
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

    private Map<Part.GroupPart, Tally> byTargetGroup(Table<?> judged) {
        var group = field(name("named", "target_group"), String.class);
        var groups = new HashMap<Part.GroupPart, Tally>();
        db.select(group, QUANTITIES, SOME_APPROXIMATE, LINES)
                .from(judged)
                .leftJoin(lateral(unnest(TARGET_GROUPS).as("named", "target_group")))
                .on(trueCondition())
                .where(STEP.isNull())
                .groupBy(group)
                .forEach(row -> groups.put(
                        new Part.GroupPart(row.get(group) == null ? null : TargetGroup.valueOf(row.get(group))),
                        tally(row)));
        return groups;
    }

    /** The counted total of each book that has any, as its ledger held it then. */
    Map<MunicipalityCode, Tally> totals(
            CountingRule rule,
            DataSet dataSet,
            Collection<MunicipalityCode> municipalities,
            Scope scope,
            LocalDate until,
            Instant known) {
        var totals = new HashMap<MunicipalityCode, Tally>();
        db.select(MUNICIPALITY, QUANTITIES, SOME_APPROXIMATE, LINES)
                .from(RuleQuery.judged(rule, dataSet, municipalities, scope, until, known))
                .where(STEP.isNull())
                .groupBy(MUNICIPALITY)
                .forEach(row -> totals.put(new MunicipalityCode(row.get(MUNICIPALITY)), tally(row)));
        return totals;
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
