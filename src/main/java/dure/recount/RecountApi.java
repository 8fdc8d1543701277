package dure.recount;

import dure.ledger.Bridge;
import dure.ledger.Cause;
import dure.ledger.Excluded;
import dure.ledger.Figures;
import dure.ledger.Question;
import dure.ledger.RuleKey;
import dure.ledger.Scope;
import dure.ledger.Step;
import dure.ledger.Summary;
import dure.plan.Measure;
import dure.region.DataSet;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 재집계 for machines: what the page shows, from the same questions. */
@RestController
@RequestMapping("/api/v1/municipalities/{code}/recount")
@Tag(name = "figures")
class RecountApi {
    private final RecountAsking asking;
    private final Figures figures;

    RecountApi(RecountAsking asking, Figures figures) {
        this.asking = asking;
        this.figures = figures;
    }

    /**
     * @param figures of the first moment in the order of the rules, then of the second; bridges name them by their number
     * @param sample whether the book holds samples or simulated data
     */
    record Answer(
            String municipality,
            @Nullable Integer year,
            @Nullable Integer term,
            List<Figure> figures,
            List<BridgeAnswer> bridges,
            boolean sample) {}

    record RuleUsed(String id, int version) {
        static RuleUsed of(RuleKey key) {
            return new RuleUsed(key.id(), key.version());
        }
    }

    record LedgerUsed(long position, Instant at) {}

    /** @param steps what the rule leaves out: the quantity reported under any measure = quantity + all steps */
    record Figure(
            int no,
            RuleUsed rule,
            LocalDate asOf,
            LedgerUsed ledger,
            long quantity,
            boolean approximate,
            long entries,
            List<StepAnswer> steps) {
        static Figure of(int no, Summary summary) {
            var question = summary.question();
            var total = summary.total();
            return new Figure(
                    no,
                    RuleUsed.of(question.rule().key()),
                    question.asOf(),
                    ledger(question),
                    total.quantity(),
                    total.approximate(),
                    total.entries(),
                    summary.excluded().stream().map(StepAnswer::of).toList());
        }

        private static LedgerUsed ledger(Question question) {
            return new LedgerUsed(question.known().position(), question.known().at());
        }
    }

    record StepAnswer(Step reason, Measure measure, long quantity, boolean approximate, long entries) {
        static StepAnswer of(Excluded excluded) {
            var tally = excluded.tally();
            return new StepAnswer(
                    excluded.step(), excluded.measure(), tally.quantity(), tally.approximate(), tally.entries());
        }
    }

    /** @param steps before + the changes = after */
    record BridgeAnswer(int from, int to, long before, long after, List<Change> steps) {
        static BridgeAnswer of(Recounted.Between between) {
            var bridge = between.bridge();
            return new BridgeAnswer(
                    between.from(),
                    between.to(),
                    bridge.before().quantity(),
                    bridge.after().quantity(),
                    bridge.steps().stream().map(Change::of).toList());
        }
    }

    /** @param quantity what it adds to the first figure; negative where it is taken away */
    record Change(Cause reason, boolean added, Measure measure, long quantity, boolean approximate, long entries) {
        static Change of(Bridge.Step step) {
            return new Change(
                    step.cause(),
                    step.added(),
                    step.measure(),
                    step.change(),
                    step.tally().approximate(),
                    step.tally().entries());
        }
    }

    @GetMapping
    @Operation(
            operationId = "recount",
            summary =
                    "One ledger under several rules, at one moment or two, with what leads from one figure to another")
    Answer recount(
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
            @RequestParam(required = false) @Nullable String dataSet) {
        var asked = asking.asked(
                code, new RecountAsking.Address(year, term, rules, asOf, knownAt, asOf2, knownAt2, dataSet));
        var recounted = Recounted.of(asked, figures, from, to);
        var summaries = recounted.figures();
        return new Answer(
                code,
                asked.scope() instanceof Scope.InYear one ? one.year() : null,
                asked.scope() instanceof Scope.InTerm one ? one.term().no() : null,
                IntStream.range(0, summaries.size())
                        .mapToObj(i -> Figure.of(i + 1, summaries.get(i)))
                        .toList(),
                recounted.bridges().stream().map(BridgeAnswer::of).toList(),
                asked.place().book().dataSet() != DataSet.REAL);
    }
}
