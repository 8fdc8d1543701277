package dure.years;

import dure.access.AccessLog;
import dure.access.Action;
import dure.access.Deed;
import dure.plan.PlanPlace;
import dure.plan.PlanPlaces;
import dure.plan.PlanVersion;
import dure.plan.Plans;
import dure.plan.Versions;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A version of a plan as a filled workbook: what was disclosed for everybody, what was not for the staff. */
@RestController
@Tag(name = "plans")
class WorkbookPages {
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final PlanPlaces places;
    private final Plans plans;
    private final Versions versions;
    private final AccessLog log;

    WorkbookPages(PlanPlaces places, Plans plans, Versions versions, AccessLog log) {
        this.places = places;
        this.plans = plans;
        this.versions = versions;
        this.log = log;
    }

    @GetMapping("/municipalities/{code}/plans/{period}/versions/{version:[0-9]{1,6}}/workbook")
    @Operation(hidden = true)
    @Transactional
    public ResponseEntity<byte[]> page(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        return workbook(code, period, version, dataSet, locale);
    }

    @GetMapping(
            path = "/api/v1/municipalities/{code}/plans/{period}/versions/{version:[0-9]{1,6}}/workbook",
            produces = XLSX)
    @Operation(
            operationId = "planWorkbook",
            summary = "A version of a plan as a filled workbook; imported unchanged it is the same content")
    @Transactional
    public ResponseEntity<byte[]> workbook(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        var place = places.any(code, period, dataSet);
        var found = versions.find(place.book(), place.kind(), place.period(), version)
                .orElseThrow(Refusal::notThere);
        var content = plans.workbook(found.id(), locale).orElseThrow(Refusal::notThere);
        var name = "dure-plan-%s-%s-v%d.xlsx".formatted(place.municipality().code(), place.segment(), version);
        return download(place, found, name, content);
    }

    /** Who takes along what is not public is written down. */
    private ResponseEntity<byte[]> download(PlanPlace place, PlanVersion version, String name, byte[] content) {
        if (!version.state().isPublic()) {
            log.write(Deed.of(Action.DOWNLOAD, place.municipality().code())
                    .records(1)
                    .detail(name));
        }
        return file(name, content);
    }

    static ResponseEntity<byte[]> file(String name, byte[] content) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .contentType(MediaType.parseMediaType(XLSX))
                .body(content);
    }
}
