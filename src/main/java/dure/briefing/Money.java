package dure.briefing;

import dure.plan.AnnualPlan;
import dure.plan.BudgetLine;
import dure.plan.BudgetSource;
import dure.plan.ProjectId;
import dure.plan.Settlement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 예산 of a year's plan [won]: as the plan states it, with what settlement says was spent in its place where there is one.
 *
 * @param bySource in the order of {@link BudgetSource}
 */
record Money(Part whole, Map<BudgetSource, Part> bySource, Map<ProjectId, Part> byProject, Said said) {
    /** 집행액의 출처: the plan itself, the departments' monthly reports, the settlement */
    enum Said {
        PLANNED,
        REPORTED,
        SETTLED
    }

    /** What is not stated is null and not 0. */
    record Part(@Nullable Long appropriated, @Nullable Long executed) {
        static final Part NONE = new Part(null, null);

        Part plus(Part other) {
            return new Part(sum(appropriated, other.appropriated), sum(executed, other.executed));
        }

        private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
            return one == null ? other : other == null ? one : Long.valueOf(one + other);
        }

        @Nullable
        Double rate() {
            return appropriated == null || appropriated == 0 || executed == null
                    ? null
                    : Double.valueOf((double) executed / appropriated);
        }
    }

    static final Money NONE = new Money(Part.NONE, Map.of(), Map.of(), Said.PLANNED);

    /** @param reported 집행액 by project as departments report it month by month: until a settlement, it is the latest known */
    static Money of(@Nullable AnnualPlan plan, @Nullable Settlement settlement, Map<ProjectId, Long> reported) {
        if (plan == null) {
            return NONE;
        }
        var lines =
                plan.budget().stream().filter(line -> line.isOf(plan.year())).toList();
        // As AnnualPlan#appropriated: a total that the plan declares is not divided, and is not added to its projects'.
        var declared = lines.stream().filter(line -> line.project() == null).toList();
        var closed = settlement == null || settlement.settled() == 0 ? Map.<String, Long>of() : closed(settlement);
        var bySource = new EnumMap<BudgetSource, Part>(BudgetSource.class);
        var byProject = new HashMap<ProjectId, Part>();
        for (var line : lines) {
            var part = part(line, closed);
            if (line.project() != null) {
                byProject.merge(line.project(), part, Part::plus);
            }
            if (declared.isEmpty() || line.project() == null) {
                bySource.merge(line.source(), part, Part::plus);
            }
        }
        var whole = bySource.values().stream().reduce(Part.NONE, Part::plus);
        if (closed.isEmpty() && !reported.isEmpty()) {
            // By source nobody has said it yet.
            reported.forEach((project, spent) -> byProject.compute(
                    project, (id, part) -> new Part(part == null ? null : part.appropriated(), spent)));
            whole = new Part(
                    whole.appropriated(),
                    reported.values().stream().mapToLong(Long::longValue).sum());
        }
        var said = !closed.isEmpty() ? Said.SETTLED : reported.isEmpty() ? Said.PLANNED : Said.REPORTED;
        return new Money(whole, bySource, byProject, said);
    }

    private static Map<String, Long> closed(Settlement settlement) {
        var closed = new HashMap<String, Long>();
        settlement.lines().stream()
                .filter(line -> line.closed() != null)
                .forEach(line -> closed.merge(
                        key(line.project(), line.source()),
                        Objects.requireNonNull(line.closed()).spent(),
                        Long::sum));
        return closed;
    }

    private static Part part(BudgetLine line, Map<String, Long> closed) {
        var spent = line.project() == null ? null : closed.get(key(line.project(), line.source()));
        return new Part(line.appropriated(), spent == null ? line.executed() : spent);
    }

    private static String key(ProjectId project, BudgetSource source) {
        return project.value() + " " + source;
    }

    /** Of some projects together. */
    Part of(List<ProjectId> projects) {
        return projects.stream()
                .map(project -> byProject.getOrDefault(project, Part.NONE))
                .reduce(Part.NONE, Part::plus);
    }
}
