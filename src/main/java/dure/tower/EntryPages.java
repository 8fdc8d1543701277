package dure.tower;

import dure.access.Access;
import dure.access.Permission;
import dure.evidence.EvidenceFiles;
import dure.ledger.Basis;
import dure.ledger.Correction;
import dure.ledger.CountingRule;
import dure.ledger.Entry;
import dure.ledger.EntryId;
import dure.ledger.Figures;
import dure.ledger.Ledger;
import dure.ledger.Line;
import dure.ledger.Lines;
import dure.ledger.Question;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.ledger.Step;
import dure.ledger.Summary;
import dure.ledger.Tally;
import dure.plan.AnnualPlan;
import dure.plan.Plans;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.verification.Estimates;
import dure.web.Refusal;
import dure.web.Wording;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 재집계: a figure opened to its entries, the rule on top; and one entry with everything that is known of it. */
@Controller
class EntryPages {
    private static final int PAGE = 50;

    private final Asking asking;
    private final Municipalities municipalities;
    private final Plans plans;
    private final Figures figures;
    private final Rules rules;
    private final Ledger ledger;
    private final EvidenceFiles evidence;
    private final Estimates estimates;
    private final Access access;
    private final Clock clock;

    EntryPages(
            Asking asking,
            Municipalities municipalities,
            Plans plans,
            Figures figures,
            Rules rules,
            Ledger ledger,
            EvidenceFiles evidence,
            Estimates estimates,
            Access access,
            Clock clock) {
        this.asking = asking;
        this.municipalities = municipalities;
        this.plans = plans;
        this.figures = figures;
        this.rules = rules;
        this.ledger = ledger;
        this.evidence = evidence;
        this.estimates = estimates;
        this.access = access;
        this.clock = clock;
    }

    /** One rule's answer to the question. */
    record Recount(CountingRule rule, Tally total, boolean chosen) {}

    /**
     * @param whole the count of the whole scope under the rule: what is left out, step by step
     * @param recounts the same part of the figure under every rule
     * @param step null: the entries that count; else those that the rule leaves out there
     */
    record View(
            Municipality municipality,
            @Nullable Municipality parent,
            Question question,
            Asked asked,
            PartOfFigure part,
            @Nullable AnnualPlan plan,
            @Nullable Step step,
            Summary whole,
            List<Recount> recounts,
            Lines lines,
            Map<ProjectId, ProjectName> projects,
            boolean staff) {

        String name(Wording page) {
            return page.isEnglish() ? municipality.english() : municipality.fullName();
        }

        String scope(Wording page) {
            return switch (question.scope()) {
                case Scope.InYear year -> page.text("tower.scope.year", String.valueOf(year.year()));
                case Scope.InTerm term ->
                    page.text("tower.scope.term", String.valueOf(term.term().no()));
            };
        }

        /** Which part of the figure; null: all of it. */
        @Nullable
        String partLabel(Wording page) {
            return part.label(page, plan);
        }

        Links links() {
            return new Links(municipality.code().value(), asked, question.book());
        }

        /** The same figure beside another rule's. */
        String recount() {
            return switch (question.scope()) {
                case Scope.InYear year -> links().recountOfYear(year.year());
                case Scope.InTerm term -> links().recountOfTerm(term.term().no());
            };
        }

        /** Of one measure, as the rule's figure is; what a step leaves out may be of several. */
        Tally total() {
            return lines.totals().values().stream().reduce(Tally.NONE, Tally::plus);
        }

        @Nullable
        Integer year() {
            return question.scope() instanceof Scope.InYear year ? year.year() : null;
        }

        String ruleName(Wording page) {
            return question.rule().name(page.locale()) + " v"
                    + question.rule().key().version();
        }

        String about(Line line) {
            var project = line.entry().what().project();
            var named = project == null ? null : projects.get(project);
            return named == null ? line.entry().what().label() : named.name();
        }
    }

