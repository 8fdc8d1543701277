package dure.forecast;

import dure.ledger.Question;
import dure.plan.Project;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 전망, whole: of a year or a term and of its parts.
 *
 * @param counted what is there already
 * @param observed up to which day that is reported; null where nothing is
 * @param few whether little is known, so that the range is wide
 * @param course by month's ends, from the scope's beginning
 * @param strategies of a year's plan; empty of a term
 * @param projects likewise, in the plan's order
 */
public record Outlook(
        Question question,
        Forecast forecast,
        long counted,
        @Nullable LocalDate observed,
        boolean few,
        List<Point> course,
        List<Part> strategies,
        List<ProjectPart> projects) {

    /**
     * What is there by a day.
     *
     * @param known whether it is counted: then the three are the same
     */
    public record Point(LocalDate day, boolean known, long p10, long p50, long p90) {}

    /**
     * @param no of the strategy; null: what belongs to none
     * @param name null likewise
     * @param target as all that depends on it null where none is stated
     */
    public record Part(
            @Nullable Integer no,
            @Nullable String name,
            @Nullable Long target,
            long counted,
            long p10,
            long p50,
            long p90,
            @Nullable GoalDate goalDate,
            @Nullable Double probability) {}

    /**
     * @param expected the mean
     * @param shortfall expected shortfall: what is missing of the target on the average of all courses
     */
    public record ProjectPart(
            Project project,
            @Nullable Long target,
            long counted,
            long p10,
            long p50,
            long p90,
            long expected,
            long shortfall,
            @Nullable GoalDate goalDate,
            @Nullable Double probability) {}

    /** The largest expected shortfall first; those without a target at the end. */
    public List<ProjectPart> byShortfall() {
        return projects.stream()
                .sorted(Comparator.comparing((ProjectPart one) -> one.target() == null)
                        .thenComparing(one -> -one.shortfall()))
                .toList();
    }
}
