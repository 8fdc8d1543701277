package dure.ledger;

import dure.plan.AnnualPlan;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Project;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 연간 실적.
 *
 * @param plan null where the municipality has none that the viewer may see
 * @param rank null where the plan states no target
 */
public record YearProgress(
        int year,
        @Nullable AnnualPlan plan,
        Count count,
        @Nullable Rank rank) {

    /**
     * A part of the year's figure beside what was planned for it.
     *
     * @param key an enum's name, a strategy's number or a department's name; null: UNSPECIFIED
     * @param target [jobs]; null where the plan states none for it
     */
    public record Slice<K extends @Nullable Object>(
            K key, @Nullable Long target, Tally actual) {}

    public OptionalLong target() {
        return plan == null || plan.target() == null
                ? OptionalLong.empty()
                : OptionalLong.of(plan.target().amount());
    }

    /** 달성률 as a ratio: actual / target (1.1511), not rounded. */
    public OptionalDouble progress() {
        var target = target();
        return target.isEmpty() || target.getAsLong() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) count.total().quantity() / target.getAsLong());
    }

    public List<Slice<Sector>> bySector() {
        var targets = targets(Project::sector, Sector.class);
        if (plan != null) {
            plan.components().stream()
                    .filter(component -> component.quantity().measure() == Measure.JOBS)
                    .forEach(component -> targets.merge(
                            component.sector(), component.quantity().amount(), Long::sum));
        }
        return slices(Sector.values(), targets, count.bySector());
    }

    public List<Slice<ProgrammeType>> byProgrammeType() {
        var targets = targets(Project::programmeType, ProgrammeType.class);
        if (plan != null) {
            plan.components().stream()
                    .filter(component -> component.quantity().measure() == Measure.JOBS)
                    .forEach(component -> targets.merge(
                            component.programmeType(), component.quantity().amount(), Long::sum));
        }
        return slices(ProgrammeType.values(), targets, count.byProgrammeType());
    }

    /** Groups overlap: their totals are not added to each other. The last names none. */
    public List<Slice<Part.GroupPart>> byTargetGroup() {
        var keys = new ArrayList<>(
                Arrays.stream(TargetGroup.values()).map(Part.GroupPart::new).toList());
        keys.add(new Part.GroupPart(null));
        var slices = new ArrayList<Slice<Part.GroupPart>>();
        for (var key : keys) {
            var targets = projects().stream()
                    .filter(project -> key.group() == null
                            ? project.targetGroups().isEmpty()
                            : project.targetGroups().contains(key.group()))
                    .map(project -> project.target(Measure.JOBS))
                    .filter(OptionalLong::isPresent)
                    .mapToLong(OptionalLong::getAsLong)
                    .toArray();
            var actual = count.byTargetGroup().get(key);
            if (targets.length > 0 || actual != null) {
                slices.add(new Slice<>(
                        key,
                        targets.length == 0 ? null : Arrays.stream(targets).sum(),
                        Objects.requireNonNullElse(actual, Tally.NONE)));
            }
        }
        return slices;
    }

    /** By the number of the strategy; the last slice, without one, is what belongs to none. */
    public List<Slice<Optional<Integer>>> byStrategy() {
        var keys = new ArrayList<Optional<Integer>>();
        if (plan != null) {
            plan.strategies().forEach(strategy -> keys.add(Optional.of(strategy.no())));
        }
        return byProjects(keys, project -> Optional.ofNullable(project.strategy()));
    }

    /** By department, in the order of the plan; the last slice, without one, is what belongs to none. */
    public List<Slice<Optional<String>>> byDepartment() {
        var keys = new ArrayList<Optional<String>>(projects().stream()
                .map(project -> Optional.ofNullable(project.department()))
                .filter(Optional::isPresent)
                .distinct()
                .toList());
        return byProjects(keys, project -> Optional.ofNullable(project.department()));
    }

    private <K> List<Slice<Optional<K>>> byProjects(List<Optional<K>> keys, Function<Project, Optional<K>> keyOf) {
        var slices = new ArrayList<Slice<Optional<K>>>();
        var rest = count.total();
        for (var key : keys) {
            var own = projects().stream()
                    .filter(project -> keyOf.apply(project).equals(key))
                    .toList();
            var actual = count.of(own.stream().map(Project::id).toList());
            slices.add(new Slice<>(key, target(own), actual));
            rest = new Tally(
                    rest.quantity() - actual.quantity(), rest.approximate(), rest.entries() - actual.entries());
        }
        var without = projects().stream()
                .filter(project -> keyOf.apply(project).isEmpty())
                .toList();
        if (rest.entries() > 0 || target(without) != null) {
            slices.add(new Slice<>(Optional.empty(), target(without), rest));
        }
        return slices;
    }

    private static @Nullable Long target(List<Project> projects) {
        var targets = projects.stream()
                .map(project -> project.target(Measure.JOBS))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .toArray();
        return targets.length == 0 ? null : Long.valueOf(Arrays.stream(targets).sum());
    }

    /** 일자리당 집행액 [won a job] under the rule of the count; empty without executed money or counted jobs. */
    public OptionalDouble executedPerJob() {
        var executed = plan == null ? OptionalLong.empty() : plan.executed();
        return executed.isEmpty() || count.total().quantity() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (double) executed.getAsLong() / count.total().quantity());
    }

    /** 목표 일자리당 편성액 [won a job] as planned; empty without appropriated money or a target. */
    public OptionalDouble appropriatedPerTargetJob() {
        var appropriated = plan == null ? OptionalLong.empty() : plan.appropriated();
        var target = target();
        return appropriated.isEmpty() || target.isEmpty() || target.getAsLong() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) appropriated.getAsLong() / target.getAsLong());
    }

    private List<Project> projects() {
        return plan == null ? List.of() : plan.projects();
    }

    /** Targets of projects that no component holds; those of a component count with it, as the plan declares it. */
    private <K extends Enum<K>> Map<K, Long> targets(Function<Project, K> keyOf, Class<K> type) {
        return projects().stream()
                .filter(project -> project.component() == null)
                .filter(project -> project.target(Measure.JOBS).isPresent())
                .collect(Collectors.toMap(
                        keyOf,
                        project -> project.target(Measure.JOBS).getAsLong(),
                        Long::sum,
                        () -> new EnumMap<>(type)));
    }

    private static <K> List<Slice<K>> slices(K[] keys, Map<K, Long> targets, Map<K, Tally> actuals) {
        var slices = new LinkedHashMap<K, Slice<K>>();
        for (var key : keys) {
            if (targets.containsKey(key) || actuals.containsKey(key)) {
                slices.put(key, new Slice<>(key, targets.get(key), actuals.getOrDefault(key, Tally.NONE)));
            }
        }
        return List.copyOf(slices.values());
    }
}
