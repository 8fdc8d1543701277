package dure.years;

import dure.access.Access;
import dure.access.AccessLog;
import dure.access.Action;
import dure.access.Deed;
import dure.access.Permission;
import dure.finding.Finding;
import dure.plan.Drafts;
import dure.plan.PlanHead;
import dure.plan.PlanId;
import dure.plan.PlanPlace;
import dure.plan.PlanPlaces;
import dure.plan.PlanVersion;
import dure.plan.SliceImport;
import dure.plan.Slices;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import dure.web.Refusal;
import dure.years.SliceUploadStore.Upload;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** 부서 조각: a department's projects taken out as a workbook, looked at when they come back, and then brought in. */
@Controller
class SlicePages {
    /** A department has some dozens of projects; the guide and lists of a workbook are a few kilobytes. */
    private static final int LARGEST = 5_000_000;

    private static final String PATH = "/municipalities/{code}/plans/{period}/desk/slice";

    private final PlanPlaces places;
    private final Drafts drafts;
    private final Slices slices;
    private final SliceUploadStore uploads;
    private final Access access;
    private final AccessLog log;
    private final Clock clock;

    SlicePages(
            PlanPlaces places,
            Drafts drafts,
            Slices slices,
            SliceUploadStore uploads,
            Access access,
            AccessLog log,
            Clock clock) {
        this.places = places;
        this.drafts = drafts;
        this.slices = slices;
        this.uploads = uploads;
        this.access = access;
        this.log = log;
        this.clock = clock;
    }

    /** @param departments whose slices the viewer may take */
    record StartView(PlanPlace place, @Nullable PlanHead draft, List<String> departments) {}

    /**
     * @param upload null where the file was not kept
     * @param chosen keys of clashes that were chosen already
     */
    record View(PlanPlace place, @Nullable UUID upload, String fileName, SliceImport outcome, Set<String> chosen) {
        String href() {
            return place.href("/desk/slice" + (upload == null ? "" : "/" + upload));
        }
    }

    @GetMapping(PATH)
    ModelAndView start(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.year(code, period, dataSet);
        access.require(Permission.PLAN_PARTS_WRITE, place.municipality().code());
        var draft = draft(place);
        return new ModelAndView(
                "years/slice",
                Map.of(
                        "view",
                        new StartView(
                                place,
                                draft.map(PlanVersion::head).orElse(null),
                                draft.map(one -> slices.departments(one.id())).orElse(List.of()))));
    }

    private Optional<PlanVersion> draft(PlanPlace place) {
        return drafts.open(place.book(), place.kind(), place.period());
    }

    @GetMapping(path = PATH, params = "department")
    @Transactional
    public ResponseEntity<byte[]> file(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam String department,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        return file(places.year(code, period, dataSet), department, locale);
    }

    ResponseEntity<byte[]> file(PlanPlace place, String department, Locale locale) {
        access.require(Permission.PLAN_PARTS_WRITE, place.municipality().code());
        var draft = draft(place).orElseThrow(Refusal::notThere);
        var content = slices.of(draft.id(), department, locale).orElseThrow(Refusal::notThere);
        // The department's name stays out of the file's: names of files are told in headers, which know no Hangul.
        var name =
                "dure-slice-%s-%s-r%d.xlsx".formatted(place.municipality().code(), place.segment(), draft.revision());
        log.write(
                Deed.of(Action.DOWNLOAD, place.municipality().code()).records(1).detail(name));
        return WorkbookPages.file(name, content);
    }

    @PostMapping(PATH)
    ModelAndView upload(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        var place = places.year(code, period, dataSet);
        access.require(Permission.PLAN_PARTS_WRITE, place.municipality().code());
        var draft = draft(place).orElseThrow(Refusal::notThere);
        if (file == null || file.isEmpty()) {
            return new ModelAndView("redirect:" + place.href("/desk/slice"));
        }
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        var looked = look(draft.id(), name, file.getBytes(), Set.of(), true);
        if (looked instanceof SliceImport.Refused) {
            return show(new View(place, null, name, looked, Set.of()));
        }
        var kept = uploads.keep(account(), new Upload(draft.id(), name, file.getBytes()), clock.instant());
        return new ModelAndView("redirect:" + place.href("/desk/slice/" + kept));
    }

    private UUID account() {
        return Objects.requireNonNull(access.viewer().account(), "Only whoever is signed in comes here");
    }

    SliceImport look(PlanId draft, String name, byte[] content, Set<String> mine, boolean dryRun) {
        if (content.length > LARGEST) {
            throw Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "web.problem.413");
        }
        return switch (Sheets.read(name, content)) {
            case Reading.Refused refused -> new SliceImport.Refused(List.of(refused.finding()));
            case Reading.Read read
            when read.workbook().notes().stream().anyMatch(Finding::isError) ->
                new SliceImport.Refused(read.workbook().notes());
            case Reading.Read read -> slices.bring(draft, read.workbook(), mine, dryRun);
        };
    }

    private static ModelAndView show(View view) {
        return new ModelAndView(
                "years/sliced",
                Map.of("view", view),
                view.outcome() instanceof SliceImport.Refused ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    @GetMapping(PATH + "/{id:[0-9a-f-]{36}}")
    ModelAndView looked(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet) {
        return brought(places.year(code, period, dataSet), id, Set.of(), true);
    }

    @PostMapping(PATH + "/{id:[0-9a-f-]{36}}")
    ModelAndView confirm(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(required = false) @Nullable List<String> mine) {
        return brought(places.year(code, period, dataSet), id, mine == null ? Set.of() : Set.copyOf(mine), false);
    }

    private ModelAndView brought(PlanPlace place, UUID id, Set<String> mine, boolean dryRun) {
        access.require(Permission.PLAN_PARTS_WRITE, place.municipality().code());
        var upload = uploads.find(id, account()).orElseThrow(Refusal::notThere);
        var outcome = look(upload.plan(), upload.fileName(), upload.content(), mine, dryRun);
        if (outcome instanceof SliceImport.Imported) {
            uploads.drop(id, account());
        }
        return show(new View(place, id, upload.fileName(), outcome, mine));
    }
}
