package dure.retention;

import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.ProgrammeType;
import dure.recount.RecountAsking;
import dure.region.DataSet;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 고용유지 for machines. Ratios are not rounded; what is not known is null. */
@RestController
@RequestMapping("/api/v1/municipalities/{code}/retention")
@Tag(name = "figures")
class RetentionApi {
    private final RecountAsking asking;
    private final Retentions retentions;

    RetentionApi(RecountAsking asking, Retentions retentions) {
        this.asking = asking;
        this.retentions = retentions;
    }

    record RuleUsed(String id, int version) {}

    record LedgerUsed(long position, Instant at) {}

    /** @param lookedUp the last day on which the keeping of any job was looked up; null: it never was */
    record Answer(
            String municipality,
            @Nullable Integer year,
            @Nullable Integer term,
            RuleUsed rule,
            LocalDate asOf,
            LedgerUsed ledger,
            @Nullable LocalDate lookedUp,
            Group whole,
            List<OfType> byProgrammeType,
            List<OfProject> byProject,
            boolean sample) {}

    record OfType(ProgrammeType programmeType, Group retention) {}

    record OfProject(String code, String name, Group retention) {}

    /**
     * @param followed verified jobs, whose keeping can be followed
     * @param notFollowed jobs that count and that nobody verified
     */
    record Group(long followed, long notFollowed, List<Check> checks, List<Point> survival) {
        static Group of(Retention retention) {
            return new Group(
                    retention.followed(),
                    retention.others(),
                    retention.checks().stream().map(Check::of).toList(),
                    retention.survival().points().stream().map(Point::of).toList());
        }
    }

    /**
     * @param share retained / due, with Wilson's interval of 95 %; null where nothing is due
     * @param notLookedUp its months have passed, but nobody looked since
     * @param notYetDue its months have not passed
     */
    record Check(
            int months,
            long due,
            long retained,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high,
            long notLookedUp,
            long notYetDue) {
        static Check of(Retention.Check check) {
            return new Check(
                    check.months(),
                    check.due(),
                    check.retained(),
                    check.share().orElse(null),
                    check.interval().map(Interval::low).orElse(null),
                    check.interval().map(Interval::high).orElse(null),
                    check.notLookedUp(),
                    check.notYetDue());
        }
    }

    /** A month of the product-limit curve, with its interval of 95 %. */
    record Point(int month, long atRisk, long lost, long censored, double share, double low, double high) {
        static Point of(Survival.Point point) {
            return new Point(
                    point.month(),
                    point.atRisk(),
                    point.lost(),
                    point.censored(),
                    point.share(),
                    point.interval().low(),
                    point.interval().high());
        }
    }

    @GetMapping
    @Operation(
            operationId = "retention",
            summary = "How many jobs are still there after 1, 3, 6 and 12 months, and their survival curves")
    Answer retention(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer term,
            @RequestParam(defaultValue = Rules.DEFAULT) String rule,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String dataSet) {
        var asked = asking.asked(
                code, new RecountAsking.Address(year, term, List.of(rule), asOf, knownAt, null, null, dataSet));
        var answer = retentions.of(asked);
        var question = answer.question();
        var key = question.rule().key();
        return new Answer(
                code,
                asked.scope() instanceof Scope.InYear one ? one.year() : null,
                asked.scope() instanceof Scope.InTerm one ? one.term().no() : null,
                new RuleUsed(key.id(), key.version()),
                question.asOf(),
                new LedgerUsed(question.known().position(), question.known().at()),
                answer.lookedUp(),
                Group.of(answer.whole()),
                answer.byProgrammeType().entrySet().stream()
                        .map(one -> new OfType(one.getKey(), Group.of(one.getValue())))
                        .toList(),
                answer.byProject().stream()
                        .map(one -> new OfProject(
                                one.project().code(), one.project().name(), Group.of(one.retention())))
                        .toList(),
                question.book().dataSet() != DataSet.REAL);
    }
}
