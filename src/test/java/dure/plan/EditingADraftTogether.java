package dure.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.plan.Edit.Subject;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

@DureTest
class EditingADraftTogether {
    @Autowired
    Drafts drafts;

    @Autowired
    Versions versions;

    @Autowired
    Plans plans;

    @Autowired
    PlanStore store;

    @Autowired
    TestBooks books;

    @Autowired
    TestAccounts accounts;

    @Autowired
    DSLContext db;

    TransactionTemplate transaction = new TransactionTemplate();

    @Autowired
    void transactions(org.springframework.transaction.PlatformTransactionManager transactions) {
        transaction = new TransactionTemplate(transactions);
    }

    Book book = new Book(new MunicipalityCode("00000"), DataSet.REAL);
    Viewer officer = Viewer.PUBLIC;
    PlanId draft = new PlanId(new java.util.UUID(0, 0));

    @BeforeEach
    void a_draft_of_its_own() {
        book = books.next();
        officer = accounts.viewer(accounts.officer(book.municipality()));
        draft = as(officer, () -> drafts.begin(book, PlanKind.YEAR, 2027, "2027년 일자리대책 세부계획"))
                .id();
    }

    @Test
    void keeps_what_each_wrote_in_a_field_of_its_own() {
        var project = project("name", "청년 창업");
        var first = saved(edit(project, "target/2027", null, "100"), edit(project, "department", null, "청년과"));
        var second = saved(edit(project, "name", "청년 창업", "청년 창업 사관학교"));
        assertThat(second.revision()).isEqualTo(first.revision() + 1);
        assertThat(fields(project))
                .containsEntry("target/2027", "100")
                .containsEntry("department", "청년과")
                .containsEntry("name", "청년 창업 사관학교");
        assertThat(second.totals().itemised()).isEqualTo(100);
    }

    @Test
    void tells_the_later_one_what_stands_there_and_who_wrote_it_and_saves_nothing() {
        var project = project("name", "집수리");
        var other = accounts.viewer(accounts.officer(book.municipality()));
        as(other, () -> drafts.edit(draft, List.of(edit(project, "target/2027", null, "30"))));
        var late = run(edit(project, "target/2027", null, "50"), edit(project, "partners", null, "집수리 협동조합"));
        assertThat(late).isInstanceOfSatisfying(Edited.Clashing.class, clashing -> {
            assertThat(clashing.clashes()).hasSize(1);
            assertThat(clashing.clashes().getFirst().theirs()).isEqualTo("30");
            assertThat(clashing.clashes().getFirst().by()).isEqualTo(other.name());
        });
        assertThat(fields(project)).containsEntry("target/2027", "30").doesNotContainKey("partners");
        assertThat(saved(edit(project, "target/2027", "30", "50")).changes()).hasSize(1);
    }

    @Test
    void undoes_by_editing_back_and_brings_a_removed_project_back_as_it_was() {
        var project = project("name", "공공근로");
        saved(
                edit(project, "target/2027-01", null, "1,200"),
                edit(project, "target/2027-02-01_2027-03-15", null, "800"),
                edit(project, "budget/NATIONAL", null, "1500000000"),
                edit(project, "carried/MUNICIPAL", null, "7000"),
                edit(project, "group/SENIOR", null, "900"),
                edit(project, "months", null, "5.5"),
                edit(project, "insured", null, "true"),
                edit(project, "risks", null, "국비 확정 전"));
        var whole = fields(project);
        assertThat(whole).containsEntry("target/2027-01", "1200").containsEntry("months", "5.5");
        saved(new Edit(Subject.PROJECT, project, Edit.ITSELF, "", null));
        assertThat(as(officer, () -> drafts.read(draft)).orElseThrow().projects())
                .isEmpty();
        var back = saved(new Edit(Subject.PROJECT, project, Edit.ITSELF, null, ""));
        assertThat(back.totals().itemised()).isEqualTo(2_000);
        assertThat(fields(project)).isEqualTo(whole);
    }

