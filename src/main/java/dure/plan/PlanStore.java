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
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;

import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.records.BudgetLineRecord;
import duredb.tables.records.GoalRecord;
import duredb.tables.records.GroupTargetRecord;
import duredb.tables.records.PlanRecord;
import duredb.tables.records.TargetRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Reads plans, and moves their states. Row security leaves of every plan what the viewer may see: "the newest" is
 * therefore the newest of that, and to the public the disclosed one.
 */
@Repository
class PlanStore {
    private static final String[] OPEN = {"DRAFT", "SUBMITTED", "UNDER_DELIBERATION", "APPROVED"};

    /** Seen in the history of versions, and nowhere else. */
    private static final String[] ENDED = {"WITHDRAWN", "REJECTED"};

    private static final String[] PUBLIC = {"DISCLOSED", "SUPERSEDED"};

    private static final List<String> DATA_SETS =
            Arrays.stream(DataSet.values()).map(DataSet::name).toList();

    private final DSLContext db;

    PlanStore(DSLContext db) {
        this.db = db;
    }

    Optional<AnnualPlan> annual(Book book, int year, Promise promise) {
        return versions(of(book, PlanKind.YEAR, year), promise).stream().findFirst().map(this::annual);
    }

    Optional<TermPlan> term(Book book, int term, Promise promise) {
        return versions(of(book, PlanKind.TERM, term), promise).stream().findFirst().map(this::term);
    }

    Optional<PlanRecord> newest(Book book, PlanKind kind, int period) {
        return newest(of(book, kind, period)).stream().findFirst();
    }

    List<PlanHead> heads(Book book, Promise promise) {
        return heads(of(book), promise);
    }

    List<PlanHead> heads() {
        return heads(noCondition(), Promise.NEWEST);
    }

    List<PlanHead> heads(PlanKind kind, int period, DataSet dataSet, Promise promise) {
        return heads(
                PLAN.KIND.eq(kind.name()).and(PLAN.PERIOD.eq((short) period)).and(PLAN.DATA_SET.eq(dataSet.name())),
                promise);
    }

    List<PlanHead> latestDisclosed(int limit) {
        return db.selectFrom(PLAN)
                .where(PLAN.STATE.eq(PlanState.DISCLOSED.name()))
                .orderBy(PLAN.DISCLOSED_AT.desc(), PLAN.MUNICIPALITY, PLAN.KIND, PLAN.PERIOD.desc())
                .limit(limit)
                .fetch(PlanStore::head);
    }

    List<Integer> periods(PlanKind kind) {
        return db.selectDistinct(PLAN.PERIOD)
                .from(PLAN)
                .where(PLAN.KIND.eq(kind.name()))
                .and(PLAN.STATE.notIn(ENDED))
                .orderBy(PLAN.PERIOD.desc())
                .fetch(row -> row.value1().intValue());
    }

    Map<Book, Integer> newestYears(int upTo) {
        return db.select(PLAN.MUNICIPALITY, PLAN.DATA_SET, max(PLAN.PERIOD))
                .from(PLAN)
                .where(PLAN.KIND.eq(PlanKind.YEAR.name()))
                .and(PLAN.PERIOD.le((short) upTo))
                .and(PLAN.STATE.notIn(ENDED))
                .groupBy(PLAN.MUNICIPALITY, PLAN.DATA_SET)
                .fetchMap(
                        row -> book(row.value1(), row.value2()),
                        row -> row.value3().intValue());
    }

    Map<MunicipalityCode, Book> shown() {
        return shown(noCondition()).stream().collect(Collectors.toMap(Book::municipality, book -> book));
    }

    Optional<Book> shown(MunicipalityCode municipality) {
        return shown(PLAN.MUNICIPALITY.eq(municipality.value())).stream().findFirst();
    }

    /** Of each municipality the first data set of those that hold anything: the real one before samples and simulations. */
    private List<Book> shown(Condition condition) {
        return db.select(PLAN.MUNICIPALITY, PLAN.DATA_SET)
                .distinctOn(PLAN.MUNICIPALITY)
                .from(PLAN)
                .where(condition)
                .and(PLAN.STATE.notIn(ENDED))
                .orderBy(PLAN.MUNICIPALITY, PLAN.DATA_SET.sortAsc(DATA_SETS))
                .fetch(row -> book(row.value1(), row.value2()));
    }

