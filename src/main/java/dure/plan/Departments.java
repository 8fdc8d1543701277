package dure.plan;

import dure.access.Access;
import dure.access.AccountsOfAMunicipality;
import dure.access.Permission;
import dure.access.Viewer;
import dure.region.Book;
import dure.web.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to departments (부서) and to who is in charge of them. Changes ask for plans:write; what cannot be is refused by
 * a {@link Refusal} that names the field. 조직개편 ends departments and names who follows; projects follow from that day on,
 * as {@link #standingFor} and the database say (V105).
 */
@Service
public class Departments {
    static final int LONGEST_NAME = 60;
    static final int LONGEST_CODE = 20;
    static final int LONGEST_NOTE = 2000;

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final DepartmentStore store;
    private final PartStore parts;
    private final AccountsOfAMunicipality accounts;
    private final Access access;
    private final Clock clock;

    Departments(DepartmentStore store, PartStore parts, AccountsOfAMunicipality accounts, Access access, Clock clock) {
        this.store = store;
        this.parts = parts;
        this.accounts = accounts;
        this.access = access;
        this.clock = clock;
    }

    /** The day in Korea. */
    public LocalDate today() {
        return LocalDate.now(clock.withZone(SEOUL));
    }

    /** By name, ended ones among them. */
    @Transactional(readOnly = true)
    public List<Department> all(Book book) {
        return store.all(book);
    }

    /** Those that there are today: what a picker offers. */
    @Transactional(readOnly = true)
    public List<Department> offered(Book book) {
        return store.all(book).stream().filter(one -> one.isValid(today())).toList();
    }

    @Transactional(readOnly = true)
    public Optional<Department> find(Book book, DepartmentId id) {
        return store.find(id).filter(one -> one.book().equals(book));
    }

    /** Which department does today what each did: itself, or of one that ended the successor. */
    @Transactional(readOnly = true)
    public Map<DepartmentId, Department> today(Book book) {
        return today(store.all(book));
    }

    private Map<DepartmentId, Department> today(List<Department> all) {
        var byId = all.stream().collect(Collectors.toMap(Department::id, one -> one));
        var today = today();
        var found = new HashMap<DepartmentId, Department>();
        for (var one : all) {
            var now = one;
            while (now.isEnded(today) && now.successor() != null && byId.containsKey(now.successor())) {
                now = Objects.requireNonNull(byId.get(now.successor()));
            }
            found.put(one.id(), now);
        }
        return found;
    }

    /**
     * The names under which the projects of these departments stand in plans: their own, and those of the departments that
     * they followed; without those that have ended themselves.
     */
    @Transactional(readOnly = true)
    public Set<String> standingFor(Book book, Set<String> names) {
        if (names.isEmpty()) {
            return names;
        }
        var all = store.all(book);
        var today = today(all);
        var standing = all.stream()
                .filter(one -> {
                    var now = Objects.requireNonNull(today.get(one.id()));
                    return !now.isEnded(today()) && names.contains(now.name());
                })
                .map(Department::name)
                .collect(Collectors.toSet());
        var known = all.stream().map(Department::name).collect(Collectors.toSet());
        names.stream().filter(name -> !known.contains(name)).forEach(standing::add);
        return Set.copyOf(standing);
    }

    /** The departments whose parts the viewer writes, of those that there are today; empty for whoever writes them all. */
    @Transactional(readOnly = true)
    public Set<DepartmentId> own(Book book) {
        var names = access.viewer().departmentsIn(book.municipality(), Permission.PLAN_PARTS_WRITE);
        return names.isEmpty()
                ? Set.of()
                : store.all(book).stream()
                        .filter(one -> names.contains(one.name()) && !one.isEnded(today()))
                        .map(Department::id)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whom each department has in charge today, and who stands in; staff only. */
    @Transactional(readOnly = true)
    public Map<DepartmentId, List<Charge>> charges(Collection<DepartmentId> ids) {
        return ids.isEmpty() ? Map.of() : store.charges(ids, today());
    }

    /** All that was ever said of who is in charge, the newest first; staff only. */
    @Transactional(readOnly = true)
    public List<Charge> charges(DepartmentId id) {
        return store.charges(id);
    }

    @Transactional(readOnly = true)
    public List<DepartmentChange> changes(DepartmentId id) {
        return store.changes(id);
    }

    @Transactional(readOnly = true)
    public List<Handover> handovers(DepartmentId id) {
        return store.handovers(id);
    }

    /** What is not done today: projects of plans that stand, this year's and later, and open parts of drafts. */
    @Transactional(readOnly = true)
    public List<Handover.Item> unfinished(DepartmentId id) {
        return parts.unfinished(id);
    }

    /** @param from its first day; null: since ever */
    @Transactional
    public Department add(Book book, String name, @Nullable String code, @Nullable LocalDate from) {
        var by = changing(book);
        var said = name(book, name);
        var added = store.add(book, said, code(book, code, null), from);
        store.record(added, DepartmentChange.Kind.ADDED, said, from, by, clock.instant());
        return added;
    }

    /** @param code null or blank: it has none */
    @Transactional
    public Department setCode(Book book, DepartmentId id, @Nullable String code) {
        var by = changing(book);
        var department = there(book, id);
        var said = code(book, code, id);
        store.setCode(id, said);
        store.record(department, DepartmentChange.Kind.CODED, said == null ? "" : said, null, by, clock.instant());
        return there(book, id);
    }

    /**
     * 부서명 변경: a reorganisation. The department ends the day before and goes on under its new name, as another one; who
     * is in charge stays in charge.
     *
     * @param on the first day of the new name
     * @return the one of the new name
     */
    @Transactional
    public Department rename(Book book, DepartmentId id, String name, LocalDate on) {
        var by = changing(book);
        var department = withoutEnd(book, id);
        var said = name(book, name);
        var last = lastDay(department, on.minusDays(1));
        // Ended first: of those without an end a code is only one's.
        store.setEnd(id, last, null);
        var renamed = store.add(book, said, department.code(), on);
        store.setEnd(id, last, renamed.id());
        store.record(department, DepartmentChange.Kind.RENAMED, said, on, by, clock.instant());
        store.record(renamed, DepartmentChange.Kind.ADDED, said, on, by, clock.instant());
        store.charges(List.of(id), today()).getOrDefault(id, List.of()).stream()
                .filter(charge -> charge.name() != null)
                .forEach(charge -> store.charge(
                        renamed,
                        new Charge.Said(charge.kind(), charge.name(), charge.email(), null, charge.from(), charge.to()),
                        charge.account(),
                        by,
                        clock.instant()));
        return renamed;
    }

    /**
     * 폐지·통합: from the day after its last on, the successor does what it did. Several may have the same successor.
     *
     * @param successor null: nobody follows, and what it had is left to the office of jobs policy
     */
    @Transactional
    public Department end(Book book, DepartmentId id, LocalDate last, @Nullable DepartmentId successor) {
        var by = changing(book);
        var department = there(book, id);
        lastDay(department, last);
        var next = successor == null ? null : successor(book, department, successor, last);
        store.setEnd(id, last, successor);
        store.record(
                department, DepartmentChange.Kind.ENDED, next == null ? "" : next.name(), last, by, clock.instant());
        return there(book, id);
    }

    /** Takes back an end that was a mistake. */
    @Transactional
    public Department restore(Book book, DepartmentId id) {
        var by = changing(book);
        var department = there(book, id);
        if (department.to() == null) {
            return department;
        }
        code(book, department.code(), id);
        store.setEnd(id, null, null);
        store.record(department, DepartmentChange.Kind.RESTORED, department.name(), null, by, clock.instant());
        return there(book, id);
    }

    /** 담당·대행: who is from a day on; without a name nobody is. */
    @Transactional
    public void charge(Book book, DepartmentId id, Charge.Said said) {
        var by = changing(book);
        charge(there(book, id), said, by);
    }

    private void charge(Department department, Charge.Said said, Viewer by) {
        var name = blankToNull(said.name());
        var email = blankToNull(said.email());
        if (name != null && name.length() > LONGEST_NAME) {
            throw Refusal.of(new Refusal.Field("name", "plan.department.person.long", LONGEST_NAME));
        }
        if (name == null && (email != null || blankToNull(said.login()) != null)) {
            throw Refusal.of(new Refusal.Field("name", "plan.department.person.missing"));
        }
        if (email != null && (email.length() > 190 || !email.matches("[^\\s@<>\"]+@[^\\s@<>\"]+\\.[^\\s@<>\"]+"))) {
            throw Refusal.of(new Refusal.Field("email", "plan.department.email.form"));
        }
        if (said.to() != null && said.to().isBefore(said.from())) {
            throw Refusal.of(new Refusal.Field("to", "plan.department.dates"));
        }
        store.charge(
                department,
                new Charge.Said(
                        said.kind(),
                        name,
                        email == null ? null : email.toLowerCase(Locale.ROOT),
                        null,
                        said.from(),
                        said.to()),
                account(department.book(), blankToNull(said.login())),
                by,
                clock.instant());
    }

    private @Nullable UUID account(Book book, @Nullable String login) {
        return login == null
                ? null
                : accounts.find(book.municipality(), login)
                        .orElseThrow(() -> Refusal.of(new Refusal.Field("login", "plan.department.login.unknown")));
    }

    /** 인수인계: written down with what is open now; from its day on, whoever takes over is in charge. */
    @Transactional
    public void handOver(Book book, DepartmentId id, String from, Charge.Said to, String note) {
        var by = changing(book);
        var department = there(book, id);
        var leaving = from.strip();
        var coming = blankToNull(to.name());
        if (leaving.isEmpty() || leaving.length() > LONGEST_NAME) {
            throw Refusal.of(new Refusal.Field("from", "plan.department.person.missing"));
        }
        if (coming == null) {
            throw Refusal.of(new Refusal.Field("name", "plan.department.person.missing"));
        }
        if (note.isBlank() || note.length() > LONGEST_NOTE) {
            throw Refusal.of(new Refusal.Field("note", "plan.department.note", LONGEST_NOTE));
        }
        charge(department, to, by);
        store.handOver(department, leaving, coming, to.from(), note.strip(), parts.unfinished(id), by, clock.instant());
    }

    private Viewer changing(Book book) {
        var by = access.require(Permission.PLANS_WRITE, book.municipality());
        store.lock(book);
        return by;
    }

    private Department there(Book book, DepartmentId id) {
        return find(book, id).orElseThrow(Refusal::notThere);
    }

    private Department withoutEnd(Book book, DepartmentId id) {
        var department = there(book, id);
        if (department.to() != null) {
            throw Refusal.of(new Refusal.Field("on", "plan.department.ended", department.name()));
        }
        return department;
    }

    private String name(Book book, String typed) {
        var name = typed.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.of(new Refusal.Field("name", "plan.department.name.form", LONGEST_NAME));
        }
        if (store.all(book).stream().anyMatch(one -> one.name().equals(name))) {
            throw Refusal.of(new Refusal.Field("name", "plan.department.name.taken", name));
        }
        return name;
    }

    private @Nullable String code(Book book, @Nullable String typed, @Nullable DepartmentId of) {
        var code = blankToNull(typed);
        if (code == null) {
            return null;
        }
        if (code.length() > LONGEST_CODE || code.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.of(new Refusal.Field("code", "plan.department.code.form", LONGEST_CODE));
        }
        store.all(book).stream()
                .filter(one ->
                        one.to() == null && code.equals(one.code()) && !one.id().equals(of))
                .findFirst()
                .ifPresent(one -> {
                    throw Refusal.of(new Refusal.Field("code", "plan.department.code.taken", code, one.name()));
                });
        return code;
    }

    private static LocalDate lastDay(Department department, LocalDate last) {
        if (department.from() != null && last.isBefore(department.from())) {
            throw Refusal.of(new Refusal.Field("on", "plan.department.beforeItBegan", department.from()));
        }
        return last;
    }

    private Department successor(Book book, Department of, DepartmentId id, LocalDate last) {
        var successor = find(book, id)
                .orElseThrow(() -> Refusal.of(new Refusal.Field("successor", "plan.department.successor.unknown")));
        var all = store.all(book).stream().collect(Collectors.toMap(Department::id, one -> one));
        for (var next = successor; next != null; next = next.successor() == null ? null : all.get(next.successor())) {
            if (next.id().equals(of.id())) {
                throw Refusal.of(new Refusal.Field("successor", "plan.department.successor.circle", of.name()));
            }
        }
        if (!successor.isValid(last.plusDays(1))) {
            throw Refusal.of(new Refusal.Field(
                    "successor", "plan.department.successor.notThen", successor.name(), last.plusDays(1)));
        }
        return successor;
    }

    private static @Nullable String blankToNull(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }
}
