package dure.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.finding.Finding;
import dure.finding.Severity;
import dure.finding.Text;
import dure.ledger.Basis;
import dure.ledger.EntryId;
import dure.plan.Measure;
import dure.plan.Places;
import dure.plan.ProgrammeType;
import dure.region.DataSet;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Verification for machines: lists, extracts, samples, coefficients and the ladder. Persons are references and nothing else. */
@RestController
@RequestMapping("/api/v1/municipalities/{code}")
@Tag(name = "verification")
class VerificationApi {
    private final Scoped scoped;
    private final PersonLists lists;
    private final InsuranceExtracts extracts;
    private final SampleChecks samples;
    private final Estimates estimates;
    private final SamplePages ladder;
    private final MessageSource messages;

    VerificationApi(
            Scoped scoped,
            PersonLists lists,
            InsuranceExtracts extracts,
            SampleChecks samples,
            Estimates estimates,
            SamplePages ladder,
            MessageSource messages) {
        this.scoped = scoped;
        this.lists = lists;
        this.extracts = extracts;
        this.samples = samples;
        this.estimates = estimates;
        this.ladder = ladder;
        this.messages = messages;
    }

    enum Result {
        IMPORTED,
        REHEARSED,
        UNCHANGED,
        /** the columns are not known: say what they mean by POST …/file-mappings/{kind} */
        UNMAPPED,
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

    private List<FoundAnswer> found(List<Finding> findings, Locale locale) {
        return findings.stream()
                .map(one -> {
                    var place = one.place();
                    var fix = one.fix();
                    return new FoundAnswer(
                            one.kind(),
                            one.severity(),
                            place == null ? null : place.sheet(),
                            place == null || place.row() == 0 ? null : Integer.valueOf(place.row()),
                            place == null || place.column().isEmpty() ? null : place.column(),
                            say(one.message(), locale),
                            fix == null ? null : say(fix, locale));
                })
                .toList();
    }

    private String say(Text text, Locale locale) {
        return messages.getMessage(text.key(), text.values().toArray(), locale);
    }

    /** @param heads what the file has, where its columns are not known */
    record HeadAnswer(String head, List<String> samples) {
        static List<HeadAnswer> of(List<ListFile.Head> heads) {
            return heads.stream()
                    .map(one -> new HeadAnswer(one.text(), one.samples()))
                    .toList();
        }
    }

    // ---- mappings --------------------------------------------------------------------------------------------------

    /** @param version 0: nobody said anything, and the usual heads are looked for */
    record MappingAnswer(ListKind kind, int version, Map<ListField, String> heads) {
        static MappingAnswer of(Mapping mapping) {
            return new MappingAnswer(mapping.kind(), mapping.version(), mapping.heads());
        }
    }

    record MappingRequest(@Nullable Map<String, String> heads) {}

    @GetMapping("/file-mappings/{kind}")
    @Operation(operationId = "fileMapping", summary = "Which column of an office's lists means what")
    MappingAnswer mapping(
            @PathVariable String code,
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = scoped.staff(code, dataSet);
        return MappingAnswer.of(lists.mapping(place.book(), kind(kind)));
    }

    private static ListKind kind(String text) {
        return java.util.Arrays.stream(ListKind.values())
                .filter(one -> one.name().equals(text))
                .findFirst()
                .orElseThrow(Refusal::notThere);
    }

    @PostMapping("/file-mappings/{kind}")
    @Operation(operationId = "mapFile", summary = "Says what the columns of lists mean, from now on: a new version")
    MappingAnswer map(
            @PathVariable String code,
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody MappingRequest request) {
        var place = scoped.staff(code, dataSet);
        var heads = new EnumMap<ListField, String>(ListField.class);
        Objects.requireNonNullElse(request.heads(), Map.<String, String>of()).forEach((field, head) -> {
            var known = ListField.of(kind(kind)).stream()
                    .filter(one -> one.name().equals(field))
                    .findFirst()
                    .orElseThrow(() -> Refusal.of(new Refusal.Field("heads." + field, "verification.mapping.unknown")));
            heads.put(known, head.strip());
        });
        return MappingAnswer.of(lists.map(place.book(), kind(kind), heads));
    }

