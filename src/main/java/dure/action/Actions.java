package dure.action;

import dure.access.Access;
import dure.access.Permission;
import dure.access.Viewer;
import dure.ledger.Count;
import dure.ledger.CountingRule;
import dure.ledger.Figures;
import dure.ledger.Part;
import dure.ledger.Question;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.AnnualPlan;
import dure.plan.Department;
import dure.plan.DepartmentId;
import dure.plan.Departments;
import dure.plan.Measure;
import dure.plan.Plans;
import dure.plan.Project;
import dure.plan.ProjectId;
import dure.region.Book;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to actions (보완조치). They are read by whoever reads the municipality's unpublished plans, and never by the
 * public. A department's officers write those of their department, the office of jobs policy all.
 */
@Service
public class Actions {
    static final int LONGEST_TEXT = 1000;
    static final int LONGEST_OWNER = 60;

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final ActionStore store;
    private final Departments departments;
    private final Plans plans;
    private final Figures figures;
    private final Rules rules;
    private final Access access;
    private final Clock clock;

    Actions(
            ActionStore store,
            Departments departments,
            Plans plans,
            Figures figures,
            Rules rules,
            Access access,
            Clock clock) {
        this.store = store;
        this.departments = departments;
        this.plans = plans;
        this.figures = figures;
        this.rules = rules;
        this.access = access;
        this.clock = clock;
    }

    /** Open ones first, by due date; then the closed. */
    @Transactional(readOnly = true)
    public List<ActionItem> all(Book book, int year) {
        reading(book.municipality());
        return store.all(book, year);
    }

    /** What a meeting looks at: all that are open, and what was closed on or after the day of the last one (null: ever). */
    @Transactional(readOnly = true)
    public List<ActionItem> since(Book book, int year, @Nullable LocalDate last) {
        reading(book.municipality());
        var all = store.all(book, year);
        if (last == null) {
            return all;
        }
        var moved = store.movedSince(book, year, last.atStartOfDay(SEOUL).toInstant());
        return all.stream()
                .filter(item -> item.state().isOpen() || moved.contains(item.id()))
                .toList();
    }

