package dure.plan;

import dure.access.Access;
import dure.finding.Finding;
import dure.finding.Severity;
import dure.finding.Text;
import dure.region.Book;
import dure.region.DataSet;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 제출: a draft becomes a version that nobody changes any more; and the other way, a draft begins as a copy of a version. */
@Component
class FreezingADraft {
    private final PlanStore plans;
    private final PlanVersionStore writing;
    private final VersionStore versions;
    private final DraftStore drafts;
    private final Surroundings surroundings;
    private final Access access;
    private final Clock clock;

    FreezingADraft(
            PlanStore plans,
            PlanVersionStore writing,
            VersionStore versions,
            DraftStore drafts,
            Surroundings surroundings,
            Access access,
            Clock clock) {
        this.plans = plans;
        this.writing = writing;
        this.versions = versions;
        this.drafts = drafts;
        this.surroundings = surroundings;
        this.access = access;
        this.clock = clock;
    }

    Move submit(PlanHead draft, String reason) {
        if (draft.state() != PlanState.DRAFT) {
            return new Move.NotFrom(draft, PlanState.SUBMITTED);
        }
        drafts.alone(draft.id());
        drafts.lock(draft.id()); // whoever is writing has written, or will find it frozen
        var errors = errors(draft);
        if (!errors.isEmpty()) {
            return new Move.NotReady(draft, errors);
        }
        drafts.freeze(draft.id(), ContentHash.of(plans.content(draft.id())));
        drafts.closeParts(draft.id());
        return versions.move(draft, PlanState.SUBMITTED, reason);
    }

    /** What stands in the way of its being frozen. */
    List<Finding> errors(PlanHead draft) {
        return PlanContradictions.of(
                        Said.by(plans.content(draft.id())), surroundings.of(draft.book(), draft.kind(), draft.period()))
                .stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }

    /** Whoever hands in a plan promises something by it; a press report that only names a plan is disclosed as it is. */
    boolean saysNothing(PlanHead draft) {
        var content = plans.content(draft.id());
        return content.head().target() == null
                && content.projects().isEmpty()
                && content.years().isEmpty()
                && content.components().isEmpty();
    }

    static List<Finding> nothing() {
        return List.of(Finding.error(
                Finding.Kind.MISSING_VALUE, null, Text.of("plan.draft.empty"), Text.of("plan.draft.empty.fix")));
    }

    /** The first draft of a plan. */
    PlanHead begin(Book book, PlanKind kind, int period, String title) {
        var source =
                new Source(book.dataSet() == DataSet.SIMULATED ? SourceKind.SIMULATION : SourceKind.OFFICE, "", null);
        var head = new PlanDraft.Head(
                book.municipality(),
                kind,
                period,
                title,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                source,
                null,
                "");
        var content = new PlanContent(head, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        return write(content, book, kind, period, null, "");
    }

    /** A new draft of a plan that says what this version says. */
    PlanHead copy(PlanHead from, PlanKind kind, int period, String reason) {
        return write(plans.content(from.id()), from.book(), kind, period, from.id(), reason);
    }

    /** @param from what it was made of; null of a first draft */
    PlanHead write(PlanContent content, Book book, PlanKind kind, int period, @Nullable PlanId from, String reason) {
        var written = writing.write(
                content,
                new PlanVersionStore.Version(
                        book, plans.lastVersion(book, kind, period) + 1, ContentHash.of(content), from, reason),
                access.viewer().name(),
                clock.instant());
        return versions.find(written).orElseThrow().head();
    }
}
