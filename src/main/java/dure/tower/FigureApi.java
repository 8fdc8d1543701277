package dure.tower;

import dure.access.Access;
import dure.ledger.Basis;
import dure.ledger.CountingRule;
import dure.ledger.Figures;
import dure.ledger.Line;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.ledger.Tally;
import dure.ledger.TermProgress;
import dure.ledger.YearProgress;
import dure.plan.AnnualPlan;
import dure.plan.BudgetLine;
import dure.plan.BudgetSource;
import dure.plan.Goal;
import dure.plan.Growth;
import dure.plan.PlanHead;
import dure.plan.Plans;
import dure.plan.Project;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.plan.Promise;
import dure.plan.Quantity;
import dure.region.Book;
import dure.region.DataSet;
import dure.tower.Answers.BudgetAnswer;
import dure.tower.Answers.EntriesAnswer;
import dure.tower.Answers.EntryAnswer;
import dure.tower.Answers.PlanAnswer;
import dure.tower.Answers.ProgressAnswer;
import dure.tower.Answers.RuleUsed;
import dure.tower.Answers.TermAnswer;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Plans and figures for machines. Every figure says which rule, day and ledger it used. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "figures")
class FigureApi {
    private static final int LARGEST_PAGE = 1000;

    private final Asking asking;
    private final Plans plans;
    private final Figures figures;
    private final Rules rules;
    private final Access access;
    private final MessageSource messages;

    FigureApi(Asking asking, Plans plans, Figures figures, Rules rules, Access access, MessageSource messages) {
        this.asking = asking;
        this.plans = plans;
        this.figures = figures;
        this.rules = rules;
        this.access = access;
        this.messages = messages;
    }

    @GetMapping("/rules")
    @Operation(operationId = "rules", summary = "Every version of every published counting rule")
    List<Answers.RuleAnswer> rules(Locale locale) {
        return rules.all().stream()
                .map(rule -> Answers.RuleAnswer.of(rule, locale))
                .toList();
    }

    @GetMapping("/municipalities/{code}/terms/{term}")
    @Operation(operationId = "term", summary = "A term's goal and what came of it so far")
    TermAnswer term(
            @PathVariable String code,
            @PathVariable int term,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String against,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        var municipality = asking.municipality(code);
        var scope = new Scope.InTerm(asking.term(term));
        var asked = asking.asked(asOf, knownAt, rule, against);
        var book = asking.shownBook(municipality, dataSet);
        var progress = figures.term(asked.of(figures, book, scope));
        if (progress.plan() == null
                && progress.count().total().entries() == 0
                && progress.years().stream().allMatch(year -> year.target() == null)) {
            throw Refusal.of(
                    HttpStatus.NOT_FOUND, "tower.asking.noTermPlan", municipality.fullName(), String.valueOf(term));
        }
        var question = progress.count().question();
        var plan = progress.plan();
        return new TermAnswer(
                code,
                term,
                progress.term().from(),
                progress.term().to(),
                Answers.orNull(progress.target()),
                plan != null && Answers.approximate(plan.target()),
                progress.count().total().quantity(),
                progress.count().total().approximate(),
                Answers.orNull(progress.progress()),
                new Answers.Projected(progress.actualPlusPlanned(), Answers.orNull(progress.projected())),
                unit(question.rule()),
                RuleUsed.of(question.rule().key()),
                question.asOf(),
                Answers.LedgerUsed.of(question.known()),
                plan == null ? null : new Answers.PlanUsed(plan.version(), question.promise()),
                plan == null ? null : originalTarget(plan.head()),
                years(progress),
                plan == null
                        ? List.of()
                        : plan.goals().stream().map(Answers.GoalAnswer::of).toList(),
                byBasis(progress.count().byBasis(), locale),
                Answers.ExcludedAnswer.of(progress.count().excluded()),
                isSample(book));
    }

