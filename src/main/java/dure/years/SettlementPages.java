package dure.years;

import dure.finding.Finding;
import dure.finding.Text;
import dure.plan.BudgetSource;
import dure.plan.PlanPlace;
import dure.plan.PlanPlaces;
import dure.plan.ProjectId;
import dure.plan.Settlement;
import dure.plan.Settlement.Entry;
import dure.plan.Settlement.Line;
import dure.plan.Settlement.Outcome;
import dure.plan.Settlements;
import dure.reporting.Reporting;
import dure.web.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 결산: a grid of what was spent and what is carried over, beside what there was. */
@Controller
class SettlementPages {
    private final PlanPlaces places;
    private final Settlements settlements;
    private final Reporting reporting;

    SettlementPages(PlanPlaces places, Settlements settlements, Reporting reporting) {
        this.places = places;
        this.settlements = settlements;
        this.reporting = reporting;
    }

    /**
     * @param own departments whose projects the viewer settles; null: of all; empty: of none
     * @param over whether the year is over
     * @param sent what was typed, where something of it was wrong
     * @param faults why nothing was saved
     * @param saved how many lines were; null before
     * @param reported 집행액 [won] that departments reported month by month
     */
    record View(
            PlanPlace place,
            Settlement settlement,
            @Nullable Set<String> own,
            boolean over,
            Map<String, String> sent,
            List<Finding> faults,
            @Nullable Integer saved,
            Map<ProjectId, Long> reported) {
        /** In the first of a project's lines: reports do not divide it by source. */
        @Nullable
        Long reported(Line line) {
            var first = settlement.lines().stream()
                    .filter(one -> one.project().equals(line.project()))
                    .findFirst();
            return first.filter(line::equals)
                    .map(one -> reported.get(one.project()))
                    .orElse(null);
        }

        boolean writes() {
            return over
                    && (own == null || !own.isEmpty())
                    && !settlement.lines().isEmpty();
        }

        boolean writes(Line line) {
            return writes() && (own == null || (line.department() != null && own.contains(line.department())));
        }

        String spent(Line line) {
            return typed(
                    "spent-",
                    line,
                    line.closed() == null ? "" : String.valueOf(line.closed().spent()));
        }

        String over(Line line) {
            return typed(
                    "over-",
                    line,
                    line.closed() == null ? "" : String.valueOf(line.closed().carriedOver()));
        }

        private String typed(String name, Line line, String otherwise) {
            return sent.getOrDefault(name + key(line), otherwise);
        }

        static String key(Line line) {
            return line.project().value() + "-" + line.source();
        }
    }

    @GetMapping("/municipalities/{code}/plans/{period}/settlement")
    ModelAndView show(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(required = false) @Nullable Integer saved) {
        return view(places.year(code, period, dataSet), Map.of(), List.of(), saved);
    }

    private ModelAndView view(
            PlanPlace place, Map<String, String> sent, List<Finding> faults, @Nullable Integer saved) {
        var settlement = settlements.of(place.book(), place.period()).orElseThrow(Refusal::notThere);
        return new ModelAndView(
                "years/settlement",
                Map.of(
                        "view",
                        new View(
                                place,
                                settlement,
                                settlements.own(place.book()),
                                settlements.isOver(place.period()),
                                sent,
                                faults,
                                saved,
                                reporting.executed(place.book(), place.period()))),
                faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/municipalities/{code}/plans/{period}/settlement")
    ModelAndView settle(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> sent) {
        var place = places.year(code, period, dataSet);
        var faults = new ArrayList<Finding>();
        var entries = entries(new Fields(sent), faults);
        if (!faults.isEmpty()) {
            return view(place, sent, faults, null);
        }
        return switch (settlements.settle(place.book(), place.period(), entries)) {
            case Outcome.Saved saved -> {
                var href = place.href("/settlement");
                yield new ModelAndView(
                        "redirect:" + href + (href.contains("?") ? "&" : "?") + "saved=" + saved.lines());
            }
            case Outcome.Refused refused -> view(place, sent, refused.findings(), null);
            case Outcome.TooEarly tooEarly ->
                throw Refusal.of(HttpStatus.CONFLICT, "years.settlement.tooEarly", String.valueOf(place.period()));
            case Outcome.NoPlan none -> throw Refusal.notThere();
        };
    }

    /** A line whose two cells are empty is not settled; one empty cell of two is 0. */
    private static List<Entry> entries(Fields fields, List<Finding> faults) {
        var spent = fields.of("spent");
        var over = fields.of("over");
        var rows = new HashSet<>(spent.keySet());
        rows.addAll(over.keySet());
        var entries = new ArrayList<Entry>();
        for (var row : rows.stream().sorted().toList()) {
            var parts = row.split("-", 2);
            var source = parts.length < 2 ? Optional.<BudgetSource>empty() : source(parts[1]);
            var typed = List.of(spent.getOrDefault(row, ""), over.getOrDefault(row, ""));
            if (!parts[0].matches("[0-9]{1,18}")
                    || source.isEmpty()
                    || typed.stream().allMatch(String::isEmpty)) {
                continue;
            }
            var amounts = new ArrayList<Long>();
            for (var text : typed) {
                var whole = text.isEmpty() ? java.util.OptionalLong.of(0) : Fields.whole(text);
                whole.ifPresentOrElse(
                        amounts::add,
                        () -> faults.add(Finding.error(
                                Finding.Kind.NOT_A_NUMBER,
                                null,
                                Text.of("years.settlement.notWon", text),
                                Text.of("years.settlement.notWon.fix"))));
            }
            if (amounts.size() == 2) {
                entries.add(new Entry(
                        new ProjectId(Long.parseLong(parts[0])), source.get(), amounts.getFirst(), amounts.getLast()));
            }
        }
        return entries;
    }

    static Optional<BudgetSource> source(String name) {
        return Arrays.stream(BudgetSource.values())
                .filter(one -> one.name().equals(name))
                .findFirst();
    }
}
