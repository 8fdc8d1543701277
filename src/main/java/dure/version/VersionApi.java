package dure.version;

import dure.access.Access;
import dure.plan.Aspect;
import dure.plan.BudgetLine;
import dure.plan.BudgetSource;
import dure.plan.Component;
import dure.plan.Continuity;
import dure.plan.Decided;
import dure.plan.Deliberation;
import dure.plan.Delta;
import dure.plan.Goal;
import dure.plan.Measure;
import dure.plan.PlanDifference;
import dure.plan.PlanKind;
import dure.plan.PlanPlace;
import dure.plan.PlanPlaces;
import dure.plan.PlanState;
import dure.plan.PlanTotals;
import dure.plan.PlanVersion;
import dure.plan.ProgrammeType;
import dure.plan.Project;
import dure.plan.ProjectDetails;
import dure.plan.Quantity;
import dure.plan.Resolution;
import dure.plan.Sector;
import dure.plan.Source;
import dure.plan.Strategy;
import dure.plan.TargetGroup;
import dure.plan.TermPlan;
import dure.plan.Versions;
import dure.plan.WholePlan;
import dure.region.DataSet;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Versions for machines. The period is a year (2027) or a term (term-9); numbers are whole jobs and whole won. */
@RestController
@RequestMapping("/api/v1/municipalities/{code}/plans/{period}/versions")
@Tag(name = "versions", description = "Versions of plans: what each says, and what one says otherwise than another")
class VersionApi {
    private static final String NO = "/{version:[0-9]{1,6}}";

    private final PlanPlaces places;
    private final Moving moving;
    private final Versions versions;
    private final Access access;

    VersionApi(PlanPlaces places, Moving moving, Versions versions, Access access) {
        this.places = places;
        this.moving = moving;
        this.versions = versions;
        this.access = access;
    }

    record DeltaAnswer(
            @Nullable Long before,
            @Nullable Long after,
            @Nullable Long difference) {
        static DeltaAnswer of(Delta delta) {
            return new DeltaAnswer(delta.before(), delta.after(), delta.difference());
        }
    }

    /** @param appropriated [won]; @param targets what the projects' targets come to, by measure */
    record TotalsAnswer(
            @Nullable Long target,
            long itemised,
            @Nullable Long remainder,
            @Nullable Long appropriated,
            Map<BudgetSource, Long> appropriatedBySource,
            Map<Measure, Long> targets,
            int strategies,
            int tasks,
            int components,
            int projects) {
        static TotalsAnswer of(PlanTotals totals) {
            return new TotalsAnswer(
                    totals.target(),
                    totals.itemised(),
                    totals.remainder(),
                    totals.appropriated(),
                    totals.appropriatedBySource(),
                    totals.targets(),
                    totals.strategies(),
                    totals.tasks(),
                    totals.components(),
                    totals.projects());
        }
    }

    record DecidedAnswer(
            Resolution resolution,
            LocalDate on,
            String by,
            @Nullable String documentNumber,
            String amendment) {
        static DecidedAnswer of(Decided decided) {
            return new DecidedAnswer(
                    decided.resolution(), decided.on(), decided.by(), decided.documentNumber(), decided.amendment());
        }
    }

    /**
     * @param original whether it is 당초: the version that was disclosed first
     * @param basedOn the version of the same plan that it began as a copy of; null where of none
     * @param contentHash SHA-256 of what it says; null of a draft that was edited since it was written
     * @param createdBy staff only
     */
    record VersionAnswer(
            int version,
            PlanState state,
            String title,
            boolean original,
            @Nullable Instant disclosedAt,
            @Nullable String contentHash,
            @Nullable Integer basedOn,
            String reason,
            Instant createdAt,
            @Nullable String createdBy,
            @Nullable DecidedAnswer decided,
            TotalsAnswer totals) {}

    record VersionsAnswer(
            String municipality,
            PlanKind kind,
            int period,
            DataSet dataSet,
            boolean sample,
            List<VersionAnswer> versions) {}

