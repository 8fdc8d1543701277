package dure.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 비교: what one version of a plan says otherwise than another. Items that say the same are left out; unlike measures are
 * never added.
 *
 * @param strategies without their tasks
 * @param projects by code: those of the later version in its order, then those that only the earlier one has
 * @param budget what the plans state as a total without dividing it
 */
public record PlanDifference(
        PlanTotals before,
        PlanTotals after,
        List<Change> head,
        List<Item<TermPlan.YearTarget>> years,
        List<Item<Goal>> goals,
        List<Item<Strategy>> strategies,
        List<Item<PlacedTask>> tasks,
        List<Item<Component>> components,
        List<OfProject> projects,
        List<Money> budget) {

    public enum Kind {
        /** 추가 */
        ADDED,
        /** 제외 */
        DROPPED,
        /** 변경 */
        CHANGED,
        /** 순번만 바뀜: says the same under another number */
        RENUMBERED
    }

    /** One thing said otherwise; null where it is not said. What type its values are, the aspect's form says. */
    public record Change(
            Aspect aspect,
            @Nullable Object before,
            @Nullable Object after) {}

    /** An item that only one of both has, or that they say otherwise. */
    public record Item<T>(@Nullable T before, @Nullable T after, List<Change> changes) {
        public Kind kind() {
            return before == null ? Kind.ADDED : after == null ? Kind.DROPPED : Kind.CHANGED;
        }

        /** As the later version has it, else the earlier. */
        public T shown() {
            return Objects.requireNonNull(after == null ? before : after);
        }
    }

    /** 실천과제 under its 전략 */
    public record PlacedTask(int strategy, String strategyName, int no, String name) {}

    /** Where in the tree; each null where the plan puts it nowhere. */
    public record Place(
            @Nullable Integer strategy,
            @Nullable String strategyName,
            @Nullable Integer task,
            @Nullable String taskName) {}

    /**
     * A project that was added, dropped, changed or renumbered.
     *
     * @param before its name in the earlier version; null where that has none such. As {@code after}
     * @param targets by period; a period that says the same is left out
     * @param byMeasure what its targets come to, of every measure that it has in either version
     * @param itemised what it adds to the sum of items [jobs]: nothing while it belongs to a component
     * @param appropriated 편성액 by source [won], of all years
     */
    public record OfProject(
            String code,
            @Nullable String before,
            @Nullable String after,
            @Nullable Integer noBefore,
            @Nullable Integer noAfter,
            List<Change> changes,
            List<Target> targets,
            List<Group> groups,
            List<Money> budget,
            Map<Measure, Delta> byMeasure,
            Delta itemised,
            Map<BudgetSource, Delta> appropriated) {
        public Kind kind() {
            if (before == null) {
                return Kind.ADDED;
            }
            if (after == null) {
                return Kind.DROPPED;
            }
            return saysTheSame() ? Kind.RENUMBERED : Kind.CHANGED;
        }

        private boolean saysTheSame() {
            return changes.isEmpty() && targets.isEmpty() && groups.isEmpty() && budget.isEmpty();
        }

        boolean isNone() {
            return before != null && after != null && saysTheSame() && Objects.equals(noBefore, noAfter);
        }

        /** As the later version calls it, else the earlier. */
        public String name() {
            return Objects.requireNonNull(after == null ? before : after);
        }

        /** 편성액 [won] of all sources. */
        public Delta money() {
            return new Delta(
                    PlanTotals.sum(appropriated.values().stream().map(Delta::before)),
                    PlanTotals.sum(appropriated.values().stream().map(Delta::after)));
        }
    }

    /** 기간별 목표 */
    public record Target(
            LocalDate from,
            LocalDate to,
            Measure measure,
            @Nullable Quantity before,
            @Nullable Quantity after) {}

    /** 대상별 목표; groups overlap and are never added */
    public record Group(
            TargetGroup group,
            @Nullable Long before,
            @Nullable Long after) {}

    /**
     * 예산 [won]
     *
     * @param year null: the plan's own
     */
    public record Money(
            BudgetSource source,
            @Nullable Integer year,
            Amount amount,
            @Nullable Long before,
            @Nullable Long after) {
        public enum Amount {
            /** 편성액 */
            APPROPRIATED,
            /** 전년도 이월액 */
            CARRIED_IN,
            /** 집행액 */
            EXECUTED
        }

        public Delta delta() {
            return new Delta(before, after);
        }
    }

    public boolean isNone() {
        return head.isEmpty()
                && years.isEmpty()
                && goals.isEmpty()
                && strategies.isEmpty()
                && tasks.isEmpty()
                && components.isEmpty()
                && projects.isEmpty()
                && budget.isEmpty();
    }

    /** How many projects were added, dropped, changed or renumbered. */
    public int count(Kind kind) {
        return (int) projects.stream().filter(one -> one.kind() == kind).count();
    }

    public Delta target() {
        return new Delta(before.target(), after.target());
    }

    public Delta itemised() {
        return new Delta(before.itemised(), after.itemised());
    }

    public Delta remainder() {
        return new Delta(before.remainder(), after.remainder());
    }

    public Delta appropriated() {
        return new Delta(before.appropriated(), after.appropriated());
    }

    public Delta appropriated(BudgetSource source) {
        return new Delta(
                before.appropriatedBySource().get(source),
                after.appropriatedBySource().get(source));
    }
}
