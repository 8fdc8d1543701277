package dure.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Persons by machines: masked, unless one is opened with a reason. */
@RestController
@RequestMapping("/api/v1/municipalities/{code}/persons")
@Tag(name = "persons", description = "Persons known by their consent")
class PersonApi {
    private static final int PER_PAGE = 50;

    private final Persons persons;
    private final Municipalities municipalities;

    PersonApi(Persons persons, Municipalities municipalities) {
        this.persons = persons;
        this.municipalities = municipalities;
    }

    /** @param months how long it may be kept, from today */
    record NoticeRequest(
            @Nullable Boolean required,
            @Nullable String purpose,
            @Nullable String items,
            @Nullable Integer months,
            @Nullable String refusal) {}

    /** @param consents what was told and agreed to; one that is required at least */
    record PersonRequest(
            @Nullable String name,
            @Nullable String birthDate,
            @Nullable String sex,
            @Nullable String phone,
            @Nullable String email,
            @Nullable List<NoticeRequest> consents) {
        @Override
        public String toString() {
            return "PersonRequest";
        }
    }

    record ContactRequest(@Nullable String phone, @Nullable String email) {
        @Override
        public String toString() {
            return "ContactRequest";
        }
    }

    record ReasonRequest(@Nullable String reason) {}

    record NameRequest(@Nullable String name) {
        @Override
        public String toString() {
            return "NameRequest";
        }
    }

    record LinkRequest(
            @Nullable UUID one,
            @Nullable UUID other,
            @Nullable Boolean same,
            @Nullable String reason) {}

