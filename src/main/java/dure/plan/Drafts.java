package dure.plan;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Finding;
import dure.region.Book;
import duredb.tables.records.PlanRecord;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door to drafts: 계획 데스크. Many people write one draft at once; each edit says what it saw, and where something else
 * stands by now nothing is written and both are told.
 */
@Service
public class Drafts {
    /** More than a desk asks for at once; whoever is further behind reads the draft anew. */
    static final int CHANGES = 2_000;

    private final PlanStore plans;
    private final VersionStore versions;
    private final DraftStore drafts;
    private final PlanVersionStore versionRows;
    private final FreezingADraft freezing;
    private final Surroundings surroundings;
    private final Access access;
    private final Clock clock;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    Drafts(
            PlanStore plans,
            VersionStore versions,
            DraftStore drafts,
            PlanVersionStore versionRows,
            FreezingADraft freezing,
            Surroundings surroundings,
            Access access,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.plans = plans;
        this.versions = versions;
        this.drafts = drafts;
        this.versionRows = versionRows;
        this.freezing = freezing;
        this.surroundings = surroundings;
        this.access = access;
        this.clock = clock;
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /**
     * A draft as its fields, what it is edited by.
     *
     * @param projects by id, in the plan's order
     * @param open departments whose parts are open
     */
    public record Draft(
            PlanVersion version,
            Map<String, String> plan,
            Map<Integer, Map<String, String>> goals,
            List<TermPlan.YearTarget> years,
            List<Strategy> strategies,
            List<Component> components,
            Map<Long, Map<String, String>> projects,
            DraftTotals totals,
            java.util.Set<String> open) {}

    /** The draft of a plan that is open; empty where there is none that the viewer may see. */
    @Transactional(readOnly = true)
    public Optional<PlanVersion> open(Book book, PlanKind kind, int period) {
        return versions.all(book, kind, period).stream()
                .filter(one -> one.state() == PlanState.DRAFT)
                .findFirst();
    }

    @Transactional(readOnly = true)
    public Optional<Draft> read(PlanId plan) {
        return versions.find(plan).map(version -> {
            var content = plans.content(plan);
            var period = content.head().period();
            var ids = new HashMap<String, Long>();
            plans.projects(plan)
                    .forEach(project -> ids.put(project.code(), project.id().value()));
            var projects = new LinkedHashMap<Long, Map<String, String>>();
            content.projects()
                    .forEach(project -> projects.put(ids.get(project.code()), ProjectFields.of(project, period)));
            var goals = new LinkedHashMap<Integer, Map<String, String>>();
            drafts.goals(plan).forEach((no, goal) -> goals.put(no, OtherFields.of(goal)));
            return new Draft(
                    version,
                    OtherFields.of(content.head(), content.budget()),
                    goals,
                    content.years(),
                    content.strategies(),
                    content.components(),
                    projects,
                    drafts.totals(plan),
                    drafts.openParts(plan));
        });
    }

    /**
     * Writes edits, all of them or none.
     *
     * @throws AccessDeniedException without plans:write; with plan-parts:write only for projects of one's own department
     *     while its part is open, and for nothing else of the plan
     */
    public Edited edit(PlanId plan, List<Edit> edits) {
        try {
            var edited = Objects.requireNonNull(writing.execute(status -> {
                var done = write(plan, edits);
                if (!(done instanceof Edited.Saved)) {
                    status.setRollbackOnly();
                }
                return done;
            }));
            // Asked when the draft is free for the next: all that is waited for is the writing itself.
            return edited instanceof Edited.Saved saved
                    ? new Edited.Saved(
                            saved.revision(),
                            saved.changes(),
                            saved.added(),
                            Objects.requireNonNull(reading.execute(status -> drafts.totals(plan))))
                    : edited;
        } catch (EditingADraft.Frozen e) {
            return new Edited.NoDraft(reading.execute(
                    status -> versions.find(plan).map(PlanVersion::head).orElse(null)));
        }
    }

    private Edited write(PlanId plan, List<Edit> edits) {
        var found = drafts.find(plan);
        if (found.isEmpty()) {
            return new Edited.NoDraft(null);
        }
        var by = access.require(
                Permission.PLAN_PARTS_WRITE, PlanStore.head(found.get()).book().municipality());
        var locked = lock(plan, found.get(), edits);
        if (!locked.getState().equals(PlanState.DRAFT.name())) {
            return new Edited.NoDraft(PlanStore.head(locked));
        }
        var editing = new EditingADraft(drafts, plans, versionRows, locked, by, clock.instant());
        var changes = editing.run(edits);
        if (changes == null) {
            return editing.faults().isEmpty()
                    ? new Edited.Clashing(drafts.revision(plan), editing.clashes())
                    : new Edited.Wrong(editing.faults());
        }
        var revision =
                changes.isEmpty() ? drafts.revision(plan) : changes.getFirst().revision();
        return new Edited.Saved(revision, changes, editing.added(), DraftTotals.NONE);
    }

    /** Fields of projects that are there wait for those projects only; whatever else is edited, for the whole draft. */
    private PlanRecord lock(PlanId plan, PlanRecord found, List<Edit> edits) {
        var plain = edits.stream()
                .allMatch(edit -> edit.subject() == Edit.Subject.PROJECT
                        && edit.item().matches("\\d{1,18}")
                        && !List.of(Edit.ITSELF, "no", "code").contains(edit.field()));
        if (!plain) {
            drafts.alone(plan);
            return drafts.lock(plan).orElse(found);
        }
        drafts.beside(plan);
        drafts.lockProjects(
                plan,
                edits.stream().map(edit -> Long.valueOf(edit.item())).distinct().toList());
        return drafts.find(plan).orElse(found); // it may have been submitted while this waited
    }

    /** What was edited after a revision, the oldest first: what another's desk shows of it. At most {@link #CHANGES}. */
    @Transactional(readOnly = true)
    public List<Change> since(PlanId plan, long revision) {
        return drafts.since(plan, revision, CHANGES);
    }

    @Transactional(readOnly = true)
    public DraftTotals totals(PlanId plan) {
        return drafts.totals(plan);
    }

    /** 지적 of a draft or version as it stands. */
    @Transactional(readOnly = true)
    public List<Finding> findings(PlanId plan) {
        return versions.find(plan)
                .map(version -> PlanContradictions.of(
                        Said.by(plans.content(plan)),
                        surroundings.of(
                                version.head().book(),
                                version.head().kind(),
                                version.head().period())))
                .orElse(List.of());
    }

    /**
     * A new draft that says nothing but its title. Where a version of the plan is open or disclosed already, nothing is begun
     * and that one is answered: an amendment begins with {@link Versions#redraft}, and as what it amends.
     */
    @Transactional
    public PlanHead begin(Book book, PlanKind kind, int period, String title) {
        access.require(Permission.PLANS_WRITE, book.municipality());
        plans.lock(book, kind, period);
        return plans.newestOpen(book, kind, period)
                .or(() -> plans.newest(book, kind, period))
                .map(PlanStore::head)
                .orElseGet(() -> freezing.begin(book, kind, period, title));
    }
}
