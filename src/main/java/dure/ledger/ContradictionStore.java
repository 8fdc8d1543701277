package dure.ledger;

import static dure.ledger.RuleQuery.APPROXIMATE;
import static dure.ledger.RuleQuery.BASIS;
import static dure.ledger.RuleQuery.FROM_ON;
import static dure.ledger.RuleQuery.LABEL;
import static dure.ledger.RuleQuery.MEASURE;
import static dure.ledger.RuleQuery.OCCURRED_ON;
import static dure.ledger.RuleQuery.POSITION;
import static dure.ledger.RuleQuery.PROJECT;
import static dure.ledger.RuleQuery.QUANTITY;
import static dure.ledger.RuleQuery.SECTOR;
import static dure.ledger.RuleQuery.STATED_UNIT;
import static dure.ledger.RuleQuery.STEP;
import static dure.ledger.RuleQuery.WRITTEN_BASIS;
import static duredb.Tables.ENTRY_ITEM;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.nullif;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.trim;
import static org.jooq.impl.DSL.val;

import dure.finding.Finding;
import dure.plan.Measure;
import dure.plan.ProjectId;
import dure.plan.Sector;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What contradictions are looked for in, of the entries that a question is about: judged, and none that is taken back. */
@Repository
class ContradictionStore {
    /** More pairs than anybody reads; the rest of a contradictory book waits for these to be corrected. */
    private static final int DIVIDED = 200;

    private static final Condition WITHOUT_EVIDENCE =
            nullif(trim(RuleQuery.EVIDENCE), inline("")).isNull();

    private final DSLContext db;

    ContradictionStore(DSLContext db) {
        this.db = db;
    }

    /**
     * Entries alike in measure, unit and basis.
     *
     * @param basis the highest valid one; @param written as it was when the entry was written
     * @param counted by the rule; @param countedWithoutEvidence of that, what has none of its own
     * @param entries all; @param entriesWithoutEvidence of those, without any of their own
     * @param first the first of them; @param named some that are pledged and count, or claim evidence and show none
     */
    record Alike(
            Measure measure,
            String statedUnit,
            Basis basis,
            Basis written,
            long counted,
            long countedWithoutEvidence,
            long entries,
            long entriesWithoutEvidence,
            long first,
            List<Long> named) {
        /** An attestation raised it: it carries the evidence. */
        boolean isAttested() {
            return basis.compareTo(written) > 0;
        }
    }

    List<Alike> alike(Question question) {
        var judged = RuleQuery.judged(question);
        var basis = of(judged, BASIS);
        var pledgedAndCounts =
                basis.eq(Basis.PLEDGED.ordinal()).and(of(judged, STEP).isNull());
        var claimsEvidence = basis.ge(Basis.EVIDENCED.ordinal()).and(WITHOUT_EVIDENCE);
        var named = arrayAgg(of(judged, POSITION))
                .orderBy(of(judged, POSITION))
                .filterWhere(pledgedAndCounts.or(claimsEvidence));
        return db.select(
                        of(judged, MEASURE),
                        STATED_UNIT,
                        basis,
                        WRITTEN_BASIS,
                        sum(of(judged, QUANTITY), of(judged, STEP).isNull()),
                        sum(of(judged, QUANTITY), of(judged, STEP).isNull().and(WITHOUT_EVIDENCE)),
                        DSL.count().cast(Long.class),
                        DSL.count().filterWhere(WITHOUT_EVIDENCE).cast(Long.class),
                        min(of(judged, POSITION)),
                        firstOf(named, Finding.NAMED))
                .from(judged)
                .groupBy(of(judged, MEASURE), STATED_UNIT, basis, WRITTEN_BASIS)
                .fetch(row -> new Alike(
                        Measure.valueOf(row.value1()),
                        row.value2(),
                        Basis.values()[row.value3()],
                        Basis.valueOf(row.value4()),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        positions(row.value10())));
    }

    private static Field<Long> sum(Field<Long> quantity, Condition condition) {
        return coalesce(DSL.sum(quantity).filterWhere(condition), inline(0)).cast(Long.class);
    }

    private static Field<Long[]> firstOf(Field<Long[]> positions, int most) {
        return field("({0})[1:{1}]", Long[].class, positions, inline(most));
    }

    private static List<Long> positions(Long @Nullable [] array) {
        return array == null ? List.of() : Arrays.asList(array);
    }

    /** Persons that the rule counts in more than one entry. */
    record Twice(long persons, long entries, List<Long> named) {}

