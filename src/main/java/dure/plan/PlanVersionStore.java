package dure.plan;

import static duredb.Tables.BUDGET_LINE;
import static duredb.Tables.COMPONENT;
import static duredb.Tables.DEPARTMENT;
import static duredb.Tables.GOAL;
import static duredb.Tables.GROUP_TARGET;
import static duredb.Tables.PLAN;
import static duredb.Tables.PLANNED_PROJECT;
import static duredb.Tables.PROJECT;
import static duredb.Tables.STRATEGY;
import static duredb.Tables.TARGET;
import static duredb.Tables.TASK;
import static duredb.Tables.YEAR_TARGET;

import dure.region.Book;
import dure.sheet.Progress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Writes a version of a plan, once. Rows go in batches that the driver joins into statements of many rows: some ten
 * statements a thousand rows, whatever the plan holds.
 */
@Repository
class PlanVersionStore {
    /** Keeps what waits for the driver small; larger batches were not faster. */
    private static final int BATCH = 5_000;

    private static final List<Field<?>> PLANNED = List.of(
            PLANNED_PROJECT.PLAN_ID,
            PLANNED_PROJECT.MUNICIPALITY,
            PLANNED_PROJECT.DATA_SET,
            PLANNED_PROJECT.PROJECT_ID,
            PLANNED_PROJECT.NO,
            PLANNED_PROJECT.NAME,
            PLANNED_PROJECT.STRATEGY_NO,
            PLANNED_PROJECT.TASK_NO,
            PLANNED_PROJECT.COMPONENT_NO,
            PLANNED_PROJECT.DEPARTMENT_ID,
            PLANNED_PROJECT.PROGRAMME_TYPE,
            PLANNED_PROJECT.SECTOR,
            PLANNED_PROJECT.TARGET_GROUPS,
            PLANNED_PROJECT.STARTS_ON,
            PLANNED_PROJECT.ENDS_ON,
            PLANNED_PROJECT.DELIVERING_BODY,
            PLANNED_PROJECT.CONTINUITY,
            PLANNED_PROJECT.PARTNERS,
            PLANNED_PROJECT.DESCRIPTION,
            PLANNED_PROJECT.LEGAL_BASIS,
            PLANNED_PROJECT.MINISTRY_CALL,
            PLANNED_PROJECT.RISKS,
            PLANNED_PROJECT.MEASURE,
            PLANNED_PROJECT.STATED_UNIT,
            PLANNED_PROJECT.MONTHS,
            PLANNED_PROJECT.WEEKLY_HOURS,
            PLANNED_PROJECT.CONTRACT,
            PLANNED_PROJECT.MONTHLY_WAGE,
            PLANNED_PROJECT.INSURED,
            PLANNED_PROJECT.PREDECESSOR);

    private static final List<Field<?>> TARGETS = List.of(
            TARGET.PLAN_ID,
            TARGET.MUNICIPALITY,
            TARGET.PROJECT_ID,
            TARGET.FROM_ON,
            TARGET.TO_ON,
            TARGET.MEASURE,
            TARGET.QUANTITY,
            TARGET.STATED_UNIT,
            TARGET.APPROXIMATE);

    private static final List<Field<?>> GROUPS = List.of(
            GROUP_TARGET.PLAN_ID,
            GROUP_TARGET.MUNICIPALITY,
            GROUP_TARGET.PROJECT_ID,
            GROUP_TARGET.TARGET_GROUP,
            GROUP_TARGET.QUANTITY);

    private final DSLContext db;

    PlanVersionStore(DSLContext db) {
        this.db = db;
    }

    /**
     * Which version it will be.
     *
     * @param hash of its content; null of a draft that is to be edited
     */
    record Version(
            Book book,
            int no,
            byte @Nullable [] hash,
            @Nullable PlanId basedOn,
            String reason) {}

    PlanId write(PlanContent content, Version as, String author, Instant now) {
        var book = as.book();
        var id = plan(content.head(), as, author, now);
        planKeyChecksByIndex();
        var rows = new Rows(id, book);
        rows.goals(content.goals());
        rows.years(content.years());
        rows.strategies(content.strategies());
        rows.components(content.components());
        rows.projects(content.projects());
        rows.budget(content.budget());
        db.execute("set local enable_seqscan = on");
        return new PlanId(id);
    }

