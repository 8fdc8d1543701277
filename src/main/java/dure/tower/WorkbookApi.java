package dure.tower;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.finding.Finding;
import dure.finding.Text;
import dure.ledger.Conversion;
import dure.ledger.EntryFiles;
import dure.ledger.EntryImport;
import dure.ledger.StatedAs;
import dure.plan.Measure;
import dure.plan.PlanHead;
import dure.plan.PlanImport;
import dure.plan.PlanKind;
import dure.plan.PlanSummary;
import dure.plan.Plans;
import dure.region.DataSet;
import dure.sheet.Sheets;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of plans and entries by machines: multipart with the part "file", or the file as the body. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "files")
class WorkbookApi {
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** As long as a client without a word of its own waits; longer than any file within the limits takes. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** RFC 7240: how a client says that it would rather be told where to ask later. */
    private static final String LATER = "respond-async";

    private static final Pattern WAIT = Pattern.compile("\\bwait\\s*=\\s*(\\d{1,3})\\b");

    private final ImportJobs jobs;
    private final Asking asking;
    private final Plans plans;
    private final EntryFiles entries;
    private final MessageSource messages;

    WorkbookApi(ImportJobs jobs, Asking asking, Plans plans, EntryFiles entries, MessageSource messages) {
        this.jobs = jobs;
        this.asking = asking;
        this.plans = plans;
        this.entries = entries;
        this.messages = messages;
    }

    enum Result {
        /** written */
        IMPORTED,
        /** a dry run: this would be written */
        REHEARSED,
        /** the same content is there already */
        UNCHANGED,
        /** a dry run: this would be refused */
        REFUSED
    }

