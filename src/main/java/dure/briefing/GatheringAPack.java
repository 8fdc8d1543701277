package dure.briefing;

import dure.action.Actions;
import dure.finding.Finding;
import dure.forecast.Forecasts;
import dure.forecast.Laggard;
import dure.ledger.Figures;
import dure.ledger.Question;
import dure.ledger.YearProgress;
import dure.plan.AnnualPlan;
import dure.plan.Department;
import dure.plan.Departments;
import dure.plan.Measure;
import dure.plan.Plans;
import dure.plan.Settlements;
import dure.reporting.Reporting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Asks the ledger, the plan and the actions everything that a pack says. */
@Component
class GatheringAPack {
    private final Figures figures;
    private final Forecasts forecasts;
    private final Plans plans;
    private final Settlements settlements;
    private final Reporting reporting;
    private final Actions actions;
    private final Departments departments;
    private final BriefingStore store;

    GatheringAPack(
            Figures figures,
            Forecasts forecasts,
            Plans plans,
            Settlements settlements,
            Reporting reporting,
            Actions actions,
            Departments departments,
            BriefingStore store) {
        this.figures = figures;
        this.forecasts = forecasts;
        this.plans = plans;
        this.settlements = settlements;
        this.reporting = reporting;
        this.actions = actions;
        this.departments = departments;
        this.store = store;
    }

    Gathered all(Briefing briefing, Question question) {
        var book = briefing.book();
        var year = figures.year(question);
        var last = store.heldBefore(briefing).orElse(null);
        var items = actions.since(book, briefing.year(), last);
        return new Gathered(
                question,
                year,
                behind(year, question),
                forecasts.year(question).orElse(null),
                Money.of(year.plan(), settlements.of(book, briefing.year()).orElse(null), reporting.executed(question)),
                figures.quality(question),
                findings(year),
                last,
                items,
                actions.afterwards(
                        book,
                        briefing.year(),
                        items,
                        question.rule(),
                        question.asOf(),
                        question.known().at()),
                departments.today(book).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                (Map.Entry<?, Department> one) -> one.getValue().name())));
    }

    /** Behind the pace of its own plan, or expected to miss its target at the year's end. */
    private List<Behind> behind(YearProgress year, Question question) {
        AnnualPlan plan = year.plan();
        if (plan == null) {
            return List.of();
        }
        var expected = forecasts.laggards(question).stream()
                .collect(Collectors.toMap(one -> one.project().id(), Laggard::shortfall, Long::sum));
        return plan.projects().stream()
                .filter(project -> project.target(Measure.JOBS).isPresent())
                .map(project -> Behind.of(
                        project,
                        question.asOf(),
                        year.count().of(List.of(project.id())).quantity(),
                        expected.getOrDefault(project.id(), 0L)))
                .filter(behind -> behind.shortfall() > 0 || behind.expected() > 0)
                .sorted(Comparator.comparing(Behind::expected)
                        .thenComparing(Behind::shortfall)
                        .reversed()
                        .thenComparing(behind -> behind.project().no()))
                .toList();
    }

    private List<Finding> findings(YearProgress year) {
        var found = new LinkedHashSet<Finding>();
        if (year.plan() != null) {
            found.addAll(plans.contradictions(year.plan()));
        }
        found.addAll(figures.contradictions(year));
        var all = new ArrayList<>(found);
        all.sort(Comparator.comparing(Finding::severity).reversed());
        return all;
    }
}
