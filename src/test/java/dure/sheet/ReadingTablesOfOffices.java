package dure.sheet;

import static dure.sheet.Tables.COUNT;
import static dure.sheet.Tables.MONEY;
import static dure.sheet.Tables.NAME;
import static dure.sheet.Tables.row;
import static org.assertj.core.api.Assertions.assertThat;

import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Findings;
import dure.finding.Place;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as offices keep them: merged cells, sums among the rows, heads in two lines, money in one unit or another. */
class ReadingTablesOfOffices {
    static final Column DEPARTMENT = Column.optional("부서");
    static final Column FIRST = Column.optional("1분기");
    static final Column SECOND = Column.optional("2분기");

    final Tables tables = new Tables();

    @Test
    void a_department_that_is_merged_over_rows_is_that_of_each() {
        var table = table(sheet -> {
            row(sheet, 1, "부서", "사업명", "수량");
            row(sheet, 2, "일자리과", "공공근로", 1);
            row(sheet, 3, "", "청년 인턴", 2);
            row(sheet, 4, "복지과", "노인 일자리", 3);
            sheet.addMergedRegion(CellRangeAddress.valueOf("A2:A3"));
        });
        assertThat(table.lines()).extracting(line -> line.text(DEPARTMENT)).containsExactly("일자리과", "일자리과", "복지과");
        assertThat(tables.findings.list()).isEmpty();
    }

    @Test
    void a_quantity_that_is_merged_over_rows_is_an_error_said_once_with_its_place_and_counted_never() {
        var table = table(sheet -> {
            row(sheet, 1, "부서", "사업명", "수량");
            row(sheet, 2, "일자리과", "공공근로", 30);
            row(sheet, 3, "일자리과", "청년 인턴", 30);
            sheet.addMergedRegion(CellRangeAddress.valueOf("C2:C3"));
        });
        assertThat(table.lines())
                .allSatisfy(line -> assertThat(line.whole(COUNT)).isNull());
        assertThat(tables.findings.list()).hasSize(1);
        var finding = tables.findings.list().getFirst();
        assertThat(finding.kind()).isEqualTo(Kind.MERGED);
        assertThat(finding.isError()).isTrue();
        assertThat(finding.place()).isEqualTo(new Place("실적", 2, "C", "수량"));
        assertThat(finding.message().values()).contains("C2:C3");
        assertThat(finding.fix()).isNotNull();
    }

    @Test
    void a_quantity_in_two_rows_of_one_project_is_one_quantity() {
        var table = table(sheet -> {
            row(sheet, 1, "부서", "사업명", "수량");
            row(sheet, 2, "일자리과", "공공근로", 30);
            row(sheet, 4, "복지과", "노인 일자리", 3);
            for (var area : List.of("A2:A3", "B2:B3", "C2:C3")) {
                sheet.addMergedRegion(CellRangeAddress.valueOf(area));
            }
        });
        assertThat(table.lines()).extracting(line -> line.whole(COUNT)).containsExactly(30L, 3L);
        assertThat(tables.findings.list()).isEmpty();
    }

    @Test
    void a_number_that_is_merged_over_two_quarters_belongs_to_neither() {
        var table = table(sheet -> {
            row(sheet, 1, "사업명", "수량", "1분기", "2분기");
            row(sheet, 2, "공공근로", 30, 30);
            sheet.addMergedRegion(CellRangeAddress.valueOf("C2:D2"));
        });
        assertThat(table.lines().getFirst().whole(FIRST)).isNull();
        assertThat(tables.findings.list()).extracting(Finding::kind).containsExactly(Kind.MERGED);
    }

    @Test
    void numbers_that_are_said_of_each_row_may_be_merged() {
        var table = table(sheet -> {
            row(sheet, 1, "사업명", "수량");
            row(sheet, 2, "공공근로", 6);
            row(sheet, 3, "청년 인턴");
            sheet.addMergedRegion(CellRangeAddress.valueOf("B2:B3"));
        });
        assertThat(table.lines())
                .extracting(line -> line.repeated().whole(COUNT))
                .containsExactly(6L, 6L);
        assertThat(tables.findings.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"합계", "합 계", "소계", "계", "총계", "청년 소계", "소계(청년)", "계(A+B)", "Total"})
    void rows_of_totals_are_not_counted_again_and_that_is_said(String total) {
        var table = tables.xlsx(sheet -> {
            row(sheet, 1, "사업명", "수량");
            row(sheet, 2, total, 33);
            row(sheet, 3, "공공근로", 30);
            row(sheet, 6, "회계 사무원 양성", 3); // blank rows before it, and a name that only sounds like one
        });
        assertThat(table.lines()).extracting(line -> line.whole(COUNT)).containsExactly(30L, 3L);
        assertThat(tables.findings.list()).hasSize(1);
        var finding = tables.findings.list().getFirst();
        assertThat(finding.kind()).isEqualTo(Kind.TOTAL_ROW);
        assertThat(finding.isError()).isFalse();
        assertThat(finding.place()).isEqualTo(Place.row("실적", 2));
    }

    @Test
    void a_head_in_two_lines_is_read_with_what_stands_over_it() {
        var table = table(sheet -> {
            row(sheet, 1, "2027년 세부사업");
            row(sheet, 2, "사업명", "수량", "목표", "", "예산(백만원)");
            row(sheet, 3, "", "", "1분기", "2분기", "국비");
            row(sheet, 4, "공공근로", 30, 10, 20, 5);
            for (var area : List.of("A2:A3", "B2:B3", "C2:D2")) {
                sheet.addMergedRegion(CellRangeAddress.valueOf(area));
            }
        });
        var line = table.lines().getFirst();
        assertThat(table.lines()).hasSize(1);
        assertThat(line.text(NAME)).isEqualTo("공공근로");
        assertThat(line.whole(COUNT)).isEqualTo(30);
        assertThat(line.whole(FIRST)).isEqualTo(10);
        assertThat(line.whole(SECOND)).isEqualTo(20);
        assertThat(line.won(MONEY)).isEqualTo(5_000_000);
        assertThat(tables.findings.list()).isEmpty();
    }

