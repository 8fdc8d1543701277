package dure.years;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Finding;
import dure.finding.Severity;
import dure.finding.Text;
import dure.plan.BudgetSource;
import dure.plan.CarryingATermDown;
import dure.plan.CopyingAPlan;
import dure.plan.CopyingAPlan.Asked;
import dure.plan.CopyingAPlan.Fate;
import dure.plan.Measure;
import dure.plan.PlanHead;
import dure.plan.PlanPlace;
import dure.plan.PlanPlaces;
import dure.plan.PlanState;
import dure.plan.ProjectId;
import dure.plan.Settlement;
import dure.plan.Settlements;
import dure.plan.Succession;
import dure.plan.Successions;
import dure.plan.TermYears;
import dure.region.DataSet;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** From year to year, for machines: projects are named by their codes, money is won. */
@RestController
@RequestMapping("/api/v1/municipalities/{code}/plans/{period}")
@Tag(name = "plans")
class YearsApi {
    private final PlanPlaces places;
    private final CopyingAPlan copying;
    private final Successions successions;
    private final CarryingATermDown carrying;
    private final Settlements settlements;
    private final Access access;
    private final MessageSource messages;

    YearsApi(
            PlanPlaces places,
            CopyingAPlan copying,
            Successions successions,
            CarryingATermDown carrying,
            Settlements settlements,
            Access access,
            MessageSource messages) {
        this.places = places;
        this.copying = copying;
        this.successions = successions;
        this.carrying = carrying;
        this.settlements = settlements;
        this.access = access;
        this.messages = messages;
    }

    record PlanAnswer(
            int period,
            int version,
            PlanState state,
            String title,
            @Nullable Long declaredTarget) {
        static @Nullable PlanAnswer of(@Nullable PlanHead plan) {
            return plan == null
                    ? null
                    : new PlanAnswer(
                            plan.period(),
                            plan.version(),
                            plan.state(),
                            plan.title(),
                            plan.target() == null
                                    ? null
                                    : Long.valueOf(plan.target().amount()));
        }
    }

    record FindingAnswer(
            Finding.Kind kind,
            Severity severity,
            String message,
            @Nullable String fix,
            Map<String, Object> figures) {}

    // 전년도 계획에서 이어 쓰기

    /** @param carriedOver as settled */
    record BeforeAnswer(
            String code,
            String name,
            @Nullable String department,
            @Nullable Long targetJobs,
            @Nullable Long appropriated,
            long carriedOver) {}

    /** @param inTheWay a version of this year's plan, which nothing is copied over */
    record LastYearAnswer(
            PlanAnswer plan,
            List<BeforeAnswer> projects,
            @Nullable PlanAnswer inTheWay,
            boolean sample) {}

    @GetMapping("/from-last-year")
    @Operation(operationId = "lastYearsPlan", summary = "Last year's projects, from which this year's draft may begin")
    LastYearAnswer lastYear(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.year(code, period, dataSet);
        access.require(Permission.PLANS_WRITE, place.municipality().code());
        var last = copying.lastYear(place.book(), place.period()).orElseThrow(Refusal::notThere);
        return new LastYearAnswer(
                Objects.requireNonNull(PlanAnswer.of(last.plan())),
                last.projects().stream()
                        .map(one -> new BeforeAnswer(
                                one.project().code(),
                                one.project().name(),
                                one.project().department(),
                                of(one.project().target(Measure.JOBS)),
                                one.appropriated(),
                                one.carriedOver()))
                        .toList(),
                PlanAnswer.of(last.inTheWay()),
                sample(place));
    }

    enum FateAsked {
        CONTINUED,
        ENDED,
        MERGED
    }

    /**
     * @param project code of last year's project
     * @param code this year's code of one that continues; last year's where it is left out
     * @param into last year's code of the project that it is merged into
     */
    record FateRequest(
            String project,
            FateAsked fate,
            @Nullable String code,
            @Nullable String into,
            @Nullable String reason) {}

