package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.TestDatabase;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import dure.sheet.Head;
import dure.sheet.WorkbookWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 역할: each does its part, and no other's. */
@DureTest
class WorkingInRoles {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDatabase database;

    @Autowired
    Municipalities municipalities;

    Book book;
    Person officer;

    /** Somebody who is signed in, and works through the API with the session. */
    record Person(Http http, String csrf) {
        Http.Answer post(String path, String json) {
            return http.post(path, json, "X-CSRF-TOKEN", csrf);
        }
    }

    @BeforeEach
    void plan(@Autowired TestBooks books) {
        book = books.next();
        officer = person(accounts.with(Role.JOB_POLICY_OFFICER, book.municipality()));
        var answer = officer.http()
                .upload("/api/v1/plan-workbooks", XLSX, ofTwoDepartments(), "X-CSRF-TOKEN", officer.csrf());
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
    }

    @Test
    void a_department_officer_records_for_projects_of_the_own_department_only() {
        var clerk = person(accounts.departmentOfficer(book.municipality(), "일자리경제과"));
        assertThat(clerk.post("/api/v1/entries", entry("A1")).status()).isEqualTo(201);
        var others = clerk.post("/api/v1/entries", entry("B1"));
        assertThat(others.status()).as(others.body()).isEqualTo(403);
        assertThat(others.body()).contains("복지과");
        var none = clerk.post("/api/v1/entries", entry(null));
        assertThat(none.status()).as(none.body()).isEqualTo(403);
    }

    @Test
    void a_department_officers_file_names_each_row_of_another_department_and_writes_none() {
        var clerk = person(accounts.departmentOfficer(book.municipality(), "일자리경제과"));
        var answer = clerk.http()
                .upload(
                        "/api/v1/entry-files?municipality=" + book.municipality(),
                        "text/csv",
                        """
                        사업코드,시작일,종료일,측정 단위,수량,근거
                        A1,2026-01-01,2026-01-31,일자리 수,3,보고
                        B1,2026-01-01,2026-01-31,일자리 수,4,보고
                        """.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "X-CSRF-TOKEN",
                        clerk.csrf());
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("다른 부서의 사업").contains("\"row\":3").doesNotContain("\"row\":2,");
        assertThat(position()).isZero();
    }

