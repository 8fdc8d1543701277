package dure.plan;

import dure.plan.PlanDifference.Change;
import dure.plan.PlanDifference.Group;
import dure.plan.PlanDifference.Item;
import dure.plan.PlanDifference.Money;
import dure.plan.PlanDifference.OfProject;
import dure.plan.PlanDifference.Place;
import dure.plan.PlanDifference.PlacedTask;
import dure.plan.PlanDifference.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares two versions of a plan. Projects are the same by their code. What has no code is the same by its place and name,
 * else by its name (it moved), else by its place (it was renamed); so a strategy put in front of the others renumbers them,
 * and changes nothing of what stands under them.
 */
final class Comparison {
    private final PlanContent before;
    private final PlanContent after;
    private final List<Pair<Strategy>> strategies;
    private final List<Pair<PlacedTask>> tasks;
    private final List<Pair<Component>> components;

    private Comparison(PlanContent before, PlanContent after) {
        this.before = before;
        this.after = after;
        strategies = pairs(
                before.strategies(),
                after.strategies(),
                List.of(one -> List.of(one.no(), one.name()), Strategy::name, Strategy::no));
        tasks = tasks();
        components = pairs(
                before.components(),
                after.components(),
                List.of(one -> List.of(one.no(), one.label()), Component::label, Component::no));
    }

    static PlanDifference of(PlanContent before, PlanContent after) {
        return new Comparison(before, after).difference();
    }

    private PlanDifference difference() {
        return new PlanDifference(
                PlanTotals.of(before),
                PlanTotals.of(after),
                head(before.head(), after.head()),
                items(
                        pairs(before.years(), after.years(), List.of(TermPlan.YearTarget::year)),
                        new Aspects<TermPlan.YearTarget>().says(Aspect.QUANTITY, TermPlan.YearTarget::jobs)::changes),
                items(
                        pairs(
                                before.goals(),
                                after.goals(),
                                List.of(goal -> Arrays.asList(goal.kind(), goal.period(), goal.ageBase()), Goal::kind)),
                        GOAL::changes),
                items(strategies, STRATEGY::changes),
                items(tasks, this::changes),
                items(components, COMPONENT::changes),
                projects(),
                money(before.budget(), after.budget()));
    }

    /** Two items that are the same, or one that the other version has not. */
    private record Pair<T>(@Nullable T before, @Nullable T after) {}

    /**
     * Pairs by the first key, what is left by the second, and so on; of several under one key the first with the first.
     * The order is that of the later list, then what only the earlier one has.
     */
    private static <T> List<Pair<T>> pairs(List<T> before, List<T> after, List<Function<T, Object>> keys) {
        return pairs(before, after, keys, keys);
    }

    private static <T> List<Pair<T>> pairs(
            List<T> before, List<T> after, List<Function<T, Object>> keysBefore, List<Function<T, Object>> keysAfter) {
        var counterpart = new Integer[after.size()];
        var free = new LinkedHashSet<Integer>();
        for (int i = 0; i < before.size(); i++) {
            free.add(i);
        }
        for (int step = 0; step < keysBefore.size(); step++) {
            var waiting = new HashMap<Object, List<Integer>>();
            for (var i : free) {
                waiting.computeIfAbsent(keysBefore.get(step).apply(before.get(i)), none -> new ArrayList<>())
                        .add(i);
            }
            for (int j = 0; j < counterpart.length; j++) {
                var alike =
                        counterpart[j] == null ? waiting.get(keysAfter.get(step).apply(after.get(j))) : null;
                if (alike != null && !alike.isEmpty()) {
                    counterpart[j] = alike.removeFirst();
                    free.remove(counterpart[j]);
                }
            }
        }
        var pairs = new ArrayList<Pair<T>>();
        for (int j = 0; j < counterpart.length; j++) {
            pairs.add(new Pair<>(counterpart[j] == null ? null : before.get(counterpart[j]), after.get(j)));
        }
        free.forEach(i -> pairs.add(new Pair<>(before.get(i), null)));
        return pairs;
    }

    private List<Pair<PlacedTask>> tasks() {
        var ofBefore = identities(strategies, Pair::before, Strategy::no);
        var ofAfter = identities(strategies, Pair::after, Strategy::no);
        return pairs(placed(before.strategies()), placed(after.strategies()), keys(ofBefore), keys(ofAfter));
    }

