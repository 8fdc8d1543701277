package dure.person;

import dure.access.Access;
import dure.access.Downloads;
import dure.access.Permission;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import dure.sheet.CsvWriter;
import dure.web.Crumb;
import dure.web.Refusal;
import dure.web.Wording;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 상담 대상자, for counsellors. */
@Controller
@RequestMapping("/municipalities/{code:[0-9]{5}}/persons")
class PersonPages {
    private static final int PER_PAGE = 50;

    private final Persons persons;
    private final Downloads downloads;
    private final Access access;
    private final Municipalities municipalities;
    private final MessageSource messages;
    private final Clock clock;

    PersonPages(
            Persons persons,
            Downloads downloads,
            Access access,
            Municipalities municipalities,
            MessageSource messages,
            Clock clock) {
        this.persons = persons;
        this.downloads = downloads;
        this.access = access;
        this.municipalities = municipalities;
        this.messages = messages;
        this.clock = clock;
    }

    /** Where a page is. */
    record Place(Municipality municipality, boolean writes) {
        String name(Wording page) {
            return page.isEnglish() ? municipality.english() : municipality.fullName();
        }

        String href() {
            return "/municipalities/" + municipality.code() + "/persons";
        }

        String href(PersonRef ref) {
            return href() + "/" + ref;
        }
    }

    /** @param searched whether these are those of a name */
    record ListView(
            Place place,
            List<Person.Masked> persons,
            int count,
            int page,
            boolean searched,
            List<Persons.Destruction> destructions,
            List<Refusal.Field> faults) {
        int pages() {
            return Math.max(1, (count + PER_PAGE - 1) / PER_PAGE);
        }
    }

    /** What the form holds, as typed. */
    record Form(
            @Nullable String name,
            @Nullable String birthDate,
            @Nullable Sex sex,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String purpose,
            @Nullable String items,
            @Nullable Integer months,
            @Nullable String refusal,
            @Nullable Boolean required,
            @Nullable String optionalPurpose,
            @Nullable String optionalItems,
            @Nullable Integer optionalMonths,
            @Nullable String optionalRefusal,
            @Nullable Boolean optional) {
        String value(@Nullable String field) {
            return field == null ? "" : field;
        }

        @Override
        public String toString() {
            return "Form";
        }
    }

    record FormView(Place place, Form form, List<Refusal.Field> faults) {}

    /** @param opened null: it is shown masked */
    record OneView(
            Place place,
            Person.Masked person,
            @Nullable Person opened,
            List<Person.Masked> candidates,
            List<Persons.Link> links,
            List<Refusal.Field> faults) {}

    @GetMapping
    ModelAndView list(@PathVariable String code, @RequestParam(defaultValue = "1") int page) {
        return list(place(code), page, List.of());
    }

    private ModelAndView list(Place place, int page, List<Refusal.Field> faults) {
        var shown = Math.clamp(page, 1, 1_000_000);
        var municipality = place.municipality().code();
        var listed = persons.list(municipality, (shown - 1) * PER_PAGE, PER_PAGE);
        return view(
                "person/list",
                new ListView(
                        place,
                        listed.persons(),
                        listed.count(),
                        shown,
                        false,
                        persons.destructions(municipality),
                        faults),
                faults);
    }

    @GetMapping({"/search", "/{ref:[0-9a-f-]{36}}/{form:opening|contact|withdrawals|purpose-end|destruction|links}"})
    String back(@PathVariable String code, @PathVariable(required = false) @Nullable String ref) {
        return "redirect:/municipalities/" + code + "/persons" + (ref == null ? "" : "/" + ref);
    }

    /** By POST: a name in an address stays in histories and logs. */
    @PostMapping("/search")
    ModelAndView search(@PathVariable String code, @RequestParam(defaultValue = "") String name) {
        var place = place(code);
        try {
            var found = persons.named(place.municipality().code(), name);
            return view(
                    "person/list", new ListView(place, found, found.size(), 1, true, List.of(), List.of()), List.of());
        } catch (Refusal refusal) {
            return list(place, 1, refusal.fields());
        }
    }