    /**
     * PostgreSQL keeps how it checks a foreign key for as long as a connection lives. One that first met these tables
     * with a handful of rows would read all of them for every row of a plan of thousands: 34 s instead of 4.
     */
    private void planKeyChecksByIndex() {
        db.execute("discard plans");
        db.execute("set local enable_seqscan = off");
    }

    /**
     * One more project of a draft.
     *
     * @param project null: a new one of the year
     * @return its id
     */
    long put(PlanId plan, Book book, int year, @Nullable Long project, PlanDraft.Project content) {
        return new Rows(plan.value(), book).put(year, project, content);
    }

    /** One project of a draft as it is from now on: what did not change is not written. */
    long change(PlanId plan, Book book, long project, PlanDraft.Project before, PlanDraft.Project content) {
        new Rows(plan.value(), book).change(project, before, content);
        return project;
    }

    /** What a plan states undivided. */
    void putMoney(PlanId plan, Book book, List<PlanDraft.Amount> budget) {
        new Rows(plan.value(), book).budget(budget);
    }

    private UUID plan(PlanDraft.Head head, Version as, String author, Instant now) {
        var book = as.book();
        var row = db.newRecord(PLAN);
        row.setMunicipality(book.municipality().value());
        row.setDataSet(book.dataSet().name());
        row.setKind(head.kind().name());
        row.setPeriod((short) head.period());
        row.setVersion(as.no());
        row.setState(PlanState.DRAFT.name());
        row.setTitle(head.title());
        var target = head.target();
        if (target != null) {
            row.setDeclaredTarget(target.amount());
            row.setTargetUnit(target.statedUnit());
            row.setTargetApproximate(target.approximate());
        }
        row.setDeclaredStrategies(head.declaredStrategies());
        row.setDeclaredTasks(head.declaredTasks());
        row.setDeclaredProjects(head.declaredProjects());
        row.setDeclaredGrowth(head.growth());
        row.setPreviousTarget(head.previousTarget());
        row.setPreviousTargetInferred(head.previousInferred());
        var deliberation = head.deliberation();
        if (deliberation != null) {
            row.setDeliberatedOn(deliberation.on());
            row.setDeliberatedBy(deliberation.by());
            row.setResolution(nameOf(deliberation.resolution()));
        }
        row.setSourceKind(head.source().kind().name());
        row.setSourceName(head.source().name());
        row.setSourceDate(head.source().date());
        row.setInferred(head.inferred());
        row.setRemarks(head.remarks());
        row.setContentHash(as.hash());
        row.setBasedOn(as.basedOn() == null ? null : as.basedOn().value());
        row.setReason(as.reason());
        row.setCreatedAt(now.atOffset(ZoneOffset.UTC));
        row.setCreatedBy(author);
        row.insert();
        return row.getId();
    }

