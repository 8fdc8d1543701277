package dure.reporting;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.access.Access;
import dure.access.Permission;
import dure.finding.Finding;
import dure.finding.Severity;
import dure.finding.Text;
import dure.plan.DepartmentId;
import dure.plan.Measure;
import dure.plan.Places;
import dure.plan.ProjectId;
import dure.region.Book;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Reporting by machines, and by the grid: staff only, a department its own. */
@RestController
@RequestMapping("/api/v1/municipalities/{code:[0-9]{5}}/reporting")
@Tag(name = "reporting", description = "Reporting periods, and what departments report in them")
class ReportingApi {
    private static final String PERIOD = "/periods/{period:[0-9]{4}-[0-9Q][0-9]}";
    private static final String REPORT = PERIOD + "/departments/{department:[0-9]{1,18}}";

    private final Reporting reporting;
    private final ReportReminders reminders;
    private final ReportWorkbooks workbooks;
    private final ReportingSettings settings;
    private final Places places;
    private final Access access;
    private final MessageSource messages;

    ReportingApi(
            Reporting reporting,
            ReportReminders reminders,
            ReportWorkbooks workbooks,
            ReportingSettings settings,
            Places places,
            Access access,
            MessageSource messages) {
        this.reporting = reporting;
        this.reminders = reminders;
        this.workbooks = workbooks;
        this.settings = settings;
        this.places = places;
        this.access = access;
        this.messages = messages;
    }

    /** @param closeAfter days after the due date; null: closed by hand */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SettingAnswer(
            PeriodName.Kind kind,
            int dueDay,
            boolean automatic,
            @Nullable Integer closeAfter,
            List<LocalDate> daysOff) {
        static SettingAnswer of(ReportingSetting setting) {
            return new SettingAnswer(
                    setting.kind(), setting.dueDay(), setting.automatic(), setting.closeAfter(), setting.daysOff());
        }
    }

    record SettingRequest(
            PeriodName.@Nullable Kind kind,
            @Nullable Integer dueDay,
            @Nullable Boolean automatic,
            @Nullable Integer closeAfter,
            @Nullable List<LocalDate> daysOff) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PeriodAnswer(
            String period,
            LocalDate from,
            LocalDate to,
            LocalDate dueOn,
            boolean open,
            Instant openedAt,
            String openedBy,
            @Nullable Instant closedAt,
            @Nullable String closedBy) {
        static PeriodAnswer of(ReportingPeriod one) {
            return new PeriodAnswer(
                    one.name().toString(),
                    one.name().from(),
                    one.name().to(),
                    one.dueOn(),
                    one.open(),
                    one.openedAt(),
                    one.openedBy(),
                    one.closedAt(),
                    one.closedBy());
        }
    }

    /**
     * @param lines what is to be reported; @param missing what of it nobody has typed
     * @param jobs typed [jobs]; @param executed typed [won]
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DepartmentAnswer(
            long id,
            String name,
            ReportState state,
            boolean late,
            int submissions,
            @Nullable Instant submittedAt,
            @Nullable Instant acceptedAt,
            int lines,
            long missing,
            @Nullable Long jobs,
            @Nullable Long executed,
            @Nullable String remarks) {
        static DepartmentAnswer of(Board.Row row) {
            return new DepartmentAnswer(
                    row.department().id().value(),
                    row.department().name(),
                    row.standing().state(),
                    row.standing().late(),
                    row.standing().submissions(),
                    row.standing().submittedAt(),
                    row.standing().acceptedAt(),
                    row.lines(),
                    row.missing(),
                    row.jobs(),
                    row.executed(),
                    row.remarks() == null ? null : row.remarks().remarks());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record StepAnswer(ReportStep.Kind kind, @Nullable Long department, String remarks, Instant at, String by) {
        static StepAnswer of(ReportStep one) {
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

    /** @param planInForce whether there is a plan to report on */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record BoardAnswer(
            PeriodAnswer period,
            boolean planInForce,
            long daysLeft,
            List<DepartmentAnswer> departments,
            List<String> withoutDepartment,
            List<StepAnswer> steps) {}

