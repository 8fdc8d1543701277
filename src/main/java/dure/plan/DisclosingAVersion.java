package dure.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 공시 of a version: what its municipality asks for is there, and the versions beside it make way. */
@Component
class DisclosingAVersion {
    private final PlanStore plans;
    private final VersionStore store;
    private final Versions versions;
    private final FreezingADraft freezing;

    DisclosingAVersion(PlanStore plans, VersionStore store, Versions versions, FreezingADraft freezing) {
        this.plans = plans;
        this.store = store;
        this.versions = versions;
        this.freezing = freezing;
    }

    /** @param stated the resolution that the plan itself states */
    PlanDisclosure disclose(PlanHead open, @Nullable String stated) {
        var unpassed = unpassed(open, stated);
        if (unpassed.isPresent()) {
            return unpassed.get();
        }
        return switch (open.state() == PlanState.DRAFT ? freezing.submit(open, "") : new Move.Moved(open)) {
            case Move.Moved ready -> new PlanDisclosure.Disclosed(publish(ready.plan()));
            case Move.NotReady not -> new PlanDisclosure.NotReady(open, not.findings());
            case Move.NotFrom not -> new PlanDisclosure.NoPlan();
            case Move.NoPlan none -> new PlanDisclosure.NoPlan();
        };
    }

    /** Why it would not be disclosed; empty where it would. */
    Optional<PlanDisclosure> obstacle(PlanHead open, @Nullable String stated) {
        var unpassed = unpassed(open, stated);
        if (unpassed.isPresent() || open.state() != PlanState.DRAFT) {
            return unpassed;
        }
        var errors = freezing.errors(open);
        return errors.isEmpty() ? Optional.empty() : Optional.of(new PlanDisclosure.NotReady(open, errors));
    }

    /** What its council and its municipality have against it. */
    private Optional<PlanDisclosure> unpassed(PlanHead open, @Nullable String stated) {
        var decided = Optional.ofNullable(versions.find(open.id()).orElseThrow().decided());
        var resolution = decided.map(Decided::resolution)
                .or(() -> Optional.ofNullable(stated).map(Resolution::valueOf));
        if (resolution
                .filter(one -> one == Resolution.DEFERRED || one == Resolution.REJECTED)
                .isPresent()) {
            return Optional.of(new PlanDisclosure.NotPassed(open, resolution.get()));
        }
        var condition = versions.condition(open);
        var passed = open.state() == PlanState.APPROVED && decided.isPresent();
        if (open.state() == PlanState.UNDER_DELIBERATION || (condition.resolution() && !passed)) {
            return Optional.of(new PlanDisclosure.Lacks(open, PlanDisclosure.Lack.RESOLUTION));
        }
        if (condition.approvalDocument()
                && decided.map(Decided::documentNumber)
                        .filter(no -> !no.isBlank())
                        .isEmpty()) {
            return Optional.of(new PlanDisclosure.Lacks(open, PlanDisclosure.Lack.APPROVAL_DOCUMENT));
        }
        return Optional.empty();
    }

    private PlanHead publish(PlanHead plan) {
        plans.siblings(plan, PlanState.DISCLOSED)
                .forEach(before -> store.move(before, PlanState.SUPERSEDED, "→ v" + plan.version()));
        plans.siblings(plan, PlanState.DRAFT, PlanState.SUBMITTED, PlanState.UNDER_DELIBERATION, PlanState.APPROVED)
                .forEach(other -> store.move(other, PlanState.WITHDRAWN, "→ v" + plan.version()));
        return switch (store.move(plan, PlanState.DISCLOSED, "")) {
            case Move.Moved done -> done.plan();
            case Move other ->
                throw new IllegalStateException(
                        "The plan (%s) was locked and still did not become public: %s".formatted(plan, other));
        };
    }
}
