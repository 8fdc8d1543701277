package dure.forecast;

import dure.finding.Text;
import dure.ledger.Figures;
import dure.ledger.Flow;
import dure.ledger.Part;
import dure.ledger.Question;
import dure.ledger.Scope;
import dure.plan.Measure;
import dure.plan.Plans;
import dure.plan.TermPlan;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to 전망. As figures, forecasts are computed when they are asked for, from the plan and the entries that the viewer
 * may see: the public gets one that is made of what is disclosed. The same question has the same answer.
 */
@Service
public class Forecasts {
    /** Programmes end in autumn: a year of which October to December say nothing may be whole, one that stops in summer is not. */
    private static final int LAST_MONTHS = 4;

    private final Gathering gathering;
    private final SeasonStore seasons;
    private final Figures figures;
    private final Plans plans;

    Forecasts(Gathering gathering, SeasonStore seasons, Figures figures, Plans plans) {
        this.gathering = gathering;
        this.seasons = seasons;
        this.figures = figures;
        this.plans = plans;
    }

    /** Of a year ({@link Scope.InYear}); empty where there is neither a plan nor an entry. */
    @Transactional(readOnly = true)
    public Optional<Forecast> year(Question question) {
        return outlook(question).map(Outlook::forecast);
    }

    /** Of a term ({@link Scope.InTerm}); empty where there is neither a plan nor an entry. */
    @Transactional(readOnly = true)
    public Optional<Forecast> term(Question question) {
        return outlook(question).map(Outlook::forecast);
    }

    /** 부진 사업 of the year, the largest expected shortfall first. */
    @Transactional(readOnly = true)
    public List<Laggard> laggards(Question question) {
        return outlook(question).map(Forecasts::laggards).orElse(List.of());
    }

    static List<Laggard> laggards(Outlook outlook) {
        return outlook.byShortfall().stream()
                .filter(one -> one.target() != null && one.expected() < one.target() && one.shortfall() > 0)
                .map(one -> new Laggard(
                        one.project(), one.expected(), Objects.requireNonNull(one.target()), one.shortfall()))
                .toList();
    }

    /** Of the question's year or term, with its parts. The question's own part is not asked for. */
    @Transactional(readOnly = true)
    public Optional<Outlook> outlook(Question question) {
        return isUnreported(question)
                ? Optional.empty()
                : switch (question.scope()) {
                    case Scope.InYear year -> ofYear(question, year.year());
                    case Scope.InTerm term -> ofTerm(question, term);
                };
    }

    /**
     * Whether the scope is long over and its last months were never told of: what came about in them is not known, and neither 0
     * nor still to be expected.
     */
    private boolean isUnreported(Question question) {
        var end = question.scope().to();
        if (question.asOf().isBefore(end.plusMonths(Gathering.MONTHS_OF_GRACE))) {
            return false;
        }
        return figures.flows(question).stream().noneMatch(flow -> flow.to().isAfter(end.minusMonths(LAST_MONTHS)));
    }

    private static boolean isStrict(Question question) {
        var criteria = question.rule().criteria();
        return criteria.basisAtLeast() != null
                || !criteria.programmeTypes().isEmpty()
                || !criteria.sectors().isEmpty()
                || criteria.months() != null
                || criteria.weeklyHours() != null
                || criteria.funded() != null
                || criteria.oncePerPerson();
    }

    /** The same question has the same chance. */
    private static long seed(Question question, int year) {
        return Objects.hash(
                                question.book().municipality().value(),
                                question.book().dataSet().name(),
                                question.asOf(),
                                question.known().position(),
                                question.rule().key().toString())
                        * 31L
                + year;
    }

    private Learned learned(Question question, Gathered gathered) {
        return new Learned(gathered.works(), seasons.in(gathered.year()), gathered.wholes(), isStrict(question));
    }