    @Test
    void a_hidden_column_is_read_and_said() {
        var table = tables.xlsx(sheet -> {
            row(sheet, 1, "사업명", "수량");
            row(sheet, 2, "공공근로", 30);
            sheet.setColumnHidden(1, true);
        });
        assertThat(table.lines().getFirst().whole(COUNT)).isEqualTo(30);
        assertThat(tables.findings.list()).extracting(Finding::kind).containsExactly(Kind.HIDDEN);
        assertThat(tables.findings.list().getFirst().place()).isEqualTo(new Place("실적", 1, "B", "수량"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "국비(천원)||422,220|422220000",
                "국비 [백만원]||422,220|422220000000",
                "국비||422,220백만원|422220000000",
                "국비||4,222억 2천만원|422220000000",
                "국비|(단위: 백만원)|422,220|422220000000",
                "국비|〔단위 : 명, 천원〕|422,220|422220000",
                "국비|금액단위: 원|422,220|422220",
                "국비(천원)|(단위: 천원)|422,220|422220000",
                "국비(천원)|(단위: 백만원)|15백만원|15000000",
                "국비(천원)|(단위: 개)|422,220|422220000",
            })
    void money_is_read_in_the_unit_of_its_cell_of_its_head_or_of_the_line_above(
            String head, String above, String written, long won) {
        assertThat(money(head, above, written)).isEqualTo(won);
        assertThat(tables.findings.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "국비||sheet.noMoneyUnit",
                "국비(천원)|(단위: 백만원)|sheet.moneyUnits",
                "국비(천원, 백만원)||sheet.moneyUnits",
                "국비|(단위: 원) (단위: 천원)|sheet.moneyUnits",
            })
    void a_unit_of_money_that_is_in_doubt_is_asked_for_and_never_guessed(String head, String above, String key) {
        assertThat(money(head, above, "422,220")).isNull();
        var finding = tables.findings.list().getFirst();
        assertThat(finding.kind()).isEqualTo(Kind.MONEY_UNIT);
        assertThat(finding.message().key()).isEqualTo(key);
        assertThat(finding.place()).isEqualTo(new Place("실적", 2, "C", head));
        assertThat(finding.fix()).isNotNull();
    }

    private Long money(String head, String above, String written) {
        return table(sheet -> {
                    row(sheet, 1, above == null ? "" : above);
                    row(sheet, 2, "사업명", "수량", head);
                    row(sheet, 3, "공공근로", 1, written);
                })
                .lines()
                .getFirst()
                .won(MONEY);
    }

    @Test
    void a_number_that_is_shown_in_thousands_is_no_number_to_rely_on() {
        assertThat(formatted("수량", "#,##0,").whole(COUNT)).isNull();
        assertThat(tables.findings.list().getFirst().message().key()).isEqualTo("sheet.scaledFormat");
    }

    @Test
    void money_that_is_shown_in_thousands_and_called_so_is_kept_in_won() {
        assertThat(formatted("국비(천원)", "#,##0,").won(MONEY)).isEqualTo(1_234_000);
        assertThat(formatted("국비", "#,##0,\"천원\"").won(MONEY)).isEqualTo(1_234_000);
        assertThat(formatted("국비", "#,##0\"백만원\"").won(MONEY)).isEqualTo(1_234_000_000_000L);
        assertThat(tables.findings.list()).isEmpty();
        assertThat(formatted("국비(천원)", "#,##0\"백만원\"").won(MONEY)).isNull();
        assertThat(tables.findings.list()).extracting(Finding::kind).containsExactly(Kind.MONEY_UNIT);
    }

    private Line formatted(String head, String format) {
        return table(sheet -> {
                    row(sheet, 1, "사업명", head.equals("수량") ? head : "수량", head);
                    row(sheet, 2, "공공근로", 1_234_000, 1_234_000);
                    var style = sheet.getWorkbook().createCellStyle();
                    style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat(format));
                    sheet.getRow(1).getCell(head.equals("수량") ? 1 : 2).setCellStyle(style);
                })
                .lines()
                .getFirst();
    }

    @Test
    void a_sheet_that_is_merged_everywhere_is_refused_and_not_read_for_ever() {
        var merges = new Merges();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> {
                    for (var row = 1; row < 10_000; row++) {
                        merges.add("A" + row + ":XFD" + row, 300);
                    }
                })
                .isInstanceOf(Unreadable.class);
    }

    private Table table(Consumer<XSSFSheet> fill) {
        return Tables.workbook("표.xlsx", Tables.file(fill))
                .sheets()
                .getFirst()
                .table(List.of(NAME, COUNT, DEPARTMENT, FIRST, SECOND, MONEY), tables.findings);
    }

    @Test
    void what_stands_above_a_table_can_be_asked_for() {
        var sheet = Tables.workbook("표.xlsx", Tables.file(one -> {
                    row(one, 1, "2027년 실적(누계)");
                    row(one, 3, "사업명", "수량");
                }))
                .sheets()
                .getFirst();
        assertThat(sheet.above(List.of(NAME, COUNT))).containsExactly("2027년 실적(누계)");
        assertThat(sheet.table(List.of(NAME), new Findings()).lines()).isEmpty();
    }
}