    /** @param projects those that are left out continue under their codes; @param percent of SCALED targets */
    record CopyRequest(
            CopyingAPlan.@Nullable Targets targets,
            @Nullable Integer percent,
            CopyingAPlan.@Nullable Money money,
            @Nullable Boolean goals,
            @Nullable List<FateRequest> projects) {}

    record CopyAnswer(PlanAnswer draft, int continued, int merged, int ended) {}

    @PostMapping("/from-last-year")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "copyPlan", summary = "Makes this year's draft from last year's newest plan")
    CopyAnswer copy(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody CopyRequest request) {
        var place = places.year(code, period, dataSet);
        access.require(Permission.PLANS_WRITE, place.municipality().code());
        var last = copying.lastYear(place.book(), place.period()).orElseThrow(Refusal::notThere);
        return switch (copying.copy(place.book(), place.period(), asked(request, last))) {
            case CopyingAPlan.Outcome.Copied copied ->
                new CopyAnswer(
                        Objects.requireNonNull(PlanAnswer.of(copied.draft())),
                        copied.continued(),
                        copied.merged(),
                        copied.ended());
            case CopyingAPlan.Outcome.InTheWay inTheWay -> throw TermYearsPages.inTheWay(inTheWay.plan());
            case CopyingAPlan.Outcome.NothingBefore nothing -> throw Refusal.notThere();
            case CopyingAPlan.Outcome.Wrong wrong ->
                throw Refusal.of(wrong.faults().stream()
                        .map(fault -> new Refusal.Field(
                                fault.project() == null ? "percent" : "projects." + codeOf(last, fault.project()),
                                fault.message().key(),
                                fault.message().values().toArray()))
                        .toArray(Refusal.Field[]::new));
        };
    }

    private static String codeOf(CopyingAPlan.LastYear last, ProjectId project) {
        return last.projects().stream()
                .filter(one -> one.project().id().equals(project))
                .map(one -> one.project().code())
                .findFirst()
                .orElse("?");
    }

    private static Asked asked(CopyRequest request, CopyingAPlan.LastYear last) {
        var byCode = new HashMap<String, ProjectId>();
        last.projects()
                .forEach(one -> byCode.put(one.project().code(), one.project().id()));
        var fates = new LinkedHashMap<ProjectId, Fate>();
        for (var one : request.projects() == null ? List.<FateRequest>of() : request.projects()) {
            var reason = Objects.requireNonNullElse(one.reason(), "").strip();
            fates.put(
                    byCode.getOrDefault(one.project(), new ProjectId(0)),
                    switch (one.fate()) {
                        case CONTINUED ->
                            new Fate.Continued(Objects.requireNonNullElse(one.code(), one.project())
                                    .strip());
                        case ENDED -> new Fate.Ended(reason);
                        case MERGED ->
                            new Fate.Merged(
                                    byCode.getOrDefault(Objects.requireNonNullElse(one.into(), ""), new ProjectId(0)),
                                    reason);
                    });
        }
        return new Asked(
                fates,
                Objects.requireNonNullElse(request.targets(), CopyingAPlan.Targets.AS_THEY_WERE),
                Objects.requireNonNullElse(request.percent(), 100),
                Objects.requireNonNullElse(request.money(), CopyingAPlan.Money.AS_IT_WAS),
                Boolean.TRUE.equals(request.goals()));
    }

    // 전년도 대비

    record SideAnswer(
            String code,
            String name,
            @Nullable String department,
            @Nullable Long targetJobs,
            @Nullable Long appropriated) {
        static @Nullable SideAnswer of(Succession.@Nullable Side side) {
            return side == null
                    ? null
                    : new SideAnswer(
                            side.code(),
                            side.name(),
                            side.department(),
                            YearsApi.of(side.jobs()),
                            YearsApi.of(side.won()));
        }
    }

    record RowAnswer(
            Succession.Way way,
            @Nullable SideAnswer before,
            @Nullable SideAnswer now,
            @Nullable String mergedInto,
            String reason) {}

    record MappingAnswer(
            int year,
            int versionBefore,
            int version,
            Map<Succession.Way, Succession.Total> totals,
            Succession.Total total,
            List<RowAnswer> projects,
            boolean sample) {}

    @GetMapping("/mapping")
    @Operation(
            operationId = "planMapping",
            summary = "Last year's projects and this year's: continued, new, merged, ended")
    MappingAnswer mapping(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.year(code, period, dataSet);
        var mapping = successions.of(place.book(), place.period()).orElseThrow(Refusal::notThere);
        var totals = new LinkedHashMap<Succession.Way, Succession.Total>();
        for (var way : Succession.Way.values()) {
            totals.put(way, mapping.total(way));
        }
        return new MappingAnswer(
                mapping.year(),
                mapping.beforeVersion(),
                mapping.nowVersion(),
                totals,
                mapping.total(),
                mapping.rows().stream()
                        .map(row -> new RowAnswer(
                                row.way(),
                                SideAnswer.of(row.before()),
                                SideAnswer.of(row.now()),
                                row.mergedInto(),
                                row.reason()))
                        .toList(),
                sample(place));
    }

    // 종합계획과 연도별 계획

    /** @param difference of a whole year: what its own plan has more than the term's says */
    record YearAnswer(
            int year,
            LocalDate from,
            LocalDate to,
            boolean whole,
            @Nullable Long targetOfTerm,
            @Nullable PlanAnswer newest,
            @Nullable PlanAnswer disclosed,
            @Nullable Long difference) {}

    record TermYearsAnswer(
            int term,
            int version,
            @Nullable Long declaredTarget,
            long sumOfYears,
            @Nullable Long remainder,
            List<YearAnswer> years,
            List<FindingAnswer> findings,
            boolean sample) {}

    @GetMapping("/years")
    @Operation(
            operationId = "termYears",
            summary = "A term's plan beside the plans of the calendar years that it touches")
    TermYearsAnswer years(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        var place = places.term(code, period, dataSet);
        var years = carrying.years(place.book(), place.period()).orElseThrow(Refusal::notThere);
        var target = years.plan().target();
        return new TermYearsAnswer(
                years.term().no(),
                years.plan().version(),
                target == null ? null : Long.valueOf(target.amount()),
                years.sum(),
                years.remainder(),
                years.years().stream().map(YearsApi::answer).toList(),
                years.findings().stream().map(one -> answer(one, locale)).toList(),
                sample(place));
    }

    private static YearAnswer answer(TermYears.Year year) {
        return new YearAnswer(
                year.year(),
                year.from(),
                year.to(),
                year.isWhole(),
                year.ofTerm() == null ? null : Long.valueOf(year.ofTerm().quantity()),
                PlanAnswer.of(year.newest()),
                PlanAnswer.of(year.disclosed()),
                year.difference());
    }

    @PostMapping("/years/{year}")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "draftOfYear", summary = "Makes the draft of a year of the term from the term's plan")
    PlanAnswer draft(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int year,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.term(code, period, dataSet);
        return switch (carrying.draft(place.book(), place.period(), year)) {
            case CarryingATermDown.Outcome.Drafted drafted -> Objects.requireNonNull(PlanAnswer.of(drafted.draft()));
            case CarryingATermDown.Outcome.InTheWay inTheWay -> throw TermYearsPages.inTheWay(inTheWay.plan());
            case CarryingATermDown.Outcome.NoPlan none -> throw Refusal.notThere();
            case CarryingATermDown.Outcome.OutsideTheTerm outside -> throw Refusal.notThere();
        };
    }

    // 결산

    /** @param spent and carriedOver, unused, executionRate: null until settled */
    record LineAnswer(
            String project,
            String name,
            @Nullable String department,
            BudgetSource source,
            long appropriated,
            long carriedIn,
            long available,
            @Nullable Long spent,
            @Nullable Long carriedOver,
            @Nullable Long unused,
            @Nullable Double executionRate) {
        static LineAnswer of(Settlement.Line line) {
            var closed = line.closed();
            return new LineAnswer(
                    line.code(),
                    line.name(),
                    line.department(),
                    line.source(),
                    line.appropriated(),
                    line.carriedIn(),
                    line.available(),
                    closed == null ? null : Long.valueOf(closed.spent()),
                    closed == null ? null : Long.valueOf(closed.carriedOver()),
                    line.unused(),
                    line.executionRate());
        }
    }

    record SettlementAnswer(
            int year, int version, List<LineAnswer> lines, List<FindingAnswer> findings, boolean sample) {}

    @GetMapping("/settlement")
    @Operation(operationId = "settlement", summary = "What became of a year's money, by project and source; staff only")
    SettlementAnswer settlement(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        return settlement(places.year(code, period, dataSet), locale);
    }

    private SettlementAnswer settlement(PlanPlace place, Locale locale) {
        var settlement = settlements.of(place.book(), place.period()).orElseThrow(Refusal::notThere);
        return new SettlementAnswer(
                place.period(),
                settlement.plan().version(),
                settlement.lines().stream().map(LineAnswer::of).toList(),
                settlement.findings().stream().map(one -> answer(one, locale)).toList(),
                sample(place));
    }

    /** @param project its code; @param spent and carriedOver: won */
    record SettlementLine(String project, BudgetSource source, long spent, long carriedOver) {}

    record SettlementRequest(List<SettlementLine> lines) {}

    @PostMapping("/settlement")
    @Operation(operationId = "settle", summary = "Enters the settlement of a year that is over: all lines or none")
    SettlementAnswer settle(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody SettlementRequest request,
            Locale locale) {
        var place = places.year(code, period, dataSet);
        var known = settlements.of(place.book(), place.period()).orElseThrow(Refusal::notThere);
        var byCode = new HashMap<String, ProjectId>();
        known.lines().forEach(line -> byCode.put(line.code(), line.project()));
        var faults = new ArrayList<Refusal.Field>();
        var entries = new ArrayList<Settlement.Entry>();
        for (var line : request.lines()) {
            var project = byCode.get(line.project());
            if (project == null) {
                faults.add(new Refusal.Field("lines.project", "years.settlement.project", line.project()));
            } else if (line.spent() < 0 || line.carriedOver() < 0) {
                faults.add(new Refusal.Field("lines." + line.project(), "years.settlement.notWon.fix"));
            } else {
                entries.add(new Settlement.Entry(project, line.source(), line.spent(), line.carriedOver()));
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.of(faults.toArray(Refusal.Field[]::new));
        }
        return switch (settlements.settle(place.book(), place.period(), entries)) {
            case Settlement.Outcome.Saved saved -> settlement(place, locale);
            case Settlement.Outcome.Refused refused ->
                throw Refusal.of(refused.findings().stream()
                        .map(one -> new Refusal.Field(
                                "lines",
                                one.message().key(),
                                one.message().values().toArray()))
                        .toArray(Refusal.Field[]::new));
            case Settlement.Outcome.TooEarly tooEarly ->
                throw Refusal.of(HttpStatus.CONFLICT, "years.settlement.tooEarly", period);
            case Settlement.Outcome.NoPlan none -> throw Refusal.notThere();
        };
    }

    private static @Nullable Long of(OptionalLong amount) {
        return amount.isEmpty() ? null : Long.valueOf(amount.getAsLong());
    }

    private static boolean sample(PlanPlace place) {
        return place.book().dataSet() != DataSet.REAL;
    }

    private FindingAnswer answer(Finding finding, Locale locale) {
        return new FindingAnswer(
                finding.kind(),
                finding.severity(),
                say(finding.message(), locale),
                finding.fix() == null ? null : say(finding.fix(), locale),
                finding.figures());
    }

    private String say(Text text, Locale locale) {
        return messages.getMessage(text.key(), text.values().toArray(), locale);
    }
}
