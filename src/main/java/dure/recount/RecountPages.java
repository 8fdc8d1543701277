package dure.recount;

import dure.access.Access;
import dure.ledger.Bridge;
import dure.ledger.Cause;
import dure.ledger.CountingRule;
import dure.ledger.Figures;
import dure.ledger.Line;
import dure.ledger.Lines;
import dure.ledger.Summary;
import dure.plan.Plans;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.web.Chart;
import dure.web.Crumb;
import dure.web.Refusal;
import dure.web.Wording;
import dure.web.Wordings;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 재집계: one ledger under several rules, at one moment or two, and what leads from one number to another. */
@Controller
@RequestMapping("/municipalities/{code:[0-9]{5}}/recount")
class RecountPages {
    private static final int PAGE = 50;

    /** More rows than a spreadsheet program opens in comfort; who has more recounts a part of it by the API. */
    private static final int MOST_ENTRIES = 100_000;

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final RecountAsking asking;
    private final Figures figures;
    private final Plans plans;
    private final Access access;
    private final Wordings wordings;

    RecountPages(RecountAsking asking, Figures figures, Plans plans, Access access, Wordings wordings) {
        this.asking = asking;
        this.figures = figures;
        this.plans = plans;
        this.access = access;
        this.wordings = wordings;
    }

    /**
     * @param offered the rules that can be chosen
     * @param staff whether the viewer sees what is not disclosed
     */
    record View(Recounted recounted, List<CountingRule> offered, List<Integer> years, boolean staff) {
        Asked asked() {
            return recounted.asked();
        }

        String name(Wording page) {
            return asked().place().name(page);
        }

        List<Crumb> crumbs(Wording page, Crumb... more) {
            return RecountPages.crumbs(asked(), page, more);
        }

        boolean isAsked(CountingRule rule) {
            return asked().rules().contains(rule);
        }

        /** A rule that is asked for and offered no more, or an older version: it stays in the list while it is shown. */
        List<CountingRule> choices() {
            var choices = new ArrayList<>(asked().rules());
            offered.stream().filter(rule -> !choices.contains(rule)).forEach(choices::add);
            return choices;
        }

        Summary figure(int no) {
            return recounted.figures().get(no - 1);
        }

        String nameOf(int no, Wording page) {
            return ruleName(figure(no).question().rule(), page);
        }

        /** What a number is called where several are told apart: by its rule, and by what else differs. */
        String label(int no, Wording page) {
            var question = figure(no).question();
            var label = nameOf(no, page);
            if (differ(one -> one.question().asOf())) {
                label = page.text("recount.figure.asOf", label, page.date(question.asOf()));
            }
            if (differ(one -> one.question().known().position())) {
                label = page.text(
                        "recount.figure.known",
                        label,
                        page.moment(question.known().at()));
            }
            return label;
        }

        private boolean differ(Function<Summary, Object> aspect) {
            return recounted.figures().stream().map(aspect).distinct().count() > 1;
        }

        /** The number with which the first is told together: of the last rule, or the same rule's at the second moment. */
        int other() {
            return asked().second() == null
                    ? recounted.figures().size()
                    : asked().rules().size() + 1;
        }

        Chart chart(Recounted.Between between, Wording page) {
            return waterfall(between, label(between.from(), page), label(between.to(), page), page);
        }

        /** The entries behind a step. */
        String href(Recounted.Between between, Bridge.Step step) {
            return asked().address("/municipalities/" + asked().code() + "/recount/entries")
                    .queryParam("from", between.from())
                    .queryParam("to", between.to())
                    .queryParam("reason", step.cause())
                    .queryParam("added", step.added())
                    .build()
                    .toUriString();
        }
    }

    static List<Crumb> crumbs(Asked asked, Wording page, Crumb... more) {
        var crumbs = new ArrayList<Crumb>();
        crumbs.add(new Crumb(page.text("web.home"), "/"));
        crumbs.add(new Crumb(asked.place().name(page), asked.place().href("")));
        crumbs.addAll(Arrays.asList(more));
        return crumbs;
    }

    static String ruleName(CountingRule rule, Wording page) {
        return rule.name(page.locale()) + " v" + rule.key().version();
    }

    /** Why something counts in one number and not in the other, as it reads on the way from the first to the second. */
    static String reason(Bridge bridge, Bridge.Step step, Wording page) {
        var cause = step.cause();
        var way = step.added() ? "added" : "left";
        if (!cause.isOfRule()) {
            return page.text("recount.reason." + cause + "." + way);
        }
        var words = page.text("ledger.step." + cause);
        if (bridge.sameRule()) {
            return switch (cause) {
                case BASIS, RETAINED_MONTHS, RETAINED_MONTHS_UNSPECIFIED, SAME_PERSON ->
                    page.text("recount.since." + cause + "." + way);
                default -> words;
            };
        }
        return step.added() ? page.text("recount.reason.counted", words) : words;
    }

