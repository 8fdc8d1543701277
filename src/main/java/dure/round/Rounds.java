package dure.round;

import dure.access.Access;
import dure.access.Permission;
import dure.access.Viewer;
import dure.finding.Finding;
import dure.plan.Department;
import dure.plan.DepartmentId;
import dure.plan.Departments;
import dure.plan.PartProject;
import dure.plan.Parts;
import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.PlanState;
import dure.plan.PlanVersion;
import dure.plan.Versions;
import dure.region.Book;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to planning rounds (부서 작성 회차) of the plans of years. The officer opens one on a draft, takes or returns what
 * departments submit, and closes it; a department submits its own part. Everything is asked of whoever reads the
 * municipality's unpublished plans; who is no staff of it is refused.
 */
@Service
public class Rounds {
    static final int LONGEST_TEXT = 2000;

    private final RoundStore rounds;
    private final Versions versions;
    private final Parts parts;
    private final Departments departments;
    private final Access access;
    private final Clock clock;

    Rounds(RoundStore rounds, Versions versions, Parts parts, Departments departments, Access access, Clock clock) {
        this.rounds = rounds;
        this.versions = versions;
        this.parts = parts;
        this.departments = departments;
        this.access = access;
        this.clock = clock;
    }

    /**
     * What a round can be opened on.
     *
     * @param draft null where there is none
     * @param state of the newest version; null where there is no plan
     * @param departments those that there are today, with how many projects each has in the draft
     */
    public record Proposal(
            @Nullable PlanHead draft,
            @Nullable PlanState state,
            List<Department> departments,
            Map<DepartmentId, Long> projects) {
        public long projects(Department department) {
            return projects.getOrDefault(department.id(), 0L);
        }
    }

    @Transactional(readOnly = true)
    public Proposal proposal(Book book, int year) {
        reading(book.municipality());
        var newest = newest(book, year);
        var draft = newest.filter(one -> one.state() == PlanState.DRAFT);
        var projects = draft.map(one -> parts.projects(one.id())).orElse(List.of()).stream()
                .filter(one -> one.department() != null)
                .collect(Collectors.groupingBy(one -> Objects.requireNonNull(one.department()), Collectors.counting()));
        return new Proposal(
                draft.map(PlanVersion::head).orElse(null),
                newest.map(PlanVersion::state).orElse(null),
                departments.offered(book),
                projects);
    }

    /** The newest that may still become public: what is worked on, if anything is. */
    private Optional<PlanVersion> newest(Book book, int year) {
        return versions.all(book, PlanKind.YEAR, year).stream()
                .filter(one -> one.state() != PlanState.WITHDRAWN && one.state() != PlanState.REJECTED)
                .findFirst();
    }

    /** The open round of a plan, else the last; empty where there was none. */
    @Transactional(readOnly = true)
    public Optional<Board> board(Book book, int year) {
        reading(book.municipality());
        return rounds.newest(book, year).map(this::board);
    }

    Board board(PlanningRound round) {
        var today = departments.today();
        var daysLeft = ChronoUnit.DAYS.between(today, round.dueOn());
        var all = departments.all(round.book()).stream().collect(Collectors.toMap(Department::id, Function.identity()));
        var acting = departments.today(round.book());
        var projects = parts.projects(round.plan());
        var steps = rounds.steps(round.id());
        var asked = rounds.parts(round.id());
        var charges = departments.charges(asked.stream()
                .map(part ->
                        Objects.requireNonNull(acting.get(part.department())).id())
                .toList());
        var rows = asked.stream()
                .map(part -> {
                    var department = Objects.requireNonNull(acting.get(part.department()));
                    return new Board.Row(
                            Objects.requireNonNull(all.get(part.department())),
                            department,
                            part.state(),
                            daysLeft,
                            projects.stream()
                                    .filter(one -> department.id().equals(one.department()))
                                    .toList(),
                            charges.getOrDefault(department.id(), List.of()),
                            last(steps, part.department(), null),
                            last(steps, part.department(), Set.of(RoundStep.Kind.RETURNED, RoundStep.Kind.REOPENED)));
                })
                .sorted(Comparator.comparing((Board.Row row) -> !row.late())
                        .thenComparing(row -> switch (row.state()) {
                            case RETURNED -> 0;
                            case ASKED -> 1;
                            case SUBMITTED -> 2;
                            case ACCEPTED -> 3;
                        })
                        .thenComparing(row -> row.department().name()))
                .toList();
        var known = rows.stream().map(row -> row.department().id()).collect(Collectors.toSet());
        var notAsked = projects.stream()
                .map(PartProject::department)
                .filter(Objects::nonNull)
                .filter(id -> !known.contains(id))
                .distinct()
                .map(id -> Objects.requireNonNull(all.get(id)))
                .toList();
        return new Board(
                round,
                versions.find(round.plan()).map(PlanVersion::head).orElse(null),
                today,
                rows,
                projects,
                notAsked,
                steps);
    }

