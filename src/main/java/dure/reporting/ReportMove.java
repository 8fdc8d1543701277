package dure.reporting;

import dure.finding.Finding;
import java.util.List;

/** What became of a step that somebody wanted to make in a period. */
public sealed interface ReportMove {
    record Made(ReportingPeriod period) implements ReportMove {}

    /**
     * 제출됨.
     *
     * @param written lines of the ledger that were written, @param reversed that were taken back before
     * @param zeros reported as 0, @param unchanged as reported before
     */
    record Submitted(ReportingPeriod period, int written, int reversed, int zeros, int unchanged)
            implements ReportMove {}

    /** There is no such period. */
    record NoPeriod() implements ReportMove {}

    /** The department has nothing to report in it. */
    record NoReport() implements ReportMove {}

    /** A period that covers one of its months is there already, or the ledger has closed one. */
    record Taken(PeriodName by) implements ReportMove {}

    record MonthClosed(java.time.YearMonth month) implements ReportMove {}

    /** It has not begun. */
    record TooEarly(PeriodName period) implements ReportMove {}

    record PeriodClosed(ReportingPeriod period) implements ReportMove {}

    record NotFrom(ReportState state, ReportState wanted) implements ReportMove {}

    /** 제출 전 점검: what stops the submission; of which project it is, the finding says. */
    record Lacks(List<Finding> findings) implements ReportMove {}
}
