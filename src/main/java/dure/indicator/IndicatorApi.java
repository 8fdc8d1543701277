package dure.indicator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.finding.Finding;
import dure.finding.Severity;
import dure.plan.Places;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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

/** Indicators by machines. */
@RestController
@RequestMapping("/api/v1/municipalities/{code:[0-9]{5}}/indicators")
@Tag(name = "indicators", description = "Indicators: dated series with source, unit and age base")
class IndicatorApi {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final Indicators indicators;
    private final Places places;
    private final MessageSource messages;
    private final Clock clock;

    IndicatorApi(Indicators indicators, Places places, MessageSource messages, Clock clock) {
        this.indicators = indicators;
        this.places = places;
        this.messages = messages;
        this.clock = clock;
    }

    record IndicatorsAnswer(String municipality, List<SeriesAnswer> series, GapAnswer gap) {}

    /**
     * @param ageBase null: of all ages
     * @param official else the municipality's own count
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SeriesAnswer(
            String id,
            String name,
            Series.Kind kind,
            Series.Unit unit,
            @Nullable String ageBase,
            Period.Frequency frequency,
            String source,
            boolean official,
            @Nullable ReleaseAnswer next,
            List<ValueAnswer> values) {}

    /** @param byMonth only the month is announced */
    record ReleaseAnswer(String period, LocalDate on, boolean byMonth) {}

    /** @param missing NONE (-), HIDDEN (X) or LATER (…) where the source gives no number */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ValueAnswer(
            String period,
            LocalDate from,
            LocalDate to,
            @Nullable BigDecimal value,
            Value.@Nullable Missing missing,
            @Nullable LocalDate publishedOn,
            String source,
            Instant recordedAt,
            boolean revised) {}

    enum Standing {
        /** needed says how many */
        KNOWN,
        NO_TARGET,
        TARGET_WITHOUT_BASE,
        OTHER_BASE,
        NO_FIGURES
    }