    private static @Nullable RoundStep last(
            List<RoundStep> steps, DepartmentId department, @Nullable Set<RoundStep.Kind> kinds) {
        return steps.stream()
                .filter(step -> department.equals(step.department()))
                .filter(step -> kinds == null || kinds.contains(step.kind()))
                .findFirst()
                .orElse(null);
    }

    /** Opens a round on the draft of a year's plan: the departments may write their parts from now on. */
    @Transactional
    public RoundMove open(Book book, int year, LocalDate dueOn, String letter, Collection<DepartmentId> asked) {
        var by = writing(book, year);
        dueOn(dueOn);
        var text = text("letter", letter, false);
        var offered = departments.offered(book).stream().map(Department::id).collect(Collectors.toSet());
        if (asked.isEmpty() || !offered.containsAll(asked)) {
            throw Refusal.of(new Refusal.Field("departments", "round.fault.departments"));
        }
        var open = rounds.open(book, year);
        if (open.isPresent()) {
            return new RoundMove.AlreadyOpen(open.get());
        }
        var newest = newest(book, year);
        if (newest.isEmpty() || newest.get().state() != PlanState.DRAFT) {
            return new RoundMove.NoDraft(newest.map(PlanVersion::state).orElse(null));
        }
        var round = rounds.add(newest.get().head(), dueOn, text, by, clock.instant());
        rounds.record(round, RoundStep.Kind.OPENED, null, text, by, clock.instant());
        new HashSet<>(asked).stream().sorted().forEach(department -> ask(round, department));
        return new RoundMove.Made(round);
    }

    private void ask(PlanningRound round, DepartmentId department) {
        rounds.ask(round, department, clock.instant());
        parts.open(round.plan(), department);
    }

    /** One more department, in a round that is open. */
    @Transactional
    public RoundMove add(Book book, int year, DepartmentId department) {
        var by = writing(book, year);
        if (departments.offered(book).stream().noneMatch(one -> one.id().equals(department))) {
            throw Refusal.of(new Refusal.Field("departments", "round.fault.departments"));
        }
        return inOpen(book, year, round -> {
            if (rounds.parts(round.id()).stream()
                    .noneMatch(one -> one.department().equals(department))) {
                ask(round, department);
                rounds.record(round, RoundStep.Kind.ADDED, department, "", by, clock.instant());
            }
            return new RoundMove.Made(round);
        });
    }

    /**
     * 제출: by an officer of the department, or for it by the office. Its part closes.
     *
     * @param remarks what the department says with it
     * @throws AccessDeniedException for another department
     */
    @Transactional
    public RoundMove submit(Book book, int year, DepartmentId department, String remarks) {
        var by = access.require(Permission.PLAN_PARTS_WRITE, book.municipality());
        var acting = departments.today(book).get(department);
        if (acting == null) {
            throw Refusal.notThere();
        }
        if (!by.may(Permission.PLANS_WRITE, book.municipality())
                && !departments.own(book).contains(acting.id())) {
            throw new AccessDeniedException("The part of another department");
        }
        rounds.lock(book, year);
        var said = text("remarks", remarks, false);
        return inOpen(book, year, round -> {
            var errors = parts.projects(round.plan()).stream()
                    .filter(one -> acting.id().equals(one.department()))
                    .flatMap(one -> one.findings().stream())
                    .filter(Finding::isError)
                    .toList();
            return moved(round, department, PartState.SUBMITTED, () -> {
                if (!errors.isEmpty()) {
                    return new RoundMove.Lacks(errors);
                }
                if (!isAskedTwice(round, department, acting)) {
                    parts.close(round.plan(), acting.id());
                }
                rounds.record(round, RoundStep.Kind.SUBMITTED, department, said, by, clock.instant());
                return new RoundMove.Made(round);
            });
        });
    }

    /** 통합: two were asked, and one department does today what both did; it writes until both are submitted. */
    private boolean isAskedTwice(PlanningRound round, DepartmentId department, Department acting) {
        var today = departments.today(round.book());
        return rounds.parts(round.id()).stream()
                .anyMatch(one -> !one.department().equals(department)
                        && one.state().isOpen()
                        && acting.equals(today.get(one.department())));
    }

    /** 보완 요구, also of a part that was accepted: it is open again. */
    @Transactional
    public RoundMove giveBack(Book book, int year, DepartmentId department, String remarks) {
        var by = writing(book, year);
        var said = text("remarks", remarks, true);
        return inOpen(book, year, round -> {
            var was = part(round, department).map(RoundStore.Part::state).orElse(PartState.ASKED);
            return moved(round, department, PartState.RETURNED, () -> {
                parts.open(
                        round.plan(),
                        Objects.requireNonNull(departments.today(book).get(department))
                                .id());
                var kind = was == PartState.ACCEPTED ? RoundStep.Kind.REOPENED : RoundStep.Kind.RETURNED;
                rounds.record(round, kind, department, said, by, clock.instant());
                return new RoundMove.Made(round);
            });
        });
    }

