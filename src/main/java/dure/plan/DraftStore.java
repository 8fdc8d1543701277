package dure.plan;

import static duredb.Tables.BUDGET_LINE;
import static duredb.Tables.COMPONENT;
import static duredb.Tables.GOAL;
import static duredb.Tables.PLAN;
import static duredb.Tables.PLANNED_PROJECT;
import static duredb.Tables.PLAN_EDIT;
import static duredb.Tables.PLAN_PART;
import static duredb.Tables.PROJECT;
import static duredb.Tables.STRATEGY;
import static duredb.Tables.TASK;
import static duredb.Tables.YEAR_TARGET;
import static org.jooq.impl.DSL.max;

import dure.access.Viewer;
import dure.region.Book;
import duredb.tables.records.PlanEditRecord;
import duredb.tables.records.PlanRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Drafts as they are worked on: what is edited, what was edited, and whose part is open. */
@Repository
class DraftStore {
    private final DSLContext db;

    DraftStore(DSLContext db) {
        this.db = db;
    }

    /** Alone with the draft: after everybody who edits a project of it, and before the next. */
    void alone(PlanId plan) {
        db.fetch("select pg_advisory_xact_lock(hashtextextended(?, 0))", "draft " + plan.value());
    }

    /** Beside others who edit projects: in this order, the draft and then its projects, nobody waits in a circle. */
    void beside(PlanId plan) {
        db.fetch("select pg_advisory_xact_lock_shared(hashtextextended(?, 0))", "draft " + plan.value());
    }

    /** Until the end of the transaction nobody else changes the version's row: neither its state nor its revision. */
    Optional<PlanRecord> lock(PlanId plan) {
        return db.selectFrom(PLAN).where(PLAN.ID.eq(plan.value())).forUpdate().fetchOptional();
    }

    /** The projects of a draft that are there, locked in one order: who edits others' meanwhile need not wait. */
    List<Long> lockProjects(PlanId plan, List<Long> projects) {
        var p = PLANNED_PROJECT;
        return db.select(p.PROJECT_ID)
                .from(p)
                .where(p.PLAN_ID.eq(plan.value()))
                .and(p.PROJECT_ID.in(projects))
                .orderBy(p.PROJECT_ID)
                .forUpdate()
                .fetch(p.PROJECT_ID);
    }

    Optional<PlanRecord> find(PlanId plan) {
        return db.selectFrom(PLAN).where(PLAN.ID.eq(plan.value())).fetchOptional();
    }

    /** The next revision of a draft; from here to the end of the transaction its edits are one after another. */
    Optional<Long> nextRevision(PlanId plan) {
        return db.update(PLAN)
                .set(PLAN.REVISION, PLAN.REVISION.plus(1))
                .setNull(PLAN.CONTENT_HASH)
                .where(PLAN.ID.eq(plan.value()))
                .and(PLAN.STATE.eq(PlanState.DRAFT.name()))
                .returningResult(PLAN.REVISION)
                .fetchOptional(row -> row.value1());
    }

    long revision(PlanId plan) {
        return db.select(PLAN.REVISION)
                .from(PLAN)
                .where(PLAN.ID.eq(plan.value()))
                .fetchOptional(PLAN.REVISION)
                .orElse(0L);
    }

    void freeze(PlanId draft, byte[] hash) {
        db.update(PLAN)
                .set(PLAN.CONTENT_HASH, hash)
                .where(PLAN.ID.eq(draft.value()))
                .execute();
    }

    void closeParts(PlanId draft) {
        db.update(PLAN_PART)
                .set(PLAN_PART.OPEN, false)
                .where(PLAN_PART.PLAN_ID.eq(draft.value()))
                .and(PLAN_PART.OPEN)
                .execute();
    }

