package dure.tower;

import dure.access.Access;
import dure.finding.Text;
import dure.ledger.EntryFiles;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import dure.web.Wording;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** 불러오기: a file is sent, looked at with everything that was found in it, and then confirmed. */
@Controller
class ImportPages {
    private final WorkbookImport importing;
    private final UploadStore uploads;
    private final Plans plans;
    private final EntryFiles entries;
    private final Municipalities municipalities;
    private final Access access;
    private final Clock clock;

    ImportPages(
            WorkbookImport importing,
            UploadStore uploads,
            Plans plans,
            EntryFiles entries,
            Municipalities municipalities,
            Access access,
            Clock clock) {
        this.importing = importing;
        this.uploads = uploads;
        this.plans = plans;
        this.entries = entries;
        this.municipalities = municipalities;
        this.access = access;
        this.clock = clock;
    }

    /** @param fault a message key; null where nothing went wrong */
    record StartView(
            List<Municipality> municipalities, @Nullable String fault) {}

    /** @param done whether it was imported; else it is a look at what would change */
    record View(
            @Nullable UUID upload,
            String fileName,
            WorkbookImport.Outcome outcome,
            @Nullable Municipality municipality,
            boolean done) {
        String say(Wording page, Text text) {
            return page.text(text.key(), text.values().toArray());
        }

        String name(Wording page) {
            return municipality == null
                    ? Wording.UNKNOWN
                    : page.isEnglish() ? municipality.english() : municipality.fullName();
        }

        /** Where to look at what was imported. */
        String href() {
            var book = Objects.requireNonNull(outcome.book());
            var summary = outcome.summary();
            var period =
                    summary == null ? "" : (summary.kind() == PlanKind.TERM ? "&term=" : "&year=") + summary.period();
            return "/municipalities/" + book.municipality() + "?dataSet=" + book.dataSet() + period;
        }
    }

    @GetMapping("/plan-workbooks")
    String start(@RequestParam(required = false) @Nullable String fault, Model model) {
        var known = Optional.ofNullable(fault).filter(one -> one.equals("gone") || one.equals("file.missing"));
        model.addAttribute(
                "view",
                new StartView(
                        municipalities.all(),
                        known.map(one -> "tower.import." + one).orElse(null)));
        return "tower/import";
    }

    @PostMapping("/plan-workbooks")
    String upload(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String municipality)
            throws IOException {
        if (file == null || file.isEmpty()) {
            return "redirect:/plan-workbooks?fault=file.missing";
        }
        var name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
        var id = uploads.keep(account(), name, file.getBytes(), codeIn(municipality), clock.instant());
        return "redirect:/plan-workbooks/" + id;
    }

    /** The field is filled from a list "30170 대전광역시 서구": its code is what counts. */
    private @Nullable MunicipalityCode codeIn(@Nullable String written) {
        var code = Optional.ofNullable(written).map(String::strip).orElse("").split(" ", 2)[0];
        return code.matches("[0-9]{5}")
                ? municipalities
                        .find(new MunicipalityCode(code))
                        .map(Municipality::code)
                        .orElse(null)
                : null;
    }

    @GetMapping("/plan-workbooks/{id:[0-9a-f-]{36}}")
    String look(@PathVariable UUID id, Model model) {
        return run(id, true, model);
    }

    @PostMapping("/plan-workbooks/{id:[0-9a-f-]{36}}/import")
    String confirm(@PathVariable UUID id, Model model) {
        return run(id, false, model);
    }

    private String run(UUID id, boolean dryRun, Model model) {
        var upload = uploads.find(account(), id);
        if (upload.isEmpty()) {
            return "redirect:/plan-workbooks?fault=gone";
        }
        var file = upload.get();
        var outcome = importing.run(file.fileName(), file.content(), file.entriesOf(), null, dryRun);
        var done = !dryRun && !outcome.refused();
        if (done) {
            uploads.forget(account(), id);
        }
        var book = outcome.book();
        model.addAttribute(
                "view",
                new View(
                        id,
                        file.fileName(),
                        outcome,
                        book == null ? null : municipalities.get(book.municipality()),
                        done));
        return "tower/imported";
    }

    @GetMapping("/plan-workbooks/template")
    ResponseEntity<byte[]> planTemplate(Locale locale) {
        return WorkbookApi.download("dure-plan.xlsx", plans.template(locale));
    }

    @GetMapping("/entry-files/template")
    ResponseEntity<byte[]> entryTemplate(Locale locale) {
        return WorkbookApi.download("dure-entries.xlsx", entries.template(locale));
    }

    private UUID account() {
        return Optional.ofNullable(access.viewer().account()).orElseThrow(Refusal::notThere);
    }
}