    /**
     * @param target percent
     * @param needed [persons] = target × population − employed, of one age base and period; null where it cannot be said
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record GapAnswer(
            Standing standing,
            @Nullable BigDecimal target,
            @Nullable String ageBase,
            @Nullable String period,
            @Nullable Long population,
            @Nullable Long employed,
            @Nullable Long needed,
            String message) {}

    record FindingAnswer(
            Finding.Kind kind,
            Severity severity,
            @Nullable String place,
            String message,
            @Nullable String fix) {}

    enum Result {
        IMPORTED,
        REHEARSED,
        UNCHANGED,
        REFUSED
    }

    record ImportAnswer(
            Result result, int added, int revised, int unchanged, int skipped, List<FindingAnswer> findings) {}

    @Operation(
            operationId = "indicators",
            summary = "Every series of a municipality, and the persons that its target rate still needs",
            description =
                    "Official statistics keep their published percent. Rates of different age bases are never compared.")
    @GetMapping
    IndicatorsAnswer indicators(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        var place = places.of(code, dataSet);
        var at = instant(knownAt);
        var wording = new dure.web.Wording(messages, locale);
        return new IndicatorsAnswer(
                code,
                indicators.of(place.municipality().code(), at).stream()
                        .map(one -> answer(one, wording))
                        .toList(),
                answer(
                        indicators.gap(
                                place.book(),
                                Objects.requireNonNullElseGet(
                                        year, () -> LocalDate.now(clock).getYear()),
                                at),
                        wording));
    }

    private static SeriesAnswer answer(Indicators.Observed one, dure.web.Wording wording) {
        var series = one.series();
        return new SeriesAnswer(
                series.id(),
                series.name(wording),
                series.kind(),
                series.unit(),
                series.ageBase(),
                series.frequency(),
                series.source(wording),
                series.official(),
                one.next() == null
                        ? null
                        : new ReleaseAnswer(
                                one.next().period().toString(),
                                one.next().on(),
                                one.next().byMonth()),
                one.values().stream()
                        .map(value -> new ValueAnswer(
                                value.period().toString(),
                                value.period().from(),
                                value.period().to(),
                                value.amount(),
                                value.missing(),
                                value.publishedOn(),
                                value.source(),
                                value.recordedAt(),
                                value.revised()))
                        .toList());
    }

    private static GapAnswer answer(Gap gap, dure.web.Wording wording) {
        var message = IndicatorPages.gap(wording, gap);
        return switch (gap) {
            case Gap.Persons one ->
                new GapAnswer(
                        Standing.KNOWN,
                        one.target(),
                        one.ageBase(),
                        one.period().toString(),
                        one.population(),
                        one.employed(),
                        one.needed(),
                        message);
            case Gap.NoTarget one -> new GapAnswer(Standing.NO_TARGET, null, null, null, null, null, null, message);
            case Gap.TargetWithoutBase one ->
                new GapAnswer(Standing.TARGET_WITHOUT_BASE, one.target(), null, null, null, null, null, message);
            case Gap.OtherBase one ->
                new GapAnswer(Standing.OTHER_BASE, one.target(), one.ageBase(), null, null, null, null, message);
            case Gap.NoFigures one ->
                new GapAnswer(Standing.NO_FIGURES, one.target(), one.ageBase(), null, null, null, null, message);
        };
    }

    @Operation(
            operationId = "importIndicators",
            summary = "Bring in a downloaded table of statistics (CSV, XLSX): all or nothing, safe to repeat",
            description =
                    "ageBase (15-64 or 15+) where the heads of the file do not say it. Of a table of the whole country the"
                            + " caller gets the municipalities within reach. Revised values stand beside the earlier ones.")
    @PostMapping(path = "/file", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ImportAnswer> file(
            @PathVariable String code,
            @RequestPart("file") MultipartFile file,
            @RequestParam(required = false) @Nullable String ageBase,
            @RequestParam(defaultValue = "false") boolean own,
            @RequestParam(defaultValue = "false") boolean dryRun,
            Locale locale)
            throws IOException {
        return answer(
                indicators.importFile(
                        places.of(code, null).municipality().code(),
                        Optional.ofNullable(file.getOriginalFilename()).orElse(""),
                        file.getBytes(),
                        base(ageBase),
                        own,
                        dryRun),
                locale);
    }

    @Operation(
            operationId = "importIndicatorsFromKosis",
            summary = "Ask KOSIS for a series and bring in what it answers; needs a key in the settings")
    @PostMapping("/kosis")
    ResponseEntity<ImportAnswer> kosis(
            @PathVariable String code,
            @RequestParam String series,
            @RequestParam(defaultValue = "false") boolean dryRun,
            Locale locale) {
        return answer(
                indicators.importKosis(places.of(code, null).municipality().code(), series, dryRun), locale);
    }

    private ResponseEntity<ImportAnswer> answer(Importing importing, Locale locale) {
        var findings = importing.findings().stream()
                .map(one -> new FindingAnswer(
                        one.kind(),
                        one.severity(),
                        one.place() == null
                                ? null
                                : messages.getMessage(one.place().text(), locale),
                        messages.getMessage(one.message(), locale),
                        one.fix() == null ? null : messages.getMessage(one.fix(), locale)))
                .toList();
        return switch (importing) {
            case Importing.Read read ->
                ResponseEntity.ok(new ImportAnswer(
                        !read.written()
                                ? Result.REHEARSED
                                : read.added() + read.revised() == 0 ? Result.UNCHANGED : Result.IMPORTED,
                        read.added(),
                        read.revised(),
                        read.unchanged(),
                        read.skipped(),
                        findings));
            case Importing.Refused refused ->
                ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                        .body(new ImportAnswer(Result.REFUSED, 0, 0, 0, 0, findings));
        };
    }

    /** Empty: the file says it itself. */
    static @Nullable String base(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        // A plus sign in an address that nobody encoded arrives as a blank.
        var base = text.strip().equals("15") ? "15+" : text.strip();
        if (!base.equals("15+") && !base.equals("15-64")) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "indicator.asking.base", text);
        }
        return base;
    }

    /** An instant, or a day: its end in Korea. */
    static @Nullable Instant instant(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atTime(LocalTime.MAX).atZone(SEOUL).toInstant()
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "indicator.asking.instant", text);
        }
    }
}