    private Optional<Outlook> ofYear(Question question, int year) {
        var gathered = gathering.year(question, year, Map.of());
        if (gathered.isEmpty()) {
            return Optional.empty();
        }
        var plan = gathered.plan();
        var strategies = plan == null
                ? List.<Integer>of()
                : plan.strategies().stream().map(one -> one.no()).toList();
        var groups = new int[gathered.works().size()];
        for (int i = 0; i < groups.length; i++) {
            var strategy =
                    i < gathered.projects().size() ? gathered.projects().get(i).strategy() : null;
            var at = strategy == null ? -1 : strategies.indexOf(strategy);
            groups[i] = at < 0 ? strategies.size() : at;
        }
        var learned = learned(question, gathered);
        var draws = new YearModel(gathered.works(), learned)
                .draw(seed(question, year), null, groups, strategies.size() + 1);
        var target = plan == null || !question.rule().criteria().measures().contains(Measure.JOBS)
                ? null
                : plan.target() != null
                        ? Long.valueOf(plan.target().amount())
                        : plan.itemised() > 0 ? Long.valueOf(plan.itemised()) : null;
        var time = new Timeline(YearMonth.of(year, 1), draws.courses(), gathered.observed());
        var forecast = time.forecast(target, gathered.flows(), Basis.of(gathered, learned));
        return Optional.of(new Outlook(
                question,
                forecast,
                gathered.counted(),
                gathered.observed() == 0
                        ? null
                        : YearMonth.of(year, gathered.observed()).atEndOfMonth(),
                learned.years == 0,
                time.points(gathered.flows()),
                parts(gathered, draws, groups, strategies),
                projects(gathered, draws)));
    }

    private static List<Outlook.Part> parts(Gathered gathered, Draws draws, int[] groups, List<Integer> strategies) {
        if (strategies.isEmpty()) {
            return List.of();
        }
        var parts = new ArrayList<Outlook.Part>();
        for (int group = 0; group <= strategies.size(); group++) {
            Long target = null;
            long counted = 0;
            for (int i = 0; i < groups.length; i++) {
                if (groups[i] == group) {
                    var work = gathered.works().get(i);
                    counted += work.counted();
                    if (work.target() != null) {
                        target = (target == null ? 0 : target) + work.target();
                    }
                }
            }
            var time = new Timeline(YearMonth.of(gathered.year(), 1), draws.groups()[group], gathered.observed());
            var end = time.end();
            if (group == strategies.size() && counted == 0 && end[end.length - 1] == 0 && target == null) {
                continue;
            }
            var no = group < strategies.size() ? strategies.get(group) : null;
            parts.add(new Outlook.Part(
                    no,
                    no == null
                            ? null
                            : Objects.requireNonNull(gathered.plan())
                                    .strategies()
                                    .get(group)
                                    .name(),
                    target,
                    counted,
                    Math.round(Draws.quantile(end, 10)),
                    Math.round(Draws.quantile(end, 50)),
                    Math.round(Draws.quantile(end, 90)),
                    time.goalDate(target),
                    time.probability(target)));
        }
        return parts;
    }

    private static List<Outlook.ProjectPart> projects(Gathered gathered, Draws draws) {
        var all = new ArrayList<Outlook.ProjectPart>();
        for (int i = 0; i < gathered.projects().size(); i++) {
            var ends = new double[draws.ends()[i].length];
            double sum = 0;
            double missing = 0;
            var target = gathered.works().get(i).target();
            for (int course = 0; course < ends.length; course++) {
                ends[course] = draws.ends()[i][course];
                sum += ends[course];
                missing += target == null ? 0 : Math.max(0, target - ends[course]);
            }
            Arrays.sort(ends);
            var met = new double[ends.length];
            long meeting = 0;
            for (int course = 0; course < met.length; course++) {
                met[course] = draws.met()[i][course];
                meeting += met[course] == Draws.NEVER ? 0 : 1;
            }
            Arrays.sort(met);
            var hasTarget = target != null && target > 0;
            all.add(new Outlook.ProjectPart(
                    gathered.projects().get(i),
                    target,
                    gathered.works().get(i).counted(),
                    Math.round(Draws.quantile(ends, 10)),
                    Math.round(Draws.quantile(ends, 50)),
                    Math.round(Draws.quantile(ends, 90)),
                    Math.round(sum / ends.length),
                    Math.round(missing / ends.length),
                    hasTarget ? Timeline.dates(YearMonth.of(gathered.year(), 1), met) : null,
                    hasTarget ? Double.valueOf((double) meeting / met.length) : null));
        }
        return all;
    }

