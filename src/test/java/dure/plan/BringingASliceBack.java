package dure.plan;

import static dure.plan.PlanField.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.TestBooks;
import dure.access.Access;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.region.Book;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DureTest
class BringingASliceBack {
    private static final int YEAR = 2027;

    @Autowired
    Plans plans;

    @Autowired
    Slices slices;

    @Autowired
    Drafts drafts;

    @Autowired
    TestBooks books;

    @Autowired
    TestAccounts accounts;

    @Autowired
    DSLContext db;

    @Autowired
    PlatformTransactionManager transactions;

    Book book = new Book(new dure.region.MunicipalityCode("00000"), dure.region.DataSet.REAL);
    Viewer officer = Viewer.PUBLIC;
    PlanId draft = new PlanId(new java.util.UUID(0, 0));
    byte[] slice = {};

    @BeforeEach
    void a_draft_of_two_departments() {
        book = books.next();
        officer = accounts.viewer(accounts.officer(book.municipality()));
        var file = Workbooks.empty()
                .basics(
                        MUNICIPALITY,
                        book.municipality().value(),
                        KIND,
                        "세부계획",
                        PERIOD,
                        YEAR,
                        TITLE,
                        "시험 계획",
                        SOURCE_KIND,
                        "자치단체 자료")
                .row(STRATEGY_NO, 1, STRATEGY_NAME, "가상 전략")
                .row(
                        PROJECT_NO,
                        1,
                        PROJECT_CODE,
                        "A",
                        PROJECT_NAME,
                        "가상 사업 A",
                        PROJECT_STRATEGY,
                        "1",
                        PROJECT_DEPARTMENT,
                        "가상과",
                        PROJECT_MEASURE,
                        "일자리 수",
                        PROJECT_TARGET,
                        40,
                        PROJECT_NATIONAL,
                        100)
                .row(PROJECT_NO, 2, PROJECT_CODE, "B", PROJECT_NAME, "가상 사업 B", PROJECT_DEPARTMENT, "시험과")
                .bytes();
        var outcome = Access.as(officer, () -> plans.importWorkbook(Workbooks.read(file), book.dataSet(), false));
        draft = ((PlanImport.Imported) outcome).plan();
        slice = Access.as(officer, () -> slices.of(draft, "가상과", Locale.KOREAN)).orElseThrow();
    }

    @Test
    void holds_that_department_s_projects_only_and_changes_nothing_as_it_is() {
        var read = Workbooks.read(slice)
                .sheet("세부사업")
                .orElseThrow()
                .table(PlanField.columns(PlanSheet.PROJECTS), new dure.finding.Findings());
        assertThat(read.lines())
                .extracting(line -> line.text(PROJECT_CODE.column()))
                .containsExactly("A");
        assertThat(brought(slice, Set.of())).isInstanceOf(SliceImport.Unchanged.class);
    }

    @Test
    void writes_the_cells_that_were_changed_and_leaves_what_others_wrote_elsewhere() {
        edit("description", null, "데스크에서 적은 내용");
        var file = set(set(slice, "A", PROJECT_TARGET, 55), "A", PROJECT_RISKS, "공사 지연");
        var rehearsed = (SliceImport.Rehearsed)
                Access.as(officer, () -> slices.bring(draft, Workbooks.read(file), Set.of(), true));
        assertThat(rehearsed.summary().lines())
                .extracting(SliceImport.Line::column)
                .containsExactlyInAnyOrder("연간 목표", "위험 요인");
        assertThat(fields("A")).containsEntry("target/2027", "40");
        assertThat(brought(file, Set.of())).isInstanceOf(SliceImport.Imported.class);
        assertThat(fields("A"))
                .containsEntry("target/2027", "55")
                .containsEntry("risks", "공사 지연")
                .containsEntry("description", "데스크에서 적은 내용");
    }

    @Test
    void shows_both_values_and_who_wrote_where_the_same_cell_was_changed_and_writes_nothing_until_one_chooses() {
        edit("target/2027", "40", "45");
        var file = set(set(slice, "A", PROJECT_TARGET, 55), "A", PROJECT_RISKS, "공사 지연");
        var clashing = (SliceImport.Clashing) brought(file, Set.of());
        assertThat(clashing.clashes()).singleElement().satisfies(clash -> {
            assertThat(clash.column()).isEqualTo("연간 목표");
            assertThat(List.of(clash.base(), clash.theirs(), clash.mine())).containsExactly("40", "45", "55");
            assertThat(clash.by()).isEqualTo(officer.name());
        });
        assertThat(fields("A")).containsEntry("target/2027", "45").doesNotContainKey("risks");
        var key = clashing.clashes().getFirst().key();
        assertThat(brought(file, Set.of(key))).isInstanceOf(SliceImport.Imported.class);
        assertThat(fields("A")).containsEntry("target/2027", "55").containsEntry("risks", "공사 지연");
    }

