package dure.action;

import dure.finding.Finding;
import dure.plan.DepartmentId;
import dure.plan.ProjectId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 보완조치, before it is opened: of a project, or of a strategy, or of neither, the whole year. */
public record NewAction(
        int year,
        @Nullable ProjectId project,
        @Nullable Integer strategy,
        Finding.@Nullable Kind finding,
        @Nullable UUID meeting,
        Said said) {

    /** What can be changed later. */
    public record Said(
            @Nullable DepartmentId department,
            String owner,
            String problem,
            @Nullable Cause cause,
            String causeText,
            String countermeasure,
            @Nullable LocalDate dueOn) {}
}
