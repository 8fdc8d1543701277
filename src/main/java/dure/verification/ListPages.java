package dure.verification;

import dure.access.Permission;
import dure.ledger.EntryId;
import dure.person.Consent;
import dure.person.Person;
import dure.person.PersonRef;
import dure.person.Persons;
import dure.plan.Measure;
import dure.plan.Places;
import dure.plan.Plans;
import dure.plan.Project;
import dure.plan.ProjectName;
import dure.web.Refusal;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** 참여자 명단 and 고용보험 자료: sent, looked at, their columns said once, confirmed; and the report of what came of it. */
@Controller
class ListPages {
    private static final String LISTS = "/municipalities/{code}/person-lists";
    private static final String EXTRACTS = "/municipalities/{code}/insurance-extracts";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Scoped scoped;
    private final PersonLists lists;
    private final InsuranceExtracts extracts;
    private final Uploads uploads;
    private final Persons persons;
    private final Plans plans;
    private final Clock clock;

    ListPages(
            Scoped scoped,
            PersonLists lists,
            InsuranceExtracts extracts,
            Uploads uploads,
            Persons persons,
            Plans plans,
            Clock clock) {
        this.scoped = scoped;
        this.lists = lists;
        this.extracts = extracts;
        this.uploads = uploads;
        this.persons = persons;
        this.plans = plans;
        this.clock = clock;
    }

    record ListsView(
            Places.Place place,
            boolean writes,
            int year,
            List<Integer> years,
            List<Project> projects,
            List<PersonList> lists,
            Map<?, ProjectName> names,
            Map<String, String> form,
            List<Refusal.Field> faults) {
        String value(String field, String otherwise) {
            return form.getOrDefault(field, otherwise);
        }

        List<Measure> measures() {
            return List.of(Measure.JOBS, Measure.PERSONS, Measure.PLACEMENTS);
        }
    }

    record ExtractsView(
            Places.Place place,
            boolean writes,
            List<Extract> extracts,
            Map<String, String> form,
            List<Refusal.Field> faults) {
        String value(String field, String otherwise) {
            return form.getOrDefault(field, otherwise);
        }
    }

    /** A file that waits for its confirmation. */
    record WaitingView(
            Places.Place place,
            ListKind kind,
            UUID upload,
            String fileName,
            Map<ListField, String> mapped,
            PersonLists.@Nullable Outcome list,
            InsuranceExtracts.@Nullable Outcome extract) {
        String href(String path) {
            return place.href(
                    (kind == ListKind.PERSON_LIST ? "/person-lists/" : "/insurance-extracts/") + upload + path);
        }

        List<ListField> fields() {
            return ListField.of(kind);
        }
    }

    /** @param masked as far as the viewer sees persons; empty else */
    record ListView(
            Places.Place place,
            PersonList list,
            @Nullable ProjectName project,
            List<PersonList.Listed> rows,
            Map<PersonRef, Person.Masked> masked,
            boolean sees) {}

    record ReportView(Places.Place place, InsuranceExtracts.Report report, boolean verifies) {}

    // ---- lists of persons ------------------------------------------------------------------------------------------

    @GetMapping(LISTS)
    ModelAndView lists(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(required = false) @Nullable Integer year) {
        return lists(scoped.staff(code, dataSet), year, Map.of(), List.of());
    }

