package dure.plan;

import static dure.plan.Edit.ITSELF;

import dure.access.Permission;
import dure.access.Viewer;
import dure.finding.Text;
import dure.plan.Edit.Subject;
import dure.plan.Edited.Clash;
import dure.plan.Edited.Fault;
import dure.region.Book;
import duredb.tables.records.PlanRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

/**
 * One saving of a draft: edits that are written together, or not at all. It holds the draft's lock from its beginning, so
 * that what it compares with is what it writes over.
 */
final class EditingADraft {
    private final DraftStore drafts;
    private final PlanStore plans;
    private final PlanVersionStore writing;
    private final PlanRecord plan;
    private final PlanId id;
    private final Book book;
    private final int period;
    private final Viewer by;
    private final Set<String> ownDepartments;
    private final Instant now;

    private final List<Change> changes = new ArrayList<>();
    private final List<Clash> clashes = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, String> added = new HashMap<>();

    EditingADraft(
            DraftStore drafts, PlanStore plans, PlanVersionStore writing, PlanRecord plan, Viewer by, Instant now) {
        this.drafts = drafts;
        this.plans = plans;
        this.writing = writing;
        this.plan = plan;
        this.id = new PlanId(plan.getId());
        this.book = PlanStore.head(plan).book();
        this.period = plan.getPeriod();
        this.by = by;
        this.now = now;
        this.ownDepartments = own(by);
    }

    /** Those whose open parts alone the viewer writes; empty: it writes everything. */
    private Set<String> own(Viewer viewer) {
        if (viewer.may(Permission.PLANS_WRITE, book.municipality())) {
            return Set.of();
        }
        var open = new java.util.HashSet<>(
                drafts.standingFor(book, viewer.departmentsIn(book.municipality(), Permission.PLAN_PARTS_WRITE)));
        open.retainAll(drafts.openParts(id));
        if (open.isEmpty()) {
            throw new AccessDeniedException("plan-parts:write is not open for municipality " + book.municipality());
        }
        return open;
    }

    /** @return null where it is to be taken back: there are clashes or faults */
    @Nullable
    List<Change> run(List<Edit> edits) {
        var byThing = new LinkedHashMap<String, List<Edit>>();
        edits.forEach(edit -> byThing.computeIfAbsent(edit.subject() + " " + edit.item(), none -> new ArrayList<>())
                .add(edit));
        byThing.values().forEach(this::one);
        if (!clashes.isEmpty() || !faults.isEmpty()) {
            return null;
        }
        if (changes.isEmpty()) {
            return changes;
        }
        var revision = drafts.nextRevision(id).orElseThrow(Frozen::new);
        var written = changes.stream().map(change -> change.as(revision)).toList();
        drafts.log(plan, revision, written, by, now);
        return written;
    }

    /** It was submitted while it was edited. */
    static final class Frozen extends RuntimeException {}

    List<Clash> clashes() {
        return clashes;
    }

    List<Fault> faults() {
        return faults;
    }

    Map<String, String> added() {
        return added;
    }

    /** The edits of one thing. */
    private void one(List<Edit> edits) {
        var first = edits.getFirst();
        var unknown = edits.stream()
                .filter(edit -> !edit.isOfItself() && !OtherFields.isKnown(edit.subject(), edit.field()))
                .toList();
        unknown.forEach(edit -> fault(edit, Text.of("plan.field.unknown", edit.field())));
        if (!unknown.isEmpty()) {
            return;
        }
        if (!ownDepartments.isEmpty() && first.subject() != Subject.PROJECT) {
            throw new AccessDeniedException("plans:write is not allowed for municipality " + book.municipality());
        }
        switch (first.subject()) {
            case PLAN -> plan(edits);
            case PROJECT -> project(edits);
            case STRATEGY -> strategy(edits);
            case TASK -> task(edits);
            case COMPONENT -> component(edits);
            case GOAL -> goal(edits);
            case YEAR -> year(edits);
        }
    }

    // The plan itself