    private List<PlanHead> heads(Condition condition, Promise promise) {
        return versions(condition, promise).stream()
                .map(PlanStore::head)
                .sorted(Comparator.comparing((PlanHead head) -> head.book().dataSet())
                        .thenComparing(head -> head.book().municipality())
                        .thenComparing(PlanHead::kind)
                        .thenComparing(PlanHead::period, Comparator.reverseOrder()))
                .toList();
    }

    private List<PlanRecord> newest(Condition condition) {
        return versions(condition, Promise.NEWEST);
    }

    /** One version of each plan; none of a plan that has made no such promise. */
    private List<PlanRecord> versions(Condition condition, Promise promise) {
        return db.select(PLAN.fields())
                .distinctOn(PLAN.MUNICIPALITY, PLAN.DATA_SET, PLAN.KIND, PLAN.PERIOD)
                .from(PLAN)
                .where(condition)
                .and(promise == Promise.NEWEST ? PLAN.STATE.notIn(ENDED) : PLAN.STATE.in(PUBLIC))
                .orderBy(
                        PLAN.MUNICIPALITY,
                        PLAN.DATA_SET,
                        PLAN.KIND,
                        PLAN.PERIOD,
                        promise == Promise.ORIGINAL ? PLAN.VERSION.asc() : PLAN.VERSION.desc())
                .fetchInto(PLAN);
    }

    /** The public versions of a plan, the original first. */
    List<PlanHead> disclosed(Book book, PlanKind kind, int period) {
        return db.selectFrom(PLAN)
                .where(of(book, kind, period))
                .and(PLAN.STATE.in(PUBLIC))
                .orderBy(PLAN.VERSION)
                .fetch(PlanStore::head);
    }

    private static Condition of(Book book) {
        return PLAN.MUNICIPALITY
                .eq(book.municipality().value())
                .and(PLAN.DATA_SET.eq(book.dataSet().name()));
    }

    private static Condition of(Book book, PlanKind kind, int period) {
        return of(book).and(PLAN.KIND.eq(kind.name())).and(PLAN.PERIOD.eq((short) period));
    }

    private AnnualPlan annual(PlanRecord plan) {
        var id = new PlanId(plan.getId());
        return new AnnualPlan(
                id,
                book(plan),
                plan.getPeriod(),
                plan.getVersion(),
                PlanState.valueOf(plan.getState()),
                plan.getTitle(),
                target(plan),
                plan.getDeclaredStrategies(),
                plan.getDeclaredTasks(),
                plan.getDeclaredProjects(),
                growth(plan),
                deliberation(plan),
                source(plan),
                plan.getInferred(),
                plan.getRemarks(),
                disclosedAt(plan),
                goals(id),
                strategies(id),
                components(id),
                projects(id),
                budget(id));
    }

    private TermPlan term(PlanRecord plan) {
        var id = new PlanId(plan.getId());
        return new TermPlan(
                id,
                book(plan),
                plan.getPeriod(),
                plan.getVersion(),
                PlanState.valueOf(plan.getState()),
                plan.getTitle(),
                target(plan),
                deliberation(plan),
                source(plan),
                plan.getInferred(),
                plan.getRemarks(),
                disclosedAt(plan),
                years(id),
                goals(id),
                strategies(id));
    }

    static PlanHead head(PlanRecord plan) {
        return new PlanHead(
                new PlanId(plan.getId()),
                book(plan),
                PlanKind.valueOf(plan.getKind()),
                plan.getPeriod(),
                plan.getVersion(),
                PlanState.valueOf(plan.getState()),
                plan.getTitle(),
                target(plan),
                disclosedAt(plan));
    }

    private static Book book(PlanRecord plan) {
        return book(plan.getMunicipality(), plan.getDataSet());
    }

    private static Book book(String municipality, String dataSet) {
        return new Book(new MunicipalityCode(municipality), DataSet.valueOf(dataSet));
    }

    private static @Nullable Quantity target(PlanRecord plan) {
        return plan.getDeclaredTarget() == null
                ? null
                : new Quantity(
                        plan.getDeclaredTarget(),
                        Measure.JOBS,
                        plan.getTargetUnit() == null ? Measure.JOBS.usualUnit() : plan.getTargetUnit(),
                        plan.getTargetApproximate());
    }

