package dure.tower;

import dure.finding.Text;
import dure.ledger.EntryFiles;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import dure.web.Wording;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
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
    /** A short file is answered at once; a person waits that long for a page without wondering. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final ImportJobs jobs;
    private final Plans plans;
    private final EntryFiles entries;
    private final Municipalities municipalities;

    ImportPages(ImportJobs jobs, Plans plans, EntryFiles entries, Municipalities municipalities) {
        this.jobs = jobs;
        this.plans = plans;
        this.entries = entries;
        this.municipalities = municipalities;
    }

    /** @param fault a message key; null where nothing went wrong */
    record StartView(
            List<Municipality> municipalities, @Nullable String fault) {}

    /** An import that is on its way, or that came to nothing. */
    record JobView(ImportJobStore.Job job) {
        String href() {
            return "/plan-workbooks/" + job.upload();
        }
    }

    /** @param done whether it was imported; else it is a look at what would change */
    record View(
            UUID upload,
            String fileName,
            WorkbookImport.Outcome outcome,
            @Nullable Municipality municipality,
            boolean done,
            boolean interrupted) {
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
        var job = jobs.ask(name, file.getBytes(), codeIn(municipality), null, true);
        return "redirect:/plan-workbooks/" + jobs.await(job, PATIENCE).upload();
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
        return jobs.newest(id).map(job -> show(job, model)).orElse("redirect:/plan-workbooks?fault=gone");
    }

    private String show(ImportJobStore.Job job, Model model) {
        return switch (job.state()) {
            case WAITING, RUNNING, CANCELLED, FAILED -> {
                model.addAttribute("view", new JobView(job));
                yield "tower/importing";
            }
            case DONE, DENIED -> {
                var outcome = jobs.outcome(job);
                var book = outcome.book();
                model.addAttribute(
                        "view",
                        new View(
                                job.upload(),
                                job.fileName(),
                                outcome,
                                book == null ? null : municipalities.get(book.municipality()),
                                !job.dryRun() && !outcome.refused(),
                                job.wasInterrupted()));
                yield "tower/imported";
            }
        };
    }

    /** How far it is, asked for by the page every second; when it is over the page is sent to what came of it. */
    @GetMapping("/plan-workbooks/{id:[0-9a-f-]{36}}/progress")
    String progress(@PathVariable UUID id, Model model, HttpServletResponse response) {
        var job = jobs.newest(id).orElseThrow(Refusal::notThere);
        var view = new JobView(job);
        if (job.isOver()) {
            response.setHeader("HX-Redirect", view.href());
        }
        model.addAttribute("view", view);
        return "tower/import-progress";
    }

    @PostMapping("/plan-workbooks/{id:[0-9a-f-]{36}}/import")
    String confirm(@PathVariable UUID id) {
        var job = jobs.confirm(id);
        job.ifPresent(one -> jobs.await(one, PATIENCE));
        return job.isEmpty() ? "redirect:/plan-workbooks?fault=gone" : "redirect:/plan-workbooks/" + id;
    }

    @PostMapping("/plan-workbooks/{id:[0-9a-f-]{36}}/cancellation")
    String cancel(@PathVariable UUID id) {
        jobs.newest(id).ifPresent(job -> {
            jobs.cancel(job.id());
            jobs.await(job, PATIENCE);
        });
        return "redirect:/plan-workbooks/" + id;
    }

    @GetMapping("/plan-workbooks/template")
    ResponseEntity<byte[]> planTemplate(Locale locale) {
        return WorkbookApi.download("dure-plan.xlsx", plans.template(locale));
    }

    @GetMapping("/entry-files/template")
    ResponseEntity<byte[]> entryTemplate(Locale locale) {
        return WorkbookApi.download("dure-entries.xlsx", entries.template(locale));
    }
}