    private void plan(List<Edit> edits) {
        var content = plans.content(id);
        var before = OtherFields.of(content.head(), content.budget());
        var after = compared(edits, before);
        if (after == null) {
            return;
        }
        var fields = new FieldText(after);
        var head = OtherFields.head(fields, content.head());
        var budget = ProjectFields.amounts(fields, period);
        if (isWrong(edits.getFirst(), fields)) {
            return;
        }
        drafts.head(id, head);
        if (!budget.equals(content.budget())) {
            drafts.dropMoney(plan);
            writing.putMoney(id, book, budget);
        }
        wrote(edits.getFirst(), before, OtherFields.of(head, budget));
    }

    // 세부사업

    private void project(List<Edit> edits) {
        var first = edits.getFirst();
        var itself = edits.stream().filter(Edit::isOfItself).findFirst();
        var known = number(first.item());
        var stored = known.flatMap(project -> plans.project(id, project));
        if (itself.isPresent() && itself.get().to() == null) {
            stored.ifPresent(project -> remove(first, known.orElseThrow(), project));
            return;
        }
        if (stored.isEmpty() && itself.isEmpty()) {
            clashes.add(gone(first));
            return;
        }
        var before = stored.map(project -> ProjectFields.of(project, period)).orElse(null);
        var begun = before != null ? before : known.map(this::asRemoved).orElseGet(this::blank);
        var plain = edits.stream().filter(edit -> !edit.isOfItself()).toList();
        var after = before == null ? typed(plain, begun) : compared(plain, begun);
        if (after == null || !mayWrite(before, after)) {
            return;
        }
        write(first, known, before, after);
    }

    private void write(
            Edit first, Optional<Long> known, @Nullable Map<String, String> before, Map<String, String> after) {
        var fields = new FieldText(after);
        var project = ProjectFields.read(fields, period);
        refersToWhatIsThere(fields, project, before == null ? Map.of() : before);
        if (isWrong(first, fields)) {
            return;
        }
        var identity = known;
        if (before == null) {
            var code = project.code();
            identity = known.or(() -> drafts.identity(book, period, code));
            if (identity.flatMap(one -> plans.project(id, one)).isPresent()) {
                fault(first, "code", Text.of("plan.field.codeTaken", project.code()));
                return;
            }
        } else if (!project.code().equals(before.get("code")) && !recoded(first, known.orElseThrow(), project.code())) {
            return;
        }
        if (before == null) {
            drafts.makeRoom(plan, project.no());
        } else if (!String.valueOf(project.no()).equals(before.get("no"))) {
            var at = drafts.reorder(plan, known.orElseThrow(), project.no());
            project = ProjectFields.read(new FieldText(with(after, "no", String.valueOf(at))), period);
        }
        var stored = before == null
                ? writing.put(id, book, period, identity.orElse(null), project)
                : writing.change(
                        id, book, known.orElseThrow(), ProjectFields.read(new FieldText(before), period), project);
        if (before == null) {
            added.put(first.item(), String.valueOf(stored));
        }
        var item = String.valueOf(stored);
        var now = ProjectFields.of(project, period);
        if (before == null) {
            changes.add(change(first.subject(), item, ITSELF, null, ""));
        }
        wrote(first.subject(), item, before == null ? Map.of() : before, now);
    }

    private static Map<String, String> with(Map<String, String> fields, String field, String value) {
        var changed = new TreeMap<>(fields);
        changed.put(field, value);
        return changed;
    }

    /** Asked of what is new only: what stood there already refers to something. */
    private void refersToWhatIsThere(FieldText fields, PlanDraft.Project project, Map<String, String> before) {
        var task = ProjectFields.place(project.strategy(), project.task());
        if (task != null && !task.equals(before.get("task")) && !isPlace(project)) {
            fields.fault("task", "plan.field.noTask", task);
        }
        var component = project.component();
        if (component != null
                && !component.toString().equals(before.get("component"))
                && plans.components(id).stream().noneMatch(one -> one.no() == component)) {
            fields.fault("component", "plan.field.noComponent", component);
        }
        var predecessor = project.details().predecessor();
        if (predecessor != null
                && !predecessor.equals(before.get("predecessor"))
                && drafts.identity(book, period - 1, predecessor).isEmpty()) {
            fields.fault("predecessor", "plan.field.noPredecessor", predecessor, String.valueOf(period - 1));
        }
    }

