package dure.reporting;

import dure.access.Access;
import dure.access.Permission;
import dure.access.Viewer;
import dure.finding.Text;
import dure.ledger.Ledger;
import dure.ledger.Question;
import dure.plan.Department;
import dure.plan.DepartmentId;
import dure.plan.Departments;
import dure.plan.Measure;
import dure.plan.Project;
import dure.plan.ProjectId;
import dure.region.Book;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to 월별 보고. The office opens and closes periods, accepts and returns; a department types, submits and sees its
 * own. Everything is asked of whoever reads the municipality's unpublished plans; who is no staff of it is refused.
 */
@Service
public class Reporting {
    static final int LONGEST_TEXT = 2000;
    static final int LONGEST_CELL = 1000;

    /** A department has some dozens of projects; a metropolitan city's whole plan some hundreds. */
    static final int MOST_EDITS = 2000;

    private static final int LONGEST_KEY = 200;

    private final ReportingStore store;
    private final ReportReader reader;
    private final Submitting submitting;
    private final Departments departments;
    private final Ledger ledger;
    private final Access access;
    private final Clock clock;

    Reporting(
            ReportingStore store,
            ReportReader reader,
            Submitting submitting,
            Departments departments,
            Ledger ledger,
            Access access,
            Clock clock) {
        this.store = store;
        this.reader = reader;
        this.submitting = submitting;
        this.departments = departments;
        this.ledger = ledger;
        this.access = access;
        this.clock = clock;
    }

    // Settings

    @Transactional(readOnly = true)
    public ReportingSetting setting(Book book) {
        reading(book.municipality());
        return store.setting(book).orElse(ReportingSetting.USUAL);
    }

    @Transactional
    public ReportingSetting set(Book book, ReportingSetting setting) {
        var by = access.require(Permission.REPORTING_RUN, book.municipality());
        if (setting.dueDay() < 1 || setting.dueDay() > ReportingSetting.LATEST_DAY) {
            throw Refusal.of(new Refusal.Field("dueDay", "reporting.fault.dueDay", ReportingSetting.LATEST_DAY));
        }
        var wait = setting.closeAfter();
        if (wait != null && (wait < 0 || wait > ReportingSetting.LONGEST_WAIT)) {
            throw Refusal.of(
                    new Refusal.Field("closeAfter", "reporting.fault.closeAfter", ReportingSetting.LONGEST_WAIT));
        }
        if (setting.daysOff().size() > 400) {
            throw Refusal.of(new Refusal.Field("daysOff", "reporting.fault.daysOff"));
        }
        store.set(book, setting, by, clock.instant());
        return setting;
    }

    private LocalDate due(PeriodName period, ReportingSetting setting) {
        var off = new HashSet<>(store.holidays());
        off.addAll(setting.daysOff());
        return new WorkingDays(off).due(period, setting.dueDay());
    }

    // Periods

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<ReportingPeriod> periods(Book book) {
        reading(book.municipality());
        return store.periods(book);
    }

    @Transactional(readOnly = true)
    public Optional<ReportingPeriod> period(Book book, PeriodName name) {
        reading(book.municipality());
        return store.period(book, name);
    }

    /**
     * Opens a period by hand, or by the calendar.
     *
     * @param dueOn null: as the book's setting says
     */
    @Transactional
    public ReportMove open(Book book, PeriodName name, @Nullable LocalDate dueOn) {
        var by = access.require(Permission.REPORTING_RUN, book.municipality());
        if (name.from().isAfter(departments.today())) {
            return new ReportMove.TooEarly(name);
        }
        var due = dueOn == null ? due(name, store.setting(book).orElse(ReportingSetting.USUAL)) : dueOn;
        if (due.isBefore(name.from())) {
            throw Refusal.of(new Refusal.Field("dueOn", "reporting.fault.dueOn"));
        }
        store.lock(book);
        var taken = store.periods(book).stream()
                .filter(one -> one.name().months().stream().anyMatch(name::has))
                .findFirst();
        if (taken.isPresent()) {
            return new ReportMove.Taken(taken.get().name());
        }
        var closed = ledger.closedMonths(book);
        var already = name.months().stream().filter(closed::contains).findFirst();
        if (already.isPresent()) {
            return new ReportMove.MonthClosed(already.get());
        }
        var now = clock.instant();
        var period = store.add(book, name, due, by, now);
        store.record(period, ReportStep.Kind.OPENED, null, "", by, now);
        reader.duties(book, name.year()).projects().keySet().stream()
                .filter(Objects::nonNull)
                .sorted()
                .forEach(department -> store.begin(period, department, now));
        return new ReportMove.Made(period);
    }

