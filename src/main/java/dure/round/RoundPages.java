package dure.round;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Text;
import dure.plan.DepartmentId;
import dure.plan.Departments;
import dure.plan.Places;
import dure.web.Refusal;
import dure.web.Wording;
import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** 부서 작성 회차: the officer's board, and each department's own page. */
@Controller
@RequestMapping("/municipalities/{code:[0-9]{5}}/plans/{period:[0-9]{4}}/round")
class RoundPages {
    private final Rounds rounds;
    private final Reminders reminders;
    private final Departments departments;
    private final Places places;
    private final Access access;
    private final MessageSource messages;

    RoundPages(
            Rounds rounds,
            Reminders reminders,
            Departments departments,
            Places places,
            Access access,
            MessageSource messages) {
        this.rounds = rounds;
        this.reminders = reminders;
        this.departments = departments;
        this.places = places;
        this.access = access;
        this.messages = messages;
    }

    /** What was typed and refused, and what is told of what was done. */
    record Typed(Map<String, String> fields, List<String> departments, List<Refusal.Field> faults) {
        static final Typed NOTHING = new Typed(Map.of(), List.of(), List.of());

        String of(String field, String otherwise) {
            return fields.getOrDefault(field, otherwise);
        }
    }

    /** Which rows are shown. */
    enum Shown {
        ALL,
        LATE,
        OPEN,
        SUBMITTED,
        ACCEPTED;

        boolean has(Board.Row row) {
            return switch (this) {
                case ALL -> true;
                case LATE -> row.late();
                case OPEN -> row.state().isOpen();
                case SUBMITTED -> row.state() == PartState.SUBMITTED;
                case ACCEPTED -> row.state() == PartState.ACCEPTED;
            };
        }
    }

    /**
     * @param proposal what a new round could be opened on; null while one is open
     * @param own the departments that the viewer writes for
     */
    record BoardView(
            Places.Place place,
            int year,
            @Nullable Board board,
            Rounds.@Nullable Proposal proposal,
            boolean writes,
            List<DepartmentId> own,
            Shown shown,
            LocalDate today,
            Typed typed) {
        String href() {
            return RoundPlace.href(place.book(), year);
        }

        String dataSet() {
            return place.book().dataSet().name();
        }

        String href(String path) {
            return place.href("/plans/" + year + "/round" + path);
        }

        String due(Wording wording, long daysLeft) {
            return RoundPlace.due(wording, daysLeft);
        }

        List<Board.Row> rows() {
            return board == null
                    ? List.of()
                    : board.rows().stream().filter(shown::has).toList();
        }

        long count(Shown which) {
            return board == null ? 0 : board.rows().stream().filter(which::has).count();
        }

        String nameOf(@Nullable DepartmentId id) {
            return board == null
                    ? ""
                    : board.rows().stream()
                            .filter(row -> row.asked().id().equals(id))
                            .map(row -> row.department().name())
                            .findFirst()
                            .orElse("");
        }

        boolean isDraft() {
            return board != null && board.draft() != null && board.draft().state() == dure.plan.PlanState.DRAFT;
        }
    }

    record PartView(
            Places.Place place,
            int year,
            Board board,
            Board.Row row,
            List<RoundStep> steps,
            boolean writes,
            boolean own,
            Typed typed) {
        String href() {
            return RoundPlace.href(place.book(), year) + "/departments/"
                    + row.asked().id();
        }

        String dataSet() {
            return place.book().dataSet().name();
        }

        String due(Wording wording, long daysLeft) {
            return RoundPlace.due(wording, daysLeft);
        }

        /** Whether nothing stops its submission. */
        boolean complete() {
            return row.projects().stream()
                    .allMatch(one -> one.findings().stream().noneMatch(found -> found.isError()));
        }

        String say(Wording wording, Text text) {
            return wording.text(text.key(), text.getArguments());
        }
    }

    @GetMapping
    ModelAndView board(
            @PathVariable String code,
            @PathVariable int period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String show) {
        return board(places.of(code, dataSet), period, show, Typed.NOTHING);
    }