    private boolean isPlace(PlanDraft.Project project) {
        return plans.strategies(id).stream()
                .filter(strategy -> Objects.equals(strategy.no(), project.strategy()))
                .anyMatch(strategy -> project.task() == null
                        || strategy.tasks().stream().anyMatch(task -> task.no() == project.task()));
    }

    private boolean recoded(Edit first, long project, String code) {
        if (drafts.identity(book, period, code).isPresent()) {
            fault(first, "code", Text.of("plan.field.codeTaken", code));
            return false;
        }
        if (drafts.isInAnotherVersion(plan, project)) {
            fault(first, "code", Text.of("plan.field.codeStays"));
            return false;
        }
        drafts.recode(project, code);
        return true;
    }

    private Map<String, String> blank() {
        var fields = new TreeMap<String, String>();
        fields.put("no", String.valueOf(drafts.lastNo(plan) + 1));
        fields.put("code", drafts.nextCode(book, period));
        fields.put("measure", Measure.JOBS.name());
        // Not the name of a department that it followed: that one has ended.
        var own = by.departmentsIn(book.municipality(), Permission.PLAN_PARTS_WRITE).stream()
                .filter(ownDepartments::contains)
                .toList();
        if (own.size() == 1) {
            fields.put("department", own.getFirst());
        }
        return fields;
    }

    private void remove(Edit first, long project, PlanDraft.Project stored) {
        var fields = ProjectFields.of(stored, period);
        if (!ownDepartments.isEmpty()) {
            throw new AccessDeniedException("plans:write is not allowed for municipality " + book.municipality());
        }
        // All of it is written down, so that it can come back as it was.
        fields.forEach((field, value) -> changes.add(change(first.subject(), first.item(), field, value, null)));
        changes.add(change(first.subject(), first.item(), ITSELF, "", null));
        drafts.dropProject(plan, project);
    }

    /** What a project said when it was taken away. */
    private @Nullable Map<String, String> asRemoved(long project) {
        var item = String.valueOf(project);
        return drafts.last(id, Subject.PROJECT, item, ITSELF)
                .filter(removal -> removal.after() == null)
                .map(removal -> {
                    var fields = new TreeMap<String, String>();
                    drafts.of(id, removal.revision()).stream()
                            .filter(change -> change.subject() == Subject.PROJECT
                                    && change.item().equals(item))
                            .filter(change -> !change.field().equals(ITSELF) && change.before() != null)
                            .forEach(change -> fields.put(change.field(), Objects.requireNonNull(change.before())));
                    return (Map<String, String>) fields;
                })
                .orElse(null);
    }

    /** A department writes its own projects, and does not move them to another place or department. */
    private boolean mayWrite(@Nullable Map<String, String> before, Map<String, String> after) {
        if (ownDepartments.isEmpty()) {
            return true;
        }
        var department = after.get("department");
        var stays = before == null
                || List.of("department", "task", "component", "no", "code").stream()
                        .allMatch(field -> Objects.equals(before.get(field), after.get(field)));
        if (!stays || department == null || !ownDepartments.contains(department)) {
            throw new AccessDeniedException(
                    "plan-parts:write is not allowed for this project of municipality " + book.municipality());
        }
        return true;
    }

    // 전략, 과제, 구성, 목표

