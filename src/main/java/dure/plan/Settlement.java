package dure.plan;

import dure.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * 결산 of a year: what its plan had for each project and source, and what became of it [won].
 *
 * @param plan whose money it is: the newest version that the viewer sees
 * @param findings what is beyond what there was, and where this year's carry-over and a neighbouring year's do not meet
 */
public record Settlement(PlanHead plan, List<Line> lines, List<Finding> findings) {
    /**
     * @param appropriated 편성액
     * @param carriedIn 전년도 이월액
     * @param closed null: not settled yet
     */
    public record Line(
            ProjectId project,
            String code,
            String name,
            @Nullable String department,
            BudgetSource source,
            long appropriated,
            long carriedIn,
            @Nullable Closed closed) {
        /** 예산현액 = 편성액 + 전년도 이월액. */
        public long available() {
            return appropriated + carriedIn;
        }

        /** 불용액 = 예산현액 − 지출액 − 다음 연도 이월액; null until settled. */
        public @Nullable Long unused() {
            return closed == null ? null : Long.valueOf(available() - closed.spent() - closed.carriedOver());
        }

        /** 집행률 = 지출액 / 예산현액; null until settled, and where there was nothing to spend. */
        public @Nullable Double executionRate() {
            return closed == null ? null : rate(closed.spent(), available());
        }
    }

    /** As it was entered last. */
    public record Closed(long spent, long carriedOver, Instant at, String by) {}

    /**
     * What is entered of a project's source.
     *
     * @param spent 지출액
     * @param carriedOver 다음 연도 이월액
     */
    public record Entry(ProjectId project, BudgetSource source, long spent, long carriedOver) {
        public Entry {
            if (spent < 0 || carriedOver < 0) {
                throw new IllegalArgumentException("Money is not negative: " + spent + ", " + carriedOver);
            }
        }
    }

    static @Nullable Double rate(long spent, long available) {
        return available == 0 ? null : Double.valueOf((double) spent / available);
    }

    /** Lines that are settled. */
    public long settled() {
        return lines.stream().filter(line -> line.closed() != null).count();
    }

    public long sum(ToLongFunction<Line> amount) {
        return lines.stream().mapToLong(amount).sum();
    }

    /** Of what is settled. */
    public long spent() {
        return closed(Closed::spent);
    }

    public long carriedOver() {
        return closed(Closed::carriedOver);
    }

    public long unused() {
        return lines.stream()
                .map(Line::unused)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    /** 예산현액 of what is settled. */
    public long availableOfSettled() {
        return lines.stream()
                .filter(line -> line.closed() != null)
                .mapToLong(Line::available)
                .sum();
    }

    /** Of what is settled, by what that had. */
    public @Nullable Double executionRate() {
        return rate(spent(), availableOfSettled());
    }

    private long closed(ToLongFunction<Closed> amount) {
        return lines.stream()
                .map(Line::closed)
                .filter(Objects::nonNull)
                .mapToLong(amount)
                .sum();
    }

    /** What came of entering it: all of it or nothing. */
    public sealed interface Outcome {
        /** @param lines how many say otherwise than before */
        record Saved(int lines) implements Outcome {}

        /** More than there was, or of a project or source that the plan has no money for. */
        record Refused(List<Finding> findings) implements Outcome {}

        /** The year is not over. */
        record TooEarly() implements Outcome {}

        record NoPlan() implements Outcome {}
    }
}