    /** @param stated the running total as typed, where the value was computed from it */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CellAnswer(@Nullable String value, @Nullable Long stated, int version, Instant at, String by) {
        static @Nullable CellAnswer of(@Nullable ReportCell cell) {
            return cell == null
                    ? null
                    : new CellAnswer(cell.value(), cell.stated(), cell.version(), cell.at(), cell.by());
        }
    }

    /**
     * @param previous what the ledger holds of the period before; @param before of the year until this period
     * @param quantity as typed; @param total before and quantity together
     * @param targetUntil what was planned until the end of this period
     * @param held what the ledger holds of this period; @param evidenced of that with evidence
     * @param reported as submitted last
     * @param behind less than the setting's share of what was planned until now
     * @param cells quantity/MEASURE, executed [won], evidence, cause
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RowAnswer(
            long project,
            String code,
            String name,
            Measure measure,
            String unit,
            long previous,
            long before,
            @Nullable Long quantity,
            @Nullable Long total,
            @Nullable Long target,
            @Nullable Long targetUntil,
            @Nullable Long appropriated,
            long executedBefore,
            @Nullable Long executed,
            long held,
            long evidenced,
            @Nullable Long reported,
            boolean behind,
            Map<String, CellAnswer> cells) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ReportAnswer(
            PeriodAnswer period,
            long department,
            String name,
            ReportState state,
            boolean late,
            int submissions,
            @Nullable Instant submittedAt,
            @Nullable Instant acceptedAt,
            long missing,
            List<RowAnswer> rows,
            List<StepAnswer> steps) {}

    /** How a number was meant. */
    enum As {
        FLOW,
        CUMULATIVE
    }

    /**
     * @param project its id, or its code beside it
     * @param version as seen; 0 or none where the cell was empty
     */
    record CellRequest(
            @Nullable Long project,
            @Nullable String code,
            @Nullable String field,
            @Nullable Integer version,
            @Nullable String to,
            @Nullable As as) {}

    record CellsRequest(@Nullable List<@Nullable CellRequest> cells) {}

    record ConversionAnswer(long total, long before, long flow) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OutcomeAnswer(
            long project,
            String field,
            Saving.Result result,
            @Nullable CellAnswer cell,
            @Nullable String message,
            @Nullable ConversionAnswer conversion) {}

    /** @param repeated the same call was answered before, and nothing was saved now */
    record SavedAnswer(boolean repeated, List<OutcomeAnswer> cells) {}

    record OpenRequest(@Nullable String period, @Nullable String dueOn) {}

    record DueRequest(@Nullable String dueOn, @Nullable String remarks) {}

    record RemarksRequest(@Nullable String remarks) {}

    record ToldAnswer(int sent, int before, int refused, List<String> unreachable) {}

    @Operation(operationId = "reportingSetting", summary = "How a municipality's reporting periods go by the calendar")
    @GetMapping("/setting")
    SettingAnswer setting(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        return SettingAnswer.of(reporting.setting(places.of(code, dataSet).book()));
    }

    @Operation(
            operationId = "setReporting",
            summary = "Say how reporting periods go by the calendar",
            description = "What is left out stays as it is; but closeAfter, where null is by hand.")
    @PostMapping("/setting")
    SettingAnswer set(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody SettingRequest body) {
        var book = places.of(code, dataSet).book();
        access.require(Permission.REPORTING_RUN, book.municipality());
        var was = reporting.setting(book);
        return SettingAnswer.of(reporting.set(
                book,
                new ReportingSetting(
                        Objects.requireNonNullElse(body.kind(), was.kind()),
                        Objects.requireNonNullElse(body.dueDay(), was.dueDay()),
                        Objects.requireNonNullElse(body.automatic(), was.automatic()),
                        body.closeAfter(),
                        body.daysOff() == null
                                ? was.daysOff()
                                : body.daysOff().stream()
                                        .filter(Objects::nonNull)
                                        .toList())));
    }

    @Operation(operationId = "reportingPeriods", summary = "Reporting periods, the newest first")
    @GetMapping("/periods")
    List<PeriodAnswer> periods(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        return reporting.periods(places.of(code, dataSet).book()).stream()
                .map(PeriodAnswer::of)
                .toList();
    }

