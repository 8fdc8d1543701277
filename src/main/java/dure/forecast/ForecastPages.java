package dure.forecast;

import dure.ledger.CountingRule;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.Places;
import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.region.DataSet;
import dure.web.Chart;
import dure.web.Wording;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** 전망: one municipality's year or term, its parts, and who lags behind. */
@Controller
class ForecastPages {
    /** More than a meeting speaks of; the API has them all. */
    private static final int LAGGARDS = 20;

    private final ForecastQuestions questions;
    private final Forecasts forecasts;
    private final Plans plans;
    private final Rules rules;

    ForecastPages(ForecastQuestions questions, Forecasts forecasts, Plans plans, Rules rules) {
        this.questions = questions;
        this.forecasts = forecasts;
        this.plans = plans;
        this.rules = rules;
    }

    /**
     * @param outlook null where there is neither a plan nor an entry
     * @param years that have a plan, the latest first; as terms
     * @param asOf as the address has it; empty: today
     * @param knownAt as the address has it; empty: now
     */
    record View(
            Places.Place place,
            Scope scope,
            CountingRule rule,
            LocalDate day,
            @Nullable Outlook outlook,
            List<Laggard> laggards,
            List<Integer> years,
            List<Integer> terms,
            List<CountingRule> rules,
            String asOf,
            String knownAt) {
        Outlook known() {
            return Objects.requireNonNull(outlook);
        }

        String dataSet() {
            return place.book().dataSet().name();
        }

        boolean isTerm() {
            return scope instanceof Scope.InTerm;
        }

        int period() {
            return switch (scope) {
                case Scope.InYear year -> year.year();
                case Scope.InTerm term -> term.term().no();
            };
        }

        /** 2026년, 민선 9기 */
        String scopeName(Wording page) {
            return page.text(isTerm() ? "forecast.scope.term" : "forecast.scope.year", String.valueOf(period()));
        }

        /** The answer in one sentence. */
        String answer(Wording page) {
            var forecast = known().forecast();
            var range = page.text(
                    forecast.p10() == forecast.p90() ? "forecast.answer.certain" : "forecast.answer",
                    scopeName(page),
                    page.number(forecast.p50()),
                    page.number(forecast.p10()),
                    page.number(forecast.p90()));
            return forecast.target() == null
                    ? range + " " + page.text("forecast.answer.noTarget")
                    : range
                            + " "
                            + page.text(
                                    "forecast.answer.probability",
                                    page.number(forecast.target()),
                                    chance(page, forecast.probability()));
        }

        /** Never as sure as 0 or 100 % as long as it is a forecast. */
        String chance(Wording page, @Nullable Double probability) {
            if (probability == null) {
                return Wording.UNKNOWN;
            }
            var forecast = known().forecast();
            var open = forecast.p10() != forecast.p90();
            return open && probability > 0.99
                    ? page.text("forecast.chance.more")
                    : open && probability < 0.01 ? page.text("forecast.chance.less") : page.percent(probability);
        }

        /** When the goal is met, in a sentence; null without a goal. */
        @Nullable
        String goal(Wording page) {
            var goal = known().forecast().goalDate();
            if (goal == null) {
                return null;
            }
            if (goal.p50() == null) {
                return goal.p10() == null
                        ? page.text("forecast.goal.never")
                        : page.text("forecast.goal.hardly", page.date(goal.p10()));
            }
            return goal.p50().equals(goal.p10()) && goal.p50().equals(goal.p90())
                    ? page.text("forecast.goal.met", page.date(goal.p50()))
                    : page.text(
                            goal.p90() == null ? "forecast.goal.open" : "forecast.goal",
                            page.date(goal.p50()),
                            page.date(goal.p10()),
                            goal.p90() == null ? "" : page.date(goal.p90()));
        }

        /** A day, or that it is not within the period. */
        String day(Wording page, @Nullable GoalDate goal, @Nullable LocalDate day) {
            return goal == null ? Wording.UNKNOWN : day == null ? page.text("forecast.never") : page.date(day);
        }

        Chart.Fan fan(Wording page) {
            var forecast = known().forecast();
            return new Chart.Fan(
                    page.text("forecast.fan", scopeName(page)),
                    page.text("forecast.unit"),
                    known().course().stream()
                            .map(point -> new Chart.Fan.Month(
                                    isTerm()
                                            ? "%d. %d."
                                                    .formatted(
                                                            point.day().getYear(),
                                                            point.day().getMonthValue())
                                            : page.text("forecast.month."
                                                    + point.day().getMonthValue()),
                                    point.known(),
                                    point.p10(),
                                    point.p50(),
                                    point.p90()))
                            .toList(),
                    forecast.target());
        }

        private String entries(String name, String value) {
            return UriComponentsBuilder.fromPath(place.href() + "/entries")
                    .queryParam("year", period())
                    .queryParam(name, "{value}")
                    .queryParam("rule", rule.key().id())
                    .queryParam("dataSet", dataSet())
                    .encode()
                    .buildAndExpand(value)
                    .toUriString();
        }

        String strategyEntries(int no) {
            return entries("strategy", String.valueOf(no));
        }

        String projectEntries(String code) {
            return entries("project", code);
        }

        String of(String kind, int other) {
            return UriComponentsBuilder.fromPath(place.href() + "/forecast")
                    .queryParam(kind, other)
                    .queryParam("rule", rule.key().id())
                    .queryParam("dataSet", dataSet())
                    .build()
                    .toUriString();
        }

        /** The page of the same question. */
        String here() {
            var uri = UriComponentsBuilder.fromPath(place.href() + "/forecast")
                    .queryParam(isTerm() ? "term" : "year", period())
                    .queryParam("rule", rule.key().id());
            if (!asOf.isEmpty()) {
                uri.queryParam("asOf", asOf);
            }
            if (!knownAt.isEmpty()) {
                uri.queryParam("knownAt", knownAt);
            }
            return uri.queryParam("dataSet", dataSet()).build().toUriString();
        }

        String back() {
            return UriComponentsBuilder.fromPath(place.href())
                    .queryParam(isTerm() ? "term" : "year", period())
                    .queryParam("dataSet", dataSet())
                    .build()
                    .toUriString();
        }

        String ruleName(Wording page) {
            return rule.name(page.locale()) + " v" + rule.key().version();
        }

        boolean isReal() {
            return place.book().dataSet() == DataSet.REAL;
        }
    }

