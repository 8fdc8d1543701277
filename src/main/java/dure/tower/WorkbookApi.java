package dure.tower;

import dure.finding.Finding;
import dure.finding.Text;
import dure.ledger.EntryFiles;
import dure.ledger.EntryImport;
import dure.plan.Measure;
import dure.plan.PlanHead;
import dure.plan.PlanImport;
import dure.plan.PlanKind;
import dure.plan.PlanSummary;
import dure.plan.Plans;
import dure.region.DataSet;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
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

    private final WorkbookImport importing;
    private final Asking asking;
    private final Plans plans;
    private final EntryFiles entries;
    private final MessageSource messages;

    WorkbookApi(WorkbookImport importing, Asking asking, Plans plans, EntryFiles entries, MessageSource messages) {
        this.importing = importing;
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

    record ImportAnswer(
            Result result,
            boolean dryRun,
            @Nullable String municipality,
            @Nullable DataSet dataSet,
            @Nullable PlanAnswer plan,
            @Nullable EntriesAnswer entries,
            List<FindingAnswer> findings,
            boolean sample) {}

    @PostMapping(path = "/plan-workbooks", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "importPlan",
            summary = "Imports a plan workbook with the entries in its sheet 실적: all or nothing, safe to repeat")
    ResponseEntity<Object> plan(
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale)
            throws IOException {
        return run(nameOf(file), file.getBytes(), null, dataSet, dryRun, locale);
    }

    @PostMapping(
            path = "/plan-workbooks",
            consumes = {XLSX, MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @Operation(hidden = true)
    ResponseEntity<Object> planAsBody(
            @RequestBody byte[] file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        return run("workbook.xlsx", file, null, dataSet, dryRun, locale);
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
            Locale locale)
            throws IOException {
        return run(nameOf(file), file.getBytes(), municipality, dataSet, dryRun, locale);
    }

    @PostMapping(
            path = "/entry-files",
            consumes = {XLSX, "text/csv", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @Operation(hidden = true)
    ResponseEntity<Object> entriesAsBody(
            @RequestBody byte[] file,
            @RequestParam String municipality,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        return run("entries", file, municipality, dataSet, dryRun, locale);
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

    private ResponseEntity<Object> run(
            String name,
            byte[] content,
            @Nullable String municipality,
            @Nullable String dataSet,
            boolean dryRun,
            Locale locale) {
        var outcome = importing.run(
                name,
                content,
                municipality == null ? null : asking.municipality(municipality).code(),
                dataSet == null || dataSet.isEmpty() ? null : Asking.dataSet(dataSet),
                dryRun);
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
