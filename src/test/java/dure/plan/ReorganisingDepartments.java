package dure.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.access.Access;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DureTest
class ReorganisingDepartments {
    @LocalServerPort
    int port;

    @Autowired
    Departments departments;

    @Autowired
    Drafts drafts;

    @Autowired
    Parts parts;

    @Autowired
    Versions versions;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestBooks books;

    @Autowired
    DSLContext db;

    TransactionTemplate transaction = new TransactionTemplate();

    @Autowired
    void transactions(PlatformTransactionManager transactions) {
        transaction = new TransactionTemplate(transactions);
    }

    Book book = new Book(new MunicipalityCode("00000"), DataSet.REAL);
    Viewer officer = Viewer.PUBLIC;
    LocalDate today = LocalDate.EPOCH;

    @BeforeEach
    void a_municipality_of_its_own() {
        book = books.next();
        officer = accounts.viewer(accounts.officer(book.municipality()));
        today = departments.today();
    }

    @Test
    void lets_the_successors_officer_write_what_the_predecessors_wrote() {
        var plan = draft(2027, "일자리과");
        var project = projects(plan).getFirst();
        var old = department("일자리과");
        as(officer, () -> parts.open(plan, old.id()));
        var before = clerk("일자리과");
        assertThat(write(before, plan, project, "5")).isInstanceOf(Edited.Saved.class);

        var renamed = as(officer, () -> departments.rename(book, old.id(), "미래일자리과", today));
        var after = clerk("미래일자리과");
        assertThat(write(after, plan, project, "6")).isInstanceOf(Edited.Saved.class);
        assertThatThrownBy(() -> write(before, plan, project, "7")).isInstanceOf(AccessDeniedException.class);
        // What is recorded keeps its words; what is new has today's.
        assertThat(as(officer, () -> drafts.read(plan)).orElseThrow().projects().get(project))
                .containsEntry("department", "일자리과")
                .containsEntry("target/2027", "6");
        var proposed = (Edited.Saved) as(
                after,
                () -> drafts.edit(
                        plan,
                        List.of(
                                new Edit(Edit.Subject.PROJECT, "new", Edit.ITSELF, null, ""),
                                new Edit(Edit.Subject.PROJECT, "new", "name", null, "새 제안"))));
        assertThat(as(officer, () -> drafts.read(plan))
                        .orElseThrow()
                        .projects()
                        .get(Long.valueOf(proposed.added().get("new"))))
                .containsEntry("department", "미래일자리과");
        assertThat(as(officer, () -> departments.offered(book)))
                .extracting(Department::name)
                .containsExactly("미래일자리과");
        assertThat(as(after, () -> departments.own(book))).containsExactly(renamed.id());
        assertThat(as(before, () -> departments.own(book))).isEmpty();

        // Past the services, the walls of the database say the same.
        var sql = "update target set quantity = quantity + 1 where plan_id = ? and project_id = ?";
        Integer written = as(after, () -> transaction.execute(done -> db.execute(sql, plan.value(), project)));
        assertThat(written).isEqualTo(1);
        assertThatThrownBy(() -> as(before, () -> transaction.execute(done -> db.execute(sql, plan.value(), project))))
                .rootCause()
                .hasMessageContaining("another department");
        assertThatThrownBy(() -> as(
                        after,
                        () -> transaction.execute(done ->
                                db.execute("update plan_part set open = true where plan_id = ?", plan.value()))))
                .rootCause()
                .hasMessageContaining("closes its own part");
    }

    @Test
    void lets_the_successors_officer_record_and_the_predecessors_no_more() {
        var plan = draft(2026, "일자리과");
        assertThat(plan).isNotNull();
        var before = http("일자리과");
        var after = http("미래일자리과");
        assertThat(record(before)).isEqualTo(201);
        assertThat(record(after)).isEqualTo(403);
        var old = department("일자리과");
        var merged = as(officer, () -> departments.add(book, "미래일자리과", null, null));
        as(officer, () -> departments.end(book, old.id(), today, merged.id()));
        assertThat(record(before)).as("its last day").isEqualTo(201);
        as(officer, () -> departments.end(book, old.id(), today.minusDays(1), merged.id()));
        assertThat(record(before)).isEqualTo(403);
        assertThat(record(after)).isEqualTo(201);
        // Past the service: the trigger of the ledger asks department_of.
        assertThat(as(officer, this::departmentOfTheProject)).isEqualTo(book.municipality() + ":미래일자리과");
        as(officer, () -> departments.end(book, old.id(), today.minusDays(1), null));
        assertThat(as(officer, this::departmentOfTheProject))
                .as("nobody followed")
                .isNull();
        as(officer, () -> departments.restore(book, old.id()));
        assertThat(record(before)).isEqualTo(201);
    }