    @GetMapping("/municipalities/{code:[0-9]{5}}/forecast")
    ModelAndView forecast(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer term,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String dataSet) {
        return page("forecast/forecast", code, new ForecastQuestions.Asked(year, term, asOf, knownAt, rule, dataSet));
    }

    /** The sentence below the bar of the municipality's page, which does not wait for it. */
    @GetMapping("/municipalities/{code:[0-9]{5}}/forecast/line")
    ModelAndView line(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer term,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String dataSet) {
        return page("forecast/line", code, new ForecastQuestions.Asked(year, term, asOf, knownAt, rule, dataSet));
    }

    private ModelAndView page(String template, String code, ForecastQuestions.Asked asked) {
        var place = questions.of(code, asked);
        var question = place.question();
        var outlook = forecasts.outlook(question).orElse(null);
        var heads = plans.heads(question.book());
        return new ModelAndView(template)
                .addObject(
                        "view",
                        new View(
                                place.place(),
                                question.scope(),
                                question.rule(),
                                question.asOf(),
                                outlook,
                                outlook == null
                                        ? List.of()
                                        : Forecasts.laggards(outlook).stream()
                                                .limit(LAGGARDS)
                                                .toList(),
                                periods(heads, PlanKind.YEAR),
                                periods(heads, PlanKind.TERM),
                                rules.newest(),
                                Objects.requireNonNullElse(asked.asOf(), ""),
                                Objects.requireNonNullElse(asked.knownAt(), "")));
    }

    private static List<Integer> periods(List<PlanHead> heads, PlanKind kind) {
        return heads.stream()
                .filter(head -> head.kind() == kind)
                .map(PlanHead::period)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
