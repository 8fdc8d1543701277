package dure.plan;

import dure.access.Access;
import dure.access.Permission;
import dure.region.Book;
import dure.region.MunicipalityCode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to the versions of plans: what there is of a plan, and how a version goes from draft to disclosure. Every move
 * is written down with who made it and why.
 */
@Service
public class Versions {
    private final PlanStore plans;
    private final VersionStore versions;
    private final FreezingADraft freezing;
    private final TotalsStore totals;
    private final Access access;
    private final Clock clock;

    Versions(
            PlanStore plans,
            VersionStore versions,
            FreezingADraft freezing,
            TotalsStore totals,
            Access access,
            Clock clock) {
        this.plans = plans;
        this.versions = versions;
        this.freezing = freezing;
        this.totals = totals;
        this.access = access;
        this.clock = clock;
    }

    /** Every version that the viewer may see, the newest first; those that ended unpublished among them. */
    @Transactional(readOnly = true)
    public List<PlanVersion> all(Book book, PlanKind kind, int period) {
        return versions.all(book, kind, period);
    }

    @Transactional(readOnly = true)
    public Optional<PlanVersion> find(PlanId plan) {
        return versions.find(plan);
    }

    @Transactional(readOnly = true)
    public Optional<PlanVersion> find(Book book, PlanKind kind, int period, int version) {
        return all(book, kind, period).stream()
                .filter(one -> one.head().version() == version)
                .findFirst();
    }

    /** 당초 계획: the version that was disclosed first; what was promised and stays visible for ever. */
    @Transactional(readOnly = true)
    public Optional<PlanVersion> original(Book book, PlanKind kind, int period) {
        return all(book, kind, period).stream()
                .filter(one -> one.state().isPublic())
                .reduce((newer, older) -> older);
    }

    /** What each of these versions comes to, as far as the viewer may see them. */
    @Transactional(readOnly = true)
    public Map<PlanId, PlanTotals> totals(Collection<PlanId> plans) {
        return totals.totals(plans);
    }

    /** A version with everything that it says; empty where there is none that the viewer may see. */
    @Transactional(readOnly = true)
    public Optional<WholePlan> whole(PlanId plan) {
        return versions.find(plan).map(plans::whole);
    }

    /** 비교: what one version says otherwise than another; empty where the viewer may not see both. */
    @Transactional(readOnly = true)
    public Optional<PlanDifference> compare(PlanId before, PlanId after) {
        return versions.find(before).isPresent() && versions.find(after).isPresent()
                ? Optional.of(Comparison.of(plans.content(before), plans.content(after)))
                : Optional.empty();
    }

    /** 상태 이력, the oldest first; staff only. */
    @Transactional(readOnly = true)
    public List<PlanMove> moves(PlanId plan) {
        return versions.moves(plan);
    }

    /** What councils decided of a version, the oldest first. */
    @Transactional(readOnly = true)
    public List<Decided> resolutions(PlanId plan) {
        return versions.resolutions(plan);
    }

    /**
     * 제출: freezes a draft under the hash of its content. Departments' parts are closed by it.
     *
     * @throws org.springframework.security.access.AccessDeniedException without plans:write; as all moves here
     */
    @Transactional
    public Move submit(PlanId plan, String reason) {
        return moved(
                plan,
                head -> head.state() == PlanState.DRAFT && freezing.saysNothing(head)
                        ? new Move.NotReady(head, FreezingADraft.nothing())
                        : freezing.submit(head, reason));
    }

    /** 심의 상정: a submitted version lies before a council. */
    @Transactional
    public Move deliberate(PlanId plan, String reason) {
        return moved(plan, head -> versions.move(head, PlanState.UNDER_DELIBERATION, reason));
    }

    /**
     * 의결: writes down what a council decided of a version under deliberation, and moves it: 원안가결 to APPROVED, 보류 back
     * to SUBMITTED, 부결 to REJECTED. 수정가결 ends the version and begins a draft of its content, into which the amendment is
     * written; approved by {@link #approve} under the same resolution.
     */
    @Transactional
    public Move resolve(PlanId plan, Decided decided) {
        return moved(plan, head -> {
            if (head.state() != PlanState.UNDER_DELIBERATION) {
                return new Move.NotFrom(head, after(decided.resolution()));
            }
            versions.record(head, decided, access.viewer().name(), clock.instant());
            var moved = versions.move(head, after(decided.resolution()), decided.by() + " " + decided.on());
            return decided.resolution() == Resolution.PASSED_AMENDED && moved instanceof Move.Moved done
                    ? new Move.Moved(done.plan(), amended(done.plan(), decided))
                    : moved;
        });
    }

    /**
     * 결재 문서번호 of what a council decided of a version, where it is known later than the resolution: recorded beside it
     * once more, with the number.
     *
     * @return false where nothing was decided of it
     */
    @Transactional
    public boolean document(PlanId plan, String number) {
        var found = versions.find(plan);
        if (found.isEmpty() || found.get().decided() == null) {
            return false;
        }
        var head = found.get().head();
        var by = access.require(Permission.PLANS_WRITE, head.book().municipality());
        var decided = found.get().decided();
        versions.record(
                head,
                new Decided(
                        decided.resolution(),
                        decided.on(),
                        decided.by(),
                        decided.meeting(),
                        number,
                        decided.amendment()),
                by.name(),
                clock.instant());
        return true;
    }