    @Test
    void asks_no_version_that_was_rejected_whose_a_project_is() {
        var plan = draft(2026, "일자리과");
        as(officer, () -> versions.submit(plan, ""));
        var next = ((Move.Moved) as(officer, () -> versions.redraft(plan, "다시"))).next();
        assertThat(next).isNotNull();
        var project = projects(next.id()).getFirst();
        as(officer, () -> drafts.edit(next.id(), List.of(edit(project, "department", "일자리과", "복지과"))));
        assertThat(as(officer, this::departmentOfTheProject)).endsWith(":복지과");
        as(officer, () -> versions.submit(next.id(), ""));
        as(officer, () -> versions.deliberate(next.id(), ""));
        as(
                officer,
                () -> versions.resolve(next.id(), new Decided(Resolution.REJECTED, today, "가상 협의체", null, null, "")));
        // Both are over: the first was withdrawn by the second, which was rejected.
        assertThat(as(officer, this::departmentOfTheProject)).isNull();
    }

    @Test
    void follows_chains_and_mergers_and_never_goes_in_circles() {
        var one = as(officer, () -> departments.add(book, "가과", "1", null));
        var two = as(officer, () -> departments.add(book, "나과", "2", null));
        var three = as(officer, () -> departments.add(book, "다과", "3", null));
        as(officer, () -> departments.end(book, one.id(), today.minusDays(20), two.id()));
        as(officer, () -> departments.end(book, two.id(), today.minusDays(10), three.id()));
        var four = as(officer, () -> departments.add(book, "라과", null, null));
        as(officer, () -> departments.end(book, four.id(), today.minusDays(5), three.id()));
        assertThat(as(officer, () -> departments.standingFor(book, Set.of("다과"))))
                .containsExactlyInAnyOrder("가과", "나과", "다과", "라과");
        assertThat(as(officer, () -> departments.standingFor(book, Set.of("나과"))))
                .isEmpty();
        assertThat(as(officer, () -> departments.standingFor(book, Set.of("명부에 없는 과"))))
                .containsExactly("명부에 없는 과");
        assertThatThrownBy(() -> as(officer, () -> departments.end(book, three.id(), today, one.id())))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.fields())
                                .extracting(Refusal.Field::key)
                                .containsExactly("plan.department.successor.circle"));
        assertThatThrownBy(() -> as(
                        officer,
                        () -> transaction.execute(done -> db.execute(
                                "update department set valid_to = current_date, successor = ? where id = ?",
                                one.id().value(),
                                three.id().value()))))
                .rootCause()
                .hasMessageContaining("lead back");
        // A successor that is not there yet would leave a day without anybody.
        var later = as(officer, () -> departments.add(book, "마과", null, today.plusDays(30)));
        assertThatThrownBy(() -> as(officer, () -> departments.end(book, three.id(), today, later.id())))
                .isInstanceOf(Refusal.class);
        // An end that is still to come changes nothing today.
        as(officer, () -> departments.end(book, three.id(), today.plusDays(29), later.id()));
        assertThat(as(officer, () -> departments.standingFor(book, Set.of("다과"))))
                .hasSize(4);
    }

    @Test
    void keeps_who_was_in_charge_and_what_was_handed_over() {
        draft(2027, "일자리과");
        var department = department("일자리과");
        as(
                officer,
                () -> parts.open(
                        drafts.open(book, PlanKind.YEAR, 2027).orElseThrow().id(), department.id()));
        charge(department, new Charge.Said(Charge.Kind.IN_CHARGE, "이가상", "Lee@Example.go.kr", null, today, null));
        charge(
                department,
                new Charge.Said(Charge.Kind.DEPUTY, "박대행", "park@example.go.kr", null, today.plusDays(1), null));
        assertThat(current(department)).extracting(Charge::name).containsExactly("이가상");
        as(officer, () -> {
            departments.handOver(
                    book,
                    department.id(),
                    "이가상",
                    new Charge.Said(Charge.Kind.IN_CHARGE, "김가상", "kim@example.go.kr", null, today, null),
                    "협약은 7월에 갱신합니다.");
            return null;
        });
        assertThat(current(department)).extracting(Charge::name).containsExactly("김가상");
        var handover = as(officer, () -> departments.handovers(department.id())).getFirst();
        assertThat(handover.open())
                .extracting(Handover.Item::kind)
                .containsExactly(Handover.Item.Kind.PART, Handover.Item.Kind.PROJECT);
        assertThat(as(officer, () -> departments.charges(department.id())))
                .extracting(Charge::email)
                .containsExactly("kim@example.go.kr", "park@example.go.kr", "lee@example.go.kr");
        // Whoever stands in for a week does so for a week only.
        charge(
                department,
                new Charge.Said(Charge.Kind.DEPUTY, "최대행", null, null, today.minusDays(9), today.minusDays(2)));
        assertThat(current(department)).extracting(Charge::name).containsExactly("김가상");
        charge(department, new Charge.Said(Charge.Kind.IN_CHARGE, null, null, null, today, null));
        assertThat(current(department)).extracting(Charge::name).containsOnlyNulls();
        for (var table : List.of("department_charge", "department_change", "department_handover")) {
            assertThatThrownBy(() -> as(officer, () -> transaction.execute(done -> db.execute("delete from " + table))))
                    .rootCause()
                    .hasMessageMatching("(?s).*(append-only|permission denied).*");
        }
        // People are told to staff only.
        assertThat(as(Viewer.PUBLIC, () -> departments.charges(department.id())))
                .isEmpty();
        var stranger = accounts.viewer(accounts.officer(books.next().municipality()));
        assertThat(as(stranger, () -> departments.handovers(department.id()))).isEmpty();
        assertThatThrownBy(() -> as(stranger, () -> departments.rename(book, department.id(), "빼앗은 과", today)))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void says_what_is_wrong_and_what_would_be_right() {
        as(officer, () -> departments.add(book, "가과", "10", null));
        assertThat(fault(() -> departments.add(book, "가과", null, null))).isEqualTo("plan.department.name.taken");
        assertThat(fault(() -> departments.add(book, " ", null, null))).isEqualTo("plan.department.name.form");
        assertThat(fault(() -> departments.add(book, "두\n줄", null, null))).isEqualTo("plan.department.name.form");
        assertThat(fault(() -> departments.add(book, "나과", "10", null))).isEqualTo("plan.department.code.taken");
        var one = department("가과");
        assertThat(fault(() -> {
                    departments.charge(
                            book,
                            one.id(),
                            new Charge.Said(Charge.Kind.DEPUTY, "김가상", "no address", null, today, null));
                    return one;
                }))
                .isEqualTo("plan.department.email.form");
        // A login of another municipality is told like one that nobody has.
        var elsewhere = accounts.officer(books.next().municipality());
        assertThat(fault(() -> {
                    departments.charge(
                            book,
                            one.id(),
                            new Charge.Said(Charge.Kind.DEPUTY, "김가상", null, elsewhere.login(), today, null));
                    return one;
                }))
                .isEqualTo("plan.department.login.unknown");
    }

    private String fault(Callable<?> work) {
        try {
            as(officer, work);
        } catch (Refusal refusal) {
            return refusal.fields().getFirst().key();
        }
        throw new AssertionError("It was not refused");
    }

    private void charge(Department department, Charge.Said said) {
        as(officer, () -> {
            departments.charge(book, department.id(), said);
            return null;
        });
    }

    private List<Charge> current(Department department) {
        return as(officer, () -> departments.charges(List.of(department.id())))
                .getOrDefault(department.id(), List.of());
    }

    /** A draft with one project of a department. */
    private PlanId draft(int year, String department) {
        var plan = as(officer, () -> drafts.begin(book, PlanKind.YEAR, year, year + "년 계획"))
                .id();
        var edits = new ArrayList<Edit>();
        edits.add(new Edit(Edit.Subject.PROJECT, "new", Edit.ITSELF, null, ""));
        Map.of("code", "A1", "name", "청년 상담", "department", department, "target/" + year, "4")
                .forEach((field, value) -> edits.add(new Edit(Edit.Subject.PROJECT, "new", field, null, value)));
        assertThat(as(officer, () -> drafts.edit(plan, edits))).isInstanceOf(Edited.Saved.class);
        return plan;
    }

    private List<Long> projects(PlanId plan) {
        return List.copyOf(
                as(officer, () -> drafts.read(plan)).orElseThrow().projects().keySet());
    }

    private Department department(String name) {
        return as(officer, () -> departments.all(book)).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Viewer clerk(String department) {
        return accounts.viewer(accounts.departmentOfficer(book.municipality(), department));
    }

    private Http http(String department) {
        var login = accounts.departmentOfficer(book.municipality(), department);
        var http = new Http(port);
        http.signIn(login.login(), login.password());
        return http;
    }

    private int record(Http clerk) {
        return clerk.post(
                        "/api/v1/entries", """
                        {"municipality": "%s", "project": "A1", "from": "2026-01-01", "occurredOn": "2026-01-31", "quantity": 3,
                         "statedUnit": "명", "basis": "REPORTED"}
                        """.formatted(book.municipality()), "X-CSRF-TOKEN", clerk.csrf("/password"))
                .status();
    }

    private @Nullable String departmentOfTheProject() {
        return transaction.execute(done -> db.fetchValue(
                                "select department_of(id) from project where municipality = ? and code = 'A1'",
                                book.municipality().value()))
                        instanceof String name
                ? name
                : null;
    }

    private Edited write(Viewer viewer, PlanId plan, long project, String target) {
        var stands = as(officer, () -> drafts.read(plan))
                .orElseThrow()
                .projects()
                .get(project)
                .get("target/2027");
        return as(viewer, () -> drafts.edit(plan, List.of(edit(project, "target/2027", stands, target))));
    }

    private static Edit edit(long project, String field, String from, String to) {
        return new Edit(Edit.Subject.PROJECT, String.valueOf(project), field, from, to);
    }

    private static <T> T as(Viewer viewer, Callable<T> work) {
        return Access.as(viewer, work);
    }
}
