package dure.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.TestMail;
import dure.TestPlans;
import dure.access.Access;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.ledger.Basis;
import dure.ledger.JobTerms;
import dure.ledger.Ledger;
import dure.ledger.NewEntry;
import dure.ledger.Origin;
import dure.ledger.Recording;
import dure.plan.Charge;
import dure.plan.Department;
import dure.plan.DepartmentId;
import dure.plan.Departments;
import dure.plan.Measure;
import dure.plan.PlanImport;
import dure.plan.Plans;
import dure.plan.ProgrammeType;
import dure.plan.ProjectId;
import dure.plan.Quantity;
import dure.plan.Sector;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import dure.web.Refusal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
class ActingOnALaggard {
    @LocalServerPort
    int port;

    @Autowired
    Actions actions;

    @Autowired
    ActionReminders reminders;

    @Autowired
    Departments departments;

    @Autowired
    Plans plans;

    @Autowired
    Ledger ledger;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestBooks books;

    @Autowired
    DSLContext db;

    @Autowired
    PlatformTransactionManager transactions;

    Book book = new Book(new MunicipalityCode("00000"), DataSet.REAL);
    Viewer office = Viewer.PUBLIC;
    Viewer clerk = Viewer.PUBLIC;
    LocalDate today = LocalDate.EPOCH;
    DepartmentId own = new DepartmentId(0);
    DepartmentId other = new DepartmentId(0);
    ProjectId project = new ProjectId(0);

    @BeforeEach
    void a_plan_with_two_departments() {
        book = books.next();
        office = accounts.viewer(accounts.officer(book.municipality()));
        clerk = accounts.viewer(accounts.departmentOfficer(book.municipality(), "가상과"));
        today = departments.today();
        var projects = new LinkedHashMap<String, Long>(Map.of("가상사업", 120L));
        assertThat(as(
                        office,
                        () -> plans.importWorkbook(
                                ((Reading.Read) Sheets.read(
                                                "계획.xlsx", TestPlans.year(book, today.getYear(), 200, projects, 5)))
                                        .workbook(),
                                book.dataSet(),
                                false)))
                .isInstanceOf(PlanImport.Imported.class);
        other = as(office, () -> departments.add(book, "복지과", null, null)).id();
        own = as(office, () -> departments.all(book)).stream()
                .filter(one -> one.name().equals("가상과"))
                .map(Department::id)
                .findFirst()
                .orElseThrow();
        project = as(office, () -> plans.projects(book, today.getYear()))
                .getFirst()
                .id();
    }

    private NewAction.Said said(DepartmentId department) {
        return new NewAction.Said(
                department, "일자리팀장", "모집이 절반입니다.", Cause.RECRUITMENT, "", "순회 접수를 합니다.", today.plusDays(7));
    }

    private NewAction action(DepartmentId department) {
        return new NewAction(today.getYear(), project, null, null, null, said(department));
    }

    private void record(long jobs, LocalDate day) {
        var entry = new NewEntry(
                project,
                "",
                day,
                day,
                new Quantity(jobs, Measure.JOBS, "명", false),
                Basis.REPORTED,
                ProgrammeType.DIRECT,
                Sector.PUBLIC,
                Set.of(),
                JobTerms.UNSTATED,
                null,
                new Source(SourceKind.OFFICE, "시험", null),
                "시험 증빙",
                null,
                List.of());
        assertThat(as(office, () -> ledger.record(book, List.of(entry), new Origin.Form())))
                .isInstanceOf(Recording.Recorded.class);
    }

    @Test
    void shows_what_the_ledger_knew_then_and_knows_now_and_a_later_correction_in_the_last_only() throws Exception {
        record(30, today.minusDays(1));
        var item = as(clerk, () -> actions.open(book, action(own)));
        Thread.sleep(5); // the next posting is of a later instant
        record(28, today.minusDays(1));
        var after = as(clerk, () -> actions.afterwards(book, today.getYear(), List.of(item)))
                .get(item.id());
        assertThat(after).isNotNull();
        assertThat(after.opened().actual()).isEqualTo(30);
        assertThat(after.now().actual()).isEqualTo(58);
        assertThat(after.grownBy()).isEqualTo(28);
        assertThat(after.due()).isNull();
        assertThat(after.target()).isEqualTo(120);
        assertThat(after.progress()).hasValue(58 / 120.0);
        assertThat(after.opened().question().known().position())
                .isLessThan(after.now().question().known().position());
    }

