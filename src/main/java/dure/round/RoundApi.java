package dure.round;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.finding.Finding;
import dure.finding.Severity;
import dure.plan.DepartmentId;
import dure.plan.PartProject;
import dure.plan.Places;
import dure.plan.PlanState;
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
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Planning rounds by machines: staff only, as everything of a plan that is not disclosed. */
@RestController
@RequestMapping("/api/v1/municipalities/{code:[0-9]{5}}/plans/{period:[0-9]{4}}/round")
@Tag(name = "rounds", description = "Planning rounds: departments' parts of a draft")
class RoundApi {
    private final Rounds rounds;
    private final Reminders reminders;
    private final Places places;
    private final MessageSource messages;

    RoundApi(Rounds rounds, Reminders reminders, Places places, MessageSource messages) {
        this.rounds = rounds;
        this.reminders = reminders;
        this.places = places;
        this.messages = messages;
    }

    /**
     * @param daysLeft until the due date; negative: so many days late
     * @param jobs the sum of the targets of all projects [jobs]
     * @param budget [won]
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record BoardAnswer(
            UUID id,
            int year,
            boolean open,
            LocalDate dueOn,
            long daysLeft,
            String letter,
            Instant openedAt,
            String openedBy,
            @Nullable Integer planVersion,
            @Nullable PlanState planState,
            int projects,
            long filled,
            @Nullable Long jobs,
            @Nullable Long budget,
            List<PartAnswer> departments,
            List<StepAnswer> steps) {}

    /** @param actingId the department that does today what the one that was asked did */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PartAnswer(
            long id,
            String name,
            long actingId,
            PartState state,
            boolean late,
            int projects,
            long filled,
            long missing,
            @Nullable Long jobs,
            @Nullable Long budget,
            @Nullable StepAnswer last,
            @Nullable String remarks) {
        static PartAnswer of(Board.Row row) {
            return new PartAnswer(
                    row.asked().id().value(),
                    row.department().name(),
                    row.department().id().value(),
                    row.state(),
                    row.late(),
                    row.projects().size(),
                    row.filled(),
                    row.missing(),
                    row.jobs(),
                    row.won(),
                    row.last() == null ? null : StepAnswer.of(row.last()),
                    row.remarks() == null ? null : row.remarks().remarks());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record StepAnswer(RoundStep.Kind kind, @Nullable Long department, String remarks, Instant at, String by) {
        static StepAnswer of(RoundStep one) {
            return new StepAnswer(
                    one.kind(),
                    one.department() == null
                            ? null
                            : Long.valueOf(one.department().value()),
                    one.remarks(),
                    one.at(),
                    one.by());
        }
    }

    record FindingAnswer(
            Finding.Kind kind,
            Severity severity,
            String message,
            @Nullable String fix) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ProjectAnswer(
            String code,
            String name,
            @Nullable Long jobs,
            @Nullable Long budget,
            List<FindingAnswer> findings) {}

    record WholePartAnswer(PartAnswer part, List<ProjectAnswer> projects, List<StepAnswer> steps) {}

    /** @param departments ids of those that are asked */
    record OpenRequest(
            @Nullable String dueOn,
            @Nullable String letter,
            @Nullable List<Long> departments) {}

    record AdditionRequest(@Nullable Long department) {}

    record DueRequest(@Nullable String dueOn, @Nullable String remarks) {}

    record RemarksRequest(@Nullable String remarks) {}

    record ToldAnswer(int sent, int before, int refused, List<String> unreachable) {}

    @Operation(operationId = "planningRound", summary = "The board of the open round of a plan, or of its last one")
    @GetMapping
    BoardAnswer board(
            @PathVariable String code,
            @PathVariable int period,
            @RequestParam(required = false) @Nullable String dataSet) {
        return answer(places.of(code, dataSet).book(), period);
    }

    @Operation(
            operationId = "openRound",
            summary = "Open a round on the draft of a plan",
            description = "From now on the departments' officers may write their own projects of the draft.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    BoardAnswer open(
            @PathVariable String code,
            @PathVariable int period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody OpenRequest body) {
        var book = places.of(code, dataSet).book();
        var asked = Objects.requireNonNullElse(body.departments(), List.<Long>of());
        return made(
                book,
                period,
                rounds.open(
                        book,
                        period,
                        RoundPages.date(text(body.dueOn())),
                        text(body.letter()),
                        asked.stream()
                                .filter(Objects::nonNull)
                                .map(DepartmentId::new)
                                .toList()));
    }

    @Operation(operationId = "addToRound", summary = "Ask one more department")
    @PostMapping("/additions")
    BoardAnswer add(
            @PathVariable String code,
            @PathVariable int period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody AdditionRequest body) {
        var book = places.of(code, dataSet).book();
        var department = Objects.requireNonNullElse(body.department(), 0L);
        return made(book, period, rounds.add(book, period, new DepartmentId(department)));
    }

    @Operation(operationId = "moveRoundDueDate", summary = "Move the due date")
    @PostMapping("/due-date")
    BoardAnswer moveDue(
            @PathVariable String code,
            @PathVariable int period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody DueRequest body) {
        var book = places.of(code, dataSet).book();
        return made(
                book, period, rounds.moveDue(book, period, RoundPages.date(text(body.dueOn())), text(body.remarks())));
    }

    @Operation(
            operationId = "moveRoundToDraft",
            summary = "Go on with the newest draft",
            description = "Where the draft that the round was opened on was replaced by another.")
    @PostMapping("/draft")
    BoardAnswer moveToDraft(
            @PathVariable String code,
            @PathVariable int period,
            @RequestParam(required = false) @Nullable String dataSet) {
        var book = places.of(code, dataSet).book();
        return made(book, period, rounds.moveToDraft(book, period));
    }

    @Operation(
            operationId = "closeRound",
            summary = "Close the round",
            description = "Where a part is not accepted, remarks say why it is closed without.")
    @PostMapping("/closing")
    BoardAnswer close(
            @PathVariable String code,
            @PathVariable int period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody RemarksRequest body) {
        var book = places.of(code, dataSet).book();
        return made(book, period, rounds.close(book, period, text(body.remarks())));
    }

    @Operation(
            operationId = "remindOfRound",
            summary = "Remind all that have not submitted, by e-mail, now",
            description = "Each address once a day at most.")
    @PostMapping("/reminders")
    ToldAnswer remind(
            @PathVariable String code,
            @PathVariable int period,
            @RequestParam(required = false) @Nullable String dataSet) {
        var told = reminders
                .now(places.of(code, dataSet).book(), period)
                .orElseThrow(() -> Refusal.of(HttpStatus.CONFLICT, "round.move.noRound"));
        return new ToldAnswer(told.sent(), told.before(), told.refused(), told.unreachable());
    }

    @Operation(operationId = "roundPart", summary = "A department's part: its projects, what is missing, every step")
    @GetMapping("/departments/{id:[0-9]{1,18}}")
    WholePartAnswer part(
            @PathVariable String code,
            @PathVariable int period,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet) {
        return part(places.of(code, dataSet).book(), period, new DepartmentId(id));
    }

    @Operation(
            operationId = "submitPart",
            summary = "Submit the part of a department",
            description = "Its part closes. A project without a target stops it (422).")
    @PostMapping("/departments/{id:[0-9]{1,18}}/submission")
    WholePartAnswer submit(
            @PathVariable String code,
            @PathVariable int period,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody RemarksRequest body) {
        var book = places.of(code, dataSet).book();
        RoundAnswers.made(rounds.submit(book, period, new DepartmentId(id), text(body.remarks())));
        return part(book, period, new DepartmentId(id));
    }

    @Operation(
            operationId = "returnPart",
            summary = "Return a part with remarks",
            description = "Of one that was accepted too. It is open again.")
    @PostMapping("/departments/{id:[0-9]{1,18}}/return")
    WholePartAnswer giveBack(
            @PathVariable String code,
            @PathVariable int period,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody RemarksRequest body) {
        var book = places.of(code, dataSet).book();
        RoundAnswers.made(rounds.giveBack(book, period, new DepartmentId(id), text(body.remarks())));
        return part(book, period, new DepartmentId(id));
    }

    @Operation(operationId = "acceptPart", summary = "Accept a part that was submitted")
    @PostMapping("/departments/{id:[0-9]{1,18}}/acceptance")
    WholePartAnswer accept(
            @PathVariable String code,
            @PathVariable int period,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet) {
        var book = places.of(code, dataSet).book();
        RoundAnswers.made(rounds.accept(book, period, new DepartmentId(id)));
        return part(book, period, new DepartmentId(id));
    }

    private BoardAnswer made(Book book, int year, RoundMove move) {
        RoundAnswers.made(move);
        return answer(book, year);
    }

    private BoardAnswer answer(Book book, int year) {
        var board = rounds.board(book, year).orElseThrow(Refusal::notThere);
        var round = board.round();
        var draft = board.draft();
        return new BoardAnswer(
                round.id().value(),
                round.year(),
                round.open(),
                round.dueOn(),
                board.daysLeft(),
                round.letter(),
                round.openedAt(),
                round.openedBy(),
                draft == null ? null : Integer.valueOf(draft.version()),
                draft == null ? null : draft.state(),
                board.projects().size(),
                board.filled(),
                board.jobs(),
                board.won(),
                board.rows().stream().map(PartAnswer::of).toList(),
                board.steps().stream().map(StepAnswer::of).toList());
    }

    private WholePartAnswer part(Book book, int year, DepartmentId id) {
        var board = rounds.board(book, year).orElseThrow(Refusal::notThere);
        var row = board.rows().stream()
                .filter(one -> one.asked().id().equals(id))
                .findFirst()
                .orElseThrow(Refusal::notThere);
        return new WholePartAnswer(
                PartAnswer.of(row),
                row.projects().stream().map(this::project).toList(),
                board.steps().stream()
                        .filter(step -> id.equals(step.department()))
                        .map(StepAnswer::of)
                        .toList());
    }

    private ProjectAnswer project(PartProject one) {
        var locale = LocaleContextHolder.getLocale();
        return new ProjectAnswer(
                one.code(),
                one.name(),
                one.jobs(),
                one.appropriated(),
                one.findings().stream()
                        .map(found -> new FindingAnswer(
                                found.kind(),
                                found.severity(),
                                messages.getMessage(found.message(), locale),
                                found.fix() == null ? null : messages.getMessage(found.fix(), locale)))
                        .toList());
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
