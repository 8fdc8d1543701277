package dure.plan;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Finding;
import dure.finding.Findings;
import dure.finding.Place;
import dure.finding.Text;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Term;
import dure.region.Terms;
import dure.sheet.Workbook;
import duredb.tables.records.PlanRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * From a workbook to a new version of a plan. A dry run is the real run, taken back: what it says is what would happen.
 */
@Component
class ImportingPlans {
    private final PlanWorkbookReader reader;
    private final PlanStore plans;
    private final PlanVersionStore versions;
    private final VersionStore moves;
    private final Surroundings surroundings;
    private final Terms terms;
    private final Access access;
    private final Clock clock;
    private final TransactionTemplate real;
    private final TransactionTemplate rehearsal;

    ImportingPlans(
            PlanWorkbookReader reader,
            PlanStore plans,
            PlanVersionStore versions,
            VersionStore moves,
            Surroundings surroundings,
            Terms terms,
            Access access,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.reader = reader;
        this.plans = plans;
        this.versions = versions;
        this.moves = moves;
        this.surroundings = surroundings;
        this.terms = terms;
        this.access = access;
        this.clock = clock;
        this.real = new TransactionTemplate(transactions);
        // Inside another's transaction only to a savepoint: a rehearsal does not take back what is not its own.
        this.rehearsal = new TransactionTemplate(transactions);
        this.rehearsal.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    DataSet dataSetOf(Workbook workbook) {
        var source = reader.sourceKind(workbook);
        return switch (source) {
            case PRESS -> DataSet.SAMPLE;
            case SIMULATION -> DataSet.SIMULATED;
            case OFFICE -> DataSet.REAL;
        };
    }

    PlanImport run(Workbook workbook, DataSet dataSet, boolean dryRun) {
        var findings = new Findings();
        if (workbook.sheet(PlanSheet.SLICE.title()).isPresent()) {
            // As a whole plan it would be one of which every other department's projects are gone.
            return new PlanImport.Refused(List.of(Finding.error(
                    Finding.Kind.NOT_ALLOWED,
                    Place.sheet(PlanSheet.SLICE.title()),
                    Text.of("plan.import.slice"),
                    Text.of("plan.import.slice.fix"))));
        }
        var draft = reader.read(workbook, findings);
        if (draft == null) {
            return new PlanImport.Refused(findings.list());
        }
        access.require(Permission.PLANS_WRITE, draft.head().municipality());
        PlanChecks.ask(draft, dataSet, yearsOfTerm(draft.head()), findings);
        var book = new Book(draft.head().municipality(), dataSet);
        var way = dryRun ? rehearsal : real;
        return Objects.requireNonNull(way.execute(status -> {
            if (dryRun) {
                status.setRollbackOnly();
            }
            var around = surroundings.of(book, draft.head().kind(), draft.head().period());
            findings.addAll(PlanContradictions.of(Said.by(draft), around));
            predecessorsAreThere(draft, book);
            return findings.hasErrors()
                    ? new PlanImport.Refused(findings.list())
                    : write(draft, book, findings, dryRun);
        }));
    }

    /** What continues nothing would be kept as a project that nobody knows where it came from. */
    private void predecessorsAreThere(PlanDraft draft, Book book) {
        var continuing = draft.projects().stream()
                .filter(project -> project.value().details().predecessor() != null)
                .toList();
        if (continuing.isEmpty()) {
            return;
        }
        var before = draft.head().period() - 1;
        var known = plans.codes(book, before);
        for (var project : continuing) {
            var code = Objects.requireNonNull(project.value().details().predecessor());
            if (!known.contains(code)) {
                project.line()
                        .wrong(
                                Finding.Kind.UNKNOWN_REFERENCE,
                                PlanField.PROJECT_PREDECESSOR.column(),
                                "plan.import.predecessor",
                                before,
                                code);
            }
        }
    }

    private List<Integer> yearsOfTerm(PlanDraft.Head head) {
        return head.kind() == PlanKind.TERM
                ? terms.find(head.period()).map(Term::years).orElse(List.of())
                : List.of();
    }

    private PlanImport write(PlanDraft draft, Book book, Findings findings, boolean dryRun) {
        var kind = draft.head().kind();
        var period = draft.head().period();
        plans.lock(book, kind, period);
        var content = draft.content();
        var hash = ContentHash.of(content);
        var newest = plans.newest(book, kind, period);
        if (newest.isPresent() && Arrays.equals(hashOf(newest.get()), hash)) {
            return new PlanImport.Unchanged(PlanStore.head(newest.get()), findings.list());
        }
        var version = plans.lastVersion(book, kind, period) + 1;
        var open = plans.newestOpen(book, kind, period)
                .filter(one -> PlanState.valueOf(one.getState()) == PlanState.DRAFT);
        var replaced = open.map(one -> withdrawn(PlanStore.head(one), version));
        var plan = versions.write(
                content,
                new PlanVersionStore.Version(
                        book,
                        version,
                        hash,
                        newest.map(one -> new PlanId(one.getId())).orElse(null),
                        // An amendment that was begun with a reason keeps it when its content comes as a file.
                        open.map(one -> one.getReason()).orElse("")),
                access.viewer().name(),
                clock.instant());
        var changes = newest.map(before -> Changes.between(said(new PlanId(before.getId())), said(plan)))
                .orElse(new Changes(draft.projects().size(), 0, 0));
        var summary = summary(draft, book, version, replaced.orElse(null), changes);
        return dryRun
                ? new PlanImport.Rehearsed(summary, findings.list())
                : new PlanImport.Imported(plan, summary, findings.list());
    }

    /** A draft that was edited has no hash of its own: it is taken now. */
    private byte[] hashOf(PlanRecord plan) {
        return plan.getContentHash() == null
                ? ContentHash.of(plans.content(new PlanId(plan.getId())))
                : plan.getContentHash();
    }

    private int withdrawn(PlanHead draft, int by) {
        moves.move(draft, PlanState.WITHDRAWN, "→ v" + by);
        return draft.version();
    }

    /** How many projects a version adds to the one before, says otherwise, and no longer has. */
    private record Changes(int added, int changed, int dropped) {
        static Changes between(Map<ProjectId, Object> before, Map<ProjectId, Object> after) {
            return new Changes(
                    (int) after.keySet().stream()
                            .filter(id -> !before.containsKey(id))
                            .count(),
                    (int) after.entrySet().stream()
                            .filter(one -> before.containsKey(one.getKey())
                                    && !one.getValue().equals(before.get(one.getKey())))
                            .count(),
                    (int) before.keySet().stream()
                            .filter(id -> !after.containsKey(id))
                            .count());
        }
    }

    /** What a version says of each project, its money included. */
    private Map<ProjectId, Object> said(PlanId plan) {
        var said = new HashMap<ProjectId, Object>();
        var money = new HashMap<ProjectId, List<BudgetLine>>();
        plans.budget(plan).stream()
                .filter(line -> line.project() != null)
                .forEach(
                        line -> money.computeIfAbsent(Objects.requireNonNull(line.project()), none -> new ArrayList<>())
                                .add(line));
        for (var project : plans.projects(plan)) {
            said.put(project.id(), List.of(project, money.getOrDefault(project.id(), List.of())));
        }
        return said;
    }

    private static PlanSummary summary(
            PlanDraft draft, Book book, int version, @Nullable Integer replaced, Changes changes) {
        var head = draft.head();
        var projects = draft.projects().stream().map(PlanDraft.At::value).toList();
        return new PlanSummary(
                book,
                head.kind(),
                head.period(),
                version,
                replaced,
                head.title(),
                head.target(),
                draft.itemised(),
                draft.appropriated(),
                draft.strategies().size(),
                draft.strategies().stream()
                        .mapToInt(strategy -> strategy.tasks().size())
                        .sum(),
                draft.components().size(),
                projects.size(),
                projects.stream().mapToInt(project -> project.targets().size()).sum(),
                projects.stream().mapToInt(project -> project.budget().size()).sum()
                        + draft.budget().size(),
                changes.added(),
                changes.changed(),
                changes.dropped());
    }
}