    private static List<Answers.YearOfTerm> years(TermProgress progress) {
        var years = new ArrayList<>(progress.years().stream()
                .map(year -> new Answers.YearOfTerm(
                        year.year(),
                        year.from(),
                        year.to(),
                        year.target(),
                        year.actual().quantity(),
                        year.actual().approximate()))
                .toList());
        var several = progress.overSeveralYears();
        if (several.entries() > 0) {
            years.add(new Answers.YearOfTerm(
                    null,
                    progress.term().from(),
                    Objects.requireNonNull(progress.count().lastDay()),
                    null,
                    several.quantity(),
                    several.approximate()));
        }
        return years;
    }

    @GetMapping("/municipalities/{code}/plans/{year}")
    @Operation(operationId = "plan", summary = "A year's plan: what it declares, what it itemises, and what remains")
    PlanAnswer plan(
            @PathVariable String code,
            @PathVariable int year,
            @RequestParam(required = false) @Nullable String dataSet) {
        var municipality = asking.municipality(code);
        var book = asking.shownBook(municipality, dataSet);
        var plan = plans.annual(book, Asking.year(year))
                .orElseThrow(() -> Refusal.of(
                        HttpStatus.NOT_FOUND, "tower.asking.noPlan", municipality.fullName(), String.valueOf(year)));
        var growth = plans.growth(plan).orElse(null);
        return new PlanAnswer(
                code,
                year,
                plan.title(),
                plan.version(),
                plan.state(),
                plan.target() == null ? null : Long.valueOf(plan.target().amount()),
                plan.target() == null ? null : plan.target().statedUnit(),
                Answers.approximate(plan.target()),
                plan.itemised(),
                Answers.orNull(plan.remainder()),
                plan.declaredStrategies(),
                plan.declaredTasks(),
                plan.declaredProjects(),
                plan.strategies().stream()
                        .map(strategy -> new Answers.StrategyAnswer(
                                strategy.no(),
                                strategy.name(),
                                strategy.tasks().stream()
                                        .map(task -> new Answers.TaskAnswer(task.no(), task.name()))
                                        .toList()))
                        .toList(),
                plan.projects().stream().map(FigureApi::project).toList(),
                plan.components().stream()
                        .map(component -> new Answers.ComponentAnswer(
                                component.label(),
                                component.quantity().amount(),
                                component.quantity().statedUnit(),
                                component.quantity().measure(),
                                component.quantity().approximate(),
                                component.programmeType(),
                                component.sector()))
                        .toList(),
                budget(plan),
                rateTarget(plan),
                plan.goals().stream().map(Answers.GoalAnswer::of).toList(),
                growth == null ? null : growth(growth),
                plan.deliberation() == null
                        ? null
                        : new Answers.DeliberationAnswer(
                                plan.deliberation().on(),
                                plan.deliberation().by(),
                                plan.deliberation().resolution()),
                new Answers.SourceAnswer(
                        plan.source().kind(),
                        plan.source().name(),
                        plan.source().date()),
                plan.inferred(),
                plan.remarks(),
                plan.disclosedAt(),
                isSample(book));
    }

    private static Answers.GrowthAnswer growth(Growth growth) {
        return new Answers.GrowthAnswer(growth.ratio(), growth.stated(), growth.previousTarget(), growth.inferred());
    }

    private static Answers.ProjectAnswer project(Project project) {
        return new Answers.ProjectAnswer(
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
                project.targets().stream()
                        .map(target -> target(target.from(), target.to(), target.quantity()))
                        .toList());
    }

    private static Answers.TargetAnswer target(LocalDate from, LocalDate to, Quantity quantity) {
        return new Answers.TargetAnswer(
                from, to, quantity.amount(), quantity.statedUnit(), quantity.measure(), quantity.approximate());
    }

