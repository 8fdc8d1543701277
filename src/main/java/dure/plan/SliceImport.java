package dure.plan;

import dure.finding.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of bringing in a department's slice of a draft. */
public sealed interface SliceImport {
    List<Finding> findings();

    /** Saved, as this revision of the draft. */
    record Imported(long revision, Summary summary, List<Finding> findings) implements SliceImport {}

    /** 미리 보기: this would be saved. It was, and was taken back. */
    record Rehearsed(Summary summary, List<Finding> findings) implements SliceImport {}

    /** The draft says all of it already. */
    record Unchanged(List<Finding> findings) implements SliceImport {}

    /** Others wrote in the same places since the slice was made: nothing is saved until somebody chooses. */
    record Clashing(List<Clash> clashes, List<Finding> findings) implements SliceImport {}

    record Refused(List<Finding> findings) implements SliceImport {}

    /**
     * @param projects whose fields are changed
     * @param added new projects
     * @param fields how many are written
     */
    record Summary(int projects, int added, int fields, List<Line> lines) {}

    /** @param column as the workbook calls it */
    record Line(
            String project,
            String column,
            @Nullable String before,
            @Nullable String after) {}

    /**
     * @param key what is chosen by
     * @param base as the slice was made; null: nothing
     * @param mine as the file has it
     * @param theirs as the draft has it now
     */
    record Clash(
            String key,
            String project,
            String column,
            @Nullable String base,
            @Nullable String mine,
            @Nullable String theirs,
            @Nullable String by,
            @Nullable Instant at) {}
}
