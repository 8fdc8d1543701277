package dure.action;

import dure.finding.Finding;
import dure.ledger.Rules;
import dure.plan.Department;
import dure.plan.DepartmentId;
import dure.plan.Departments;
import dure.plan.Places;
import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.plan.Strategy;
import dure.web.Refusal;
import dure.web.Wording;
import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 보완조치 of a municipality's year, and one of them with what the ledger showed afterwards. */
@Controller
@RequestMapping("/municipalities/{code:[0-9]{5}}/actions")
class ActionPages {
    static final String ID = "{id:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}}";

    private final Actions actions;
    private final Plans plans;
    private final Departments departments;
    private final Rules rules;
    private final Places places;
    private final MessageSource messages;

    ActionPages(
            Actions actions, Plans plans, Departments departments, Rules rules, Places places, MessageSource messages) {
        this.actions = actions;
        this.plans = plans;
        this.departments = departments;
        this.rules = rules;
        this.places = places;
        this.messages = messages;
    }

    /** What was typed and refused. */
    record Typed(Map<String, String> fields, List<Refusal.Field> faults) {
        static final Typed NOTHING = new Typed(Map.of(), List.of());

        String of(String field, @Nullable String otherwise) {
            return Objects.requireNonNullElse(fields.getOrDefault(field, otherwise), "");
        }
    }

    /** Which are shown. */
    enum Shown {
        ALL,
        LATE,
        OPEN,
        DONE,
        DROPPED;

        boolean has(ActionItem item, LocalDate today) {
            return switch (this) {
                case ALL -> true;
                case LATE -> item.isLate(today);
                case OPEN -> item.state().isOpen();
                case DONE -> item.state() == ActionState.DONE;
                case DROPPED -> item.state() == ActionState.DROPPED;
            };
        }
    }

    /** What both pages know of the place and the plan. */
    record About(
            Places.Place place,
            int year,
            LocalDate today,
            Map<DepartmentId, Department> departments,
            Map<ProjectId, ProjectName> projects,
            List<Strategy> strategies,
            List<Department> writable) {
        String href() {
            return place.href() + "/actions";
        }

        String href(ActionItem item) {
            return ActionPlace.href(item);
        }

        String dataSet() {
            return place.book().dataSet().name();
        }

        String department(ActionItem item) {
            var department = departments.get(item.department());
            return department == null ? Wording.UNKNOWN : department.name();
        }

        /** What it is about: a project, a strategy or the whole year. */
        String subject(Wording page, ActionItem item) {
            if (item.project() != null) {
                var project = projects.get(item.project());
                return project == null ? Wording.UNKNOWN : project.name();
            }
            if (item.strategy() != null) {
                return strategies.stream()
                        .filter(one -> one.no() == item.strategy())
                        .map(one -> page.text("action.strategy.named", String.valueOf(one.no()), one.name()))
                        .findFirst()
                        .orElse(page.text("action.strategy.no", String.valueOf(item.strategy())));
            }
            return page.text("action.subject.year", String.valueOf(item.year()));
        }

        String due(Wording page, ActionItem item) {
            return ActionPlace.due(page, ChronoUnit.DAYS.between(today, item.dueOn()));
        }

        /** The figure's entries, as they were known then. */
        String figure(Afterwards.Point point) {
            var question = point.question();
            return place.href() + "?year=" + year + "&asOf=" + point.asOf() + "&knownAt="
                    + question.known().at() + "&rule="
                    + question.rule().key().id() + "&dataSet=" + dataSet();
        }
    }

    record ListView(
            About about,
            List<ActionItem> all,
            Map<ActionId, Afterwards> afterwards,
            List<Integer> years,
            Shown shown,
            String rule,
            Typed typed) {
        List<ActionItem> items() {
            return all.stream().filter(item -> shown.has(item, about.today())).toList();
        }

        long count(Shown which) {
            return all.stream().filter(item -> which.has(item, about.today())).count();
        }

        Afterwards of(ActionItem item) {
            return Objects.requireNonNull(afterwards.get(item.id()));
        }
    }