    @Test
    void says_what_is_wrong_in_every_field_at_once_and_saves_nothing() {
        var project = project("name", "직업훈련");
        var wrong = run(
                edit(project, "target/2027", null, "많이"),
                edit(project, "from", null, "2027-13-01"),
                edit(project, "statedUnit", null, "개소"),
                edit(project, "task", null, "7.1"));
        assertThat(wrong)
                .isInstanceOfSatisfying(
                        Edited.Wrong.class,
                        said -> assertThat(said.faults())
                                .extracting(Edited.Fault::field)
                                .containsExactlyInAnyOrder("target/2027", "from", "statedUnit", "task"));
        assertThat(run(edit(project, "target/2027", null, "5"), edit(project, "target/2027-Q1", null, "5")))
                .isInstanceOf(Edited.Wrong.class);
        assertThat(run(edit(project, "target/2027-02-30_2027-08-31", null, "5")))
                .isInstanceOf(Edited.Wrong.class);
        assertThat(run(edit(project, "salary", null, "5"))).isInstanceOf(Edited.Wrong.class);
        assertThat(fields(project)).doesNotContainKey("target/2027");
    }

    @Test
    void puts_projects_into_strategies_and_tasks_which_go_only_when_they_are_empty() {
        assertThat(saved(
                                add(Subject.STRATEGY, "new", "name", "청년이 머무는 도시"),
                                add(Subject.STRATEGY, "new", Edit.ITSELF, ""))
                        .added())
                .containsEntry("new", "1");
        assertThat(saved(add(Subject.TASK, "1.new", Edit.ITSELF, ""), add(Subject.TASK, "1.new", "name", "창업"))
                        .added())
                .containsEntry("1.new", "1.1");
        var project = project("name", "창업 사랑방");
        saved(edit(project, "task", null, "1.1"), edit(project, "target/2027", null, "12"));
        assertThat(run(new Edit(Subject.TASK, "1.1", Edit.ITSELF, "", null))).isInstanceOf(Edited.Wrong.class);
        assertThat(as(officer, () -> drafts.totals(draft)).parts())
                .containsExactly(new DraftTotals.Part(1, 1, 1, 12, 0));
        saved(edit(project, "task", "1.1", null));
        saved(new Edit(Subject.TASK, "1.1", Edit.ITSELF, "", null));
        assertThat(as(officer, () -> drafts.read(draft)).orElseThrow().strategies())
                .containsExactly(new Strategy(1, "청년이 머무는 도시", List.of()));
    }