    /** As the plan states it; from the earlier target that it names where it states no rate. */
    private static @Nullable Growth growth(PlanRecord plan) {
        var stated = plan.getDeclaredGrowth();
        var previous = plan.getPreviousTarget();
        if (stated != null) {
            return new Growth(stated.doubleValue(), true, previous, plan.getPreviousTargetInferred());
        }
        return plan.getDeclaredTarget() == null || previous == null || previous == 0
                ? null
                : Growth.computed(plan.getDeclaredTarget(), previous, plan.getPreviousTargetInferred());
    }

    private static @Nullable Deliberation deliberation(PlanRecord plan) {
        return plan.getDeliberatedOn() == null && plan.getDeliberatedBy() == null && plan.getResolution() == null
                ? null
                : new Deliberation(
                        plan.getDeliberatedOn(),
                        plan.getDeliberatedBy(),
                        plan.getResolution() == null ? null : Resolution.valueOf(plan.getResolution()));
    }

    private static Source source(PlanRecord plan) {
        return new Source(SourceKind.valueOf(plan.getSourceKind()), plan.getSourceName(), plan.getSourceDate());
    }

    private static @Nullable Instant disclosedAt(PlanRecord plan) {
        return plan.getDisclosedAt() == null ? null : plan.getDisclosedAt().toInstant();
    }

    List<TermPlan.YearTarget> years(PlanId plan) {
        return db.selectFrom(YEAR_TARGET)
                .where(YEAR_TARGET.PLAN_ID.eq(plan.value()))
                .orderBy(YEAR_TARGET.YEAR)
                .fetch(row -> new TermPlan.YearTarget(row.getYear(), row.getQuantity(), row.getApproximate()));
    }

    private List<Goal> goals(PlanId plan) {
        return db.selectFrom(GOAL)
                .where(GOAL.PLAN_ID.eq(plan.value()))
                .orderBy(GOAL.NO)
                .fetch(PlanStore::goal);
    }

    static Goal goal(GoalRecord row) {
        return new Goal(
                Goal.Kind.valueOf(row.getKind()),
                row.getPeriodLabel(),
                row.getValue(),
                row.getAgeBase(),
                row.getPopulation(),
                row.getEmployed(),
                row.getApproximate(),
                row.getInferred());
    }

    List<Strategy> strategies(PlanId plan) {
        var tasks = db.selectFrom(TASK)
                .where(TASK.PLAN_ID.eq(plan.value()))
                .orderBy(TASK.STRATEGY_NO, TASK.NO)
                .fetchGroups(TASK.STRATEGY_NO, row -> new Strategy.Task(row.getNo(), row.getName()));
        return db.selectFrom(STRATEGY)
                .where(STRATEGY.PLAN_ID.eq(plan.value()))
                .orderBy(STRATEGY.NO)
                .fetch(row -> new Strategy(row.getNo(), row.getName(), tasks.getOrDefault(row.getNo(), List.of())));
    }

    List<Component> components(PlanId plan) {
        return db.selectFrom(COMPONENT)
                .where(COMPONENT.PLAN_ID.eq(plan.value()))
                .orderBy(COMPONENT.NO)
                .fetch(row -> new Component(
                        row.getNo(),
                        row.getLabel(),
                        new Quantity(
                                row.getQuantity(),
                                Measure.valueOf(row.getMeasure()),
                                row.getStatedUnit(),
                                row.getApproximate()),
                        ProgrammeType.valueOf(row.getProgrammeType()),
                        Sector.valueOf(row.getSector())));
    }

    List<Project> projects(PlanId plan) {
        return projects(plan, null);
    }

    /** One project of a version, with its money. */
    Optional<PlanDraft.Project> project(PlanId plan, long project) {
        return projects(plan, project).stream()
                .findFirst()
                .map(found -> content(
                        found,
                        db
                                .selectFrom(BUDGET_LINE)
                                .where(BUDGET_LINE.PLAN_ID.eq(plan.value()))
                                .and(BUDGET_LINE.PROJECT_ID.eq(project))
                                .orderBy(BUDGET_LINE.ID)
                                .fetch(PlanStore::line)
                                .stream()
                                .map(PlanStore::amount)
                                .toList()));
    }

