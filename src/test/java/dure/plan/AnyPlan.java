package dure.plan;

import dure.region.MunicipalityCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Any plan that may be stored, with all that one can hold: by chance, and the same for the same seed. */
final class AnyPlan {
    private static final String LETTERS = "가나다라마바사일자리청년돌봄ABCxyz019 .,·()=+-'\n";

    private final Random chance;
    private final int year;
    private @Nullable String predecessor;

    AnyPlan(long seed, int year) {
        this.chance = new Random(seed);
        this.year = year;
    }

    /** Its first project continues this one of last year's. */
    AnyPlan continuing(String code) {
        predecessor = code;
        return this;
    }

    PlanContent ofYear(MunicipalityCode municipality) {
        var strategies = IntStream.rangeClosed(1, chance.nextInt(4))
                .mapToObj(no -> new Strategy(
                        no * 2,
                        text(),
                        IntStream.rangeClosed(1, chance.nextInt(3))
                                .mapToObj(task -> new Strategy.Task(task * 3, text()))
                                .toList()))
                .toList();
        var components = IntStream.rangeClosed(1, chance.nextInt(3))
                .mapToObj(no -> new Component(
                        no, text(), quantity(one(Measure.values())), one(ProgrammeType.values()), one(Sector.values())))
                .toList();
        var projects = IntStream.rangeClosed(1, 1 + chance.nextInt(6))
                .mapToObj(no -> project(no, strategies, components))
                .toList();
        return new PlanContent(
                head(municipality, PlanKind.YEAR, year),
                List.of(),
                goals(),
                strategies,
                components,
                projects,
                maybe(() -> amount(one(BudgetSource.values()))) instanceof PlanDraft.Amount total
                        ? List.of(total)
                        : List.of());
    }

    PlanContent ofTerm(MunicipalityCode municipality, int term, List<Integer> years) {
        return new PlanContent(
                head(municipality, PlanKind.TERM, term),
                years.stream()
                        .map(one -> new TermPlan.YearTarget(one, chance.nextInt(100_000), chance.nextBoolean()))
                        .toList(),
                goals(),
                List.of(new Strategy(1, text(), List.of(new Strategy.Task(1, text())))),
                List.of(),
                List.of(),
                List.of());
    }

    private PlanDraft.Head head(MunicipalityCode municipality, PlanKind kind, int period) {
        return new PlanDraft.Head(
                municipality,
                kind,
                period,
                text(),
                maybe(() -> quantity(Measure.JOBS)),
                maybe(() -> chance.nextInt(9)),
                maybe(() -> chance.nextInt(20)),
                maybe(() -> chance.nextInt(200)),
                maybe(() -> BigDecimal.valueOf(chance.nextInt(2_000) - 1_000, 4).stripTrailingZeros()),
                maybe(() -> (long) chance.nextInt(50_000)),
                maybe(this::text),
                maybe(() -> new Deliberation(day(), maybe(this::text), maybe(() -> one(Resolution.values())))),
                new Source(SourceKind.OFFICE, chance.nextBoolean() ? "" : text(), maybe(this::day)),
                maybe(this::text),
                chance.nextBoolean() ? "" : text());
    }

    private List<Goal> goals() {
        return IntStream.range(0, chance.nextInt(3))
                .mapToObj(no -> new Goal(
                        one(Goal.Kind.values()),
                        maybe(this::text),
                        BigDecimal.valueOf(chance.nextInt(1_000), 1),
                        maybe(() -> one("15-64", "15+", "15-29")),
                        maybe(() -> 1L + chance.nextInt(90_000)),
                        maybe(() -> (long) chance.nextInt(60_000)),
                        chance.nextBoolean(),
                        maybe(this::text)))
                .toList();
    }

    private PlanDraft.Project project(int no, List<Strategy> strategies, List<Component> components) {
        var strategy = strategies.isEmpty() || chance.nextBoolean() ? null : strategies.getFirst();
        var measure = one(Measure.values());
        var unit = maybe(() -> one("개", "명", "건"));
        var groups = new EnumMap<TargetGroup, Long>(TargetGroup.class);
        IntStream.range(0, chance.nextInt(3))
                .forEach(any -> groups.put(one(TargetGroup.values()), (long) chance.nextInt(500)));
        var from = maybe(this::day);
        var details = new ProjectDetails(
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                new ExpectedTerms(
                        maybe(() -> BigDecimal.valueOf(1 + chance.nextInt(240), 1)),
                        maybe(() -> BigDecimal.valueOf(1 + chance.nextInt(400), 1)),
                        maybe(() -> one(ExpectedTerms.Contract.values())),
                        maybe(() -> (long) chance.nextInt(4_000_000)),
                        maybe(chance::nextBoolean)),
                no == 1 ? predecessor : null,
                groups,
                measure,
                unit);
        return new PlanDraft.Project(
                no,
                chance.nextBoolean() ? String.valueOf(no) : "YJ-" + no,
                text(),
                strategy == null ? null : strategy.no(),
                strategy == null || strategy.tasks().isEmpty() || chance.nextBoolean()
                        ? null
                        : strategy.tasks().getFirst().no(),
                components.isEmpty() || chance.nextBoolean()
                        ? null
                        : components.getLast().no(),
                maybe(() -> one("가상과", "시험과")),
                one(ProgrammeType.values()),
                one(Sector.values()),
                groupSet(),
                from,
                from == null ? null : from.plusDays(chance.nextInt(100)),
                maybe(this::text),
                one(Continuity.values()),
                details,
                targets(measure, unit == null ? measure.usualUnit() : unit),
                budget());
    }

