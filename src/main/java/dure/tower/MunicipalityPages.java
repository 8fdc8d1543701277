package dure.tower;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Text;
import dure.ledger.Basis;
import dure.ledger.CountingRule;
import dure.ledger.Figures;
import dure.ledger.Ledger;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.ledger.Tally;
import dure.ledger.TermProgress;
import dure.ledger.YearProgress;
import dure.plan.AnnualPlan;
import dure.plan.Growth;
import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.PlanState;
import dure.plan.PlanTotals;
import dure.plan.Plans;
import dure.plan.Promise;
import dure.plan.Promises;
import dure.region.Book;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.Terms;
import dure.verification.SampleChecks;
import dure.web.Chart;
import dure.web.Wording;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 자치단체: one municipality's term, year, plan and what came of them, in one page. */
@Controller
class MunicipalityPages {
    /** More than anybody reads at once; the API has them all. */
    static final int FINDINGS = 100;

    private final Asking asking;
    private final Municipalities municipalities;
    private final Terms terms;
    private final Plans plans;
    private final Figures figures;
    private final Contradictions contradictions;
    private final Rules rules;
    private final Ledger ledger;
    private final Disclosing disclosing;
    private final SampleChecks samples;
    private final Access access;
    private final Clock clock;

    MunicipalityPages(
            Asking asking,
            Municipalities municipalities,
            Terms terms,
            Plans plans,
            Figures figures,
            Contradictions contradictions,
            Rules rules,
            Ledger ledger,
            Disclosing disclosing,
            SampleChecks samples,
            Access access,
            Clock clock) {
        this.asking = asking;
        this.municipalities = municipalities;
        this.terms = terms;
        this.plans = plans;
        this.figures = figures;
        this.contradictions = contradictions;
        this.rules = rules;
        this.ledger = ledger;
        this.disclosing = disclosing;
        this.samples = samples;
        this.access = access;
        this.clock = clock;
    }

