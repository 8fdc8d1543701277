package dure.plan;

import dure.finding.Finding;
import java.util.List;

/** What came of importing a plan workbook. Findings are in every one: errors only in a refusal. */
public sealed interface PlanImport {
    List<Finding> findings();

    /** A new version was written, in state DRAFT. */
    record Imported(PlanId plan, PlanSummary summary, List<Finding> findings) implements PlanImport {}

    /** 미리 보기: a new version would be written. It was, and was taken back. */
    record Rehearsed(PlanSummary summary, List<Finding> findings) implements PlanImport {}

    /** The newest version says the same already. */
    record Unchanged(PlanHead plan, List<Finding> findings) implements PlanImport {}

    /** Nothing was written. */
    record Refused(List<Finding> findings) implements PlanImport {}
}
