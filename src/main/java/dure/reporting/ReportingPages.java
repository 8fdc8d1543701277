package dure.reporting;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Text;
import dure.plan.DepartmentId;
import dure.plan.Departments;
import dure.plan.Places;
import dure.plan.ProjectId;
import dure.web.Crumb;
import dure.web.Refusal;
import dure.web.Wording;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * 월별 보고: the periods of a municipality, the office's board of one, and a department's grid. The grid is a form that is sent
 * without a script; with one every cell is saved as it is left.
 */
@Controller
@RequestMapping("/municipalities/{code:[0-9]{5}}/reporting")
class ReportingPages {
    private static final String PERIOD = "/{period:[0-9]{4}-[0-9Q][0-9]}";
    private static final String REPORT = PERIOD + "/departments/{department:[0-9]{1,18}}";

    /** c/PROJECT/VERSION/FIELD, as the grid's form names its cells */
    private static final Pattern CELL = Pattern.compile("c/([0-9]{1,18})/([0-9]{1,9})/([a-zA-Z_/]{1,40})");

    private final Reporting reporting;
    private final ReportReminders reminders;
    private final ReportWorkbooks workbooks;
    private final ReportUploadStore uploads;
    private final ReportingSettings settings;
    private final Departments departments;
    private final Places places;
    private final Access access;
    private final MessageSource messages;
    private final Clock clock;

    ReportingPages(
            Reporting reporting,
            ReportReminders reminders,
            ReportWorkbooks workbooks,
            ReportUploadStore uploads,
            ReportingSettings settings,
            Departments departments,
            Places places,
            Access access,
            MessageSource messages,
            Clock clock) {
        this.reporting = reporting;
        this.reminders = reminders;
        this.workbooks = workbooks;
        this.uploads = uploads;
        this.settings = settings;
        this.departments = departments;
        this.places = places;
        this.access = access;
        this.messages = messages;
        this.clock = clock;
    }

    /** What was typed and refused. */
    record Typed(Map<String, String> fields, List<Refusal.Field> faults) {
        static final Typed NOTHING = new Typed(Map.of(), List.of());

        String of(String field, String otherwise) {
            return fields.getOrDefault(field, otherwise);
        }
    }

    /** What the three pages share: where they are. */
    interface Placed {
        Places.Place place();

        default String dataSet() {
            return place().book().dataSet().name();
        }

        default String href(String path) {
            return place().href("/reporting" + path);
        }

        default String name(Wording page, PeriodName period) {
            return ReportPlace.name(page, period);
        }

        default String due(Wording page, long daysLeft) {
            return ReportPlace.due(page, daysLeft);
        }

        default List<Crumb> crumbs(Wording page, Crumb... below) {
            var crumbs = new ArrayList<Crumb>();
            crumbs.add(new Crumb(page.text("web.home"), "/"));
            crumbs.add(new Crumb(place().name(page), place().href("")));
            crumbs.addAll(Arrays.asList(below));
            return crumbs;
        }
    }

    /**
     * @param boards of the periods that are open
     * @param proposed what would be opened next
     */
    record PeriodsView(
            Places.Place place,
            List<ReportingPeriod> periods,
            List<Board> boards,
            ReportingSetting setting,
            boolean runs,
            @Nullable Set<DepartmentId> own,
            PeriodName proposed,
            Typed typed)
            implements Placed {
        List<ReportingPeriod> closed() {
            return periods.stream().filter(period -> !period.open()).toList();
        }

        String daysOff() {
            return String.join(
                    "\n", setting.daysOff().stream().map(LocalDate::toString).toList());
        }
    }

    /** Which rows of the board are shown. */
    enum Shown {
        ALL,
        LATE,
        OPEN,
        SUBMITTED,
        ACCEPTED;

        boolean has(Board.Row row) {
            return switch (this) {
                case ALL -> true;
                case LATE -> row.standing().late();
                case OPEN -> row.standing().state().isOpen();
                case SUBMITTED -> row.standing().state() == ReportState.SUBMITTED;
                case ACCEPTED -> row.standing().state() == ReportState.ACCEPTED;
            };
        }
    }

    record BoardView(Places.Place place, Board board, boolean runs, Shown shown, Typed typed) implements Placed {
        List<Board.Row> rows() {
            return board.rows().stream().filter(shown::has).toList();
        }

        long count(Shown which) {
            return board.rows().stream().filter(which::has).count();
        }

        PeriodName period() {
            return board.period().name();
        }