    // ---- lists of persons ------------------------------------------------------------------------------------------

    /**
     * @param replacedQuantity what was reported before; the list's rows take its place
     * @param known persons that were known before
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PersonListAnswer(
            UUID id,
            Measure measure,
            String fileName,
            String sha256,
            int rows,
            int known,
            int mapping,
            @Nullable String replaced,
            @Nullable Long replacedQuantity,
            @Nullable Long difference,
            Instant at,
            String by,
            @Nullable List<ListedAnswer> entries,
            boolean sample) {
        static PersonListAnswer of(PersonList list, @Nullable List<PersonList.Listed> rows) {
            return new PersonListAnswer(
                    list.id(),
                    list.measure(),
                    list.fileName(),
                    list.sha256(),
                    list.rows(),
                    list.known(),
                    list.mapping(),
                    list.replaced() == null ? null : list.replaced().toString(),
                    list.replacedQuantity(),
                    list.difference(),
                    list.at(),
                    list.by(),
                    rows == null
                            ? null
                            : rows.stream()
                                    .map(one -> new ListedAnswer(
                                            one.no(),
                                            one.person().value(),
                                            one.entry().toString(),
                                            one.workplaceNo(),
                                            one.ended()))
                                    .toList(),
                    list.book().dataSet() != DataSet.REAL);
        }
    }

    record ListedAnswer(
            int row,
            UUID person,
            String entry,
            @Nullable String workplaceNo,
            @Nullable LocalDate endedOn) {}

    /** @param twice persons who stand in the list more than once */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ListOutcome(
            Result result,
            @Nullable Integer rows,
            @Nullable Integer known,
            @Nullable Integer twice,
            @Nullable Long reported,
            @Nullable Long difference,
            @Nullable PersonListAnswer list,
            List<HeadAnswer> heads,
            List<ListField> missing,
            List<FoundAnswer> findings) {}

    @GetMapping("/person-lists")
    @Operation(operationId = "personLists", summary = "The lists of persons that were brought in, the newest first")
    List<PersonListAnswer> lists(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        return lists.lists(scoped.staff(code, dataSet).book()).stream()
                .map(one -> PersonListAnswer.of(one, null))
                .toList();
    }

    @GetMapping("/person-lists/{id:[0-9a-f-]{36}}")
    @Operation(operationId = "personList", summary = "A list of persons with the entries of its rows")
    PersonListAnswer list(@PathVariable String code, @PathVariable UUID id) {
        var list = lists.find(id).orElseThrow(Refusal::notThere);
        scoped.of(code, list.book());
        return PersonListAnswer.of(list, lists.listed(list));
    }

    @PostMapping(path = "/person-lists", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "bringPersonList",
            summary = "Brings a list of persons in as entries of one each: all of it or nothing; the file is not kept")
    ResponseEntity<ListOutcome> bring(
            @PathVariable String code,
            @RequestPart("file") MultipartFile file,
            @RequestParam Map<String, String> form,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale)
            throws IOException {
        var place = scoped.staff(code, dataSet);
        var outcome = lists.bring(
                place.book(),
                ListPages.listAsked(form),
                Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                file.getBytes(),
                dryRun);
        return switch (outcome) {
            case PersonLists.Outcome.Imported imported ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header(
                                "Location",
                                "/api/v1"
                                        + place.href("/person-lists/"
                                                + imported.list().id()))
                        .body(new ListOutcome(
                                Result.IMPORTED,
                                imported.list().rows(),
                                imported.list().known(),
                                null,
                                imported.list().replacedQuantity(),
                                imported.list().difference(),
                                PersonListAnswer.of(imported.list(), lists.listed(imported.list())),
                                List.of(),
                                List.of(),
                                found(imported.findings(), locale)));
            case PersonLists.Outcome.Rehearsed one ->
                ResponseEntity.ok(new ListOutcome(
                        Result.REHEARSED,
                        one.rows(),
                        one.known(),
                        one.twice(),
                        one.replaced() == null
                                ? null
                                : Long.valueOf(one.replaced().reported()),
                        one.replaced() == null
                                ? null
                                : Long.valueOf(one.replaced().difference()),
                        null,
                        List.of(),
                        List.of(),
                        found(one.findings(), locale)));
            case PersonLists.Outcome.Unchanged one ->
                ResponseEntity.ok(new ListOutcome(
                        Result.UNCHANGED,
                        one.list().rows(),
                        one.list().known(),
                        null,
                        null,
                        null,
                        PersonListAnswer.of(one.list(), null),
                        List.of(),
                        List.of(),
                        List.of()));
            case PersonLists.Outcome.Unmapped one ->
                ResponseEntity.unprocessableContent()
                        .body(new ListOutcome(
                                Result.UNMAPPED,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                HeadAnswer.of(one.heads()),
                                one.missing(),
                                List.of()));
            case PersonLists.Outcome.Refused one ->
                ResponseEntity.unprocessableContent()
                        .body(new ListOutcome(
                                Result.REFUSED,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                found(one.findings(), locale)));
        };
    }