    @Operation(
            operationId = "openReportingPeriod",
            summary = "Open a reporting period by hand",
            description = "A month (2026-07) or a quarter (2026-Q3). Without dueOn it is due as the setting says.")
    @PostMapping("/periods")
    @ResponseStatus(HttpStatus.CREATED)
    BoardAnswer open(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody OpenRequest body) {
        var book = places.of(code, dataSet).book();
        access.require(Permission.REPORTING_RUN, book.municipality());
        var period = PeriodName.parse(text(body.period()).strip())
                .orElseThrow(() -> Refusal.of(new Refusal.Field("period", "reporting.fault.period")));
        var due = text(body.dueOn());
        return made(book, period, reporting.open(book, period, due.isBlank() ? null : ReportingPages.date(due)));
    }

    @Operation(operationId = "reportingPeriod", summary = "Where each department stands in a period")
    @GetMapping(PERIOD)
    BoardAnswer period(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet) {
        return board(places.of(code, dataSet).book(), name(period));
    }

    @Operation(operationId = "moveReportingDueDate", summary = "Move the due date of a period")
    @PostMapping(PERIOD + "/due-date")
    BoardAnswer moveDue(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody DueRequest body) {
        var book = places.of(code, dataSet).book();
        access.require(Permission.REPORTING_RUN, book.municipality());
        return made(
                book,
                name(period),
                reporting.moveDue(book, name(period), ReportingPages.date(text(body.dueOn())), text(body.remarks())));
    }

    @Operation(
            operationId = "closeReportingPeriod",
            summary = "Close a period",
            description =
                    "Its months are closed in the ledger: from now on there are only corrections. Where a report is"
                            + " not accepted, remarks say why it is closed without.")
    @PostMapping(PERIOD + "/closing")
    BoardAnswer close(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody RemarksRequest body) {
        var book = places.of(code, dataSet).book();
        return made(book, name(period), reporting.close(book, name(period), text(body.remarks())));
    }

    @Operation(
            operationId = "remindOfReports",
            summary = "Remind all that have not submitted, by e-mail, now",
            description = "Each address once a day at most.")
    @PostMapping(PERIOD + "/reminders")
    ToldAnswer remind(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet) {
        var told = reminders.now(places.of(code, dataSet).book(), name(period)).orElseThrow(Refusal::notThere);
        return new ToldAnswer(told.sent(), told.before(), told.refused(), told.unreachable());
    }

    @Operation(operationId = "departmentReport", summary = "A department's report: its rows, its cells, every step")
    @GetMapping(REPORT)
    ReportAnswer report(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestParam(required = false) @Nullable String dataSet) {
        return report(places.of(code, dataSet).book(), name(period), new DepartmentId(department));
    }

    @Operation(
            operationId = "saveReportCells",
            summary = "Save cells of a report, each by itself",
            description =
                    "A cell says which version of it was seen. One that another has changed since is answered CLASH"
                            + " with what stands there, one that is not understood WRONG with the reason; the others are saved. Numbers"
                            + " may be written as offices do (1,234, 1천, -); as CUMULATIVE they are running totals of the year. The"
                            + " same Idempotency-Key saves once.")
    @PutMapping(REPORT)
    SavedAnswer save(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody CellsRequest body) {
        var book = places.of(code, dataSet).book();
        var id = new DepartmentId(department);
        access.require(Permission.ENTRIES_WRITE, book.municipality());
        var cells = Objects.requireNonNullElse(body.cells(), List.<CellRequest>of()).stream()
                .filter(Objects::nonNull)
                .toList();
        if (cells.isEmpty() || cells.size() > Reporting.MOST_EDITS) {
            throw Refusal.of(new Refusal.Field("cells", "reporting.fault.cells", Reporting.MOST_EDITS));
        }
        var codes = cells.stream().allMatch(cell -> cell.project() != null)
                ? Map.<String, ProjectId>of()
                : reporting.report(book, name(period), id).orElseThrow(Refusal::notThere).rows().stream()
                        .collect(Collectors.toMap(row -> row.project().code(), Report.Row::id, (one, other) -> one));
        var edits = cells.stream().map(cell -> edit(cell, codes)).toList();
        var saved = ReportAnswers.saved(
                reporting.save(book, name(period), id, edits, idempotencyKey, hash(edits.toString())));
        return new SavedAnswer(
                saved.repeated(), saved.cells().stream().map(this::outcome).toList());
    }