        String nameOf(@Nullable DepartmentId id) {
            return board.rows().stream()
                    .filter(row -> row.department().id().equals(id))
                    .map(row -> row.department().name())
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * @param notes what is told of cells that were sent without a script and not saved, by their names without the version
     * @param sent what was sent in them
     */
    record ReportView(
            Places.Place place,
            Report report,
            boolean runs,
            boolean writes,
            double laggard,
            Map<String, String> notes,
            Map<String, String> sent,
            Typed typed)
            implements Placed {
        PeriodName period() {
            return report.period().name();
        }

        String self() {
            return "/" + period() + "/departments/" + report.department().id();
        }

        boolean writable() {
            return writes && report.isWritable();
        }

        /** Without the version, which changes: 12/quantity/JOBS */
        String key(Report.Row row, ReportField field) {
            return row.id().value() + "/" + field;
        }

        String shown(Wording page, Report.Row row, ReportField field) {
            var sent = this.sent.get(key(row, field));
            if (sent != null) {
                return sent;
            }
            var text = row.text(field);
            return field.kind().isNumber() && !text.isEmpty() ? page.number(Long.valueOf(text)) : text;
        }

        ReportField quantity(Report.Row row) {
            return ReportField.quantity(row.measure());
        }

        String say(Wording page, Text text) {
            return page.text(text.key(), text.getArguments());
        }

        long behind() {
            return report.rows().stream().filter(row -> row.isBehind(laggard)).count();
        }
    }

    record BroughtView(
            Places.Place place,
            Report report,
            @Nullable UUID upload,
            String fileName,
            ReportWorkbooks.Brought outcome,
            boolean saved)
            implements Placed {
        PeriodName period() {
            return report.period().name();
        }

        String self() {
            return "/" + period() + "/departments/" + report.department().id();
        }

        String say(Wording page, Text text) {
            return page.text(text.key(), text.getArguments());
        }
    }

    @GetMapping
    ModelAndView periods(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        return periods(places.of(code, dataSet), Typed.NOTHING);
    }

    private ModelAndView periods(Places.Place place, Typed typed) {
        var book = place.book();
        var periods = reporting.periods(book);
        var setting = reporting.setting(book);
        return view(
                "reporting/periods",
                new PeriodsView(
                        place,
                        periods,
                        periods.stream()
                                .filter(ReportingPeriod::open)
                                .limit(4)
                                .flatMap(period -> reporting.board(book, period.name()).stream())
                                .toList(),
                        setting,
                        runs(place),
                        reporting.own(book),
                        proposed(periods, setting),
                        typed),
                typed);
    }

    /** The last that has ended; where that was opened before, the one that is running. */
    private PeriodName proposed(List<ReportingPeriod> periods, ReportingSetting setting) {
        var running = PeriodName.of(departments.today(), setting.kind());
        return periods.stream().anyMatch(one -> one.name().has(running.before().last())) ? running : running.before();
    }

    private boolean runs(Places.Place place) {
        return access.viewer().may(Permission.REPORTING_RUN, place.book().municipality());
    }

    @PostMapping
    ModelAndView open(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String dueOn) {
        var place = places.of(code, dataSet);
        access.require(Permission.REPORTING_RUN, place.book().municipality());
        try {
            var name = PeriodName.parse(period.strip())
                    .orElseThrow(() -> Refusal.of(new Refusal.Field("period", "reporting.fault.period")));
            ReportAnswers.made(reporting.open(place.book(), name, dueOn.isBlank() ? null : date(dueOn)));
            return new ModelAndView("redirect:" + place.href("/reporting/" + name));
        } catch (Refusal refusal) {
            return periods(place, refused(Map.of("period", period, "dueOn", dueOn), refusal));
        }
    }

    @PostMapping("/setting")
    ModelAndView set(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "MONTH") PeriodName.Kind kind,
            @RequestParam(defaultValue = "") String dueDay,
            @RequestParam(defaultValue = "false") boolean automatic,
            @RequestParam(defaultValue = "") String closeAfter,
            @RequestParam(defaultValue = "") String daysOff,
            RedirectAttributes told) {
        var place = places.of(code, dataSet);
        access.require(Permission.REPORTING_RUN, place.book().municipality());
        try {
            reporting.set(
                    place.book(),
                    new ReportingSetting(
                            kind,
                            number("dueDay", dueDay, "reporting.fault.dueDay", ReportingSetting.LATEST_DAY),
                            automatic,
                            closeAfter.isBlank()
                                    ? null
                                    : Integer.valueOf(number(
                                            "closeAfter",
                                            closeAfter,
                                            "reporting.fault.closeAfter",
                                            ReportingSetting.LONGEST_WAIT)),
                            days(daysOff)));
            told.addFlashAttribute("told", text("reporting.setting.saved"));
            return new ModelAndView("redirect:" + place.href("/reporting"));
        } catch (Refusal refusal) {
            return periods(
                    place, refused(Map.of("dueDay", dueDay, "closeAfter", closeAfter, "daysOff", daysOff), refusal));
        }
    }

