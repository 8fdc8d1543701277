package dure.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.finding.Finding;
import dure.ledger.RuleKey;
import dure.plan.DepartmentId;
import dure.plan.Departments;
import dure.plan.Places;
import dure.plan.ProjectId;
import dure.region.Book;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Actions by machines: staff only. */
@RestController
@RequestMapping("/api/v1/municipalities/{code:[0-9]{5}}/actions")
@Tag(name = "actions", description = "Actions (보완조치) and what the ledger showed afterwards")
class ActionApi {
    private final Actions actions;
    private final Departments departments;
    private final Places places;

    ActionApi(Actions actions, Departments departments, Places places) {
        this.actions = actions;
        this.departments = departments;
        this.places = places;
    }

    /** @param actual [jobs], of what occurred until {@code asOf} and was known at {@code knownAt} */
    record PointAnswer(LocalDate asOf, Instant knownAt, long position, long actual, boolean approximate) {
        static PointAnswer of(Afterwards.Point point) {
            var known = point.question().known();
            return new PointAnswer(point.asOf(), known.at(), known.position(), point.actual(), point.approximate());
        }
    }

    /** @param due null until the due date has come */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AfterwardsAnswer(
            String rule,
            @Nullable Long target,
            PointAnswer opened,
            @Nullable PointAnswer due,
            PointAnswer now,
            @Nullable Double progress) {
        static AfterwardsAnswer of(Afterwards one) {
            RuleKey rule = one.now().question().rule().key();
            return new AfterwardsAnswer(
                    rule.toString(),
                    one.target(),
                    PointAnswer.of(one.opened()),
                    one.due() == null ? null : PointAnswer.of(one.due()),
                    PointAnswer.of(one.now()),
                    one.progress().orElse(null));
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ActionAnswer(
            UUID id,
            String name,
            int year,
            @Nullable Long project,
            @Nullable Integer strategy,
            Finding.@Nullable Kind finding,
            @Nullable UUID meeting,
            long department,
            String departmentName,
            String owner,
            String problem,
            Cause cause,
            String causeText,
            String countermeasure,
            LocalDate dueOn,
            ActionState state,
            boolean late,
            String outcome,
            int revision,
            Instant openedAt,
            String openedBy,
            AfterwardsAnswer afterwards) {}

    record StepAnswer(ActionStep.Kind kind, String field, String before, String said, Instant at, String by) {
        static StepAnswer of(ActionStep one) {
            return new StepAnswer(one.kind(), one.field(), one.before(), one.said(), one.at(), one.by());
        }
    }

    record WholeActionAnswer(ActionAnswer action, List<StepAnswer> steps) {}

    record OpenActionRequest(
            @Nullable Integer year,
            @Nullable Long project,
            @Nullable Integer strategy,
            @Nullable String finding,
            @Nullable String meeting,
            @Nullable Long department,
            @Nullable String owner,
            @Nullable String problem,
            @Nullable String cause,
            @Nullable String causeText,
            @Nullable String countermeasure,
            @Nullable String dueOn) {}

    record EditActionRequest(
            @Nullable Integer revision,
            @Nullable Long department,
            @Nullable String owner,
            @Nullable String problem,
            @Nullable String cause,
            @Nullable String causeText,
            @Nullable String countermeasure,
            @Nullable String dueOn) {}

    record MoveActionRequest(
            @Nullable Integer revision,
            @Nullable String state,
            @Nullable String outcome) {}

    record RemarkRequest(@Nullable String remark) {}

    @Operation(
            operationId = "actions",
            summary = "The actions of a municipality's year",
            description =
                    "Open ones first, by due date. Each with what the ledger showed when it was opened, on its due"
                            + " date and now; computed, never stored.")
    @GetMapping
    List<ActionAnswer> actions(
            @PathVariable String code,
            @RequestParam int year,
            @RequestParam(required = false) @Nullable String dataSet) {
        var book = places.of(code, dataSet).book();
        return answers(book, year, actions.all(book, ActionPages.year(year)));
    }

    @Operation(operationId = "action", summary = "An action with its history, the newest step first")
    @GetMapping("/" + ActionPages.ID)
    WholeActionAnswer action(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet) {
        return whole(places.of(code, dataSet).book(), new ActionId(id));
    }

    @Operation(
            operationId = "openAction",
            summary = "Open an action",
            description =
                    "Of a project, of a strategy, or of neither: the whole year. A department's officers open those of"
                            + " their own department.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    WholeActionAnswer open(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody OpenActionRequest body) {
        var book = places.of(code, dataSet).book();
        var item = actions.open(
                book,
                new NewAction(
                        ActionPages.year(Objects.requireNonNullElse(body.year(), 0)),
                        body.project() == null ? null : new ProjectId(body.project()),
                        body.strategy(),
                        ActionPages.finding(text(body.finding())),
                        ActionPages.uuid(text(body.meeting())),
                        said(
                                body.department(),
                                body.owner(),
                                body.problem(),
                                body.cause(),
                                body.causeText(),
                                body.countermeasure(),
                                body.dueOn())));
        return whole(book, item.id());
    }

    @Operation(
            operationId = "editAction",
            summary = "Change what is said of an open action",
            description =
                    "With the revision that was read; another's change meanwhile is a conflict (409). The history keeps"
                            + " the words of before.")
    @PostMapping("/" + ActionPages.ID + "/edits")
    WholeActionAnswer edit(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody EditActionRequest body) {
        var book = places.of(code, dataSet).book();
        ActionAnswers.made(actions.edit(
                book,
                new ActionId(id),
                revision(body.revision()),
                said(
                        body.department(),
                        body.owner(),
                        body.problem(),
                        body.cause(),
                        body.causeText(),
                        body.countermeasure(),
                        body.dueOn())));
        return whole(book, new ActionId(id));
    }

    @Operation(
            operationId = "moveAction",
            summary = "Start, finish, drop or reopen an action",
            description = "IN_PROGRESS, DONE (with its outcome) or DROPPED (with the reason).")
    @PostMapping("/" + ActionPages.ID + "/state")
    WholeActionAnswer move(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody MoveActionRequest body) {
        var book = places.of(code, dataSet).book();
        ActionAnswers.made(actions.move(
                book,
                new ActionId(id),
                revision(body.revision()),
                ActionPages.state(text(body.state())),
                text(body.outcome())));
        return whole(book, new ActionId(id));
    }

    @Operation(operationId = "remarkOnAction", summary = "Note what was done, without another state")
    @PostMapping("/" + ActionPages.ID + "/remarks")
    WholeActionAnswer remark(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody RemarkRequest body) {
        var book = places.of(code, dataSet).book();
        ActionAnswers.made(actions.remark(book, new ActionId(id), text(body.remark())));
        return whole(book, new ActionId(id));
    }

    private WholeActionAnswer whole(Book book, ActionId id) {
        var item = actions.find(book, id).orElseThrow(Refusal::notThere);
        return new WholeActionAnswer(
                answers(book, item.year(), List.of(item)).getFirst(),
                actions.steps(item).stream().map(StepAnswer::of).toList());
    }

    private List<ActionAnswer> answers(Book book, int year, List<ActionItem> items) {
        var afterwards = actions.afterwards(book, year, items);
        var names = departments.today(book);
        return items.stream()
                .map(item -> answer(
                        item,
                        Objects.requireNonNull(afterwards.get(item.id())),
                        Objects.requireNonNull(names.get(item.department())).name()))
                .toList();
    }

    private ActionAnswer answer(ActionItem item, Afterwards afterwards, String department) {
        return new ActionAnswer(
                item.id().value(),
                item.name(),
                item.year(),
                item.project() == null ? null : Long.valueOf(item.project().value()),
                item.strategy(),
                item.finding(),
                item.meeting(),
                item.department().value(),
                department,
                item.owner(),
                item.problem(),
                item.cause(),
                item.causeText(),
                item.countermeasure(),
                item.dueOn(),
                item.state(),
                item.isLate(departments.today()),
                item.outcome(),
                item.revision(),
                item.openedAt(),
                item.openedBy(),
                AfterwardsAnswer.of(afterwards));
    }

    private static NewAction.Said said(
            @Nullable Long department,
            @Nullable String owner,
            @Nullable String problem,
            @Nullable String cause,
            @Nullable String causeText,
            @Nullable String countermeasure,
            @Nullable String dueOn) {
        return new NewAction.Said(
                department == null ? null : new DepartmentId(department),
                text(owner),
                text(problem),
                ActionPages.cause(text(cause)),
                text(causeText),
                text(countermeasure),
                ActionPages.date(text(dueOn)));
    }

    private static int revision(@Nullable Integer revision) {
        return Objects.requireNonNullElse(revision, 0);
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
