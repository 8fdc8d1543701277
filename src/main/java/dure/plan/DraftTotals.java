package dure.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 합계 of a draft as it stands.
 *
 * @param target 총목표 [jobs]; null where none is stated
 * @param itemised what it is divided into [jobs]: components, and projects that belong to none; of a term plan its years
 * @param appropriated 예산 편성액 by source [won], of the projects and what the plan states undivided
 * @param carriedIn 전년도 이월액 [won]
 * @param parts what strategies and tasks hold
 */
public record DraftTotals(
        @Nullable Long target,
        long itemised,
        int projects,
        Map<BudgetSource, Long> appropriated,
        long carriedIn,
        List<Part> parts) {

    static final DraftTotals NONE = new DraftTotals(null, 0, 0, Map.of(), 0, List.of());

    /**
     * @param strategy null: projects under none; task likewise
     * @param jobs targets of its projects [jobs]
     * @param won their money
     */
    public record Part(@Nullable Integer strategy, @Nullable Integer task, int projects, long jobs, long won) {}

    /** 미세분; negative where the items exceed the total, null without one. */
    public @Nullable Long remainder() {
        return target == null ? null : Long.valueOf(target - itemised);
    }

    public long money() {
        return appropriated.values().stream().mapToLong(Long::longValue).sum();
    }
}