    private static int number(String field, String typed, String key, int most) {
        if (!typed.strip().matches("[0-9]{1,4}")) {
            throw Refusal.of(new Refusal.Field(field, key, most));
        }
        return Integer.parseInt(typed.strip());
    }

    private static List<LocalDate> days(String typed) {
        return typed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> {
                    try {
                        return LocalDate.parse(line);
                    } catch (DateTimeParseException e) {
                        throw Refusal.of(new Refusal.Field("daysOff", "reporting.fault.dayOff", line));
                    }
                })
                .toList();
    }

    @GetMapping(PERIOD)
    ModelAndView board(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String show) {
        return board(places.of(code, dataSet), name(period), show, Typed.NOTHING);
    }

    private ModelAndView board(Places.Place place, PeriodName name, String show, Typed typed) {
        var board = reporting.board(place.book(), name).orElseThrow(Refusal::notThere);
        var shown = Arrays.stream(Shown.values())
                .filter(one -> one.name().equalsIgnoreCase(show))
                .findFirst()
                .orElse(Shown.ALL);
        return view("reporting/board", new BoardView(place, board, runs(place), shown, typed), typed);
    }

    @PostMapping(PERIOD + "/due-date")
    ModelAndView moveDue(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String dueOn,
            @RequestParam(defaultValue = "") String remarks) {
        var place = places.of(code, dataSet);
        access.require(Permission.REPORTING_RUN, place.book().municipality());
        return onBoard(
                place,
                name(period),
                Map.of(),
                () -> reporting.moveDue(place.book(), name(period), date(dueOn), remarks));
    }

    @PostMapping(PERIOD + "/closing")
    ModelAndView close(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String remarks) {
        var place = places.of(code, dataSet);
        return onBoard(
                place,
                name(period),
                Map.of("closing", remarks),
                () -> reporting.close(place.book(), name(period), remarks));
    }

    /** 지금 알리기 */
    @PostMapping(PERIOD + "/reminders")
    ModelAndView remind(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            RedirectAttributes told) {
        var place = places.of(code, dataSet);
        var done = reminders.now(place.book(), name(period)).orElseThrow(Refusal::notThere);
        var said = text("reporting.told", done.sent(), done.before(), done.refused());
        told.addFlashAttribute(
                "told",
                done.unreachable().isEmpty()
                        ? said
                        : said + " " + text("reporting.told.unreachable", String.join(", ", done.unreachable())));
        return new ModelAndView("redirect:" + place.href("/reporting/" + name(period)));
    }

    @GetMapping(REPORT)
    ModelAndView report(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestParam(required = false) @Nullable String dataSet) {
        return report(
                places.of(code, dataSet),
                name(period),
                new DepartmentId(department),
                Map.of(),
                Map.of(),
                Typed.NOTHING);
    }

    private ModelAndView report(
            Places.Place place,
            PeriodName name,
            DepartmentId department,
            Map<String, String> notes,
            Map<String, String> sent,
            Typed typed) {
        var report = reporting.report(place.book(), name, department).orElseThrow(Refusal::notThere);
        return view(
                "reporting/report",
                new ReportView(
                        place,
                        report,
                        runs(place),
                        access.viewer()
                                .may(Permission.ENTRIES_WRITE, place.book().municipality()),
                        settings.laggard(),
                        notes,
                        sent,
                        typed),
                notes.isEmpty() ? typed : new Typed(Map.of(), List.of(new Refusal.Field("rows", "web.problem.422"))));
    }

