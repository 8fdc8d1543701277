package dure.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.plan.DepartmentId;
import dure.plan.Departments;
import dure.plan.Drafts;
import dure.plan.Edited;
import dure.plan.PlanId;
import dure.plan.Versions;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DureTest
class AskingDepartmentsForTheirParts {
    @LocalServerPort
    int port;

    @Autowired
    Rounds rounds;

    @Autowired
    Departments departments;

    @Autowired
    Drafts drafts;

    @Autowired
    Versions versions;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestBooks books;

    @Autowired
    DSLContext db;

    TransactionTemplate transaction = new TransactionTemplate();

    Book book = new Book(new MunicipalityCode("00000"), DataSet.REAL);
    Viewer officer = Viewer.PUBLIC;
    Viewer clerk = Viewer.PUBLIC;
    TestAccounts.Login ofOffice = new TestAccounts.Login("", "");
    TestAccounts.Login ofDepartment = new TestAccounts.Login("", "");
    PlanId draft = new PlanId(new UUID(0, 0));
    DepartmentId jobs = new DepartmentId(0);
    DepartmentId welfare = new DepartmentId(0);
    LocalDate due = LocalDate.EPOCH;

    @Autowired
    void transactions(PlatformTransactionManager transactions) {
        transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void a_draft_of_two_departments() {
        book = books.next();
        ofOffice = accounts.officer(book.municipality());
        ofDepartment = accounts.departmentOfficer(book.municipality(), "일자리과");
        officer = accounts.viewer(ofOffice);
        clerk = accounts.viewer(ofDepartment);
        draft = TestRounds.draft(drafts, officer, book);
        jobs = TestRounds.department(departments, officer, book, "일자리과");
        welfare = TestRounds.department(departments, officer, book, "복지과");
        due = departments.today().plusDays(7);
    }

    @Test
    void goes_from_the_opening_over_a_return_with_remarks_to_the_acceptance() {
        var office = person(ofOffice);
        var department = person(ofDepartment);
        assertThat(department.post("/departments/" + jobs + "/submission", "{}").status())
                .as("before the round")
                .isEqualTo(409);
        assertThatThrownBy(() -> write("A1", "41")).isInstanceOf(AccessDeniedException.class);
        assertThat(department.post("", opening()).status()).isEqualTo(403);
        var opened = office.post("", opening());
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        assertThat(office.post("", opening()).status()).as("twice").isEqualTo(409);
        assertThat(write("A1", "41")).isInstanceOf(Edited.Saved.class);
        assertThatThrownBy(() -> write("B1", "26")).isInstanceOf(AccessDeniedException.class);
        assertThat(department
                        .post("/departments/" + welfare + "/submission", "{}")
                        .status())
                .isEqualTo(403);

        var lacking = department.post("/departments/" + jobs + "/submission", "{}");
        assertThat(lacking.status()).as(lacking.body()).isEqualTo(422);
        assertThat(lacking.body()).contains("창업 교실").contains("목표가 없습니다");
        write("A2", "12");
        assertThat(state(department.post("/departments/" + jobs + "/submission", "{\"remarks\": \"첫 제출\"}")))
                .isEqualTo("SUBMITTED");
        assertThatThrownBy(() -> write("A1", "42")).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> writeBySql("A1")).rootCause().hasMessageContaining("a part that is not open");

        assertThat(office.post("/departments/" + jobs + "/return", "{}").status())
                .isEqualTo(422);
        assertThat(department
                        .post("/departments/" + jobs + "/return", "{\"remarks\": \"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(state(office.post("/departments/" + jobs + "/return", "{\"remarks\": \"월별로 나누어 주십시오.\"}")))
                .isEqualTo("RETURNED");
        assertThat(department.get("/departments/" + jobs).body()).contains("월별로 나누어 주십시오.");
        assertThat(write("A1", "43")).isInstanceOf(Edited.Saved.class);
        assertThat(state(department.post("/departments/" + jobs + "/submission", "{}")))
                .isEqualTo("SUBMITTED");
        assertThat(department.post("/departments/" + jobs + "/acceptance", "{}").status())
                .isEqualTo(403);
        assertThat(state(office.post("/departments/" + jobs + "/acceptance", "{}")))
                .isEqualTo("ACCEPTED");
        assertThat(department.post("/departments/" + jobs + "/submission", "{}").status())
                .isEqualTo(409);
        assertThat(state(office.post("/departments/" + jobs + "/return", "{\"remarks\": \"다시 봅니다.\"}")))
                .isEqualTo("RETURNED");
        assertThat(write("A1", "44")).isInstanceOf(Edited.Saved.class);
        department.post("/departments/" + jobs + "/submission", "{}");
        office.post("/departments/" + jobs + "/acceptance", "{}");

        assertThat(office.post("/closing", "{}").status()).as("복지과 is missing").isEqualTo(422);
        var closed = office.post("/closing", "{\"remarks\": \"다음 변경 때 담습니다.\"}");
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
        var board = closed.json();
        assertThat(board.get("open").asBoolean()).isFalse();
        assertThat(board.get("jobs").asLong()).isEqualTo(44 + 12 + 25);
        assertThat(board.get("steps").get(0).get("remarks").asString()).contains("다음 변경 때", "복지과");
        assertThat(board.get("steps").findValuesAsString("kind"))
                .containsExactly(
                        "CLOSED",
                        "ACCEPTED",
                        "SUBMITTED",
                        "REOPENED",
                        "ACCEPTED",
                        "SUBMITTED",
                        "RETURNED",
                        "SUBMITTED",
                        "OPENED");
        assertThat(board.get("steps").findValuesAsString("remarks")).contains("월별로 나누어 주십시오.", "첫 제출");
        assertThat(person(accounts.departmentOfficer(book.municipality(), "복지과"))
                        .post("/departments/" + welfare + "/submission", "{}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void shows_nothing_to_anybody_else_and_lets_readers_read() {
        open(jobs, welfare);
        var elsewhere = books.next().municipality();
        assertThat(person(accounts.officer(elsewhere)).get("").status()).isEqualTo(403);
        assertThat(new Http(port).get(path("")).status()).isEqualTo(401);
        assertThat(person(accounts.officer(elsewhere))
                        .post("/departments/" + jobs + "/return", "{\"remarks\": \"x\"}")
                        .status())
                .isEqualTo(403);
        var reader = person(accounts.with(Role.READER, book.municipality()));
        assertThat(reader.get("").json().get("departments").size()).isEqualTo(2);
        assertThat(reader.post("/reminders", "{}").status()).isEqualTo(403);
    }

    @Test
    void is_held_to_its_moves_by_the_database_itself() {
        open(jobs, welfare);
        refused(clerk, "update round_part set state = 'SUBMITTED' where department_id = " + welfare, "own part");
        refused(clerk, "update plan_part set open = false where department_id = " + welfare, "own part");
        refused(clerk, "update round_part set state = 'ACCEPTED' where department_id = " + jobs, "does not go");
        refused(officer, "update round_part set state = 'ACCEPTED' where department_id = " + jobs, "does not go");
        refused(officer, "delete from round_step", "append-only|permission denied");
        refused(officer, "update planning_round set letter = 'x'", "permission denied");
        refused(
                clerk,
                "insert into round_step (round_id, municipality, department_id, kind, made_at, made_by)"
                        + " select round_id, municipality, department_id, 'RETURNED', now(), 'x' from round_part"
                        + " where department_id = " + jobs,
                "row-level security");
        Integer others = Access.as(
                clerk, () -> transaction.execute(done -> db.execute("update planning_round set state = 'CLOSED'")));
        assertThat(others).isZero();
        var stranger = accounts.viewer(accounts.officer(books.next().municipality()));
        for (var table : List.of("planning_round", "round_part", "round_step", "round_reminder")) {
            var seen = Access.as(
                    stranger,
                    () -> transaction.execute(done -> db.fetchValue(
                            "select count(*) from " + table + " where municipality = '" + book.municipality() + "'")));
            assertThat(String.valueOf(seen)).as(table).isEqualTo("0");
        }
    }

    @Test
    void goes_on_with_the_department_that_took_over_in_the_middle_of_it() {
        open(jobs, welfare);
        var merged = as(officer, () -> departments.add(book, "미래복지과", null, null));
        as(officer, () -> departments.end(book, jobs, departments.today().minusDays(1), merged.id()));
        as(officer, () -> departments.end(book, welfare, departments.today().minusDays(1), merged.id()));
        assertThatThrownBy(() -> write("A1", "50")).isInstanceOf(AccessDeniedException.class);
        var successor = accounts.viewer(accounts.departmentOfficer(book.municipality(), "미래복지과"));
        assertThat(TestRounds.target(drafts, successor, draft, "A2", "9")).isInstanceOf(Edited.Saved.class);
        assertThat(as(successor, () -> rounds.submit(book, TestRounds.YEAR, jobs, "")))
                .isInstanceOf(RoundMove.Made.class);
        assertThat(TestRounds.target(drafts, successor, draft, "B1", "30"))
                .as("one of the two is still open")
                .isInstanceOf(Edited.Saved.class);
        assertThat(as(successor, () -> rounds.submit(book, TestRounds.YEAR, welfare, "")))
                .isInstanceOf(RoundMove.Made.class);
        assertThatThrownBy(() -> TestRounds.target(drafts, successor, draft, "B1", "31"))
                .isInstanceOf(AccessDeniedException.class);
        var board = as(officer, () -> rounds.board(book, TestRounds.YEAR)).orElseThrow();
        assertThat(board.rows()).extracting(row -> row.department().name()).containsOnly("미래복지과");
    }

    @Test
    void moves_to_the_draft_that_replaced_its_own() {
        open(jobs, welfare);
        as(officer, () -> versions.withdraw(draft, "새로"));
        assertThat(as(officer, () -> rounds.moveToDraft(book, TestRounds.YEAR))).isInstanceOf(RoundMove.NoDraft.class);
        draft = TestRounds.draft(drafts, officer, book);
        assertThatThrownBy(() -> write("A1", "60")).isInstanceOf(AccessDeniedException.class);
        assertThat(as(officer, () -> rounds.moveToDraft(book, TestRounds.YEAR))).isInstanceOf(RoundMove.Made.class);
        assertThat(write("A1", "60")).isInstanceOf(Edited.Saved.class);
    }

    @Test
    void waits_as_a_notice_for_whom_it_concerns() {
        var department = new Http(port);
        department.signIn(ofDepartment.login(), ofDepartment.password());
        assertThat(department.get("/notices").body()).contains("기다리는 일이 없습니다");
        open(jobs, welfare);
        assertThat(department.get("/notices").body())
                .contains("부서 작성을 제출해 주십시오")
                .contains("/round/departments/" + jobs)
                .doesNotContain("/round/departments/" + welfare);
        assertThat(department.get("/glossary").body()).contains("class=\"waiting\"");
        write("A2", "3");
        as(clerk, () -> rounds.submit(book, TestRounds.YEAR, jobs, ""));
        assertThat(department.get("/glossary").body()).doesNotContain("class=\"waiting\"");
        var office = new Http(port);
        office.signIn(ofOffice.login(), ofOffice.password());
        assertThat(office.get("/notices").body()).contains("확인을 기다리는 부서 1곳");
        as(officer, () -> rounds.giveBack(book, TestRounds.YEAR, jobs, "고쳐 주십시오."));
        assertThat(department.get("/notices").body()).contains("보완 요구가 왔습니다").contains("urgent");
        assertThat(new Http(port).get("/").body()).doesNotContain("class=\"waiting\"");
        // Whoever is named as in charge is told without a role of the department.
        var reader = accounts.with(Role.READER, book.municipality());
        var http = new Http(port);
        http.signIn(reader.login(), reader.password());
        assertThat(http.get("/notices").body()).contains("기다리는 일이 없습니다");
        as(officer, () -> {
            departments.charge(
                    book,
                    jobs,
                    new dure.plan.Charge.Said(
                            dure.plan.Charge.Kind.DEPUTY, "김가상", null, reader.login(), departments.today(), null));
            return null;
        });
        assertThat(http.get("/notices").body()).contains("/round/departments/" + jobs);
    }

    private void open(DepartmentId... asked) {
        assertThat(as(officer, () -> rounds.open(book, TestRounds.YEAR, due, "작성해 주십시오.", List.of(asked))))
                .isInstanceOf(RoundMove.Made.class);
    }

    private Edited write(String code, String target) {
        return TestRounds.target(drafts, clerk, draft, code, target);
    }

    private void writeBySql(String code) {
        Access.as(
                clerk,
                () -> transaction.execute(done -> db.execute(
                        "update target set quantity = 99 where plan_id = ? and project_id in (select id from project where code = ?)",
                        draft.value(),
                        code)));
    }

    private void refused(Viewer viewer, String sql, String why) {
        assertThatThrownBy(() -> Access.as(viewer, () -> transaction.execute(done -> db.execute(sql))))
                .as(sql)
                .rootCause()
                .hasMessageMatching("(?s).*(" + why + ").*");
    }

    private String opening() {
        return """
                {"dueOn": "%s", "letter": "작성해 주십시오.", "departments": [%s, %s]}""".formatted(due, jobs, welfare);
    }

    private static String state(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("part").get("state").asString();
    }

    private String path(String rest) {
        return "/api/v1/municipalities/" + book.municipality() + "/plans/" + TestRounds.YEAR + "/round" + rest;
    }

    private Person person(TestAccounts.Login login) {
        var http = new Http(port);
        http.signIn(login.login(), login.password());
        return new Person(http, http.csrf("/password"));
    }

    private final class Person {
        private final Http http;
        private final String csrf;

        Person(Http http, String csrf) {
            this.http = http;
            this.csrf = csrf;
        }

        Http.Answer post(String rest, String json) {
            return http.post(path(rest), json, "X-CSRF-TOKEN", csrf, "Accept-Language", "ko");
        }

        Http.Answer get(String rest) {
            return http.get(path(rest), "Accept-Language", "ko");
        }
    }

    private static <T> T as(Viewer viewer, Callable<T> work) {
        return Access.as(viewer, work);
    }
}
