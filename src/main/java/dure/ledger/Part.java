package dure.ledger;

import dure.plan.ProgrammeType;
import dure.plan.ProjectId;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 부분: which entries of a figure, by axis; null: all.
 *
 * @param month the first day of a month of flow
 */
public record Part(
        @Nullable Sector sector,
        @Nullable ProgrammeType programmeType,
        @Nullable GroupPart targetGroup,
        @Nullable Basis basis,
        @Nullable ProjectsPart projects,
        @Nullable LocalDate month) {
    public static final Part ALL = new Part(null, null, null, null, null, null);

    /** One target group, or the entries that name none. */
    public record GroupPart(@Nullable TargetGroup group) {}

    /**
     * Entries of some projects.
     *
     * @param others instead all entries of no project or of another one: what belongs to no strategy, say
     */
    public record ProjectsPart(Set<ProjectId> projects, boolean others) {
        public ProjectsPart {
            projects = Set.copyOf(projects);
        }
    }

    public static Part of(Sector sector) {
        return new Part(sector, null, null, null, null, null);
    }

    public static Part of(ProgrammeType programmeType) {
        return new Part(null, programmeType, null, null, null, null);
    }

    public static Part of(GroupPart group) {
        return new Part(null, null, group, null, null, null);
    }

    public static Part of(Basis basis) {
        return new Part(null, null, null, basis, null, null);
    }

    public static Part of(ProjectsPart projects) {
        return new Part(null, null, null, null, projects, null);
    }

    public static Part ofMonth(LocalDate month) {
        return new Part(null, null, null, null, null, month.withDayOfMonth(1));
    }
}