    @Test
    void goes_its_way_with_a_history_that_keeps_the_words_of_before() {
        var item = as(clerk, () -> actions.open(book, action(own)));
        assertThat(item.name()).isEqualTo(today.getYear() + "-1");
        var later = new NewAction.Said(
                own, "일자리팀장", "모집이 절반입니다.", Cause.BUDGET, "교부가 늦었습니다.", "순회 접수를 합니다.", today.plusDays(14));
        var edited = made(as(clerk, () -> actions.edit(book, item.id(), 1, later)));
        assertThat(as(clerk, () -> actions.edit(book, item.id(), 1, said(own)))).isInstanceOf(Acted.Changed.class);
        var started =
                made(as(clerk, () -> actions.move(book, item.id(), edited.revision(), ActionState.IN_PROGRESS, "")));
        assertThatThrownBy(() ->
                        as(clerk, () -> actions.move(book, item.id(), started.revision(), ActionState.DROPPED, " ")))
                .isInstanceOf(Refusal.class);
        var done = made(
                as(clerk, () -> actions.move(book, item.id(), started.revision(), ActionState.DONE, "27명이 더 왔습니다.")));
        assertThat(as(clerk, () -> actions.move(book, item.id(), done.revision(), ActionState.DROPPED, "아님")))
                .isInstanceOf(Acted.NotFrom.class);
        assertThat(as(clerk, () -> actions.edit(book, item.id(), done.revision(), said(own))))
                .isInstanceOf(Acted.NotFrom.class);
        var steps = as(clerk, () -> actions.steps(done));
        assertThat(steps)
                .extracting(ActionStep::kind)
                .containsExactly(
                        ActionStep.Kind.DONE,
                        ActionStep.Kind.STARTED,
                        ActionStep.Kind.EDITED,
                        ActionStep.Kind.EDITED,
                        ActionStep.Kind.EDITED,
                        ActionStep.Kind.OPENED);
        assertThat(steps)
                .anyMatch(step -> step.field().equals("cause")
                        && step.before().equals("RECRUITMENT")
                        && step.said().equals("BUDGET"));
        assertThatThrownBy(() -> in(
                        office,
                        "update action_step set said = 'x' where item_id = ?",
                        item.id().value()))
                .hasStackTraceContaining("permission denied for table action_step");
        assertThatThrownBy(() -> in(
                        office,
                        "update action_item set state = 'OPEN', revision = revision + 1 where id = ?",
                        item.id().value()))
                .hasStackTraceContaining("does not go from");
    }

