package dure.years;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.finding.Finding;
import dure.finding.Severity;
import dure.finding.Text;
import dure.plan.Drafts;
import dure.plan.PlanPlaces;
import dure.plan.SliceImport;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** A department's slice, for machines: clashes are answered with 409 and chosen by their keys. */
@RestController
@RequestMapping("/api/v1/municipalities/{code}/plans/{period}/slice")
@Tag(name = "plans")
class SliceApi {
    private final PlanPlaces places;
    private final Drafts drafts;
    private final SlicePages pages;
    private final MessageSource messages;

    SliceApi(PlanPlaces places, Drafts drafts, SlicePages pages, MessageSource messages) {
        this.places = places;
        this.drafts = drafts;
        this.pages = pages;
        this.messages = messages;
    }

    enum Result {
        IMPORTED,
        REHEARSED,
        UNCHANGED,
        CLASHING,
        REFUSED
    }

    /** @param row from 1 as the spreadsheet numbers it; @param column its letter */
    record FoundAnswer(
            Finding.Kind kind,
            Severity severity,
            @Nullable String sheet,
            @Nullable Integer row,
            @Nullable String column,
            String message,
            @Nullable String fix) {}

    /** @param key by which the file's value is chosen: {@code mine=key} */
    record ClashAnswer(
            String key,
            String project,
            String column,
            @Nullable String base,
            @Nullable String mine,
            @Nullable String theirs,
            @Nullable String by,
            @Nullable Instant at) {}

    /** @param revision of the draft once it is imported */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SliceAnswer(
            Result result,
            @Nullable Long revision,
            @Nullable Integer projects,
            @Nullable Integer added,
            @Nullable Integer fields,
            List<ClashAnswer> clashes,
            List<FoundAnswer> findings) {}

    @GetMapping(produces = WorkbookPages.XLSX)
    @Operation(operationId = "planSlice", summary = "A department's projects of the draft as a workbook")
    ResponseEntity<byte[]> slice(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam String department,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        return pages.file(places.year(code, period, dataSet), department, locale);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "bringSlice",
            summary = "Brings a department's slice back onto the draft: all of it or nothing, three ways compared")
    ResponseEntity<SliceAnswer> bring(
            @PathVariable String code,
            @PathVariable String period,
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable List<String> mine,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale)
            throws IOException {
        var place = places.year(code, period, dataSet);
        var draft = drafts.open(place.book(), place.kind(), place.period()).orElseThrow(Refusal::notThere);
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "slice.xlsx");
        var outcome = pages.look(draft.id(), name, file.getBytes(), mine == null ? Set.of() : Set.copyOf(mine), dryRun);
        return switch (outcome) {
            case SliceImport.Imported imported ->
                answer(HttpStatus.OK, Result.IMPORTED, imported.revision(), imported.summary(), outcome, locale);
            case SliceImport.Rehearsed rehearsed ->
                answer(HttpStatus.OK, Result.REHEARSED, null, rehearsed.summary(), outcome, locale);
            case SliceImport.Unchanged unchanged ->
                answer(HttpStatus.OK, Result.UNCHANGED, null, null, outcome, locale);
            case SliceImport.Clashing clashing ->
                answer(HttpStatus.CONFLICT, Result.CLASHING, null, null, outcome, locale);
            case SliceImport.Refused refused ->
                answer(HttpStatus.UNPROCESSABLE_CONTENT, Result.REFUSED, null, null, outcome, locale);
        };
    }

    private ResponseEntity<SliceAnswer> answer(
            HttpStatus status,
            Result result,
            @Nullable Long revision,
            SliceImport.@Nullable Summary summary,
            SliceImport outcome,
            Locale locale) {
        var clashes =
                outcome instanceof SliceImport.Clashing clashing ? clashing.clashes() : List.<SliceImport.Clash>of();
        return ResponseEntity.status(status)
                .body(new SliceAnswer(
                        result,
                        revision,
                        summary == null ? null : Integer.valueOf(summary.projects()),
                        summary == null ? null : Integer.valueOf(summary.added()),
                        summary == null ? null : Integer.valueOf(summary.fields()),
                        clashes.stream()
                                .map(one -> new ClashAnswer(
                                        one.key(),
                                        one.project(),
                                        one.column(),
                                        one.base(),
                                        one.mine(),
                                        one.theirs(),
                                        one.by(),
                                        one.at()))
                                .toList(),
                        outcome.findings().stream()
                                .map(one -> answer(one, locale))
                                .toList()));
    }

    private FoundAnswer answer(Finding finding, Locale locale) {
        var place = finding.place();
        return new FoundAnswer(
                finding.kind(),
                finding.severity(),
                place == null ? null : place.sheet(),
                place == null || place.row() == 0 ? null : Integer.valueOf(place.row()),
                place == null || place.column().isEmpty() ? null : place.column(),
                say(finding.message(), locale),
                finding.fix() == null ? null : say(finding.fix(), locale));
    }

    private String say(Text text, Locale locale) {
        return messages.getMessage(text.key(), text.values().toArray(), locale);
    }
}
