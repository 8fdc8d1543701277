package dure.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Reach;
import dure.access.Role;
import dure.access.Viewer;
import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.plan.Measure;
import dure.region.Book;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

/** 누계: files that state running totals, and months of which a part is recorded already. */
@DureTest
class ConvertingRunningTotals {
    private static final String HEAD = "내용,시작일,종료일,측정 단위,누계,근거\n";

    @Autowired
    EntryFiles files;

    @Autowired
    Ledger ledger;

    @Autowired
    Figures figures;

    @Autowired
    Rules rules;

    @Autowired
    MessageSource messages;

    @Autowired
    dure.plan.Plans plans;

    private Book book;

    @BeforeEach
    void aBookOfItsOwn(@Autowired TestBooks books) {
        book = books.next();
    }

    @Test
    void a_running_total_is_recorded_as_what_came_about_since_the_one_before() {
        var outcome = imported(HEAD
                + total("2025-01-31", 12)
                + total("2025-02-28", 20)
                + total("2025-03-31", 20)
                + total("2025-04-30", 31));
        assertThat(outcome.entries()).isEqualTo(3);
        assertThat(outcome.totals()).containsEntry(Measure.JOBS, 31L);
        assertThat(outcome.conversions())
                .extracting(
                        one -> one.place().row(),
                        Conversion::stated,
                        Conversion::held,
                        Conversion::inFile,
                        Conversion::recorded,
                        Conversion::from,
                        Conversion::to)
                .containsExactly(
                        tuple(2, 12L, 0L, 0L, 12L, day(1, 1), day(1, 31)),
                        tuple(3, 20L, 0L, 12L, 8L, day(2, 1), day(2, 28)),
                        tuple(4, 20L, 0L, 20L, 0L, day(3, 1), day(3, 31)),
                        tuple(5, 31L, 0L, 20L, 11L, day(4, 1), day(4, 30)));
        assertThat(outcome.conversions().getFirst().place().column()).isEqualTo("E");
        assertThat(flowsByMonth()).isEqualTo(Map.of(1, 12L, 2, 8L, 4, 11L));
        var second = entry(2);
        assertThat(second.quantity().amount()).isEqualTo(8);
        assertThat(second.stated()).isEqualTo(new NewEntry.Figure(20, StatedAs.CUMULATIVE));
    }

    @Test
    void the_same_table_with_another_month_adds_that_month_only() {
        var january = HEAD + total("2025-01-31", 12);
        imported(january);
        var outcome = imported(january + total("2025-02-28", 20));
        assertThat(outcome.entries()).isEqualTo(1);
        assertThat(outcome.conversions())
                .extracting(Conversion::held, Conversion::recorded)
                .containsExactly(tuple(12L, 0L), tuple(12L, 8L));
        assertThat(flowsByMonth()).isEqualTo(Map.of(1, 12L, 2, 8L));
        // The rows in another order and another file: nothing of it is new.
        assertThat(run(HEAD + total("2025-02-28", 20) + total("2025-01-31", 12), false))
                .isInstanceOf(EntryImport.Unchanged.class);
        assertThat(flowsByMonth()).isEqualTo(Map.of(1, 12L, 2, 8L));
    }

    @Test
    void rows_may_stand_in_any_order() {
        imported(HEAD + total("2025-03-31", 30) + total("2025-01-31", 10) + total("2025-02-28", 25));
        assertThat(flowsByMonth()).isEqualTo(Map.of(1, 10L, 2, 15L, 3, 5L));
    }

    @Test
    void what_the_ledger_holds_is_taken_off_reversals_included() {
        imported("내용,시작일,종료일,측정 단위,수량,근거\n공공근로,2025-01-01,2025-01-31,일자리 수,12,증빙\n"
                + "공공근로,2025-02-01,2025-02-28,일자리 수,9,증빙\n");
        as(() -> ledger.reverse(new EntryId(book, 2), "잘못 적음"));
        var outcome = imported(HEAD + total("2025-02-28", 15));
        assertThat(outcome.conversions())
                .extracting(Conversion::stated, Conversion::held, Conversion::recorded, Conversion::from)
                .containsExactly(tuple(15L, 12L, 3L, LocalDate.of(2025, 1, 1)));
        assertThat(flowsByMonth()).isEqualTo(Map.of(1, 12L, 2, 3L));
    }

    @Test
    void what_was_only_promised_is_no_part_of_what_came_about_until_it_is_attested() {
        imported("내용,시작일,종료일,측정 단위,수량,근거\n공공근로,2025-01-01,2025-01-31,일자리 수,100,약정\n"
                + "공공근로,2025-01-01,2025-01-31,일자리 수,7,추정\n");
        as(() -> ledger.attest(new EntryId(book, 2), Basis.EVIDENCED, null, "계약서"));
        var outcome = imported(HEAD + total("2025-02-28", 15));
        assertThat(outcome.conversions())
                .extracting(Conversion::held, Conversion::recorded)
                .containsExactly(tuple(7L, 8L));
    }