    record OneView(
            About about,
            ActionItem item,
            Afterwards afterwards,
            List<ActionStep> steps,
            boolean writes,
            String rule,
            Typed typed) {
        String form(String step) {
            return about.href() + "/" + item.id() + step + "?dataSet=" + about.dataSet();
        }

        String words(Wording page, ActionStep step, String text) {
            return switch (step.field()) {
                case "cause" -> page.text("action.cause." + text);
                case "dueOn" -> page.date(LocalDate.parse(text));
                default -> text;
            };
        }
    }

    @GetMapping
    ModelAndView list(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> given) {
        return list(places.of(code, dataSet), year, show, new Typed(given, List.of()));
    }

    private ModelAndView list(Places.Place place, @Nullable Integer year, String show, Typed typed) {
        var book = place.book();
        var years = plans.heads(book).stream()
                .filter(head -> head.kind() == PlanKind.YEAR)
                .map(PlanHead::period)
                .distinct()
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
        var today = departments.today();
        var asked = year != null
                ? year(year)
                : years.stream()
                        .filter(one -> one <= today.getYear())
                        .findFirst()
                        .orElse(today.getYear());
        var all = actions.all(book, asked);
        var shown = Arrays.stream(Shown.values())
                .filter(one -> one.name().equalsIgnoreCase(show))
                .findFirst()
                .orElse(Shown.ALL);
        return view(
                "action/list",
                new ListView(
                        about(place, asked), all, actions.afterwards(book, asked, all), years, shown, rule(), typed),
                typed);
    }

    private About about(Places.Place place, int year) {
        var book = place.book();
        return new About(
                place,
                year,
                departments.today(),
                departments.today(book),
                plans.projects(book, year).stream()
                        .collect(Collectors.toMap(
                                ProjectName::id,
                                Function.identity(),
                                (one, other) -> one,
                                java.util.LinkedHashMap::new)),
                plans.annual(book, year).map(plan -> plan.strategies()).orElse(List.of()),
                actions.writable(book));
    }

    private String rule() {
        var rule = rules.find(Rules.DEFAULT).orElseThrow();
        return rule.name(LocaleContextHolder.getLocale()) + " v" + rule.key().version();
    }

    static int year(int year) {
        if (year < 1995 || year > 2100) {
            throw Refusal.of(HttpStatus.NOT_FOUND, "action.fault.year", String.valueOf(year));
        }
        return year;
    }

    @GetMapping("/" + ID)
    ModelAndView one(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet) {
        return one(places.of(code, dataSet), new ActionId(id), Typed.NOTHING);
    }

    private ModelAndView one(Places.Place place, ActionId id, Typed typed) {
        var book = place.book();
        var item = actions.find(book, id).orElseThrow(Refusal::notThere);
        var about = about(place, item.year());
        var acting = about.departments().get(item.department());
        return view(
                "action/one",
                new OneView(
                        about,
                        item,
                        Objects.requireNonNull(actions.afterwards(book, item.year(), List.of(item))
                                .get(id)),
                        actions.steps(item),
                        acting != null
                                && about.writable().stream()
                                        .anyMatch(one -> one.id().equals(acting.id())),
                        rule(),
                        typed),
                typed);
    }

    /** The address of a form that was sent, read again. */
    @GetMapping("/" + ID + "/{form:state|remarks|edits}")
    String back(@PathVariable String code, @PathVariable UUID id, @Nullable Principal sender) {
        if (sender == null) {
            throw Refusal.notThere(); // nobody sends these forms without having signed in
        }
        return "redirect:/municipalities/" + code + "/actions/" + id;
    }