    /** @param one null: all of them */
    private List<Project> projects(PlanId plan, @Nullable Long one) {
        var targets = db.selectFrom(TARGET)
                .where(TARGET.PLAN_ID.eq(plan.value()))
                .and(one == null ? noCondition() : TARGET.PROJECT_ID.eq(one))
                .orderBy(TARGET.PROJECT_ID, TARGET.FROM_ON, TARGET.TO_ON, TARGET.MEASURE)
                .fetchGroups(TARGET.PROJECT_ID, PlanStore::target);
        var groups = db.selectFrom(GROUP_TARGET)
                .where(GROUP_TARGET.PLAN_ID.eq(plan.value()))
                .and(one == null ? noCondition() : GROUP_TARGET.PROJECT_ID.eq(one))
                .fetchGroups(GROUP_TARGET.PROJECT_ID);
        var p = PLANNED_PROJECT;
        var before = PROJECT.as("before");
        return db.select(p.asterisk(), PROJECT.CODE, before.CODE, DEPARTMENT.NAME)
                .from(p)
                .join(PROJECT)
                .on(PROJECT.ID.eq(p.PROJECT_ID))
                .leftJoin(before)
                .on(before.ID.eq(p.PREDECESSOR))
                .leftJoin(DEPARTMENT)
                .on(DEPARTMENT.ID.eq(p.DEPARTMENT_ID))
                .where(p.PLAN_ID.eq(plan.value()))
                .and(one == null ? noCondition() : p.PROJECT_ID.eq(one))
                .orderBy(p.NO, p.PROJECT_ID)
                .fetch(row -> new Project(
                        new ProjectId(row.get(p.PROJECT_ID)),
                        row.get(p.NO),
                        row.get(PROJECT.CODE),
                        row.get(p.NAME),
                        asInt(row.get(p.STRATEGY_NO)),
                        asInt(row.get(p.TASK_NO)),
                        asInt(row.get(p.COMPONENT_NO)),
                        row.get(DEPARTMENT.NAME),
                        ProgrammeType.valueOf(row.get(p.PROGRAMME_TYPE)),
                        Sector.valueOf(row.get(p.SECTOR)),
                        groups(row.get(p.TARGET_GROUPS)),
                        row.get(p.STARTS_ON),
                        row.get(p.ENDS_ON),
                        row.get(p.DELIVERING_BODY),
                        Continuity.valueOf(row.get(p.CONTINUITY)),
                        details(row, row.get(before.CODE), groups.get(row.get(p.PROJECT_ID))),
                        targets.getOrDefault(row.get(p.PROJECT_ID), List.of())));
    }

    private static ProjectDetails details(
            org.jooq.Record row, @Nullable String predecessor, @Nullable List<GroupTargetRecord> groups) {
        var p = PLANNED_PROJECT;
        var contract = row.get(p.CONTRACT);
        return new ProjectDetails(
                row.get(p.DESCRIPTION),
                row.get(p.PARTNERS),
                row.get(p.LEGAL_BASIS),
                row.get(p.MINISTRY_CALL),
                row.get(p.RISKS),
                new ExpectedTerms(
                        row.get(p.MONTHS),
                        row.get(p.WEEKLY_HOURS),
                        contract == null ? null : ExpectedTerms.Contract.valueOf(contract),
                        row.get(p.MONTHLY_WAGE),
                        row.get(p.INSURED)),
                predecessor,
                groups == null
                        ? Map.of()
                        : groups.stream()
                                .collect(Collectors.toMap(
                                        group -> TargetGroup.valueOf(group.getTargetGroup()),
                                        GroupTargetRecord::getQuantity)),
                Measure.valueOf(row.get(p.MEASURE)),
                row.get(p.STATED_UNIT));
    }

    private static Project.Target target(TargetRecord row) {
        return new Project.Target(
                row.getFromOn(),
                row.getToOn(),
                new Quantity(
                        row.getQuantity(),
                        Measure.valueOf(row.getMeasure()),
                        row.getStatedUnit(),
                        row.getApproximate()));
    }

    private static Set<TargetGroup> groups(String[] names) {
        var groups = EnumSet.noneOf(TargetGroup.class);
        Arrays.stream(names).map(TargetGroup::valueOf).forEach(groups::add);
        return groups;
    }

    private static @Nullable Integer asInt(@Nullable Short number) {
        return number == null ? null : Integer.valueOf(number);
    }

    List<BudgetLine> budget(PlanId plan) {
        return db.selectFrom(BUDGET_LINE)
                .where(BUDGET_LINE.PLAN_ID.eq(plan.value()))
                .orderBy(BUDGET_LINE.ID)
                .fetch(PlanStore::line);
    }