    record PlanAnswer(
            PlanKind kind,
            int period,
            int version,
            String title,
            @Nullable Long declaredTarget,
            @Nullable Long itemised,
            @Nullable Long remainder,
            @Nullable Integer strategies,
            @Nullable Integer components,
            @Nullable Integer projects,
            @Nullable Integer added,
            @Nullable Integer changed,
            @Nullable Integer dropped) {
        static PlanAnswer of(PlanSummary summary) {
            return new PlanAnswer(
                    summary.kind(),
                    summary.period(),
                    summary.version(),
                    summary.title(),
                    summary.target() == null
                            ? null
                            : Long.valueOf(summary.target().amount()),
                    summary.itemised(),
                    summary.remainder(),
                    summary.strategies(),
                    summary.components(),
                    summary.projects(),
                    summary.added(),
                    summary.changed(),
                    summary.dropped());
        }

        static PlanAnswer of(PlanHead head) {
            return new PlanAnswer(
                    head.kind(),
                    head.period(),
                    head.version(),
                    head.title(),
                    head.target() == null ? null : Long.valueOf(head.target().amount()),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }

    record EntriesAnswer(int count, Map<Measure, Long> totals) {}

    /** @param row from 1 as the spreadsheet numbers it; @param column its letter; @param head what stands over it */
    record FindingAnswer(
            Finding.Kind kind,
            dure.finding.Severity severity,
            @Nullable String sheet,
            @Nullable Integer row,
            @Nullable String column,
            @Nullable String head,
            String message,
            @Nullable String fix,
            Map<String, Object> figures) {}

    /** 누계 환산: stated − held − inFile = recorded; of each cell that states a running total or a month recorded in part. */
    record ConversionAnswer(
            String sheet,
            int row,
            String column,
            String about,
            Measure measure,
            StatedAs as,
            long stated,
            long held,
            long inFile,
            long recorded,
            LocalDate from,
            LocalDate to) {
        static ConversionAnswer of(Conversion one) {
            return new ConversionAnswer(
                    one.place().sheet(),
                    one.place().row(),
                    one.place().column(),
                    one.about(),
                    one.measure(),
                    one.as(),
                    one.stated(),
                    one.held(),
                    one.inFile(),
                    one.recorded(),
                    one.from(),
                    one.to());
        }
    }

    record ImportAnswer(
            Result result,
            boolean dryRun,
            @Nullable String municipality,
            @Nullable DataSet dataSet,
            @Nullable PlanAnswer plan,
            @Nullable EntriesAnswer entries,
            List<ConversionAnswer> conversions,
            List<FindingAnswer> findings,
            boolean sample) {}

    /**
     * An import on its way.
     *
     * @param interrupted whether it was begun anew after a crash
     * @param answer what came of it, once it is DONE
     * @param reference of a fault, as the log has it
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record JobAnswer(
            UUID id,
            ImportJobStore.State state,
            boolean dryRun,
            boolean interrupted,
            int rowsRead,
            int rowsChecked,
            int rowsWritten,
            @Nullable ImportAnswer answer,
            @Nullable String reference) {}

    @PostMapping(path = "/plan-workbooks", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "importPlan",
            summary = "Imports a plan workbook with the entries in its sheet 실적: all or nothing, safe to repeat")
    ResponseEntity<Object> plan(
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            Locale locale)
            throws IOException {
        return run(nameOf(file), file.getBytes(), null, dataSet, dryRun, prefer, locale);
    }

    @PostMapping(
            path = "/plan-workbooks",
            consumes = {XLSX, MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @Operation(hidden = true)
    ResponseEntity<Object> planAsBody(
            HttpServletRequest file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            Locale locale)
            throws IOException {
        return run("workbook.xlsx", body(file), null, dataSet, dryRun, prefer, locale);
    }

    @PostMapping(path = "/entry-files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "importEntries",
            summary = "Imports a file of entries (XLSX, CSV) of one municipality: all or nothing, safe to repeat")
    ResponseEntity<Object> entries(
            @RequestPart("file") MultipartFile file,
            @RequestParam String municipality,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            Locale locale)
            throws IOException {
        return run(nameOf(file), file.getBytes(), municipality, dataSet, dryRun, prefer, locale);
    }

    @PostMapping(
            path = "/entry-files",
            consumes = {XLSX, "text/csv", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @Operation(hidden = true)
    ResponseEntity<Object> entriesAsBody(
            HttpServletRequest file,
            @RequestParam String municipality,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            Locale locale)
            throws IOException {
        return run("entries", body(file), municipality, dataSet, dryRun, prefer, locale);
    }

    @GetMapping(path = "/plan-workbooks/template", produces = XLSX)
    @Operation(operationId = "planTemplate", summary = "The plan workbook to be filled in")
    ResponseEntity<byte[]> planTemplate(Locale locale) {
        return download("dure-plan.xlsx", plans.template(locale));
    }

    @GetMapping(path = "/entry-files/template", produces = XLSX)
    @Operation(operationId = "entryTemplate", summary = "The workbook of entries to be filled in")
    ResponseEntity<byte[]> entryTemplate(Locale locale) {
        return download("dure-entries.xlsx", entries.template(locale));
    }

    static ResponseEntity<byte[]> download(String name, byte[] content) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .contentType(MediaType.parseMediaType(XLSX))
                .body(content);
    }

    private static String nameOf(MultipartFile file) {
        var name = file.getOriginalFilename();
        return name == null || name.isEmpty() ? "file" : name;
    }

    /** A body says how long it is, or is read no further than a file may be. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        var most = (int) Sheets.LARGEST;
        var content = request.getInputStream().readNBytes(most + 1);
        if (content.length > most) {
            throw Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "web.problem.413");
        }
        return content;
    }

    @GetMapping("/imports/{id}")
    @Operation(operationId = "import", summary = "How far an import is, and what came of it; kept for a day")
    JobAnswer job(@PathVariable UUID id, Locale locale) {
        return answer(jobs.find(id).orElseThrow(Refusal::notThere), locale);
    }

    @DeleteMapping("/imports/{id}")
    @Operation(operationId = "cancelImport", summary = "Cancels an import that is not over; nothing of it stays")
    JobAnswer cancel(@PathVariable UUID id, Locale locale) {
        var job = jobs.find(id).orElseThrow(Refusal::notThere);
        jobs.cancel(id);
        return answer(jobs.await(job, Duration.ofSeconds(2)), locale);
    }

    private JobAnswer answer(ImportJobStore.Job job, Locale locale) {
        return new JobAnswer(
                job.id(),
                job.state(),
                job.dryRun(),
                job.wasInterrupted(),
                job.rowsRead(),
                job.rowsChecked(),
                job.rowsWritten(),
                job.outcome() == null ? null : answer(jobs.outcome(job), locale),
                job.reference());
    }

    private ResponseEntity<Object> run(
            String name,
            byte[] content,
            @Nullable String municipality,
            @Nullable String dataSet,
            boolean dryRun,
            @Nullable String prefer,
            Locale locale) {
        var asked = jobs.ask(
                name,
                content,
                municipality == null ? null : asking.municipality(municipality).code(),
                dataSet == null || dataSet.isEmpty() ? null : Asking.dataSet(dataSet),
                dryRun);
        var job = jobs.await(asked, patience(prefer));
        return switch (job.state()) {
            case WAITING, RUNNING ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/v1/imports/" + job.id()))
                        .body(answer(job, locale));
            case DONE, DENIED -> answer(jobs.outcome(job), dryRun, locale);
            case CANCELLED -> throw Refusal.of(HttpStatus.CONFLICT, "tower.import.cancelled");
            case FAILED ->
                throw Refusal.of(
                        HttpStatus.INTERNAL_SERVER_ERROR, "tower.import.failed", String.valueOf(job.reference()));
        };
    }

    /** Without a word of the client's own the answer is the whole one, however long it takes. */
    private static Duration patience(@Nullable String prefer) {
        if (prefer == null || !prefer.toLowerCase(Locale.ROOT).contains(LATER)) {
            return LONGEST;
        }
        var wait = WAIT.matcher(prefer);
        return wait.find() ? Duration.ofSeconds(Long.parseLong(wait.group(1))) : Duration.ofSeconds(1);
    }

    private ResponseEntity<Object> answer(WorkbookImport.Outcome outcome, boolean dryRun, Locale locale) {
        var answer = answer(outcome, locale);
        if (outcome.refused() && !dryRun) {
            var problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    messages.getMessage(
                            "tower.import.result.refused",
                            new Object[] {outcome.count(dure.finding.Severity.ERROR)},
                            locale));
            problem.setTitle(messages.getMessage("web.problem.422.title", null, locale));
            problem.setProperty("findings", answer.findings());
            return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        return ResponseEntity.status(answer.result() == Result.IMPORTED ? HttpStatus.CREATED : HttpStatus.OK)
                .body(answer);
    }

    private ImportAnswer answer(WorkbookImport.Outcome outcome, Locale locale) {
        var result = outcome.refused()
                ? Result.REFUSED
                : outcome.unchanged() ? Result.UNCHANGED : outcome.dryRun() ? Result.REHEARSED : Result.IMPORTED;
        var book = outcome.book();
        return new ImportAnswer(
                result,
                outcome.dryRun(),
                book == null ? null : book.municipality().value(),
                book == null ? null : book.dataSet(),
                plan(outcome.plan()),
                entries(outcome.entries()),
                outcome.conversions().stream().map(ConversionAnswer::of).toList(),
                outcome.findings().stream()
                        .map(finding -> finding(finding, locale))
                        .toList(),
                book != null && book.dataSet() != DataSet.REAL);
    }

    private static @Nullable PlanAnswer plan(@Nullable PlanImport plan) {
        return switch (plan) {
            case null -> null;
            case PlanImport.Imported imported -> PlanAnswer.of(imported.summary());
            case PlanImport.Rehearsed rehearsed -> PlanAnswer.of(rehearsed.summary());
            case PlanImport.Unchanged unchanged -> PlanAnswer.of(unchanged.plan());
            case PlanImport.Refused refused -> null;
        };
    }

    private static @Nullable EntriesAnswer entries(@Nullable EntryImport entries) {
        return switch (entries) {
            case null -> null;
            case EntryImport.Imported imported -> new EntriesAnswer(imported.entries(), imported.totals());
            case EntryImport.Rehearsed rehearsed -> new EntriesAnswer(rehearsed.entries(), rehearsed.totals());
            case EntryImport.Unchanged unchanged -> new EntriesAnswer(0, Map.of());
            case EntryImport.Refused refused -> null;
        };
    }

    private FindingAnswer finding(Finding finding, Locale locale) {
        var place = finding.place();
        return new FindingAnswer(
                finding.kind(),
                finding.severity(),
                place == null ? null : place.sheet(),
                place == null || place.row() == 0 ? null : Integer.valueOf(place.row()),
                place == null || place.column().isEmpty() ? null : place.column(),
                place == null || place.head().isEmpty() ? null : place.head(),
                say(finding.message(), locale),
                finding.fix() == null ? null : say(finding.fix(), locale),
                finding.figures());
    }

    private String say(Text text, Locale locale) {
        return messages.getMessage(text.key(), text.values().toArray(), locale);
    }
}