    record BudgetAnswer(
            BudgetSource source,
            @Nullable Integer year,
            @Nullable Long appropriated,
            @Nullable Long carriedIn,
            @Nullable Long executed) {
        static List<BudgetAnswer> of(List<BudgetLine> lines) {
            return lines.stream()
                    .map(line -> new BudgetAnswer(
                            line.source(), line.year(), line.appropriated(), line.carriedIn(), line.executed()))
                    .toList();
        }
    }

    record ProjectAnswer(
            int no,
            String code,
            String name,
            @Nullable Integer strategy,
            @Nullable Integer task,
            @Nullable Integer component,
            @Nullable String department,
            ProgrammeType programmeType,
            Sector sector,
            Set<TargetGroup> targetGroups,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String deliveringBody,
            Continuity continuity,
            ProjectDetails details,
            List<Project.Target> targets,
            List<BudgetAnswer> budget) {}

    record WholeAnswer(
            String municipality,
            PlanKind kind,
            int period,
            VersionAnswer version,
            @Nullable Quantity target,
            @Nullable Integer declaredStrategies,
            @Nullable Integer declaredTasks,
            @Nullable Integer declaredProjects,
            @Nullable BigDecimal declaredGrowth,
            @Nullable Long previousTarget,
            @Nullable Deliberation deliberation,
            List<DecidedAnswer> resolutions,
            List<TermPlan.YearTarget> years,
            List<Goal> goals,
            List<Strategy> strategies,
            List<Component> components,
            List<ProjectAnswer> projects,
            List<BudgetAnswer> budget,
            Source source,
            @Nullable String inferred,
            String remarks,
            DataSet dataSet,
            boolean sample) {}

    /** @param before and after: their types follow from the aspect: a text, a number, a date, a quantity, a place in the tree */
    record ChangeAnswer(
            Aspect aspect,
            @Nullable Object before,
            @Nullable Object after) {
        static List<ChangeAnswer> of(List<PlanDifference.Change> changes) {
            return changes.stream()
                    .map(change -> new ChangeAnswer(change.aspect(), change.before(), change.after()))
                    .toList();
        }
    }

    record ItemAnswer(
            PlanDifference.Kind kind,
            @Nullable Object before,
            @Nullable Object after,
            List<ChangeAnswer> changes) {
        static <T> List<ItemAnswer> of(List<PlanDifference.Item<T>> items) {
            return items.stream()
                    .map(item ->
                            new ItemAnswer(item.kind(), item.before(), item.after(), ChangeAnswer.of(item.changes())))
                    .toList();
        }
    }

    /** @param before its name in the earlier version; null where that has none such. As after */
    record ProjectDifference(
            PlanDifference.Kind kind,
            String code,
            @Nullable String before,
            @Nullable String after,
            List<ChangeAnswer> changes,
            List<PlanDifference.Target> targets,
            List<PlanDifference.Group> groupTargets,
            List<PlanDifference.Money> budget,
            Map<Measure, DeltaAnswer> byMeasure,
            DeltaAnswer appropriated) {
        static ProjectDifference of(PlanDifference.OfProject project) {
            var byMeasure = new TreeMap<Measure, DeltaAnswer>();
            project.byMeasure().forEach((measure, delta) -> byMeasure.put(measure, DeltaAnswer.of(delta)));
            return new ProjectDifference(
                    project.kind(),
                    project.code(),
                    project.before(),
                    project.after(),
                    ChangeAnswer.of(project.changes()),
                    project.targets(),
                    project.groups(),
                    project.budget(),
                    byMeasure,
                    DeltaAnswer.of(project.money()));
        }
    }

    /** @param renumbered projects that say the same under another number */
    record Counts(int before, int after, int added, int dropped, int changed, int renumbered) {}

    record DifferenceAnswer(
            String municipality,
            PlanKind kind,
            int period,
            int from,
            int to,
            Counts projectCounts,
            DeltaAnswer target,
            DeltaAnswer itemised,
            DeltaAnswer remainder,
            DeltaAnswer appropriated,
            Map<BudgetSource, DeltaAnswer> appropriatedBySource,
            List<ChangeAnswer> head,
            List<ItemAnswer> years,
            List<ItemAnswer> goals,
            List<ItemAnswer> strategies,
            List<ItemAnswer> tasks,
            List<ItemAnswer> components,
            List<ProjectDifference> projects,
            List<PlanDifference.Money> budget,
            DataSet dataSet,
            boolean sample) {}

