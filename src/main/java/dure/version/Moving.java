package dure.version;

import dure.finding.Finding;
import dure.plan.Move;
import dure.plan.PlanPlace;
import dure.plan.PlanVersion;
import dure.plan.Versions;
import dure.web.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Moves versions for pages and API: one way to make a move and one way to tell why it was not made. */
@Component
class Moving {
    private static final int LONGEST_REASON = 500;

    private final Versions versions;

    Moving(Versions versions) {
        this.versions = versions;
    }

    /**
     * Why a move was not made: a message key with its arguments, and what stands in the plan itself.
     *
     * @param state a key of plan.planState that fills in the last argument's place; null: none
     */
    record Not(String key, Object[] arguments, List<Finding> findings) {}

    /** Either what is there now, or why it is not. */
    record Outcome(Move.@Nullable Moved moved, @Nullable Not not) {}

    /** @throws Refusal 404 where there is none, 422 where the reason is missing or too long */
    Outcome move(PlanPlace place, int no, Step step, @Nullable String reason) {
        var version = version(place, no);
        var why = reason == null ? "" : reason.strip();
        if (step.needsReason() && why.isEmpty()) {
            throw Refusal.of(new Refusal.Field("reason", "version.reason.missing"));
        }
        if (why.length() > LONGEST_REASON) {
            throw Refusal.of(new Refusal.Field("reason", "version.reason.long", LONGEST_REASON));
        }
        var move = switch (step) {
            case SUBMISSION -> versions.submit(version.id(), why);
            case AMENDMENT -> versions.redraft(version.id(), why);
            case APPROVAL -> versions.approve(version.id(), why);
            case WITHDRAWAL -> versions.withdraw(version.id(), why);
        };
        return switch (move) {
            case Move.Moved moved -> new Outcome(moved, null);
            case Move.NotFrom not -> new Outcome(null, notFrom(no, step, not));
            case Move.NotReady not ->
                new Outcome(
                        null,
                        new Not(
                                "version.not.ready",
                                new Object[] {no, not.findings().size()},
                                not.findings()));
            case Move.NoPlan none -> throw Refusal.notThere();
        };
    }

    private static Not notFrom(int no, Step step, Move.NotFrom not) {
        var standing = not.plan();
        if (step == Step.AMENDMENT && standing.version() != no) {
            return new Not("version.not.open", new Object[] {no, standing.version()}, List.of());
        }
        return new Not(
                (step == Step.APPROVAL ? "version.not.approved." : "version.not.from.") + standing.state(),
                new Object[] {no},
                List.of());
    }

    /** @throws Refusal 404 where there is none that the viewer may see */
    PlanVersion version(PlanPlace place, int no) {
        return find(place, no).orElseThrow(() -> Refusal.of(HttpStatus.NOT_FOUND, "version.none", no));
    }

    private Optional<PlanVersion> find(PlanPlace place, int no) {
        return versions.find(place.book(), place.kind(), place.period(), no);
    }
}