    private static BudgetLine line(BudgetLineRecord row) {
        return new BudgetLine(
                row.getProjectId() == null ? null : new ProjectId(row.getProjectId()),
                BudgetSource.valueOf(row.getSource()),
                asInt(row.getYear()),
                row.getAppropriated(),
                row.getCarriedIn(),
                row.getExecuted());
    }

    /** The projects of the newest visible version of a year's plan, in its order. */
    List<ProjectName> projects(Book book, int year) {
        return newest(book, PlanKind.YEAR, year)
                .map(plan -> names(PLANNED_PROJECT.PLAN_ID.eq(plan.getId())))
                .orElse(List.of());
    }

    /** By id, each as the newest visible version that holds it names it; in one query, whatever years they are of. */
    Map<ProjectId, ProjectName> names(Collection<ProjectId> ids) {
        var wanted = ids.stream().map(ProjectId::value).toArray(Long[]::new);
        var names = new java.util.HashMap<ProjectId, ProjectName>();
        names(PROJECT.ID.eq(org.jooq.impl.DSL.any(wanted)).and(PLAN.STATE.notIn(ENDED)))
                .forEach(name -> names.put(name.id(), name)); // oldest first: the newest stays
        return names;
    }

    private List<ProjectName> names(Condition condition) {
        var p = PLANNED_PROJECT;
        return db.select(
                        p.PROJECT_ID,
                        PROJECT.YEAR,
                        PROJECT.CODE,
                        p.NAME,
                        p.STRATEGY_NO,
                        STRATEGY.NAME,
                        p.TASK_NO,
                        TASK.NAME,
                        p.COMPONENT_NO,
                        COMPONENT.LABEL,
                        DEPARTMENT.NAME,
                        p.PROGRAMME_TYPE,
                        p.SECTOR)
                .from(p)
                .join(PLAN)
                .on(PLAN.ID.eq(p.PLAN_ID))
                .join(PROJECT)
                .on(PROJECT.ID.eq(p.PROJECT_ID))
                .leftJoin(STRATEGY)
                .on(STRATEGY.PLAN_ID.eq(p.PLAN_ID).and(STRATEGY.NO.eq(p.STRATEGY_NO)))
                .leftJoin(TASK)
                .on(TASK.PLAN_ID
                        .eq(p.PLAN_ID)
                        .and(TASK.STRATEGY_NO.eq(p.STRATEGY_NO))
                        .and(TASK.NO.eq(p.TASK_NO)))
                .leftJoin(COMPONENT)
                .on(COMPONENT.PLAN_ID.eq(p.PLAN_ID).and(COMPONENT.NO.eq(p.COMPONENT_NO)))
                .leftJoin(DEPARTMENT)
                .on(DEPARTMENT.ID.eq(p.DEPARTMENT_ID))
                .where(condition)
                .orderBy(PLAN.VERSION, p.NO)
                .fetch(row -> new ProjectName(
                        new ProjectId(row.get(p.PROJECT_ID)),
                        row.get(PROJECT.YEAR),
                        row.get(PROJECT.CODE),
                        row.get(p.NAME),
                        asInt(row.get(p.STRATEGY_NO)),
                        row.get(STRATEGY.NAME),
                        asInt(row.get(p.TASK_NO)),
                        row.get(TASK.NAME),
                        asInt(row.get(p.COMPONENT_NO)),
                        row.get(COMPONENT.LABEL),
                        row.get(DEPARTMENT.NAME),
                        ProgrammeType.valueOf(row.get(p.PROGRAMME_TYPE)),
                        Sector.valueOf(row.get(p.SECTOR))));
    }

    /** One at a time for one plan: versions are numbered in the order of their transactions. */
    void lock(Book book, PlanKind kind, int period) {
        db.fetch(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                "plan " + book.name() + " " + kind + " " + period);
    }

    int lastVersion(Book book, PlanKind kind, int period) {
        var last = db.select(org.jooq.impl.DSL.max(PLAN.VERSION))
                .from(PLAN)
                .where(of(book, kind, period))
                .fetchOne(0, Integer.class);
        return last == null ? 0 : last;
    }

    /** The newest that still may be disclosed. */
    Optional<PlanRecord> newestOpen(Book book, PlanKind kind, int period) {
        return db.selectFrom(PLAN)
                .where(of(book, kind, period))
                .and(PLAN.STATE.in(OPEN))
                .orderBy(PLAN.VERSION.desc())
                .limit(1)
                .fetchOptional();
    }

