package dure.plan;

import static dure.plan.PlanField.*;
import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Viewer;
import dure.finding.Findings;
import dure.region.Book;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A version goes out as a workbook and comes back as what it was. */
@DureTest
class BringingAPlanOutAndBack {
    private static final int YEAR = 2027;

    @Autowired
    FillingTheWorkbook filling;

    @Autowired
    PlanWorkbookReader reader;

    @Autowired
    Plans plans;

    @Autowired
    TestBooks books;

    @Test
    void any_plan_of_a_year_comes_back_as_the_same_content() {
        var municipality = books.next().municipality();
        for (var seed = 1; seed <= 60; seed++) {
            comesBack(new AnyPlan(seed, YEAR).ofYear(municipality), "seed " + seed);
        }
    }

    @Test
    void and_so_does_any_plan_of_a_term() {
        var municipality = books.next().municipality();
        for (var seed = 1; seed <= 10; seed++) {
            comesBack(
                    new AnyPlan(seed, YEAR).ofTerm(municipality, 9, List.of(2026, 2027, 2028, 2029, 2030)),
                    "seed " + seed);
        }
    }

    private void comesBack(PlanContent content, String seed) {
        var findings = new Findings();
        var back = reader.read(Workbooks.read(filling.bytes(content, Locale.KOREAN)), findings);
        assertThat(Workbooks.say(findings.list().stream()
                        .filter(one -> one.severity() == dure.finding.Severity.ERROR)
                        .toList()))
                .as(seed)
                .isEmpty();
        assertThat(back).as(seed).isNotNull();
        assertThat(back.content()).as(seed).usingRecursiveComparison().isEqualTo(content);
        assertThat(ContentHash.of(back.content())).as(seed).isEqualTo(ContentHash.of(content));
    }

    @Test
    void what_is_stored_goes_out_and_its_import_changes_nothing() {
        var book = books.next();
        var before = new AnyPlan(5, YEAR - 1).ofYear(book.municipality());
        imported(book, filling.bytes(before, Locale.KOREAN));
        var content = new AnyPlan(6, YEAR)
                .continuing(before.projects().getFirst().code())
                .ofYear(book.municipality());
        var plan = imported(book, filling.bytes(content, Locale.KOREAN)).plan();
        var file = Access.as(Viewer.PRODUCT, () -> plans.workbook(plan, Locale.ENGLISH))
                .orElseThrow();
        assertThat(run(book, file)).isInstanceOf(PlanImport.Unchanged.class);
        assertThat(Access.as(Viewer.PUBLIC, () -> plans.workbook(plan, Locale.ENGLISH)))
                .isEmpty();
    }

    private PlanImport.Imported imported(Book book, byte[] file) {
        var outcome = run(book, file);
        assertThat(outcome)
                .as(() -> String.join("\n", Workbooks.say(outcome.findings())))
                .isInstanceOf(PlanImport.Imported.class);
        return (PlanImport.Imported) outcome;
    }

    private PlanImport run(Book book, byte[] file) {
        return switch (Sheets.read("계획.xlsx", file)) {
            case Reading.Read read ->
                Access.as(Viewer.PRODUCT, () -> plans.importWorkbook(read.workbook(), book.dataSet(), false));
            case Reading.Refused refused -> throw new AssertionError(refused.finding());
        };
    }

    @Test
    void months_stand_in_place_of_quarters_and_must_add_up() {
        var findings = new Findings();
        var project = reader.read(
                        Workbooks.read(plan().row(
                                        PROJECT_NO,
                                        1,
                                        PROJECT_NAME,
                                        "가상 사업",
                                        PROJECT_MEASURE,
                                        "일자리 수",
                                        PROJECT_TARGET,
                                        40,
                                        PROJECT_QUARTER_1,
                                        10,
                                        PROJECT_MONTH_1,
                                        4,
                                        PROJECT_MONTH_3,
                                        5,
                                        PROJECT_QUARTER_2,
                                        30)),
                        findings)
                .projects()
                .getFirst()
                .value();
        assertThat(project.targets())
                .extracting(Project.Target::from)
                .containsExactly(LocalDate.of(YEAR, 1, 1), LocalDate.of(YEAR, 3, 1), LocalDate.of(YEAR, 4, 1));
        assertThat(Workbooks.say(findings.list()))
                .containsExactly(
                        "‘세부사업’ 시트 2행 S열(1분기): 1분기 10와(과) 나눈 목표의 합계 9이(가) 1만큼 다릅니다."
                                + " → 분기·월·기간을 모두 적어 합이 같게 하거나, 나눈 칸을 모두 비우세요.",
                        "‘세부사업’ 시트 2행 R열(연간 목표): 연간 목표 40와(과) 나눈 목표의 합계 39이(가) 1만큼 다릅니다."
                                + " → 분기·월·기간을 모두 적어 합이 같게 하거나, 나눈 칸을 모두 비우세요.");
    }