    private void strategy(List<Edit> edits) {
        var no = number(edits.getFirst().item()).map(Long::intValue);
        var stored = no.flatMap(one -> plans.strategies(id).stream()
                .filter(strategy -> strategy.no() == one)
                .findFirst());
        if (stored.isPresent() && edits.getFirst().field().equals("no")) {
            renumber(edits.getFirst());
            return;
        }
        var number = no.orElseGet(
                () -> plans.strategies(id).stream().mapToInt(Strategy::no).max().orElse(0) + 1);
        thing(
                edits,
                String.valueOf(number),
                stored.map(one -> Map.of("name", one.name())).orElse(null),
                (fields, before) -> {
                    var name = fields.required("name");
                    return new Writing(Map.of("name", name), () -> drafts.putStrategy(plan, number, name));
                },
                () -> {
                    if (stored.isPresent()
                            && (!stored.get().tasks().isEmpty() || drafts.projectsUnder(plan, number, null) > 0)) {
                        fault(edits.getFirst(), Text.of("plan.field.notEmpty"));
                        return;
                    }
                    drafts.dropStrategy(plan, number);
                });
    }

    /** A strategy goes to another place among them; those between move up or down by one. */
    private void renumber(Edit edit) {
        var numbers = plans.strategies(id).stream().map(Strategy::no).toList();
        var to = number(text(edit.to())).map(Long::intValue);
        if (to.isEmpty() || !numbers.contains(to.get())) {
            fault(edit, Text.of("plan.field.noTask", text(edit.to())));
            return;
        }
        drafts.renumberStrategies(plan, moved(numbers, Integer.parseInt(edit.item()), to.get()));
        changes.add(change(Subject.STRATEGY, edit.item(), "no", edit.item(), String.valueOf(to.get())));
    }

    /** The same of a task within its strategy. */
    private void renumberTask(Edit edit, int strategy, List<Strategy.Task> tasks) {
        var numbers = tasks.stream().map(Strategy.Task::no).toList();
        var to = text(edit.to());
        var no = to.matches(strategy + "\\.\\d{1,4}") ? Integer.parseInt(to.substring(to.indexOf('.') + 1)) : 0;
        if (!numbers.contains(no)) {
            fault(edit, Text.of("plan.field.noTask", to));
            return;
        }
        var from = Integer.parseInt(edit.item().substring(edit.item().indexOf('.') + 1));
        var places = new LinkedHashMap<int[], int[]>();
        moved(numbers, from, no)
                .forEach((before, after) -> places.put(new int[] {strategy, before}, new int[] {strategy, after}));
        drafts.renumberTasks(plan, places);
        changes.add(change(Subject.TASK, edit.item(), "no", edit.item(), to));
    }

    /** Old numbers and new ones, after one of them went to the place of another. */
    private static Map<Integer, Integer> moved(List<Integer> numbers, int from, int to) {
        var order = new ArrayList<>(numbers);
        order.remove(Integer.valueOf(from));
        order.add(numbers.indexOf(to), from);
        var renumbered = new LinkedHashMap<Integer, Integer>();
        for (int i = 0; i < order.size(); i++) {
            renumbered.put(order.get(i), numbers.get(i));
        }
        return renumbered;
    }

    private void task(List<Edit> edits) {
        var item = edits.getFirst().item();
        if (!item.matches("\\d{1,4}\\.(\\d{1,4}|new.*)")) {
            fault(edits.getFirst(), Text.of("plan.field.task", item));
            return;
        }
        var strategyNo = Integer.parseInt(item.substring(0, item.indexOf('.')));
        var strategy = plans.strategies(id).stream()
                .filter(one -> one.no() == strategyNo)
                .findFirst();
        if (strategy.isEmpty()) {
            fault(edits.getFirst(), Text.of("plan.field.noTask", item));
            return;
        }
        var tasks = strategy.get().tasks();
        var no = number(item.substring(item.indexOf('.') + 1)).map(Long::intValue);
        var stored = no.flatMap(
                one -> tasks.stream().filter(task -> task.no() == one).findFirst());
        if (stored.isPresent() && edits.getFirst().field().equals("no")) {
            renumberTask(edits.getFirst(), strategyNo, tasks);
            return;
        }
        var number = no.orElseGet(
                () -> tasks.stream().mapToInt(Strategy.Task::no).max().orElse(0) + 1);
        thing(
                edits,
                strategyNo + "." + number,
                stored.map(one -> Map.of("name", one.name())).orElse(null),
                (fields, before) -> {
                    var name = fields.required("name");
                    return new Writing(Map.of("name", name), () -> drafts.putTask(plan, strategyNo, number, name));
                },
                () -> {
                    if (drafts.projectsUnder(plan, strategyNo, number) > 0) {
                        fault(edits.getFirst(), Text.of("plan.field.notEmpty"));
                        return;
                    }
                    drafts.dropTask(plan, strategyNo, number);
                });
    }