    private PlanHead amended(PlanHead plan, Decided decided) {
        var draft = freezing.copy(plan, plan.kind(), plan.period(), decided.amendment());
        versions.record(draft, decided, access.viewer().name(), clock.instant());
        return draft;
    }

    private static PlanState after(Resolution resolution) {
        return switch (resolution) {
            case PASSED_AS_DRAFTED -> PlanState.APPROVED;
            case PASSED_AMENDED -> PlanState.WITHDRAWN;
            case DEFERRED -> PlanState.SUBMITTED;
            case REJECTED -> PlanState.REJECTED;
        };
    }

    /**
     * 승인: of a submitted version that needs no further council: whose content a council amended and passed, or where the
     * municipality asks for no resolution. Of the first a draft will do; it is frozen by it.
     */
    @Transactional
    public Move approve(PlanId plan, String reason) {
        return moved(plan, head -> {
            var asks = condition(head).resolution();
            var resolution = versions.find(plan).flatMap(PlanVersion::resolution);
            var passed =
                    resolution.filter(one -> one == Resolution.PASSED_AMENDED || one == Resolution.PASSED_AS_DRAFTED);
            // What lies before a council is the council's, and what it deferred or rejected nobody else approves.
            if (head.state() == PlanState.UNDER_DELIBERATION || passed.isEmpty() && (asks || resolution.isPresent())) {
                return new Move.NotFrom(head, PlanState.APPROVED);
            }
            var submitted = head.state() == PlanState.DRAFT ? freezing.submit(head, reason) : new Move.Moved(head);
            return submitted instanceof Move.Moved done
                    ? versions.move(done.plan(), PlanState.APPROVED, reason)
                    : submitted;
        });
    }

    /** 철회 of a version that was not disclosed. */
    @Transactional
    public Move withdraw(PlanId plan, String reason) {
        return moved(plan, head -> versions.move(head, PlanState.WITHDRAWN, reason));
    }

    /**
     * A new draft that begins as this version is: for an amendment (추경, 수정공시) of a disclosed plan, or to work on one that
     * was submitted. An open draft of the same plan stands in the way ({@link Move.NotFrom}); a version that was submitted
     * only is withdrawn by it.
     */
    @Transactional
    public Move redraft(PlanId plan, String reason) {
        return moved(plan, head -> {
            // From what was replaced an amendment would silently take back the one that replaced it.
            if (head.state() == PlanState.SUPERSEDED) {
                return new Move.NotFrom(head, PlanState.DRAFT);
            }
            plans.lock(head.book(), head.kind(), head.period());
            var open = plans.newestOpen(head.book(), head.kind(), head.period()).map(PlanStore::head);
            if (open.isPresent()
                    && (open.get().state() != PlanState.SUBMITTED
                            || !open.get().id().equals(head.id()))) {
                return new Move.NotFrom(open.get(), PlanState.DRAFT);
            }
            if (open.isPresent()) {
                versions.move(head, PlanState.WITHDRAWN, reason);
            }
            return new Move.Moved(head, freezing.copy(head, head.kind(), head.period(), reason));
        });
    }

    /** What the municipality asks for before this version may become public; nothing where it said nothing. */
    @Transactional(readOnly = true)
    public DisclosureCondition condition(PlanHead plan) {
        var amends = original(plan.book(), plan.kind(), plan.period()).isPresent();
        var kind = amends
                ? DisclosureCondition.Kind.AMENDMENT
                : DisclosureCondition.Kind.valueOf(plan.kind().name());
        var today = LocalDate.now(clock);
        return conditions(plan.book().municipality()).stream()
                .filter(one -> one.kind() == kind && !one.validFrom().isAfter(today))
                .findFirst()
                .orElse(new DisclosureCondition(kind, LocalDate.EPOCH, false, false));
    }

    /** All that were ever set, the newest first; what is valid of a kind is the first whose day has come. */
    @Transactional(readOnly = true)
    public List<DisclosureCondition> conditions(MunicipalityCode municipality) {
        return versions.conditions(municipality);
    }

    /** @throws org.springframework.security.access.AccessDeniedException without plans:disclose */
    @Transactional
    public void require(MunicipalityCode municipality, DisclosureCondition condition) {
        var by = access.require(Permission.PLANS_DISCLOSE, municipality);
        versions.require(municipality, condition, by.name(), clock.instant());
    }

    private Move moved(PlanId plan, java.util.function.Function<PlanHead, Move> move) {
        var found = versions.find(plan);
        if (found.isEmpty()) {
            return new Move.NoPlan();
        }
        var head = found.get().head();
        access.require(Permission.PLANS_WRITE, head.book().municipality());
        plans.lock(head.book(), head.kind(), head.period());
        return move.apply(versions.find(plan).orElseThrow().head());
    }
}
