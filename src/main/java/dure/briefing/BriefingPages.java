package dure.briefing;

import dure.access.Access;
import dure.access.Permission;
import dure.document.Block;
import dure.ledger.CountingRule;
import dure.ledger.RuleKey;
import dure.ledger.Rules;
import dure.plan.Departments;
import dure.plan.Places;
import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.region.DataSet;
import dure.web.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 상시보고회: the meetings of a municipality, and one of them with its pages as they are now. */
@Controller
@RequestMapping("/municipalities/{code:[0-9]{5}}/briefings")
class BriefingPages {
    static final String UUID_PATTERN = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
    static final String ID = "{id:" + UUID_PATTERN + "}";
    static final String DOCUMENT = "/documents/{document:" + UUID_PATTERN + "}";

    private final Briefings briefings;
    private final Plans plans;
    private final Rules rules;
    private final Departments departments;
    private final Places places;
    private final Access access;
    private final MessageSource messages;

    BriefingPages(
            Briefings briefings,
            Plans plans,
            Rules rules,
            Departments departments,
            Places places,
            Access access,
            MessageSource messages) {
        this.briefings = briefings;
        this.plans = plans;
        this.rules = rules;
        this.departments = departments;
        this.places = places;
        this.access = access;
        this.messages = messages;
    }

    /** What was typed, what stands there otherwise, and what was refused. */
    record Typed(Map<String, String> fields, List<Refusal.Field> faults) {
        String of(String field) {
            return fields.getOrDefault(field, "");
        }
    }

    record ListView(
            Places.Place place,
            List<Briefing> all,
            List<Integer> years,
            List<CountingRule> rules,
            boolean writes,
            Typed typed) {
        String href() {
            return place.href() + "/briefings";
        }

        String href(Briefing one) {
            return place.href("/briefings/" + one.id());
        }

        String dataSet() {
            return place.book().dataSet().name();
        }
    }

    record OneView(
            Places.Place place,
            Briefing briefing,
            Pack pack,
            Map<Section, String> remarks,
            List<MadeDocument> documents,
            List<CountingRule> rules,
            @Nullable Comparison comparison,
            boolean writes,
            Typed typed) {
        String form(String step) {
            return place.href() + "/briefings/" + briefing.id() + step + "?dataSet=" + dataSet();
        }

        String dataSet() {
            return place.book().dataSet().name();
        }

        String remark(Section section) {
            return remarks.getOrDefault(section, "");
        }

        List<Block> blocks(Section section) {
            return Objects.requireNonNull(pack.sections().get(section));
        }
    }

    @GetMapping
    ModelAndView list(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        return list(places.of(code, dataSet), Map.of(), List.of());
    }

    private ModelAndView list(Places.Place place, Map<String, String> typed, List<Refusal.Field> faults) {
        var book = place.book();
        var years = plans.heads(book).stream()
                .filter(head -> head.kind() == PlanKind.YEAR)
                .map(PlanHead::period)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        var today = departments.today();
        var year =
                years.stream().filter(one -> one <= today.getYear()).findFirst().orElse(today.getYear());
        var fields = new HashMap<String, String>();
        fields.put("year", String.valueOf(year));
        fields.put("heldOn", today.toString());
        // What was reported is whole at the end of a month.
        var asOf = year == today.getYear() ? today.withDayOfMonth(1).minusDays(1) : LocalDate.of(year, 12, 31);
        fields.put("asOf", (asOf.getYear() < year ? today : asOf).toString());
        fields.put("rule", rules.find(Rules.DEFAULT).orElseThrow().key().toString());
        fields.put(
                "title",
                messages.getMessage(
                        "briefing.title.default",
                        new Object[] {String.valueOf(year)},
                        LocaleContextHolder.getLocale()));
        fields.putAll(typed);
        return view(
                "briefing/list",
                new ListView(
                        place,
                        briefings.all(book),
                        years,
                        rules.newest(),
                        access.viewer().may(Permission.REPORTING_RUN, book.municipality()),
                        new Typed(fields, faults)),
                faults);
    }

    @PostMapping
    ModelAndView open(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> form) {
        var place = places.of(code, dataSet);
        try {
            var briefing = briefings.open(place.book(), year(form.getOrDefault("year", "")), said(form::get));
            return new ModelAndView("redirect:" + href(briefing));
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return list(place, form, refusal.fields());
        }
    }

    private static String href(Briefing briefing) {
        var book = briefing.book();
        return "/municipalities/" + book.municipality() + "/briefings/" + briefing.id()
                + (book.dataSet() == DataSet.REAL ? "" : "?dataSet=" + book.dataSet());
    }

    @GetMapping("/" + ID)
    ModelAndView one(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet) {
        return one(places.of(code, dataSet), new BriefingId(id), null, Map.of(), List.of());
    }

    private ModelAndView one(
            Places.Place place,
            BriefingId id,
            @Nullable Comparison comparison,
            Map<String, String> typed,
            List<Refusal.Field> faults) {
        var book = place.book();
        var briefing = briefings.find(book, id).orElseThrow(Refusal::notThere);
        var fields = new HashMap<>(Map.of(
                "heldOn", briefing.heldOn().toString(),
                "asOf", briefing.asOf().toString(),
                "rule", briefing.rule().toString(),
                "title", briefing.title(),
                "attendees", briefing.attendees()));
        fields.putAll(typed);
        return view(
                "briefing/one",
                new OneView(
                        place,
                        briefing,
                        briefings.pack(briefing, LocaleContextHolder.getLocale()),
                        briefings.remarks(briefing),
                        briefings.documents(briefing),
                        rules.newest(),
                        comparison,
                        access.viewer().may(Permission.REPORTING_RUN, book.municipality()),
                        new Typed(fields, faults)),
                faults);
    }