    private static BudgetAnswer budget(AnnualPlan plan) {
        var bySource = plan.budget().stream()
                .collect(Collectors.groupingBy(
                        BudgetLine::source, () -> new EnumMap<>(BudgetSource.class), Collectors.toList()))
                .entrySet()
                .stream()
                .map(source -> new Answers.BudgetBySource(
                        source.getKey(),
                        sum(source.getValue(), BudgetLine::appropriated),
                        sum(source.getValue(), BudgetLine::executed)))
                .toList();
        return new BudgetAnswer(Answers.orNull(plan.appropriated()), Answers.orNull(plan.executed()), "KRW", bySource);
    }

    private static @Nullable Long sum(List<BudgetLine> lines, Function<BudgetLine, @Nullable Long> amountOf) {
        Long sum = null;
        for (var line : lines) {
            var amount = amountOf.apply(line);
            if (amount != null) {
                sum = sum == null ? amount : Long.valueOf(sum + amount);
            }
        }
        return sum;
    }

    private static Answers.@Nullable RateTarget rateTarget(AnnualPlan plan) {
        return plan.goals().stream()
                .filter(goal -> goal.kind() == Goal.Kind.EMPLOYMENT_RATE)
                .findFirst()
                .map(goal -> new Answers.RateTarget(
                        goal.value(),
                        "%",
                        goal.ageBase(),
                        goal.period(),
                        Answers.orNull(goal.personsNeeded()),
                        goal.approximate()))
                .orElse(null);
    }

    @GetMapping("/municipalities/{code}/plans/{year}/progress")
    @Operation(operationId = "progress", summary = "A year's target and what came of it")
    ProgressAnswer progress(
            @PathVariable String code,
            @PathVariable int year,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String against,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        var municipality = asking.municipality(code);
        var asked = asking.asked(asOf, knownAt, rule, against);
        var book = asking.shownBook(municipality, dataSet);
        var progress = figures.year(asked.of(figures, book, new Scope.InYear(Asking.year(year))));
        if (progress.plan() == null && progress.count().total().entries() == 0) {
            throw Refusal.of(
                    HttpStatus.NOT_FOUND, "tower.asking.noPlan", municipality.fullName(), String.valueOf(year));
        }
        var count = progress.count();
        var question = count.question();
        var plan = progress.plan();
        return new ProgressAnswer(
                code,
                year,
                Answers.orNull(progress.target()),
                progress.plan() != null && Answers.approximate(progress.plan().target()),
                count.total().quantity(),
                count.total().approximate(),
                Answers.orNull(progress.progress()),
                unit(question.rule()),
                Answers.slices(progress.bySector(), "plan.sector", messages, locale),
                Answers.slices(progress.byProgrammeType(), "plan.programmeType", messages, locale),
                Answers.groups(progress.byTargetGroup(), messages, locale),
                Answers.slices(
                        progress.byStrategy(),
                        key -> key.map(String::valueOf).orElse("UNSPECIFIED"),
                        key -> strategyName(progress, key, locale)),
                Answers.slices(
                        progress.byDepartment(),
                        key -> key.orElse("UNSPECIFIED"),
                        key -> key.orElseGet(() -> unspecified(locale))),
                byBasis(count.byBasis(), locale),
                months(progress),
                count.unitemised(),
                Answers.ExcludedAnswer.of(count.excluded()),
                progress.rank() == null
                        ? null
                        : new Answers.RankAnswer(
                                progress.rank().place(), progress.rank().of()),
                new Answers.CostPerJob(
                        Answers.orNull(progress.executedPerJob()),
                        Answers.orNull(progress.appropriatedPerTargetJob()),
                        "KRW"),
                RuleUsed.of(question.rule().key()),
                question.asOf(),
                Answers.LedgerUsed.of(question.known()),
                plan == null ? null : new Answers.PlanUsed(plan.version(), question.promise()),
                plan == null ? null : originalTarget(plan.head()),
                isSample(book));
    }

    private @Nullable Long originalTarget(PlanHead plan) {
        return plans.original(plan).map(PlanHead::target).map(Quantity::amount).orElse(null);
    }