    record MoveAnswer(PlanState from, PlanState to, Instant at, String by, String reason) {}

    record MovesAnswer(int version, List<MoveAnswer> moves) {}

    record ReasonRequest(@Nullable String reason) {}

    /** @param next the version to go on with: of an amendment the new draft, else the same */
    record MovedAnswer(int version, PlanState state, int next, PlanState nextState) {}

    @GetMapping
    @Operation(
            operationId = "planVersions",
            summary = "The versions of a plan that may be seen, the newest first; the public sees disclosed ones only")
    VersionsAnswer versions(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.any(code, period, dataSet);
        var all = versions.all(place.book(), place.kind(), place.period());
        if (all.isEmpty()) {
            throw Refusal.of(HttpStatus.NOT_FOUND, "version.api.empty", code, period);
        }
        var totals = versions.totals(all.stream().map(PlanVersion::id).toList());
        return new VersionsAnswer(
                code,
                place.kind(),
                place.period(),
                place.book().dataSet(),
                isSample(place),
                all.stream()
                        .map(one -> answer(place, one, all, Objects.requireNonNull(totals.get(one.id()))))
                        .toList());
    }

    private VersionAnswer answer(PlanPlace place, PlanVersion one, List<PlanVersion> all, PlanTotals totals) {
        var head = one.head();
        var original = all.stream()
                .filter(other -> other.state().isPublic())
                .reduce((newer, older) -> older)
                .filter(other -> other.id().equals(one.id()));
        var basedOn = all.stream()
                .filter(other -> other.id().equals(one.basedOn()))
                .map(other -> other.head().version())
                .findFirst();
        return new VersionAnswer(
                head.version(),
                head.state(),
                head.title(),
                original.isPresent(),
                head.disclosedAt(),
                one.contentHash(),
                basedOn.orElse(null),
                one.reason(),
                one.createdAt(),
                isStaff(place) ? one.createdBy() : null,
                one.decided() == null ? null : DecidedAnswer.of(one.decided()),
                TotalsAnswer.of(totals));
    }

    private boolean isStaff(PlanPlace place) {
        return access.viewer().reads().includes(place.municipality().code());
    }

    private static boolean isSample(PlanPlace place) {
        return place.book().dataSet() != DataSet.REAL;
    }

    @GetMapping(NO)
    @Operation(
            operationId = "planVersion",
            summary = "A version of a plan with everything that it says; its content hash is over that")
    WholeAnswer version(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.any(code, period, dataSet);
        var one = moving.version(place, version);
        var whole = versions.whole(one.id()).orElseThrow(Refusal::notThere);
        var all = versions.all(place.book(), place.kind(), place.period());
        return new WholeAnswer(
                code,
                place.kind(),
                place.period(),
                answer(place, one, all, whole.totals()),
                one.head().target(),
                whole.declaredStrategies(),
                whole.declaredTasks(),
                whole.declaredProjects(),
                whole.declaredGrowth(),
                whole.previousTarget(),
                whole.deliberation(),
                versions.resolutions(one.id()).stream().map(DecidedAnswer::of).toList(),
                whole.years(),
                whole.goals(),
                whole.strategies(),
                whole.components(),
                whole.projects().stream()
                        .map(project -> project(project, whole))
                        .toList(),
                BudgetAnswer.of(whole.budgetOf(null)),
                whole.source(),
                whole.inferred(),
                whole.remarks(),
                place.book().dataSet(),
                isSample(place));
    }

    private static ProjectAnswer project(Project project, WholePlan whole) {
        return new ProjectAnswer(
                project.no(),
                project.code(),
                project.name(),
                project.strategy(),
                project.task(),
                project.component(),
                project.department(),
                project.programmeType(),
                project.sector(),
                project.targetGroups(),
                project.from(),
                project.to(),
                project.deliveringBody(),
                project.continuity(),
                project.details(),
                project.targets(),
                BudgetAnswer.of(whole.budgetOf(project.id())));
    }