    @Test
    void a_department_writes_its_own_and_reads_the_others_the_public_none() {
        var mine = as(clerk, () -> actions.open(book, action(own)));
        var theirs = as(office, () -> actions.open(book, action(other)));
        assertThat(as(clerk, () -> actions.all(book, today.getYear()))).hasSize(2);
        assertThat(as(clerk, () -> actions.writable(book)))
                .extracting(Department::name)
                .containsExactly("가상과");
        assertThatThrownBy(() -> as(clerk, () -> actions.open(book, action(other))))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> as(clerk, () -> actions.remark(book, theirs.id(), "몰래")))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> as(clerk, () -> actions.edit(book, mine.id(), 1, said(other))))
                .isInstanceOf(AccessDeniedException.class);
        var verifier = accounts.viewer(accounts.with(dure.access.Role.VERIFIER, book.municipality()));
        assertThatThrownBy(() -> as(verifier, () -> actions.open(book, action(own))))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> as(Viewer.PUBLIC, () -> actions.all(book, today.getYear())))
                .isInstanceOf(AccessDeniedException.class);
        // The database says the same, whatever the service forgot.
        assertThat(in(
                        clerk,
                        "update action_item set owner = 'x', revision = revision + 1 where id = ?",
                        theirs.id().value()))
                .isZero();
        assertThat(in(
                        clerk,
                        "update action_item set owner = 'x', revision = revision + 1 where id = ?",
                        mine.id().value()))
                .isEqualTo(1);
        assertThatThrownBy(() -> in(
                        clerk,
                        "update action_item set department_id = %s, revision = revision + 1 where id = ?"
                                .formatted(other),
                        mine.id().value()))
                .hasStackTraceContaining("row-level security");
        assertThatThrownBy(() -> in(
                        clerk,
                        "insert into action_step (item_id, municipality, kind, made_at, made_by) values (?, '%s', 'REMARKED', now(), 'x')"
                                .formatted(book.municipality()),
                        theirs.id().value()))
                .hasStackTraceContaining("row-level security");
        assertThat(in(
                        Viewer.PUBLIC,
                        "update action_item set owner = 'x', revision = revision + 1 where id = ?",
                        mine.id().value()))
                .isZero();
    }

    @Test
    void is_refused_with_what_would_be_right() {
        assertThatThrownBy(() -> as(
                        office,
                        () -> actions.open(
                                book,
                                new NewAction(
                                        today.getYear(),
                                        project,
                                        null,
                                        null,
                                        null,
                                        new NewAction.Said(null, "", " ", Cause.OTHER, "", "", null)))))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.fields())
                                .extracting(Refusal.Field::name)
                                .containsExactly(
                                        "department", "owner", "problem", "causeText", "countermeasure", "dueOn"));
        assertThatThrownBy(() -> as(
                        office,
                        () -> actions.open(
                                book,
                                new NewAction(
                                        today.getYear(),
                                        new ProjectId(project.value() + 999_999),
                                        null,
                                        null,
                                        null,
                                        said(own)))))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void reminds_those_in_charge_before_the_day_and_after_it_each_once_and_by_day_only() {
        var address = "action-" + UUID.randomUUID() + "@example.go.kr";
        as(office, () -> {
            departments.charge(
                    book, own, new Charge.Said(Charge.Kind.IN_CHARGE, "김가상", address, null, today.minusDays(9), null));
            return null;
        });
        var item = as(clerk, () -> actions.open(book, action(own)));
        var noon = today.atTime(12, 0).atZone(ZoneId.of("Asia/Seoul"));
        reminders.run(noon.withHour(3));
        assertThat(TestMail.allTo(address)).isEmpty();
        reminders.run(noon);
        reminders.run(noon.plusHours(1));
        assertThat(TestMail.allTo(address)).hasSize(1);
        reminders.run(noon.plusDays(3));
        assertThat(TestMail.allTo(address)).hasSize(1);
        reminders.run(noon.plusDays(8));
        assertThat(TestMail.allTo(address)).hasSize(2);
        made(as(clerk, () -> actions.move(book, item.id(), 1, ActionState.DONE, "끝났습니다.")));
        reminders.run(noon.plusDays(9));
        assertThat(TestMail.allTo(address)).hasSize(2);
    }

    @Test
    void is_told_by_the_api_with_its_figures_and_to_strangers_not_at_all() {
        var http = new Http(port);
        var login = accounts.officer(book.municipality());
        http.signIn(login.login(), login.password());
        var at = "/api/v1/municipalities/" + book.municipality() + "/actions";
        var opened = http.post(
                at,
                """
                {"year": %d, "project": %d, "department": %s, "owner": "일자리팀장", "problem": "모집이 절반입니다.",
                 "cause": "RECRUITMENT", "countermeasure": "순회 접수를 합니다.", "dueOn": "%s"}
                """.formatted(today.getYear(), project.value(), own, today.minusDays(2)),
                "X-CSRF-TOKEN",
                http.csrf("/password"));
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        var listed = http.get(at + "?year=" + today.getYear()).json().get(0);
        assertThat(listed.get("late").asBoolean()).isTrue();
        assertThat(listed.get("afterwards").get("rule").asString()).startsWith("as-reported/");
        assertThat(listed.get("afterwards").get("target").asLong()).isEqualTo(120);
        assertThat(http.get("/notices").body()).contains("보완조치");
        assertThat(new Http(port).get(at + "?year=" + today.getYear()).status()).isEqualTo(401);
    }

    private static ActionItem made(Acted acted) {
        assertThat(acted).isInstanceOf(Acted.Made.class);
        return ((Acted.Made) acted).item();
    }

    /** As the application's role, past every service. */
    private int in(Viewer viewer, String sql, Object... values) {
        return as(
                viewer,
                () -> java.util.Objects.requireNonNull(
                        new TransactionTemplate(transactions).execute(status -> db.execute(sql, values))));
    }

    private static <T> T as(Viewer viewer, Callable<T> work) {
        return Access.as(viewer, work);
    }
}