    /** The departments, by name, whose parts are open; of one that ended, where its successor's is. */
    Set<String> openParts(PlanId draft) {
        return Set.copyOf(db.resultQuery("""
                        select d.name from department d
                        where (d.municipality, d.data_set) = (select p.municipality, p.data_set from plan p where p.id = ?)
                            and department_today(d.id) in (
                                select department_today(o.department_id) from plan_part o where o.plan_id = ? and o.open)""",
                        draft.value(), draft.value())
                .fetch(row -> row.get("name", String.class)));
    }

    /** The names under which projects of these departments stand in plans: their own, and those they followed. */
    Set<String> standingFor(Book book, Set<String> names) {
        var acting = names.stream()
                .map(name -> book.municipality() + ":" + name)
                .toArray(String[]::new);
        return Set.copyOf(db.resultQuery(
                        "select d.name from department d where d.municipality = ? and d.data_set = ? and department_acting(d.id) = any (?)",
                        book.municipality().value(),
                        book.dataSet().name(),
                        acting)
                .fetch(row -> row.get("name", String.class)));
    }

    // What was edited

    void log(PlanRecord draft, long revision, List<Change> changes, Viewer by, Instant now) {
        var e = PLAN_EDIT;
        var rows = new ArrayList<PlanEditRecord>();
        for (var change : changes) {
            var row = db.newRecord(e);
            row.setPlanId(draft.getId());
            row.setMunicipality(draft.getMunicipality());
            row.setRevision(revision);
            row.setOrdinal((short) (rows.size() + 1));
            row.setSubject(change.subject().name());
            row.setItem(change.item());
            row.setField(change.field());
            row.setBefore(change.before());
            row.setAfter(change.after());
            row.setEditedAt(now.atOffset(ZoneOffset.UTC));
            row.setEditedBy(by.name());
            row.setAccount(by.account());
            rows.add(row);
        }
        db.insertInto(e).set(rows).execute();
    }

    /** Edits after a revision, the oldest first. */
    List<Change> since(PlanId plan, long revision, int limit) {
        return db.selectFrom(PLAN_EDIT)
                .where(PLAN_EDIT.PLAN_ID.eq(plan.value()))
                .and(PLAN_EDIT.REVISION.gt(revision))
                .orderBy(PLAN_EDIT.REVISION, PLAN_EDIT.ORDINAL)
                .limit(limit)
                .fetch(DraftStore::change);
    }

    /** The last edit of a field; empty where nobody edited it here. */
    Optional<Change> last(PlanId plan, Edit.Subject subject, String item, String field) {
        return db.selectFrom(PLAN_EDIT)
                .where(PLAN_EDIT.PLAN_ID.eq(plan.value()))
                .and(PLAN_EDIT.SUBJECT.eq(subject.name()))
                .and(PLAN_EDIT.ITEM.eq(item))
                .and(PLAN_EDIT.FIELD.eq(field))
                .orderBy(PLAN_EDIT.REVISION.desc(), PLAN_EDIT.ORDINAL.desc())
                .limit(1)
                .fetchOptional(DraftStore::change);
    }

    /** What one saving edited. */
    List<Change> of(PlanId plan, long revision) {
        return db.selectFrom(PLAN_EDIT)
                .where(PLAN_EDIT.PLAN_ID.eq(plan.value()))
                .and(PLAN_EDIT.REVISION.eq(revision))
                .orderBy(PLAN_EDIT.ORDINAL)
                .fetch(DraftStore::change);
    }

    private static Change change(PlanEditRecord row) {
        return new Change(
                row.getRevision(),
                Edit.Subject.valueOf(row.getSubject()),
                row.getItem(),
                row.getField(),
                row.getBefore(),
                row.getAfter(),
                row.getEditedAt().toInstant(),
                row.getEditedBy());
    }

    // What is edited

