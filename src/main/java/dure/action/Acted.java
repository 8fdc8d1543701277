package dure.action;

/** What became of a step that somebody wanted to make. */
public sealed interface Acted {
    record Made(ActionItem item) implements Acted {}

    /** It was changed since it was read: nothing of another's is written over unseen. */
    record Changed(ActionItem now) implements Acted {}

    record NotFrom(ActionState state, ActionState wanted) implements Acted {}
}
