package dure.bench;

import dure.access.Access;
import dure.access.Reach;
import dure.access.Role;
import dure.access.Viewer;
import dure.console.Console;
import dure.forecast.Forecasts;
import dure.forecast.Outlook;
import dure.ledger.CountingRule;
import dure.ledger.Figures;
import dure.ledger.Question;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.simulation.LivedProject;
import dure.simulation.LivedYears;
import dure.simulation.Simulation;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * {@code ./dure bench forecast}: municipalities whose last year is lived through are asked in its middle how it will end,
 * and held against how it did; beside them, from the same figures, the linear pace and last year's shape.
 */
@Component
@ConditionalOnProperty(name = "dure.command", havingValue = "bench")
class ForecastBench {
    private static final int MOST = 60;
    private static final int YEARS = 4;
    private static final List<Integer> MONTHS = List.of(2, 4, 6, 8, 10);
    /** Other seeds than those that the model was made with. */
    private static final long SEED = 2_000;

    private final Simulation simulation;
    private final Forecasts forecasts;
    private final Figures figures;
    private final Rules rules;
    private final Municipalities municipalities;
    private final BenchSettings settings;
    private final Report report;
    private final Console console;
    private final Clock clock;

    ForecastBench(
            Simulation simulation,
            Forecasts forecasts,
            Figures figures,
            Rules rules,
            Municipalities municipalities,
            BenchSettings settings,
            Report report,
            Console console,
            Clock clock) {
        this.simulation = simulation;
        this.forecasts = forecasts;
        this.figures = figures;
        this.rules = rules;
        this.municipalities = municipalities;
        this.settings = settings;
        this.report = report;
        this.console = console;
        this.clock = clock;
    }

    /** One forecast beside the truth and what simple ways would have said. */
    private record Guess(int month, double truth, double p10, double p50, double p90, double linear, double lastYear) {
        boolean inside() {
            return truth >= p10 && truth <= p90;
        }

        double error(double guess) {
            return Math.abs(guess - truth) / truth;
        }

        /** Of three quantiles, as a part of the truth: less is better, and being sure of what is wrong costs most. */
        double pinball() {
            return (pinball(p10, 0.1) + pinball(p50, 0.5) + pinball(p90, 0.9)) / 3 / truth;
        }

        private double pinball(double quantile, double level) {
            return truth >= quantile ? level * (truth - quantile) : (1 - level) * (quantile - truth);
        }
    }

    void run() throws Exception {
        var places = municipalities.all().stream()
                .limit(Math.min(MOST, settings.municipalities()))
                .toList();
        // The year that was lived through is over: what is asked is only what was known in its middle.
        var last = LocalDate.now(clock).getYear() - 1;
        var years = java.util.stream.IntStream.rangeClosed(last - YEARS + 1, last)
                .boxed()
                .toList();
        var rule = rules.find(Rules.DEFAULT).orElseThrow();
        console.say("bench.forecast", places.size(), YEARS);
        var guesses = new ArrayList<Guess>();
        var projects = new int[2];
        for (int i = 0; i < places.size(); i++) {
            var place = places.get(i);
            var lived = new LivedYears(SEED + i, years, 40 + i % 5 * 20).projects();
            simulation.live(place, lived, years);
            for (var month : MONTHS) {
                var outlook = ask(place, rule, last, month);
                guesses.add(guess(outlook, lived, last, month));
                count(outlook, lived, last, projects);
            }
        }
        var found = new ArrayList<Result.Figure>();
        coverage(found, "municipality, 80 % interval: share of truths inside", part(guesses, Guess::inside));
        for (var month : MONTHS) {
            found.add(Result.Figure.peer(
                    "after month %d: share inside".formatted(month), "ratio", part(of(guesses, month), Guess::inside)));
        }
        coverage(found, "project, 80 % interval: share of truths inside", (double) projects[1] / projects[0]);
        var own = mean(guesses, one -> one.error(one.p50()));
        var linear = mean(guesses, one -> one.error(one.linear()));
        var shape = mean(guesses, one -> one.error(one.lastYear()));
        found.add(Result.Figure.atMost("mean error of the middle, beside linear pace", "ratio", own, linear));
        found.add(Result.Figure.atMost("mean error of the middle, beside last year's shape", "ratio", own, shape));
        for (var month : MONTHS) {
            var ofMonth = of(guesses, month);
            found.add(Result.Figure.peer(
                    "after month %d: mean error".formatted(month),
                    "ratio",
                    mean(ofMonth, one -> one.error(one.p50()))));
            found.add(Result.Figure.peer(
                    "after month %d: mean error, linear pace".formatted(month),
                    "ratio",
                    mean(ofMonth, one -> one.error(one.linear()))));
            found.add(Result.Figure.peer(
                    "after month %d: mean error, last year's shape".formatted(month),
                    "ratio",
                    mean(ofMonth, one -> one.error(one.lastYear()))));
        }
        found.add(Result.Figure.peer("pinball loss of three quantiles", "ratio", mean(guesses, Guess::pinball)));
        found.add(Result.Figure.atMost("one forecast of 120 projects, p95", "ms", time(places, rule, last), 50));
        report.write(new Result(
                "forecast",
                Machine.here(clock.instant()),
                List.of(
                        "%d municipalities of 40–120 projects, asked after months %s of a year with three before it"
                                .formatted(
                                        places.size(),
                                        MONTHS.stream().map(String::valueOf).collect(Collectors.joining(", "))),
                        "seeds from " + SEED),
                List.copyOf(found)));
    }

