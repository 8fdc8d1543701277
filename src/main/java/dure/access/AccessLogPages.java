package dure.access;

import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import dure.sheet.CsvWriter;
import dure.web.Crumb;
import dure.web.Refusal;
import dure.web.Wording;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 접속기록: for the auditor of a municipality, and for the operator what belongs to none. */
@Controller
@RequestMapping("/access-log")
class AccessLogPages {
    private static final int PER_PAGE = 50;
    private static final int EXPORTED_AT_MOST = 100_000;

    /** Shown without being asked for a period: a month back, since a review is due each month. */
    private static final int DAYS = 31;

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final AccessLog log;
    private final UnusualUse unusual;
    private final Downloads downloads;
    private final Access access;
    private final Municipalities municipalities;
    private final MessageSource messages;
    private final Clock clock;

    AccessLogPages(
            AccessLog log,
            UnusualUse unusual,
            Downloads downloads,
            Access access,
            Municipalities municipalities,
            MessageSource messages,
            Clock clock) {
        this.log = log;
        this.unusual = unusual;
        this.downloads = downloads;
        this.access = access;
        this.municipalities = municipalities;
        this.messages = messages;
        this.clock = clock;
    }

    /** What the search form holds, as typed. */
    record Form(
            @Nullable String municipality,
            @Nullable String person,
            @Nullable String account,
            @Nullable String action,
            @Nullable String from,
            @Nullable String to) {
        Map<String, String> fields() {
            var fields = new LinkedHashMap<String, String>();
            put(fields, "municipality", municipality);
            put(fields, "person", person);
            put(fields, "account", account);
            put(fields, "action", action);
            put(fields, "from", from);
            put(fields, "to", to);
            return fields;
        }

        private static void put(Map<String, String> fields, String name, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                fields.put(name, value.strip());
            }
        }

        String value(@Nullable String field) {
            return field == null ? "" : field;
        }

        /** The rows behind a sighting. */
        String hrefOf(UnusualUse.Sighting one) {
            var query = new LinkedHashMap<String, String>();
            put(query, "municipality", municipality);
            put(query, "account", one.login());
            put(query, "action", one.action());
            query.put("from", one.firstDay().toString());
            query.put("to", one.lastDay().toString());
            return "/access-log?" + joined(query) + "#rows";
        }

        String href(String path, String... more) {
            var query = new LinkedHashMap<>(fields());
            for (int i = 0; i < more.length; i += 2) {
                query.put(more[i], more[i + 1]);
            }
            return path + "?" + joined(query);
        }

