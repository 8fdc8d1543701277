package dure.plan;

import dure.access.Access;
import dure.access.Permission;
import dure.web.Refusal;
import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * 부서: who there is, who is in charge, and what became of those that ended. The public reads the names that disclosed plans
 * name; people, staff only.
 */
@Controller
@RequestMapping("/municipalities/{code:[0-9]{5}}/departments")
class DepartmentPages {
    private final Departments departments;
    private final Places places;
    private final Access access;

    DepartmentPages(Departments departments, Places places, Access access) {
        this.departments = departments;
        this.places = places;
        this.access = access;
    }

    /** What was typed into a form that was refused, to be shown again. */
    record Typed(String form, Map<String, String> fields, List<Refusal.Field> faults) {
        static final Typed NOTHING = new Typed("", Map.of(), List.of());

        String of(String form, String field, String otherwise) {
            return form.equals(this.form) ? fields.getOrDefault(field, "") : otherwise;
        }

        boolean isIn(String form) {
            return form.equals(this.form);
        }

        @Override
        public String toString() {
            return "Typed into " + form;
        }
    }

    record Row(
            Department department, boolean ended, @Nullable Department now, List<Charge> charges) {
        String people(Charge.Kind kind) {
            return charges.stream()
                    .filter(one -> one.kind() == kind && one.name() != null)
                    .map(one -> Objects.requireNonNull(one.name()))
                    .findFirst()
                    .orElse("–");
        }
    }

    record ListView(Places.Place place, List<Row> rows, boolean staff, boolean writes, LocalDate today, Typed typed) {
        long ended() {
            return rows.stream().filter(Row::ended).count();
        }

        List<Row> rows(boolean ended) {
            return rows.stream().filter(row -> row.ended() == ended).toList();
        }
    }

    /**
     * @param now who does today what it did
     * @param predecessors those whose successor it is
     * @param successors what may follow it
     */
    record OneView(
            Places.Place place,
            Department department,
            Department now,
            List<Department> predecessors,
            List<Department> successors,
            List<Charge> current,
            List<Charge> charges,
            List<Handover.Item> open,
            List<Handover> handovers,
            List<DepartmentChange> changes,
            boolean staff,
            boolean writes,
            LocalDate today,
            Typed typed) {
        String href() {
            return "/municipalities/" + place.municipality().code() + "/departments/" + department.id();
        }

        boolean ended() {
            return department.isEnded(today);
        }

        @Nullable
        Charge current(Charge.Kind kind) {
            return current.stream()
                    .filter(one -> one.kind() == kind && one.name() != null)
                    .findFirst()
                    .orElse(null);
        }

        String nameOf(@Nullable DepartmentId id) {
            return successors.stream()
                    .filter(one -> one.id().equals(id))
                    .map(Department::name)
                    .findFirst()
                    .orElse("–");
        }

        long count(Handover.Item.Kind kind) {
            return open.stream().filter(one -> one.kind() == kind).count();
        }
    }

    @GetMapping
    ModelAndView list(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        return list(places.of(code, dataSet), Typed.NOTHING);
    }

    private ModelAndView list(Places.Place place, Typed typed) {
        var book = place.book();
        var all = departments.all(book);
        var today = departments.today(book);
        var charges = departments.charges(all.stream().map(Department::id).toList());
        var rows = all.stream()
                .map(one -> new Row(
                        one,
                        one.isEnded(departments.today()),
                        today.get(one.id()),
                        charges.getOrDefault(one.id(), List.of())))
                .toList();
        return view(
                "plan/departments",
                new ListView(place, rows, staff(place), writes(place), departments.today(), typed),
                typed);
    }

    private boolean staff(Places.Place place) {
        return access.viewer().reads().includes(place.municipality().code());
    }

    private boolean writes(Places.Place place) {
        return access.viewer().may(Permission.PLANS_WRITE, place.municipality().code());
    }

    @GetMapping("/{id:[0-9]{1,18}}")
    ModelAndView one(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet) {
        return one(places.of(code, dataSet), new DepartmentId(id), Typed.NOTHING);
    }

    private ModelAndView one(Places.Place place, DepartmentId id, Typed typed) {
        var book = place.book();
        var department = departments.find(book, id).orElseThrow(Refusal::notThere);
        var all = departments.all(book);
        var staff = staff(place);
        return view(
                "plan/department",
                new OneView(
                        place,
                        department,
                        Objects.requireNonNull(departments.today(book).get(id)),
                        all.stream().filter(one -> id.equals(one.successor())).toList(),
                        all.stream().filter(one -> !one.id().equals(id)).toList(),
                        departments.charges(List.of(id)).getOrDefault(id, List.of()),
                        departments.charges(id),
                        staff ? departments.unfinished(id) : List.of(),
                        departments.handovers(id),
                        departments.changes(id),
                        staff,
                        writes(place),
                        departments.today(),
                        typed),
                typed);
    }