    @Test
    void another_measure_another_label_and_another_year_are_other_series() {
        imported(HEAD
                + total("2024-12-31", 90)
                + total("2025-01-31", 12)
                + "청년 인턴,,2025-01-31,일자리 수,5,증빙\n"
                + "공공근로,,2025-01-31,실인원,11,증빙\n");
        assertThat(flowsByMonth()).isEqualTo(Map.of(1, 17L));
        assertThat(entry(1).from()).isEqualTo(LocalDate.of(2024, 1, 1));
    }

    @Test
    void a_running_total_that_falls_is_an_error_that_names_both_cells_and_what_would_be_right() {
        var findings = refused(HEAD + total("2025-01-31", 12) + total("2025-02-28", 10));
        assertThat(findings).hasSize(1);
        var finding = findings.getFirst();
        assertThat(finding.kind()).isEqualTo(Kind.CUMULATIVE_MISMATCH);
        assertThat(finding.place().row()).isEqualTo(3);
        assertThat(finding.place().column()).isEqualTo("E");
        assertThat(say(finding)).contains("10", "12", "2행 E열").contains("12 이상");
        assertThat(as(() -> ledger.now(book)).position()).isZero();
    }

    @Test
    void a_running_total_below_what_is_recorded_is_an_error_that_names_the_entry() {
        imported("내용,시작일,종료일,측정 단위,수량,근거\n공공근로,2025-01-01,2025-01-31,일자리 수,12,증빙\n");
        var finding = refused(HEAD + total("2025-02-28", 10)).getFirst();
        assertThat(finding.kind()).isEqualTo(Kind.CUMULATIVE_MISMATCH);
        assertThat(say(finding)).contains("12", book.name() + "-1");
    }

    @Test
    void two_totals_of_one_day_are_not_added() {
        assertThat(refused(HEAD + total("2025-01-31", 12) + total("2025-01-31", 12)))
                .extracting(Finding::kind)
                .containsExactly(Kind.DUPLICATE);
    }

    @Test
    void a_column_of_quantities_whose_head_says_so_holds_running_totals() {
        imported("내용,시작일,종료일,측정 단위,수량 (누계),근거\n" + total("2025-01-31", 12) + total("2025-02-28", 20));
        assertThat(flowsByMonth()).isEqualTo(Map.of(1, 12L, 2, 8L));
    }

    @Test
    void a_quantity_beside_a_running_total_is_held_against_it() {
        var head = "내용,시작일,종료일,측정 단위,수량,누계,근거\n";
        var january = "공공근로,2025-01-01,2025-01-31,일자리 수,12,12,증빙\n";
        var finding = refused(head + january + "공공근로,2025-02-01,2025-02-28,일자리 수,9,20,증빙\n")
                .getFirst();
        assertThat(finding.kind()).isEqualTo(Kind.CUMULATIVE_MISMATCH);
        assertThat(say(finding)).contains("8", "9", "20");
        imported(head + january + "공공근로,2025-02-01,2025-02-28,일자리 수,8,20,증빙\n");
        assertThat(flowsByMonth()).isEqualTo(Map.of(1, 12L, 2, 8L));
    }

    @Test
    void a_file_without_either_column_is_told_so() {
        assertThat(refused("내용,시작일,종료일,측정 단위,근거\n공공근로,2025-01-01,2025-01-31,일자리 수,증빙\n"))
                .extracting(Finding::kind)
                .contains(Kind.MISSING_COLUMN);
    }

    @Test
    void a_rehearsal_shows_the_same_and_records_nothing() {
        var outcome = run(HEAD + total("2025-01-31", 12) + total("2025-02-28", 20), true);
        assertThat(outcome).isInstanceOf(EntryImport.Rehearsed.class);
        assertThat(outcome.conversions()).hasSize(2);
        assertThat(as(() -> ledger.now(book)).position()).isZero();
    }

    @Test
    void the_same_totals_sent_by_eight_at_once_count_once() throws Exception {
        var january = HEAD + total("2025-01-31", 12);
        var outcomes = at_once(8, i -> i % 2 == 0 ? january : january + total("2025-02-28", 20));
        assertThat(outcomes).allSatisfy(one -> assertThat(one.findings()).noneMatch(Finding::isError));
        assertThat(flowsByMonth()).isEqualTo(Map.of(1, 12L, 2, 8L));
    }

