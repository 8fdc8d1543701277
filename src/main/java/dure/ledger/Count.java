package dure.ledger;

import dure.plan.ProgrammeType;
import dure.plan.ProjectId;
import dure.plan.Sector;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * 집계: a figure with what it is made of. Sums over an axis equal the total where the axis divides it (basis, sector,
 * programme type, project, month); target groups overlap and have totals of their own.
 *
 * @param unitemised 미세분: what belongs to no project and is not divided into items
 * @param byProject null: stated for the municipality as a whole
 * @param byMonth by the first day of the month of flow
 * @param spanning of the months in which something counts that covers more than its month: the first month covered.
 *     What of it came about in the months between is not known
 * @param byYear by the year of the whole period; empty: over several years
 * @param lastDay the last day on which something that counts occurred; null where nothing did
 * @param excluded what the rule leaves out, in the order of its criteria
 */
public record Count(
        Question question,
        Tally total,
        long unitemised,
        Map<Basis, Tally> byBasis,
        Map<Sector, Tally> bySector,
        Map<ProgrammeType, Tally> byProgrammeType,
        Map<Part.GroupPart, Tally> byTargetGroup,
        Map<Optional<ProjectId>, Tally> byProject,
        SortedMap<LocalDate, Tally> byMonth,
        SortedMap<LocalDate, LocalDate> spanning,
        Map<Optional<Integer>, Tally> byYear,
        @Nullable LocalDate lastDay,
        List<Excluded> excluded) {

    /** The tally of some projects. */
    public Tally of(Collection<ProjectId> projects) {
        return projects.stream()
                .map(project -> byProject.getOrDefault(Optional.of(project), Tally.NONE))
                .reduce(Tally.NONE, Tally::plus);
    }
}