    private ModelAndView lists(
            Places.Place place, @Nullable Integer year, Map<String, String> form, List<Refusal.Field> faults) {
        var shown = scoped.year(place.book(), year);
        var all = lists.lists(place.book());
        return new ModelAndView(
                "verification/person-lists",
                Map.of(
                        "view",
                        new ListsView(
                                place,
                                scoped.may(place, Permission.ENTRIES_WRITE),
                                shown,
                                scoped.years(place.book()),
                                scoped.projects(place.book(), shown),
                                all,
                                plans.names(
                                        all.stream().map(PersonList::project).toList()),
                                form,
                                faults)),
                faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping(LISTS)
    ModelAndView sendList(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> form,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        var place = scoped.staff(code, dataSet);
        try {
            var asked = listAsked(form);
            var content = content(file);
            var name = Objects.requireNonNullElse(Objects.requireNonNull(file).getOriginalFilename(), "");
            // Looked at before it is kept: a file that may not be here at all does not wait here.
            var outcome = lists.bring(place.book(), asked, name, content, true);
            if (outcome instanceof PersonLists.Outcome.Refused) {
                return waiting(
                        new WaitingView(place, ListKind.PERSON_LIST, new UUID(0, 0), name, Map.of(), outcome, null));
            }
            if (outcome instanceof PersonLists.Outcome.Unchanged unchanged) {
                return new ModelAndView("redirect:"
                        + place.href("/person-lists/reports/" + unchanged.list().id()));
            }
            var kept = uploads.keep(
                    scoped.account(),
                    place.book(),
                    ListKind.PERSON_LIST,
                    name,
                    JSON.writeValueAsString(asked),
                    content,
                    clock.instant());
            return new ModelAndView("redirect:" + place.href("/person-lists/" + kept));
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return lists(place, null, form, refusal.fields());
        }
    }

    private static byte[] content(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw Refusal.of(new Refusal.Field("file", "evidence.fault.file"));
        }
        return file.getBytes();
    }

    /** What somebody said of a list: the same fields on the page and in the API. */
    static PersonLists.Asked listAsked(Map<String, String> form) {
        var consented = form.getOrDefault("consented", "");
        if (!consented.equals("true")) {
            throw Refusal.of(new Refusal.Field("consented", "verification.list.consented.missing"));
        }
        return new PersonLists.Asked(
                Scoped.small(form, "year"),
                Objects.requireNonNullElse(Scoped.text(form, "project"), ""),
                Scoped.optional(form, "measure", Measure.class, Measure.JOBS),
                Scoped.text(form, "replaces"),
                new Consent.Notice(
                        true,
                        form.getOrDefault("purpose", ""),
                        form.getOrDefault("items", ""),
                        Scoped.small(form, "months"),
                        form.getOrDefault("refusal", "")));
    }

    @GetMapping(LISTS + "/{id:[0-9a-f-]{36}}")
    ModelAndView waitingList(@PathVariable String code, @PathVariable UUID id) {
        var upload = upload(code, id, true);
        var outcome = lists.bring(
                upload.book(),
                JSON.readValue(upload.asked(), PersonLists.Asked.class),
                upload.fileName(),
                upload.content(),
                true);
        return waiting(new WaitingView(
                scoped.of(code, upload.book()),
                upload.kind(),
                id,
                upload.fileName(),
                lists.mapping(upload.book(), upload.kind()).heads(),
                outcome,
                null));
    }

    private Uploads.Upload upload(String code, UUID id, boolean ofPersonList) {
        return uploads.find(id, scoped.account())
                .filter(one -> one.book().municipality().value().equals(code))
                .filter(one -> (one.kind() == ListKind.PERSON_LIST) == ofPersonList)
                .orElseThrow(Refusal::notThere);
    }

    private static ModelAndView waiting(WaitingView view) {
        var refused = view.list() instanceof PersonLists.Outcome.Refused
                || view.extract() instanceof InsuranceExtracts.Outcome.Refused;
        return new ModelAndView(
                "verification/waiting",
                Map.of("view", view),
                refused ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    @PostMapping(LISTS + "/{id:[0-9a-f-]{36}}")
    ModelAndView confirmList(@PathVariable String code, @PathVariable UUID id) {
        var upload = upload(code, id, true);
        var place = scoped.of(code, upload.book());
        var outcome = lists.bring(
                upload.book(),
                JSON.readValue(upload.asked(), PersonLists.Asked.class),
                upload.fileName(),
                upload.content(),
                false);
        return switch (outcome) {
            case PersonLists.Outcome.Imported imported -> {
                uploads.drop(id, scoped.account());
                yield new ModelAndView("redirect:"
                        + place.href("/person-lists/reports/" + imported.list().id()));
            }
            case PersonLists.Outcome.Unchanged unchanged -> {
                uploads.drop(id, scoped.account());
                yield new ModelAndView("redirect:"
                        + place.href("/person-lists/reports/" + unchanged.list().id()));
            }
            case PersonLists.Outcome.Refused refused ->
                waiting(new WaitingView(place, upload.kind(), id, upload.fileName(), Map.of(), outcome, null));
            case PersonLists.Outcome.Rehearsed rehearsed ->
                waiting(new WaitingView(place, upload.kind(), id, upload.fileName(), Map.of(), outcome, null));
            case PersonLists.Outcome.Unmapped unmapped ->
                waiting(new WaitingView(place, upload.kind(), id, upload.fileName(), Map.of(), outcome, null));
        };
    }

    @PostMapping({LISTS + "/{id:[0-9a-f-]{36}}/mapping", EXTRACTS + "/{id:[0-9a-f-]{36}}/mapping"})
    String map(@PathVariable String code, @PathVariable UUID id, @RequestParam Map<String, String> form) {
        var upload = uploads.find(id, scoped.account())
                .filter(one -> one.book().municipality().value().equals(code))
                .orElseThrow(Refusal::notThere);
        var heads = new EnumMap<ListField, String>(ListField.class);
        for (var field : ListField.of(upload.kind())) {
            var head = Scoped.text(form, field.name());
            if (head != null) {
                heads.put(field, head);
            }
        }
        lists.map(upload.book(), upload.kind(), heads);
        return "redirect:"
                + scoped.of(code, upload.book())
                        .href((upload.kind() == ListKind.PERSON_LIST ? "/person-lists/" : "/insurance-extracts/") + id);
    }

    @PostMapping({LISTS + "/{id:[0-9a-f-]{36}}/removal", EXTRACTS + "/{id:[0-9a-f-]{36}}/removal"})
    String remove(@PathVariable String code, @PathVariable UUID id) {
        var upload = uploads.find(id, scoped.account())
                .filter(one -> one.book().municipality().value().equals(code))
                .orElseThrow(Refusal::notThere);
        uploads.drop(id, scoped.account());
        return "redirect:"
                + scoped.of(code, upload.book())
                        .href(upload.kind() == ListKind.PERSON_LIST ? "/person-lists" : "/insurance-extracts");
    }

    @GetMapping(LISTS + "/reports/{id:[0-9a-f-]{36}}")
    ModelAndView list(@PathVariable String code, @PathVariable UUID id) {
        var list = lists.find(id).orElseThrow(Refusal::notThere);
        var place = scoped.of(code, list.book());
        var rows = lists.listed(list);
        var sees = scoped.may(place, Permission.PERSONS_READ);
        return new ModelAndView(
                "verification/person-list",
                Map.of(
                        "view",
                        new ListView(
                                place,
                                list,
                                plans.names(List.of(list.project())).get(list.project()),
                                rows,
                                sees
                                        ? persons.masked(
                                                place.municipality().code(),
                                                rows.stream()
                                                        .map(PersonList.Listed::person)
                                                        .toList())
                                        : Map.of(),
                                sees)));
    }

    // ---- employment insurance --------------------------------------------------------------------------------------

    @GetMapping(EXTRACTS)
    ModelAndView extracts(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        return extracts(scoped.staff(code, dataSet), Map.of(), List.of());
    }

    private ModelAndView extracts(Places.Place place, Map<String, String> form, List<Refusal.Field> faults) {
        return new ModelAndView(
                "verification/extracts",
                Map.of(
                        "view",
                        new ExtractsView(
                                place,
                                scoped.may(place, Permission.ENTRIES_VERIFY),
                                extracts.extracts(place.book()),
                                form.isEmpty() ? usual(place) : form,
                                faults)),
                faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Map<String, String> usual(Places.Place place) {
        var year = scoped.year(place.book(), null);
        return Map.of(
                "from", LocalDate.of(year, 1, 1).toString(),
                "to", LocalDate.of(year, 12, 31).toString(),
                "referenceOn", scoped.today().toString(),
                "windowDays", "31");
    }

    @PostMapping(EXTRACTS)
    ModelAndView sendExtract(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> form,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        var place = scoped.staff(code, dataSet);
        try {
            var asked = extractAsked(form);
            var content = content(file);
            var name = Objects.requireNonNullElse(Objects.requireNonNull(file).getOriginalFilename(), "");
            var outcome = extracts.hold(place.book(), asked, name, content, true);
            if (outcome instanceof InsuranceExtracts.Outcome.Refused) {
                return waiting(new WaitingView(place, asked.kind(), new UUID(0, 0), name, Map.of(), null, outcome));
            }
            var kept = uploads.keep(
                    scoped.account(),
                    place.book(),
                    asked.kind(),
                    name,
                    JSON.writeValueAsString(asked),
                    content,
                    clock.instant());
            return new ModelAndView("redirect:" + place.href("/insurance-extracts/" + kept));
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return extracts(place, form, refusal.fields());
        }
    }

    static InsuranceExtracts.Asked extractAsked(Map<String, String> form) {
        return new InsuranceExtracts.Asked(
                Scoped.optional(form, "kind", ListKind.class, ListKind.INSURED_PERSONS),
                Scoped.date(form, "referenceOn"),
                Scoped.small(form, "windowDays"),
                Scoped.date(form, "from"),
                Scoped.date(form, "to"));
    }

    @GetMapping(EXTRACTS + "/{id:[0-9a-f-]{36}}")
    ModelAndView waitingExtract(@PathVariable String code, @PathVariable UUID id) {
        return extract(code, id, true);
    }

    @PostMapping(EXTRACTS + "/{id:[0-9a-f-]{36}}")
    ModelAndView confirmExtract(@PathVariable String code, @PathVariable UUID id) {
        return extract(code, id, false);
    }

    private ModelAndView extract(String code, UUID id, boolean dryRun) {
        var upload = upload(code, id, false);
        var place = scoped.of(code, upload.book());
        var outcome = extracts.hold(
                upload.book(),
                JSON.readValue(upload.asked(), InsuranceExtracts.Asked.class),
                upload.fileName(),
                upload.content(),
                dryRun);
        if (outcome instanceof InsuranceExtracts.Outcome.Applied applied) {
            uploads.drop(id, scoped.account());
            return report(place, applied.report().extract().id());
        }
        if (outcome instanceof InsuranceExtracts.Outcome.Unchanged unchanged) {
            uploads.drop(id, scoped.account());
            return report(place, unchanged.extract().id());
        }
        return waiting(new WaitingView(
                place,
                upload.kind(),
                id,
                upload.fileName(),
                lists.mapping(upload.book(), upload.kind()).heads(),
                null,
                outcome));
    }

    private static ModelAndView report(Places.Place place, UUID id) {
        return new ModelAndView("redirect:" + place.href("/insurance-extracts/reports/" + id));
    }

    @GetMapping(EXTRACTS + "/reports/{id:[0-9a-f-]{36}}")
    ModelAndView report(@PathVariable String code, @PathVariable UUID id) {
        var report = extracts.report(id).orElseThrow(Refusal::notThere);
        var place = scoped.of(code, report.extract().book());
        return new ModelAndView(
                "verification/extract",
                Map.of("view", new ReportView(place, report, scoped.may(place, Permission.ENTRIES_VERIFY))));
    }

    @PostMapping(EXTRACTS + "/reports/{id:[0-9a-f-]{36}}/decisions")
    String decide(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam String entry,
            @RequestParam(defaultValue = "") String candidate,
            @RequestParam(defaultValue = "") String reason) {
        var report = extracts.report(id).orElseThrow(Refusal::notThere);
        var place = scoped.of(code, report.extract().book());
        extracts.decide(
                id,
                EntryId.parse(entry).orElseThrow(Refusal::notThere),
                candidate.matches("[1-9][0-9]?") ? Integer.valueOf(candidate) : null,
                reason);
        return "redirect:" + place.href("/insurance-extracts/reports/" + id);
    }
}