    Twice personsTwice(Question question) {
        var judged = RuleQuery.judged(question);
        var person = judged.field("person");
        var counted = field(name("counted"), Long.class);
        var named = field(name("named"), Long[].class);
        var twice = select(
                        DSL.count().cast(Long.class).as(counted),
                        firstOf(arrayAgg(of(judged, POSITION)).orderBy(of(judged, POSITION)), Finding.NAMED)
                                .as(named))
                .from(judged)
                .where(of(judged, STEP).isNull())
                .and(Objects.requireNonNull(person).isNotNull())
                .groupBy(person)
                .having(DSL.count().gt(1))
                .asTable("twice");
        var rows = db.select(
                        DSL.count().over().cast(Long.class),
                        DSL.sum(counted).over().cast(Long.class),
                        named)
                .from(twice)
                .orderBy(named)
                .limit(Finding.NAMED)
                .fetch();
        return rows.isEmpty()
                ? new Twice(0, 0, List.of())
                : new Twice(
                        rows.getFirst().value1(),
                        rows.getFirst().value2(),
                        rows.stream()
                                .flatMap(row -> Arrays.stream(row.value3()))
                                .toList());
    }

    /** An entry that is divided into items. */
    record Divided(Line entry, LocalDate from, LocalDate to, Sector sector, List<Item> items) {}

    record Item(String label, long quantity, boolean approximate) {}

    /** An entry, as a sentence names it. */
    record Line(
            long position,
            String label,
            @Nullable ProjectId project,
            long quantity,
            boolean approximate,
            String statedUnit) {
        static Line of(Record row) {
            var project = row.get(PROJECT);
            return new Line(
                    row.get(POSITION),
                    row.get(LABEL.getName(), String.class),
                    project == null ? null : new ProjectId(project),
                    row.get(QUANTITY),
                    row.get(APPROXIMATE),
                    row.get(STATED_UNIT.getName(), String.class));
        }
    }

    /** The entries that are divided into items, of the periods in which items of one exceed it. */
    List<Divided> divided(Question question) {
        var judged = RuleQuery.judged(question);
        var item = ENTRY_ITEM;
        var labels = field(name("labels"), String[].class);
        var quantities = field(name("quantities"), Long[].class);
        var approximates = field(name("approximates"), Boolean[].class);
        var sums = select(
                        item.POSITION.as("of_entry"),
                        DSL.sum(item.QUANTITY).cast(Long.class).as("divided"),
                        arrayAgg(item.LABEL).orderBy(item.NO).as(labels),
                        arrayAgg(item.QUANTITY).orderBy(item.NO).as(quantities),
                        arrayAgg(item.APPROXIMATE).orderBy(item.NO).as(approximates))
                .from(item)
                .where(item.BOOK.eq(LedgerStore.idOf(question.book())))
                .groupBy(item.POSITION)
                .asTable("sums");
        var exceeds = boolOr(field(name("divided"), Long.class).gt(of(judged, QUANTITY)))
                .over()
                .partitionBy(of(judged, FROM_ON), of(judged, OCCURRED_ON), of(judged, MEASURE));
        var divided = select(judged.fields())
                .select(labels, quantities, approximates, exceeds.as("exceeds"))
                .from(judged)
                .join(sums)
                .on(field(name("of_entry"), Long.class).eq(of(judged, POSITION)))
                .asTable("divided");
        return db.selectFrom(divided)
                .where(field(name("exceeds"), Boolean.class))
                .orderBy(FROM_ON, OCCURRED_ON, POSITION)
                .limit(DIVIDED)
                .fetch(row -> new Divided(
                        Line.of(row),
                        row.get(FROM_ON),
                        row.get(OCCURRED_ON),
                        Sector.valueOf(row.get(SECTOR)),
                        items(row.get(labels), row.get(quantities), row.get(approximates))));
    }

    private static List<Item> items(String[] labels, Long[] quantities, Boolean[] approximates) {
        var items = new Item[labels.length];
        Arrays.setAll(items, i -> new Item(labels[i], quantities[i], approximates[i]));
        return List.of(items);
    }

    /** Entries of jobs that alone say more than the target of their project, the largest multiples first. */
    List<Line> beyond(Question question, Map<ProjectId, Long> targets) {
        if (targets.isEmpty()) {
            return List.of();
        }
        var judged = RuleQuery.judged(question);
        var projects = targets.keySet().stream().map(ProjectId::value).toArray(Long[]::new);
        var quantities = Arrays.stream(projects)
                .map(id -> targets.get(new ProjectId(id)))
                .toArray(Long[]::new);
        var target = field(name("planned", "target"), Long.class);
        var planned = table(
                "unnest({0}::bigint[], {1}::bigint[]) as {2}(project_id, target)",
                val(projects), val(quantities), name("planned"));
        return db.select(
                        of(judged, POSITION),
                        of(judged, PROJECT),
                        of(judged, QUANTITY),
                        of(judged, APPROXIMATE),
                        LABEL,
                        STATED_UNIT)
                .from(judged)
                .join(planned)
                .on(field(name("planned", "project_id"), Long.class).eq(of(judged, PROJECT)))
                .where(of(judged, MEASURE).eq(Measure.JOBS.name()))
                .and(of(judged, QUANTITY).gt(target))
                .orderBy(of(judged, QUANTITY).div(target).desc(), of(judged, POSITION))
                .limit(Finding.NAMED)
                .fetch(Line::of);
    }

    private static <T> Field<T> of(Table<?> judged, Field<T> column) {
        return Objects.requireNonNull(judged.field(column), column.getName());
    }
}