    private void component(List<Edit> edits) {
        var all = plans.components(id);
        var no = number(edits.getFirst().item()).map(Long::intValue);
        var stored = no.flatMap(
                one -> all.stream().filter(component -> component.no() == one).findFirst());
        var number =
                no.orElseGet(() -> all.stream().mapToInt(Component::no).max().orElse(0) + 1);
        thing(
                edits,
                String.valueOf(number),
                stored.map(OtherFields::of).orElse(null),
                (fields, before) -> {
                    var component = OtherFields.component(fields, number);
                    return new Writing(OtherFields.of(component), () -> drafts.put(plan, component));
                },
                () -> {
                    if (plans.projects(id).stream().anyMatch(project -> Objects.equals(project.component(), number))) {
                        fault(edits.getFirst(), Text.of("plan.field.notEmpty"));
                        return;
                    }
                    drafts.dropComponent(plan, number);
                });
    }

    private void goal(List<Edit> edits) {
        var all = drafts.goals(id);
        var no = number(edits.getFirst().item()).map(Long::intValue);
        var stored = no.flatMap(one -> Optional.ofNullable(all.get(one)));
        var number =
                no.orElseGet(() -> all.keySet().stream().max(Integer::compareTo).orElse(0) + 1);
        thing(
                edits,
                String.valueOf(number),
                stored.map(OtherFields::of).orElse(null),
                (fields, before) -> {
                    var goal = OtherFields.goal(fields);
                    return new Writing(OtherFields.of(goal), () -> drafts.put(plan, number, goal));
                },
                () -> drafts.dropGoal(plan, number));
    }

    private void year(List<Edit> edits) {
        var item = edits.getFirst().item();
        if (!item.matches("(19|20)\\d{2}")) {
            fault(edits.getFirst(), Text.of("plan.field.unknown", item));
            return;
        }
        var year = Integer.parseInt(item);
        var stored = plans.years(id).stream().filter(one -> one.year() == year).findFirst();
        thing(
                edits,
                item,
                stored.map(OtherFields::of).orElse(null),
                (fields, before) -> {
                    var target = OtherFields.year(fields, year);
                    return new Writing(OtherFields.of(target), () -> drafts.put(plan, target));
                },
                () -> drafts.dropYear(plan, year));
    }

    /** @param fields as they will be stored */
    private record Writing(Map<String, String> fields, Runnable work) {}

    private interface Reading {
        Writing read(FieldText fields, @Nullable Map<String, String> before);
    }

    /** What is alike of strategies, tasks, components, goals and years: added, changed, taken away. */
    private void thing(
            List<Edit> edits, String item, @Nullable Map<String, String> before, Reading reading, Runnable removal) {
        var first = edits.getFirst();
        var itself = edits.stream().filter(Edit::isOfItself).findFirst();
        if (itself.isPresent() && itself.get().to() == null) {
            if (before != null) {
                removal.run();
                before.forEach((field, value) -> changes.add(change(first.subject(), item, field, value, null)));
                changes.add(change(first.subject(), item, ITSELF, "", null));
            }
            return;
        }
        if (before == null && itself.isEmpty()) {
            clashes.add(gone(first));
            return;
        }
        var plain = edits.stream().filter(edit -> !edit.isOfItself()).toList();
        var after = before == null ? typed(plain, removedThing(first, item)) : compared(plain, before);
        if (after == null) {
            return;
        }
        var fields = new FieldText(after);
        var writing = reading.read(fields, before);
        if (isWrong(first, fields)) {
            return;
        }
        writing.work().run();
        if (before == null) {
            added.put(first.item(), item);
            changes.add(change(first.subject(), item, ITSELF, null, ""));
        }
        wrote(first.subject(), item, before == null ? Map.of() : before, writing.fields());
    }