    // ---- employment insurance --------------------------------------------------------------------------------------

    /** @param candidate from 1, by which it is decided for */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SpanAnswer(
            @Nullable Integer candidate,
            LocalDate acquiredOn,
            @Nullable LocalDate lostOn,
            @Nullable String workplaceNo) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record VerdictAnswer(
            String entry,
            Extract.Finding verdict,
            @Nullable SpanAnswer span,
            @Nullable Integer retainedMonths,
            Extract.Outcome outcome,
            List<SpanAnswer> candidates,
            @Nullable String decidedBecause) {
        static VerdictAnswer of(Extract.Verdict verdict) {
            var candidates = new java.util.ArrayList<SpanAnswer>();
            verdict.candidates().forEach(one -> candidates.add(span(candidates.size() + 1, one)));
            var span = verdict.span();
            var decision = verdict.decision();
            return new VerdictAnswer(
                    verdict.entry().toString(),
                    verdict.finding(),
                    span == null ? null : span(null, span),
                    verdict.retainedMonths(),
                    decision == null ? verdict.outcome() : decision.outcome(),
                    candidates,
                    decision == null ? null : decision.reason());
        }

        private static SpanAnswer span(@Nullable Integer no, Extract.Span span) {
            return new SpanAnswer(no, span.acquired(), span.lost(), span.workplaceNo());
        }
    }

    /** @param insured in the last month up to the reference day; null where the file does not have the workplace */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record WorkplaceAnswer(
            String workplaceNo,
            String workplace,
            int recorded,
            @Nullable Integer insured,
            @Nullable Integer insuredBefore) {}

    /** @param counts entries by verdict; @param raised entries whose basis rose */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ExtractAnswer(
            Result result,
            @Nullable UUID id,
            @Nullable ListKind kind,
            @Nullable LocalDate referenceOn,
            @Nullable Integer windowDays,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String fileName,
            @Nullable String sha256,
            @Nullable Integer rows,
            @Nullable Instant at,
            Map<String, Long> counts,
            long raised,
            List<VerdictAnswer> verdicts,
            List<WorkplaceAnswer> workplaces,
            List<HeadAnswer> heads,
            List<ListField> missing,
            List<FoundAnswer> findings) {
        static ExtractAnswer of(
                Result result, InsuranceExtracts.Report report, boolean whole, List<FoundAnswer> findings) {
            var extract = report.extract();
            var counts = new HashMap<String, Long>();
            for (var finding : Extract.Finding.values()) {
                counts.put(finding.name(), report.count(finding));
            }
            return new ExtractAnswer(
                    result,
                    result == Result.REHEARSED ? null : extract.id(),
                    extract.kind(),
                    extract.reference(),
                    extract.windowDays(),
                    extract.from(),
                    extract.to(),
                    extract.fileName(),
                    extract.sha256(),
                    extract.rows(),
                    extract.at(),
                    new java.util.TreeMap<>(counts),
                    report.count(Extract.Outcome.ATTESTED),
                    whole ? report.verdicts().stream().map(VerdictAnswer::of).toList() : List.of(),
                    whole
                            ? report.workplaces().stream()
                                    .map(one -> new WorkplaceAnswer(
                                            one.no(), one.name(), one.recorded(), one.insured(), one.before()))
                                    .toList()
                            : List.of(),
                    List.of(),
                    List.of(),
                    findings);
        }

        static ExtractAnswer refused(
                Result result, List<HeadAnswer> heads, List<ListField> missing, List<FoundAnswer> findings) {
            return new ExtractAnswer(
                    result, null, null, null, null, null, null, null, null, null, null, Map.of(), 0, List.of(),
                    List.of(), heads, missing, findings);
        }
    }