    @GetMapping("/municipalities/{code}/entries")
    String entries(
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
            @RequestParam(required = false) @Nullable String dataSet,
            Model model) {
        var municipality = asking.municipality(code);
        var asked = asking.asked(asOf, knownAt, rule, against);
        var book = asking.shownBook(municipality, dataSet);
        var scope = asking.scope(year, term, book, asked.asOf());
        var part = new PartOfFigure(sector, programmeType, targetGroup, basis, month, strategy, department, project);
        var plan = scope instanceof Scope.InYear one
                ? plans.annual(book, one.year(), asked.against()).orElse(null)
                : null;
        var whole = asked.of(figures, book, scope);
        var question = whole.with(part.resolve(plan));
        var chosenStep = PartOfFigure.step(step);
        var lines = figures.lines(question, chosenStep, Math.clamp(page, 0, 1_000_000), PAGE);
        var recounts = rules.offered(municipality.code()).stream()
                .map(one -> new Recount(
                        one,
                        figures.total(question.with(one)),
                        one.key().equals(asked.rule().key())))
                .toList();
        model.addAttribute(
                "view",
                new View(
                        municipality,
                        municipality.parent() == null ? null : municipalities.get(municipality.parent()),
                        question,
                        asked,
                        part,
                        plan,
                        chosenStep,
                        figures.summary(whole),
                        recounts,
                        lines,
                        plans.names(lines.lines().stream()
                                .map(line -> line.entry().what().project())
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet())),
                        access.viewer().reads().includes(municipality.code())));
        return "tower/entries";
    }

    /** @param fault a message key that says why the last correction was refused; null where none was */
    record EntryView(
            Municipality municipality,
            Entry entry,
            @Nullable ProjectName project,
            boolean staff,
            boolean reverses,
            boolean writes,
            boolean verifies,
            List<EvidenceFiles.Shown> files,
            boolean attaches,
            Estimates.@Nullable Formula formula,
            boolean closed,
            @Nullable String fault) {
        String name(Wording page) {
            return page.isEnglish() ? municipality.english() : municipality.fullName();
        }

        private boolean stands() {
            return entry.reversedBy() == null;
        }

        /** Whether a file would raise it. */
        boolean isRaisedByEvidence() {
            return stands() && writes && entry.basis().compareTo(Basis.EVIDENCED) < 0;
        }

        /** The report of a list or an extract that it names as its evidence; null where it names none. */
        @Nullable
        String reportHref() {
            var named = entry.what().evidence();
            var found = named == null ? null : LISTED.matcher(named);
            return found == null || !found.matches()
                    ? null
                    : "/municipalities/" + municipality.code() + "/person-lists/reports/" + found.group(1);
        }

        private static final Pattern LISTED = Pattern.compile("person-list:([0-9a-f-]{36})#[0-9]+");

        /** What it names as its evidence, where that is a file: who may not see the file is told that there is one. */
        boolean namesAFile() {
            return EvidenceFiles.isReference(entry.what().evidence());
        }

        boolean canBeReversed() {
            return reverses && stands() && !closed;
        }

        /** Of a closed month, only another hand's approval changes anything. */
        boolean canBeCorrected() {
            return writes && stands() && closed;
        }

        /** The bases that would be stronger than the one it has, as far as the viewer may attest them. */
        List<Basis> higher() {
            return Stream.of(Basis.EVIDENCED, Basis.VERIFIED)
                    .filter(basis -> entry.reverses() == null && stands() && basis.compareTo(entry.basis()) > 0)
                    .filter(basis -> basis == Basis.VERIFIED ? verifies : writes)
                    .toList();
        }
    }

    @GetMapping("/entries/{id:[0-9]{5}[SX]?-[0-9]+}")
    String entry(@PathVariable String id, @RequestParam(required = false) @Nullable String fault, Model model) {
        var entry = EntryId.parse(id)
                .flatMap(one -> ledger.find(one, clock.instant()))
                .orElseThrow(Refusal::notThere);
        var municipality = municipalities.get(entry.id().book().municipality());
        var project = entry.what().project();
        var viewer = access.viewer();
        model.addAttribute(
                "view",
                new EntryView(
                        municipality,
                        entry,
                        project == null ? null : plans.names(List.of(project)).get(project),
                        viewer.reads().includes(municipality.code()),
                        ledger.mayReverse(entry.id()),
                        viewer.may(Permission.ENTRIES_WRITE, municipality.code()),
                        viewer.may(Permission.ENTRIES_VERIFY, municipality.code()),
                        evidence.of(entry),
                        evidence.mayWrite(municipality.code()),
                        estimates.of(entry.id()).orElse(null),
                        ledger.closedMonths(entry.id().book())
                                .contains(YearMonth.from(entry.what().to())),
                        fault));
        return "tower/entry";
    }

    @PostMapping("/entries/{id}/reversal")
    String reverse(@PathVariable String id, @RequestParam String reason, RedirectAttributes redirect) {
        var entry = EntryId.parse(id).orElseThrow(Refusal::notThere);
        return reason.isBlank()
                ? refused(id, "reasonMissing", redirect)
                : corrected(id, ledger.reverse(entry, reason.strip()), redirect);
    }

    @PostMapping("/entries/{id}/attestation")
    String attest(
            @PathVariable String id,
            @RequestParam Basis basis,
            @RequestParam String evidence,
            RedirectAttributes redirect) {
        // RETAINED needs its months, which this form does not ask for.
        if (basis != Basis.EVIDENCED && basis != Basis.VERIFIED) {
            throw Refusal.notThere();
        }
        var entry = EntryId.parse(id).orElseThrow(Refusal::notThere);
        return evidence.isBlank()
                ? refused(id, "evidenceMissing", redirect)
                : corrected(id, ledger.attest(entry, basis, null, evidence.strip()), redirect);
    }

    private static String corrected(String id, Correction correction, RedirectAttributes redirect) {
        return switch (correction) {
            case Correction.Done done -> "redirect:/entries/" + id;
            case Correction.NoSuchEntry none -> throw Refusal.notThere();
            case Correction.AlreadyReversed already -> refused(id, "alreadyReversed", redirect);
            case Correction.IsReversal reversal -> refused(id, "isReversal", redirect);
            case Correction.OwnEntry own -> refused(id, "ownEntry", redirect);
            case Correction.NotHigher notHigher -> refused(id, "notHigher", redirect);
            case Correction.MonthClosed closed -> refused(id, "monthClosed", redirect);
        };
    }

    private static String refused(String id, String fault, RedirectAttributes redirect) {
        redirect.addAttribute("fault", fault);
        return "redirect:/entries/" + id;
    }
}