        private static String joined(Map<String, String> query) {
            return query.entrySet().stream()
                    .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
        }
    }

    /**
     * @param municipality null: what belongs to none
     * @param choices those whose log the viewer may read
     * @param verification null where it was not asked for
     */
    record View(
            @Nullable Municipality municipality,
            List<Municipality> choices,
            boolean operators,
            Form form,
            AccessLog.Found found,
            int page,
            List<UnusualUse.Sighting> sightings,
            LocalDate from,
            LocalDate to,
            List<YearMonth> unreviewed,
            List<AccessLog.Review> reviews,
            List<AccessLog.DayEnd> dayEnds,
            @Nullable Verification verification,
            List<Refusal.Field> faults) {
        int pages() {
            return (int) Math.max(1, (found.count() + PER_PAGE - 1) / PER_PAGE);
        }

        String name(Wording page) {
            return municipality == null
                    ? page.text("access.log.operator")
                    : page.isEnglish() ? municipality.english() : municipality.fullName();
        }

        static List<String> actions() {
            return Stream.concat(Arrays.stream(Action.values()), Arrays.stream(AccountEvent.values()))
                    .map(Enum::name)
                    .toList();
        }

        static String label(Wording page, String action) {
            return AccessLogPages.label(page, action);
        }
    }

    private static String label(Wording page, String action) {
        return page.text((isAction(action) ? "access.action." : "access.event.") + action);
    }

    private static boolean isAction(String action) {
        return Arrays.stream(Action.values()).anyMatch(one -> one.name().equals(action));
    }

    @GetMapping({"", "/reviews"})
    ModelAndView show(
            @ModelAttribute Form form,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(required = false) @Nullable String verify) {
        return show(form, page, verify != null, List.of());
    }

    private ModelAndView show(Form form, int page, boolean verify, List<Refusal.Field> wrong) {
        var viewer = access.viewer();
        var choices = choices(viewer);
        var municipality = chosen(form, viewer, choices);
        var faults = new ArrayList<>(wrong);
        var question = question(form, municipality, faults);
        int shown = Math.clamp(page, 1, 100_000);
        var found = log.find(question, (shown - 1) * PER_PAGE, PER_PAGE);
        var today = LocalDate.now(clock);
        var from = Objects.requireNonNullElse(question.from(), today.minusDays(DAYS));
        var to = Objects.requireNonNullElse(question.to(), today);
        var sightings = unusual.in(municipality, from, to);
        var view = new View(
                municipality == null ? null : municipalities.get(municipality),
                choices,
                AccessLog.mayReadOperators(viewer),
                form,
                found,
                shown,
                sightings,
                from,
                to,
                log.unreviewed(municipality),
                log.reviews(municipality),
                log.dayEnds(municipality, from, to),
                verify ? log.verify(municipality) : null,
                faults);
        log.write(Deed.of(Action.READ_LOG, municipality)
                .records(found.rows().size())
                .detail(question.person() == null ? "" : question.person().toString()));
        return new ModelAndView(
                "access/log",
                Map.of("view", view),
                faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/export")
    ModelAndView askExport(@ModelAttribute Form form, Locale locale) {
        return askExport(form, locale, null);
    }

    private ModelAndView askExport(Form form, Locale locale, @Nullable Refusal fault) {
        return downloads.ask(new Downloads.Form(
                say("access.log.export", locale),
                "/access-log/export",
                form.fields(),
                List.of(
                        new Crumb(say("web.home", locale), "/"),
                        new Crumb(say("access.log.title", locale), form.href("/access-log")),
                        new Crumb(say("access.log.export", locale))),
                fault));
    }

    @PostMapping("/export")
    Object export(@ModelAttribute Form form, @RequestParam(required = false) @Nullable String reason, Locale locale) {
        try {
            Downloads.reason(reason);
        } catch (Refusal refusal) {
            return askExport(form, locale, refusal);
        }
        var viewer = access.viewer();
        var municipality = chosen(form, viewer, choices(viewer));
        var found = log.find(question(form, municipality, new ArrayList<>()), 0, EXPORTED_AT_MOST);
        var name = "access-log-" + (municipality == null ? "operator" : municipality) + "-" + LocalDate.now(clock)
                + ".csv";
        return downloads.give(
                new Downloads.File(
                        name,
                        CSV,
                        csv(found.rows(), locale),
                        municipality,
                        List.of(),
                        found.rows().size()),
                reason);
    }

    private byte[] csv(List<LogRow> rows, Locale locale) {
        var csv = new CsvWriter()
                .row(Stream.of(
                                "position",
                                "at",
                                "account",
                                "name",
                                "address",
                                "action",
                                "subject",
                                "persons",
                                "records",
                                "reason",
                                "detail",
                                "hash")
                        .map(column -> say("access.log.column." + column, locale))
                        .toList());
        rows.forEach(row -> csv.row(List.of(
                row.position(),
                row.at(),
                row.login(),
                row.name(),
                row.address(),
                row.action(),
                row.subject(),
                row.persons().stream().map(UUID::toString).collect(Collectors.joining(" ")),
                row.records(),
                row.reason(),
                row.detail(),
                HexFormat.of().formatHex(row.hash()))));
        return csv.bytes();
    }

    /** 매일의 끝 해시: for somebody outside to hold. There is nobody's data in it. */
    @GetMapping("/day-ends.csv")
    ResponseEntity<byte[]> dayEnds(@ModelAttribute Form form, Locale locale) {
        var viewer = access.viewer();
        var municipality = chosen(form, viewer, choices(viewer));
        var question = question(form, municipality, new ArrayList<>());
        var today = LocalDate.now(clock);
        var csv = new CsvWriter()
                .row(Stream.of("day", "chain", "position", "hash", "rows")
                        .map(column -> say("access.log.column." + column, locale))
                        .toList());
        log.dayEnds(
                        municipality,
                        Objects.requireNonNullElse(question.from(), today.minusYears(2)),
                        Objects.requireNonNullElse(question.to(), today))
                .forEach(one -> csv.row(List.of(
                        one.day(), AccessLogStore.chain(municipality), one.position(), one.hash(), one.rows())));
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename=\"access-log-day-ends.csv\"")
                .contentType(CSV)
                .body(csv.bytes());
    }

    @PostMapping("/reviews")
    ModelAndView review(
            @ModelAttribute Form form,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String note) {
        var viewer = access.viewer();
        var municipality = chosen(form, viewer, choices(viewer));
        try {
            log.review(municipality, month(month), note);
        } catch (Refusal refusal) {
            return show(form, 1, false, refusal.fields());
        }
        return new ModelAndView("redirect:" + form.href("/access-log"));
    }

    private static YearMonth month(String month) {
        try {
            return YearMonth.parse(month);
        } catch (DateTimeParseException e) {
            throw Refusal.of(new Refusal.Field("month", "access.log.review.month"));
        }
    }

    private List<Municipality> choices(Viewer viewer) {
        return municipalities.all().stream()
                .filter(one -> viewer.may(Permission.ACCESS_LOG_READ, one.code()))
                .toList();
    }

    /** What was asked for; else the operator's, or the only one that there is. */
    private static @Nullable MunicipalityCode chosen(Form form, Viewer viewer, List<Municipality> choices) {
        var code = Optional.ofNullable(form.municipality())
                .map(String::strip)
                .orElse("")
                .split("\\s+", 2)[0];
        if (code.matches("[0-9]{5}")) {
            return new MunicipalityCode(code);
        }
        if (!code.isEmpty()) {
            throw Refusal.notThere();
        }
        return AccessLog.mayReadOperators(viewer) || choices.isEmpty()
                ? null
                : choices.getFirst().code();
    }

    private static AccessLog.Question question(
            Form form, @Nullable MunicipalityCode municipality, List<Refusal.Field> faults) {
        return new AccessLog.Question(
                municipality,
                person(form.person(), faults),
                word(form.account()),
                word(form.action()),
                day("from", form.from(), faults),
                day("to", form.to(), faults));
    }

    private static @Nullable String word(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    private static @Nullable UUID person(@Nullable String typed, List<Refusal.Field> faults) {
        if (word(typed) == null) {
            return null;
        }
        try {
            return UUID.fromString(Objects.requireNonNull(word(typed)));
        } catch (IllegalArgumentException e) {
            faults.add(new Refusal.Field("person", "access.log.person.form"));
            return null;
        }
    }

    private static @Nullable LocalDate day(String field, @Nullable String typed, List<Refusal.Field> faults) {
        if (word(typed) == null) {
            return null;
        }
        try {
            return LocalDate.parse(Objects.requireNonNull(word(typed)));
        } catch (DateTimeParseException e) {
            faults.add(new Refusal.Field(field, "access.log.day.form"));
            return null;
        }
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