    @GetMapping("/insurance-extracts")
    @Operation(
            operationId = "insuranceExtracts",
            summary = "Employment-insurance extracts that were held against entries")
    List<ExtractAnswer> extracts(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        return extracts.extracts(scoped.staff(code, dataSet).book()).stream()
                .map(one -> extracts.report(one.id()).orElseThrow())
                .map(report -> ExtractAnswer.of(Result.IMPORTED, report, false, List.of()))
                .toList();
    }

    @GetMapping("/insurance-extracts/{id:[0-9a-f-]{36}}")
    @Operation(operationId = "insuranceExtract", summary = "What an extract said of each entry")
    ExtractAnswer extract(@PathVariable String code, @PathVariable UUID id) {
        var report = extracts.report(id).orElseThrow(Refusal::notThere);
        scoped.of(code, report.extract().book());
        return ExtractAnswer.of(Result.IMPORTED, report, true, List.of());
    }

    @PostMapping(path = "/insurance-extracts", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "holdInsuranceExtract",
            summary =
                    "Holds an employment-insurance extract against the entries of known persons; the file is not kept")
    ResponseEntity<ExtractAnswer> hold(
            @PathVariable String code,
            @RequestPart("file") MultipartFile file,
            @RequestParam Map<String, String> form,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale)
            throws IOException {
        var place = scoped.staff(code, dataSet);
        var outcome = extracts.hold(
                place.book(),
                ListPages.extractAsked(form),
                Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                file.getBytes(),
                dryRun);
        return switch (outcome) {
            case InsuranceExtracts.Outcome.Applied one ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header(
                                "Location",
                                "/api/v1"
                                        + place.href("/insurance-extracts/"
                                                + one.report().extract().id()))
                        .body(ExtractAnswer.of(Result.IMPORTED, one.report(), true, found(one.findings(), locale)));
            case InsuranceExtracts.Outcome.Rehearsed one ->
                ResponseEntity.ok(
                        ExtractAnswer.of(Result.REHEARSED, one.report(), true, found(one.findings(), locale)));
            case InsuranceExtracts.Outcome.Unchanged one ->
                ResponseEntity.ok(ExtractAnswer.of(
                        Result.UNCHANGED, extracts.report(one.extract().id()).orElseThrow(), true, List.of()));
            case InsuranceExtracts.Outcome.Unmapped one ->
                ResponseEntity.unprocessableContent()
                        .body(ExtractAnswer.refused(
                                Result.UNMAPPED, HeadAnswer.of(one.heads()), one.missing(), List.of()));
            case InsuranceExtracts.Outcome.Refused one ->
                ResponseEntity.unprocessableContent()
                        .body(ExtractAnswer.refused(
                                Result.REFUSED, List.of(), List.of(), found(one.findings(), locale)));
        };
    }

    /** @param candidate from 1; null: none of them */
    record DecisionRequest(
            @Nullable String entry,
            @Nullable Integer candidate,
            @Nullable String reason) {}

    @PostMapping("/insurance-extracts/{id:[0-9a-f-]{36}}/decisions")
    @Operation(operationId = "decideExtract", summary = "Which of several spans of insurance is an entry's, or none")
    ExtractAnswer decide(@PathVariable String code, @PathVariable UUID id, @RequestBody DecisionRequest request) {
        var report = extracts.report(id).orElseThrow(Refusal::notThere);
        scoped.of(code, report.extract().book());
        extracts.decide(
                id,
                EntryId.parse(Objects.requireNonNullElse(request.entry(), "")).orElseThrow(Refusal::notThere),
                request.candidate(),
                Objects.requireNonNullElse(request.reason(), ""));
        return extract(code, id);
    }

