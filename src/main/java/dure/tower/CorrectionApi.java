package dure.tower;

import dure.access.Access;
import dure.ledger.Basis;
import dure.ledger.CorrectionRequest;
import dure.ledger.Corrections;
import dure.ledger.NewEntry;
import dure.plan.Measure;
import dure.plan.Plans;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.region.Book;
import dure.region.DataSet;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 정정 신청: asked for by whoever writes entries, decided on by another hand. The public sees what came of it in the entries. */
@RestController
@RequestMapping("/api/v1/municipalities/{code}/corrections")
@Tag(name = "corrections")
class CorrectionApi {
    private static final int MOST = 200;

    private final Asking asking;
    private final CorrectionRequests requests;
    private final Corrections corrections;
    private final Plans plans;
    private final Access access;

    CorrectionApi(Asking asking, CorrectionRequests requests, Corrections corrections, Plans plans, Access access) {
        this.asking = asking;
        this.requests = requests;
        this.corrections = corrections;
        this.plans = plans;
        this.access = access;
    }

    /** A line that is to be written, or was. */
    record LineAnswer(
            long quantity,
            Measure measure,
            String statedUnit,
            Basis basis,
            Answers.@Nullable ProjectNamed project,
            String label,
            LocalDate from,
            LocalDate occurredOn,
            @Nullable Integer months,
            @Nullable BigDecimal weeklyHours) {
        static LineAnswer of(NewEntry line, Map<ProjectId, ProjectName> names) {
            var quantity = line.quantity();
            return new LineAnswer(
                    quantity.amount(),
                    quantity.measure(),
                    quantity.statedUnit(),
                    line.basis(),
                    named(line.project(), names),
                    line.label(),
                    line.from(),
                    line.to(),
                    line.terms().months(),
                    line.terms().weeklyHours());
        }
    }

    /** @param difference what the sum of each measure changes by; unlike measures are not added */
    record CorrectionAnswer(
            String municipality,
            int no,
            CorrectionRequest.State state,
            String reason,
            List<Answers.EntryAnswer> takesBack,
            List<LineAnswer> writes,
            Map<Measure, Long> difference,
            Instant requestedAt,
            String requestedBy,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            String remark,
            @Nullable Long position,
            boolean sample) {}

    record CorrectionsAnswer(String municipality, int open, List<CorrectionAnswer> corrections, boolean sample) {}

    @GetMapping
    @Operation(
            operationId = "corrections",
            summary = "Corrections asked for: the undecided first, then the latest decided")
    CorrectionsAnswer list(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        var book = book(code, dataSet);
        var found = corrections.list(book, MOST);
        var names = names(found);
        return new CorrectionsAnswer(
                code,
                corrections.open(book),
                found.stream().map(one -> answer(one, names)).toList(),
                book.dataSet() != DataSet.REAL);
    }

    @GetMapping("/{no}")
    @Operation(
            operationId = "correction",
            summary = "One correction: what it takes back, what it writes, and what became of it")
    CorrectionAnswer one(
            @PathVariable String code, @PathVariable int no, @RequestParam(required = false) @Nullable String dataSet) {
        return answer(book(code, dataSet), no);
    }

    @PostMapping
    @Operation(
            operationId = "requestCorrection",
            summary = "Asks for a correction, also of a closed month; the ledger changes when another hand approves")
    ResponseEntity<CorrectionAnswer> request(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody CorrectionRequests.Request request) {
        var book = book(code, dataSet);
        var done = (dure.ledger.CorrectionMove.Requested) CorrectionRequests.done(requests.ask(book, request));
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", "/api/v1/municipalities/" + code + "/corrections/" + done.no())
                .body(answer(book, done.no()));
    }

    /** @param remark may be left out of an approval */
    record DecisionRequest(@Nullable String remark) {
        static String of(@Nullable DecisionRequest request) {
            return request == null || request.remark() == null
                    ? ""
                    : request.remark().strip();
        }
    }