    /** What it said when it was taken away, if it was. */
    private Map<String, String> removedThing(Edit first, String item) {
        return first.item().equals(item)
                ? drafts.last(id, first.subject(), item, ITSELF)
                        .filter(removal -> removal.after() == null)
                        .map(removal -> {
                            var fields = new TreeMap<String, String>();
                            drafts.of(id, removal.revision()).stream()
                                    .filter(change -> change.subject() == first.subject()
                                            && change.item().equals(item)
                                            && !change.field().equals(ITSELF)
                                            && change.before() != null)
                                    .forEach(change ->
                                            fields.put(change.field(), Objects.requireNonNull(change.before())));
                            return (Map<String, String>) fields;
                        })
                        .orElse(Map.of())
                : Map.of();
    }

    // What is the same for all

    /** The fields after the edits; null where somebody else wrote one of them meanwhile. */
    private @Nullable Map<String, String> compared(List<Edit> edits, Map<String, String> before) {
        var after = new TreeMap<>(before);
        var clashed = false;
        for (var edit : edits) {
            var stands = after.getOrDefault(edit.field(), "");
            var to = text(edit.to());
            if (stands.equals(to)) {
                continue; // the same, by whoever it was
            }
            // Where a row stands is a matter of looks: the last one wins.
            if (!stands.equals(text(edit.from())) && !edit.field().equals("no")) {
                clashed = true;
                var last = drafts.last(id, edit.subject(), edit.item(), edit.field());
                clashes.add(new Clash(
                        edit,
                        stands.isEmpty() ? null : stands,
                        last.map(Change::by).orElse(null),
                        last.map(Change::at).orElse(null)));
                continue;
            }
            put(after, edit.field(), to);
        }
        return clashed ? null : after;
    }

    private static Map<String, String> typed(List<Edit> edits, @Nullable Map<String, String> begun) {
        var after = new TreeMap<>(begun == null ? Map.<String, String>of() : begun);
        edits.forEach(edit -> put(after, edit.field(), text(edit.to())));
        return after;
    }

    private static void put(Map<String, String> fields, String field, String to) {
        if (to.isEmpty()) {
            fields.remove(field);
        } else {
            fields.put(field, to);
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private Clash gone(Edit edit) {
        var last = drafts.last(id, edit.subject(), edit.item(), ITSELF);
        return new Clash(
                new Edit(edit.subject(), edit.item(), ITSELF, "", ""),
                null,
                last.map(Change::by).orElse(null),
                last.map(Change::at).orElse(null));
    }

    private boolean isWrong(Edit first, FieldText fields) {
        fields.faults().forEach((field, message) -> fault(first, field, message));
        return !fields.faults().isEmpty();
    }

    private void fault(Edit edit, Text message) {
        fault(edit, edit.field(), message);
    }

    private void fault(Edit edit, String field, Text message) {
        faults.add(new Fault(edit.subject(), edit.item(), field, message));
    }

    private void wrote(Edit first, Map<String, String> before, Map<String, String> after) {
        wrote(first.subject(), first.item(), before, after);
    }

    private void wrote(Subject subject, String item, Map<String, String> before, Map<String, String> after) {
        var names = new java.util.TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (var name : names) {
            if (!Objects.equals(before.get(name), after.get(name))) {
                changes.add(change(subject, item, name, before.get(name), after.get(name)));
            }
        }
    }

    private Change change(Subject subject, String item, String field, @Nullable String before, @Nullable String after) {
        return new Change(0, subject, item, field, before, after, now, by.name());
    }

    private static Optional<Long> number(String item) {
        return item.matches("\\d{1,18}") ? Optional.of(Long.valueOf(item)) : Optional.empty();
    }
}
