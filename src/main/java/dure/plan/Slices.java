package dure.plan;

import static dure.plan.PlanField.*;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Findings;
import dure.finding.Place;
import dure.finding.Severity;
import dure.finding.Text;
import dure.plan.Edit.Subject;
import dure.plan.SliceImport.Clash;
import dure.plan.SliceImport.Line;
import dure.plan.SliceImport.Summary;
import dure.sheet.Workbook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door to 부서 조각: a department's projects as a workbook, and back onto the draft as edits. What the file was made with is
 * what the draft said at its revision, which the edits since then tell; nothing of it needs to be trusted to the file.
 */
@Service
public class Slices {
    /** Where a project stands in the plan is the officer's to say. */
    private static final Set<String> FACTS = Set.of("task", "component");

    private final PlanStore plans;
    private final VersionStore versions;
    private final DraftStore drafts;
    private final Drafts desk;
    private final PlanWorkbookReader reader;
    private final FillingTheWorkbook filling;
    private final PlanWords words;
    private final Access access;
    private final TransactionTemplate real;
    private final TransactionTemplate rehearsal;

    Slices(
            PlanStore plans,
            VersionStore versions,
            DraftStore drafts,
            Drafts desk,
            PlanWorkbookReader reader,
            FillingTheWorkbook filling,
            PlanWords words,
            Access access,
            PlatformTransactionManager transactions) {
        this.plans = plans;
        this.versions = versions;
        this.drafts = drafts;
        this.desk = desk;
        this.reader = reader;
        this.filling = filling;
        this.words = words;
        this.access = access;
        this.real = new TransactionTemplate(transactions);
        this.rehearsal = new TransactionTemplate(transactions);
        this.rehearsal.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The departments of a draft's projects whose slices the viewer may take and bring back. */
    @Transactional(readOnly = true)
    public List<String> departments(PlanId plan) {
        return draft(plan)
                .map(draft -> {
                    var all = new TreeSet<String>();
                    plans.projects(plan).stream()
                            .map(Project::department)
                            .filter(Objects::nonNull)
                            .forEach(all::add);
                    var viewer = access.viewer();
                    var municipality = draft.head().book().municipality();
                    if (!viewer.may(Permission.PLANS_WRITE, municipality)) {
                        var own = viewer.departmentsIn(municipality, Permission.PLAN_PARTS_WRITE);
                        all.addAll(own);
                        all.retainAll(own);
                    }
                    return List.copyOf(all);
                })
                .orElse(List.of());
    }

    private Optional<PlanVersion> draft(PlanId plan) {
        return versions.find(plan).filter(version -> version.state() == PlanState.DRAFT);
    }

    /**
     * The workbook of one department's projects. Empty where there is no such draft.
     *
     * @throws AccessDeniedException without plans:write; a department's officer takes its own
     */
    @Transactional(readOnly = true)
    public Optional<byte[]> of(PlanId plan, String department, Locale language) {
        return draft(plan).map(draft -> {
            own(draft, department);
            return filling.slice(plans.content(plan), draft, department, language);
        });
    }

    private boolean own(PlanVersion draft, String department) {
        var municipality = draft.head().book().municipality();
        var viewer = access.require(Permission.PLAN_PARTS_WRITE, municipality);
        var all = viewer.may(Permission.PLANS_WRITE, municipality);
        if (!all
                && !viewer.departmentsIn(municipality, Permission.PLAN_PARTS_WRITE)
                        .contains(department)) {
            throw new AccessDeniedException("plan-parts:write is not allowed for this department of " + municipality);
        }
        return all;
    }

    /**
     * Brings a slice back: all of it or nothing.
     *
     * @param mine keys of clashes in which the file goes before what others wrote
     * @param dryRun say what would happen, and change nothing
     * @throws AccessDeniedException without plans:write; a department's officer while its part is open
     */
    public SliceImport bring(PlanId plan, Workbook workbook, Set<String> mine, boolean dryRun) {
        var way = dryRun ? rehearsal : real;
        return Objects.requireNonNull(way.execute(status -> {
            var outcome = bring(plan, workbook, mine);
            if (dryRun || !(outcome instanceof SliceImport.Imported)) {
                status.setRollbackOnly();
            }
            return dryRun && outcome instanceof SliceImport.Imported imported
                    ? new SliceImport.Rehearsed(imported.summary(), imported.findings())
                    : outcome;
        }));
    }

    private SliceImport bring(PlanId plan, Workbook workbook, Set<String> mine) {
        var findings = new Findings();
        findings.addAll(workbook.notes());
        var sheet = workbook.sheet(PlanSheet.SLICE.title());
        if (sheet.isEmpty()) {
            return refused(
                    findings,
                    Finding.error(
                            Kind.MISSING_SHEET,
                            Place.sheet(workbook.fileName()),
                            Text.of("sheet.missingSheet", PlanSheet.SLICE.title()),
                            Text.of("plan.slice.missing.fix")));
        }
        var form = sheet.get().form(PlanField.columns(PlanSheet.SLICE), findings);
        var department = form.requiredText(SLICE_DEPARTMENT.column());
        form.require(SLICE_REVISION.column());
        var revision = form.count(SLICE_REVISION.column());
        var of = form.requiredText(SLICE_DRAFT.column());
        var draft = draft(plan);
        if (draft.isEmpty() || !of.equals(plan.value().toString())) {
            form.wrong(Kind.UNKNOWN_REFERENCE, SLICE_DRAFT.column(), "plan.slice.otherDraft");
            return new SliceImport.Refused(findings.list());
        }
        if (revision == null || department.isEmpty()) {
            return new SliceImport.Refused(findings.list());
        }
        var all = own(draft.get(), department);
        if (!all && !drafts.openParts(plan).contains(department)) {
            throw new AccessDeniedException("plan-parts:write is not open for this department");
        }
        var file = reader.read(workbook, findings);
        if (file == null) {
            return new SliceImport.Refused(findings.list());
        }
        return new Bringing(draft.get(), department, revision, all, file, findings, mine).run();
    }

    private static SliceImport refused(Findings findings, Finding finding) {
        findings.add(finding);
        return new SliceImport.Refused(findings.list());
    }

    /** One file against one draft. */
    private final class Bringing {
        private final PlanVersion draft;
        private final String department;
        private final boolean all;
        private final PlanDraft file;
        private final Findings findings;
        private final Set<String> mine;
        private final int year;
        private final Map<String, Project> stored = new HashMap<>();
        private final Map<String, PlanDraft.Project> says = new HashMap<>();
        private final Map<String, Change> first = new HashMap<>();
        private final Map<String, Change> removed = new HashMap<>();
        private final Map<String, dure.sheet.Line> lines = new HashMap<>();
        private final Map<String, @Nullable String> bases = new HashMap<>();
        private final List<Edit> edits = new ArrayList<>();

        Bringing(
                PlanVersion draft,
                String department,
                long revision,
                boolean all,
                PlanDraft file,
                Findings findings,
                Set<String> mine) {
            this.draft = draft;
            this.department = department;
            this.all = all;
            this.file = file;
            this.findings = findings;
            this.mine = mine;
            this.year = draft.head().period();
            plans.projects(draft.id()).forEach(project -> stored.put(project.code(), project));
            plans.content(draft.id()).projects().forEach(project -> says.put(project.code(), project));
            for (var change : drafts.since(draft.id(), revision, Integer.MAX_VALUE)) {
                if (change.subject() == Subject.PROJECT) {
                    first.putIfAbsent(change.item() + "/" + change.field(), change);
                    if (change.field().equals("code") && change.after() == null && change.before() != null) {
                        removed.put(change.before(), change);
                    }
                }
            }
        }

        SliceImport run() {
            var seen = new HashSet<String>();
            for (var at : file.projects()) {
                row(at.value(), at.line(), seen);
            }
            stored.values().stream()
                    .filter(project -> department.equals(project.department()) && !seen.contains(project.code()))
                    .forEach(project -> findings.add(Finding.information(
                            Kind.COUNT_DIFFERS, null, Text.of("plan.slice.left", project.code(), project.name()))));
            if (findings.hasErrors()) {
                return new SliceImport.Refused(findings.list());
            }
            return edits.isEmpty() ? new SliceImport.Unchanged(findings.list()) : write();
        }

        private void row(PlanDraft.Project project, dure.sheet.Line line, Set<String> seen) {
            if (!seen.add(project.code())) {
                line.wrong(Kind.DUPLICATE, PROJECT_CODE.column(), "plan.slice.twice", project.code());
                return;
            }
            var stands = stored.get(project.code());
            var written = project.department() == null ? department : project.department();
            if (!written.equals(department) || (stands != null && !department.equals(stands.department()))) {
                line.wrong(
                        Kind.NOT_ALLOWED,
                        stands == null || written.equals(department)
                                ? PROJECT_CODE.column()
                                : PROJECT_DEPARTMENT.column(),
                        "plan.slice.otherDepartment",
                        project.code(),
                        department);
                return;
            }
            var gone = removed.get(project.code());
            if (stands == null && gone != null) {
                line.wrong(
                        Kind.UNKNOWN_REFERENCE, PROJECT_CODE.column(), "plan.slice.removed", project.code(), gone.by());
                return;
            }
            var fields = new LinkedHashMap<>(ProjectFields.of(project, year));
            fields.put("department", department);
            if (!ProjectFields.read(new FieldText(fields), year).targets().equals(project.targets())) {
                line.wrong(Kind.NOT_ALLOWED, PROJECT_TARGET.column(), "plan.slice.period");
                return;
            }
            if (stands == null) {
                add(project, line, fields);
            } else {
                change(stands, line, fields);
            }
        }

        /** Its number is the draft's to give: the file's may be another's by now. */
        private void add(PlanDraft.Project project, dure.sheet.Line line, Map<String, String> fields) {
            var item = "new-" + project.code();
            lines.put(item, line);
            edits.add(new Edit(Subject.PROJECT, item, Edit.ITSELF, null, ""));
            fields.forEach((field, value) -> {
                if (!field.equals("no")) {
                    edits.add(new Edit(Subject.PROJECT, item, field, null, value));
                }
            });
        }

        private void change(Project stands, dure.sheet.Line line, Map<String, String> fields) {
            var item = String.valueOf(stands.id().value());
            lines.put(item, line);
            var now = ProjectFields.of(Objects.requireNonNull(says.get(stands.code())), year);
            var names = new TreeSet<>(now.keySet());
            names.addAll(fields.keySet());
            first.keySet().stream()
                    .filter(key -> key.startsWith(item + "/"))
                    .forEach(key -> names.add(key.substring(item.length() + 1)));
            for (var field : names) {
                if (field.equals("no") || field.equals("code") || field.equals(Edit.ITSELF)) {
                    continue;
                }
                var key = item + "/" + field;
                var since = first.get(key);
                var base = since == null ? now.get(field) : since.before();
                var to = fields.get(field);
                if (Objects.equals(base, to) || Objects.equals(now.get(field), to)) {
                    continue;
                }
                if (!all && FACTS.contains(field)) {
                    line.wrong(
                            Kind.NOT_ALLOWED,
                            SliceColumns.of(field).column(),
                            "plan.slice.fact",
                            SliceColumns.name(field, words));
                    continue;
                }
                bases.put(key, base);
                edits.add(new Edit(Subject.PROJECT, item, field, mine.contains(key) ? now.get(field) : base, to));
            }
        }

        private SliceImport write() {
            return switch (desk.edit(draft.id(), edits)) {
                case Edited.Saved saved -> new SliceImport.Imported(saved.revision(), summary(saved), findings.list());
                case Edited.Clashing clashing ->
                    new SliceImport.Clashing(
                            clashing.clashes().stream().map(this::clash).toList(), findings.list());
                case Edited.Wrong wrong -> {
                    wrong.faults().forEach(this::fault);
                    yield new SliceImport.Refused(findings.list());
                }
                case Edited.NoDraft none ->
                    refused(
                            findings,
                            Finding.error(
                                    Kind.NOT_ALLOWED,
                                    null,
                                    Text.of("plan.slice.otherDraft"),
                                    Text.of("plan.slice.otherDraft.fix")));
            };
        }

        private Summary summary(Edited.Saved saved) {
            var names = new HashMap<String, String>();
            plans.projects(draft.id())
                    .forEach(project ->
                            names.put(String.valueOf(project.id().value()), project.code() + " " + project.name()));
            var changed = new HashSet<String>();
            var shown = new ArrayList<Line>();
            for (var change : saved.changes()) {
                changed.add(change.item());
                if (!change.field().equals(Edit.ITSELF)) {
                    shown.add(new Line(
                            names.getOrDefault(change.item(), ""),
                            SliceColumns.name(change.field(), words),
                            SliceColumns.shown(change.field(), change.before(), words),
                            SliceColumns.shown(change.field(), change.after(), words)));
                }
            }
            changed.removeAll(saved.added().values());
            return new Summary(changed.size(), saved.added().size(), shown.size(), shown);
        }

        private Clash clash(Edited.Clash clash) {
            var edit = clash.edit();
            var key = edit.item() + "/" + edit.field();
            var project = stored.values().stream()
                    .filter(one -> String.valueOf(one.id().value()).equals(edit.item()))
                    .findFirst();
            return new Clash(
                    key,
                    project.map(one -> one.code() + " " + one.name()).orElse(edit.item()),
                    SliceColumns.name(edit.field(), words),
                    SliceColumns.shown(edit.field(), bases.get(key), words),
                    SliceColumns.shown(edit.field(), edit.to(), words),
                    SliceColumns.shown(edit.field(), clash.theirs(), words),
                    clash.by(),
                    clash.at());
        }

        private void fault(Edited.Fault fault) {
            var line = lines.get(fault.item());
            var column = SliceColumns.of(fault.field());
            findings.add(new Finding(
                    Kind.NOT_ALLOWED,
                    Severity.ERROR,
                    line == null ? null : line.place(column.column()),
                    fault.message(),
                    Text.of("plan.slice.fault.fix", SliceColumns.name(fault.field(), words)),
                    Map.of()));
        }
    }
}