    /**
     * What the page shows.
     *
     * @param term null where the year lies in a term without plan or entries
     * @param year null where there is no annual plan
     * @param termPromises 당초와 변경; null where the plan was not amended. As {@code yearPromises}
     * @param undisclosed lines of the ledger that the public does not see yet; staff only
     */
    record View(
            Municipality municipality,
            @Nullable Municipality parent,
            List<Municipality> today,
            @Nullable Book book,
            Asked asked,
            LocalDate asOf,
            boolean asOfToday,
            List<CountingRule> rules,
            List<Integer> years,
            List<Integer> terms,
            @Nullable TermProgress term,
            @Nullable YearProgress year,
            @Nullable Promises termPromises,
            @Nullable Promises yearPromises,
            @Nullable Growth growth,
            List<Contradictions.Found> findings,
            boolean staff,
            boolean writer,
            boolean records,
            boolean discloses,
            List<PlanHead> undisclosedPlans,
            long undisclosed,
            List<Desk> desks,
            SampleChecks.@Nullable Beside sample) {

        /**
         * 계획 데스크 of one plan.
         *
         * @param segment as addresses have it: 2027, term-9
         */
        record Desk(PlanKind kind, int period, String segment) {
            static Desk of(PlanKind kind, int period) {
                return new Desk(kind, period, kind == PlanKind.TERM ? "term-" + period : String.valueOf(period));
            }
        }

        String name(Wording page) {
            return page.isEnglish() ? municipality.english() : municipality.fullName();
        }

        /** What a finding is about: 2021년 계획, 민선 7기 실적. */
        String about(Wording page, Contradictions.Found found) {
            var scope = switch (found.scope()) {
                case Scope.InYear one -> page.text("tower.scope.year", String.valueOf(one.year()));
                case Scope.InTerm one ->
                    page.text("tower.scope.term", String.valueOf(one.term().no()));
            };
            return page.text("tower.findings.of." + found.subject(), scope);
        }

        String say(Wording page, Text text) {
            return page.text(text.key(), text.values().toArray());
        }

        /** The book's data set; REAL where there is no book. */
        String dataSet() {
            return book == null ? "REAL" : book.dataSet().name();
        }

        /** Whether another promise than the one that is shown could be asked for. */
        boolean hasPromises() {
            return termPromises != null || yearPromises != null || asked.against() != Promise.NEWEST || staff;
        }

        /** Of a promise: actual / target; null where one of them is not known. */
        @Nullable
        Double progress(PlanTotals promised, Tally actual) {
            return promised.target() == null || promised.target() == 0 || actual.entries() == 0
                    ? null
                    : Double.valueOf((double) actual.quantity() / promised.target());
        }

        String versions(String period) {
            return "/municipalities/" + municipality.code() + "/plans/" + period + "/versions?dataSet=" + dataSet();
        }

        @Nullable
        AnnualPlan plan() {
            return year == null ? null : year.plan();
        }

        String ruleName(Wording page) {
            return asked.rule().name(page.locale()) + " v" + asked.rule().key().version();
        }

        /** Whether a table by an axis says anything: not where all of it is UNSPECIFIED. */
        boolean says(List<? extends YearProgress.Slice<? extends Enum<?>>> slices) {
            return slices.stream().anyMatch(slice -> !slice.key().name().equals("UNSPECIFIED"));
        }

        Links links() {
            return new Links(municipality.code().value(), asked, book);
        }

        /** The term's bar: by the ladder of basis, the strongest first. */
        Chart.Progress termChart(Wording page) {
            var progress = Objects.requireNonNull(term);
            var parts = Arrays.stream(Basis.values())
                    .sorted(Comparator.reverseOrder())
                    .filter(basis -> progress.count().byBasis().containsKey(basis))
                    .map(basis -> {
                        var tally = Objects.requireNonNull(
                                progress.count().byBasis().get(basis));
                        return new Chart.Progress.Part(
                                basis.name(),
                                page.text("ledger.basis", basis),
                                tally.quantity(),
                                tally.approximate(),
                                links().term(progress.term().no(), "basis", basis.name()));
                    })
                    .toList();
            return new Chart.Progress(
                    page.text("tower.term.chart", String.valueOf(progress.term().no())),
                    page.text("tower.unit.jobs"),
                    parts,
                    Answers.orNull(progress.target()),
                    progress.actualPlusPlanned() == progress.count().total().quantity()
                            ? null
                            : progress.actualPlusPlanned());
        }

        /** In words, which months hold what covers several; null where none does. */
        @Nullable
        String spanning(Wording page) {
            var spanning = Objects.requireNonNull(year).count().spanning();
            return spanning.isEmpty()
                    ? null
                    : spanning.entrySet().stream()
                            .map(span -> page.text(
                                    "tower.year.spanning",
                                    page.text("tower.month." + span.getKey().getMonthValue()),
                                    page.text("tower.month." + span.getValue().getMonthValue())))
                            .collect(Collectors.joining(" "));
        }

        /** Months of the year up to the day asked for; later ones are not reported yet. */
        Chart.Trend trend(Wording page) {
            var progress = Objects.requireNonNull(year);
            var months = new ArrayList<Chart.Trend.Month>();
            var spanning = progress.count().spanning();
            long cumulative = 0;
            for (int month = 1; month <= 12; month++) {
                var first = LocalDate.of(progress.year(), month, 1);
                var tally = progress.count().byMonth().get(first);
                cumulative += tally == null ? 0 : tally.quantity();
                var last = progress.count().lastDay();
                var reported = last != null && !first.isAfter(last);
                // Inside a period that is only stated as a whole, a month's own part is not known, and not 0.
                var inside = spanning.entrySet().stream()
                        .anyMatch(span -> !first.isBefore(span.getValue()) && first.isBefore(span.getKey()));
                months.add(new Chart.Trend.Month(
                        page.text("tower.month." + month),
                        reported && !(inside && tally == null)
                                ? Long.valueOf(tally == null ? 0 : tally.quantity())
                                : null,
                        reported && !inside ? Long.valueOf(cumulative) : null));
            }
            return new Chart.Trend(
                    page.text("tower.year.trend", String.valueOf(progress.year())),
                    page.text("tower.unit.jobs"),
                    months,
                    Answers.orNull(progress.target()));
        }
    }

