package dure.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.access.Access;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Departments by machines. */
@RestController
@RequestMapping("/api/v1/municipalities/{code:[0-9]{5}}/departments")
@Tag(name = "departments", description = "Departments, their successors and who is in charge")
class DepartmentApi {
    private final Departments departments;
    private final Places places;
    private final Access access;

    DepartmentApi(Departments departments, Places places, Access access) {
        this.departments = departments;
        this.places = places;
        this.access = access;
    }

    /** @param actingId the department that does today what this one did; itself where it has not ended */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DepartmentAnswer(
            long id,
            @Nullable String code,
            String name,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Long successorId,
            long actingId,
            List<ChargeAnswer> charges) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ChargeAnswer(
            Charge.Kind kind,
            @Nullable String name,
            @Nullable String email,
            LocalDate from,
            @Nullable LocalDate to,
            Instant recordedAt) {
        static ChargeAnswer of(Charge one) {
            return new ChargeAnswer(one.kind(), one.name(), one.email(), one.from(), one.to(), one.recordedAt());
        }

        @Override
        public String toString() {
            return "ChargeAnswer";
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ChangeAnswer(
            DepartmentChange.Kind kind,
            String said,
            @Nullable LocalDate on,
            Instant at,
            String by) {}

    record ItemAnswer(Handover.Item.Kind kind, int year, String code, String name, PlanState state) {
        static ItemAnswer of(Handover.Item one) {
            return new ItemAnswer(one.kind(), one.year(), one.code(), one.name(), one.state());
        }
    }

    record HandoverAnswer(
            String from, String to, LocalDate on, String note, List<ItemAnswer> open, Instant at, String by) {
        @Override
        public String toString() {
            return "HandoverAnswer";
        }
    }

    /** What only staff see is empty for the public. */
    record WholeAnswer(
            DepartmentAnswer department,
            List<ChargeAnswer> charges,
            List<ItemAnswer> open,
            List<HandoverAnswer> handovers,
            List<ChangeAnswer> changes) {}

    record NewDepartment(
            @Nullable String name,
            @Nullable String code,
            @Nullable String from) {}

    record CodeRequest(@Nullable String code) {}

    /** @param on the first day of the new name */
    record NameRequest(@Nullable String name, @Nullable String on) {}

    /** @param last its last day */
    record EndRequest(@Nullable String last, @Nullable Long successorId) {}

    /** @param name null: nobody is in charge */
    record ChargeRequest(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String email,
            @Nullable String login,
            @Nullable String from,
            @Nullable String to) {
        @Override
        public String toString() {
            return "ChargeRequest";
        }
    }

    record HandoverRequest(
            @Nullable String leaving,
            @Nullable String name,
            @Nullable String email,
            @Nullable String login,
            @Nullable String on,
            @Nullable String note) {
        @Override
        public String toString() {
            return "HandoverRequest";
        }
    }

    @Operation(
            operationId = "departments",
            summary = "Departments of a municipality, ended ones among them",
            description = "Who is in charge today is told to staff only.")
    @GetMapping
    List<DepartmentAnswer> all(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        var book = places.of(code, dataSet).book();
        var all = departments.all(book);
        var today = departments.today(book);
        var charges = departments.charges(all.stream().map(Department::id).toList());
        return all.stream()
                .map(one -> answer(
                        one, Objects.requireNonNull(today.get(one.id())), charges.getOrDefault(one.id(), List.of())))
                .toList();
    }

    @Operation(
            operationId = "department",
            summary = "A department with its history",
            description = "People, hand-overs and what is open are told to staff only.")
    @GetMapping("/{id:[0-9]{1,18}}")
    WholeAnswer one(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.of(code, dataSet);
        var department = new DepartmentId(id);
        var staff = access.viewer().reads().includes(place.municipality().code());
        return new WholeAnswer(
                answer(place, department),
                departments.charges(department).stream().map(ChargeAnswer::of).toList(),
                staff
                        ? departments.unfinished(department).stream()
                                .map(ItemAnswer::of)
                                .toList()
                        : List.of(),
                departments.handovers(department).stream()
                        .map(one -> new HandoverAnswer(
                                one.from(),
                                one.to(),
                                one.on(),
                                one.note(),
                                one.open().stream().map(ItemAnswer::of).toList(),
                                one.recordedAt(),
                                one.recordedBy()))
                        .toList(),
                departments.changes(department).stream()
                        .map(one -> new ChangeAnswer(
                                one.kind(), one.said(), one.effectiveOn(), one.changedAt(), one.changedBy()))
                        .toList());
    }

    @Operation(operationId = "addDepartment", summary = "Add a department")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    DepartmentAnswer add(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody NewDepartment body) {
        var place = places.of(code, dataSet);
        var added = departments.add(place.book(), text(body.name()), body.code(), dateOrNull("from", body.from()));
        return answer(place, added.id());
    }

    @Operation(operationId = "setDepartmentCode", summary = "Set the office's own code of a department")
    @PostMapping("/{id:[0-9]{1,18}}/code")
    DepartmentAnswer setCode(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody CodeRequest body) {
        var place = places.of(code, dataSet);
        departments.setCode(place.book(), new DepartmentId(id), body.code());
        return answer(place, new DepartmentId(id));
    }

    @Operation(
            operationId = "renameDepartment",
            summary = "Rename a department from a day on",
            description = "The department ends the day before and goes on as another, which is the answer: what was"
                    + " recorded keeps its words.")
    @PostMapping("/{id:[0-9]{1,18}}/name")
    DepartmentAnswer rename(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody NameRequest body) {
        var place = places.of(code, dataSet);
        var renamed = departments.rename(place.book(), new DepartmentId(id), text(body.name()), date("on", body.on()));
        return answer(place, renamed.id());
    }

    @Operation(
            operationId = "endDepartment",
            summary = "End a department, with its successor",
            description = "Several may have the same successor. Projects follow it from the next day on.")
    @PostMapping("/{id:[0-9]{1,18}}/end")
    DepartmentAnswer end(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody EndRequest body) {
        var place = places.of(code, dataSet);
        var successor = body.successorId();
        departments.end(
                place.book(),
                new DepartmentId(id),
                date("last", body.last()),
                successor == null ? null : new DepartmentId(successor));
        return answer(place, new DepartmentId(id));
    }

    @Operation(operationId = "restoreDepartment", summary = "Take back the end of a department that was a mistake")
    @PostMapping("/{id:[0-9]{1,18}}/restoration")
    DepartmentAnswer restore(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.of(code, dataSet);
        departments.restore(place.book(), new DepartmentId(id));
        return answer(place, new DepartmentId(id));
    }

    @Operation(operationId = "chargeDepartment", summary = "Say who is in charge of a department, or stands in")
    @PostMapping("/{id:[0-9]{1,18}}/charges")
    DepartmentAnswer charge(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody ChargeRequest body) {
        var place = places.of(code, dataSet);
        departments.charge(
                place.book(),
                new DepartmentId(id),
                new Charge.Said(
                        kind(body.kind()),
                        body.name(),
                        body.email(),
                        body.login(),
                        date("from", body.from()),
                        dateOrNull("to", body.to())));
        return answer(place, new DepartmentId(id));
    }

    @Operation(
            operationId = "handOverDepartment",
            summary = "Write down a hand-over",
            description = "With what is open that day. Whoever takes over is in charge from then on.")
    @PostMapping("/{id:[0-9]{1,18}}/handovers")
    DepartmentAnswer handOver(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody HandoverRequest body) {
        var place = places.of(code, dataSet);
        departments.handOver(
                place.book(),
                new DepartmentId(id),
                text(body.leaving()),
                new Charge.Said(
                        Charge.Kind.IN_CHARGE, body.name(), body.email(), body.login(), date("on", body.on()), null),
                text(body.note()));
        return answer(place, new DepartmentId(id));
    }

    private DepartmentAnswer answer(Places.Place place, DepartmentId id) {
        var department = departments.find(place.book(), id).orElseThrow(Refusal::notThere);
        return answer(
                department,
                Objects.requireNonNull(departments.today(place.book()).get(id)),
                departments.charges(List.of(id)).getOrDefault(id, List.of()));
    }

    private static DepartmentAnswer answer(Department one, Department today, List<Charge> charges) {
        return new DepartmentAnswer(
                one.id().value(),
                one.code(),
                one.name(),
                one.from(),
                one.to(),
                one.successor() == null ? null : Long.valueOf(one.successor().value()),
                today.id().value(),
                charges.stream().map(ChargeAnswer::of).toList());
    }

    private static Charge.Kind kind(@Nullable String text) {
        for (var kind : Charge.Kind.values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        throw Refusal.of(new Refusal.Field("kind", "plan.department.kind"));
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static LocalDate date(String field, @Nullable String text) {
        return DepartmentPages.parsed(field, text(text));
    }

    private static @Nullable LocalDate dateOrNull(String field, @Nullable String text) {
        return text == null || text.isBlank() ? null : DepartmentPages.parsed(field, text);
    }
}
