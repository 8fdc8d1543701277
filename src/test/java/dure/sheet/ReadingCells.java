package dure.sheet;

import static dure.sheet.Tables.COUNT;
import static dure.sheet.Tables.DAY;
import static dure.sheet.Tables.MONEY;
import static dure.sheet.Tables.NAME;
import static dure.sheet.Tables.RATE;
import static dure.sheet.Tables.YES;
import static dure.sheet.Tables.row;
import static org.assertj.core.api.Assertions.assertThat;

import dure.finding.Finding.Kind;
import dure.finding.Place;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingCells {
    final Tables tables = new Tables();

    @Test
    void a_finding_says_the_sheet_the_row_the_column_and_its_head() {
        var table = tables.xlsx(sheet -> {
            row(sheet, 3, "번호", "사업명", "비고", "수량");
            row(sheet, 7, 1, "청년 인턴", "", "열둘");
        });
        assertThat(table.lines().getFirst().whole(COUNT)).isNull();
        var finding = tables.findings.list().getFirst();
        assertThat(finding.kind()).isEqualTo(Kind.NOT_A_NUMBER);
        assertThat(finding.place()).isEqualTo(new Place("실적", 7, "D", "수량"));
        assertThat(finding.fix()).isNotNull();
    }

    @Test
    void heads_are_found_below_titles_and_without_regard_to_spaces_breaks_and_parentheses() {
        var table = tables.xlsx(sheet -> {
            row(sheet, 1, "2021년 일자리 사업");
            row(sheet, 2, "(단위: 개)");
            row(sheet, 4, "사 업\n명", "수량(개)", "국비 (백만원)");
            row(sheet, 5, "공공근로", 12, 3);
        });
        var line = table.lines().getFirst();
        assertThat(line.text(NAME)).isEqualTo("공공근로");
        assertThat(line.whole(COUNT)).isEqualTo(12);
        assertThat(line.won(MONEY)).isEqualTo(3_000_000);
        assertThat(tables.findings.list()).isEmpty();
    }

    @Test
    void a_missing_column_is_named_and_a_misspelt_one_gets_a_suggestion() {
        tables.csv("사엄명,수량\n공공근로,1\n");
        var found = tables.findings.list();
        assertThat(found)
                .extracting(finding -> finding.kind())
                .containsExactly(Kind.MISSING_COLUMN, Kind.UNKNOWN_COLUMN);
        assertThat(found.get(1).fix()).isNotNull();
        assertThat(found.get(1).fix().values()).containsExactly("사업명");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1,234|1234", "1234|1234", "-5|-5", "8254.0|8254", "0|0"})
    void whole_numbers_are_read_as_people_type_them(String written, long expected) {
        assertThat(line(written).whole(COUNT)).isEqualTo(expected);
        assertThat(tables.findings.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.5", "약 12,000여", "1,23", "1e9", "９개", "99999999999999999999", "=1+1"})
    void what_is_no_whole_number_is_a_finding_and_reads_as_empty(String written) {
        assertThat(line(written).whole(COUNT)).isNull();
        assertThat(tables.findings.hasErrors()).isTrue();
    }

    @Test
    void an_approximate_number_is_told_where_its_mark_belongs() {
        line("12,000여개").whole(COUNT);
        assertThat(tables.findings.list().getFirst().message().key()).isEqualTo("sheet.numberWithWords");
        assertThat(tables.findings.list().getFirst().message().values()).contains("12,000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-03-26", "2021. 3. 26.", "2021.3.26", "20210326", "2021/03/26", "2021년 3월 26일"})
    void dates_are_read_in_the_forms_of_the_office(String written) {
        assertThat(tables.csv("사업명\t수량\t날짜\n가\t1\t" + written)
                        .lines()
                        .getFirst()
                        .date(DAY))
                .isEqualTo(LocalDate.of(2021, 3, 26));
        assertThat(tables.findings.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-02-30", "3월", "2021.3", "0"})
    void what_is_no_day_is_a_finding(String written) {
        assertThat(tables.csv("사업명\t수량\t날짜\n가\t1\t" + written)
                        .lines()
                        .getFirst()
                        .date(DAY))
                .isNull();
        assertThat(tables.findings.list()).extracting(finding -> finding.kind()).containsExactly(Kind.NOT_A_DATE);
    }

    @Test
    void a_date_of_the_spreadsheet_is_a_date_and_no_number() {
        var table = tables.xlsx(sheet -> {
            row(sheet, 1, "사업명", "수량", "날짜");
            row(sheet, 2, "가", 44281, 44281);
            var style = sheet.getWorkbook().createCellStyle();
            style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat("yyyy\"년\" m\"월\" d\"일\""));
            sheet.getRow(1).getCell(1).setCellStyle(style);
        });
        var line = table.lines().getFirst();
        assertThat(line.date(DAY)).isEqualTo(LocalDate.of(2021, 3, 26));
        assertThat(line.whole(COUNT)).isNull();
        assertThat(tables.findings.list().getFirst().message().key()).isEqualTo("sheet.dateForNumber");
    }

    @Test
    void a_format_that_only_adds_a_unit_leaves_the_number_a_number() {
        var table = tables.xlsx(sheet -> {
            row(sheet, 1, "사업명", "수량");
            row(sheet, 2, "가", 1234);
            var style = sheet.getWorkbook().createCellStyle();
            style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat("#,##0\"명(일)\""));
            sheet.getRow(1).getCell(1).setCellStyle(style);
        });
        assertThat(table.lines().getFirst().whole(COUNT)).isEqualTo(1234);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422,220,000|422220000000",
                "4,222억2000만원|422220000000",
                "600억|60000000000",
                "600억원|60000000000",
                "1조 2,000억 원|1200000000000",
                "15백만원|15000000",
                "3464억|346400000000",
                "0.5억|50000000",
            })
    void money_has_its_own_unit_or_that_of_the_head(String written, long won) {
        assertThat(tables.csv("사업명\t수량\t국비(천원)\n가\t1\t" + written)
                        .lines()
                        .getFirst()
                        .won(MONEY))
                .isEqualTo(won);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "만 5억", "5억 3조", "0.0001", "많음"})
    void what_is_no_amount_of_won_is_a_finding(String written) {
        assertThat(tables.csv("사업명\t수량\t국비(천원)\n가\t1\t" + written)
                        .lines()
                        .getFirst()
                        .won(MONEY))
                .isNull();
        assertThat(tables.findings.hasErrors()).isTrue();
    }

    @Test
    void sixty_seven_percent_is_67_however_it_is_kept() {
        var table = tables.xlsx(sheet -> {
            row(sheet, 1, "사업명", "수량", "비율");
            row(sheet, 2, "가", 1, 0.67);
            row(sheet, 3, "나", 1, 67);
            row(sheet, 4, "다", 1, "67%");
            var style = sheet.getWorkbook().createCellStyle();
            style.setDataFormat((short) 9);
            sheet.getRow(1).getCell(2).setCellStyle(style);
        });
        assertThat(table.lines())
                .allSatisfy(line -> assertThat(line.percent(RATE)).isEqualByComparingTo(new BigDecimal("67")));
    }

    @ParameterizedTest
    @CsvSource({"예,true", "Y,true", "O,true", "○,true", "아니오,false", "n,false", "X,false"})
    void yes_and_no_are_written_in_many_ways(String written, boolean expected) {
        assertThat(tables.csv("사업명,수량,어림\n가,1," + written).lines().getFirst().yes(YES))
                .isEqualTo(expected);
    }

    @Test
    void a_value_outside_its_list_is_told_the_list_and_the_nearest() {
        var sectors =
                new Choices<>(java.util.Map.of("PUBLIC", List.of("공공부문", "공공"), "PRIVATE", List.of("민간부문", "민간")));
        var line = tables.csv("사업명,수량\n공공뷰문,1").lines().getFirst();
        assertThat(line.oneOf(NAME, sectors)).isNull();
        var fix = tables.findings.list().getFirst().fix();
        assertThat(fix).isNotNull();
        assertThat(fix.key()).isEqualTo("sheet.allowed.near");
        assertThat(fix.values().get(1)).isEqualTo("공공부문");
    }

    @Test
    void a_formula_that_nobody_computed_is_a_finding_and_a_computed_one_its_value() {
        var table = tables.xlsx(sheet -> {
            row(sheet, 1, "사업명", "수량");
            row(sheet, 2, "가", 1);
            row(sheet, 3, "나", 2);
            sheet.getRow(1).getCell(1).setCellFormula("5+7");
            sheet.getRow(2).getCell(1).setCellFormula("5+7");
            sheet.getWorkbook()
                    .getCreationHelper()
                    .createFormulaEvaluator()
                    .evaluateFormulaCell(sheet.getRow(2).getCell(1));
        });
        // POI keeps the number that stood there before as the value of the formula.
        assertThat(table.lines().get(1).whole(COUNT)).isEqualTo(12);
    }

    @Test
    void error_values_are_findings() {
        var table = tables.xlsx(sheet -> {
            row(sheet, 1, "사업명", "수량");
            row(sheet, 2, "가", 1);
            sheet.getRow(1).getCell(1).setCellErrorValue((byte) 0x17);
        });
        assertThat(table.lines().getFirst().whole(COUNT)).isNull();
        assertThat(tables.findings.list()).extracting(finding -> finding.kind()).containsExactly(Kind.ERROR_VALUE);
    }

    @Test
    void hidden_rows_are_read_and_said() {
        var table = tables.xlsx(sheet -> {
            row(sheet, 1, "사업명", "수량");
            row(sheet, 2, "가", 1);
            sheet.getRow(1).setZeroHeight(true);
        });
        assertThat(table.lines()).hasSize(1);
        assertThat(tables.findings.list()).extracting(finding -> finding.kind()).containsExactly(Kind.HIDDEN);
    }

    @Test
    void blank_rows_and_examples_are_left_out() {
        var table = tables.csv("사업명,수량\n예시,5\n,\n(예시) 둘,6\n가,1\n");
        assertThat(table.lines()).hasSize(1);
        assertThat(table.lines().getFirst().place().row()).isEqualTo(5);
    }

    @Test
    void text_is_composed_and_rid_of_what_cannot_be_seen() {
        var decomposed = java.text.Normalizer.normalize("청년\u0007 인턴\u200B", java.text.Normalizer.Form.NFD);
        assertThat(line("1", decomposed).text(NAME)).isEqualTo("청년 인턴");
    }

    private Line line(String count) {
        return line(count, "가");
    }

    private Line line(String count, String name) {
        return tables.csv("사업명\t수량\n" + name + "\t" + count).lines().getFirst();
    }

    @Test
    void words_of_plain_text_are_those_of_any() {
        var letters = "가힣각aZmA09 %+.(),-~/[]&".toCharArray();
        var random = new Random(20261125);
        for (int i = 0; i < 5_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(letters[random.nextInt(letters.length)]);
            }
            assertThat(Written.word(text.toString())).isEqualTo(Written.wordOfAny(text.toString()));
        }
    }
}
