package dure.plan;

import dure.finding.Finding;
import dure.finding.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 세부사업 in a department's part: whose it is today, and what of it is filled.
 *
 * @param department of today; null where the plan puts it under none
 * @param jobs the sum of its targets [jobs]; null where it has none of that measure
 * @param hasTarget whether it has a target of any measure
 * @param appropriated [won]; null where no money is stated
 * @param hasPeriod whether it begins and ends
 * @param isDescribed whether purpose and content are said
 */
public record PartProject(
        ProjectId id,
        int no,
        String code,
        String name,
        @Nullable DepartmentId department,
        @Nullable Long jobs,
        boolean hasTarget,
        @Nullable Long appropriated,
        boolean hasPeriod,
        boolean isDescribed) {

    /** Whether it has what a plan is made of: a target and money. */
    public boolean isFilled() {
        return hasTarget && appropriated != null;
    }

    /** What is missing; an error stops the submission of its part. 비예산 사업 have no money, so that stops nobody. */
    public List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        if (!hasTarget) {
            findings.add(Finding.error(
                    Finding.Kind.MISSING_VALUE,
                    null,
                    Text.of("plan.part.noTarget", Text.named(name)),
                    Text.of("plan.part.noTarget.fix")));
        }
        if (appropriated == null) {
            findings.add(Finding.warning(
                    Finding.Kind.MISSING_VALUE,
                    null,
                    Text.of("plan.part.noMoney", Text.named(name)),
                    Text.of("plan.part.noMoney.fix")));
        }
        if (!hasPeriod) {
            findings.add(Finding.warning(
                    Finding.Kind.MISSING_VALUE,
                    null,
                    Text.of("plan.part.noPeriod", Text.named(name)),
                    Text.of("plan.part.noPeriod.fix")));
        }
        if (!isDescribed) {
            findings.add(Finding.warning(
                    Finding.Kind.MISSING_VALUE,
                    null,
                    Text.of("plan.part.noDescription", Text.named(name)),
                    Text.of("plan.part.noDescription.fix")));
        }
        return findings;
    }
}