    @Transactional(readOnly = true)
    public Optional<ActionItem> find(Book book, ActionId id) {
        reading(book.municipality());
        return store.find(book, id);
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<ActionStep> steps(ActionItem item) {
        reading(item.book().municipality());
        return store.steps(item.id());
    }

    /** Which departments the viewer writes for, of those that there are today; empty: for none. */
    @Transactional(readOnly = true)
    public List<Department> writable(Book book) {
        var viewer = access.viewer();
        if (viewer.may(Permission.REPORTING_RUN, book.municipality())) {
            return departments.offered(book);
        }
        var own = viewer.departmentsIn(book.municipality(), Permission.ENTRIES_WRITE);
        return departments.offered(book).stream()
                .filter(one -> own.contains(one.name()))
                .toList();
    }

    @Transactional
    public ActionItem open(Book book, NewAction action) {
        var said = checked(book, action.said());
        var by = writing(book, Objects.requireNonNull(said.department()));
        if (action.project() != null && action.strategy() != null) {
            throw Refusal.of(new Refusal.Field("strategy", "action.fault.both"));
        }
        if (action.project() != null
                && plans.projects(book, action.year()).stream()
                        .noneMatch(one -> one.id().equals(action.project()))) {
            throw Refusal.of(new Refusal.Field("project", "action.fault.project", String.valueOf(action.year())));
        }
        if (action.strategy() != null
                && plans.annual(book, action.year()).stream()
                        .flatMap(plan -> plan.strategies().stream())
                        .noneMatch(one -> one.no() == action.strategy())) {
            throw Refusal.of(new Refusal.Field("strategy", "action.fault.strategy", String.valueOf(action.year())));
        }
        var item = store.add(
                book,
                new NewAction(
                        action.year(), action.project(), action.strategy(), action.finding(), action.meeting(), said),
                by,
                clock.instant());
        store.record(item, ActionStep.Kind.OPENED, "", "", item.problem(), by, clock.instant());
        return item;
    }

    /** @param revision the one that was read */
    @Transactional
    public Acted edit(Book book, ActionId id, int revision, NewAction.Said edited) {
        var item = locked(book, id);
        var by = writing(book, item.department());
        if (item.revision() != revision) {
            return new Acted.Changed(item);
        }
        if (!item.state().isOpen()) {
            return new Acted.NotFrom(item.state(), item.state());
        }
        var said = checked(book, edited);
        var department = Objects.requireNonNull(said.department());
        if (!department.equals(item.department())) {
            writing(book, department);
        }
        var changes = changes(book, item, said);
        if (changes.isEmpty()) {
            return new Acted.Made(item);
        }
        var changed = store.change(item, said);
        changes.forEach((field, words) ->
                store.record(changed, ActionStep.Kind.EDITED, field, words.before(), words.now(), by, clock.instant()));
        return new Acted.Made(changed);
    }

    private record Words(String before, String now) {}

    private Map<String, Words> changes(Book book, ActionItem item, NewAction.Said said) {
        var changes = new LinkedHashMap<String, Words>();
        var names = departments.all(book).stream().collect(Collectors.toMap(Department::id, Department::name));
        note(
                changes,
                "department",
                names.getOrDefault(item.department(), ""),
                names.getOrDefault(Objects.requireNonNull(said.department()), ""));
        note(changes, "owner", item.owner(), said.owner());
        note(changes, "problem", item.problem(), said.problem());
        note(
                changes,
                "cause",
                item.cause().name(),
                Objects.requireNonNull(said.cause()).name());
        note(changes, "causeText", item.causeText(), said.causeText());
        note(changes, "countermeasure", item.countermeasure(), said.countermeasure());
        note(
                changes,
                "dueOn",
                item.dueOn().toString(),
                Objects.requireNonNull(said.dueOn()).toString());
        return changes;
    }

    private static void note(Map<String, Words> changes, String field, String before, String now) {
        if (!before.equals(now)) {
            changes.put(field, new Words(before, now));
        }
    }

    /**
     * A step from state to state.
     *
     * @param said what came of it (DONE), why it is given up (DROPPED) or taken up again; of a start it may be empty
     */
    @Transactional
    public Acted move(Book book, ActionId id, int revision, ActionState to, String said) {
        var item = locked(book, id);
        var by = writing(book, item.department());
        var text = text(
                "outcome", said, to != ActionState.IN_PROGRESS || !item.state().isOpen(), LONGEST_TEXT);
        if (item.revision() != revision) {
            return new Acted.Changed(item);
        }
        if (!item.state().mayBecome(to)) {
            return new Acted.NotFrom(item.state(), to);
        }
        var moved = store.move(item, to, to.isOpen() ? "" : text);
        var kind = switch (to) {
            case IN_PROGRESS -> item.state() == ActionState.OPEN ? ActionStep.Kind.STARTED : ActionStep.Kind.REOPENED;
            case DONE -> ActionStep.Kind.DONE;
            case DROPPED -> ActionStep.Kind.DROPPED;
            case OPEN -> throw new IllegalStateException("Nothing becomes " + to);
        };
        store.record(moved, kind, "", item.outcome(), text, by, clock.instant());
        return new Acted.Made(moved);
    }

    /** 경과: what was done, without another state. */
    @Transactional
    public Acted remark(Book book, ActionId id, String said) {
        var item = locked(book, id);
        var by = writing(book, item.department());
        store.record(
                item, ActionStep.Kind.REMARKED, "", "", text("remark", said, true, LONGEST_TEXT), by, clock.instant());
        return new Acted.Made(item);
    }

    /** Under the rule that offices count by. */
    @Transactional(readOnly = true)
    public Map<ActionId, Afterwards> afterwards(Book book, int year, List<ActionItem> items) {
        return afterwards(book, year, items, rules.find(Rules.DEFAULT).orElseThrow(), null, null);
    }

    /**
     * What the ledger showed afterwards, of each.
     *
     * @param asOf what “now” is; null: today
     * @param knownAt and what the ledger held then; null: now
     */
    @Transactional(readOnly = true)
    public Map<ActionId, Afterwards> afterwards(
            Book book,
            int year,
            List<ActionItem> items,
            CountingRule rule,
            @Nullable LocalDate asOf,
            @Nullable Instant knownAt) {
        reading(book.municipality());
        if (items.isEmpty()) {
            return Map.of();
        }
        var plan = plans.annual(book, year).orElse(null);
        var counts = new HashMap<Question, Count>();
        var now = question(book, year, asOf, knownAt, rule);
        var found = new HashMap<ActionId, Afterwards>();
        for (var item : items) {
            var opened = item.openedAt().atZone(SEOUL).toLocalDate();
            var due = item.dueOn().isAfter(now.asOf())
                    ? null
                    : question(
                            book,
                            year,
                            item.dueOn(),
                            item.dueOn().atTime(LocalTime.MAX).atZone(SEOUL).toInstant(),
                            rule);
            found.put(
                    item.id(),
                    new Afterwards(
                            target(item, plan),
                            point(item, plan, question(book, year, opened, item.openedAt(), rule), counts),
                            due == null ? null : point(item, plan, due, counts),
                            point(item, plan, now, counts)));
        }
        return found;
    }

    private Question question(
            Book book, int year, @Nullable LocalDate asOf, @Nullable Instant knownAt, CountingRule rule) {
        return figures.question(book, new Scope.InYear(year), asOf, knownAt, rule);
    }

    /** Several actions of one meeting share their questions: each is asked once. */
    private Afterwards.Point point(
            ActionItem item, @Nullable AnnualPlan plan, Question question, Map<Question, Count> counts) {
        var count = counts.computeIfAbsent(question, figures::count);
        var projects = about(item, plan);
        var tally = projects == null ? count.total() : count.of(projects);
        var part = projects == null ? Part.ALL : Part.of(new Part.ProjectsPart(projects, false));
        return new Afterwards.Point(question.asOf(), tally.quantity(), tally.approximate(), question.with(part));
    }

    /** The projects that an action is about; null: the whole year. */
    private static @Nullable Set<ProjectId> about(ActionItem item, @Nullable AnnualPlan plan) {
        if (item.project() != null) {
            return Set.of(item.project());
        }
        if (item.strategy() == null) {
            return null;
        }
        return plan == null
                ? Set.of()
                : plan.projects().stream()
                        .filter(one -> item.strategy().equals(one.strategy()))
                        .map(Project::id)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Long target(ActionItem item, @Nullable AnnualPlan plan) {
        if (plan == null) {
            return null;
        }
        var projects = about(item, plan);
        if (projects == null) {
            return plan.target() == null ? null : Long.valueOf(plan.target().amount());
        }
        var targets = plan.projects().stream()
                .filter(one -> projects.contains(one.id()))
                .map(one -> one.target(Measure.JOBS))
                .filter(java.util.OptionalLong::isPresent)
                .mapToLong(java.util.OptionalLong::getAsLong)
                .toArray();
        return targets.length == 0
                ? null
                : Long.valueOf(java.util.Arrays.stream(targets).sum());
    }

    private ActionItem locked(Book book, ActionId id) {
        reading(book.municipality());
        // Read first: for whoever may not change it, row security would say that it is not there.
        var item = store.find(book, id).orElseThrow(Refusal::notThere);
        writing(book, item.department());
        return store.lock(book, id).orElseThrow(Refusal::notThere);
    }

    private NewAction.Said checked(Book book, NewAction.Said said) {
        var faults = new ArrayList<Refusal.Field>();
        if (said.department() == null
                || departments.offered(book).stream().noneMatch(one -> one.id().equals(said.department()))) {
            faults.add(new Refusal.Field("department", "action.fault.department"));
        }
        var owner = checked("owner", said.owner(), true, LONGEST_OWNER, faults);
        var problem = checked("problem", said.problem(), true, LONGEST_TEXT, faults);
        if (said.cause() == null) {
            faults.add(new Refusal.Field("cause", "action.fault.cause"));
        }
        var causeText = checked("causeText", said.causeText(), said.cause() == Cause.OTHER, LONGEST_TEXT, faults);
        var countermeasure = checked("countermeasure", said.countermeasure(), true, LONGEST_TEXT, faults);
        if (said.dueOn() == null
                || said.dueOn().getYear() < 1995
                || said.dueOn().getYear() > 2100) {
            faults.add(new Refusal.Field("dueOn", "action.fault.dueOn"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.of(faults.toArray(Refusal.Field[]::new));
        }
        return new NewAction.Said(
                said.department(), owner, problem, said.cause(), causeText, countermeasure, said.dueOn());
    }

    private static String checked(
            String field, String typed, boolean required, int longest, List<Refusal.Field> faults) {
        var text = typed.strip();
        if (required && text.isEmpty()) {
            faults.add(new Refusal.Field(field, "action.fault." + field));
        }
        if (text.length() > longest) {
            faults.add(new Refusal.Field(field, "action.fault.long", longest));
        }
        return text;
    }

    private static String text(String field, String typed, boolean required, int longest) {
        var faults = new ArrayList<Refusal.Field>();
        var text = checked(field, typed, required, longest, faults);
        if (!faults.isEmpty()) {
            throw Refusal.of(faults.toArray(Refusal.Field[]::new));
        }
        return text;
    }

    private Viewer reading(MunicipalityCode municipality) {
        var viewer = access.viewer();
        if (!viewer.reads().includes(municipality)) {
            throw new AccessDeniedException("The actions of municipality " + municipality + " are its staff's");
        }
        return viewer;
    }

    private Viewer writing(Book book, DepartmentId department) {
        var viewer = access.viewer();
        if (viewer.may(Permission.REPORTING_RUN, book.municipality())) {
            return viewer;
        }
        access.require(Permission.ENTRIES_WRITE, book.municipality());
        var own = viewer.departmentsIn(book.municipality(), Permission.ENTRIES_WRITE);
        var acting = departments.today(book).get(department);
        if (acting == null || !own.contains(acting.name())) {
            throw new AccessDeniedException("An action of another department");
        }
        return viewer;
    }
}
