package dure.evidence;

import dure.access.Access;
import dure.access.Downloads;
import dure.access.Permission;
import dure.ledger.EntryId;
import dure.plan.Places;
import dure.web.Crumb;
import dure.web.Refusal;
import dure.web.Wordings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** 증빙 파일: what a book has of them, one of them taken out, and files brought to an entry. */
@Controller
class EvidencePages {
    private static final int PAGE = 50;
    private static final String PATH = "/municipalities/{code}/evidence-files";

    private final EvidenceFiles files;
    private final Attaching attaching;
    private final Places places;
    private final Access access;
    private final Downloads downloads;
    private final Wordings wordings;

    EvidencePages(
            EvidenceFiles files,
            Attaching attaching,
            Places places,
            Access access,
            Downloads downloads,
            Wordings wordings) {
        this.files = files;
        this.attaching = attaching;
        this.places = places;
        this.access = access;
        this.downloads = downloads;
        this.wordings = wordings;
    }

    /** @param states what a look at each content found; null: nobody looked */
    record ListView(
            Places.Place place,
            List<EvidenceFiles.Listed> files,
            int count,
            int page,
            boolean destroys,
            @Nullable Map<UUID, EvidenceFiles.State> states) {
        int pages() {
            return (count + PAGE - 1) / PAGE;
        }

        long found(EvidenceFiles.State state) {
            return states == null
                    ? 0
                    : states.values().stream().filter(state::equals).count();
        }
    }

    @GetMapping(PATH)
    ModelAndView list(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "0") int page) {
        var place = staff(code, dataSet);
        var at = Math.clamp(page, 0, 100_000);
        return show(place, at, files.list(place.book(), at * PAGE, PAGE), null);
    }

    /** Reads every content once: for whoever may write there, so that no reader keeps the disk busy. */
    @PostMapping(PATH + "/check")
    ModelAndView check(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        var place = staff(code, dataSet);
        if (!files.mayWrite(place.municipality().code())) {
            throw Refusal.notThere();
        }
        var all = files.list(place.book(), 0, Integer.MAX_VALUE);
        var states = new java.util.HashMap<UUID, EvidenceFiles.State>();
        all.forEach(one -> states.put(one.file().id(), files.check(one.file())));
        // What is wrong first; the page stays short where everything is right.
        var wrong = all.stream()
                .filter(one -> states.get(one.file().id()) != EvidenceFiles.State.WHOLE)
                .toList();
        return show(place, 0, wrong, states);
    }

    private ModelAndView show(
            Places.Place place,
            int page,
            List<EvidenceFiles.Listed> listed,
            @Nullable Map<UUID, EvidenceFiles.State> states) {
        return new ModelAndView(
                "evidence/list",
                Map.of(
                        "view",
                        new ListView(
                                place,
                                listed,
                                files.count(place.book()),
                                page,
                                access.viewer()
                                        .may(
                                                Permission.CORRECTIONS_APPROVE,
                                                place.municipality().code()),
                                states),
                        "writes",
                        files.mayWrite(place.municipality().code())));
    }

    /** Only those who read the municipality undisclosed see that there is anything. */
    private Places.Place staff(String code, @Nullable String dataSet) {
        var place = places.of(code, dataSet);
        if (!access.viewer().reads().includes(place.municipality().code())) {
            throw Refusal.notThere();
        }
        return place;
    }

    @GetMapping(PATH + "/{id:[0-9a-f-]{36}}")
    Object download(@PathVariable String code, @PathVariable UUID id, HttpServletRequest request) {
        var file = file(code, id);
        return file.personal() ? ask(code, file, request, null) : give(file, null);
    }

    @PostMapping(PATH + "/{id:[0-9a-f-]{36}}")
    Object downloadForAReason(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String reason,
            HttpServletRequest request) {
        var file = file(code, id);
        try {
            return give(file, reason);
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return ask(code, file, request, refusal);
        }
    }

    private ModelAndView ask(String code, EvidenceFile file, HttpServletRequest request, @Nullable Refusal fault) {
        var wording = wordings.of(request);
        var place = places.of(code, file.book().dataSet().name());
        return downloads.ask(new Downloads.Form(
                file.name(),
                file.href(),
                Map.of(),
                List.of(
                        new Crumb(wording.text("web.home"), "/"),
                        new Crumb(place.name(wording), place.href()),
                        new Crumb(wording.text("evidence.title"), place.href("/evidence-files")),
                        new Crumb(file.name())),
                fault));
    }

    ResponseEntity<byte[]> give(EvidenceFile file, @Nullable String reason) {
        var content = files.open(file.id(), reason);
        // Whatever it is, no browser runs it in our name: saved and not shown, taken for nothing else, and in a
        // sandbox.
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType(file.type().mediaType()))
                .body(content);
    }

    EvidenceFile file(String code, UUID id) {
        return files.find(id)
                .filter(file -> file.book().municipality().value().equals(code))
                .orElseThrow(Refusal::notThere);
    }

    @PostMapping(PATH + "/{id:[0-9a-f-]{36}}/destruction")
    String destroy(@PathVariable String code, @PathVariable UUID id, @RequestParam String reason) {
        var file = file(code, id);
        files.destroy(id, reason);
        return "redirect:" + places.of(code, file.book().dataSet().name()).href("/evidence-files");
    }

    @PostMapping("/entries/{id:[0-9]{5}[SX]?-[0-9]+}/evidence-files")
    String attach(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "false") boolean personal,
            @RequestParam(defaultValue = "false") boolean attest)
            throws IOException {
        var entry = EntryId.parse(id).orElseThrow(Refusal::notThere);
        if (file == null || file.isEmpty()) {
            throw Refusal.of(new Refusal.Field("file", "evidence.fault.file"));
        }
        attaching.attach(
                entry,
                Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                file.getInputStream(),
                note,
                personal,
                attest);
        return "redirect:/entries/" + id + "#evidence";
    }

    @PostMapping("/entries/{id:[0-9]{5}[SX]?-[0-9]+}/evidence-files/{file:[0-9a-f-]{36}}/withdrawal")
    String unlink(@PathVariable String id, @PathVariable UUID file, @RequestParam String reason) {
        var entry = EntryId.parse(id).orElseThrow(Refusal::notThere);
        files.unlink(entry, file, reason);
        return "redirect:/entries/" + id + "#evidence";
    }
}