    @Operation(operationId = "saveReportCellsByPost", summary = "As PUT, for clients that cannot")
    @PostMapping(REPORT)
    SavedAnswer post(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody CellsRequest body) {
        return save(code, period, department, dataSet, idempotencyKey, body);
    }

    private static CellEdit edit(CellRequest cell, Map<String, ProjectId> codes) {
        var project = cell.project() == null ? codes.get(text(cell.code())) : new ProjectId(cell.project());
        if (project == null) {
            throw Refusal.of(new Refusal.Field("cells", "reporting.fault.project", text(cell.code())));
        }
        var field = ReportField.parse(text(cell.field()))
                .orElseThrow(() -> Refusal.of(new Refusal.Field("cells", "reporting.fault.field", text(cell.field()))));
        return new CellEdit(
                project, field, Objects.requireNonNullElse(cell.version(), 0), cell.to(), cell.as() == As.CUMULATIVE);
    }

    private OutcomeAnswer outcome(Saving.Outcome one) {
        var conversion = one.conversion();
        return new OutcomeAnswer(
                one.edit().project().value(),
                one.edit().field().toString(),
                one.result(),
                CellAnswer.of(one.cell()),
                one.message() == null ? null : say(one.message()),
                conversion == null
                        ? null
                        : new ConversionAnswer(conversion.total(), conversion.before(), conversion.flow()));
    }

    static byte[] hash(String asked) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Operation(
            operationId = "submitReport",
            summary = "Submit a department's report",
            description =
                    "What was typed becomes entries of the ledger, in the same transaction; submitted again after a"
                            + " return, only what differs is replaced. A project without a number stops it (422): nothing is said by 0."
                            + " Sent twice, it is submitted once.")
    @PostMapping(REPORT + "/submission")
    ReportAnswer submit(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody RemarksRequest body) {
        var book = places.of(code, dataSet).book();
        var id = new DepartmentId(department);
        ReportAnswers.made(reporting.submit(book, name(period), id, text(body.remarks())));
        return report(book, name(period), id);
    }

    @Operation(operationId = "acceptReport", summary = "Accept a report that was submitted")
    @PostMapping(REPORT + "/acceptance")
    ReportAnswer accept(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestParam(required = false) @Nullable String dataSet) {
        var book = places.of(code, dataSet).book();
        var id = new DepartmentId(department);
        ReportAnswers.made(reporting.accept(book, name(period), id));
        return report(book, name(period), id);
    }

    @Operation(
            operationId = "returnReport",
            summary = "Return a report with remarks",
            description = "Of one that was accepted too. It is open again.")
    @PostMapping(REPORT + "/return")
    ReportAnswer giveBack(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody RemarksRequest body) {
        var book = places.of(code, dataSet).book();
        var id = new DepartmentId(department);
        ReportAnswers.made(reporting.giveBack(book, name(period), id, text(body.remarks())));
        return report(book, name(period), id);
    }

    // The workbook

    /** @param row from 1 as the spreadsheet numbers it; @param column its letter */
    record FoundAnswer(
            Finding.Kind kind,
            Severity severity,
            @Nullable String sheet,
            @Nullable Integer row,
            @Nullable String column,
            String message,
            @Nullable String fix) {}

    record ChangeAnswer(
            String project,
            String column,
            @Nullable String before,
            @Nullable String after) {}

    enum BroughtResult {
        SAVED,
        REHEARSED,
        UNCHANGED,
        REFUSED
    }

    record BroughtAnswer(BroughtResult result, List<ChangeAnswer> changes, List<FoundAnswer> findings) {}