    /** Between 75 and 85 %: too wide is as wrong as too narrow. */
    private static void coverage(List<Result.Figure> found, String name, double value) {
        found.add(Result.Figure.atLeast(name, "ratio", value, 0.75));
        found.add(Result.Figure.atMost(name + ", at most", "ratio", value, 0.85));
    }

    private Question question(Municipality place, CountingRule rule, int year, int month) {
        return figures.question(
                new Book(place.code(), DataSet.SIMULATED),
                new Scope.InYear(year),
                YearMonth.of(year, month).atEndOfMonth(),
                null,
                rule);
    }

    private static Viewer officer(Municipality place) {
        return Viewer.acting("bench", null, Set.of(Role.JOB_POLICY_OFFICER), Reach.of(Set.of(place.code())));
    }

    private Outlook ask(Municipality place, CountingRule rule, int year, int month) throws Exception {
        return Access.as(
                officer(place),
                () -> forecasts.outlook(question(place, rule, year, month)).orElseThrow());
    }

    private static Guess guess(Outlook outlook, List<LivedProject> lived, int year, int month) {
        double truth = lived.stream().mapToLong(project -> project.total(year)).sum();
        double before = 0;
        double whole = 0;
        for (var project : lived) {
            var months = project.months().get(year - 1);
            for (int i = 0; months != null && i < months.length; i++) {
                whole += months[i];
                before += i < month ? months[i] : 0;
            }
        }
        double counted = outlook.counted();
        return new Guess(
                month,
                truth,
                outlook.forecast().p10(),
                outlook.forecast().p50(),
                outlook.forecast().p90(),
                counted * 12 / month,
                before == 0 ? counted : counted * whole / before);
    }

    private static void count(Outlook outlook, List<LivedProject> lived, int year, int[] projects) {
        var truths = lived.stream().collect(Collectors.toMap(LivedProject::code, project -> project.total(year)));
        for (var one : outlook.projects()) {
            var truth = truths.getOrDefault(one.project().code(), 0L);
            projects[0]++;
            projects[1] += truth >= one.p10() && truth <= one.p90() ? 1 : 0;
        }
    }

    private static List<Guess> of(List<Guess> guesses, int month) {
        return guesses.stream().filter(one -> one.month() == month).toList();
    }

    private static double mean(List<Guess> guesses, ToDoubleFunction<Guess> of) {
        return guesses.stream().mapToDouble(of).average().orElseThrow();
    }

    private static double part(List<Guess> guesses, java.util.function.Predicate<Guess> which) {
        return (double) guesses.stream().filter(which).count() / guesses.size();
    }

    private double time(List<Municipality> places, CountingRule rule, int year) throws Exception {
        // Every fifth has 120 projects.
        var large = new ArrayList<Municipality>();
        for (int i = 4; i < places.size(); i += 5) {
            large.add(places.get(i));
        }
        if (large.isEmpty()) {
            large.addAll(places);
        }
        var next = new int[1];
        return Times.measure(30, 100, () -> ask(large.get(next[0]++ % large.size()), rule, year, 6))
                .p95();
    }
}