    @GetMapping("/new")
    ModelAndView blank(@PathVariable String code, Locale locale) {
        var place = place(code);
        access.require(Permission.PERSONS_WRITE, place.municipality().code());
        var form = new Form(
                null,
                null,
                null,
                null,
                null,
                say("person.notice.purpose", locale),
                say("person.notice.items", locale),
                24,
                say("person.notice.refusal", locale),
                null,
                say("person.notice.optional.purpose", locale),
                say("person.notice.optional.items", locale),
                24,
                say("person.notice.optional.refusal", locale),
                null);
        return view("person/new", new FormView(place, form, List.of()), List.of());
    }

    @PostMapping
    ModelAndView register(@PathVariable String code, @ModelAttribute Form form) {
        var place = place(code);
        try {
            var registered = persons.register(place.municipality().code(), understand(form));
            return new ModelAndView("redirect:" + place.href(registered.ref()));
        } catch (Refusal refusal) {
            return view("person/new", new FormView(place, form, faults(refusal)), faults(refusal));
        }
    }

    private static Persons.New understand(Form form) {
        var notices = new ArrayList<Consent.Notice>();
        if (Boolean.TRUE.equals(form.required())) {
            notices.add(notice(true, form.purpose(), form.items(), form.months(), form.refusal()));
        }
        if (Boolean.TRUE.equals(form.optional())) {
            notices.add(notice(
                    false,
                    form.optionalPurpose(),
                    form.optionalItems(),
                    form.optionalMonths(),
                    form.optionalRefusal()));
        }
        return new Persons.New(
                new Identity(
                        form.value(form.name()),
                        date(form.value(form.birthDate())),
                        Objects.requireNonNullElse(form.sex(), Sex.UNSTATED)),
                new Contact(word(form.phone()), word(form.email())),
                notices);
    }

    private static Consent.Notice notice(
            boolean required,
            @Nullable String purpose,
            @Nullable String items,
            @Nullable Integer months,
            @Nullable String refusal) {
        return new Consent.Notice(
                required,
                Objects.requireNonNullElse(purpose, ""),
                Objects.requireNonNullElse(items, ""),
                Objects.requireNonNullElse(months, 0),
                Objects.requireNonNullElse(refusal, ""));
    }

    static @Nullable String word(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    static LocalDate date(String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeParseException e) {
            throw Refusal.of(new Refusal.Field("birthDate", "person.fault.birthDate"));
        }
    }

    @GetMapping("/{ref:[0-9a-f-]{36}}")
    ModelAndView one(@PathVariable String code, @PathVariable UUID ref) {
        return one(place(code), new PersonRef(ref), null, List.of());
    }

    private ModelAndView one(Place place, PersonRef ref, @Nullable Person opened, List<Refusal.Field> faults) {
        var municipality = place.municipality().code();
        var masked = opened == null ? persons.masked(municipality, ref) : opened.masked();
        return view(
                "person/one",
                new OneView(
                        place,
                        masked,
                        opened,
                        persons.candidates(municipality, ref),
                        persons.links(municipality, ref),
                        faults),
                faults);
    }

    /** The answer itself shows the person: nothing that is opened is kept anywhere in between. */
    @PostMapping("/{ref:[0-9a-f-]{36}}/opening")
    ModelAndView open(
            @PathVariable String code, @PathVariable UUID ref, @RequestParam(defaultValue = "") String reason) {
        var place = place(code);
        var person = new PersonRef(ref);
        try {
            return one(place, person, persons.open(place.municipality().code(), person, reason), List.of());
        } catch (Refusal refusal) {
            return refused(place, person, refusal);
        }
    }

    @PostMapping("/{ref:[0-9a-f-]{36}}/contact")
    ModelAndView change(
            @PathVariable String code,
            @PathVariable UUID ref,
            @RequestParam(required = false) @Nullable String phone,
            @RequestParam(required = false) @Nullable String email) {
        return doing(
                code,
                ref,
                (municipality, person) -> persons.change(municipality, person, new Contact(word(phone), word(email))));
    }

    @PostMapping("/{ref:[0-9a-f-]{36}}/withdrawals")
    ModelAndView withdraw(@PathVariable String code, @PathVariable UUID ref, @RequestParam int no) {
        var place = place(code);
        var required = persons.masked(place.municipality().code(), new PersonRef(ref)).consents().stream()
                .anyMatch(one -> one.no() == no && one.required());
        persons.withdraw(place.municipality().code(), new PersonRef(ref), no);
        return new ModelAndView("redirect:" + (required ? place.href() : place.href(new PersonRef(ref))));
    }