    void head(PlanId plan, PlanDraft.Head head) {
        var target = head.target();
        db.update(PLAN)
                .set(PLAN.TITLE, head.title())
                .set(PLAN.DECLARED_TARGET, target == null ? null : target.amount())
                .set(PLAN.TARGET_UNIT, target == null ? null : target.statedUnit())
                .set(PLAN.TARGET_APPROXIMATE, target != null && target.approximate())
                .set(PLAN.DECLARED_STRATEGIES, head.declaredStrategies())
                .set(PLAN.DECLARED_TASKS, head.declaredTasks())
                .set(PLAN.DECLARED_PROJECTS, head.declaredProjects())
                .set(PLAN.DECLARED_GROWTH, head.growth())
                .set(PLAN.PREVIOUS_TARGET, head.previousTarget())
                .set(PLAN.PREVIOUS_TARGET_INFERRED, head.previousInferred())
                .set(PLAN.REMARKS, head.remarks())
                .where(PLAN.ID.eq(plan.value()))
                .execute();
    }

    void put(PlanRecord plan, Component component) {
        var row = db.newRecord(COMPONENT);
        row.setPlanId(plan.getId());
        row.setMunicipality(plan.getMunicipality());
        row.setNo((short) component.no());
        row.setLabel(component.label());
        row.setQuantity(component.quantity().amount());
        row.setStatedUnit(component.quantity().statedUnit());
        row.setMeasure(component.quantity().measure().name());
        row.setApproximate(component.quantity().approximate());
        row.setProgrammeType(component.programmeType().name());
        row.setSector(component.sector().name());
        db.insertInto(COMPONENT)
                .set(row)
                .onConflict(COMPONENT.PLAN_ID, COMPONENT.NO)
                .doUpdate()
                .set(row)
                .execute();
    }

    void dropComponent(PlanRecord plan, int no) {
        db.deleteFrom(COMPONENT)
                .where(COMPONENT.PLAN_ID.eq(plan.getId()))
                .and(COMPONENT.NO.eq((short) no))
                .execute();
    }

    void put(PlanRecord plan, int no, Goal goal) {
        var row = db.newRecord(GOAL);
        row.setPlanId(plan.getId());
        row.setMunicipality(plan.getMunicipality());
        row.setNo((short) no);
        row.setKind(goal.kind().name());
        row.setPeriodLabel(goal.period());
        row.setValue(goal.value());
        row.setAgeBase(goal.ageBase());
        row.setPopulation(goal.population());
        row.setEmployed(goal.employed());
        row.setApproximate(goal.approximate());
        db.insertInto(GOAL)
                .set(row)
                .onConflict(GOAL.PLAN_ID, GOAL.NO)
                .doUpdate()
                .set(row)
                .execute();
    }

    void dropGoal(PlanRecord plan, int no) {
        db.deleteFrom(GOAL)
                .where(GOAL.PLAN_ID.eq(plan.getId()))
                .and(GOAL.NO.eq((short) no))
                .execute();
    }

    Map<Integer, Goal> goals(PlanId plan) {
        return db.selectFrom(GOAL)
                .where(GOAL.PLAN_ID.eq(plan.value()))
                .orderBy(GOAL.NO)
                .fetchMap(row -> row.getNo().intValue(), PlanStore::goal);
    }

    void put(PlanRecord plan, TermPlan.YearTarget year) {
        var row = db.newRecord(YEAR_TARGET);
        row.setPlanId(plan.getId());
        row.setMunicipality(plan.getMunicipality());
        row.setYear((short) year.year());
        row.setQuantity(year.quantity());
        row.setApproximate(year.approximate());
        db.insertInto(YEAR_TARGET)
                .set(row)
                .onConflict(YEAR_TARGET.PLAN_ID, YEAR_TARGET.YEAR)
                .doUpdate()
                .set(row)
                .execute();
    }

    void dropYear(PlanRecord plan, int year) {
        db.deleteFrom(YEAR_TARGET)
                .where(YEAR_TARGET.PLAN_ID.eq(plan.getId()))
                .and(YEAR_TARGET.YEAR.eq((short) year))
                .execute();
    }