    @PostMapping("/{no}/approval")
    @Operation(
            operationId = "approveCorrection",
            summary = "Approves a correction: all of it is written in one posting")
    CorrectionAnswer approve(
            @PathVariable String code,
            @PathVariable int no,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody(required = false) @Nullable DecisionRequest request) {
        var book = book(code, dataSet);
        CorrectionRequests.done(corrections.approve(book, no, remark(DecisionRequest.of(request))));
        return answer(book, no);
    }

    @PostMapping("/{no}/refusal")
    @Operation(
            operationId = "refuseCorrection",
            summary = "Refuses a correction, saying why; the ledger stays as it is")
    CorrectionAnswer refuse(
            @PathVariable String code,
            @PathVariable int no,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody(required = false) @Nullable DecisionRequest request) {
        var remark = remark(DecisionRequest.of(request));
        if (remark.isEmpty()) {
            throw Refusal.of(new Refusal.Field("remark", "tower.correction.remarkMissing"));
        }
        var book = book(code, dataSet);
        CorrectionRequests.done(corrections.refuse(book, no, remark));
        return answer(book, no);
    }

    @PostMapping("/{no}/withdrawal")
    @Operation(operationId = "withdrawCorrection", summary = "Withdraws a correction that is not decided yet")
    CorrectionAnswer withdraw(
            @PathVariable String code, @PathVariable int no, @RequestParam(required = false) @Nullable String dataSet) {
        var book = book(code, dataSet);
        CorrectionRequests.done(corrections.withdraw(book, no));
        return answer(book, no);
    }

    /** @throws Refusal 422 where it is too long */
    static String remark(String remark) {
        if (remark.length() > 1_000) {
            throw Refusal.of(new Refusal.Field("remark", "tower.entry.field.long", 1_000));
        }
        return remark;
    }

    private Book book(String code, @Nullable String dataSet) {
        var book = asking.shownBook(asking.municipality(code), dataSet);
        if (!access.viewer().reads().includes(book.municipality())) {
            throw Refusal.notThere();
        }
        return book;
    }

    private CorrectionAnswer answer(Book book, int no) {
        var found = corrections.find(book, no).orElseThrow(Refusal::notThere);
        return answer(found, names(List.of(found)));
    }

    private Map<ProjectId, ProjectName> names(Collection<CorrectionRequest> found) {
        return plans.names(found.stream()
                .flatMap(one -> Stream.concat(
                                one.takesBack().stream().map(entry -> entry.what()), one.writes().stream())
                        .map(NewEntry::project))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    }

    private static CorrectionAnswer answer(CorrectionRequest one, Map<ProjectId, ProjectName> names) {
        var measures = Stream.concat(one.takesBack().stream().map(entry -> entry.what()), one.writes().stream())
                .map(line -> line.quantity().measure())
                .distinct()
                .sorted()
                .collect(Collectors.toMap(
                        measure -> measure,
                        one::difference,
                        (a, b) -> a,
                        () -> new java.util.EnumMap<>(Measure.class)));
        return new CorrectionAnswer(
                one.book().municipality().value(),
                one.no(),
                one.state(),
                one.reason(),
                one.takesBack().stream()
                        .map(entry -> Answers.EntryAnswer.of(
                                entry, entry.signed(), null, named(entry.what().project(), names)))
                        .toList(),
                one.writes().stream().map(line -> LineAnswer.of(line, names)).toList(),
                measures,
                one.requestedAt(),
                one.requestedBy(),
                one.decidedAt(),
                one.decidedBy(),
                one.remark(),
                one.posting(),
                one.book().dataSet() != DataSet.REAL);
    }

    private static Answers.@Nullable ProjectNamed named(
            @Nullable ProjectId project, Map<ProjectId, ProjectName> names) {
        var name = project == null ? null : names.get(project);
        return name == null ? null : new Answers.ProjectNamed(name.code(), name.name());
    }
}