    @GetMapping(NO + "/diff")
    @Operation(
            operationId = "planVersionDifference",
            summary =
                    "What version 'to' says otherwise than this one: totals, projects added, dropped and changed, with"
                            + " targets by measure and money by source")
    DifferenceAnswer diff(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int version,
            @RequestParam int to,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.any(code, period, dataSet);
        var one = moving.version(place, version);
        var other = moving.version(place, to);
        var difference = versions.compare(one.id(), other.id()).orElseThrow(Refusal::notThere);
        var bySource = new TreeMap<BudgetSource, DeltaAnswer>();
        for (var source : BudgetSource.values()) {
            var delta = difference.appropriated(source);
            if (delta.difference() != null) {
                bySource.put(source, DeltaAnswer.of(delta));
            }
        }
        return new DifferenceAnswer(
                code,
                place.kind(),
                place.period(),
                version,
                to,
                new Counts(
                        difference.before().projects(),
                        difference.after().projects(),
                        difference.count(PlanDifference.Kind.ADDED),
                        difference.count(PlanDifference.Kind.DROPPED),
                        difference.count(PlanDifference.Kind.CHANGED),
                        difference.count(PlanDifference.Kind.RENUMBERED)),
                DeltaAnswer.of(difference.target()),
                DeltaAnswer.of(difference.itemised()),
                DeltaAnswer.of(difference.remainder()),
                DeltaAnswer.of(difference.appropriated()),
                bySource,
                ChangeAnswer.of(difference.head()),
                ItemAnswer.of(difference.years()),
                ItemAnswer.of(difference.goals()),
                ItemAnswer.of(difference.strategies()),
                ItemAnswer.of(difference.tasks()),
                ItemAnswer.of(difference.components()),
                difference.projects().stream().map(ProjectDifference::of).toList(),
                difference.budget(),
                place.book().dataSet(),
                isSample(place));
    }

    @GetMapping(NO + "/moves")
    @Operation(
            operationId = "planVersionMoves",
            summary = "How a version went from state to state, by whom and why; for the municipality's staff")
    MovesAnswer moves(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.any(code, period, dataSet);
        if (!isStaff(place)) {
            throw Refusal.notThere();
        }
        var one = moving.version(place, version);
        return new MovesAnswer(
                version,
                versions.moves(one.id()).stream()
                        .map(move -> new MoveAnswer(move.from(), move.to(), move.at(), move.by(), move.reason()))
                        .toList());
    }

    @PostMapping(NO + "/submission")
    @Operation(
            operationId = "submitPlanVersion",
            summary = "Submits a draft: what it says is frozen. 409 with the reason where that cannot be")
    MovedAnswer submit(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody(required = false) @Nullable ReasonRequest request) {
        return move(code, period, version, dataSet, Step.SUBMISSION, request);
    }

    @PostMapping(NO + "/amendment")
    @Operation(
            operationId = "amendPlanVersion",
            summary = "Begins a new draft from what this version says, for a reason; the version stays as it is")
    MovedAnswer amend(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody ReasonRequest request) {
        return move(code, period, version, dataSet, Step.AMENDMENT, request);
    }

    @PostMapping(NO + "/withdrawal")
    @Operation(operationId = "withdrawPlanVersion", summary = "Withdraws a version that is not public, for a reason")
    MovedAnswer withdraw(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody ReasonRequest request) {
        return move(code, period, version, dataSet, Step.WITHDRAWAL, request);
    }

    @PostMapping(NO + "/approval")
    @Operation(
            operationId = "approvePlanVersion",
            summary = "Approves a version that needs no further council: one passed with amendments, or where the"
                    + " municipality asks for no resolution")
    MovedAnswer approve(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody(required = false) @Nullable ReasonRequest request) {
        return move(code, period, version, dataSet, Step.APPROVAL, request);
    }

    private MovedAnswer move(
            String code,
            String period,
            int version,
            @Nullable String dataSet,
            Step step,
            @Nullable ReasonRequest request) {
        var outcome = moving.move(
                places.any(code, period, dataSet), version, step, request == null ? null : request.reason());
        var not = outcome.not();
        if (not != null) {
            throw Refusal.of(HttpStatus.CONFLICT, not.key(), not.arguments());
        }
        var moved = Objects.requireNonNull(outcome.moved());
        return new MovedAnswer(
                moved.plan().version(),
                moved.plan().state(),
                moved.next().version(),
                moved.next().state());
    }
}
