package dure.version;

import dure.plan.DisclosureCondition;
import dure.plan.PlanState;
import dure.plan.PlanVersion;
import dure.plan.Resolution;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What whoever writes plans may do with a version now. */
enum Step {
    /** 제출 */
    SUBMISSION(false),
    /** 추경·수정공시, or work on what was submitted or ended */
    AMENDMENT(true),
    /** 승인 */
    APPROVAL(false),
    /** 철회 */
    WITHDRAWAL(true);

    private final boolean needsReason;

    Step(boolean needsReason) {
        this.needsReason = needsReason;
    }

    boolean needsReason() {
        return needsReason;
    }

    /** As the address has it. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * @param all the versions of the plan, the newest first
     * @param condition what the municipality asks for before this one becomes public
     */
    static Set<Step> of(PlanVersion version, List<PlanVersion> all, DisclosureCondition condition) {
        var nothingOpen = all.stream().noneMatch(one -> one.state().isOpen());
        return switch (version.state()) {
            case DRAFT -> with(isPassed(version), EnumSet.of(SUBMISSION, WITHDRAWAL));
            case SUBMITTED ->
                with(
                        isPassed(version)
                                || (!condition.resolution()
                                        && version.resolution().isEmpty()),
                        EnumSet.of(AMENDMENT, WITHDRAWAL));
            case UNDER_DELIBERATION, APPROVED -> EnumSet.of(WITHDRAWAL);
            case DISCLOSED -> nothingOpen ? EnumSet.of(AMENDMENT) : EnumSet.noneOf(Step.class);
            // What ended is taken up again where nothing else is there that an amendment would begin from.
            case REJECTED, WITHDRAWN ->
                nothingOpen
                                && version.equals(all.getFirst())
                                && all.stream().noneMatch(one -> one.state() == PlanState.DISCLOSED)
                        ? EnumSet.of(AMENDMENT)
                        : EnumSet.noneOf(Step.class);
            case SUPERSEDED -> EnumSet.noneOf(Step.class);
        };
    }

    private static Set<Step> with(boolean approval, EnumSet<Step> steps) {
        if (approval) {
            steps.add(APPROVAL);
        }
        return steps;
    }

    private static boolean isPassed(PlanVersion version) {
        return version.resolution()
                .filter(one -> one == Resolution.PASSED_AS_DRAFTED || one == Resolution.PASSED_AMENDED)
                .isPresent();
    }
}
