package dure.simulation;

import dure.plan.ProgrammeType;
import dure.plan.Sector;
import java.util.SortedMap;

/**
 * A project of a municipality that was lived through: what each year's plan aimed at, and what really came about.
 *
 * @param startMonth the first month of its period in every year
 * @param targets by year [jobs]; a year in which it is not planned is missing
 * @param months by year what came about in each month, index 0 is January, as it was reported
 */
public record LivedProject(
        String code,
        String name,
        ProgrammeType type,
        Sector sector,
        int startMonth,
        SortedMap<Integer, Long> targets,
        SortedMap<Integer, long[]> months) {

    public long total(int year) {
        long sum = 0;
        for (var month : months.getOrDefault(year, new long[0])) {
            sum += month;
        }
        return sum;
    }
}