    @Test
    void takes_a_new_row_as_a_new_project_and_refuses_one_of_another_department() {
        var file = row(slice, 2, Map.of(PROJECT_NO, 9, PROJECT_CODE, "NEW-1", PROJECT_NAME, "새 가상 사업"));
        var imported = (SliceImport.Imported) brought(file, Set.of());
        assertThat(imported.summary().added()).isEqualTo(1);
        assertThat(fields("NEW-1")).containsEntry("department", "가상과").containsEntry("no", "3");

        var others = row(slice, 2, Map.of(PROJECT_NO, 2, PROJECT_CODE, "B", PROJECT_NAME, "남의 사업"));
        assertThat(Workbooks.say(((SliceImport.Refused) brought(others, Set.of())).findings()))
                .anyMatch(text -> text.contains("사업 ‘B’은(는) ‘가상과’의 사업이 아닙니다."));
        assertThat(fields("B")).containsEntry("name", "가상 사업 B");
    }

    @Test
    void is_for_a_department_s_officer_only_while_its_part_is_open_and_never_moves_a_project() {
        var clerk = accounts.viewer(accounts.departmentOfficer(book.municipality(), "가상과"));
        var file = set(slice, "A", PROJECT_TARGET, 55);
        assertThatThrownBy(() -> Access.as(clerk, () -> slices.bring(draft, Workbooks.read(file), Set.of(), false)))
                .isInstanceOf(AccessDeniedException.class);
        open("가상과");
        var moved = set(file, "A", PROJECT_STRATEGY, "");
        assertThat(Access.as(clerk, () -> slices.bring(draft, Workbooks.read(moved), Set.of(), false)))
                .isInstanceOf(SliceImport.Refused.class);
        assertThat(Access.as(clerk, () -> slices.bring(draft, Workbooks.read(file), Set.of(), false)))
                .isInstanceOf(SliceImport.Imported.class);
        assertThat(fields("A")).containsEntry("target/2027", "55");
        assertThatThrownBy(() -> Access.as(clerk, () -> slices.of(draft, "시험과", Locale.KOREAN)))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(Access.as(clerk, () -> slices.departments(draft))).containsExactly("가상과");
    }

    @Test
    void is_refused_as_a_whole_plan_and_by_another_draft() {
        var outcome = Access.as(officer, () -> plans.importWorkbook(Workbooks.read(slice), book.dataSet(), false));
        assertThat(Workbooks.say(outcome.findings())).anyMatch(text -> text.contains("한 부서의 조각입니다."));
        var another = new PlanId(new java.util.UUID(1, 1));
        assertThat(Access.as(officer, () -> slices.bring(another, Workbooks.read(slice), Set.of(), false)))
                .isInstanceOf(SliceImport.Refused.class);
    }

    private SliceImport brought(byte[] file, Set<String> mine) {
        return Access.as(officer, () -> slices.bring(draft, Workbooks.read(file), mine, false));
    }

    private Map<String, String> fields(String code) {
        return Access.as(officer, () -> drafts.read(draft)).orElseThrow().projects().values().stream()
                .filter(fields -> code.equals(fields.get("code")))
                .findFirst()
                .orElseThrow();
    }

    private void edit(String field, @org.jspecify.annotations.Nullable String from, String to) {
        var id = Access.as(officer, () -> plans.annual(book, YEAR))
                .orElseThrow()
                .projects()
                .getFirst()
                .id();
        var edited = Access.as(
                officer,
                () -> drafts.edit(
                        draft, List.of(new Edit(Edit.Subject.PROJECT, String.valueOf(id.value()), field, from, to))));
        assertThat(edited).isInstanceOf(Edited.Saved.class);
    }

    private void open(String department) {
        Access.as(
                officer,
                () -> new TransactionTemplate(transactions)
                        .execute(status -> db.execute(
                                """
                insert into plan_part (plan_id, municipality, department_id, open)
                select ?, municipality, id, true from department where municipality = ? and name = ?
                """, draft.value(), book.municipality().value(), department)));
    }

    // As a clerk would, in a spreadsheet

    private static byte[] set(byte[] file, String code, PlanField field, Object value) {
        return edited(file, workbook -> {
            var sheet = workbook.getSheet("세부사업");
            for (var row : sheet) {
                var cell = row.getCell(column(PROJECT_CODE));
                if (cell != null && cell.toString().equals(code)) {
                    put(row, field, value);
                }
            }
        });
    }

    private static byte[] row(byte[] file, int at, Map<PlanField, Object> values) {
        return edited(file, workbook -> {
            var row = workbook.getSheet("세부사업").createRow(at);
            values.forEach((field, value) -> put(row, field, value));
        });
    }

    private static void put(org.apache.poi.ss.usermodel.Row row, PlanField field, Object value) {
        var cell = row.createCell(column(field));
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else {
            cell.setCellValue(value.toString());
        }
    }

    private static int column(PlanField field) {
        return PlanField.of(field.sheet()).indexOf(field);
    }

    private static byte[] edited(byte[] file, java.util.function.Consumer<XSSFWorkbook> edit) {
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(file));
                var out = new ByteArrayOutputStream()) {
            edit.accept(workbook);
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