    private ModelAndView board(Places.Place place, int year, String show, Typed typed) {
        var book = place.book();
        var board = rounds.board(book, year).orElse(null);
        var writes = access.viewer().may(Permission.PLANS_WRITE, book.municipality());
        var shown = Arrays.stream(Shown.values())
                .filter(one -> one.name().equalsIgnoreCase(show))
                .findFirst()
                .orElse(Shown.ALL);
        var proposal = board == null || !board.round().open() ? rounds.proposal(book, year) : null;
        return view(
                "round/board",
                new BoardView(
                        place,
                        year,
                        board,
                        proposal,
                        writes,
                        List.copyOf(departments.own(book)),
                        shown,
                        departments.today(),
                        typed),
                typed);
    }

    @GetMapping("/departments/{id:[0-9]{1,18}}")
    ModelAndView part(
            @PathVariable String code,
            @PathVariable int period,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet) {
        return part(places.of(code, dataSet), period, new DepartmentId(id), Typed.NOTHING);
    }

    private ModelAndView part(Places.Place place, int year, DepartmentId id, Typed typed) {
        var book = place.book();
        var board = rounds.board(book, year).orElseThrow(Refusal::notThere);
        var row = board.rows().stream()
                .filter(one -> one.asked().id().equals(id))
                .findFirst()
                .orElseThrow(Refusal::notThere);
        return view(
                "round/part",
                new PartView(
                        place,
                        year,
                        board,
                        row,
                        board.steps().stream()
                                .filter(step -> id.equals(step.department()))
                                .toList(),
                        access.viewer().may(Permission.PLANS_WRITE, book.municipality()),
                        departments.own(book).contains(row.department().id()),
                        typed),
                typed);
    }

    /** The address of a form that was sent, read again. */
    @GetMapping({
        "/{form:additions|due-date|draft|closing|reminders}",
        "/departments/{id:[0-9]{1,18}}/{form:submission|return|acceptance}"
    })
    String back(
            @PathVariable String code,
            @PathVariable int period,
            @PathVariable(required = false) @Nullable String id,
            @Nullable Principal sender) {
        if (sender == null) {
            throw Refusal.notThere(); // nobody sends these forms without having signed in
        }
        return "redirect:/municipalities/" + code + "/plans/" + period + "/round"
                + (id == null ? "" : "/departments/" + id);
    }

    @PostMapping
    ModelAndView open(
            @PathVariable String code,
            @PathVariable int period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String dueOn,
            @RequestParam(defaultValue = "") String letter,
            @RequestParam(required = false) @Nullable List<String> departments) {
        var place = places.of(code, dataSet);
        var asked = departments == null ? List.<String>of() : departments;
        return onBoard(
                place,
                period,
                new Typed(Map.of("dueOn", dueOn, "letter", letter), asked, List.of()),
                () -> rounds.open(
                        place.book(),
                        period,
                        date(dueOn),
                        letter,
                        asked.stream().map(RoundPages::department).toList()));
    }

    @PostMapping("/additions")
    ModelAndView add(
            @PathVariable String code,
            @PathVariable int period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String department) {
        var place = places.of(code, dataSet);
        return onBoard(place, period, Typed.NOTHING, () -> rounds.add(place.book(), period, department(department)));
    }

    @PostMapping("/due-date")
    ModelAndView moveDue(
            @PathVariable String code,
            @PathVariable int period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String dueOn,
            @RequestParam(defaultValue = "") String remarks) {
        var place = places.of(code, dataSet);
        return onBoard(place, period, Typed.NOTHING, () -> rounds.moveDue(place.book(), period, date(dueOn), remarks));
    }

    @PostMapping("/draft")
    ModelAndView moveToDraft(
            @PathVariable String code,
            @PathVariable int period,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.of(code, dataSet);
        return onBoard(place, period, Typed.NOTHING, () -> rounds.moveToDraft(place.book(), period));
    }