    @Test
    void the_database_itself_keeps_a_department_officer_to_the_own_projects() throws SQLException {
        officer.post("/api/v1/entries", entry("B1"));
        try (var connection = database.asApplication();
                var statement = connection.createStatement()) {
            TestDatabase.bind(connection, book.municipality().value(), "");
            statement.execute("select set_config('dure.departments', '" + book.municipality() + ":일자리경제과', false)");
            assertThatThrownBy(() -> statement.execute("""
                            with head as (select h.book, h.position from ledger_head h join ledger_book b on b.id = h.book
                                where b.municipality = '%1$s'),
                            posted as (insert into posting (book, first_position, last_position, recorded_at, recorder, kind)
                                select book, position + 1, position + 1, now(), 'clerk', 'FORM' from head returning book, first_position)
                            insert into entry (book, kind, position, posting, project_id, quantity, from_on, occurred_on)
                            select p.book, e.kind, p.first_position, p.first_position, e.project_id, 1, e.from_on, e.occurred_on
                            from posted p join entry e on e.book = p.book limit 1
                            """.formatted(book.municipality())))
                    .hasMessageContaining("another department");
            // and it writes nothing of the plan
            assertThatThrownBy(() -> statement.execute("insert into department (municipality, data_set, name) values ('"
                            + book.municipality() + "', 'REAL', '새 부서')"))
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void a_verifier_verifies_but_neither_records_nor_verifies_what_the_own_hand_wrote() {
        var login = accounts.with(Role.VERIFIER, book.municipality());
        var verifier = person(login);
        assertThat(verifier.post("/api/v1/entries", entry("A1")).status()).isEqualTo(403);
        var id = officer.post("/api/v1/entries", entry("A1")).json().get("id").asString();
        assertThat(verify(verifier, id).status()).isEqualTo(201);
        // an officer does not verify at all, and a verifier who also records not what that account recorded
        var second =
                officer.post("/api/v1/entries", entry("A1")).json().get("id").asString();
        assertThat(verify(officer, second).status()).isEqualTo(403);
        accounts.grant(login, Role.JOB_POLICY_OFFICER, book.municipality());
        var own = verifier.post("/api/v1/entries", entry("A1")).json().get("id").asString();
        var refused = verify(verifier, own);
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("본인이 기재한");
        assertThat(verify(verifier, second).status()).isEqualTo(201);
    }

    @Test
    void the_database_itself_refuses_that_a_hand_verifies_what_it_wrote() throws SQLException {
        officer.post("/api/v1/entries", entry("A1"));
        try (var connection = database.asApplication();
                var statement = connection.createStatement()) {
            TestDatabase.bind(
                    connection, book.municipality().value(), book.municipality().value());
            assertThatThrownBy(() -> statement.execute("""
                            with head as (select h.book, h.position from ledger_head h join ledger_book b on b.id = h.book
                                where b.municipality = '%s'),
                            posted as (insert into posting (book, first_position, last_position, recorded_at, recorder, kind)
                                select book, position + 1, position + 1, now(), 'x', 'ATTESTATION' from head
                                returning book, first_position, recorded_at)
                            insert into attestation (book, position, entry, basis, evidence, recorded_at, recorder, account)
                            select p.book, p.first_position, e.position, 'VERIFIED', 'x', p.recorded_at, 'x', o.account
                            from posted p join entry e on e.book = p.book
                                join posting o on o.book = e.book and o.first_position = e.posting limit 1
                            """.formatted(book.municipality())))
                    .hasMessageContaining("the hand that wrote it");
        }
    }

    @Test
    void only_an_approver_discloses_and_takes_back_what_is_public() {
        var approver = person(accounts.with(Role.APPROVER, book.municipality()));
        var id = officer.post("/api/v1/entries", entry("A1")).json().get("id").asString();
        assertThat(disclose(officer).status()).isEqualTo(404); // pages tell "not yours" and "not there" alike
        assertThat(new Http(port).get("/api/v1/entries/" + id).status()).isEqualTo(404);
        assertThat(disclose(approver).status()).isEqualTo(302);
        assertThat(new Http(port).get("/api/v1/entries/" + id).status()).isEqualTo(200);
        var reversal = "/api/v1/entries/" + id + "/reversal";
        assertThat(officer.post(reversal, "{\"reason\": \"오기\"}").status()).isEqualTo(403);
        assertThat(approver.post(reversal, "{\"reason\": \"오기\"}").status()).isEqualTo(201);
        // what is not public yet, the officer corrects alone; the approver writes nothing
        var fresh =
                officer.post("/api/v1/entries", entry("A1")).json().get("id").asString();
        assertThat(officer.post("/api/v1/entries/" + fresh + "/reversal", "{\"reason\": \"오기\"}")
                        .status())
                .isEqualTo(201);
        assertThat(approver.post("/api/v1/entries", entry("A1")).status()).isEqualTo(403);
    }

    @Test
    void a_council_member_an_executive_and_an_auditor_read_what_is_undisclosed_and_write_nothing() {
        var id = officer.post("/api/v1/entries", entry("A1")).json().get("id").asString();
        for (var role : List.of(Role.COUNCIL_MEMBER, Role.EXECUTIVE, Role.AUDITOR, Role.READER)) {
            var reader = person(accounts.with(role, book.municipality()));
            assertThat(reader.http().get("/api/v1/entries/" + id).status())
                    .as(role.name())
                    .isEqualTo(200);
            assertThat(reader.post("/api/v1/entries", entry("A1")).status())
                    .as(role.name())
                    .isEqualTo(403);
            assertThat(disclose(reader).status()).as(role.name()).isEqualTo(404);
        }
    }

    @Test
    void an_administrator_a_counsellor_and_outsiders_read_no_more_than_the_public() {
        var id = officer.post("/api/v1/entries", entry("A1")).json().get("id").asString();
        for (var role : List.of(Role.COUNSELLOR, Role.EMPLOYER, Role.JOBSEEKER, Role.PARTNER)) {
            var outsider = person(accounts.with(role, book.municipality()));
            assertThat(outsider.http().get("/api/v1/entries/" + id).status())
                    .as(role.name())
                    .isEqualTo(404);
        }
        var administrator = person(accounts.with(Role.ADMINISTRATOR, null));
        assertThat(administrator.http().get("/api/v1/entries/" + id).status()).isEqualTo(404);
        assertThat(administrator.post("/api/v1/entries", entry("A1")).status()).isEqualTo(403);
    }

    @Test
    void a_province_reads_its_own_cities_by_a_policy_and_no_others_and_the_ministry_reads_all() {
        var city = new Book(new MunicipalityCode(cityOf("41000")), DataSet.REAL);
        var citys = person(accounts.with(Role.JOB_POLICY_OFFICER, city.municipality()));
        var id = citys.post(
                        "/api/v1/entries",
                        entry(null)
                                .replace(
                                        book.municipality().value(),
                                        city.municipality().value()))
                .json()
                .get("id")
                .asString();
        assertThat(sees(accounts.with(Role.EXECUTIVE, new MunicipalityCode("41000")), id))
                .isTrue();
        assertThat(sees(accounts.with(Role.EXECUTIVE, new MunicipalityCode("48000")), id))
                .isFalse();
        assertThat(sees(accounts.with(Role.AUDITOR, new MunicipalityCode("41000")), id))
                .isFalse();
        assertThat(sees(accounts.with(Role.EXECUTIVE, null), id)).isTrue();
        // reading reaches down, writing does not
        var provincial = person(accounts.with(Role.JOB_POLICY_OFFICER, new MunicipalityCode("41000")));
        assertThat(provincial
                        .post(
                                "/api/v1/entries",
                                entry(null)
                                        .replace(
                                                book.municipality().value(),
                                                city.municipality().value()))
                        .status())
                .isEqualTo(403);
    }

    /** The last city of the province: no other test's book. */
    private String cityOf(String province) {
        return municipalities.all().stream()
                .filter(one -> one.code().isBelow(new MunicipalityCode(province)))
                .reduce((one, next) -> next)
                .orElseThrow()
                .code()
                .value();
    }

    private boolean sees(TestAccounts.Login login, String entry) {
        return person(login).http().get("/api/v1/entries/" + entry).status() == 200;
    }

    private Person person(TestAccounts.Login login) {
        var http = new Http(port);
        http.signIn(login.login(), login.password());
        return new Person(http, http.csrf("/password"));
    }

    private static Http.Answer verify(Person by, String id) {
        return by.post(
                "/api/v1/entries/" + id + "/attestation", "{\"basis\": \"VERIFIED\", \"evidence\": \"고용보험 대조\"}");
    }

    private Http.Answer disclose(Person by) {
        return by.http()
                .form(
                        "/municipalities/" + book.municipality() + "/disclosure",
                        Map.of("kind", "YEAR", "period", "2026", "dataSet", "REAL", "_csrf", by.csrf()));
    }

    private long position() {
        try (var superuser = database.asSuperuser()) {
            return TestDatabase.column(superuser, """
                            select position from ledger_head h join ledger_book b on b.id = h.book
                            where b.municipality = '%s'""".formatted(book.municipality())).stream()
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String entry(@Nullable String project) {
        return """
                {"municipality": "%s", %s "from": "2026-01-01", "occurredOn": "2026-01-31", "quantity": 5,
                 "statedUnit": "명", "basis": "REPORTED", "programmeType": "SERVICE", "label": "상담"}
                """.formatted(book.municipality(), project == null ? "" : "\"project\": \"%s\",".formatted(project));
    }

    private byte[] ofTwoDepartments() {
        var workbook = new WorkbookWriter();
        var form = workbook.form("기본", List.of(text("항목"), text("값")));
        form.item(text("자치단체 코드"), book.municipality().value(), null);
        form.item(text("계획 종류"), "연차별 세부계획", null);
        form.item(text("민선 기수 또는 연도"), "2026", null);
        form.item(text("계획명"), "시험 계획", null);
        form.item(text("총목표"), "30", null);
        form.item(text("총목표 표기 단위"), "명", null);
        form.item(text("출처 종류"), "자치단체 자료", null);
        var sheet = workbook.table(
                "세부사업",
                List.of(
                        text("번호"),
                        text("사업코드"),
                        text("사업명"),
                        text("부서"),
                        text("측정 단위"),
                        text("표기 단위"),
                        Head.of("연간 목표", 20, Head.Format.WHOLE)));
        sheet.row("1", "A1", "청년 상담", "일자리경제과", "일자리 수", "명", 10L);
        sheet.row("2", "B1", "돌봄 일자리", "복지과", "일자리 수", "명", 20L);
        return workbook.bytes();
    }

    private static Head text(String name) {
        return Head.of(name, 20, Head.Format.TEXT);
    }
}