    /** Other versions of the same plan in one of these states, the oldest first. */
    List<PlanHead> siblings(PlanHead plan, PlanState... states) {
        return db.selectFrom(PLAN)
                .where(of(plan.book(), plan.kind(), plan.period()))
                .and(PLAN.ID.ne(plan.id().value()))
                .and(PLAN.STATE.in(Arrays.stream(states).map(PlanState::name).toList()))
                .orderBy(PLAN.VERSION)
                .fetch(PlanStore::head);
    }

    Optional<PlanHead> find(PlanId plan) {
        return db.selectFrom(PLAN)
                .where(PLAN.ID.eq(plan.value()))
                .fetchOptional()
                .map(PlanStore::head);
    }

    /** The codes by which a book's projects of a year are known, whatever versions have them. */
    Set<String> codes(Book book, int year) {
        return db.select(PROJECT.CODE)
                .from(PROJECT)
                .where(PROJECT.MUNICIPALITY.eq(book.municipality().value()))
                .and(PROJECT.DATA_SET.eq(book.dataSet().name()))
                .and(PROJECT.YEAR.eq((short) year))
                .fetchSet(PROJECT.CODE);
    }

    /** Everything that a version says. */
    PlanContent content(PlanId id) {
        return content(db.selectFrom(PLAN).where(PLAN.ID.eq(id.value())).fetchSingle(), projects(id), budget(id));
    }

    private PlanContent content(PlanRecord plan, List<Project> projects, List<BudgetLine> lines) {
        var id = new PlanId(plan.getId());
        var ofProjects = lines.stream()
                .filter(line -> line.project() != null)
                .collect(Collectors.groupingBy(
                        BudgetLine::project, Collectors.mapping(PlanStore::amount, Collectors.toList())));
        return new PlanContent(
                draftHead(plan),
                years(id),
                goals(id),
                strategies(id),
                components(id),
                projects.stream()
                        .map(project -> content(project, ofProjects.getOrDefault(project.id(), List.of())))
                        .toList(),
                lines.stream()
                        .filter(line -> line.project() == null)
                        .map(PlanStore::amount)
                        .toList());
    }

    /** As {@link #content}, for readers: projects with what they are known by in other versions too. */
    WholePlan whole(PlanVersion version) {
        var id = version.id();
        var plan = db.selectFrom(PLAN).where(PLAN.ID.eq(id.value())).fetchSingle();
        var projects = projects(id);
        var budget = budget(id);
        var content = content(plan, projects, budget);
        var head = content.head();
        return new WholePlan(
                version,
                head.declaredStrategies(),
                head.declaredTasks(),
                head.declaredProjects(),
                head.growth(),
                head.previousTarget(),
                head.previousInferred(),
                head.deliberation(),
                head.source(),
                head.inferred(),
                head.remarks(),
                content.years(),
                content.goals(),
                content.strategies(),
                content.components(),
                projects,
                budget,
                PlanTotals.of(content));
    }

    private static PlanDraft.Project content(Project project, List<PlanDraft.Amount> budget) {
        return new PlanDraft.Project(
                project.no(),
                project.code(),
                project.name(),
                project.strategy(),
                project.task(),
                project.component(),
                project.department(),
                project.programmeType(),
                project.sector(),
                project.targetGroups(),
                project.from(),
                project.to(),
                project.deliveringBody(),
                project.continuity(),
                project.details(),
                project.targets(),
                budget);
    }

    private static PlanDraft.Amount amount(BudgetLine line) {
        return new PlanDraft.Amount(line.source(), line.year(), line.appropriated(), line.carriedIn(), line.executed());
    }

    private static PlanDraft.Head draftHead(PlanRecord plan) {
        return new PlanDraft.Head(
                new MunicipalityCode(plan.getMunicipality()),
                PlanKind.valueOf(plan.getKind()),
                plan.getPeriod(),
                plan.getTitle(),
                target(plan),
                plan.getDeclaredStrategies(),
                plan.getDeclaredTasks(),
                plan.getDeclaredProjects(),
                plan.getDeclaredGrowth() == null
                        ? null
                        : plan.getDeclaredGrowth().stripTrailingZeros(),
                plan.getPreviousTarget(),
                plan.getPreviousTargetInferred(),
                deliberation(plan),
                source(plan),
                plan.getInferred(),
                plan.getRemarks());
    }
}
