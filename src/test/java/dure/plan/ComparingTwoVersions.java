package dure.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dure.plan.PlanDifference.Change;
import dure.plan.PlanDifference.Item;
import dure.plan.PlanDifference.Kind;
import dure.plan.PlanDifference.OfProject;
import dure.plan.PlanDifference.Place;
import dure.region.MunicipalityCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparingTwoVersions {
    @Property(tries = 300)
    void a_version_differs_in_nothing_from_itself(@ForAll int seed) {
        var plan = new Office(seed).plan(30);
        assertThat(Comparison.of(plan, plan).isNone()).isTrue();
    }

    @Property(tries = 300)
    void what_was_added_dropped_and_changed_leads_from_one_list_of_projects_to_the_other(
            @ForAll int seed, @ForAll @IntRange(max = 25) int edits) {
        var office = new Office(seed);
        var before = office.plan(25);
        var after = office.amend(before, edits);
        assertThat(applied(before, Comparison.of(before, after), after))
                .isEqualTo(byCode(after.projects(), project -> normal(project)));
    }

    @Property(tries = 300)
    void the_totals_differ_by_what_the_items_differ(@ForAll int seed, @ForAll @IntRange(max = 25) int edits) {
        var office = new Office(seed);
        var before = office.plan(25);
        var after = office.amend(before, edits);
        var difference = Comparison.of(before, after);
        for (var measure : Measure.values()) {
            assertThat(difference.projects().stream()
                            .map(project -> project.byMeasure().get(measure))
                            .filter(Objects::nonNull)
                            .mapToLong(delta -> delta.difference())
                            .sum())
                    .as(measure.name())
                    .isEqualTo(difference.after().targets().getOrDefault(measure, 0L)
                            - difference.before().targets().getOrDefault(measure, 0L));
        }
        for (var source : BudgetSource.values()) {
            assertThat(difference.projects().stream()
                            .map(project -> project.appropriated().get(source))
                            .filter(Objects::nonNull)
                            .mapToLong(delta -> delta.difference())
                            .sum())
                    .as(source.name())
                    .isEqualTo(difference.after().ofProjects().getOrDefault(source, 0L)
                            - difference.before().ofProjects().getOrDefault(source, 0L));
        }
        var ofProjects = difference.projects().stream()
                .mapToLong(
                        project -> Objects.requireNonNullElse(project.itemised().difference(), 0L))
                .sum();
        var ofComponents = difference.components().stream()
                .mapToLong(item -> jobs(item.after()) - jobs(item.before()))
                .sum();
        var ofYears = difference.years().stream()
                .mapToLong(item -> (item.after() == null ? 0 : item.after().quantity())
                        - (item.before() == null ? 0 : item.before().quantity()))
                .sum();
        assertThat(difference.itemised().difference()).isEqualTo(ofProjects + ofComponents + ofYears);
        assertThat(difference.after().projects() - difference.before().projects())
                .isEqualTo(difference.count(Kind.ADDED) - difference.count(Kind.DROPPED));
    }

    private static long jobs(@Nullable Component component) {
        return component == null || component.quantity().measure() != Measure.JOBS
                ? 0
                : component.quantity().amount();
    }

    @Property(tries = 300)
    void the_other_way_round_everything_is_the_other_way_round(
            @ForAll int seed, @ForAll @IntRange(max = 25) int edits) {
        var office = new Office(seed);
        var before = office.plan(25);
        var after = office.amend(before, edits);
        var one = Comparison.of(before, after);
        var other = Comparison.of(after, before);
        assertThat(other.before()).isEqualTo(one.after());
        assertThat(other.after()).isEqualTo(one.before());
        assertThat(said(other.head())).isEqualTo(swapped(one.head()));
        assertThat(items(other.goals(), false)).isEqualTo(items(one.goals(), true));
        assertThat(items(other.years(), false)).isEqualTo(items(one.years(), true));
        assertThat(items(other.strategies(), false)).isEqualTo(items(one.strategies(), true));
        assertThat(items(other.tasks(), false)).isEqualTo(items(one.tasks(), true));
        assertThat(items(other.components(), false)).isEqualTo(items(one.components(), true));
        for (var kind : Kind.values()) {
            assertThat(other.count(kind)).isEqualTo(one.count(opposite(kind)));
        }
        var back = byCode(other.projects(), Function.identity());
        for (var project : one.projects()) {
            var same = back.get(project.code());
            assertThat(same.kind()).isEqualTo(opposite(project.kind()));
            assertThat(said(same.changes())).isEqualTo(swapped(project.changes()));
            assertThat(same.targets().stream()
                            .map(target -> Arrays.asList(target.from(), target.before(), target.after()))
                            .collect(Collectors.toSet()))
                    .isEqualTo(project.targets().stream()
                            .map(target -> Arrays.asList(target.from(), target.after(), target.before()))
                            .collect(Collectors.toSet()));
            assertThat(negated(same.money().difference()))
                    .isEqualTo(project.money().difference());
            assertThat(negated(same.itemised().difference()))
                    .isEqualTo(project.itemised().difference());
        }
    }

    private static Kind opposite(Kind kind) {
        return switch (kind) {
            case ADDED -> Kind.DROPPED;
            case DROPPED -> Kind.ADDED;
            case CHANGED -> Kind.CHANGED;
            case RENUMBERED -> Kind.RENUMBERED;
        };
    }

    private static @Nullable Long negated(@Nullable Long difference) {
        return difference == null ? null : Long.valueOf(-difference);
    }

    private static Set<List<@Nullable Object>> said(List<Change> changes) {
        return changes.stream()
                .map(change -> Arrays.asList(change.aspect(), change.before(), change.after()))
                .collect(Collectors.toSet());
    }

    private static Set<List<@Nullable Object>> swapped(List<Change> changes) {
        return changes.stream()
                .map(change -> Arrays.asList(change.aspect(), change.after(), change.before()))
                .collect(Collectors.toSet());
    }

    /** Strategies without their tasks, which are compared on their own. */
    private static <T> Map<Object, Long> items(List<Item<T>> items, boolean swapped) {
        return items.stream()
                .map(item -> swapped
                        ? Arrays.asList(bare(item.after()), bare(item.before()), swapped(item.changes()))
                        : Arrays.asList(bare(item.before()), bare(item.after()), said(item.changes())))
                .collect(Collectors.groupingBy(item -> (Object) item, Collectors.counting()));
    }

    private static @Nullable Object bare(@Nullable Object item) {
        return item instanceof Strategy strategy ? List.of(strategy.no(), strategy.name()) : item;
    }

    @Test
    void a_strategy_put_in_front_renumbers_the_others_and_moves_no_project() {
        var office = new Office(1);
        var one = List.of(
                new Strategy(1, "청년", List.of(new Strategy.Task(1, "첫 일자리"))), new Strategy(2, "기업", List.of()));
        var other = List.of(
                new Strategy(1, "탄소중립", List.of()),
                new Strategy(2, "청년", List.of(new Strategy.Task(1, "첫 일자리"))),
                new Strategy(3, "기업 지원", List.of()));
        var before = office.with(one, List.of(office.project("가", 1, 1), office.project("나", 2, null)));
        var after = office.with(other, List.of(office.project("가", 2, 1), office.project("나", 3, null)));
        var difference = Comparison.of(before, after);
        assertThat(difference.strategies().stream()
                        .map(item -> item.kind() + " " + item.shown().name() + " "
                                + item.changes().stream().map(Change::aspect).toList()))
                .containsExactly(
                        "ADDED 탄소중립 [NO, NAME]", "CHANGED 청년 [NO]", "ADDED 기업 지원 [NO, NAME]", "DROPPED 기업 [NO, NAME]");
        assertThat(difference.tasks()).isEmpty();
        assertThat(difference.projects().stream().map(OfProject::code)).containsExactly("나");
        assertThat(difference.projects().getFirst().changes())
                .containsExactly(
                        new Change(Aspect.PLACE, new Place(2, "기업", null, null), new Place(3, "기업 지원", null, null)));
    }

    @Test
    void a_strategy_at_its_number_with_another_name_was_renamed() {
        var office = new Office(1);
        var before = office.with(List.of(new Strategy(1, "청년", List.of())), List.of(office.project("가", 1, null)));
        var after = office.with(List.of(new Strategy(1, "청년·여성", List.of())), List.of(office.project("가", 1, null)));
        var difference = Comparison.of(before, after);
        assertThat(difference.strategies().getFirst().changes())
                .containsExactly(new Change(Aspect.NAME, "청년", "청년·여성"));
        assertThat(difference.projects()).isEmpty();
    }

    @Test
    void a_task_under_another_strategy_was_moved() {
        var office = new Office(1);
        var task = new Strategy.Task(1, "창업 공간");
        var before =
                office.with(List.of(new Strategy(1, "청년", List.of(task)), new Strategy(2, "기업", List.of())), List.of());
        var after =
                office.with(List.of(new Strategy(1, "청년", List.of()), new Strategy(2, "기업", List.of(task))), List.of());
        assertThat(Comparison.of(before, after).tasks().getFirst().changes())
                .containsExactly(
                        new Change(Aspect.PLACE, new Place(1, "청년", null, null), new Place(2, "기업", null, null)));
    }

    @Test
    void a_project_under_another_number_alone_is_told_apart_from_what_says_something_else() {
        var office = new Office(1);
        var project = office.project("가", null, null);
        var before = office.with(List.of(), List.of(project));
        var after = office.with(List.of(), List.of(office.numbered(project, 7)));
        var difference = Comparison.of(before, after);
        assertThat(difference.count(Kind.RENUMBERED)).isEqualTo(1);
        assertThat(difference.count(Kind.CHANGED)).isZero();
        assertThat(difference.isNone()).isFalse();
    }

    @Test
    void targets_of_unlike_measures_are_never_one_difference() {
        var office = new Office(1);
        var before = office.with(List.of(), List.of(office.with(office.project("가", null, null), Measure.JOBS, 100)));
        var after =
                office.with(List.of(), List.of(office.with(office.project("가", null, null), Measure.PERSON_DAYS, 120)));
        var project = Comparison.of(before, after).projects().getFirst();
        assertThat(project.byMeasure())
                .containsOnly(
                        Map.entry(Measure.JOBS, new Delta(100L, null)),
                        Map.entry(Measure.PERSON_DAYS, new Delta(null, 120L)));
        assertThat(project.targets()).hasSize(2);
    }

    private static <T, V> Map<String, V> byCode(Collection<T> projects, Function<T, V> value) {
        return projects.stream()
                .collect(Collectors.toMap(
                        project -> project instanceof PlanDraft.Project one ? one.code() : ((OfProject) project).code(),
                        value));
    }

    /** The earlier list as the difference would have it: nothing of the later list but what its trees are called is used. */
    private static Map<String, List<@Nullable Object>> applied(
            PlanContent before, PlanDifference difference, PlanContent after) {
        var strategies =
                moved(before.strategies().stream().map(Strategy::no).toList(), difference.strategies(), Strategy::no);
        var tasks = new HashMap<List<@Nullable Integer>, List<@Nullable Integer>>();
        before.strategies()
                .forEach(strategy -> strategy.tasks()
                        .forEach(task -> tasks.put(
                                Arrays.asList(strategy.no(), task.no()),
                                Arrays.asList(strategies.get(strategy.no()), task.no()))));
        for (var task : difference.tasks()) {
            if (task.before() != null && task.after() != null) {
                tasks.put(
                        Arrays.asList(task.before().strategy(), task.before().no()),
                        Arrays.asList(task.after().strategy(), task.after().no()));
            }
        }
        var components =
                moved(before.components().stream().map(Component::no).toList(), difference.components(), Component::no);
        var byLabel = after.components().stream()
                .collect(Collectors.toMap(Component::label, Component::no, (one, other) -> one));
        var projects = new TreeMap<String, Map<Aspect, @Nullable Object>>();
        var numbers = new HashMap<String, Integer>();
        var targets = new HashMap<String, Map<List<Object>, Quantity>>();
        var groups = new HashMap<String, Map<TargetGroup, Long>>();
        var money = new HashMap<String, Map<List<@Nullable Object>, Long>>();
        for (var project : before.projects()) {
            var values = values(project);
            values.put(Aspect.PLACE, place(project, strategies, tasks));
            values.put(Aspect.COMPONENT, project.component() == null ? null : components.get(project.component()));
            projects.put(project.code(), values);
            numbers.put(project.code(), project.no());
            targets.put(project.code(), targets(project));
            groups.put(project.code(), new HashMap<>(project.details().groupTargets()));
            money.put(project.code(), money(project));
        }
        for (var project : difference.projects()) {
            var code = project.code();
            if (project.kind() == Kind.DROPPED) {
                projects.remove(code);
                continue;
            }
            var values = projects.computeIfAbsent(code, none -> new EnumMap<>(Aspect.class));
            for (var change : project.changes()) {
                values.put(
                        change.aspect(),
                        switch (change.aspect()) {
                            case PLACE ->
                                change.after() instanceof Place place
                                        ? Arrays.asList(place.strategy(), place.task())
                                        : Arrays.asList(null, null);
                            case COMPONENT -> change.after() == null ? null : byLabel.get(change.after());
                            default -> change.after();
                        });
            }
            numbers.put(code, Objects.requireNonNull(project.noAfter()));
            project.targets()
                    .forEach(target -> put(
                            targets.computeIfAbsent(code, none -> new HashMap<>()),
                            List.of(target.from(), target.to(), target.measure()),
                            target.after()));
            project.groups()
                    .forEach(group ->
                            put(groups.computeIfAbsent(code, none -> new HashMap<>()), group.group(), group.after()));
            project.budget()
                    .forEach(one -> put(
                            money.computeIfAbsent(code, none -> new HashMap<>()),
                            Arrays.asList(one.source(), one.year(), one.amount()),
                            one.after()));
        }
        var result = new HashMap<String, List<@Nullable Object>>();
        projects.forEach((code, values) -> result.put(
                code,
                Arrays.asList(
                        numbers.get(code),
                        stated(values),
                        targets.getOrDefault(code, Map.of()),
                        groups.getOrDefault(code, Map.of()),
                        money.getOrDefault(code, Map.of()))));
        return result;
    }

    private static <K, V> void put(Map<K, V> map, K key, @Nullable V value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    private static <T> Map<Integer, Integer> moved(
            List<Integer> numbers, List<Item<T>> items, Function<T, Integer> numberOf) {
        var moved = new HashMap<Integer, Integer>();
        numbers.forEach(no -> moved.put(no, no));
        items.stream()
                .filter(item -> item.before() != null && item.after() != null)
                .forEach(item -> moved.put(numberOf.apply(item.before()), numberOf.apply(item.after())));
        return moved;
    }

    private static List<@Nullable Integer> place(
            PlanDraft.Project project,
            Map<Integer, Integer> strategies,
            Map<List<@Nullable Integer>, List<@Nullable Integer>> tasks) {
        return project.task() != null
                ? tasks.get(Arrays.asList(project.strategy(), project.task()))
                : Arrays.asList(project.strategy() == null ? null : strategies.get(project.strategy()), null);
    }

    private static List<@Nullable Object> normal(PlanDraft.Project project) {
        var values = values(project);
        values.put(Aspect.PLACE, Arrays.asList(project.strategy(), project.task()));
        values.put(Aspect.COMPONENT, project.component());
        return Arrays.asList(
                project.no(),
                stated(values),
                targets(project),
                new HashMap<>(project.details().groupTargets()),
                money(project));
    }

    private static Map<Aspect, Object> stated(Map<Aspect, @Nullable Object> values) {
        var stated = new EnumMap<Aspect, Object>(Aspect.class);
        values.forEach((aspect, value) -> {
            if (value != null && !value.equals(Arrays.asList(null, null))) {
                stated.put(aspect, value);
            }
        });
        return stated;
    }

    private static Map<Aspect, @Nullable Object> values(PlanDraft.Project project) {
        var details = project.details();
        var values = new EnumMap<Aspect, @Nullable Object>(Aspect.class);
        values.put(Aspect.NAME, project.name());
        values.put(Aspect.DEPARTMENT, project.department());
        values.put(
                Aspect.PROGRAMME_TYPE,
                project.programmeType() == ProgrammeType.UNSPECIFIED ? null : project.programmeType());
        values.put(Aspect.SECTOR, project.sector() == Sector.UNSPECIFIED ? null : project.sector());
        values.put(Aspect.TARGET_GROUPS, project.targetGroups().isEmpty() ? null : project.targetGroups());
        values.put(Aspect.STARTS_ON, project.from());
        values.put(Aspect.ENDS_ON, project.to());
        values.put(Aspect.DELIVERING_BODY, project.deliveringBody());
        values.put(Aspect.CONTINUITY, project.continuity() == Continuity.UNSPECIFIED ? null : project.continuity());
        values.put(Aspect.DESCRIPTION, details.description());
        values.put(Aspect.PARTNERS, details.partners());
        values.put(Aspect.LEGAL_BASIS, details.legalBasis());
        values.put(Aspect.MINISTRY_CALL, details.ministryCall());
        values.put(Aspect.RISKS, details.risks());
        values.put(Aspect.MONTHS, details.terms().months());
        values.put(Aspect.WEEKLY_HOURS, details.terms().weeklyHours());
        values.put(Aspect.CONTRACT, details.terms().contract());
        values.put(Aspect.MONTHLY_WAGE, details.terms().monthlyWage());
        values.put(Aspect.INSURED, details.terms().insured());
        values.put(Aspect.PREDECESSOR, details.predecessor());
        values.put(Aspect.MEASURE, details.measure());
        values.put(Aspect.STATED_UNIT, details.statedUnit());
        return values;
    }

    private static Map<List<Object>, Quantity> targets(PlanDraft.Project project) {
        return new HashMap<>(project.targets().stream()
                .collect(Collectors.toMap(
                        target -> List.of(
                                target.from(), target.to(), target.quantity().measure()),
                        Project.Target::quantity)));
    }

    private static Map<List<@Nullable Object>, Long> money(PlanDraft.Project project) {
        var money = new HashMap<List<@Nullable Object>, Long>();
        for (var amount : project.budget()) {
            var amounts = new LinkedHashMap<PlanDifference.Money.Amount, @Nullable Long>();
            amounts.put(PlanDifference.Money.Amount.APPROPRIATED, amount.appropriated());
            amounts.put(PlanDifference.Money.Amount.CARRIED_IN, amount.carriedIn());
            amounts.put(PlanDifference.Money.Amount.EXECUTED, amount.executed());
            amounts.forEach((which, won) -> {
                if (won != null) {
                    money.merge(Arrays.asList(amount.source(), amount.year(), which), won, Long::sum);
                }
            });
        }
        return money;
    }

    /** Writes plans as they come, and amends them as offices do. */
    private static final class Office {
        private static final List<String> NAMES =
                List.of("청년", "기업", "돌봄", "탄소중립", "창업", "훈련", "기타", "기타", "공공", "고용서비스");

        private final Random random;

        Office(int seed) {
            random = new Random(seed);
        }

        PlanContent plan(int projects) {
            var strategies = strategies();
            var components = components();
            return new PlanContent(
                    head(),
                    years(),
                    goals(),
                    strategies,
                    components,
                    Stream.iterate(0, i -> i + 1)
                            .limit(random.nextInt(projects + 1))
                            .map(i -> project("P" + i, i + 1, strategies, components))
                            .toList(),
                    random.nextBoolean() ? List.of() : List.of(amount()));
        }

        PlanContent with(List<Strategy> strategies, List<PlanDraft.Project> projects) {
            return new PlanContent(
                    new Office(1).head(), List.of(), List.of(), strategies, List.of(), projects, List.of());
        }

        PlanContent amend(PlanContent plan, int edits) {
            var strategies = new ArrayList<>(plan.strategies());
            if (random.nextInt(3) == 0) {
                strategies = new ArrayList<>(strategies());
            } else if (random.nextInt(3) == 0 && !strategies.isEmpty()) {
                var first = strategies.getFirst();
                strategies.set(0, new Strategy(first.no(), first.name() + " 개정", first.tasks()));
            }
            var components = random.nextInt(3) == 0 ? components() : plan.components();
            var projects = new LinkedHashMap<String, PlanDraft.Project>();
            plan.projects().forEach(project -> projects.put(project.code(), project));
            for (int i = 0; i < edits; i++) {
                var code = "P" + random.nextInt(40);
                if (random.nextInt(4) == 0) {
                    projects.remove(code);
                } else {
                    projects.put(code, project(code, random.nextInt(50), strategies, components));
                }
            }
            var standing = strategies;
            var kept = projects.values().stream()
                    .map(project -> stands(project, standing, components)
                            ? project
                            : project(project.code(), project.no(), standing, components))
                    .collect(Collectors.toCollection(ArrayList::new));
            Collections.shuffle(kept, random);
            return new PlanContent(
                    random.nextBoolean() ? head() : plan.head(),
                    random.nextBoolean() ? years() : plan.years(),
                    random.nextBoolean() ? goals() : plan.goals(),
                    strategies,
                    components,
                    kept,
                    plan.budget());
        }

        /** Whether what a project refers to is there: the database sees to it. */
        private static boolean stands(
                PlanDraft.Project project, List<Strategy> strategies, List<Component> components) {
            var strategy = strategies.stream()
                    .filter(one -> Objects.equals(one.no(), project.strategy()))
                    .findFirst();
            return (project.strategy() == null || strategy.isPresent())
                    && (project.task() == null
                            || strategy.orElseThrow().tasks().stream().anyMatch(task -> task.no() == project.task()))
                    && (project.component() == null
                            || components.stream().anyMatch(one -> one.no() == project.component()));
        }

        private PlanDraft.Head head() {
            return new PlanDraft.Head(
                    new MunicipalityCode("30170"),
                    PlanKind.YEAR,
                    2027,
                    "계획 " + random.nextInt(3),
                    random.nextInt(5) == 0 ? null : quantity(Measure.JOBS),
                    maybe(random.nextInt(9)),
                    null,
                    maybe(random.nextInt(99)),
                    maybe(BigDecimal.valueOf(random.nextInt(100), 3)),
                    null,
                    null,
                    maybe(new Deliberation(maybe(LocalDate.of(2027, 3, 1 + random.nextInt(20))), null, null)),
                    new Source(SourceKind.OFFICE, "", null),
                    null,
                    random.nextBoolean() ? "" : "비고");
        }

        private List<TermPlan.YearTarget> years() {
            return Stream.of(2026, 2027, 2028)
                    .filter(year -> random.nextBoolean())
                    .map(year -> new TermPlan.YearTarget(year, random.nextInt(1000), random.nextBoolean()))
                    .toList();
        }

        private List<Goal> goals() {
            return Stream.of("15-64", "15+", "15-64")
                    .filter(base -> random.nextBoolean())
                    .map(base -> new Goal(
                            Goal.Kind.values()[random.nextInt(3)],
                            maybe("2027"),
                            BigDecimal.valueOf(random.nextInt(800), 1),
                            base,
                            null,
                            null,
                            random.nextBoolean(),
                            null))
                    .toList();
        }

        private List<Strategy> strategies() {
            var strategies = new ArrayList<Strategy>();
            for (int no = 1; no <= random.nextInt(5); no++) {
                var tasks = new ArrayList<Strategy.Task>();
                for (int task = 1; task <= random.nextInt(4); task++) {
                    tasks.add(new Strategy.Task(task, NAMES.get(random.nextInt(NAMES.size()))));
                }
                strategies.add(new Strategy(no, NAMES.get(random.nextInt(NAMES.size())), tasks));
            }
            return strategies;
        }

        /** Under labels of their own: the test finds them again by these. */
        private List<Component> components() {
            var labels = new ArrayList<>(List.of("공공", "민간", "서비스"));
            Collections.shuffle(labels, random);
            var components = new ArrayList<Component>();
            for (int no = 1; no <= random.nextInt(4); no++) {
                components.add(new Component(
                        no,
                        labels.get(no - 1),
                        quantity(random.nextInt(3) == 0 ? Measure.SITES : Measure.JOBS),
                        ProgrammeType.values()[random.nextInt(4)],
                        Sector.values()[random.nextInt(3)]));
            }
            return components;
        }

        PlanDraft.Project project(String code, @Nullable Integer strategy, @Nullable Integer task) {
            return project(code, 1, strategy, task, null, false);
        }

        private PlanDraft.Project project(String code, int no, List<Strategy> strategies, List<Component> components) {
            var strategy = strategies.isEmpty() || random.nextInt(4) == 0
                    ? null
                    : strategies.get(random.nextInt(strategies.size()));
            var task = strategy == null || strategy.tasks().isEmpty() || random.nextInt(3) == 0
                    ? null
                    : strategy.tasks().get(random.nextInt(strategy.tasks().size()));
            var component = components.isEmpty() || random.nextInt(2) == 0
                    ? null
                    : components.get(random.nextInt(components.size()));
            return project(
                    code,
                    no,
                    strategy == null ? null : strategy.no(),
                    task == null ? null : task.no(),
                    component == null ? null : component.no(),
                    true);
        }

        private PlanDraft.Project project(
                String code,
                int no,
                @Nullable Integer strategy,
                @Nullable Integer task,
                @Nullable Integer component,
                boolean filled) {
            var groups = EnumSet.noneOf(TargetGroup.class);
            var groupTargets = new EnumMap<TargetGroup, Long>(TargetGroup.class);
            if (filled && random.nextBoolean()) {
                groups.add(TargetGroup.values()[random.nextInt(8)]);
                groupTargets.put(TargetGroup.values()[random.nextInt(8)], (long) random.nextInt(50));
            }
            return new PlanDraft.Project(
                    no,
                    code,
                    "사업 " + code + (filled ? random.nextInt(3) : ""),
                    strategy,
                    task,
                    component,
                    filled ? maybe("부서" + random.nextInt(4)) : null,
                    filled ? ProgrammeType.values()[random.nextInt(10)] : ProgrammeType.DIRECT,
                    filled ? Sector.values()[random.nextInt(3)] : Sector.PUBLIC,
                    groups,
                    filled ? maybe(LocalDate.of(2027, 1 + random.nextInt(12), 1)) : null,
                    filled ? maybe(LocalDate.of(2027, 12, 1 + random.nextInt(28))) : null,
                    filled ? maybe("수행기관" + random.nextInt(3)) : null,
                    filled ? Continuity.values()[random.nextInt(3)] : Continuity.NEW,
                    filled ? details(groupTargets) : ProjectDetails.NONE,
                    filled ? targets() : List.of(),
                    filled
                            ? Stream.generate(this::amount)
                                    .limit(random.nextInt(4))
                                    .toList()
                            : List.of());
        }

        private ProjectDetails details(Map<TargetGroup, Long> groupTargets) {
            return new ProjectDetails(
                    maybe("목적 " + random.nextInt(3)),
                    maybe("협력 " + random.nextInt(3)),
                    maybe("조례 " + random.nextInt(3)),
                    maybe("공모 " + random.nextInt(3)),
                    maybe("위험 " + random.nextInt(3)),
                    new ExpectedTerms(
                            maybe(BigDecimal.valueOf(1 + random.nextInt(12))),
                            maybe(BigDecimal.valueOf(15 + random.nextInt(25))),
                            maybe(ExpectedTerms.Contract.values()[random.nextInt(3)]),
                            maybe(2_000_000L + random.nextInt(9)),
                            maybe(random.nextBoolean())),
                    maybe("A" + random.nextInt(9)),
                    groupTargets,
                    Measure.values()[random.nextInt(6)],
                    maybe("명"));
        }

        private List<Project.Target> targets() {
            var measure = Measure.values()[random.nextInt(6)];
            return Stream.of(1, 4, 7, 10)
                    .filter(month -> random.nextBoolean())
                    .map(month -> new Project.Target(
                            LocalDate.of(2027, month, 1),
                            LocalDate.of(2027, month + 2, 28),
                            quantity(random.nextInt(4) == 0 ? Measure.JOBS : measure)))
                    .toList();
        }

        private Quantity quantity(Measure measure) {
            return new Quantity(random.nextInt(500), measure, measure.usualUnit(), random.nextInt(5) == 0);
        }

        private PlanDraft.Amount amount() {
            return new PlanDraft.Amount(
                    BudgetSource.values()[random.nextInt(5)],
                    maybe(2027 + random.nextInt(2)),
                    maybe((long) random.nextInt(1000)),
                    maybe((long) random.nextInt(10)),
                    maybe((long) random.nextInt(1000)));
        }

        PlanDraft.Project numbered(PlanDraft.Project project, int no) {
            return new PlanDraft.Project(
                    no,
                    project.code(),
                    project.name(),
                    project.strategy(),
                    project.task(),
                    project.component(),
                    project.department(),
                    project.programmeType(),
                    project.sector(),
                    project.targetGroups(),
                    project.from(),
                    project.to(),
                    project.deliveringBody(),
                    project.continuity(),
                    project.details(),
                    project.targets(),
                    project.budget());
        }

        PlanDraft.Project with(PlanDraft.Project project, Measure measure, long amount) {
            return new PlanDraft.Project(
                    project.no(),
                    project.code(),
                    project.name(),
                    project.strategy(),
                    project.task(),
                    project.component(),
                    project.department(),
                    project.programmeType(),
                    project.sector(),
                    project.targetGroups(),
                    project.from(),
                    project.to(),
                    project.deliveringBody(),
                    project.continuity(),
                    project.details(),
                    List.of(new Project.Target(
                            LocalDate.of(2027, 1, 1),
                            LocalDate.of(2027, 12, 31),
                            new Quantity(amount, measure, measure.usualUnit(), false))),
                    project.budget());
        }

        private <T> @Nullable T maybe(T value) {
            return random.nextInt(3) == 0 ? null : value;
        }
    }
}