    private Optional<Outlook> ofTerm(Question question, Scope.InTerm scope) {
        var term = scope.term();
        var plan = plans.term(question.book(), term.no(), question.promise()).orElse(null);
        var flows = figures.flows(question.with(Part.ALL));
        if (plan == null
                && flows.isEmpty()
                && plans.heads(question.book(), question.promise()).stream()
                        .noneMatch(head -> head.kind() == dure.plan.PlanKind.YEAR
                                && term.years().contains(head.period()))) {
            return Optional.empty();
        }
        var first = YearMonth.from(term.from());
        var months = (int) first.until(YearMonth.from(term.to()), java.time.temporal.ChronoUnit.MONTHS) + 1;
        var courses = new double[YearModel.COURSES][months + 1];
        for (var flow : flows) {
            var month = (int) first.until(YearMonth.from(flow.to()), java.time.temporal.ChronoUnit.MONTHS) + 1;
            for (var course : courses) {
                course[month] += flow.quantity();
            }
        }
        var expected = new TreeMap<Integer, Long>();
        var bases = new ArrayList<Text>();
        var few = true;
        var observed = months;
        double[] carried = null;
        for (var year : term.years()) {
            if (covered(flows, year)) {
                continue;
            }
            var gathered = ofTermsYear(question, plan, year, expected);
            if (gathered.observed() >= Season.MONTHS) {
                few = false;
                continue;
            }
            observed = Math.min(
                    observed,
                    Math.max(
                            0,
                            (int) first.until(YearMonth.of(year, 1), java.time.temporal.ChronoUnit.MONTHS)
                                    + gathered.observed()));
            var learned = learned(question, gathered);
            few &= learned.years == 0;
            var draws = new YearModel(gathered.works(), learned).draw(seed(question, year), carried);
            carried = draws.levels();
            expected.put(year, Math.round(Draws.quantile(Draws.sorted(draws.courses(), Season.MONTHS), 50)));
            if (bases.isEmpty()) {
                bases.add(Basis.of(gathered, learned));
            }
            var known = new double[Season.MONTHS + 1];
            gathered.flows().forEach(flow -> known[flow.to().getMonthValue()] += flow.quantity());
            for (int course = 0; course < courses.length; course++) {
                var path = draws.courses()[course];
                for (int month = 1; month <= Season.MONTHS; month++) {
                    var at = (int) first.until(YearMonth.of(year, month), java.time.temporal.ChronoUnit.MONTHS) + 1;
                    if (at >= 1 && at <= months) {
                        courses[course][at] += Math.max(0, path[month] - path[month - 1] - known[month]);
                    }
                }
            }
        }
        for (var course : courses) {
            for (int month = 1; month <= months; month++) {
                course[month] += course[month - 1];
            }
            course[months] = Math.rint(course[months]);
        }
        var target = plan == null
                        || plan.target() == null
                        || !question.rule().criteria().measures().contains(Measure.JOBS)
                ? null
                : Long.valueOf(plan.target().amount());
        var time = new Timeline(first, courses, observed);
        var basis = bases.isEmpty()
                ? Text.of("forecast.basis.over")
                : Text.of("forecast.basis.term", bases.getFirst(), expected.size());
        return Optional.of(new Outlook(
                question,
                time.forecast(target, flows, basis),
                Gathering.quantity(flows),
                observed == 0 ? null : first.plusMonths(observed - 1L).atEndOfMonth(),
                few && !bases.isEmpty(),
                time.points(flows),
                List.of(),
                List.of()));
    }

    /** Whether entries over several years tell of all of a year, so that nothing of it is to come. */
    private static boolean covered(List<Flow> flows, int year) {
        return flows.stream()
                .anyMatch(flow -> flow.from().getYear() != flow.to().getYear()
                        && flow.from().getYear() <= year
                        && !flow.to().isBefore(LocalDate.of(year, 12, 31)));
    }

    /** A year that has no plan of its own has what the term's plan says of it. */
    private Gathered ofTermsYear(Question question, @Nullable TermPlan plan, int year, Map<Integer, Long> expected) {
        var gathered = gathering.year(question, year, expected);
        var term = ((Scope.InTerm) question.scope()).term();
        if (gathered.plan() != null || plan == null) {
            return gathered;
        }
        var aim = plan.years().stream().filter(one -> one.year() == year).findFirst();
        if (aim.isEmpty()) {
            return gathered;
        }
        // Of a year that the term only touches its plan states the half.
        var from = year == term.from().getYear() ? term.from().getMonthValue() - 1 : 0;
        var to = year == term.to().getYear() ? term.to().getMonthValue() : Season.MONTHS;
        var season = seasons.in(year).getOrDefault(dure.plan.ProgrammeType.UNSPECIFIED, Season.EVEN);
        var share = season.until(to) - season.until(from);
        var rest = gathered.works().getLast();
        var works = new ArrayList<>(gathered.works());
        works.set(
                works.size() - 1,
                new Work(
                        rest.type(),
                        Math.round(aim.get().quantity() / Math.max(0.05, share)),
                        rest.from(),
                        rest.to(),
                        rest.flows(),
                        rest.observed(),
                        rest.past(),
                        rest.idle()));
        return new Gathered(
                year, null, gathered.projects(), works, gathered.flows(), gathered.observed(), gathered.wholes());
    }
}