    private Set<TargetGroup> groupSet() {
        var groups = EnumSet.noneOf(TargetGroup.class);
        for (var group : TargetGroup.values()) {
            if (chance.nextInt(4) == 0) {
                groups.add(group);
            }
        }
        return groups;
    }

    /** Of the year, some quarters, some months, both, or periods of any length; now and then with a measure beside it. */
    private List<Project.Target> targets(Measure measure, String unit) {
        var targets = new ArrayList<Project.Target>();
        var about = chance.nextBoolean();
        Supplier<Quantity> some = () -> new Quantity(chance.nextInt(300), measure, unit, about);
        switch (chance.nextInt(6)) {
            case 0 -> targets.add(new Project.Target(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), some.get()));
            case 1 -> quarters(targets, some, 1 + chance.nextInt(4));
            case 2 -> months(targets, some, 1, 12);
            case 3 -> {
                months(targets, some, 1, 3);
                targets.add(new Project.Target(LocalDate.of(year, 4, 1), LocalDate.of(year, 6, 30), some.get()));
            }
            case 4 -> {
                targets.add(new Project.Target(LocalDate.of(year, 2, 3), LocalDate.of(year, 5, 9), some.get()));
                targets.add(new Project.Target(
                        LocalDate.of(year, 2, 3),
                        LocalDate.of(year, 5, 9),
                        new Quantity(7, measure == Measure.SITES ? Measure.JOBS : Measure.SITES, "곳", false)));
                targets.add(new Project.Target(LocalDate.of(year, 6, 1), LocalDate.of(year, 12, 31), some.get()));
            }
            default -> {}
        }
        targets.sort(TargetCells.ORDER);
        return targets;
    }

    private void quarters(List<Project.Target> targets, Supplier<Quantity> some, int count) {
        for (var quarter = 0; quarter < count; quarter++) {
            var last = YearMonth.of(year, quarter * 3 + 3);
            targets.add(new Project.Target(last.minusMonths(2).atDay(1), last.atEndOfMonth(), some.get()));
        }
    }

    private void months(List<Project.Target> targets, Supplier<Quantity> some, int first, int last) {
        for (var month = first; month <= last; month++) {
            var of = YearMonth.of(year, month);
            targets.add(new Project.Target(of.atDay(1), of.atEndOfMonth(), some.get()));
        }
    }

    private List<PlanDraft.Amount> budget() {
        var amounts = new ArrayList<PlanDraft.Amount>();
        for (var source : BudgetSource.values()) {
            switch (chance.nextInt(5)) {
                case 0 -> amounts.add(new PlanDraft.Amount(source, chance.nextInt(900) * 1_000L, null));
                case 1 -> amounts.add(amount(source));
                default -> {}
            }
        }
        return amounts;
    }

    private PlanDraft.Amount amount(BudgetSource source) {
        return new PlanDraft.Amount(
                source,
                maybe(() -> year + chance.nextInt(3)),
                maybe(() -> (long) chance.nextInt(900_000_000)),
                (long) chance.nextInt(90_000_000),
                maybe(() -> (long) chance.nextInt(900_000_000)));
    }

    private Quantity quantity(Measure measure) {
        return new Quantity(chance.nextInt(10_000), measure, one("개", "명", "건"), chance.nextBoolean());
    }

    private LocalDate day() {
        return LocalDate.of(year, 1, 1).plusDays(chance.nextInt(300));
    }

    /** As texts are kept: composed, and with nothing around them. */
    private String text() {
        var text = new StringBuilder();
        IntStream.range(0, 1 + chance.nextInt(20))
                .forEach(any -> text.append(LETTERS.charAt(chance.nextInt(LETTERS.length()))));
        return "글" + (text + ".").strip();
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return chance.nextBoolean() ? value.get() : null;
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[chance.nextInt(values.length)];
    }
}