    @PostMapping("/{ref:[0-9a-f-]{36}}/purpose-end")
    ModelAndView endPurpose(@PathVariable String code, @PathVariable UUID ref) {
        return doing(code, ref, persons::endPurpose);
    }

    @PostMapping("/{ref:[0-9a-f-]{36}}/destruction")
    ModelAndView destroy(
            @PathVariable String code, @PathVariable UUID ref, @RequestParam(defaultValue = "") String reason) {
        var place = place(code);
        try {
            persons.destroy(place.municipality().code(), new PersonRef(ref), reason);
            return new ModelAndView("redirect:" + place.href());
        } catch (Refusal refusal) {
            return refused(place, new PersonRef(ref), refusal);
        }
    }

    @PostMapping("/{ref:[0-9a-f-]{36}}/links")
    ModelAndView link(
            @PathVariable String code,
            @PathVariable UUID ref,
            @RequestParam UUID other,
            @RequestParam boolean same,
            @RequestParam(defaultValue = "") String reason) {
        return doing(
                code,
                ref,
                (municipality, person) -> persons.link(municipality, person, new PersonRef(other), same, reason));
    }

    private interface Work {
        void on(MunicipalityCode municipality, PersonRef person);
    }

    private ModelAndView doing(String code, UUID ref, Work work) {
        var place = place(code);
        try {
            work.on(place.municipality().code(), new PersonRef(ref));
            return new ModelAndView("redirect:" + place.href(new PersonRef(ref)));
        } catch (Refusal refusal) {
            return refused(place, new PersonRef(ref), refusal);
        }
    }

    /** What is not there is told as such; what was typed wrong is told on the person's page. */
    private ModelAndView refused(Place place, PersonRef ref, Refusal refusal) {
        if (refusal.fields().isEmpty()) {
            throw refusal;
        }
        return one(place, ref, null, refusal.fields());
    }

    @GetMapping("/export")
    ModelAndView askExport(@PathVariable String code, Locale locale) {
        return askExport(place(code), locale, null);
    }

    private ModelAndView askExport(Place place, Locale locale, @Nullable Refusal fault) {
        access.require(Permission.PERSONS_READ, place.municipality().code());
        return downloads.ask(new Downloads.Form(
                say("person.export", locale),
                place.href() + "/export",
                Map.of(),
                List.of(
                        new Crumb(say("web.home", locale), "/"),
                        new Crumb(say("person.title", locale), place.href()),
                        new Crumb(say("person.export", locale))),
                fault));
    }

    @PostMapping("/export")
    Object export(@PathVariable String code, @RequestParam(required = false) @Nullable String reason, Locale locale) {
        var place = place(code);
        try {
            Downloads.reason(reason);
        } catch (Refusal refusal) {
            return askExport(place, locale, refusal);
        }
        var all = persons.all(place.municipality().code());
        var csv = new CsvWriter()
                .row(Stream.of("ref", "name", "birthDate", "sex", "phone", "email", "keepUntil")
                        .map(column -> say("person." + column, locale))
                        .toList());
        all.forEach(one -> csv.row(Arrays.asList(
                one.ref(),
                one.identity().name(),
                one.identity().birthDate(),
                say("person.sex." + one.identity().sex(), locale),
                one.contact().phone(),
                one.contact().email(),
                one.keepUntil())));
        return downloads.give(
                new Downloads.File(
                        "persons-" + code + "-" + LocalDate.now(clock) + ".csv",
                        MediaType.parseMediaType("text/csv;charset=UTF-8"),
                        csv.bytes(),
                        place.municipality().code(),
                        all.stream().map(one -> one.ref().value()).toList(),
                        all.size()),
                reason);
    }

    /** A municipality that is not there and one whose persons the viewer may not see look alike. */
    private Place place(String code) {
        var municipality = new MunicipalityCode(code);
        access.require(Permission.PERSONS_READ, municipality);
        return new Place(
                municipalities.find(municipality).orElseThrow(Refusal::notThere),
                access.viewer().may(Permission.PERSONS_WRITE, municipality));
    }

    private static ModelAndView view(String template, Object view, List<Refusal.Field> faults) {
        return new ModelAndView(
                template, Map.of("view", view), faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static List<Refusal.Field> faults(Refusal refusal) {
        return refusal.fields().isEmpty() ? List.of(new Refusal.Field("", refusal.key())) : refusal.fields();
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