    // ---- sample checks ---------------------------------------------------------------------------------------------

    /** Ratios, with 95 %. @param method HYPERGEOMETRIC: exact; WILSON */
    record IntervalAnswer(double low, double estimate, double high, Interval.Method method) {
        static @Nullable IntervalAnswer of(@Nullable Interval one) {
            return one == null ? null : new IntervalAnswer(one.low(), one.estimate(), one.high(), one.method());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SampleItemAnswer(
            int no,
            String entry,
            long quantity,
            String stratum,
            SampleCheck.@Nullable Verdict verdict,
            @Nullable String remark,
            @Nullable UUID evidence) {}

    /**
     * @param seed with which anybody draws the same entries again: sorted by the SHA-256 of seed:entry, the first of each
     *     stratum
     * @param ofEntries the share of true entries; null before each is marked
     * @param ofQuantity the share of the quantity that is true
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SampleAnswer(
            UUID id,
            int year,
            @Nullable LocalDate month,
            @Nullable String department,
            @Nullable ProgrammeType programmeType,
            @Nullable Basis basis,
            String rule,
            LocalDate asOf,
            Instant knownAt,
            SampleCheck.Stratified stratified,
            String seed,
            int population,
            long populationQuantity,
            int size,
            List<SampleCheck.Stratum> strata,
            List<SampleItemAnswer> entries,
            @Nullable IntervalAnswer ofEntries,
            @Nullable IntervalAnswer ofQuantity,
            @Nullable Instant closedAt,
            boolean sample) {
        static SampleAnswer of(SampleCheck one, boolean whole) {
            var estimate = one.estimate();
            var closing = one.closing();
            return new SampleAnswer(
                    one.id(),
                    one.scope().year(),
                    one.scope().month(),
                    one.scope().department(),
                    one.scope().programmeType(),
                    one.scope().basis(),
                    one.rule(),
                    one.asOf(),
                    one.knownAt(),
                    one.stratified(),
                    one.seed(),
                    one.population(),
                    one.quantity(),
                    one.size(),
                    one.strata(),
                    whole
                            ? one.items().stream()
                                    .map(item -> {
                                        var mark = item.mark();
                                        return new SampleItemAnswer(
                                                item.no(),
                                                item.entry().toString(),
                                                item.quantity(),
                                                item.stratum(),
                                                mark == null ? null : mark.verdict(),
                                                mark == null ? null : mark.remark(),
                                                mark == null ? null : mark.evidence());
                                    })
                                    .toList()
                            : List.of(),
                    IntervalAnswer.of(estimate == null ? null : estimate.ofEntries()),
                    IntervalAnswer.of(estimate == null ? null : estimate.ofQuantity()),
                    closing == null ? null : closing.at(),
                    one.book().dataSet() != DataSet.REAL);
        }
    }

    @GetMapping("/sample-checks")
    @Operation(operationId = "sampleChecks", summary = "The sample checks of a book, the newest first")
    List<SampleAnswer> samples(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        return samples.samples(scoped.staff(code, dataSet).book()).stream()
                .map(one -> SampleAnswer.of(one, false))
                .toList();
    }

    /** @param seed null: a fresh one */
    record SampleRequest(
            @Nullable Integer year,
            @Nullable Integer month,
            @Nullable String department,
            @Nullable String programmeType,
            @Nullable String basis,
            @Nullable String rule,
            @Nullable String stratified,
            @Nullable Integer size,
            @Nullable String seed) {}

    @PostMapping("/sample-checks")
    @Operation(operationId = "drawSample", summary = "Draws a random sample of the entries that a figure is made of")
    ResponseEntity<SampleAnswer> draw(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody SampleRequest request) {
        var place = scoped.staff(code, dataSet);
        var form = new HashMap<String, String>();
        put(form, "year", request.year());
        put(form, "month", request.month());
        put(form, "department", request.department());
        put(form, "programmeType", request.programmeType());
        put(form, "basis", request.basis());
        put(form, "rule", request.rule());
        put(form, "stratified", request.stratified());
        put(form, "size", request.size());
        put(form, "seed", request.seed());
        var drawn = samples.draw(place.book(), SamplePages.asked(form));
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", "/api/v1" + place.href("/sample-checks/" + drawn.id()))
                .body(SampleAnswer.of(drawn, true));
    }

    private static void put(Map<String, String> form, String field, @Nullable Object value) {
        if (value != null) {
            form.put(field, value.toString());
        }
    }

    @GetMapping("/sample-checks/{id:[0-9a-f-]{36}}")
    @Operation(operationId = "sampleCheck", summary = "A sample check with what was found of each entry")
    SampleAnswer sample(@PathVariable String code, @PathVariable UUID id) {
        var sample = samples.find(id).orElseThrow(Refusal::notThere);
        scoped.of(code, sample.book());
        return SampleAnswer.of(sample, true);
    }

    /** @param evidence the id of an evidence file by which it was seen */
    record MarkRequest(
            @Nullable String entry,
            @Nullable String verdict,
            @Nullable String remark,
            @Nullable UUID evidence) {}

    @PostMapping("/sample-checks/{id:[0-9a-f-]{36}}/marks")
    @Operation(
            operationId = "markSample",
            summary = "Says whether an entry of the sample is true; the newest word holds")
    SampleAnswer mark(@PathVariable String code, @PathVariable UUID id, @RequestBody MarkRequest request) {
        scoped.of(code, samples.find(id).orElseThrow(Refusal::notThere).book());
        var form = new HashMap<String, String>();
        put(form, "verdict", request.verdict());
        samples.mark(
                id,
                EntryId.parse(Objects.requireNonNullElse(request.entry(), "")).orElseThrow(Refusal::notThere),
                Scoped.one(form, "verdict", SampleCheck.Verdict.class),
                Objects.requireNonNullElse(request.remark(), ""),
                request.evidence());
        return sample(code, id);
    }

    record ClosingRequest(@Nullable String remark) {}

    @PostMapping("/sample-checks/{id:[0-9a-f-]{36}}/closing")
    @Operation(operationId = "closeSample", summary = "Closes a sample check; it stays as it is")
    SampleAnswer close(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable ClosingRequest request) {
        scoped.of(code, samples.find(id).orElseThrow(Refusal::notThere).book());
        samples.close(id, request == null ? "" : Objects.requireNonNullElse(request.remark(), ""));
        return sample(code, id);
    }

    // ---- coefficients ----------------------------------------------------------------------------------------------

    /**
     * @param ofInstallation whether it is the operator's, for every municipality
     * @param per won or how many, for which there are {@code jobs}
     * @param cap of one entry
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CoefficientAnswer(
            UUID id,
            boolean ofInstallation,
            String code,
            int version,
            String name,
            Coefficient.Input input,
            String inputName,
            long per,
            BigDecimal jobs,
            Measure measure,
            long cap,
            String source,
            LocalDate validFrom,
            @Nullable LocalDate validTo) {
        static CoefficientAnswer of(Coefficient one) {
            return new CoefficientAnswer(
                    one.id(),
                    one.municipality() == null,
                    one.code(),
                    one.version(),
                    one.name(),
                    one.input(),
                    one.inputName(),
                    one.per(),
                    one.jobs().stripTrailingZeros().scale() < 0
                            ? one.jobs().setScale(0)
                            : one.jobs().stripTrailingZeros(),
                    one.measure(),
                    one.cap(),
                    one.source(),
                    one.validFrom(),
                    one.validTo());
        }
    }

    @GetMapping("/coefficients")
    @Operation(operationId = "coefficients", summary = "Coefficients for estimates, with all their versions")
    List<CoefficientAnswer> coefficients(
            @PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        return estimates.coefficients(scoped.staff(code, dataSet).municipality().code()).stream()
                .map(CoefficientAnswer::of)
                .toList();
    }

    record CoefficientRequest(
            @Nullable String code,
            @Nullable String name,
            @Nullable String input,
            @Nullable String inputName,
            @Nullable Long per,
            @Nullable BigDecimal jobs,
            @Nullable String measure,
            @Nullable Long cap,
            @Nullable String source,
            @Nullable String validFrom,
            @Nullable String validTo) {}

    @PostMapping("/coefficients")
    @Operation(
            operationId = "writeCoefficient",
            summary = "A coefficient, or its next version; the same changes nothing")
    CoefficientAnswer write(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody CoefficientRequest request) {
        var place = scoped.staff(code, dataSet);
        var form = new HashMap<String, String>();
        put(form, "code", request.code());
        put(form, "name", request.name());
        put(form, "input", request.input());
        put(form, "inputName", request.inputName());
        put(form, "per", request.per());
        put(form, "jobs", request.jobs() == null ? null : request.jobs().toPlainString());
        put(form, "measure", request.measure());
        put(form, "cap", request.cap());
        put(form, "source", request.source());
        put(form, "validFrom", request.validFrom());
        put(form, "validTo", request.validTo());
        return CoefficientAnswer.of(estimates.write(place.municipality().code(), SamplePages.coefficient(form)));
    }

    /** @param input whole won, or a count */
    record EstimateRequest(
            @Nullable String coefficient,
            @Nullable String project,
            @Nullable String label,
            @Nullable String from,
            @Nullable String to,
            @Nullable Long input) {}

    /** @param entry null: only computed */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record EstimateAnswer(
            CoefficientAnswer coefficient,
            long input,
            long quantity,
            @Nullable String entry) {}

    @PostMapping("/estimates")
    @Operation(
            operationId = "estimateEntry",
            summary = "Computes a quantity by a coefficient and, unless dryRun, records it as an ESTIMATED entry")
    ResponseEntity<EstimateAnswer> estimate(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody EstimateRequest request) {
        var place = scoped.staff(code, dataSet);
        var form = new HashMap<String, String>();
        put(form, "coefficient", request.coefficient());
        put(form, "project", request.project());
        put(form, "label", request.label());
        put(form, "from", request.from());
        put(form, "to", request.to());
        put(form, "input", request.input());
        var computed = estimates.estimate(place.book(), SamplePages.estimateAsked(form), dryRun);
        var entry = computed.entry();
        return ResponseEntity.status(entry == null ? HttpStatus.OK : HttpStatus.CREATED)
                .body(new EstimateAnswer(
                        CoefficientAnswer.of(computed.coefficient()),
                        computed.input(),
                        computed.quantity(),
                        entry == null ? null : entry.toString()));
    }

    // ---- the ladder ------------------------------------------------------------------------------------------------

    /** @param share of the total */
    record RungAnswer(
            Basis basis,
            long quantity,
            boolean approximate,
            long entries,
            @Nullable Double share) {}

    /** @param sample the closed sample check of the year that tells most; staff only */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record LadderAnswer(
            int year,
            String rule,
            LocalDate asOf,
            long position,
            long total,
            List<RungAnswer> rungs,
            SampleChecks.@Nullable Beside sampleCheck,
            boolean sample) {}

    @GetMapping("/ladder")
    @Operation(operationId = "ladder", summary = "How far a year's figure has come, from pledged to retained")
    LadderAnswer ladder(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(required = false) @Nullable Integer year) {
        Places.Place place = scoped.any(code, dataSet);
        var shown = scoped.year(place.book(), year);
        var summary = ladder.summary(place, shown);
        return new LadderAnswer(
                shown,
                summary.question().rule().key().toString(),
                summary.question().asOf(),
                summary.question().known().position(),
                summary.total().quantity(),
                SamplePages.rungs(summary).stream()
                        .map(rung -> new RungAnswer(
                                rung.basis(),
                                rung.tally().quantity(),
                                rung.tally().approximate(),
                                rung.tally().entries(),
                                rung.share()))
                        .toList(),
                samples.beside(place.book(), shown).orElse(null),
                place.book().dataSet() != DataSet.REAL);
    }
}