    private static List<Function<PlacedTask, Object>> keys(Map<Object, Integer> strategies) {
        return List.of(
                task -> Arrays.asList(strategies.get(task.strategy()), task.no(), task.name()),
                task -> Arrays.asList(strategies.get(task.strategy()), task.name()),
                PlacedTask::name,
                task -> Arrays.asList(strategies.get(task.strategy()), task.no()));
    }

    private static List<PlacedTask> placed(List<Strategy> strategies) {
        return strategies.stream()
                .flatMap(strategy -> strategy.tasks().stream()
                        .map(task -> new PlacedTask(strategy.no(), strategy.name(), task.no(), task.name())))
                .toList();
    }

    /** By number (or number path) in one version: which pair it is. Equal identities are the same item. */
    private static <T> Map<Object, Integer> identities(
            List<Pair<T>> pairs, Function<Pair<T>, @Nullable T> side, Function<T, Object> numberOf) {
        var identities = new HashMap<Object, Integer>();
        for (int i = 0; i < pairs.size(); i++) {
            var item = side.apply(pairs.get(i));
            if (item != null) {
                identities.put(numberOf.apply(item), i);
            }
        }
        return identities;
    }

    private static <T> List<Item<T>> items(List<Pair<T>> pairs, Compare<T> changesOf) {
        return pairs.stream()
                .map(pair -> new Item<>(pair.before(), pair.after(), changesOf.changes(pair.before(), pair.after())))
                .filter(item -> item.before() == null
                        || item.after() == null
                        || !item.changes().isEmpty())
                .toList();
    }

    private interface Compare<T> {
        List<Change> changes(@Nullable T before, @Nullable T after);
    }

    /** What an item says, aspect by aspect. */
    private static final class Aspects<T> {
        private final Map<Aspect, Function<T, @Nullable Object>> says = new LinkedHashMap<>();

        Aspects<T> says(Aspect aspect, Function<T, @Nullable Object> value) {
            says.put(aspect, value);
            return this;
        }

        List<Change> changes(@Nullable T before, @Nullable T after) {
            return says.entrySet().stream()
                    .map(aspect -> new Change(
                            aspect.getKey(), value(aspect.getValue(), before), value(aspect.getValue(), after)))
                    .filter(change -> !Objects.equals(change.before(), change.after()))
                    .toList();
        }

        private @Nullable Object value(Function<T, @Nullable Object> value, @Nullable T item) {
            return item == null ? null : stated(value.apply(item));
        }

        /** What a plan leaves open is no value: an empty text, 미기재, no groups. 67.0 is 67. */
        private static @Nullable Object stated(@Nullable Object value) {
            return switch (value) {
                case null -> null;
                case String text when text.isEmpty() -> null;
                case Enum<?> constant when constant.name().equals("UNSPECIFIED") -> null;
                case java.util.Set<?> set when set.isEmpty() -> null;
                case BigDecimal number -> plain(number);
                default -> value;
            };
        }
    }

    /** Without zeros that say nothing, and never as 1E+1. */
    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static final Aspects<PlanDraft.Head> HEAD = new Aspects<PlanDraft.Head>()
            .says(Aspect.TITLE, PlanDraft.Head::title)
            .says(Aspect.TARGET, PlanDraft.Head::target)
            .says(Aspect.DECLARED_STRATEGIES, PlanDraft.Head::declaredStrategies)
            .says(Aspect.DECLARED_TASKS, PlanDraft.Head::declaredTasks)
            .says(Aspect.DECLARED_PROJECTS, PlanDraft.Head::declaredProjects)
            .says(Aspect.GROWTH, PlanDraft.Head::growth)
            .says(Aspect.PREVIOUS_TARGET, PlanDraft.Head::previousTarget)
            .says(Aspect.PREVIOUS_INFERRED, PlanDraft.Head::previousInferred)
            .says(Aspect.DELIBERATED_ON, head -> of(head.deliberation(), Deliberation::on))
            .says(Aspect.DELIBERATED_BY, head -> of(head.deliberation(), Deliberation::by))
            .says(Aspect.RESOLUTION, head -> of(head.deliberation(), Deliberation::resolution))
            .says(Aspect.SOURCE_KIND, head -> head.source().kind())
            .says(Aspect.SOURCE_NAME, head -> head.source().name())
            .says(Aspect.SOURCE_DATE, head -> head.source().date())
            .says(Aspect.INFERRED, PlanDraft.Head::inferred)
            .says(Aspect.REMARKS, PlanDraft.Head::remarks);

