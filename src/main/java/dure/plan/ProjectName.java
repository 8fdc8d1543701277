package dure.plan;

import org.jspecify.annotations.Nullable;

/**
 * A project as lists name it, from the newest version of its plan that the viewer may see.
 *
 * @param strategy null where the plan puts it under none; as task, component and department
 */
public record ProjectName(
        ProjectId id,
        int year,
        String code,
        String name,
        @Nullable Integer strategy,
        @Nullable String strategyName,
        @Nullable Integer task,
        @Nullable String taskName,
        @Nullable Integer component,
        @Nullable String componentLabel,
        @Nullable String department,
        ProgrammeType programmeType,
        Sector sector) {}