    @Test
    void twelve_at_once_lose_nothing() throws Exception {
        var projects = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            projects.add(project("name", "사업 " + i));
        }
        var start =
                as(officer, () -> drafts.read(draft)).orElseThrow().version().revision();
        var pool = Executors.newFixedThreadPool(12);
        var answers = new ArrayList<Future<Integer>>();
        for (var project : projects) {
            answers.add(pool.submit(() -> {
                var saved = 0;
                for (int i = 0; i < 5; i++) {
                    // Everybody writes a field of its own, and all write one that is everybody's.
                    var before = i;
                    saved += run(edit(
                                            project,
                                            "target/2027",
                                            i == 0 ? null : String.valueOf(before),
                                            String.valueOf(i + 1)))
                                    instanceof Edited.Saved
                            ? 1
                            : 0;
                    as(officer, () -> {
                        var seen = drafts.read(draft).orElseThrow().plan().get("remarks");
                        return drafts.edit(draft, List.of(new Edit(Subject.PLAN, "", "remarks", seen, seen + "x")));
                    });
                }
                return saved;
            }));
        }
        for (var answer : answers) {
            assertThat(answer.get()).isEqualTo(5);
        }
        pool.shutdown();
        var read = as(officer, () -> drafts.read(draft)).orElseThrow();
        assertThat(read.totals().itemised()).isEqualTo(60);
        var changes = as(officer, () -> drafts.since(draft, start));
        assertThat(changes).extracting(Change::revision).doesNotHaveDuplicates();
        // What is in the log is what stands there: no saving wrote over another that it had not seen.
        var remarks = changes.stream()
                .filter(change -> change.field().equals("remarks"))
                .toList();
        for (int i = 1; i < remarks.size(); i++) {
            assertThat(remarks.get(i).before()).isEqualTo(remarks.get(i - 1).after());
        }
        assertThat(read.plan().get("remarks")).isEqualTo(remarks.getLast().after());
    }

    @Test
    void is_over_when_it_is_submitted_and_the_database_holds_to_that() {
        var project = project("name", "돌봄");
        saved(edit(project, "target/2027", null, "40"));
        assertThat(as(officer, () -> versions.submit(draft, ""))).isInstanceOf(Move.Moved.class);
        assertThat(run(edit(project, "target/2027", "40", "41"))).isInstanceOf(Edited.NoDraft.class);
        for (var sql : List.of(
                "update target set quantity = 41 where plan_id = ?",
                "delete from target where plan_id = ?",
                "update plan set declared_target = 41 where id = ?",
                "update plan set state = 'DISCLOSED', revision = 99 where id = ?",
                "insert into strategy (plan_id, municipality, no, name) select id, municipality, 9, 'x' from plan where id = ?")) {
            assertThatThrownBy(() -> as(officer, () -> transaction.execute(done -> db.execute(sql, draft.value()))))
                    .as(sql)
                    .rootCause()
                    .hasMessageContaining("frozen");
        }
        assertThatThrownBy(() -> as(
                        officer,
                        () -> transaction.execute(
                                done -> db.execute("update plan set state = 'DRAFT' where id = ?", draft.value()))))
                .rootCause()
                .hasMessageContaining("does not go from");
        assertThat(hash())
                .isEqualTo(java.util.HexFormat.of()
                        .formatHex(
                                as(officer, () -> transaction.execute(done -> ContentHash.of(store.content(draft))))));
    }

    @Test
    void nobody_approves_past_a_council_what_lies_before_it_or_was_deferred() {
        var project = project("name", "돌봄");
        saved(edit(project, "target/2027", null, "40"));
        as(officer, () -> versions.submit(draft, ""));
        as(officer, () -> versions.deliberate(draft, ""));
        assertThat(as(officer, () -> versions.approve(draft, ""))).isInstanceOf(Move.NotFrom.class);
        var deferred = new Decided(Resolution.DEFERRED, java.time.LocalDate.of(2026, 11, 2), "가상 협의체", null, null, "");
        assertThat(as(officer, () -> versions.resolve(draft, deferred))).isInstanceOf(Move.Moved.class);
        assertThat(as(officer, () -> versions.find(draft)).orElseThrow().state())
                .isEqualTo(PlanState.SUBMITTED);
        assertThat(as(officer, () -> versions.approve(draft, ""))).isInstanceOf(Move.NotFrom.class);
        assertThat(as(officer, () -> plans.disclose(book, PlanKind.YEAR, 2027)))
                .isInstanceOf(PlanDisclosure.NotPassed.class);
    }

    @Test
    void beside_a_disclosed_version_no_empty_one_begins() {
        var project = project("name", "돌봄");
        saved(edit(project, "target/2027", null, "40"));
        assertThat(as(officer, () -> plans.disclose(book, PlanKind.YEAR, 2027)))
                .isInstanceOf(PlanDisclosure.Disclosed.class);
        var answered = as(officer, () -> drafts.begin(book, PlanKind.YEAR, 2027, "다시"));
        assertThat(answered.id()).isEqualTo(draft);
        assertThat(answered.state()).isEqualTo(PlanState.DISCLOSED);
        assertThat(as(officer, () -> versions.redraft(draft, "제1회 추경")))
                .isInstanceOfSatisfying(
                        Move.Moved.class,
                        moved -> assertThat(as(
                                                officer,
                                                () -> drafts.read(moved.next().id()))
                                        .orElseThrow()
                                        .projects())
                                .hasSize(1));
    }

    @Test
    void an_empty_one_is_not_submitted() {
        assertThat(as(officer, () -> versions.submit(draft, ""))).isInstanceOf(Move.NotReady.class);
    }

    @Test
    void a_department_writes_its_own_projects_while_its_part_is_open_and_nothing_else() {
        var own = project("name", "청년 창업", "department", "청년과");
        var others = project("name", "노인 일자리", "department", "노인과");
        var login = accounts.departmentOfficer(book.municipality(), "청년과");
        var clerk = accounts.viewer(login);
        assertThatThrownBy(() -> as(clerk, () -> drafts.edit(draft, List.of(edit(own, "target/2027", null, "7")))))
                .isInstanceOf(AccessDeniedException.class);
        openPart("청년과");
        assertThat(as(clerk, () -> drafts.edit(draft, List.of(edit(own, "target/2027", null, "7")))))
                .isInstanceOf(Edited.Saved.class);
        for (var forbidden : List.of(
                edit(others, "target/2027", null, "7"),
                edit(own, "department", "청년과", "노인과"),
                edit(own, "no", "1", "9"),
                new Edit(Subject.PROJECT, own, Edit.ITSELF, "", null),
                new Edit(Subject.PLAN, "", "target", null, "7"),
                add(Subject.STRATEGY, "new", Edit.ITSELF, ""))) {
            assertThatThrownBy(() -> as(clerk, () -> drafts.edit(draft, List.of(forbidden))))
                    .as(forbidden.toString())
                    .isInstanceOf(AccessDeniedException.class);
        }
        var proposed = as(
                clerk,
                () -> drafts.edit(
                        draft,
                        List.of(
                                add(Subject.PROJECT, "new1", Edit.ITSELF, ""),
                                add(Subject.PROJECT, "new1", "name", "새 제안"))));
        assertThat(proposed)
                .isInstanceOfSatisfying(
                        Edited.Saved.class,
                        saved -> assertThat(fields(saved.added().get("new1"))).containsEntry("department", "청년과"));
        // Past the service, by plain SQL, the walls stand too.
        for (var sql : List.of(
                "update target set quantity = 70 where plan_id = ? and project_id = " + others,
                "update planned_project set name = 'x' where plan_id = ? and project_id = " + others,
                "update planned_project set department_id = null where plan_id = ? and project_id = " + own,
                "update plan set title = 'x' where id = ?")) {
            as(officer, () -> drafts.edit(draft, List.of(edit(others, "target/2027", null, "1"))));
            assertThatThrownBy(() -> as(clerk, () -> transaction.execute(done -> db.execute(sql, draft.value()))))
                    .as(sql)
                    .rootCause()
                    .hasMessageMatching("(?s).*(another department|office of jobs policy).*");
        }
    }

    @Test
    void a_reader_and_another_municipalitys_officer_write_nothing() {
        var project = project("name", "돌봄");
        var reader = accounts.viewer(accounts.with(Role.READER, book.municipality()));
        var stranger = accounts.viewer(accounts.officer(books.next().municipality()));
        assertThatThrownBy(() -> as(reader, () -> drafts.edit(draft, List.of(edit(project, "name", "돌봄", "x")))))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(as(stranger, () -> drafts.edit(draft, List.of(edit(project, "name", "돌봄", "x")))))
                .isEqualTo(new Edited.NoDraft(null));
        assertThat(as(Viewer.PUBLIC, () -> drafts.read(draft))).isEmpty();
    }

    private void openPart(String department) {
        as(
                officer,
                () -> transaction.execute(done ->
                        db.execute("""
                insert into plan_part (plan_id, municipality, department_id, open)
                select ?, municipality, id, true from department where municipality = ? and name = ?""", draft.value(), book.municipality().value(), department)));
    }

    private @Nullable String hash() {
        return as(officer, () -> versions.find(draft)).orElseThrow().contentHash();
    }

    /** @param namesAndValues of its fields, by turns */
    private String project(String... namesAndValues) {
        var edits = new ArrayList<Edit>();
        edits.add(add(Subject.PROJECT, "new", Edit.ITSELF, ""));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            edits.add(add(Subject.PROJECT, "new", namesAndValues[i], namesAndValues[i + 1]));
        }
        return saved(edits.toArray(Edit[]::new)).added().get("new");
    }

    private java.util.Map<String, String> fields(String project) {
        return as(officer, () -> drafts.read(draft)).orElseThrow().projects().get(Long.valueOf(project));
    }

    private static Edit edit(String project, String field, @Nullable String from, @Nullable String to) {
        return new Edit(Subject.PROJECT, project, field, from, to);
    }

    private static Edit add(Subject subject, String item, String field, String to) {
        return new Edit(subject, item, field, null, to);
    }

    private Edited run(Edit... edits) {
        return as(officer, () -> drafts.edit(draft, Arrays.asList(edits)));
    }

    private Edited.Saved saved(Edit... edits) {
        var edited = run(edits);
        assertThat(edited).isInstanceOf(Edited.Saved.class);
        return (Edited.Saved) edited;
    }

    private static <T> T as(Viewer viewer, Callable<T> work) {
        return Access.as(viewer, work);
    }
}
