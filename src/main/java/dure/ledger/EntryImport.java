package dure.ledger;

import dure.finding.Finding;
import dure.plan.Measure;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What came of importing a file of entries. Findings are in every one: errors only in a refusal. */
public sealed interface EntryImport {
    List<Finding> findings();

    /** 누계 환산: what became of running totals and of months that were recorded in part. */
    default List<Conversion> conversions() {
        return List.of();
    }

    /**
     * Written, all of it.
     *
     * @param totals by measure: unlike measures are not added
     * @param from the first day of all their periods; @param to the last
     */
    record Imported(
            int entries,
            Map<Measure, Long> totals,
            LocalDate from,
            LocalDate to,
            LedgerInstant at,
            List<Conversion> conversions,
            List<Finding> findings)
            implements EntryImport {}

    /** 미리 보기: this would be written. */
    record Rehearsed(int entries, Map<Measure, Long> totals, List<Conversion> conversions, List<Finding> findings)
            implements EntryImport {}

    /** The same entries were written from a file before, or the ledger holds all that the file's totals say. */
    record Unchanged(LedgerInstant at, List<Conversion> conversions, List<Finding> findings) implements EntryImport {}

    /** Nothing was written. */
    record Refused(List<Finding> findings) implements EntryImport {}
}