    @PostMapping("/closing")
    ModelAndView close(
            @PathVariable String code,
            @PathVariable int period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String remarks) {
        var place = places.of(code, dataSet);
        return onBoard(
                place,
                period,
                new Typed(Map.of("closing", remarks), List.of(), List.of()),
                () -> rounds.close(place.book(), period, remarks));
    }

    /** 지금 알리기 */
    @PostMapping("/reminders")
    ModelAndView remind(
            @PathVariable String code,
            @PathVariable int period,
            @RequestParam(required = false) @Nullable String dataSet,
            RedirectAttributes told) {
        var place = places.of(code, dataSet);
        var done = reminders
                .now(place.book(), period)
                .orElseThrow(() -> Refusal.of(HttpStatus.CONFLICT, "round.move.noRound"));
        told.addFlashAttribute("told", say(done));
        return new ModelAndView("redirect:" + place.href("/plans/" + period + "/round"));
    }

    private String say(Reminders.Told done) {
        var locale = LocaleContextHolder.getLocale();
        var text = new StringBuilder(Objects.requireNonNull(
                messages.getMessage("round.told", new Object[] {done.sent(), done.before(), done.refused()}, locale)));
        if (!done.unreachable().isEmpty()) {
            text.append(' ')
                    .append(messages.getMessage(
                            "round.told.unreachable", new Object[] {String.join(", ", done.unreachable())}, locale));
        }
        return text.toString();
    }

    @PostMapping("/departments/{id:[0-9]{1,18}}/submission")
    ModelAndView submit(
            @PathVariable String code,
            @PathVariable int period,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String remarks) {
        var place = places.of(code, dataSet);
        return onPart(
                place, period, id, remarks, () -> rounds.submit(place.book(), period, new DepartmentId(id), remarks));
    }

    @PostMapping("/departments/{id:[0-9]{1,18}}/return")
    ModelAndView giveBack(
            @PathVariable String code,
            @PathVariable int period,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String remarks) {
        var place = places.of(code, dataSet);
        return onPart(
                place, period, id, remarks, () -> rounds.giveBack(place.book(), period, new DepartmentId(id), remarks));
    }

    @PostMapping("/departments/{id:[0-9]{1,18}}/acceptance")
    ModelAndView accept(
            @PathVariable String code,
            @PathVariable int period,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.of(code, dataSet);
        return onPart(place, period, id, "", () -> rounds.accept(place.book(), period, new DepartmentId(id)));
    }

    private interface Step {
        RoundMove make();
    }

    private ModelAndView onBoard(Places.Place place, int year, Typed typed, Step step) {
        try {
            RoundAnswers.made(step.make());
            return new ModelAndView("redirect:" + place.href("/plans/" + year + "/round"));
        } catch (Refusal refusal) {
            return board(place, year, "", refused(typed, refusal));
        }
    }

    private ModelAndView onPart(Places.Place place, int year, long id, String remarks, Step step) {
        try {
            RoundAnswers.made(step.make());
            return new ModelAndView("redirect:" + place.href("/plans/" + year + "/round/departments/" + id));
        } catch (Refusal refusal) {
            return part(
                    place,
                    year,
                    new DepartmentId(id),
                    refused(new Typed(Map.of("remarks", remarks), List.of(), List.of()), refusal));
        }
    }

    private static Typed refused(Typed typed, Refusal refusal) {
        if (refusal.fields().isEmpty()) {
            throw refusal;
        }
        return new Typed(typed.fields(), typed.departments(), refusal.fields());
    }

    static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw Refusal.of(new Refusal.Field("dueOn", "round.fault.date"));
        }
    }

    private static DepartmentId department(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Refusal.of(new Refusal.Field("departments", "round.fault.departments"));
        }
        return new DepartmentId(Long.parseLong(text));
    }

    private static ModelAndView view(String template, Object view, Typed typed) {
        return new ModelAndView(
                template,
                new java.util.HashMap<>(Map.of("view", view)),
                typed.faults().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
