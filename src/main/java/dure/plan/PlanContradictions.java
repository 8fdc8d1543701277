package dure.plan;

import dure.finding.Checks;
import dure.finding.Checks.Cover;
import dure.finding.Finding;
import dure.finding.Stated;
import dure.finding.Text;
import dure.plan.Said.At;
import dure.plan.Said.Where;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says against itself and against the plans around it. Each method is one criterion; all of them are asked,
 * of a workbook as of a stored plan.
 */
final class PlanContradictions {
    private static final String WON = "원";
    private static final String PERSONS = "명";

    private final Said plan;
    private final Around around;
    private final List<Finding> findings = new ArrayList<>();

    private PlanContradictions(Said plan, Around around) {
        this.plan = plan;
        this.around = around;
    }

    static List<Finding> of(Said plan, Around around) {
        var asked = new PlanContradictions(plan, around);
        asked.partsStayWithinTheTotal();
        asked.yearsMakeTheTotal();
        asked.projectsStayWithinTheirComponent();
        asked.budgetStaysWithinTheTotal();
        asked.executionStaysWithinAppropriation();
        asked.jobsCostWhatJobsCost();
        asked.growthIsAsStated();
        asked.theYearBeforeIsAsStated();
        asked.ratesNameTheirAges();
        asked.ratesAgreeWithTheirCounts();
        asked.yearAndTermAgree();
        asked.statedUnitsAreOne();
        return List.copyOf(asked.findings);
    }

    private void say(Optional<Finding> finding, Where where, @Nullable PlanField field) {
        finding.ifPresent(found -> findings.add(found.at(where.place(field))));
    }

    private Optional<Stated> total() {
        var target = plan.target();
        return target == null ? Optional.empty() : Optional.of(target.stated(Text.of("plan.said.total")));
    }

    /** Less than the total is a remainder, which the plan keeps as a line; more is a contradiction, and so are sites. */
    private void partsStayWithinTheTotal() {
        total().filter(total -> plan.kind() == PlanKind.YEAR).ifPresent(total -> {
            var jobs = plan.parts(Measure.JOBS);
            var sites = Checks.sites(total, jobs, plan.parts(Measure.SITES));
            say(sites.or(() -> Checks.sum(total, jobs, Cover.WITHIN)), plan.basics(), PlanField.TARGET);
        });
    }

    private void yearsMakeTheTotal() {
        var years = plan.years().stream().map(At::value).toList();
        var stated = years.stream()
                .map(year -> year.jobs().stated(Text.of("plan.said.ofTerm", String.valueOf(year.year()))))
                .toList();
        var all = !around.yearsOfTerm().isEmpty()
                && years.stream().map(TermPlan.YearTarget::year).toList().containsAll(around.yearsOfTerm());
        total().ifPresent(total ->
                say(Checks.sum(total, stated, all ? Cover.WHOLE : Cover.WITHIN), plan.basics(), PlanField.TARGET));
    }

    /** Two components whose projects fit each other are one finding, and not two sums that differ. */
    private void projectsStayWithinTheirComponent() {
        var exceeding = new LinkedHashMap<At<Component>, Finding>();
        for (var at : plan.components()) {
            Checks.sum(stated(at.value()), plan.parts(at.value()), Cover.WITHIN)
                    .ifPresent(finding -> exceeding.put(at, finding));
        }
        var explained = new HashSet<At<Component>>();
        for (var one : exceeding.keySet()) {
            if (!explained.contains(one)) {
                swappedWith(one, explained);
            }
        }
        exceeding.forEach((at, finding) -> {
            if (!explained.contains(at)) {
                say(Optional.of(finding), at.where(), PlanField.COMPONENT_QUANTITY);
            }
        });
    }

    private void swappedWith(At<Component> one, Set<At<Component>> explained) {
        for (var other : plan.components()) {
            if (!other.equals(one)
                    && other.value().quantity().measure()
                            == one.value().quantity().measure()) {
                var swapped = Checks.swapped(
                        stated(one.value()), plan.parts(one.value()), stated(other.value()), plan.parts(other.value()));
                if (swapped.isPresent()) {
                    say(swapped, one.where(), PlanField.COMPONENT_QUANTITY);
                    explained.add(one);
                    explained.add(other);
                    return;
                }
            }
        }
    }

    private static Stated stated(Component component) {
        return component.quantity().stated(Said.called(component));
    }

    private void budgetStaysWithinTheTotal() {
        var total = Said.Money.sum(plan.budget().stream().map(At::value)).appropriated();
        if (total != null && total > 0) {
            var parts = plan.projects().stream()
                    .map(At::value)
                    .filter(project -> project.money().appropriated() != null)
                    .map(project -> won(
                            project.called(),
                            Objects.requireNonNull(project.money().appropriated())))
                    .toList();
            say(
                    Checks.sum(won(Text.of("plan.said.budget"), total), parts, Cover.WITHIN),
                    plan.budget().getFirst().where(),
                    PlanField.BUDGET_APPROPRIATED);
        }
    }

    private void executionStaysWithinAppropriation() {
        for (var project : plan.projects()) {
            say(
                    spent(
                            project.value().money(),
                            "plan.said.ofProject",
                            project.value().name()),
                    project.where(),
                    PlanField.PROJECT_EXECUTED);
        }
        for (var line : plan.budget()) {
            say(spent(line.value(), "plan.said.ofPlan", ""), line.where(), PlanField.BUDGET_EXECUTED);
        }
    }

    private static Optional<Finding> spent(Said.Money money, String key, String name) {
        var appropriated = money.appropriated();
        var executed = money.executed();
        return appropriated == null || appropriated == 0 || executed == null
                ? Optional.empty()
                : Checks.spent(
                        won(Text.of(key + ".appropriated", name), appropriated),
                        won(Text.of(key + ".executed", name), executed));
    }