    @Transactional
    public ReportMove moveDue(Book book, PeriodName name, LocalDate dueOn, String remarks) {
        var by = access.require(Permission.REPORTING_RUN, book.municipality());
        var said = text("remarks", remarks, false);
        if (dueOn.isBefore(name.from())) {
            throw Refusal.of(new Refusal.Field("dueOn", "reporting.fault.dueOn"));
        }
        store.lock(book);
        return inOpen(book, name, period -> {
            store.moveDue(period.id(), dueOn);
            store.record(
                    period,
                    ReportStep.Kind.DUE_MOVED,
                    null,
                    (period.dueOn() + " → " + dueOn + " " + said).strip(),
                    by,
                    clock.instant());
            return new ReportMove.Made(store.period(book, name).orElseThrow());
        });
    }

    /**
     * 마감: every report closes, and the ledger closes the months; from now on there are only corrections.
     *
     * @param remarks asked for where a report was not accepted: why it is closed without
     */
    @Transactional
    public ReportMove close(Book book, PeriodName name, String remarks) {
        var by = access.require(Permission.REPORTING_RUN, book.municipality());
        store.lock(book);
        return inOpen(book, name, period -> {
            var now = clock.instant();
            reader.duties(book, name.year()).projects().keySet().stream()
                    .filter(Objects::nonNull)
                    .sorted()
                    .forEach(department -> store.begin(period, department, now));
            var reports = store.reports(period.id()).stream()
                    .sorted(Comparator.comparing(ReportingStore.Stored::department))
                    // Whoever is saving or submitting now is waited for.
                    .map(report -> store.hold(period, report.department(), true, now))
                    .toList();
            var said = text(
                    "remarks",
                    remarks,
                    reports.stream().anyMatch(report -> report.standing().state() != ReportState.ACCEPTED));
            reports.forEach(report -> store.move(
                    period.id(),
                    report.department(),
                    ReportState.CLOSED,
                    report.standing().submissions() == 0,
                    now));
            store.record(period, ReportStep.Kind.CLOSED, null, said, by, now);
            store.close(period.id(), by, now);
            name.months().forEach(month -> ledger.close(book, month));
            return new ReportMove.Made(store.period(book, name).orElseThrow());
        });
    }

    /** What the calendar asks for: opens what has ended, and closes what was due long enough ago. By the product itself. */
    void byCalendar(Book book, ReportingSetting setting, String closing) {
        var today = departments.today();
        if (setting.automatic()) {
            var ended = PeriodName.of(today, setting.kind()).before();
            if (store.period(book, ended).isEmpty()) {
                open(book, ended, null);
            }
        }
        var wait = setting.closeAfter();
        if (wait != null) {
            store.periods(book).stream()
                    .filter(ReportingPeriod::open)
                    .filter(period -> today.isAfter(period.dueOn().plusDays(wait)))
                    .forEach(period -> close(book, period.name(), closing));
        }
    }

    private ReportMove inOpen(
            Book book, PeriodName name, java.util.function.Function<ReportingPeriod, ReportMove> step) {
        var period = store.period(book, name);
        if (period.isEmpty()) {
            return new ReportMove.NoPeriod();
        }
        return period.get().open() ? step.apply(period.get()) : new ReportMove.PeriodClosed(period.get());
    }

    // Looking

    /** 보고 현황: for whoever writes for a department alone, its own rows. */
    @Transactional(readOnly = true)
    public Optional<Board> board(Book book, PeriodName name) {
        var viewer = reading(book.municipality());
        return store.period(book, name).map(period -> board(period, own(viewer, book)));
    }