    /** The address of a form that was sent, read again. */
    @GetMapping({"/" + ID + "/{form:edits|remarks|documents}", "/" + ID + DOCUMENT + "/comparison"})
    String back(@PathVariable String code, @PathVariable UUID id, @Nullable Principal sender) {
        if (sender == null) {
            throw Refusal.notThere(); // nobody sends these forms without having signed in
        }
        return "redirect:/municipalities/" + code + "/briefings/" + id;
    }

    @PostMapping("/" + ID + "/edits")
    ModelAndView change(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> form,
            RedirectAttributes told) {
        var place = places.of(code, dataSet);
        try {
            var briefing = briefings.change(place.book(), new BriefingId(id), said(form::get));
            return told(told, briefing, "briefing.told.changed");
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return one(place, new BriefingId(id), null, form, refusal.fields());
        }
    }

    @PostMapping("/" + ID + "/remarks")
    ModelAndView remark(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam String section,
            @RequestParam(defaultValue = "") String said,
            @RequestParam(required = false) @Nullable String dataSet,
            RedirectAttributes told) {
        var place = places.of(code, dataSet);
        var of = section(section);
        briefings.remark(place.book(), new BriefingId(id), of, said);
        var briefing = briefings.find(place.book(), new BriefingId(id)).orElseThrow(Refusal::notThere);
        var page = told(told, briefing, "briefing.told.remarked");
        page.setViewName(page.getViewName() + "#" + of.name());
        return page;
    }

    @PostMapping("/" + ID + "/documents")
    ModelAndView make(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam String format,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.of(code, dataSet);
        var made = briefings.make(place.book(), new BriefingId(id), format(format), LocaleContextHolder.getLocale());
        return new ModelAndView("redirect:/municipalities/" + code + "/briefings/" + id + "/documents/" + made.id()
                + "?dataSet=" + place.book().dataSet());
    }

    @GetMapping("/" + ID + DOCUMENT)
    ResponseEntity<byte[]> document(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID document,
            @RequestParam(required = false) @Nullable String dataSet) {
        return download(briefings, places.of(code, dataSet), new BriefingId(id), document);
    }

    static ResponseEntity<byte[]> download(Briefings briefings, Places.Place place, BriefingId id, UUID document) {
        var briefing = briefings.find(place.book(), id).orElseThrow(Refusal::notThere);
        var made = briefings.documents(briefing).stream()
                .filter(one -> one.id().equals(document))
                .findFirst()
                .orElseThrow(Refusal::notThere);
        var name = briefing.title().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", " ").strip() + " " + made.asOf() + "."
                + made.format().ending();
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType(made.format().type()))
                .body(briefings.content(briefing, document).orElseThrow(Refusal::notThere));
    }

    /** 다시 만들어 견주기 */
    @PostMapping("/" + ID + DOCUMENT + "/comparison")
    ModelAndView compare(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID document,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.of(code, dataSet);
        return one(
                place,
                new BriefingId(id),
                briefings.compare(place.book(), new BriefingId(id), document),
                Map.of(),
                List.of());
    }

    private ModelAndView told(RedirectAttributes told, Briefing briefing, String key) {
        told.addFlashAttribute("told", messages.getMessage(key, null, LocaleContextHolder.getLocale()));
        return new ModelAndView("redirect:" + href(briefing));
    }

    static Briefing.Said said(java.util.function.Function<String, @Nullable String> given) {
        var faults = new ArrayList<Refusal.Field>();
        var heldOn = date("heldOn", given.apply("heldOn"), faults);
        var asOf = date("asOf", given.apply("asOf"), faults);
        var rule = rule(given.apply("rule"));
        if (rule == null) {
            faults.add(new Refusal.Field("rule", "briefing.fault.rule", Rules.DEFAULT + "/1"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.of(faults.toArray(Refusal.Field[]::new));
        }
        return new Briefing.Said(
                Objects.requireNonNull(heldOn),
                text(given.apply("title")),
                text(given.apply("attendees")),
                Objects.requireNonNull(asOf),
                Objects.requireNonNull(rule));
    }

    private static @Nullable LocalDate date(String field, @Nullable String given, List<Refusal.Field> faults) {
        try {
            var date = LocalDate.parse(text(given).strip());
            if (date.getYear() >= 1995 && date.getYear() <= 2100) {
                return date;
            }
        } catch (DateTimeParseException e) {
            // told as a day that is missing
        }
        faults.add(new Refusal.Field(field, "briefing.fault." + field));
        return null;
    }

    private static @Nullable RuleKey rule(@Nullable String given) {
        return Optional.of(text(given))
                .filter(text -> text.matches("[a-z0-9-]{1,60}/[0-9]{1,6}"))
                .map(text -> text.split("/"))
                .map(parts -> new RuleKey(parts[0], Integer.parseInt(parts[1])))
                .orElse(null);
    }

    static int year(String given) {
        if (!given.matches("199[5-9]|20[0-9]{2}")) {
            throw Refusal.of(new Refusal.Field("year", "briefing.fault.year"));
        }
        return Integer.parseInt(given);
    }

    static Section section(String given) {
        return Arrays.stream(Section.values())
                .filter(one -> one.name().equals(given))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        new Refusal.Field("section", "briefing.fault.section", Arrays.toString(Section.values()))));
    }

    static Format format(String given) {
        return Arrays.stream(Format.values())
                .filter(one -> one.name().equals(given.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Refusal.of(new Refusal.Field("format", "briefing.fault.format")));
    }

    static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static ModelAndView view(String template, Object view, List<Refusal.Field> faults) {
        return new ModelAndView(
                template,
                new HashMap<>(Map.of("view", view)),
                faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