    @Test
    void what_a_project_s_parts_say_wrongly_is_said_with_its_place() {
        var findings = new Findings();
        reader.read(
                Workbooks.read(plan().row(
                                PROJECT_NO, 1, PROJECT_CODE, "YJ-01", PROJECT_NAME, "가상 사업", PROJECT_NATIONAL, 5)
                        .row(PROJECT_NO, 2, PROJECT_CODE, "YJ-02", PROJECT_NAME, "다른 사업", PROJECT_JOB_MONTHS, -1)
                        .row(PART_CODE, "YJ-01", PART_GROUP, "청년", PART_TARGET, 3)
                        .row(PART_CODE, "YJ-01", PART_GROUP, "청년", PART_TARGET, 4)
                        .row(PART_CODE, "YJ-01", PART_GROUP, "노인", PART_FROM, LocalDate.of(YEAR, 1, 1), PART_TARGET, 4)
                        .row(PART_CODE, "YJ-09", PART_GROUP, "노인", PART_TARGET, 4)
                        .row(
                                PART_CODE,
                                "YJ-02",
                                PART_FROM,
                                LocalDate.of(YEAR, 1, 1),
                                PART_TO,
                                LocalDate.of(YEAR, 3, 1),
                                PART_TARGET,
                                1)
                        .row(
                                PART_CODE,
                                "YJ-02",
                                PART_FROM,
                                LocalDate.of(YEAR, 3, 1),
                                PART_TO,
                                LocalDate.of(YEAR, 4, 1),
                                PART_TARGET,
                                1)
                        .row(SHARE_CODE, "YJ-01", SHARE_SOURCE, "국비", SHARE_APPROPRIATED, 5_000)),
                findings);
        assertThat(findings.list().stream().map(one -> Workbooks.say(one.message())))
                .containsExactlyInAnyOrder(
                        "사업 ‘YJ-01’에 대상 ‘청년’의 목표가 두 번 나옵니다.",
                        "대상과 기간이 한 행에 있습니다.",
                        "사업 ‘YJ-01’의 국비이(가) 두 번 나옵니다.",
                        "예상 고용기간(개월)에 -1은(는) 적을 수 없습니다.",
                        "2027-01-01~2027-03-01의 목표와 2027-03-01~2027-04-01의 목표가 겹칩니다.",
                        "‘사업코드’에 쓸 수 없는 값입니다: YJ-09");
    }

    @Test
    void what_continues_a_project_that_last_year_did_not_have_is_refused() {
        var book = books.next();
        var file = Workbooks.empty()
                .basics(
                        MUNICIPALITY,
                        book.municipality().value(),
                        KIND,
                        "세부계획",
                        PERIOD,
                        YEAR,
                        TITLE,
                        "시험",
                        SOURCE_KIND,
                        "자치단체 자료")
                .row(PROJECT_NO, 1, PROJECT_NAME, "가상 사업", PROJECT_PREDECESSOR, "없는-코드")
                .bytes();
        var outcome = run(book, file);
        assertThat(outcome).isInstanceOf(PlanImport.Refused.class);
        assertThat(Workbooks.say(outcome.findings()))
                .anyMatch(text -> text.contains("2026년 계획에 사업코드 ‘없는-코드’이(가) 없습니다."));
    }

    private static PlanWorkbook plan() {
        return Workbooks.empty()
                .basics(MUNICIPALITY, 30170, KIND, "세부계획", PERIOD, YEAR, TITLE, "시험 계획", SOURCE_KIND, "자치단체 자료");
    }
}