    /**
     * The grid, sent without a script: every cell, with the version that was seen.
     *
     * @param then submit: 제출 as well, where every cell was saved
     */
    @PostMapping(REPORT)
    ModelAndView save(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String then,
            @RequestParam(defaultValue = "") String remarks,
            HttpServletRequest request,
            RedirectAttributes told) {
        var place = places.of(code, dataSet);
        var name = name(period);
        var id = new DepartmentId(department);
        access.require(Permission.ENTRIES_WRITE, place.book().municipality());
        var notes = new HashMap<String, String>();
        var sent = new HashMap<String, String>();
        var edits = edits(request);
        if (!edits.isEmpty()) {
            for (var one : ReportAnswers.saved(reporting.save(place.book(), name, id, edits, null, null))
                    .cells()) {
                tell(one, notes, sent);
            }
        }
        if (!notes.isEmpty()) {
            return report(place, name, id, notes, sent, Typed.NOTHING);
        }
        if (then.equals("submit")) {
            return onReport(place, name, id, remarks, told, () -> reporting.submit(place.book(), name, id, remarks));
        }
        told.addFlashAttribute("told", text("reporting.saved"));
        return new ModelAndView("redirect:" + place.href("/reporting/" + name + "/departments/" + id));
    }

    private static List<CellEdit> edits(HttpServletRequest request) {
        var edits = new ArrayList<CellEdit>();
        request.getParameterMap().forEach((parameter, values) -> {
            var cell = CELL.matcher(parameter);
            if (cell.matches()) {
                ReportField.parse(cell.group(3))
                        .ifPresent(field -> edits.add(new CellEdit(
                                new ProjectId(Long.parseLong(cell.group(1))),
                                field,
                                Integer.parseInt(cell.group(2)),
                                values[0],
                                false)));
            }
        });
        return edits;
    }

    private void tell(Saving.Outcome one, Map<String, String> notes, Map<String, String> sent) {
        var key = one.edit().project().value() + "/" + one.edit().field();
        switch (one.result()) {
            case SAVED, UNCHANGED -> {}
            case WRONG -> {
                var message = Objects.requireNonNull(one.message());
                notes.put(key, messages.getMessage(message, LocaleContextHolder.getLocale()));
                sent.put(key, Objects.requireNonNullElse(one.edit().to(), ""));
            }
            case CLASH -> {
                var theirs = one.cell();
                notes.put(
                        key,
                        text(
                                "reporting.clash",
                                theirs == null ? "–" : theirs.by(),
                                theirs == null || theirs.value() == null ? "–" : theirs.value()));
                sent.put(key, Objects.requireNonNullElse(one.edit().to(), ""));
            }
        }
    }

    @PostMapping(REPORT + "/submission")
    ModelAndView submit(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String remarks,
            RedirectAttributes told) {
        var place = places.of(code, dataSet);
        var id = new DepartmentId(department);
        return onReport(
                place,
                name(period),
                id,
                remarks,
                told,
                () -> reporting.submit(place.book(), name(period), id, remarks));
    }

    @PostMapping(REPORT + "/return")
    ModelAndView giveBack(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String remarks,
            RedirectAttributes told) {
        var place = places.of(code, dataSet);
        var id = new DepartmentId(department);
        access.require(Permission.REPORTING_RUN, place.book().municipality());
        return onReport(
                place,
                name(period),
                id,
                remarks,
                told,
                () -> reporting.giveBack(place.book(), name(period), id, remarks));
    }

    @PostMapping(REPORT + "/acceptance")
    ModelAndView accept(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestParam(required = false) @Nullable String dataSet,
            RedirectAttributes told) {
        var place = places.of(code, dataSet);
        var id = new DepartmentId(department);
        return onReport(place, name(period), id, "", told, () -> reporting.accept(place.book(), name(period), id));
    }

    /** The address of a form that was sent, read again. */
    @GetMapping({
        "/{form:setting}",
        PERIOD + "/{form:due-date|closing|reminders}",
        REPORT + "/{form:submission|return|acceptance}"
    })
    String back(
            @PathVariable String code,
            @PathVariable(required = false) @Nullable String period,
            @PathVariable(required = false) @Nullable String department,
            @Nullable Principal sender) {
        if (sender == null) {
            throw Refusal.notThere(); // nobody sends these forms without having signed in
        }
        return "redirect:/municipalities/" + code + "/reporting" + (period == null ? "" : "/" + period)
                + (department == null ? "" : "/departments/" + department);
    }

    // The workbook

    @GetMapping(REPORT + "/workbook")
    ResponseEntity<byte[]> workbook(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        return workbooks.file(places.of(code, dataSet).book(), name(period), new DepartmentId(department), locale);
    }

