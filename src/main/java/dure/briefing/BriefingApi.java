package dure.briefing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.document.Documents;
import dure.ledger.Rules;
import dure.plan.Places;
import dure.region.Book;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Report meetings and their documents by machines: staff only. */
@RestController
@RequestMapping("/api/v1/municipalities/{code:[0-9]{5}}/briefings")
@Tag(name = "briefings", description = "Report meetings (상시보고회): their question, remarks and documents")
class BriefingApi {
    private final Briefings briefings;
    private final Rules rules;
    private final Places places;

    BriefingApi(Briefings briefings, Rules rules, Places places) {
        this.briefings = briefings;
        this.rules = rules;
        this.places = places;
    }

    record BriefingAnswer(
            UUID id, int year, LocalDate heldOn, String title, String attendees, LocalDate asOf, String rule) {
        static BriefingAnswer of(Briefing one) {
            return new BriefingAnswer(
                    one.id().value(),
                    one.year(),
                    one.heldOn(),
                    one.title(),
                    one.attendees(),
                    one.asOf(),
                    one.rule().toString());
        }
    }

    /**
     * @param sha256 of its bytes
     * @param size [bytes]
     * @param position what the ledger held
     */
    record DocumentAnswer(
            UUID id,
            Format format,
            String language,
            String sha256,
            int size,
            LocalDate asOf,
            String rule,
            long position,
            Instant knownAt,
            Instant madeAt,
            String madeBy) {
        static DocumentAnswer of(MadeDocument one) {
            return new DocumentAnswer(
                    one.id(),
                    one.format(),
                    one.language(),
                    one.sha256(),
                    one.size(),
                    one.asOf(),
                    one.rule().toString(),
                    one.position(),
                    one.knownAt(),
                    one.madeAt(),
                    one.madeBy());
        }
    }

    /**
     * @param answer the pack's first sentence, now
     * @param position what the ledger holds for it now
     */
    record WholeBriefingAnswer(
            BriefingAnswer briefing,
            String answer,
            long position,
            Instant knownAt,
            Map<Section, String> remarks,
            List<DocumentAnswer> documents) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ComparisonAnswer(DocumentAnswer document, boolean same, String sha256, List<Section> differing) {}

    /** @param rule name and version: as-reported/1; null: what offices count by */
    record BriefingRequest(
            @Nullable Integer year,
            @Nullable String heldOn,
            @Nullable String title,
            @Nullable String attendees,
            @Nullable String asOf,
            @Nullable String rule) {}

    record BriefingRemarkRequest(
            @Nullable String section, @Nullable String said) {}

    record DocumentRequest(@Nullable String format) {}

    @Operation(operationId = "briefings", summary = "The report meetings of a municipality, the latest first")
    @GetMapping
    List<BriefingAnswer> briefings(
            @PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        return briefings.all(places.of(code, dataSet).book()).stream()
                .map(BriefingAnswer::of)
                .toList();
    }

    @Operation(
            operationId = "openBriefing",
            summary = "Open a report meeting",
            description =
                    "It keeps its question: year, rule and as-of date. Figures are asked when its pages are looked at.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    WholeBriefingAnswer open(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody BriefingRequest body) {
        var book = places.of(code, dataSet).book();
        var year = BriefingPages.year(String.valueOf(Objects.requireNonNullElse(body.year(), 0)));
        return whole(book, briefings.open(book, year, said(body)).id());
    }

    @Operation(operationId = "briefing", summary = "A report meeting: its answer now, remarks and documents")
    @GetMapping("/" + BriefingPages.ID)
    WholeBriefingAnswer briefing(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet) {
        return whole(places.of(code, dataSet).book(), new BriefingId(id));
    }

    @Operation(
            operationId = "editBriefing",
            summary = "Change a meeting's day, title or question",
            description = "Documents that were made keep theirs. The year stays.")
    @PostMapping("/" + BriefingPages.ID + "/edits")
    WholeBriefingAnswer change(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody BriefingRequest body) {
        var book = places.of(code, dataSet).book();
        briefings.change(book, new BriefingId(id), said(body));
        return whole(book, new BriefingId(id));
    }

    @Operation(
            operationId = "remarkOnBriefing",
            summary = "Remark on a section of the pack",
            description = "An empty text takes the remark away; all that was said is kept.")
    @PostMapping("/" + BriefingPages.ID + "/remarks")
    WholeBriefingAnswer remark(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody BriefingRemarkRequest body) {
        var book = places.of(code, dataSet).book();
        briefings.remark(
                book,
                new BriefingId(id),
                BriefingPages.section(BriefingPages.text(body.section())),
                BriefingPages.text(body.said()));
        return whole(book, new BriefingId(id));
    }

    @Operation(
            operationId = "makeBriefingDocument",
            summary = "Make the pack as PDF or HWPX",
            description =
                    "In the language of Accept-Language. It is kept as it was made, with its hash and the ledger's"
                            + " position.")
    @PostMapping("/" + BriefingPages.ID + "/documents")
    @ResponseStatus(HttpStatus.CREATED)
    DocumentAnswer make(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody DocumentRequest body) {
        return DocumentAnswer.of(briefings.make(
                places.of(code, dataSet).book(),
                new BriefingId(id),
                BriefingPages.format(BriefingPages.text(body.format())),
                LocaleContextHolder.getLocale()));
    }

    @Operation(operationId = "briefingDocument", summary = "The bytes of a document that was made")
    @GetMapping(
            path = "/" + BriefingPages.ID + BriefingPages.DOCUMENT,
            produces = {Documents.PDF, Documents.HWPX})
    ResponseEntity<byte[]> document(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID document,
            @RequestParam(required = false) @Nullable String dataSet) {
        return BriefingPages.download(briefings, places.of(code, dataSet), new BriefingId(id), document);
    }

    @Operation(
            operationId = "compareBriefingDocument",
            summary = "Make a document again and compare",
            description =
                    "Of the same question at the same position of the ledger. Figures stay the same; the plan, the"
                            + " actions and the meeting's title may say something else since, and the sections are named.")
    @PostMapping("/" + BriefingPages.ID + BriefingPages.DOCUMENT + "/comparison")
    ComparisonAnswer compare(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID document,
            @RequestParam(required = false) @Nullable String dataSet) {
        var found = briefings.compare(places.of(code, dataSet).book(), new BriefingId(id), document);
        return new ComparisonAnswer(DocumentAnswer.of(found.made()), found.same(), found.sha256(), found.differing());
    }

    private WholeBriefingAnswer whole(Book book, BriefingId id) {
        var briefing = briefings.find(book, id).orElseThrow(Refusal::notThere);
        var pack = briefings.pack(briefing, LocaleContextHolder.getLocale());
        return new WholeBriefingAnswer(
                BriefingAnswer.of(briefing),
                pack.answer(),
                pack.question().known().position(),
                pack.question().known().at(),
                briefings.remarks(briefing),
                briefings.documents(briefing).stream().map(DocumentAnswer::of).toList());
    }

    private Briefing.Said said(BriefingRequest body) {
        var given = new HashMap<String, @Nullable String>();
        given.put("heldOn", body.heldOn());
        given.put("title", body.title());
        given.put("attendees", body.attendees());
        given.put("asOf", body.asOf());
        given.put(
                "rule",
                Objects.requireNonNullElseGet(
                        body.rule(),
                        () -> rules.find(Rules.DEFAULT).orElseThrow().key().toString()));
        return BriefingPages.said(given::get);
    }
}