    private List<EntryImport> at_once(int many, java.util.function.IntFunction<String> file) throws Exception {
        var gate = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(many)) {
            var running = new ArrayList<Future<EntryImport>>();
            for (var i = 0; i < many; i++) {
                var csv = file.apply(i);
                running.add(threads.submit(() -> {
                    gate.await();
                    return run(csv, false);
                }));
            }
            gate.countDown();
            var outcomes = new ArrayList<EntryImport>();
            for (var one : running) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }

    @Test
    void a_table_of_months_is_a_row_a_project_and_a_column_a_month() {
        aPlan();
        var outcome = monthly(
                List.of("2025년 월별 실적", "", "", ""),
                List.of("사업명", "부서", "1월", "2월", "3월", "4월", "계"),
                List.of("공공근로", "일자리과", 12, 8, "-", "", 20),
                List.of("청년 인턴", "일자리과", "", 5, 0, 1, 6),
                List.of("합계", "", 12, 13, 0, 1, 26));
        var imported = (EntryImport.Imported) outcome;
        assertThat(imported.entries()).isEqualTo(4);
        assertThat(imported.conversions()).isEmpty();
        assertThat(outcome.findings()).extracting(Finding::kind).contains(Kind.TOTAL_ROW, Kind.MISSING_VALUE);
        assertThat(flowsByMonth()).isEqualTo(Map.of(1, 12L, 2, 13L, 4, 1L));
        assertThat(entry(1).basis()).isEqualTo(Basis.REPORTED);
        assertThat(entry(1).project()).isNotNull();
    }

    @Test
    void a_table_of_months_that_grows_is_sent_again_and_adds_what_is_new() {
        aPlan();
        var head = List.<Object>of("사업코드", "연도", "월별·누계", "1월", "2월");
        monthly(head, List.of("P-1", 2025, "월별", 12, ""));
        var outcome = monthly(head, List.of("P-1", 2025, "월별", 14, 8));
        assertThat(outcome.conversions())
                .extracting(Conversion::as, Conversion::stated, Conversion::held, Conversion::recorded)
                .containsExactly(tuple(StatedAs.MONTH, 14L, 12L, 2L));
        assertThat(flowsByMonth()).isEqualTo(Map.of(1, 14L, 2, 8L));
        var less = monthly(head, List.of("P-1", 2025, "월별", 13, 8));
        assertThat(less).isInstanceOf(EntryImport.Refused.class);
        assertThat(less.findings()).extracting(Finding::kind).contains(Kind.CUMULATIVE_MISMATCH);
    }

    @Test
    void a_table_of_running_totals_by_month_is_converted_with_the_cells_shown() {
        aPlan();
        var outcome = monthly(
                List.of("2025년 실적(누계)"),
                List.of("사업코드", "사업명", "1월", "2월", "3월", "4월"),
                List.of("P-1", "공공근로", 12, 20, "", 31));
        assertThat(outcome.conversions())
                .extracting(
                        one -> one.place().column() + one.place().row(),
                        Conversion::stated,
                        Conversion::recorded,
                        Conversion::from)
                .containsExactly(
                        tuple("C3", 12L, 12L, day(1, 1)),
                        tuple("D3", 20L, 8L, day(2, 1)),
                        tuple("F3", 31L, 11L, day(3, 1)));
        assertThat(flowsByMonth()).isEqualTo(Map.of(1, 12L, 2, 8L, 4, 11L));
        var falls = monthly(List.of("2025년 실적(누계)"), List.of("사업코드", "1월", "2월", "3월"), List.of("P-2", 12, 20, 15));
        assertThat(falls.findings())
                .filteredOn(Finding::isError)
                .singleElement()
                .satisfies(finding -> assertThat(say(finding)).contains("월별실적 3행 C열", "20 이상"));
    }

    @Test
    void months_or_running_totals_is_asked_and_never_guessed_and_so_is_the_year() {
        aPlan();
        var outcome = monthly(List.of("사업코드", "1월", "2월"), List.of("P-1", 12, 20));
        assertThat(outcome).isInstanceOf(EntryImport.Refused.class);
        assertThat(outcome.findings().stream()
                        .filter(Finding::isError)
                        .map(one -> one.message().key()))
                .containsExactlyInAnyOrder("ledger.import.noYear", "ledger.import.noWay");
    }

    @Test
    void a_total_that_the_months_do_not_make_and_a_project_that_is_not_in_the_plan_are_errors() {
        aPlan();
        var outcome = monthly(
                List.of("2025년 월별 실적"),
                List.of("사업명", "1월", "2월", "합계"),
                List.of("공공근로", 12, 8, 21),
                List.of("공공 근로 2", 1, 1, 2),
                List.of("공공근로", 1, 1, 2));
        assertThat(outcome.findings().stream()
                        .filter(Finding::isError)
                        .map(one -> one.place().row() + one.place().column() + " " + one.kind()))
                .contains("3D SUM_MISMATCH", "4A UNKNOWN_REFERENCE");
    }

