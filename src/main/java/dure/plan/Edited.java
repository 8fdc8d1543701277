package dure.plan;

import dure.finding.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of editing a draft: all of it was saved, or nothing. */
public sealed interface Edited {
    /**
     * Saved, as revision of the draft.
     *
     * @param changes what was written, in the words that it is kept in; empty where all of it stood there already
     * @param added ids of what was added, by the word that the edit named it with
     */
    record Saved(long revision, List<Change> changes, Map<String, String> added, DraftTotals totals)
            implements Edited {}

    /** Somebody else wrote there meanwhile: nothing was saved, and the editor chooses. */
    record Clashing(long revision, List<Clash> clashes) implements Edited {}

    /** @param theirs what stands there now; null: nothing */
    record Clash(
            Edit edit,
            @Nullable String theirs,
            @Nullable String by,
            @Nullable Instant at) {}

    /** Not what such a field may hold. */
    record Wrong(List<Fault> faults) implements Edited {}

    record Fault(Edit.Subject subject, String item, String field, Text message) {}

    /** Frozen, or replaced by another version since. */
    record NoDraft(@Nullable PlanHead plan) implements Edited {}
}
