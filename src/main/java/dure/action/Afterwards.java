package dure.action;

import dure.ledger.Question;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 조치 뒤의 장부: what the ledger showed when an action was opened, on its due date as it was known then, and what it shows
 * now. Computed when it is asked for and never stored: a correction made later shows in the last and not in the first.
 *
 * @param target of what the action is about [jobs]; null where the plan states none
 * @param due null until the due date has come
 */
public record Afterwards(
        @Nullable Long target, Point opened, @Nullable Point due, Point now) {

    /** @param question with which the same figure is asked for again */
    public record Point(LocalDate asOf, long actual, boolean approximate, Question question) {}

    public long grownBy() {
        return now.actual() - opened.actual();
    }

    /** Of the target as a ratio. */
    public Optional<Double> progress() {
        return target == null || target == 0 ? Optional.empty() : Optional.of((double) now.actual() / target);
    }
}