    private void aPlan() {
        try (var workbook = new XSSFWorkbook()) {
            var basics = workbook.createSheet("기본");
            fill(
                    basics,
                    List.of("자치단체 코드", book.municipality().value()),
                    List.of("계획 종류", "세부계획"),
                    List.of("연도", 2025),
                    List.of("계획명", "시험 계획"),
                    List.of("출처 종류", "자치단체 자료"));
            fill(
                    workbook.createSheet("세부사업"),
                    List.of("번호", "사업코드", "사업명", "측정 단위", "연간 목표"),
                    List.of(1, "P-1", "공공근로", "일자리 수", 40),
                    List.of(2, "P-2", "청년 인턴", "일자리 수", 10));
            var outcome = as(() -> plans.importWorkbook(read("계획.xlsx", bytes(workbook)), book.dataSet(), false));
            assertThat(outcome).isInstanceOf(dure.plan.PlanImport.Imported.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SafeVarargs
    private EntryImport monthly(List<? extends Object>... rows) {
        try (var workbook = new XSSFWorkbook()) {
            fill(workbook.createSheet("월별실적"), rows);
            return as(() -> files.importEntries(book, read("실적.xlsx", bytes(workbook)), false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SafeVarargs
    private static void fill(org.apache.poi.ss.usermodel.Sheet sheet, List<? extends Object>... rows) {
        for (var i = 0; i < rows.length; i++) {
            var row = sheet.createRow(i);
            for (var column = 0; column < rows[i].size(); column++) {
                switch (rows[i].get(column)) {
                    case Number number -> row.createCell(column).setCellValue(number.doubleValue());
                    case Object text when text.toString().isEmpty() -> {}
                    case Object text -> row.createCell(column).setCellValue(text.toString());
                }
            }
        }
    }

    private static byte[] bytes(XSSFWorkbook workbook) throws IOException {
        var out = new ByteArrayOutputStream();
        workbook.write(out);
        return out.toByteArray();
    }

    private static String total(String to, long total) {
        return "공공근로,," + to + ",일자리 수," + total + ",증빙\n";
    }

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2025, month, day);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private NewEntry entry(long position) {
        return as(() -> ledger.find(new EntryId(book, position), java.time.Instant.parse("2100-01-01T00:00:00Z")))
                .orElseThrow()
                .what();
    }

    /** Jobs of 2025 by the month in which they count. */
    private Map<Integer, Long> flowsByMonth() {
        var rule = as(rules::all).getFirst();
        var count = as(() ->
                figures.count(figures.question(book, new Scope.InYear(2025), LocalDate.of(2025, 12, 31), null, rule)));
        var flows = new java.util.TreeMap<Integer, Long>();
        count.byMonth().forEach((month, tally) -> flows.put(month.getMonthValue(), tally.quantity()));
        return flows;
    }

    private EntryImport.Imported imported(String csv) {
        var outcome = run(csv, false);
        assertThat(outcome)
                .as(String.join("\n", outcome.findings().stream().map(this::say).toList()))
                .isInstanceOf(EntryImport.Imported.class);
        return (EntryImport.Imported) outcome;
    }

    private List<Finding> refused(String csv) {
        var outcome = run(csv, false);
        assertThat(outcome).isInstanceOf(EntryImport.Refused.class);
        return outcome.findings();
    }

    private EntryImport run(String csv, boolean dryRun) {
        return as(() -> files.importEntries(book, read("실적.csv", csv.getBytes(StandardCharsets.UTF_8)), dryRun));
    }

    private static dure.sheet.Workbook read(String name, byte[] content) {
        return switch (Sheets.read(name, content)) {
            case Reading.Read read -> read.workbook();
            case Reading.Refused refused -> throw new AssertionError(refused.finding());
        };
    }

    private String say(Finding finding) {
        return List.of(finding.message(), finding.fix() == null ? finding.message() : finding.fix()).stream()
                .map(text -> messages.getMessage(text.key(), text.values().toArray(), Locale.KOREAN))
                .collect(java.util.stream.Collectors.joining(" → "));
    }

    private <T> T as(Callable<T> work) {
        var reach = Reach.of(Set.of(book.municipality()));
        return Access.as(
                Viewer.acting(
                        "officer",
                        UUID.fromString("00000000-0000-0000-0000-000000000001"),
                        Set.of(Role.JOB_POLICY_OFFICER),
                        reach),
                work);
    }
}