    private static final Aspects<Goal> GOAL = new Aspects<Goal>()
            .says(Aspect.PERIOD, Goal::period)
            .says(Aspect.AGE_BASE, Goal::ageBase)
            .says(Aspect.VALUE, Goal::value)
            .says(Aspect.POPULATION, Goal::population)
            .says(Aspect.EMPLOYED, Goal::employed)
            .says(Aspect.APPROXIMATE, Goal::approximate)
            .says(Aspect.INFERRED, Goal::inferred);

    private static final Aspects<Strategy> STRATEGY =
            new Aspects<Strategy>().says(Aspect.NO, Strategy::no).says(Aspect.NAME, Strategy::name);

    private static final Aspects<Component> COMPONENT = new Aspects<Component>()
            .says(Aspect.NO, Component::no)
            .says(Aspect.NAME, Component::label)
            .says(Aspect.QUANTITY, Component::quantity)
            .says(Aspect.PROGRAMME_TYPE, Component::programmeType)
            .says(Aspect.SECTOR, Component::sector);

    private static final Aspects<PlacedTask> TASK =
            new Aspects<PlacedTask>().says(Aspect.NO, PlacedTask::no).says(Aspect.NAME, PlacedTask::name);

    private static final Aspects<PlanDraft.Project> PROJECT = new Aspects<PlanDraft.Project>()
            .says(Aspect.NAME, PlanDraft.Project::name)
            .says(Aspect.DEPARTMENT, PlanDraft.Project::department)
            .says(Aspect.PROGRAMME_TYPE, PlanDraft.Project::programmeType)
            .says(Aspect.SECTOR, PlanDraft.Project::sector)
            .says(Aspect.TARGET_GROUPS, project -> groups(project.targetGroups()))
            .says(Aspect.STARTS_ON, PlanDraft.Project::from)
            .says(Aspect.ENDS_ON, PlanDraft.Project::to)
            .says(Aspect.DELIVERING_BODY, PlanDraft.Project::deliveringBody)
            .says(Aspect.CONTINUITY, PlanDraft.Project::continuity)
            .says(Aspect.DESCRIPTION, project -> project.details().description())
            .says(Aspect.PARTNERS, project -> project.details().partners())
            .says(Aspect.LEGAL_BASIS, project -> project.details().legalBasis())
            .says(Aspect.MINISTRY_CALL, project -> project.details().ministryCall())
            .says(Aspect.RISKS, project -> project.details().risks())
            .says(Aspect.MONTHS, project -> project.details().terms().months())
            .says(Aspect.WEEKLY_HOURS, project -> project.details().terms().weeklyHours())
            .says(Aspect.CONTRACT, project -> project.details().terms().contract())
            .says(Aspect.MONTHLY_WAGE, project -> project.details().terms().monthlyWage())
            .says(Aspect.INSURED, project -> project.details().terms().insured())
            .says(Aspect.PREDECESSOR, project -> project.details().predecessor())
            .says(Aspect.MEASURE, project -> project.details().measure())
            .says(Aspect.STATED_UNIT, project -> project.details().statedUnit());

    /** In the order of the list, however they came. */
    private static java.util.Set<TargetGroup> groups(java.util.Set<TargetGroup> groups) {
        return groups.isEmpty() ? java.util.Set.of() : EnumSet.copyOf(groups);
    }

    private static <T> @Nullable Object of(@Nullable T item, Function<T, @Nullable Object> value) {
        return item == null ? null : value.apply(item);
    }

    private static List<Change> head(PlanDraft.Head before, PlanDraft.Head after) {
        return HEAD.changes(before, after);
    }

    private List<Change> changes(@Nullable PlacedTask one, @Nullable PlacedTask other) {
        var changes = new ArrayList<>(TASK.changes(one, other));
        var from = one == null ? null : ofBefore(strategies, Strategy::no).get(one.strategy());
        var to = other == null ? null : ofAfter(strategies, Strategy::no).get(other.strategy());
        if (!Objects.equals(from, to)) {
            changes.add(new Change(
                    Aspect.PLACE,
                    one == null ? null : new Place(one.strategy(), one.strategyName(), null, null),
                    other == null ? null : new Place(other.strategy(), other.strategyName(), null, null)));
        }
        return changes;
    }