    @GetMapping(path = REPORT + "/workbook", produces = ReportWorkbooks.XLSX)
    @Operation(
            operationId = "reportWorkbook",
            summary = "A department's report as a workbook, what was typed filled in")
    ResponseEntity<byte[]> workbook(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        return workbooks.file(places.of(code, dataSet).book(), name(period), new DepartmentId(department), locale);
    }

    @PostMapping(path = REPORT + "/workbook", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "bringReportWorkbook",
            summary = "Brings a report's workbook back: all of it or nothing, and safe to repeat")
    ResponseEntity<BroughtAnswer> bring(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String dataSet)
            throws IOException {
        var brought = workbooks.bring(
                places.of(code, dataSet).book(),
                name(period),
                new DepartmentId(department),
                Objects.requireNonNullElse(file.getOriginalFilename(), "report.xlsx"),
                file.getBytes(),
                dryRun);
        var result = switch (brought) {
            case ReportWorkbooks.Brought.Refused refused -> BroughtResult.REFUSED;
            case ReportWorkbooks.Brought.Read read ->
                read.changes().isEmpty()
                        ? BroughtResult.UNCHANGED
                        : dryRun ? BroughtResult.REHEARSED : BroughtResult.SAVED;
        };
        return ResponseEntity.status(result == BroughtResult.REFUSED ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                .body(new BroughtAnswer(
                        result,
                        brought.changes().stream()
                                .map(one -> new ChangeAnswer(one.project(), one.column(), one.before(), one.after()))
                                .toList(),
                        brought.findings().stream().map(this::found).toList()));
    }

    private FoundAnswer found(Finding finding) {
        var place = finding.place();
        return new FoundAnswer(
                finding.kind(),
                finding.severity(),
                place == null ? null : place.sheet(),
                place == null || place.row() == 0 ? null : Integer.valueOf(place.row()),
                place == null || place.column().isEmpty() ? null : place.column(),
                say(finding.message()),
                finding.fix() == null ? null : say(finding.fix()));
    }

    private String say(Text text) {
        return messages.getMessage(text, org.springframework.context.i18n.LocaleContextHolder.getLocale());
    }

    private BoardAnswer made(Book book, PeriodName name, ReportMove move) {
        ReportAnswers.made(move);
        return board(book, name);
    }

    private BoardAnswer board(Book book, PeriodName name) {
        var board = reporting.board(book, name).orElseThrow(Refusal::notThere);
        return new BoardAnswer(
                PeriodAnswer.of(board.period()),
                board.plan(),
                board.daysLeft(),
                board.rows().stream().map(DepartmentAnswer::of).toList(),
                board.withoutDepartment(),
                board.steps().stream().map(StepAnswer::of).toList());
    }

    private ReportAnswer report(Book book, PeriodName name, DepartmentId department) {
        var report = reporting.report(book, name, department).orElseThrow(Refusal::notThere);
        var standing = report.standing();
        return new ReportAnswer(
                PeriodAnswer.of(report.period()),
                report.department().id().value(),
                report.department().name(),
                standing.state(),
                standing.late(),
                standing.submissions(),
                standing.submittedAt(),
                standing.acceptedAt(),
                report.missing(),
                report.rows().stream().map(this::row).toList(),
                report.steps().stream().map(StepAnswer::of).toList());
    }

    private RowAnswer row(Report.Row row) {
        var cells = new TreeMap<String, CellAnswer>();
        row.cells().forEach((field, cell) -> cells.put(field, Objects.requireNonNull(CellAnswer.of(cell))));
        return new RowAnswer(
                row.id().value(),
                row.project().code(),
                row.project().name(),
                row.measure(),
                row.unit(),
                row.previous(),
                row.before(),
                row.quantity(),
                row.total(),
                row.target(),
                row.targetUntil(),
                row.appropriated(),
                row.executedBefore(),
                row.executed(),
                row.held(),
                row.evidenced(),
                row.reported(),
                row.isBehind(settings.laggard()),
                cells);
    }

    private static PeriodName name(String period) {
        return PeriodName.parse(period).orElseThrow(Refusal::notThere);
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