    /** Where the whole plan is off, a unit was misread for all of it: its projects say nothing more. */
    private void jobsCostWhatJobsCost() {
        var appropriated = plan.appropriated();
        var ofPlan = total().flatMap(total -> appropriated == null
                ? Optional.empty()
                : Checks.costPerJob(total, won(Text.of("plan.said.budget"), appropriated)));
        if (ofPlan.isPresent()) {
            var where = plan.budget().isEmpty()
                    ? plan.basics()
                    : plan.budget().getFirst().where();
            say(ofPlan, where, plan.budget().isEmpty() ? PlanField.TARGET : PlanField.BUDGET_APPROPRIATED);
            return;
        }
        for (var project : plan.projects()) {
            var money = project.value().money().appropriated();
            if (money != null) {
                project.value()
                        .target(Measure.JOBS)
                        .forEach(jobs -> say(
                                Checks.costPerJob(
                                        new Stated(
                                                Text.of("plan.said.target"),
                                                jobs.amount(),
                                                jobs.approximate(),
                                                jobs.unit()),
                                        won(
                                                Text.of(
                                                        "plan.said.ofProject.appropriated",
                                                        project.value().name()),
                                                money)),
                                project.where(),
                                null));
            }
        }
    }

    private void growthIsAsStated() {
        var growth = plan.growth();
        var before = before();
        if (growth != null && before.isPresent()) {
            total().ifPresent(
                            total -> say(Checks.growth(growth, total, before.get()), plan.basics(), PlanField.GROWTH));
        }
    }

    /** The earlier target that the plan itself names, else that of the plan of the year before. */
    private Optional<Stated> before() {
        return named().or(this::planned);
    }

    private Optional<Stated> named() {
        var previous = plan.previousTarget();
        var unit =
                plan.target() == null ? Measure.JOBS.usualUnit() : plan.target().statedUnit();
        return previous == null
                ? Optional.empty()
                : Optional.of(Stated.exactly(Text.of("plan.said.previous"), previous, unit));
    }

    private Optional<Stated> planned() {
        var before = around.yearBefore();
        return before == null
                ? Optional.empty()
                : Optional.of(before.stated(Text.of("plan.said.ofYear", String.valueOf(plan.period() - 1))));
    }

    private void theYearBeforeIsAsStated() {
        named().ifPresent(named -> planned()
                .ifPresent(
                        planned -> say(Checks.sameTarget(named, planned), plan.basics(), PlanField.PREVIOUS_TARGET)));
    }

    private void ratesNameTheirAges() {
        rates().filter(rate -> rate.value().ageBase() == null)
                .forEach(rate -> say(
                        Checks.rateWithoutAgeBase(
                                called(Goal.Kind.EMPLOYMENT_RATE), rate.value().value()),
                        rate.where(),
                        PlanField.GOAL_AGE_BASE));
    }

    private java.util.stream.Stream<At<Goal>> rates() {
        return plan.goals().stream().filter(goal -> goal.value().kind() == Goal.Kind.EMPLOYMENT_RATE);
    }

    private void ratesAgreeWithTheirCounts() {
        rates().forEach(rate -> plan.goals().stream()
                .map(At::value)
                .filter(goal -> goal.kind() == Goal.Kind.EMPLOYED)
                .filter(goal -> Objects.equals(goal.period(), rate.value().period()))
                .filter(goal -> goal.ageBase() == null
                        || goal.ageBase().equals(rate.value().ageBase()))
                .findFirst()
                .ifPresent(employed -> say(agree(rate.value(), employed), rate.where(), PlanField.GOAL_VALUE)));
    }

    private static Optional<Finding> agree(Goal rate, Goal employed) {
        var population = rate.population() != null ? rate.population() : employed.population();
        return population == null
                ? Optional.empty()
                : Checks.rate(
                        called(Goal.Kind.EMPLOYMENT_RATE),
                        rate.value(),
                        new Stated(
                                called(Goal.Kind.EMPLOYED),
                                employed.value().longValue(),
                                employed.approximate(),
                                PERSONS),
                        Stated.exactly(Text.of("plan.said.population"), population, PERSONS));
    }

    private static Text called(Goal.Kind kind) {
        return Text.of("plan.goal." + kind);
    }

    private void yearAndTermAgree() {
        var target = plan.target();
        var ofTerm = around.ofTerm().get(plan.period());
        if (plan.kind() == PlanKind.YEAR && target != null && ofTerm != null) {
            say(agree(plan.period(), target, ofTerm), plan.basics(), PlanField.TARGET);
        }
        for (var year : plan.years()) {
            var ofYear = around.ofYears().get(year.value().year());
            if (ofYear != null) {
                say(agree(year.value().year(), ofYear, year.value().jobs()), year.where(), PlanField.YEAR_TARGET);
            }
        }
    }

    /** Said in the same words from either side: who reads both hears it once. */
    private static Optional<Finding> agree(int year, Quantity ofYear, Quantity ofTerm) {
        return Checks.sameTarget(
                ofYear.stated(Text.of("plan.said.ofYear", String.valueOf(year))),
                ofTerm.stated(Text.of("plan.said.ofTerm", String.valueOf(year))));
    }

    /** 개, 명 and 건 under one total are all jobs; they add up, and the reader should know. */
    private void statedUnitsAreOne() {
        var units = new LinkedHashSet<String>();
        total().ifPresent(total -> units.add(total.unit()));
        plan.parts(Measure.JOBS).forEach(part -> units.add(part.unit()));
        say(Checks.mixedUnits(units), plan.basics(), PlanField.TARGET_UNIT);
    }

    private static Stated won(Text name, long amount) {
        return Stated.exactly(name, amount, WON);
    }
}
