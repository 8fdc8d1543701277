package dure.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.access.Access;
import dure.ledger.EntryId;
import dure.ledger.Ledger;
import dure.plan.Places;
import dure.region.DataSet;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Evidence for machines. Never public: whoever does not read the municipality undisclosed is told 404. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "evidence")
class EvidenceApi {
    private static final int MOST = 500;

    private final EvidenceFiles files;
    private final EvidencePages pages;
    private final Attaching attaching;
    private final Places places;
    private final Ledger ledger;
    private final Access access;
    private final Clock clock;

    EvidenceApi(
            EvidenceFiles files,
            EvidencePages pages,
            Attaching attaching,
            Places places,
            Ledger ledger,
            Access access,
            Clock clock) {
        this.files = files;
        this.pages = pages;
        this.attaching = attaching;
        this.places = places;
        this.ledger = ledger;
        this.access = access;
        this.clock = clock;
    }

    /**
     * @param reference what an entry writes into its evidence to name this file
     * @param size bytes
     * @param note what it shows of the entry that was asked for
     * @param entries that it is linked to, where files were asked for
     * @param destroyedAt null while the content is there
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record FileAnswer(
            UUID id,
            String reference,
            String name,
            EvidenceType type,
            long size,
            String sha256,
            boolean personal,
            Instant addedAt,
            String addedBy,
            @Nullable Instant destroyedAt,
            @Nullable String note,
            @Nullable List<String> entries,
            boolean sample) {
        static FileAnswer of(EvidenceFile file, @Nullable String note, @Nullable List<String> entries) {
            var destroyed = file.destroyed();
            return new FileAnswer(
                    file.id(),
                    file.reference(),
                    file.name(),
                    file.type(),
                    file.size(),
                    file.sha256(),
                    file.personal(),
                    file.addedAt(),
                    file.addedBy(),
                    destroyed == null ? null : destroyed.at(),
                    note,
                    entries,
                    file.book().dataSet() != DataSet.REAL);
        }
    }

    record FilesAnswer(int count, int page, List<FileAnswer> files) {}

    @GetMapping("/municipalities/{code}/evidence-files")
    @Operation(operationId = "evidenceFiles", summary = "The evidence files of a book, the newest first")
    FilesAnswer list(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "0") int page) {
        var place = places.of(code, dataSet);
        if (!access.viewer().reads().includes(place.municipality().code())) {
            throw Refusal.notThere();
        }
        var at = Math.clamp(page, 0, 100_000);
        return new FilesAnswer(
                files.count(place.book()),
                at,
                files.list(place.book(), at * MOST, MOST).stream()
                        .map(one -> FileAnswer.of(
                                one.file(),
                                null,
                                one.entries().stream().map(EntryId::toString).toList()))
                        .toList());
    }

    @PostMapping(path = "/municipalities/{code}/evidence-files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "storeEvidenceFile",
            summary = "Keeps an evidence file; the same content once more answers the file that is there")
    ResponseEntity<FileAnswer> store(
            @PathVariable String code,
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "false") boolean personal,
            @RequestParam(required = false) @Nullable String dataSet)
            throws IOException {
        var place = places.of(code, dataSet);
        var kept = files.store(
                place.book(),
                Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                file.getInputStream(),
                personal);
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", "/api/v1" + kept.href())
                .body(FileAnswer.of(kept, null, null));
    }

    @GetMapping("/municipalities/{code}/evidence-files/{id:[0-9a-f-]{36}}")
    @Operation(operationId = "evidenceFile", summary = "What is known of an evidence file, without its content")
    FileAnswer file(@PathVariable String code, @PathVariable UUID id) {
        return FileAnswer.of(pages.file(code, id), null, null);
    }

    @GetMapping(path = "/municipalities/{code}/evidence-files/{id:[0-9a-f-]{36}}/content", produces = "*/*")
    @Operation(
            operationId = "evidenceContent",
            summary = "The content, checked against its hash; of a file with personal data with a reason")
    ResponseEntity<byte[]> content(
            @PathVariable String code, @PathVariable UUID id, @RequestParam(required = false) @Nullable String reason) {
        return pages.give(pages.file(code, id), reason);
    }

    @GetMapping("/entries/{id}/evidence-files")
    @Operation(operationId = "evidenceOfEntry", summary = "The files that show an entry")
    List<FileAnswer> ofEntry(@PathVariable String id) {
        var entry = EntryId.parse(id)
                .flatMap(one -> ledger.find(one, clock.instant()))
                .orElseThrow(Refusal::notThere);
        return files.of(entry).stream()
                .map(one -> FileAnswer.of(one.file(), one.note(), null))
                .toList();
    }

    @PostMapping(path = "/entries/{id}/evidence-files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "attachEvidence",
            summary = "Keeps a file and links it to an entry; with attest the entry is raised to EVIDENCED")
    ResponseEntity<FileAnswer> attach(
            @PathVariable String id,
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "false") boolean personal,
            @RequestParam(defaultValue = "false") boolean attest)
            throws IOException {
        var entry = EntryId.parse(id).orElseThrow(Refusal::notThere);
        var kept = attaching.attach(
                entry,
                Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                file.getInputStream(),
                note,
                personal,
                attest);
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", "/api/v1" + kept.href())
                .body(FileAnswer.of(kept, note, null));
    }

    /** @param reason why it is not the right one */
    record UnlinkRequest(@Nullable String reason) {}

    @DeleteMapping("/entries/{id}/evidence-files/{file:[0-9a-f-]{36}}")
    @Operation(operationId = "unlinkEvidence", summary = "Says that a file does not show this entry; both words stay")
    ResponseEntity<Void> unlink(
            @PathVariable String id,
            @PathVariable UUID file,
            @RequestBody(required = false) @Nullable UnlinkRequest request) {
        var entry = EntryId.parse(id).orElseThrow(Refusal::notThere);
        files.unlink(entry, file, request == null || request.reason() == null ? "" : request.reason());
        return ResponseEntity.noContent().build();
    }
}
