package dure.action;

import dure.web.Refusal;
import org.springframework.http.HttpStatus;

/** How it is told, by page and API alike, that a step could not be made. */
final class ActionAnswers {
    private ActionAnswers() {}

    /** @throws Refusal unless the step was made */
    static ActionItem made(Acted acted) {
        return switch (acted) {
            case Acted.Made made -> made.item();
            case Acted.Changed changed ->
                throw Refusal.of(
                        HttpStatus.CONFLICT, "action.changed", changed.now().revision());
            case Acted.NotFrom from ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        from.wanted() == from.state() ? "action.closed" : "action.notFrom." + from.state());
        };
    }
}