    private static <T> Map<Object, Integer> ofBefore(List<Pair<T>> pairs, Function<T, Object> numberOf) {
        return identities(pairs, Pair::before, numberOf);
    }

    private static <T> Map<Object, Integer> ofAfter(List<Pair<T>> pairs, Function<T, Object> numberOf) {
        return identities(pairs, Pair::after, numberOf);
    }

    private List<OfProject> projects() {
        var one = new Side(
                ofBefore(strategies, Strategy::no),
                ofBefore(tasks, task -> List.of(task.strategy(), task.no())),
                ofBefore(components, Component::no),
                before);
        var other = new Side(
                ofAfter(strategies, Strategy::no),
                ofAfter(tasks, task -> List.of(task.strategy(), task.no())),
                ofAfter(components, Component::no),
                after);
        return pairs(before.projects(), after.projects(), List.of(PlanDraft.Project::code)).stream()
                .map(pair -> project(pair, one, other))
                .filter(Predicate.not(OfProject::isNone))
                .toList();
    }

    /** One version: which item a number in it means. */
    private record Side(
            Map<Object, Integer> strategies,
            Map<Object, Integer> tasks,
            Map<Object, Integer> components,
            PlanContent plan) {
        List<@Nullable Integer> placeOf(PlanDraft.@Nullable Project project) {
            return project == null
                    ? Arrays.asList(null, null)
                    : Arrays.asList(
                            strategies.get(project.strategy()),
                            tasks.get(Arrays.asList(project.strategy(), project.task())));
        }

        @Nullable
        Place shown(PlanDraft.@Nullable Project project) {
            if (project == null || project.strategy() == null) {
                return null;
            }
            var strategy = plan.strategies().stream()
                    .filter(one -> one.no() == project.strategy())
                    .findFirst();
            var task = strategy.stream()
                    .flatMap(one -> one.tasks().stream())
                    .filter(one -> Objects.equals(one.no(), project.task()))
                    .findFirst();
            return new Place(
                    project.strategy(),
                    strategy.map(Strategy::name).orElse(null),
                    project.task(),
                    task.map(Strategy.Task::name).orElse(null));
        }

        @Nullable
        Integer componentOf(PlanDraft.@Nullable Project project) {
            return project == null ? null : components.get(project.component());
        }

        @Nullable
        String componentShown(PlanDraft.@Nullable Project project) {
            return project == null
                    ? null
                    : plan.components().stream()
                            .filter(one -> Objects.equals(one.no(), project.component()))
                            .map(Component::label)
                            .findFirst()
                            .orElse(null);
        }
    }

    private static OfProject project(Pair<PlanDraft.Project> pair, Side one, Side other) {
        var before = pair.before();
        var after = pair.after();
        var changes = new ArrayList<>(PROJECT.changes(before, after));
        if (!one.placeOf(before).equals(other.placeOf(after))) {
            changes.addFirst(new Change(Aspect.PLACE, one.shown(before), other.shown(after)));
        }
        if (!Objects.equals(one.componentOf(before), other.componentOf(after))) {
            changes.add(new Change(Aspect.COMPONENT, one.componentShown(before), other.componentShown(after)));
        }
        var budgetBefore = before == null ? List.<PlanDraft.Amount>of() : before.budget();
        var budgetAfter = after == null ? List.<PlanDraft.Amount>of() : after.budget();
        return new OfProject(
                Objects.requireNonNull(after == null ? before : after).code(),
                before == null ? null : before.name(),
                after == null ? null : after.name(),
                before == null ? null : before.no(),
                after == null ? null : after.no(),
                List.copyOf(changes),
                targets(before, after),
                groups(before, after),
                money(budgetBefore, budgetAfter),
                byMeasure(before, after),
                new Delta(
                        before == null ? null : PlanTotals.itemised(before),
                        after == null ? null : PlanTotals.itemised(after)),
                bySource(budgetBefore, budgetAfter));
    }

