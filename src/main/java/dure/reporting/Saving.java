package dure.reporting;

import dure.finding.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of cells that somebody typed. */
public sealed interface Saving {
    /**
     * Cell by cell, in the order of the edits: one that clashes or is wrong leaves the others saved.
     *
     * @param repeated the same call was answered before; nothing was saved now
     */
    record Saved(List<Outcome> cells, boolean repeated) implements Saving {}

    /** There is no such period, or the department has nothing to report in it. */
    record NoReport() implements Saving {}

    record NotOpen(ReportState state) implements Saving {}

    /** The idempotency key was used before for something else. */
    record KeyUsed(String key) implements Saving {}

    enum Result {
        SAVED,
        /** It stood there already. */
        UNCHANGED,
        /** Another wrote there meanwhile: nothing is saved, the cell says what stands there. */
        CLASH,
        /** It is not understood, or cannot be: the message says why. */
        WRONG
    }

    /**
     * @param cell as it stands now; null where nothing does
     * @param conversion how a running total became the period's; null where none was typed
     */
    record Outcome(
            CellEdit edit,
            Result result,
            @Nullable ReportCell cell,
            @Nullable Text message,
            @Nullable Converted conversion) {}

    /** 누계 환산: total − before = flow. */
    record Converted(long total, long before, long flow) {}
}