    /** @param own null: of all */
    Board board(ReportingPeriod period, @Nullable Set<DepartmentId> own) {
        var duties = reader.duties(period.book(), period.name().year());
        var stored = store.reports(period.id()).stream()
                .collect(Collectors.toMap(ReportingStore.Stored::department, one -> one));
        var steps = store.steps(period.id());
        var shown = new HashSet<DepartmentId>(stored.keySet());
        // Once a period is closed, whoever has projects later had nothing to do with it.
        if (period.open()) {
            duties.projects().keySet().stream().filter(Objects::nonNull).forEach(shown::add);
        }
        shown.removeIf(id -> !duties.departments().containsKey(id) || (own != null && !own.contains(id)));
        var projects = shown.stream()
                .flatMap(id -> duties.of(id).stream())
                .map(Project::id)
                .toList();
        var cells = store.cells(period.id(), projects);
        var charges = departments.charges(shown);
        var rows = shown.stream()
                .map(id -> row(period, duties, id, stored.get(id), cells, charges, steps))
                .sorted(Comparator.comparing((Board.Row row) -> !row.waits())
                        .thenComparing(row -> switch (row.standing().state()) {
                            case RETURNED -> 0;
                            case OPEN -> 1;
                            case SUBMITTED -> 2;
                            case ACCEPTED -> 3;
                            case CLOSED -> 4;
                        })
                        .thenComparing(row -> row.department().name()))
                .toList();
        return new Board(
                period,
                duties.inForce(),
                departments.today(),
                rows,
                own == null
                        ? duties.projects().getOrDefault(null, List.of()).stream()
                                .map(Project::name)
                                .toList()
                        : List.of(),
                steps);
    }

    private Board.Row row(
            ReportingPeriod period,
            ReportReader.Duties duties,
            DepartmentId id,
            ReportingStore.@Nullable Stored stored,
            Map<ReportingStore.CellKey, ReportCell> cells,
            Map<DepartmentId, List<dure.plan.Charge>> charges,
            List<ReportStep> steps) {
        var lines = 0;
        var missing = 0L;
        Long jobs = null;
        Long executed = null;
        for (var project : duties.of(id)) {
            for (var measure : ReportReader.measures(project)) {
                lines++;
                var quantity = number(cells, project.id(), ReportField.quantity(measure));
                if (quantity == null) {
                    missing++;
                } else if (measure == Measure.JOBS) {
                    jobs = (jobs == null ? 0 : jobs) + quantity;
                }
            }
            var spent = number(cells, project.id(), ReportField.EXECUTED);
            if (spent != null) {
                executed = (executed == null ? 0 : executed) + spent;
            }
        }
        return new Board.Row(
                Objects.requireNonNull(duties.departments().get(id)),
                standing(period, stored),
                lines,
                missing,
                jobs,
                executed,
                charges.getOrDefault(id, List.of()),
                last(steps, id, null),
                last(steps, id, Set.of(ReportStep.Kind.RETURNED, ReportStep.Kind.REOPENED)));
    }

    private static @Nullable Long number(
            Map<ReportingStore.CellKey, ReportCell> cells, ProjectId project, ReportField field) {
        var cell = cells.get(new ReportingStore.CellKey(project, field.toString()));
        return cell == null ? null : cell.number();
    }

    /** Late is who was late, and who has not submitted while the day has passed. */
    private Report.Standing standing(ReportingPeriod period, ReportingStore.@Nullable Stored stored) {
        var so = stored == null ? Report.Standing.NEW : stored.standing();
        var waits = so.submissions() == 0 && departments.today().isAfter(period.dueOn());
        return waits && !so.late()
                ? new Report.Standing(so.state(), so.submissions(), true, so.submittedAt(), so.acceptedAt())
                : so;
    }

    private static @Nullable ReportStep last(
            List<ReportStep> steps, DepartmentId department, @Nullable Set<ReportStep.Kind> kinds) {
        return steps.stream()
                .filter(step -> department.equals(step.department()))
                .filter(step -> kinds == null || kinds.contains(step.kind()))
                .findFirst()
                .orElse(null);
    }

