package dure.round;

import dure.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** How it is told, by page and API alike, that a step could not be made. */
final class RoundAnswers {
    private RoundAnswers() {}

    /** @throws Refusal unless the step was made */
    static PlanningRound made(RoundMove move) {
        return switch (move) {
            case RoundMove.Made made -> made.round();
            case RoundMove.NoRound none -> throw Refusal.of(HttpStatus.CONFLICT, "round.move.noRound");
            case RoundMove.AlreadyOpen open ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        "round.move.alreadyOpen",
                        open.round().dueOn().toString());
            case RoundMove.NoDraft draft ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        draft.state() == null ? "round.move.noPlan" : "round.move.noDraft." + draft.state());
            case RoundMove.NotAsked not -> throw Refusal.of(HttpStatus.NOT_FOUND, "round.move.notAsked");
            case RoundMove.NotFrom from ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        "round.move.notFrom." + from.wanted().name().toLowerCase(Locale.ROOT) + "." + from.state());
            case RoundMove.Lacks lacks ->
                throw Refusal.of(lacks.findings().stream()
                        .map(finding -> new Refusal.Field(
                                "projects",
                                finding.message().key(),
                                finding.message().getArguments()))
                        .toArray(Refusal.Field[]::new));
        };
    }
}
