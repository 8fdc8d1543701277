package dure.tower;

import dure.ledger.Figures.Overview;
import dure.ledger.Scope;
import dure.plan.PlanKind;
import dure.plan.PlanState;
import dure.plan.Promise;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.tower.Answers.RuleUsed;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the first page shows, for machines. */
@RestController
@RequestMapping("/api/v1/progress")
@Tag(name = "figures")
class NationalApi {
    private final Asking asking;
    private final Municipalities municipalities;
    private final NationalFigures figures;
    private final Clock clock;

    NationalApi(Asking asking, Municipalities municipalities, NationalFigures figures, Clock clock) {
        this.asking = asking;
        this.municipalities = municipalities;
        this.figures = figures;
        this.clock = clock;
    }

    /**
     * @param year and term: both null where of each municipality the newest year is shown
     * @param municipalities how many there are today
     * @param items those of them with a plan, by code, provinces first; never to be added up across the two levels
     */
    record NationalAnswer(
            @Nullable Integer year,
            @Nullable Integer term,
            LocalDate asOf,
            RuleUsed rule,
            Promise against,
            String unit,
            int municipalities,
            int withPlan,
            int disclosed,
            int reported,
            int reached,
            List<ItemAnswer> items,
            boolean sample) {}

    /**
     * @param version of the plan that the target is of
     * @param originalTarget 당초 목표: of the version that was disclosed first; null where none was or it states none
     * @param actual null where nothing is reported
     * @param progress a ratio; null without a target or a result
     */
    record ItemAnswer(
            String municipality,
            String name,
            String english,
            @Nullable Integer year,
            @Nullable Integer term,
            int version,
            PlanState state,
            @Nullable Long target,
            boolean targetApproximate,
            @Nullable Long originalTarget,
            @Nullable Long actual,
            boolean approximate,
            long entries,
            @Nullable BigDecimal progress,
            DataSet dataSet,
            boolean sample) {
        static ItemAnswer of(Municipality municipality, Overview overview) {
            var plan = overview.plan();
            return new ItemAnswer(
                    municipality.code().value(),
                    municipality.fullName(),
                    municipality.english(),
                    plan.kind() == PlanKind.YEAR ? plan.period() : null,
                    plan.kind() == PlanKind.TERM ? plan.period() : null,
                    plan.version(),
                    plan.state(),
                    plan.target() == null ? null : Long.valueOf(plan.target().amount()),
                    Answers.approximate(plan.target()),
                    overview.original() == null || overview.original().target() == null
                            ? null
                            : Long.valueOf(overview.original().target().amount()),
                    Standing.counted(overview),
                    overview.actual().approximate(),
                    overview.actual().entries(),
                    Standing.progress(overview),
                    plan.book().dataSet(),
                    plan.book().dataSet() != DataSet.REAL);
        }
    }

    @GetMapping
    @Operation(
            operationId = "nationalProgress",
            summary = "Targets and what came of them in all local governments with a plan: of a year, of a term, or of"
                    + " each the newest year up to that of asOf")
    NationalAnswer progress(
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer term,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String against,
            @RequestParam(required = false) @Nullable String dataSet) {
        if (year != null && term != null) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "tower.asking.oneOf", "year", "term");
        }
        var scope = year != null
                ? new Scope.InYear(Asking.year(year))
                : term != null ? new Scope.InTerm(asking.term(term)) : null;
        var day = Objects.requireNonNullElseGet(Asking.date(asOf), () -> LocalDate.now(clock));
        var counted = asking.rule(rule);
        var promise = Asking.promise(against);
        var overviews = dataSet == null || dataSet.isEmpty()
                ? figures.of(scope, counted, day, promise)
                : figures.of(scope, Asking.dataSet(dataSet), counted, day, promise);
        var all = municipalities.all();
        var items = all.stream()
                .filter(one -> overviews.containsKey(one.code()))
                .map(one -> ItemAnswer.of(one, Objects.requireNonNull(overviews.get(one.code()))))
                .toList();
        return new NationalAnswer(
                year,
                term,
                day,
                RuleUsed.of(counted.key()),
                promise,
                FigureApi.unit(counted),
                all.size(),
                items.size(),
                (int) items.stream()
                        .filter(one -> one.state() == PlanState.DISCLOSED)
                        .count(),
                (int) items.stream().filter(one -> one.actual() != null).count(),
                (int) items.stream()
                        .filter(one -> one.progress() != null && one.progress().compareTo(BigDecimal.ONE) >= 0)
                        .count(),
                items,
                items.stream().anyMatch(ItemAnswer::sample));
    }
}