    private static @Nullable String nameOf(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    /** The rows of one version: every one begins with the plan and its municipality. */
    private final class Rows {
        private final UUID plan;
        private final Book book;
        private final String municipality;

        Rows(UUID plan, Book book) {
            this.plan = plan;
            this.book = book;
            this.municipality = book.municipality().value();
        }

        void goals(List<Goal> goals) {
            var rows = new ArrayList<@Nullable Object[]>();
            for (var goal : goals) {
                rows.add(new @Nullable Object[] {
                    plan,
                    municipality,
                    rows.size() + 1,
                    goal.kind().name(),
                    goal.period(),
                    goal.value(),
                    goal.ageBase(),
                    goal.population(),
                    goal.employed(),
                    goal.approximate(),
                    goal.inferred()
                });
            }
            insert(
                    GOAL,
                    List.of(
                            GOAL.PLAN_ID,
                            GOAL.MUNICIPALITY,
                            GOAL.NO,
                            GOAL.KIND,
                            GOAL.PERIOD_LABEL,
                            GOAL.VALUE,
                            GOAL.AGE_BASE,
                            GOAL.POPULATION,
                            GOAL.EMPLOYED,
                            GOAL.APPROXIMATE,
                            GOAL.INFERRED),
                    rows);
        }

        void years(List<TermPlan.YearTarget> years) {
            var y = YEAR_TARGET;
            insert(
                    y,
                    List.of(y.PLAN_ID, y.MUNICIPALITY, y.YEAR, y.QUANTITY, y.APPROXIMATE),
                    years.stream()
                            .map(year -> new @Nullable Object[] {
                                plan, municipality, year.year(), year.quantity(), year.approximate()
                            })
                            .toList());
        }

        void strategies(List<Strategy> strategies) {
            insert(
                    STRATEGY,
                    List.of(STRATEGY.PLAN_ID, STRATEGY.MUNICIPALITY, STRATEGY.NO, STRATEGY.NAME),
                    strategies.stream()
                            .map(one -> new @Nullable Object[] {plan, municipality, one.no(), one.name()})
                            .toList());
            insert(
                    TASK,
                    List.of(TASK.PLAN_ID, TASK.MUNICIPALITY, TASK.STRATEGY_NO, TASK.NO, TASK.NAME),
                    strategies.stream()
                            .flatMap(strategy -> strategy.tasks().stream().map(task ->
                                    new @Nullable Object[] {plan, municipality, strategy.no(), task.no(), task.name()}))
                            .toList());
        }

        void components(List<Component> components) {
            var c = COMPONENT;
            insert(
                    c,
                    List.of(
                            c.PLAN_ID,
                            c.MUNICIPALITY,
                            c.NO,
                            c.LABEL,
                            c.QUANTITY,
                            c.STATED_UNIT,
                            c.MEASURE,
                            c.APPROXIMATE,
                            c.PROGRAMME_TYPE,
                            c.SECTOR),
                    components.stream()
                            .map(one -> new @Nullable Object[] {
                                plan,
                                municipality,
                                one.no(),
                                one.label(),
                                one.quantity().amount(),
                                one.quantity().statedUnit(),
                                one.quantity().measure().name(),
                                one.quantity().approximate(),
                                one.programmeType().name(),
                                one.sector().name()
                            })
                            .toList());
        }

        void projects(List<PlanDraft.Project> projects) {
            if (projects.isEmpty()) {
                return;
            }
            var departments = departments(projects.stream()
                    .map(PlanDraft.Project::department)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toArray(String[]::new));
            var ids = identities(projects.stream().map(PlanDraft.Project::code).toArray(String[]::new));
            var planned = new ArrayList<@Nullable Object[]>(projects.size());
            var targets = new ArrayList<@Nullable Object[]>();
            var budget = new ArrayList<@Nullable Object[]>();
            var groups = new ArrayList<@Nullable Object[]>();
            var before = predecessors(projects);
            for (var one : projects) {
                var id = Objects.requireNonNull(ids.get(one.code()));
                planned.add(planned(
                        one,
                        id,
                        one.department() == null ? null : departments.get(one.department()),
                        one.details().predecessor() == null
                                ? null
                                : before.get(one.details().predecessor())));
                one.details()
                        .groupTargets()
                        .forEach((group, quantity) ->
                                groups.add(new @Nullable Object[] {plan, municipality, id, group.name(), quantity}));
                one.targets().forEach(target -> targets.add(target(id, target)));
                one.budget().forEach(amount -> budget.add(amount(id, amount)));
            }
            insert(PLANNED_PROJECT, PLANNED, planned);
            insert(TARGET, TARGETS, targets);
            insert(GROUP_TARGET, GROUPS, groups);
            insertBudget(budget);
        }

        long put(int year, @Nullable Long known, PlanDraft.Project one) {
            var id = known != null
                    ? known
                    : identities(new String[] {one.code()}, (short) year).get(one.code());
            Objects.requireNonNull(id);
            insert(PLANNED_PROJECT, PLANNED, List.<@Nullable Object[]>of(row(id, one)));
            targets(id, one);
            groups(id, one);
            money(id, one);
            return id;
        }

        void change(long id, PlanDraft.Project before, PlanDraft.Project one) {
            if (!one.targets().equals(before.targets())) {
                db.execute("delete from target where plan_id = ? and project_id = ?", plan, id);
                targets(id, one);
            }
            if (!one.details().groupTargets().equals(before.details().groupTargets())) {
                db.execute("delete from group_target where plan_id = ? and project_id = ?", plan, id);
                groups(id, one);
            }
            if (!one.budget().equals(before.budget())) {
                db.execute("delete from budget_line where plan_id = ? and project_id = ?", plan, id);
                money(id, one);
            }
            if (one.equals(
                    before.with(one.targets(), one.budget(), one.details().groupTargets()))) {
                return;
            }
            var row = row(id, one);
            var values = new java.util.LinkedHashMap<Field<?>, @Nullable Object>();
            for (int i = 0; i < PLANNED.size(); i++) {
                values.put(PLANNED.get(i), row[i]);
            }
            db.update(PLANNED_PROJECT)
                    .set(values)
                    .where(PLANNED_PROJECT.PLAN_ID.eq(plan))
                    .and(PLANNED_PROJECT.PROJECT_ID.eq(id))
                    .execute();
        }

        private @Nullable Object[] row(Long id, PlanDraft.Project one) {
            var department = one.department() == null
                    ? null
                    : departments(new String[] {one.department()}).get(one.department());
            var predecessor = one.details().predecessor() == null
                    ? null
                    : predecessors(List.of(one)).get(one.details().predecessor());
            return planned(one, id, department, predecessor);
        }

        private void targets(Long id, PlanDraft.Project one) {
            insert(
                    TARGET,
                    TARGETS,
                    one.targets().stream().map(target -> target(id, target)).toList());
        }

        private void groups(Long id, PlanDraft.Project one) {
            insert(
                    GROUP_TARGET,
                    GROUPS,
                    one.details().groupTargets().entrySet().stream()
                            .map(group -> new @Nullable Object[] {
                                plan, municipality, id, group.getKey().name(), group.getValue()
                            })
                            .toList());
        }

        private void money(Long id, PlanDraft.Project one) {
            insertBudget(one.budget().stream().map(amount -> amount(id, amount)).toList());
        }

        private @Nullable Object[] planned(
                PlanDraft.Project one, Long id, @Nullable Long department, @Nullable Long predecessor) {
            var details = one.details();
            var terms = details.terms();
            return new @Nullable Object[] {
                plan,
                municipality,
                book.dataSet().name(),
                id,
                one.no(),
                one.name(),
                one.strategy(),
                one.task(),
                one.component(),
                department,
                one.programmeType().name(),
                one.sector().name(),
                one.targetGroups().stream().map(Enum::name).toArray(String[]::new),
                one.from(),
                one.to(),
                one.deliveringBody(),
                one.continuity().name(),
                details.partners(),
                details.description(),
                details.legalBasis(),
                details.ministryCall(),
                details.risks(),
                details.measure().name(),
                details.statedUnit(),
                terms.months(),
                terms.weeklyHours(),
                nameOf(terms.contract()),
                terms.monthlyWage(),
                terms.insured(),
                predecessor
            };
        }

        private @Nullable Object[] target(Long id, Project.Target target) {
            var quantity = target.quantity();
            return new @Nullable Object[] {
                plan,
                municipality,
                id,
                target.from(),
                target.to(),
                quantity.measure().name(),
                quantity.amount(),
                quantity.statedUnit(),
                quantity.approximate()
            };
        }

        private @Nullable Object[] amount(@Nullable Long project, PlanDraft.Amount amount) {
            return new @Nullable Object[] {
                plan,
                municipality,
                project,
                amount.source().name(),
                amount.year(),
                amount.appropriated(),
                amount.carriedIn(),
                amount.executed()
            };
        }

        void budget(List<PlanDraft.Amount> totals) {
            insertBudget(totals.stream().map(total -> amount(null, total)).toList());
        }

        private void insertBudget(List<@Nullable Object[]> rows) {
            var b = BUDGET_LINE;
            insert(
                    b,
                    List.of(
                            b.PLAN_ID,
                            b.MUNICIPALITY,
                            b.PROJECT_ID,
                            b.SOURCE,
                            b.YEAR,
                            b.APPROPRIATED,
                            b.CARRIED_IN,
                            b.EXECUTED),
                    rows);
        }

        /** 부서 by name; those that are new are added, which only an officer of the whole plan may. */
        private Map<String, Long> departments(String[] names) {
            var known = known(names);
            var fresh = java.util.Arrays.stream(names)
                    .filter(name -> !known.containsKey(name))
                    .toArray(String[]::new);
            if (fresh.length == 0) {
                return known;
            }
            db.execute("""
                    insert into department (municipality, data_set, name)
                    select ?, ?, name from unnest(?::text[]) as name
                    on conflict (municipality, data_set, name) do nothing""", municipality, book.dataSet().name(), fresh);
            return known(names);
        }

        private Map<String, Long> known(String[] names) {
            return db.select(DEPARTMENT.NAME, DEPARTMENT.ID)
                    .from(DEPARTMENT)
                    .where(DEPARTMENT.MUNICIPALITY.eq(municipality))
                    .and(DEPARTMENT.DATA_SET.eq(book.dataSet().name()))
                    .and(DEPARTMENT.NAME.eq(org.jooq.impl.DSL.any(names)))
                    .fetchMap(DEPARTMENT.NAME, DEPARTMENT.ID);
        }

        /** Last year's projects that these continue, by their codes; one that is not there is continued by none. */
        private Map<String, Long> predecessors(List<PlanDraft.Project> projects) {
            var codes = projects.stream()
                    .map(project -> project.details().predecessor())
                    .filter(Objects::nonNull)
                    .toArray(String[]::new);
            return codes.length == 0
                    ? Map.of()
                    : db.select(PROJECT.CODE, PROJECT.ID)
                            .from(PROJECT)
                            .where(PROJECT.MUNICIPALITY.eq(municipality))
                            .and(PROJECT.DATA_SET.eq(book.dataSet().name()))
                            .and(PROJECT.YEAR.eq((short) (year() - 1)))
                            .and(PROJECT.CODE.eq(org.jooq.impl.DSL.any(codes)))
                            .fetchMap(PROJECT.CODE, PROJECT.ID);
        }

        private Short year() {
            return db.select(PLAN.PERIOD)
                    .from(PLAN)
                    .where(PLAN.ID.eq(plan))
                    .fetchSingle()
                    .value1();
        }

        /** What stays itself from version to version, by the office's code. */
        private Map<String, Long> identities(String[] codes) {
            return identities(codes, year());
        }

        private Map<String, Long> identities(String[] codes, Short year) {
            db.execute("""
                    insert into project (municipality, data_set, year, code)
                    select ?, ?, ?, code from unnest(?::text[]) as code
                    on conflict (municipality, data_set, year, code) do nothing""", municipality, book.dataSet().name(), year, codes);
            return db.select(PROJECT.CODE, PROJECT.ID)
                    .from(PROJECT)
                    .where(PROJECT.MUNICIPALITY.eq(municipality))
                    .and(PROJECT.DATA_SET.eq(book.dataSet().name()))
                    .and(PROJECT.YEAR.eq(year))
                    .and(PROJECT.CODE.eq(org.jooq.impl.DSL.any(codes)))
                    .fetchMap(PROJECT.CODE, PROJECT.ID);
        }

        private void insert(Table<?> table, Collection<? extends Field<?>> fields, List<@Nullable Object[]> rows) {
            for (var from = 0; from < rows.size(); from += BATCH) {
                var batch = db.batch(db.insertInto(table, fields).values(new @Nullable Object[fields.size()]));
                for (var row : rows.subList(from, Math.min(rows.size(), from + BATCH))) {
                    batch = batch.bind(row);
                }
                batch.execute();
                Progress.move(
                        Progress.Step.WRITTEN, table.equals(PLANNED_PROJECT) ? Math.min(BATCH, rows.size() - from) : 0);
            }
        }
    }
}
