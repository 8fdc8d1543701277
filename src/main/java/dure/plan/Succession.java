package dure.plan;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * 전년도 계획 → 올해 계획, project by project.
 *
 * @param year this year
 */
public record Succession(PlanId before, int beforeVersion, PlanId now, int nowVersion, int year, List<Row> rows) {
    /** What became of a project, or where it comes from. */
    public enum Way {
        /** 계속 */
        CONTINUED,
        /** 신규 */
        NEW,
        /** 통합 */
        MERGED,
        /** 종료 */
        ENDED
    }

    /**
     * @param before null of a new project
     * @param now null of one that ended or was merged
     * @param mergedInto code of this year's project
     * @param reason why it ended; empty where nobody said
     */
    public record Row(
            Way way,
            @Nullable Side before,
            @Nullable Side now,
            @Nullable String mergedInto,
            String reason) {}

    /**
     * @param jobs its target [jobs]; empty where it has none, and where it stands in an earlier row already
     * @param won 편성액; empty likewise
     */
    public record Side(
            ProjectId id,
            String code,
            String name,
            @Nullable String department,
            OptionalLong jobs,
            OptionalLong won) {}

    /** @param projects how many; @param before and now: [jobs], [won] */
    public record Total(int projects, long jobsBefore, long jobsNow, long wonBefore, long wonNow) {
        public long jobsChange() {
            return jobsNow - jobsBefore;
        }

        public long wonChange() {
            return wonNow - wonBefore;
        }
    }

    public Total total(Way way) {
        return total(rows.stream().filter(row -> row.way() == way).toList());
    }

    public Total total() {
        return total(rows);
    }

    private static Total total(List<Row> rows) {
        return new Total(
                rows.size(),
                sum(rows, Row::before, Side::jobs),
                sum(rows, Row::now, Side::jobs),
                sum(rows, Row::before, Side::won),
                sum(rows, Row::now, Side::won));
    }

    private static long sum(List<Row> rows, Function<Row, @Nullable Side> side, Function<Side, OptionalLong> amount) {
        var sum = 0L;
        for (var row : rows) {
            var of = side.apply(row);
            if (of != null) {
                sum += amount.apply(of).orElse(0);
            }
        }
        return sum;
    }
}