    private static List<Target> targets(PlanDraft.@Nullable Project before, PlanDraft.@Nullable Project after) {
        return pairs(
                        targets(before),
                        targets(after),
                        List.of(target -> List.of(
                                target.from(), target.to(), target.quantity().measure())))
                .stream()
                .map(pair -> {
                    var shown = Objects.requireNonNull(pair.after() == null ? pair.before() : pair.after());
                    return new Target(
                            shown.from(),
                            shown.to(),
                            shown.quantity().measure(),
                            pair.before() == null ? null : pair.before().quantity(),
                            pair.after() == null ? null : pair.after().quantity());
                })
                .filter(target -> !Objects.equals(target.before(), target.after()))
                .toList();
    }

    private static List<Project.Target> targets(PlanDraft.@Nullable Project project) {
        return project == null ? List.of() : project.targets();
    }

    private static List<Group> groups(PlanDraft.@Nullable Project before, PlanDraft.@Nullable Project after) {
        return Arrays.stream(TargetGroup.values())
                .map(group -> new Group(group, quantity(before, group), quantity(after, group)))
                .filter(group -> !Objects.equals(group.before(), group.after()))
                .toList();
    }

    private static @Nullable Long quantity(PlanDraft.@Nullable Project project, TargetGroup group) {
        return project == null ? null : project.details().groupTargets().get(group);
    }

    private static Map<Measure, Delta> byMeasure(
            PlanDraft.@Nullable Project before, PlanDraft.@Nullable Project after) {
        var deltas = new EnumMap<Measure, Delta>(Measure.class);
        for (var measure : Measure.values()) {
            var delta = new Delta(sum(before, measure), sum(after, measure));
            if (delta.difference() != null) {
                deltas.put(measure, delta);
            }
        }
        return deltas;
    }

    private static @Nullable Long sum(PlanDraft.@Nullable Project project, Measure measure) {
        return PlanTotals.sum(targets(project).stream()
                .map(Project.Target::quantity)
                .filter(quantity -> quantity.measure() == measure)
                .map(Quantity::amount));
    }

    private static Map<BudgetSource, Delta> bySource(List<PlanDraft.Amount> before, List<PlanDraft.Amount> after) {
        var deltas = new EnumMap<BudgetSource, Delta>(BudgetSource.class);
        for (var source : BudgetSource.values()) {
            var delta = new Delta(appropriated(before, source), appropriated(after, source));
            if (delta.difference() != null) {
                deltas.put(source, delta);
            }
        }
        return deltas;
    }

    private static @Nullable Long appropriated(List<PlanDraft.Amount> budget, BudgetSource source) {
        return PlanTotals.sum(
                budget.stream().filter(amount -> amount.source() == source).map(PlanDraft.Amount::appropriated));
    }

    /** By source, year and amount; several lines of the same are one sum. */
    private static List<Money> money(List<PlanDraft.Amount> before, List<PlanDraft.Amount> after) {
        var sums = new LinkedHashMap<Line, @Nullable Long[]>();
        amounts(after, (line, amount) -> sum(sums, line, 1, amount));
        amounts(before, (line, amount) -> sum(sums, line, 0, amount));
        return sums.entrySet().stream()
                .map(line -> new Money(
                        line.getKey().source(),
                        line.getKey().year(),
                        line.getKey().amount(),
                        line.getValue()[0],
                        line.getValue()[1]))
                .filter(money -> !money.delta().isNone())
                .sorted(java.util.Comparator.comparing(Money::source)
                        .thenComparing(money -> money.year() == null ? 0 : money.year())
                        .thenComparing(Money::amount))
                .toList();
    }

    private record Line(BudgetSource source, @Nullable Integer year, Money.Amount amount) {}

    private static void sum(Map<Line, @Nullable Long[]> sums, Line line, int side, long amount) {
        var sum = sums.computeIfAbsent(line, none -> new Long[2]);
        sum[side] = (sum[side] == null ? 0 : sum[side]) + amount;
    }

    private static void amounts(List<PlanDraft.Amount> budget, BiConsumer<Line, Long> each) {
        for (var amount : budget) {
            Stream.of(Money.Amount.values()).forEach(which -> {
                var won = switch (which) {
                    case APPROPRIATED -> amount.appropriated();
                    case CARRIED_IN -> amount.carriedIn();
                    case EXECUTED -> amount.executed();
                };
                if (won != null) {
                    each.accept(new Line(amount.source(), amount.year(), which), won);
                }
            });
        }
    }
}