    private String strategyName(YearProgress progress, Optional<Integer> no, Locale locale) {
        return Optional.ofNullable(progress.plan())
                .flatMap(plan -> plan.strategies().stream()
                        .filter(strategy -> no.isPresent() && no.get() == strategy.no())
                        .findFirst())
                .map(strategy -> strategy.name())
                .orElseGet(() -> unspecified(locale));
    }

    private String unspecified(Locale locale) {
        return messages.getMessage("tower.unspecified", null, locale);
    }

    private static List<Answers.MonthAnswer> months(YearProgress progress) {
        var months = new ArrayList<Answers.MonthAnswer>();
        long cumulative = 0;
        for (var month : progress.count().byMonth().entrySet()) {
            cumulative += month.getValue().quantity();
            months.add(new Answers.MonthAnswer(
                    month.getKey().toString().substring(0, 7),
                    month.getValue().quantity(),
                    cumulative,
                    month.getValue().approximate()));
        }
        return months;
    }

    private List<Answers.Slice> byBasis(Map<Basis, Tally> byBasis, Locale locale) {
        return byBasis.entrySet().stream()
                .map(basis -> Answers.ofBasis(basis.getKey(), basis.getValue(), messages, locale))
                .toList();
    }

    @GetMapping("/municipalities/{code}/entries")
    @Operation(
            operationId = "entries",
            summary =
                    "The entries of a figure; their quantities add up to it. With a step, what the rule leaves out there")
    EntriesAnswer entries(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer term,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String against,
            @RequestParam(required = false) @Nullable String sector,
            @RequestParam(required = false) @Nullable String programmeType,
            @RequestParam(required = false) @Nullable String targetGroup,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String strategy,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "100") int size,
            @RequestParam(required = false) @Nullable String dataSet) {
        var municipality = asking.municipality(code);
        if (page < 0 || page > 1_000_000 || size < 1 || size > LARGEST_PAGE) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "tower.asking.page", LARGEST_PAGE);
        }
        var asked = asking.asked(asOf, knownAt, rule, against);
        var book = asking.shownBook(municipality, dataSet);
        var parts = new PartOfFigure(sector, programmeType, targetGroup, basis, month, strategy, department, project);
        var scope = asking.scope(year, term, book, asked.asOf());
        var question = asked.of(figures, book, scope).with(parts.resolve(plan(book, scope, asked.against())));
        var lines = figures.lines(question, PartOfFigure.step(step), page, size);
        var names = plans.names(lines.lines().stream()
                .map(line -> line.entry().what().project())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        var isStaff = access.viewer().reads().includes(municipality.code());
        return new EntriesAnswer(
                code,
                lines.totals().values().stream().mapToLong(Tally::quantity).sum(),
                lines.totals().keySet().stream().map(Enum::name).findFirst().orElse(unit(question.rule())),
                lines.count(),
                page,
                size,
                lines.pages(),
                lines.lines().stream().map(line -> entry(line, names, isStaff)).toList(),
                RuleUsed.of(question.rule().key()),
                question.asOf(),
                Answers.LedgerUsed.of(question.known()),
                isSample(book));
    }

    private @Nullable AnnualPlan plan(Book book, Scope scope, Promise promise) {
        return scope instanceof Scope.InYear year
                ? plans.annual(book, year.year(), promise).orElse(null)
                : null;
    }

    private static EntryAnswer entry(Line line, Map<ProjectId, ProjectName> names, boolean isStaff) {
        var project = line.entry().what().project();
        var named = project == null ? null : names.get(project);
        var answer = EntryAnswer.of(
                line.entry(),
                line.quantity(),
                line.item(),
                named == null ? null : new Answers.ProjectNamed(named.code(), named.name()));
        return isStaff ? answer : answer.forPublic();
    }

    static String unit(CountingRule rule) {
        return Arrays.stream(dure.plan.Measure.values())
                .filter(rule.criteria().measures()::contains)
                .map(Enum::name)
                .collect(Collectors.joining("+"));
    }

    private static boolean isSample(Book book) {
        return book.dataSet() != DataSet.REAL;
    }
}