    record ConsentAnswer(
            int no,
            boolean required,
            String purpose,
            String items,
            LocalDate keepUntil,
            String refusal,
            Instant givenAt,
            @Nullable Instant withdrawnAt) {
        static ConsentAnswer of(Consent one) {
            return new ConsentAnswer(
                    one.no(),
                    one.required(),
                    one.purpose(),
                    one.items(),
                    one.keepUntil(),
                    one.refusal(),
                    one.givenAt(),
                    one.withdrawnAt());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record MaskedAnswer(
            UUID ref,
            String name,
            int birthYear,
            @Nullable String phone,
            @Nullable String email,
            Instant registeredAt,
            LocalDate keepUntil,
            List<ConsentAnswer> consents) {
        static MaskedAnswer of(Person.Masked one) {
            return new MaskedAnswer(
                    one.ref().value(),
                    one.name(),
                    one.birthYear(),
                    one.phone(),
                    one.email(),
                    one.registeredAt(),
                    one.keepUntil(),
                    one.consents().stream().map(ConsentAnswer::of).toList());
        }
    }

    record PageAnswer(int count, int page, List<MaskedAnswer> persons) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record FullAnswer(
            UUID ref,
            String name,
            LocalDate birthDate,
            Sex sex,
            @Nullable String phone,
            @Nullable String email,
            LocalDate keepUntil) {
        @Override
        public String toString() {
            return "Person " + ref;
        }
    }

    /** @param candidates who may be the same person */
    record RegisteredAnswer(UUID ref, List<MaskedAnswer> candidates) {}

    @GetMapping
    @Operation(operationId = "persons", summary = "Persons, masked, the newest first")
    PageAnswer list(@PathVariable String code, @RequestParam(defaultValue = "1") int page) {
        var shown = Math.clamp(page, 1, 1_000_000);
        var listed = persons.list(municipality(code), (shown - 1) * PER_PAGE, PER_PAGE);
        return new PageAnswer(
                listed.count(),
                shown,
                listed.persons().stream().map(MaskedAnswer::of).toList());
    }

    @PostMapping("/search")
    @Operation(operationId = "searchPersons", summary = "Persons of an exact name, masked")
    List<MaskedAnswer> search(@PathVariable String code, @RequestBody NameRequest request) {
        return persons.named(municipality(code), text(request.name())).stream()
                .map(MaskedAnswer::of)
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "registerPerson", summary = "Registers a person with what was agreed to")
    RegisteredAnswer register(@PathVariable String code, @RequestBody PersonRequest request) {
        var notices = Objects.requireNonNullElse(request.consents(), List.<NoticeRequest>of()).stream()
                .map(one -> new Consent.Notice(
                        Boolean.TRUE.equals(one.required()),
                        text(one.purpose()),
                        text(one.items()),
                        Objects.requireNonNullElse(one.months(), 0),
                        text(one.refusal())))
                .toList();
        var registered = persons.register(
                municipality(code),
                new Persons.New(
                        new Identity(text(request.name()), PersonPages.date(text(request.birthDate())), sex(request)),
                        new Contact(PersonPages.word(request.phone()), PersonPages.word(request.email())),
                        notices));
        return new RegisteredAnswer(
                registered.ref().value(),
                registered.candidates().stream().map(MaskedAnswer::of).toList());
    }

    @GetMapping("/{ref}")
    @Operation(operationId = "person", summary = "One person, masked, with the consents")
    MaskedAnswer one(@PathVariable String code, @PathVariable UUID ref) {
        return MaskedAnswer.of(persons.masked(municipality(code), new PersonRef(ref)));
    }

    @PostMapping("/{ref}/opening")
    @Operation(operationId = "openPerson", summary = "One person in full, for a reason that the access log keeps")
    FullAnswer open(@PathVariable String code, @PathVariable UUID ref, @RequestBody ReasonRequest request) {
        var person = persons.open(municipality(code), new PersonRef(ref), text(request.reason()));
        return new FullAnswer(
                ref,
                person.identity().name(),
                person.identity().birthDate(),
                person.identity().sex(),
                person.contact().phone(),
                person.contact().email(),
                person.keepUntil());
    }

    @PostMapping("/{ref}/contact")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "changeContact", summary = "Changes telephone and e-mail; null takes one away")
    void change(@PathVariable String code, @PathVariable UUID ref, @RequestBody ContactRequest request) {
        persons.change(
                municipality(code),
                new PersonRef(ref),
                new Contact(PersonPages.word(request.phone()), PersonPages.word(request.email())));
    }

    @DeleteMapping("/{ref}/consents/{no}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "withdrawConsent",
            summary = "Withdraws a consent: of a required one the person is destroyed at once")
    void withdraw(@PathVariable String code, @PathVariable UUID ref, @PathVariable int no) {
        persons.withdraw(municipality(code), new PersonRef(ref), no);
    }

    @PostMapping("/{ref}/purpose-end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "endPurpose",
            summary = "The purpose is reached: destroyed by the next run of the schedule")
    void endPurpose(@PathVariable String code, @PathVariable UUID ref) {
        persons.endPurpose(municipality(code), new PersonRef(ref));
    }

    @PostMapping("/{ref}/destruction")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "destroyPerson", summary = "Destroys a person now; the reference stays and means nothing")
    void destroy(@PathVariable String code, @PathVariable UUID ref, @RequestBody ReasonRequest request) {
        persons.destroy(municipality(code), new PersonRef(ref), text(request.reason()));
    }

    @PostMapping("/links")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "linkPersons", summary = "Says that two are the same person, or that they are not")
    void link(@PathVariable String code, @RequestBody LinkRequest request) {
        if (request.one() == null || request.other() == null || request.same() == null) {
            throw Refusal.of(new Refusal.Field("one, other, same", "web.problem.missing", "one, other, same"));
        }
        persons.link(
                municipality(code),
                new PersonRef(request.one()),
                new PersonRef(request.other()),
                request.same(),
                text(request.reason()));
    }

    private MunicipalityCode municipality(String code) {
        if (!code.matches("[0-9]{5}")) {
            throw Refusal.notThere();
        }
        var municipality = new MunicipalityCode(code);
        return municipalities.find(municipality).orElseThrow(Refusal::notThere).code();
    }

    private static Sex sex(PersonRequest request) {
        var written = text(request.sex());
        return written.isEmpty()
                ? Sex.UNSTATED
                : Arrays.stream(Sex.values())
                        .filter(one -> one.name().equals(written))
                        .findFirst()
                        .orElseThrow(() -> Refusal.of(new Refusal.Field("sex", "person.fault.sex")));
    }

    private static String text(@Nullable String written) {
        return written == null ? "" : written.strip();
    }
}