    void putStrategy(PlanRecord plan, int no, String name) {
        db.insertInto(STRATEGY, STRATEGY.PLAN_ID, STRATEGY.MUNICIPALITY, STRATEGY.NO, STRATEGY.NAME)
                .values(plan.getId(), plan.getMunicipality(), (short) no, name)
                .onConflict(STRATEGY.PLAN_ID, STRATEGY.NO)
                .doUpdate()
                .set(STRATEGY.NAME, name)
                .execute();
    }

    void putTask(PlanRecord plan, int strategy, int no, String name) {
        db.insertInto(TASK, TASK.PLAN_ID, TASK.MUNICIPALITY, TASK.STRATEGY_NO, TASK.NO, TASK.NAME)
                .values(plan.getId(), plan.getMunicipality(), (short) strategy, (short) no, name)
                .onConflict(TASK.PLAN_ID, TASK.STRATEGY_NO, TASK.NO)
                .doUpdate()
                .set(TASK.NAME, name)
                .execute();
    }

    void dropStrategy(PlanRecord plan, int no) {
        db.deleteFrom(STRATEGY)
                .where(STRATEGY.PLAN_ID.eq(plan.getId()))
                .and(STRATEGY.NO.eq((short) no))
                .execute();
    }

    void dropTask(PlanRecord plan, int strategy, int no) {
        db.deleteFrom(TASK)
                .where(TASK.PLAN_ID.eq(plan.getId()))
                .and(TASK.STRATEGY_NO.eq((short) strategy))
                .and(TASK.NO.eq((short) no))
                .execute();
    }

    /** Gives strategies new numbers, which their tasks and projects follow; first negative ones, which nobody has. */
    void renumberStrategies(PlanRecord plan, Map<Integer, Integer> numbers) {
        db.execute("set constraints all deferred");
        var id = plan.getId();
        var from = numbers.keySet().toArray(Integer[]::new);
        var to = numbers.values().toArray(Integer[]::new);
        for (var table : List.of("strategy.no", "task.strategy_no", "planned_project.strategy_no")) {
            var name = table.substring(0, table.indexOf('.'));
            var column = table.substring(table.indexOf('.') + 1);
            db.execute(
                    "update " + name + " x set " + column + " = -m.new from unnest(?::int[], ?::int[]) m (old, new)"
                            + " where x.plan_id = ? and x." + column + " = m.old",
                    from,
                    to,
                    id);
            db.execute(
                    "update " + name + " set " + column + " = -" + column + " where plan_id = ? and " + column + " < 0",
                    id);
        }
        db.execute("set constraints all immediate");
    }

    /** Gives tasks new places (strategy and number), which their projects follow. */
    void renumberTasks(PlanRecord plan, Map<int[], int[]> places) {
        db.execute("set constraints all deferred");
        var id = plan.getId();
        var columns = new Integer[4][places.size()];
        var at = 0;
        for (var place : places.entrySet()) {
            columns[0][at] = place.getKey()[0];
            columns[1][at] = place.getKey()[1];
            columns[2][at] = place.getValue()[0];
            columns[3][at] = place.getValue()[1];
            at++;
        }
        for (var table : List.of("task.no", "planned_project.task_no")) {
            var name = table.substring(0, table.indexOf('.'));
            var column = table.substring(table.indexOf('.') + 1);
            db.execute(
                    "update " + name + " x set strategy_no = m.to_strategy, " + column + " = -m.to_no"
                            + " from unnest(?::int[], ?::int[], ?::int[], ?::int[]) m (strategy, no, to_strategy, to_no)"
                            + " where x.plan_id = ? and x.strategy_no = m.strategy and x." + column + " = m.no",
                    columns[0],
                    columns[1],
                    columns[2],
                    columns[3],
                    id);
            db.execute(
                    "update " + name + " set " + column + " = -" + column + " where plan_id = ? and " + column + " < 0",
                    id);
        }
        db.execute("set constraints all immediate");
    }