    @PostMapping
    ModelAndView open(
            @PathVariable String code,
            @RequestParam int year,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> form,
            RedirectAttributes told) {
        var place = places.of(code, dataSet);
        try {
            var item = actions.open(
                    place.book(),
                    new NewAction(
                            year(year),
                            id(form, "project").map(ProjectId::new).orElse(null),
                            id(form, "strategy").map(Long::intValue).orElse(null),
                            finding(form.getOrDefault("finding", "")),
                            uuid(form.getOrDefault("meeting", "")),
                            said(form)));
            return told(told, ActionPlace.href(item), "action.told.opened", item.name());
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return list(place, year, "", new Typed(form, refusal.fields()));
        }
    }

    @PostMapping("/" + ID + "/edits")
    ModelAndView edit(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam int revision,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> form,
            RedirectAttributes told) {
        var place = places.of(code, dataSet);
        return on(
                place,
                new ActionId(id),
                form,
                told,
                "action.told.edited",
                () -> ActionAnswers.made(actions.edit(place.book(), new ActionId(id), revision, said(form))));
    }

    @PostMapping("/" + ID + "/state")
    ModelAndView move(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam int revision,
            @RequestParam String state,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> form,
            RedirectAttributes told) {
        var place = places.of(code, dataSet);
        return on(
                place,
                new ActionId(id),
                form,
                told,
                "action.told.moved",
                () -> ActionAnswers.made(
                        actions.move(place.book(), new ActionId(id), revision, state(state), outcome)));
    }

    @PostMapping("/" + ID + "/remarks")
    ModelAndView remark(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String remark,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> form,
            RedirectAttributes told) {
        var place = places.of(code, dataSet);
        return on(
                place,
                new ActionId(id),
                form,
                told,
                "action.told.remarked",
                () -> ActionAnswers.made(actions.remark(place.book(), new ActionId(id), remark)));
    }

    private ModelAndView on(
            Places.Place place,
            ActionId id,
            Map<String, String> form,
            RedirectAttributes told,
            String key,
            java.util.function.Supplier<ActionItem> step) {
        try {
            var item = step.get();
            return told(told, ActionPlace.href(item), key, item.name());
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty() && refusal.status() != HttpStatus.CONFLICT) {
                throw refusal;
            }
            var faults = refusal.fields().isEmpty()
                    ? List.of(new Refusal.Field("state", refusal.key(), refusal.arguments()))
                    : refusal.fields();
            return one(place, id, new Typed(form, faults));
        }
    }

    private ModelAndView told(RedirectAttributes told, String href, String key, String name) {
        told.addFlashAttribute("told", messages.getMessage(key, new Object[] {name}, LocaleContextHolder.getLocale()));
        return new ModelAndView("redirect:" + href);
    }

    private static NewAction.Said said(Map<String, String> form) {
        return new NewAction.Said(
                id(form, "department").map(DepartmentId::new).orElse(null),
                form.getOrDefault("owner", ""),
                form.getOrDefault("problem", ""),
                cause(form.getOrDefault("cause", "")),
                form.getOrDefault("causeText", ""),
                form.getOrDefault("countermeasure", ""),
                date(form.getOrDefault("dueOn", "")));
    }

    private static Optional<Long> id(Map<String, String> form, String field) {
        return Optional.of(form.getOrDefault(field, ""))
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    static @Nullable Cause cause(String text) {
        return Arrays.stream(Cause.values())
                .filter(one -> one.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    static ActionState state(String text) {
        return Arrays.stream(ActionState.values())
                .filter(one -> one.name().equals(text.toUpperCase(Locale.ROOT)) && one != ActionState.OPEN)
                .findFirst()
                .orElseThrow(() -> Refusal.of(new Refusal.Field("state", "action.fault.state")));
    }

    static Finding.@Nullable Kind finding(String text) {
        return Arrays.stream(Finding.Kind.values())
                .filter(one -> one.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    static @Nullable UUID uuid(String text) {
        try {
            return text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            return null; // told as a missing day, with what would be right
        }
    }

    private static ModelAndView view(String template, Object view, Typed typed) {
        return new ModelAndView(
                template,
                new HashMap<>(Map.of("view", view)),
                typed.faults().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