    static Chart.Waterfall waterfall(Recounted.Between between, String before, String after, Wording page) {
        var bridge = between.bridge();
        var bars = new ArrayList<Chart.Waterfall.Bar>();
        bars.add(Chart.Waterfall.Bar.total(before, bridge.before().quantity()));
        long level = bridge.before().quantity();
        for (var step : bridge.steps()) {
            bars.add(Chart.Waterfall.Bar.change(reason(bridge, step, page), level, step.change()));
            level += step.change();
        }
        bars.add(Chart.Waterfall.Bar.total(after, bridge.after().quantity()));
        return new Chart.Waterfall(page.text("recount.chart"), page.text("recount.unit"), List.copyOf(bars));
    }

    @GetMapping
    String recount(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer term,
            @RequestParam(required = false) @Nullable List<String> rules,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String asOf2,
            @RequestParam(required = false) @Nullable String knownAt2,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable Integer to,
            @RequestParam(required = false) @Nullable String dataSet,
            Model model) {
        var asked = asking.asked(
                code, new RecountAsking.Address(year, term, rules, asOf, knownAt, asOf2, knownAt2, dataSet));
        var municipality = asked.place().municipality().code();
        model.addAttribute(
                "view",
                new View(
                        Recounted.of(asked, figures, from, to),
                        asking.offered(municipality),
                        asking.years(asked.place().book(), asked.scope()),
                        access.viewer().reads().includes(municipality)));
        return "recount/recount";
    }

    /** What a step of a bridge is made of. */
    record EntriesView(
            Asked asked,
            Bridge bridge,
            Bridge.Step step,
            int from,
            int to,
            Lines lines,
            Map<ProjectId, ProjectName> projects) {
        String about(Line line) {
            var project = line.entry().what().project();
            var named = project == null ? null : projects.get(project);
            return named == null ? line.entry().what().label() : named.name();
        }

        List<Crumb> crumbs(Wording page) {
            return RecountPages.crumbs(
                    asked,
                    page,
                    new Crumb(page.text("recount.title"), asked.pageHref()),
                    new Crumb(page.text("recount.entries.title")));
        }
    }

    @GetMapping("/entries")
    String entries(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer term,
            @RequestParam(required = false) @Nullable List<String> rules,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String asOf2,
            @RequestParam(required = false) @Nullable String knownAt2,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable Integer to,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(defaultValue = "false") boolean added,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(required = false) @Nullable String dataSet,
            Model model) {
        var asked = asking.asked(
                code, new RecountAsking.Address(year, term, rules, asOf, knownAt, asOf2, knownAt2, dataSet));
        var questions = Recounted.questions(asked, figures);
        var one = Recounted.number("from", from, questions.size());
        var other = Recounted.number("to", to, questions.size());
        var cause = cause(reason);
        var before = questions.get(one - 1);
        var after = questions.get(other - 1);
        var bridge = figures.bridge(before, after);
        var step = bridge.steps().stream()
                .filter(candidate -> candidate.cause() == cause && candidate.added() == added)
                .findFirst()
                .orElseThrow(Refusal::notThere);
        var lines = figures.bridgeLines(before, after, cause, added, Math.clamp(page, 0, 1_000_000), PAGE);
        model.addAttribute(
                "view",
                new EntriesView(
                        asked,
                        bridge,
                        step,
                        one,
                        other,
                        lines,
                        plans.names(lines.lines().stream()
                                .map(line -> line.entry().what().project())
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()))));
        return "recount/entries";
    }

    private static Cause cause(@Nullable String reason) {
        return Arrays.stream(Cause.values())
                .filter(one -> one.name().equals(reason))
                .findFirst()
                .orElseThrow(Refusal::notThere);
    }

    @GetMapping(VerdictFile.PATH)
    ResponseEntity<byte[]> file(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer term,
            @RequestParam(required = false) @Nullable List<String> rules,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String asOf2,
            @RequestParam(required = false) @Nullable String knownAt2,
            @RequestParam(required = false) @Nullable String dataSet,
            HttpServletRequest request) {
        var asked = asking.asked(
                code, new RecountAsking.Address(year, term, rules, asOf, knownAt, asOf2, knownAt2, dataSet));
        var questions = Recounted.questions(asked, figures);
        var judged = figures.judged(questions, MOST_ENTRIES)
                .orElseThrow(
                        () -> Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "recount.asking.tooMany", MOST_ENTRIES));
        var projects = plans.names(judged.stream()
                .map(one -> one.entry().what().project())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        var content = new VerdictFile(wordings.of(request), projects).of(questions, judged);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(VerdictFile.name(questions.getFirst()), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .contentType(CSV)
                .body(content);
    }
}