    /** How many projects stand under a strategy, or under one task of it. */
    int projectsUnder(PlanRecord plan, int strategy, @Nullable Integer task) {
        var p = PLANNED_PROJECT;
        return db.fetchCount(
                p,
                p.PLAN_ID
                        .eq(plan.getId())
                        .and(p.STRATEGY_NO.eq((short) strategy))
                        .and(task == null ? org.jooq.impl.DSL.noCondition() : p.TASK_NO.eq(task.shortValue())));
    }

    void dropProject(PlanRecord plan, long project) {
        db.execute("delete from target where plan_id = ? and project_id = ?", plan.getId(), project);
        db.execute("delete from group_target where plan_id = ? and project_id = ?", plan.getId(), project);
        db.execute("delete from budget_line where plan_id = ? and project_id = ?", plan.getId(), project);
        db.execute("delete from planned_project where plan_id = ? and project_id = ?", plan.getId(), project);
    }

    void dropMoney(PlanRecord plan) {
        db.deleteFrom(BUDGET_LINE)
                .where(BUDGET_LINE.PLAN_ID.eq(plan.getId()))
                .and(BUDGET_LINE.PROJECT_ID.isNull())
                .execute();
    }

    /** Makes room at a number: those from it on move by one, where it is taken. */
    void makeRoom(PlanRecord plan, int no) {
        var p = PLANNED_PROJECT;
        if (db.fetchExists(p, p.PLAN_ID.eq(plan.getId()).and(p.NO.eq(no)))) {
            db.update(p)
                    .set(p.NO, p.NO.plus(1))
                    .where(p.PLAN_ID.eq(plan.getId()))
                    .and(p.NO.ge(no))
                    .execute();
        }
    }

    /**
     * Puts a project where another stands: those between move by one place. The numbers themselves stay what they were, so
     * that the way back is the same way.
     *
     * @return the project's number from now on
     */
    int reorder(PlanRecord plan, long project, int to) {
        var p = PLANNED_PROJECT;
        var rows = db.select(p.PROJECT_ID, p.NO)
                .from(p)
                .where(p.PLAN_ID.eq(plan.getId()))
                .orderBy(p.NO, p.PROJECT_ID)
                .fetch();
        var numbers = rows.getValues(p.NO);
        var order = new ArrayList<>(rows.getValues(p.PROJECT_ID));
        var from = order.indexOf(project);
        order.remove(from);
        var down = to > numbers.get(from);
        var index =
                (int) numbers.stream().filter(no -> down ? no <= to : no < to).count();
        order.add(Math.min(down ? index - 1 : index, order.size()), project);
        var moved = new ArrayList<Long>();
        var places = new ArrayList<Integer>();
        for (int i = 0; i < order.size(); i++) {
            if (!order.get(i).equals(rows.get(i).value1())) {
                moved.add(order.get(i));
                places.add(numbers.get(i));
            }
        }
        db.execute("""
                update planned_project pp set no = m.no from unnest(?::bigint[], ?::int[]) m (project_id, no)
                where pp.plan_id = ? and pp.project_id = m.project_id""", moved.toArray(Long[]::new), places.toArray(Integer[]::new), plan.getId());
        return numbers.get(order.indexOf(project));
    }

    int lastNo(PlanRecord plan) {
        var last = db.select(max(PLANNED_PROJECT.NO))
                .from(PLANNED_PROJECT)
                .where(PLANNED_PROJECT.PLAN_ID.eq(plan.getId()))
                .fetchOne(0, Integer.class);
        return last == null ? 0 : last;
    }

    /** The project of the year that has this code in any version of the plan; it stays itself by it. */
    Optional<Long> identity(Book book, int year, String code) {
        return db.select(PROJECT.ID)
                .from(PROJECT)
                .where(PROJECT.MUNICIPALITY.eq(book.municipality().value()))
                .and(PROJECT.DATA_SET.eq(book.dataSet().name()))
                .and(PROJECT.YEAR.eq((short) year))
                .and(PROJECT.CODE.eq(code))
                .fetchOptional(PROJECT.ID);
    }