    @GetMapping("/municipalities/{code}")
    String municipality(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer term,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String against,
            @RequestParam(required = false) @Nullable String dataSet,
            Model model) {
        var municipality = asking.municipality(code);
        var asked = asking.asked(asOf, knownAt, rule, against);
        var book = asking.book(municipality, dataSet);
        var heads = book.map(plans::heads).orElse(List.of());
        var years = periods(heads, PlanKind.YEAR);
        var shownYear = Optional.ofNullable(year)
                .map(Asking::year)
                .or(() -> term == null ? years.stream().findFirst() : yearIn(term, years));
        var progress = book.flatMap(
                        one -> shownYear.map(shown -> figures.year(asked.of(figures, one, new Scope.InYear(shown)))))
                .orElse(null);
        var ofTerm = book.flatMap(one -> termShown(one, term, shownYear, heads, asked))
                .orElse(null);
        var viewer = access.viewer();
        var staff = viewer.reads().includes(municipality.code());
        var today = LocalDate.now(clock);
        model.addAttribute(
                "view",
                new View(
                        municipality,
                        municipality.parent() == null ? null : municipalities.get(municipality.parent()),
                        municipality.isValidOn(today) ? List.of() : municipalities.today(municipality.code()),
                        book.orElse(null),
                        asked,
                        asked.asOf() == null ? today : asked.asOf(),
                        asked.asOf() == null,
                        rules.offered(municipality.code()),
                        years,
                        termsOf(heads),
                        ofTerm,
                        progress,
                        ofTerm == null || ofTerm.plan() == null
                                ? null
                                : plans.promises(ofTerm.plan().head()).orElse(null),
                        progress == null || progress.plan() == null
                                ? null
                                : plans.promises(progress.plan().head()).orElse(null),
                        progress == null || progress.plan() == null
                                ? null
                                : plans.growth(progress.plan()).orElse(null),
                        contradictions.in(progress, ofTerm),
                        staff,
                        viewer.may(Permission.PLANS_WRITE, municipality.code()),
                        viewer.may(Permission.ENTRIES_WRITE, municipality.code()),
                        viewer.may(Permission.PLANS_DISCLOSE, municipality.code()),
                        staff ? heads.stream().filter(MunicipalityPages::isOpen).toList() : List.of(),
                        staff ? book.map(this::undisclosed).orElse(0L) : 0,
                        staff ? desks(shownYear, today) : List.of(),
                        // What was found since is not beside what was known then.
                        staff && asked.knownAt() == null && book.isPresent() && shownYear.isPresent()
                                ? samples.beside(book.get(), shownYear.get()).orElse(null)
                                : null));
        return "tower/municipality";
    }

    /** What is planned now: the year that is shown, the next one, and the term of today. */
    private List<View.Desk> desks(Optional<Integer> year, LocalDate today) {
        var desks = new ArrayList<View.Desk>();
        year.ifPresent(shown -> desks.add(View.Desk.of(PlanKind.YEAR, shown)));
        if (year.isEmpty() || year.get() != today.getYear() + 1) {
            desks.add(View.Desk.of(PlanKind.YEAR, today.getYear() + 1));
        }
        terms.on(today).ifPresent(term -> desks.add(View.Desk.of(PlanKind.TERM, term.no())));
        return desks;
    }

    private static boolean isOpen(PlanHead head) {
        return head.state() != PlanState.DISCLOSED
                && head.state() != PlanState.SUPERSEDED
                && head.state() != PlanState.WITHDRAWN;
    }

    private long undisclosed(Book book) {
        return ledger.now(book).position() - ledger.disclosedPosition(book);
    }

    private Optional<Integer> yearIn(int no, List<Integer> years) {
        var term = asking.term(no);
        return years.stream().filter(one -> term.years().contains(one)).findFirst();
    }

    /** The term that is asked for; else of those that the year touches the later one that has a plan or entries. */
    private Optional<TermProgress> termShown(
            Book book, @Nullable Integer asked, Optional<Integer> year, List<PlanHead> heads, Asked question) {
        var candidates = asked != null
                ? List.of(asking.term(asked))
                : year
                        .map(terms::of)
                        .orElseGet(
                                () -> termsOf(heads).stream().map(asking::term).toList())
                        .stream()
                        .sorted(Comparator.comparing(one -> -one.no()))
                        .toList();
        return candidates.stream()
                .map(term -> figures.term(question.of(figures, book, new Scope.InTerm(term))))
                .filter(progress ->
                        progress.plan() != null || progress.count().total().entries() > 0)
                .max(Comparator.comparing(progress -> progress.plan() != null));
    }

    private static List<Integer> periods(List<PlanHead> heads, PlanKind kind) {
        return heads.stream()
                .filter(head -> head.kind() == kind)
                .map(PlanHead::period)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static List<Integer> termsOf(List<PlanHead> heads) {
        return periods(heads, PlanKind.TERM);
    }

    /** 공시: the newest versions of the plan and everything that the ledger holds become public. */
    @PostMapping("/municipalities/{code}/disclosure")
    String disclose(
            @PathVariable String code,
            @RequestParam PlanKind kind,
            @RequestParam int period,
            @RequestParam(required = false) @Nullable String dataSet,
            RedirectAttributes redirect) {
        var municipality = asking.municipality(code);
        var book = asking.shownBook(municipality, dataSet);
        disclosing.disclose(book, kind, period);
        redirect.addAttribute(kind == PlanKind.TERM ? "term" : "year", period);
        return "redirect:/municipalities/" + code;
    }
}