    /** The address of a form that was sent, read again. */
    @GetMapping("/{id:[0-9]{1,18}}/{form:code|name|end|restoration|charges|handovers}")
    String back(@PathVariable String code, @PathVariable long id, @Nullable Principal sender) {
        if (sender == null) {
            throw Refusal.notThere(); // nobody sends these forms without having signed in
        }
        return "redirect:/municipalities/" + code + "/departments/" + id;
    }

    @PostMapping
    ModelAndView add(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> typed) {
        var place = places.of(code, dataSet);
        try {
            var added =
                    departments.add(place.book(), text(typed, "name"), typed.get("code"), dateOrNull(typed, "from"));
            return new ModelAndView("redirect:" + place.href("/departments/" + added.id()));
        } catch (Refusal refusal) {
            return list(place, refused("add", typed, refusal));
        }
    }

    @PostMapping("/{id:[0-9]{1,18}}/code")
    ModelAndView setCode(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> typed) {
        return doing(
                code,
                dataSet,
                id,
                "code",
                typed,
                (place, department) -> departments.setCode(place.book(), department, typed.get("code")));
    }

    @PostMapping("/{id:[0-9]{1,18}}/name")
    ModelAndView rename(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> typed) {
        return doing(
                code,
                dataSet,
                id,
                "name",
                typed,
                (place, department) ->
                        departments.rename(place.book(), department, text(typed, "name"), date(typed, "on")));
    }

    @PostMapping("/{id:[0-9]{1,18}}/end")
    ModelAndView end(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> typed) {
        return doing(
                code,
                dataSet,
                id,
                "end",
                typed,
                (place, department) -> departments.end(place.book(), department, date(typed, "on"), successor(typed)));
    }

    @PostMapping("/{id:[0-9]{1,18}}/restoration")
    ModelAndView restore(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> typed) {
        return doing(
                code,
                dataSet,
                id,
                "restoration",
                typed,
                (place, department) -> departments.restore(place.book(), department));
    }

    @PostMapping("/{id:[0-9]{1,18}}/charges")
    ModelAndView charge(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> typed) {
        return doing(code, dataSet, id, "charges", typed, (place, department) -> {
            var kind = "DEPUTY".equals(typed.get("kind")) ? Charge.Kind.DEPUTY : Charge.Kind.IN_CHARGE;
            departments.charge(place.book(), department, said(kind, typed));
            return departments.find(place.book(), department).orElseThrow();
        });
    }

    @PostMapping("/{id:[0-9]{1,18}}/handovers")
    ModelAndView handOver(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> typed) {
        return doing(code, dataSet, id, "handovers", typed, (place, department) -> {
            departments.handOver(
                    place.book(),
                    department,
                    text(typed, "leaving"),
                    said(Charge.Kind.IN_CHARGE, typed),
                    text(typed, "note"));
            return departments.find(place.book(), department).orElseThrow();
        });
    }

    private static Charge.Said said(Charge.Kind kind, Map<String, String> typed) {
        return new Charge.Said(
                kind,
                typed.get("name"),
                typed.get("email"),
                typed.get("login"),
                date(typed, "from"),
                dateOrNull(typed, "to"));
    }

    private interface Work {
        Department on(Places.Place place, DepartmentId department);
    }

    private ModelAndView doing(
            String code, @Nullable String dataSet, long id, String form, Map<String, String> typed, Work work) {
        var place = places.of(code, dataSet);
        try {
            var shown = work.on(place, new DepartmentId(id));
            return new ModelAndView("redirect:" + place.href("/departments/" + shown.id()));
        } catch (Refusal refusal) {
            return one(place, new DepartmentId(id), refused(form, typed, refusal));
        }
    }

    private static Typed refused(String form, Map<String, String> typed, Refusal refusal) {
        if (refusal.fields().isEmpty()) {
            throw refusal;
        }
        return new Typed(form, typed, refusal.fields());
    }

    private static String text(Map<String, String> typed, String field) {
        return typed.getOrDefault(field, "");
    }

    private static LocalDate date(Map<String, String> typed, String field) {
        var date = dateOrNull(typed, field);
        if (date == null) {
            throw Refusal.of(new Refusal.Field(field, "plan.department.date"));
        }
        return date;
    }

    private static @Nullable LocalDate dateOrNull(Map<String, String> typed, String field) {
        var text = text(typed, field).strip();
        return text.isEmpty() ? null : parsed(field, text);
    }

    static LocalDate parsed(String field, String text) {
        try {
            var date = LocalDate.parse(text);
            if (date.getYear() < 1948 || date.getYear() > 2100) {
                throw Refusal.of(new Refusal.Field(field, "plan.department.date"));
            }
            return date;
        } catch (DateTimeParseException e) {
            throw Refusal.of(new Refusal.Field(field, "plan.department.date"));
        }
    }

    private static @Nullable DepartmentId successor(Map<String, String> typed) {
        var text = text(typed, "successor").strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw Refusal.of(new Refusal.Field("successor", "plan.department.successor.unknown"));
        }
        return new DepartmentId(Long.parseLong(text));
    }

    private static ModelAndView view(String template, Object view, Typed typed) {
        return new ModelAndView(
                template,
                Map.of("view", view),
                typed.faults().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