    /**
     * One department's report.
     *
     * @throws AccessDeniedException for another department
     */
    @Transactional(readOnly = true)
    public Optional<Report> report(Book book, PeriodName name, DepartmentId department) {
        var viewer = reading(book.municipality());
        ownOnly(viewer, book, department);
        var period = store.period(book, name);
        if (period.isEmpty()) {
            return Optional.empty();
        }
        var duties = reader.duties(book, name.year());
        var projects = duties.of(department);
        var stored = store.report(period.get().id(), department);
        var acting = duties.departments().get(department);
        if (acting == null || (projects.isEmpty() && stored.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Report(
                period.get(),
                acting,
                standing(period.get(), stored.orElse(null)),
                duties.inForce(),
                departments.today(),
                reader.rows(period.get(), projects, duties.appropriated()),
                store.steps(period.get().id()).stream()
                        .filter(step -> step.department() == null || department.equals(step.department()))
                        .toList()));
    }

    /** The departments whose projects alone the viewer reports; null: of all of them, or of none. */
    public @Nullable Set<DepartmentId> own(Book book) {
        return own(access.viewer(), book);
    }

    private @Nullable Set<DepartmentId> own(Viewer viewer, Book book) {
        var names = viewer.departmentsIn(book.municipality(), Permission.ENTRIES_WRITE);
        return names.isEmpty()
                ? null
                : departments.all(book).stream()
                        .filter(one -> names.contains(one.name()) && !one.isEnded(departments.today()))
                        .map(Department::id)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private void ownOnly(Viewer viewer, Book book, DepartmentId department) {
        var own = own(viewer, book);
        if (own != null && !own.contains(department)) {
            throw new AccessDeniedException("The report of another department");
        }
    }

    private Viewer reading(MunicipalityCode municipality) {
        var viewer = access.viewer();
        if (!viewer.reads().includes(municipality)) {
            throw new AccessDeniedException("Reports are read by the staff of municipality " + municipality);
        }
        return viewer;
    }

    // Typing

    /**
     * 임시 저장 of cells: each by itself, so that one that clashes keeps none of the others back. What stands there already is
     * saved already: sent twice, it is saved once.
     *
     * @param key the caller's name for this call; null where it has none
     * @param hash SHA-256 of what is asked, so that a key is not used for something else
     */
    @Transactional
    public Saving save(
            Book book,
            PeriodName name,
            DepartmentId department,
            List<CellEdit> edits,
            @Nullable String key,
            byte @Nullable [] hash) {
        var by = access.require(Permission.ENTRIES_WRITE, book.municipality());
        ownOnly(by, book, department);
        if (edits.size() > MOST_EDITS) {
            throw Refusal.of(new Refusal.Field("cells", "reporting.fault.cells", MOST_EDITS));
        }
        var found = store.period(book, name);
        var projects = edits.stream().map(CellEdit::project).collect(Collectors.toSet());
        var owners = reader.departmentsOf(book, projects);
        if (found.isEmpty() || projects.stream().anyMatch(project -> !department.equals(owners.get(project)))) {
            return new Saving.NoReport();
        }
        var period = found.get();
        if (!period.open()) {
            return new Saving.NotOpen(ReportState.CLOSED);
        }
        var now = clock.instant();
        var standing = store.hold(period, department, false, now).standing();
        if (key != null && by.account() != null) {
            if (key.isBlank() || key.length() > LONGEST_KEY) {
                throw Refusal.of(new Refusal.Field("Idempotency-Key", "reporting.fault.key", LONGEST_KEY));
            }
            var asked = Objects.requireNonNull(hash);
            var before = store.call(period, by.account(), key, asked, now);
            if (before.isPresent()) {
                return java.util.Arrays.equals(before.get(), asked)
                        ? new Saving.Saved(asTheyStand(period, edits), true)
                        : new Saving.KeyUsed(key);
            }
        }
        if (!standing.state().isOpen()) {
            return new Saving.NotOpen(standing.state());
        }
        return new Saving.Saved(typed(period, department, edits, by, now), false);
    }

    private List<Saving.Outcome> asTheyStand(ReportingPeriod period, List<CellEdit> edits) {
        var cells =
                store.cells(period.id(), edits.stream().map(CellEdit::project).collect(Collectors.toSet()));
        return edits.stream()
                .map(edit -> new Saving.Outcome(
                        edit,
                        Saving.Result.UNCHANGED,
                        cells.get(new ReportingStore.CellKey(
                                edit.project(), edit.field().toString())),
                        null,
                        null))
                .toList();
    }

    private List<Saving.Outcome> typed(
            ReportingPeriod period, DepartmentId department, List<CellEdit> edits, Viewer by, Instant now) {
        var projects = edits.stream().map(CellEdit::project).collect(Collectors.toSet());
        var cells = new HashMap<>(store.cells(period.id(), projects));
        var before = new Before(period, edits);
        var outcomes = new ArrayList<Saving.Outcome>();
        for (var edit : edits) {
            var at = new ReportingStore.CellKey(edit.project(), edit.field().toString());
            var stands = cells.get(at);
            var read = read(edit, before);
            if (read.fault() != null) {
                outcomes.add(new Saving.Outcome(edit, Saving.Result.WRONG, stands, read.fault(), null));
                continue;
            }
            var same = stands == null
                    ? read.value() == null
                    : Objects.equals(stands.value(), read.value()) && Objects.equals(stands.stated(), read.stated());
            if (same) {
                outcomes.add(new Saving.Outcome(edit, Saving.Result.UNCHANGED, stands, null, read.conversion()));
                continue;
            }
            var version = stands == null ? 0 : stands.version();
            if (edit.version() != version
                    || !store.write(period, department, at, version, read.value(), read.stated(), by, now)) {
                var theirs = store.cell(period.id(), at).orElse(null);
                outcomes.add(new Saving.Outcome(edit, Saving.Result.CLASH, theirs, null, null));
                continue;
            }
            var saved = new ReportCell(read.value(), read.stated(), version + 1, now, by.name());
            cells.put(at, saved);
            outcomes.add(new Saving.Outcome(edit, Saving.Result.SAVED, saved, null, read.conversion()));
        }
        return outcomes;
    }

    /** What was before the period, asked only where a running total is typed. */
    private final class Before {
        private final ReportingPeriod period;
        private final Set<ProjectId> ofTotals;
        private @Nullable Map<ReportingStore.LineKey, ReportReader.Sums> sums;
        private @Nullable Map<ProjectId, Long> executed;

        Before(ReportingPeriod period, List<CellEdit> edits) {
            this.period = period;
            this.ofTotals = edits.stream()
                    .filter(CellEdit::cumulative)
                    .map(CellEdit::project)
                    .collect(Collectors.toSet());
        }

        long of(CellEdit edit) {
            var measure = edit.field().measure();
            if (measure == null) {
                var spent = executed == null ? reader.executedBefore(period, ofTotals) : executed;
                executed = spent;
                return spent.getOrDefault(edit.project(), 0L);
            }
            var known = sums == null ? reader.sums(period, ofTotals) : sums;
            sums = known;
            return known.getOrDefault(new ReportingStore.LineKey(edit.project(), measure), ReportReader.Sums.NONE)
                    .before();
        }
    }

    private record Read(
            @Nullable String value,
            @Nullable Long stated,
            Saving.@Nullable Converted conversion,
            @Nullable Text fault) {
        static Read wrong(Text fault) {
            return new Read(null, null, null, fault);
        }
    }

    private static Read read(CellEdit edit, Before before) {
        if (!edit.field().kind().isNumber()) {
            var text = edit.to() == null ? "" : edit.to().strip();
            return text.length() > LONGEST_CELL
                    ? Read.wrong(Text.of("reporting.fault.long", LONGEST_CELL))
                    : new Read(text.isEmpty() ? null : text, null, null, null);
        }
        var typed = TypedNumber.of(edit.to());
        if (typed.fault() != null) {
            return Read.wrong(typed.fault());
        }
        var number = typed.number();
        if (number == null || !edit.cumulative()) {
            return new Read(number == null ? null : number.toString(), null, null, null);
        }
        var conversion = ReportReader.convert(number, before.of(edit));
        return conversion.flow() < 0
                ? Read.wrong(Text.of("reporting.fault.totalFalls", number, conversion.before()))
                : new Read(String.valueOf(conversion.flow()), number, conversion, null);
    }

    // Moving

    /**
     * 제출: by an officer of the department, or for it by the office. What was typed becomes lines of the ledger in the same
     * transaction; submitted again after a return, only what differs is replaced. Sent twice, it is submitted once.
     *
     * @param remarks what the department says with it
     * @throws AccessDeniedException for another department
     */
    @Transactional
    public ReportMove submit(Book book, PeriodName name, DepartmentId department, String remarks) {
        var by = access.require(Permission.ENTRIES_WRITE, book.municipality());
        ownOnly(by, book, department);
        var said = text("remarks", remarks, false);
        return inOpen(book, name, period -> {
            var duties = reader.duties(book, name.year());
            var projects = duties.of(department);
            if (projects.isEmpty()) {
                return new ReportMove.NoReport();
            }
            var standing = store.hold(period, department, true, clock.instant()).standing();
            if (standing.state() == ReportState.SUBMITTED) {
                return new ReportMove.Submitted(period, 0, 0, 0, projects.size());
            }
            if (!standing.state().isOpen()) {
                return new ReportMove.NotFrom(standing.state(), ReportState.SUBMITTED);
            }
            var rows = reader.rows(period, projects, duties.appropriated());
            var lacks = submitting.lacks(rows);
            if (!lacks.isEmpty()) {
                return new ReportMove.Lacks(lacks);
            }
            var now = clock.instant();
            var late = standing.submissions() == 0 && departments.today().isAfter(period.dueOn());
            store.move(period.id(), department, ReportState.SUBMITTED, late, now);
            var done = submitting.write(period, department, standing.submissions() + 1, rows, by);
            store.record(period, ReportStep.Kind.SUBMITTED, department, said, by, now);
            return done;
        });
    }

    /** 확인 of what was submitted. */
    @Transactional
    public ReportMove accept(Book book, PeriodName name, DepartmentId department) {
        var by = access.require(Permission.REPORTING_RUN, book.municipality());
        return moved(book, name, department, ReportState.ACCEPTED, (period, was) -> {
            var now = clock.instant();
            store.move(period.id(), department, ReportState.ACCEPTED, false, now);
            store.record(period, ReportStep.Kind.ACCEPTED, department, "", by, now);
        });
    }

    /** 보완 요구, also of a report that was accepted: it is open again. */
    @Transactional
    public ReportMove giveBack(Book book, PeriodName name, DepartmentId department, String remarks) {
        var by = access.require(Permission.REPORTING_RUN, book.municipality());
        var said = text("remarks", remarks, true);
        return moved(book, name, department, ReportState.RETURNED, (period, was) -> {
            var now = clock.instant();
            store.move(period.id(), department, ReportState.RETURNED, false, now);
            var kind = was == ReportState.ACCEPTED ? ReportStep.Kind.REOPENED : ReportStep.Kind.RETURNED;
            store.record(period, kind, department, said, by, now);
        });
    }

    private interface Step {
        void make(ReportingPeriod period, ReportState was);
    }

    private ReportMove moved(Book book, PeriodName name, DepartmentId department, ReportState to, Step step) {
        return inOpen(book, name, period -> {
            if (store.report(period.id(), department).isEmpty()) {
                return new ReportMove.NoReport();
            }
            var was = store.hold(period, department, true, clock.instant())
                    .standing()
                    .state();
            var may = to == ReportState.ACCEPTED
                    ? was == ReportState.SUBMITTED
                    : was == ReportState.SUBMITTED || was == ReportState.ACCEPTED;
            if (!may) {
                return new ReportMove.NotFrom(was, to);
            }
            step.make(period, was);
            return new ReportMove.Made(period);
        });
    }

    // Money

    /**
     * 예산 집행액 [won] by project, as far as periods lie inside the question's scope and until its day. As known at the
     * ledger's instant; asked of what the ledger holds now, as known now. Money that was reported without any line after the
     * last posting is found by {@link #executed(Question, Instant)} at the very instant.
     */
    @Transactional(readOnly = true)
    public Map<ProjectId, Long> executed(Question question) {
        var latest = ledger.now(question.book()).position() == question.known().position();
        return executed(question, latest ? clock.instant() : question.known().at());
    }

    /** As {@link #executed(Question)}, of the periods of a year, as known now: what a settlement is held against. */
    @Transactional(readOnly = true)
    public Map<ProjectId, Long> executed(Book book, int year) {
        return access.viewer().reads().includes(book.municipality())
                ? store.executed(book, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), clock.instant())
                : Map.of();
    }

    /** As {@link #executed(Question)}, as known at this instant. */
    @Transactional(readOnly = true)
    public Map<ProjectId, Long> executed(Question question, Instant known) {
        if (!access.viewer().reads().includes(question.book().municipality())) {
            return Map.of(); // what departments report is not public before it is settled
        }
        var scope = question.scope();
        var until = question.asOf().isBefore(scope.to()) ? question.asOf() : scope.to();
        return store.executed(question.book(), scope.from(), until, known);
    }

    static String text(String field, String typed, boolean required) {
        var text = typed.strip();
        if (required && text.isEmpty()) {
            throw Refusal.of(new Refusal.Field(field, "reporting.fault.required"));
        }
        if (text.length() > LONGEST_TEXT) {
            throw Refusal.of(new Refusal.Field(field, "reporting.fault.long", LONGEST_TEXT));
        }
        return text;
    }
}