    /** 확인 of what was submitted. */
    @Transactional
    public RoundMove accept(Book book, int year, DepartmentId department) {
        var by = writing(book, year);
        return inOpen(
                book,
                year,
                round -> moved(round, department, PartState.ACCEPTED, () -> {
                    rounds.record(round, RoundStep.Kind.ACCEPTED, department, "", by, clock.instant());
                    return new RoundMove.Made(round);
                }));
    }

    @Transactional
    public RoundMove moveDue(Book book, int year, LocalDate dueOn, String remarks) {
        var by = writing(book, year);
        dueOn(dueOn);
        var said = text("remarks", remarks, false);
        return inOpen(book, year, round -> {
            rounds.moveDue(round.id(), dueOn);
            rounds.record(
                    round,
                    RoundStep.Kind.DUE_MOVED,
                    null,
                    (round.dueOn() + " → " + dueOn + " " + said).strip(),
                    by,
                    clock.instant());
            return new RoundMove.Made(round);
        });
    }

    /** The draft was replaced by another (a workbook was uploaded anew): the round goes on with that. */
    @Transactional
    public RoundMove moveToDraft(Book book, int year) {
        var by = writing(book, year);
        return inOpen(book, year, round -> {
            var newest = newest(book, year);
            if (newest.isEmpty() || newest.get().state() != PlanState.DRAFT) {
                return new RoundMove.NoDraft(newest.map(PlanVersion::state).orElse(null));
            }
            var draft = newest.get().head();
            rounds.moveTo(round.id(), draft.id());
            var today = departments.today(book);
            rounds.parts(round.id()).stream()
                    .filter(part -> part.state().isOpen())
                    .forEach(part -> parts.open(
                            draft.id(),
                            Objects.requireNonNull(today.get(part.department())).id()));
            rounds.record(round, RoundStep.Kind.MOVED_TO_DRAFT, null, "v" + draft.version(), by, clock.instant());
            return new RoundMove.Made(round);
        });
    }

    /**
     * Closes a round, and every part that is still open.
     *
     * @param remarks asked for where a part is missing: why it is closed without
     */
    @Transactional
    public RoundMove close(Book book, int year, String remarks) {
        var by = writing(book, year);
        return inOpen(book, year, round -> {
            var today = departments.today(book);
            var missing = rounds.parts(round.id()).stream()
                    .filter(part -> part.state() != PartState.ACCEPTED)
                    .toList();
            var said = text("remarks", remarks, !missing.isEmpty());
            var names = missing.stream()
                    .map(part ->
                            Objects.requireNonNull(today.get(part.department())).name())
                    .sorted()
                    .collect(Collectors.joining(", "));
            missing.forEach(part -> parts.close(
                    round.plan(),
                    Objects.requireNonNull(today.get(part.department())).id()));
            rounds.record(
                    round,
                    RoundStep.Kind.CLOSED,
                    null,
                    names.isEmpty() ? said : said + " (" + names + ")",
                    by,
                    clock.instant());
            rounds.close(round.id());
            return new RoundMove.Made(round);
        });
    }

    private interface Then {
        RoundMove go();
    }

    private Optional<RoundStore.Part> part(PlanningRound round, DepartmentId department) {
        return rounds.parts(round.id()).stream()
                .filter(one -> one.department().equals(department))
                .findFirst();
    }

    /** What follows decides; only what was made moves the part. */
    private RoundMove moved(PlanningRound round, DepartmentId department, PartState to, Then then) {
        var part = part(round, department);
        if (part.isEmpty()) {
            return new RoundMove.NotAsked();
        }
        var state = part.get().state();
        if (!state.mayBecome(to)) {
            return new RoundMove.NotFrom(state, to);
        }
        var made = then.go();
        if (made instanceof RoundMove.Made) {
            rounds.move(round, part.get(), to, clock.instant());
        }
        return made;
    }

    private RoundMove inOpen(Book book, int year, Function<PlanningRound, RoundMove> work) {
        return rounds.open(book, year).<RoundMove>map(work).orElseGet(RoundMove.NoRound::new);
    }

    /** @throws AccessDeniedException for whoever does not read what the municipality has not disclosed */
    private Viewer reading(MunicipalityCode municipality) {
        var viewer = access.viewer();
        if (!viewer.reads().includes(municipality)) {
            throw new AccessDeniedException("The rounds of municipality " + municipality + " are its staff's");
        }
        return viewer;
    }

    private Viewer writing(Book book, int year) {
        var by = access.require(Permission.PLANS_WRITE, book.municipality());
        rounds.lock(book, year);
        return by;
    }

    private void dueOn(LocalDate dueOn) {
        if (dueOn.isBefore(departments.today())
                || dueOn.isAfter(departments.today().plusYears(1))) {
            throw Refusal.of(new Refusal.Field("dueOn", "round.fault.dueOn"));
        }
    }

    private static String text(String field, String typed, boolean required) {
        var text = typed.strip();
        if (required && text.isEmpty()) {
            throw Refusal.of(new Refusal.Field(field, "round.fault." + field));
        }
        if (text.length() > LONGEST_TEXT) {
            throw Refusal.of(new Refusal.Field(field, "round.fault.long", LONGEST_TEXT));
        }
        return text;
    }
}