    boolean isInAnotherVersion(PlanRecord plan, long project) {
        var p = PLANNED_PROJECT;
        return db.fetchExists(p, p.PROJECT_ID.eq(project).and(p.PLAN_ID.ne(plan.getId())));
    }

    void recode(long project, String code) {
        db.update(PROJECT).set(PROJECT.CODE, code).where(PROJECT.ID.eq(project)).execute();
    }

    /** The smallest number from 1 on that no code of the year is, as P001 is written. */
    String nextCode(Book book, int year) {
        var taken = db.select(PROJECT.CODE)
                .from(PROJECT)
                .where(PROJECT.MUNICIPALITY.eq(book.municipality().value()))
                .and(PROJECT.DATA_SET.eq(book.dataSet().name()))
                .and(PROJECT.YEAR.eq((short) year))
                .fetchSet(PROJECT.CODE);
        var no = 1;
        while (taken.contains("P%03d".formatted(no))) {
            no++;
        }
        return "P%03d".formatted(no);
    }

    DraftTotals totals(PlanId plan) {
        var row = db.fetchSingle("""
                select p.declared_target,
                    (select coalesce(sum(quantity), 0) from component c where c.plan_id = p.id and c.measure = 'JOBS')
                    + (select coalesce(sum(t.quantity), 0) from target t join planned_project pp using (plan_id, project_id)
                        where t.plan_id = p.id and t.measure = 'JOBS' and pp.component_no is null)
                    + (select coalesce(sum(quantity), 0) from year_target y where y.plan_id = p.id),
                    (select count(*) from planned_project pp where pp.plan_id = p.id)
                from plan p where p.id = ?""", plan.value());
        var money = new EnumMap<BudgetSource, Long>(BudgetSource.class);
        var carried = new long[1];
        // What the plan states undivided is its total where it is there; projects' money beside it is a part of that.
        db.fetch("""
                select b.source, sum(b.appropriated)::bigint, coalesce(sum(b.carried_in), 0)::bigint
                from budget_line b join plan p on p.id = b.plan_id
                where b.plan_id = ? and (b.year is null or b.year = p.period)
                    and (b.project_id is null) = exists (select from budget_line t
                        where t.plan_id = b.plan_id and t.project_id is null and t.appropriated is not null)
                group by b.source""", plan.value()).forEach(line -> {
            var sum = line.get(1, Long.class);
            if (sum != null) {
                money.put(BudgetSource.valueOf(line.get(0, String.class)), sum);
            }
            carried[0] += line.get(2, Long.class);
        });
        var parts = db.fetch("""
                select pp.strategy_no, pp.task_no, count(*)::int, coalesce(sum(t.jobs), 0)::bigint, coalesce(sum(b.won), 0)::bigint
                from planned_project pp
                    left join (select project_id, sum(quantity) jobs from target
                        where plan_id = ? and measure = 'JOBS' group by project_id) t using (project_id)
                    left join (select b.project_id, sum(b.appropriated) won from budget_line b join plan p on p.id = b.plan_id
                        where b.plan_id = ? and (b.year is null or b.year = p.period) group by b.project_id) b using (project_id)
                where pp.plan_id = ?
                group by pp.strategy_no, pp.task_no""", plan.value(), plan.value(), plan.value())
                .map(part -> new DraftTotals.Part(
                        part.get(0, Integer.class),
                        part.get(1, Integer.class),
                        part.get(2, Integer.class),
                        part.get(3, Long.class),
                        part.get(4, Long.class)));
        return new DraftTotals(
                row.get(0, Long.class), row.get(1, Long.class), row.get(2, Integer.class), money, carried[0], parts);
    }
}