    @PostMapping(REPORT + "/workbook")
    ModelAndView upload(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        var place = places.of(code, dataSet);
        var name = name(period);
        var id = new DepartmentId(department);
        access.require(Permission.ENTRIES_WRITE, place.book().municipality());
        var here = place.href("/reporting/" + name + "/departments/" + id);
        if (file == null || file.isEmpty()) {
            return new ModelAndView("redirect:" + here);
        }
        var fileName = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        var outcome = workbooks.bring(place.book(), name, id, fileName, file.getBytes(), true);
        var report = reporting.report(place.book(), name, id).orElseThrow(Refusal::notThere);
        if (outcome instanceof ReportWorkbooks.Brought.Refused) {
            return brought(new BroughtView(place, report, null, fileName, outcome, false));
        }
        var kept = uploads.keep(
                account(),
                new ReportUploadStore.Upload(report.period().id(), id, fileName, file.getBytes()),
                clock.instant());
        return new ModelAndView(
                "redirect:" + place.href("/reporting/" + name + "/departments/" + id + "/workbook/" + kept));
    }

    private UUID account() {
        return Objects.requireNonNull(access.viewer().account(), "Only whoever is signed in comes here");
    }

    @GetMapping(REPORT + "/workbook/{id:[0-9a-f-]{36}}")
    ModelAndView looked(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet) {
        return brought(places.of(code, dataSet), name(period), new DepartmentId(department), id, true);
    }

    @PostMapping(REPORT + "/workbook/{id:[0-9a-f-]{36}}")
    ModelAndView confirm(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable long department,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dataSet) {
        return brought(places.of(code, dataSet), name(period), new DepartmentId(department), id, false);
    }

    private ModelAndView brought(
            Places.Place place, PeriodName name, DepartmentId department, UUID id, boolean dryRun) {
        access.require(Permission.ENTRIES_WRITE, place.book().municipality());
        var upload = uploads.find(id, account()).orElseThrow(Refusal::notThere);
        var outcome = workbooks.bring(place.book(), name, department, upload.fileName(), upload.content(), dryRun);
        var saved = !dryRun && outcome instanceof ReportWorkbooks.Brought.Read;
        if (saved) {
            uploads.drop(id, account());
        }
        var report = reporting.report(place.book(), name, department).orElseThrow(Refusal::notThere);
        return brought(new BroughtView(place, report, id, upload.fileName(), outcome, saved));
    }

    private static ModelAndView brought(BroughtView view) {
        return new ModelAndView(
                "reporting/brought",
                new HashMap<>(Map.of("view", view)),
                view.outcome() instanceof ReportWorkbooks.Brought.Refused
                        ? HttpStatus.UNPROCESSABLE_CONTENT
                        : HttpStatus.OK);
    }

    private interface Step {
        ReportMove make();
    }

    private ModelAndView onBoard(Places.Place place, PeriodName name, Map<String, String> typed, Step step) {
        try {
            ReportAnswers.made(step.make());
            return new ModelAndView("redirect:" + place.href("/reporting/" + name));
        } catch (Refusal refusal) {
            return board(place, name, "", refused(typed, refusal));
        }
    }

    private ModelAndView onReport(
            Places.Place place,
            PeriodName name,
            DepartmentId department,
            String remarks,
            RedirectAttributes told,
            Step step) {
        try {
            if (ReportAnswers.made(step.make()) instanceof ReportMove.Submitted submitted) {
                told.addFlashAttribute(
                        "told",
                        text(
                                "reporting.submitted",
                                submitted.written(),
                                submitted.zeros(),
                                submitted.reversed(),
                                submitted.unchanged()));
            }
            return new ModelAndView("redirect:" + place.href("/reporting/" + name + "/departments/" + department));
        } catch (Refusal refusal) {
            return report(place, name, department, Map.of(), Map.of(), refused(Map.of("remarks", remarks), refusal));
        }
    }

    private static Typed refused(Map<String, String> typed, Refusal refusal) {
        if (refusal.fields().isEmpty()) {
            throw refusal;
        }
        return new Typed(typed, refusal.fields());
    }

    static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw Refusal.of(new Refusal.Field("dueOn", "reporting.fault.date"));
        }
    }

    private static PeriodName name(String period) {
        return PeriodName.parse(period).orElseThrow(Refusal::notThere);
    }

    private String text(String key, Object... arguments) {
        return Objects.requireNonNull(messages.getMessage(key, arguments, LocaleContextHolder.getLocale()));
    }

    private static ModelAndView view(String template, Object view, Typed typed) {
        return new ModelAndView(
                template,
                new HashMap<>(Map.of("view", view)),
                typed.faults().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
