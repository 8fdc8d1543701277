package dure.tower;

import dure.finding.Finding;
import dure.finding.Severity;
import dure.finding.Text;
import dure.ledger.Excluded;
import dure.ledger.Figures;
import dure.ledger.Question;
import dure.ledger.Scope;
import dure.ledger.Tally;
import dure.ledger.TermProgress;
import dure.ledger.YearProgress;
import dure.region.DataSet;
import dure.region.Municipality;
import dure.tower.Answers.LedgerUsed;
import dure.tower.Answers.PlanUsed;
import dure.tower.Answers.RuleUsed;
import dure.tower.Contradictions.Found;
import dure.tower.Contradictions.Subject;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Findings for machines: the kind and the numbers by name, and the sentences that people read. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "findings")
class FindingApi {
    private final Asking asking;
    private final Contradictions contradictions;
    private final Figures figures;
    private final MessageSource messages;

    FindingApi(Asking asking, Contradictions contradictions, Figures figures, MessageSource messages) {
        this.asking = asking;
        this.contradictions = contradictions;
        this.figures = figures;
        this.messages = messages;
    }

    /**
     * @param of whether the plan says it, or the entries
     * @param fix what would be right; null of information
     * @param figures its numbers by name; "entries" names those that it is about
     */
    record FoundAnswer(
            Finding.Kind kind,
            Severity severity,
            Subject of,
            String title,
            String message,
            @Nullable String fix,
            Map<String, Object> figures) {}

    record FindingsAnswer(
            String municipality,
            @Nullable Integer year,
            @Nullable Integer term,
            long errors,
            long warnings,
            long information,
            List<FoundAnswer> findings,
            RuleUsed rule,
            LocalDate asOf,
            LedgerUsed ledger,
            @Nullable PlanUsed plan,
            boolean sample) {}

    @GetMapping("/municipalities/{code}/findings")
    @Operation(
            operationId = "findings",
            summary = "What a year's (or a term's) plan and entries say against themselves: kind, severity, the numbers"
                    + " and what to do",
            description =
                    "Errors first, then warnings, then information. Without year and term: of the newest year that"
                            + " has a plan. An empty list says that nothing contradictory was found, not that all is right.")
    FindingsAnswer findings(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer term,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String against,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        var municipality = asking.municipality(code);
        var asked = asking.asked(asOf, knownAt, rule, against);
        var book = asking.shownBook(municipality, dataSet);
        var question = asked.of(figures, book, asking.scope(year, term, book, asked.asOf()));
        return switch (question.scope()) {
            case Scope.InYear one -> {
                var progress = ofYear(municipality, question, one.year());
                var plan = progress.plan();
                yield answer(
                        question,
                        one.year(),
                        null,
                        plan == null ? null : new PlanUsed(plan.version(), question.promise()),
                        contradictions.in(progress, null),
                        locale);
            }
            case Scope.InTerm one -> {
                var progress = ofTerm(municipality, question, one.term().no());
                var plan = progress.plan();
                yield answer(
                        question,
                        null,
                        one.term().no(),
                        plan == null ? null : new PlanUsed(plan.version(), question.promise()),
                        contradictions.in(null, progress),
                        locale);
            }
        };
    }

    private YearProgress ofYear(Municipality municipality, Question question, int year) {
        var progress = figures.year(question);
        if (progress.plan() == null
                && isEmpty(progress.count().total(), progress.count().excluded())) {
            throw Refusal.of(
                    HttpStatus.NOT_FOUND, "tower.asking.noPlan", municipality.fullName(), String.valueOf(year));
        }
        return progress;
    }

    private TermProgress ofTerm(Municipality municipality, Question question, int term) {
        var progress = figures.term(question);
        if (progress.plan() == null
                && isEmpty(progress.count().total(), progress.count().excluded())) {
            throw Refusal.of(
                    HttpStatus.NOT_FOUND, "tower.asking.noTermPlan", municipality.fullName(), String.valueOf(term));
        }
        return progress;
    }

    /** A rule that counts none of the entries leaves them there. */
    private static boolean isEmpty(Tally total, List<Excluded> excluded) {
        return total.entries() == 0 && excluded.isEmpty();
    }

    private FindingsAnswer answer(
            Question question,
            @Nullable Integer year,
            @Nullable Integer term,
            @Nullable PlanUsed plan,
            List<Found> found,
            Locale locale) {
        return new FindingsAnswer(
                question.book().municipality().value(),
                year,
                term,
                count(found, Severity.ERROR),
                count(found, Severity.WARNING),
                count(found, Severity.INFORMATION),
                found.stream().map(one -> answer(one, locale)).toList(),
                RuleUsed.of(question.rule().key()),
                question.asOf(),
                LedgerUsed.of(question.known()),
                plan,
                question.book().dataSet() != DataSet.REAL);
    }

    private static long count(List<Found> found, Severity severity) {
        return found.stream().filter(one -> one.severity() == severity).count();
    }

    private FoundAnswer answer(Found found, Locale locale) {
        var finding = found.finding();
        return new FoundAnswer(
                finding.kind(),
                finding.severity(),
                found.subject(),
                say(Text.of("finding.kind." + finding.kind()), locale),
                say(finding.message(), locale),
                finding.fix() == null ? null : say(finding.fix(), locale),
                finding.figures());
    }

    private String say(Text text, Locale locale) {
        return messages.getMessage(text, locale);
    }
}
