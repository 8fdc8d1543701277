package dure.action;

import dure.finding.Finding;
import dure.plan.DepartmentId;
import dure.plan.ProjectId;
import dure.region.Book;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 보완조치.
 *
 * @param no within its municipality's year, as people cite it: 2026-3
 * @param finding the kind of the contradiction that it answers
 * @param meeting the report meeting that decided it
 * @param owner the post in the department that sees to it (일자리정책팀장): no person's name is needed
 * @param outcome what came of it, or why it was dropped; empty until then
 * @param revision grows with every change
 */
public record ActionItem(
        ActionId id,
        Book book,
        int year,
        int no,
        @Nullable ProjectId project,
        @Nullable Integer strategy,
        Finding.@Nullable Kind finding,
        @Nullable UUID meeting,
        DepartmentId department,
        String owner,
        String problem,
        Cause cause,
        String causeText,
        String countermeasure,
        LocalDate dueOn,
        ActionState state,
        String outcome,
        int revision,
        Instant openedAt,
        String openedBy) {

    public String name() {
        return year + "-" + no;
    }

    /** 기한 지남 */
    public boolean isLate(LocalDate today) {
        return state.isOpen() && dueOn.isBefore(today);
    }
}
