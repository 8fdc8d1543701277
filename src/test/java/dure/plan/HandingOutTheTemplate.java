package dure.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class HandingOutTheTemplate {
    final PlanTemplate template = new PlanTemplate(Workbooks.WORDS);

    @Test
    void its_sheets_stand_in_the_order_in_which_they_are_filled_in() throws IOException {
        try (var workbook = open(Locale.KOREAN)) {
            assertThat(workbook.sheetIterator())
                    .toIterable()
                    .extracting(sheet -> sheet.getSheetName())
                    .containsExactly("안내", "기본", "연차목표", "고용목표", "전략", "구성", "세부사업", "세부목표", "사업예산", "예산", "코드");
        }
    }

    @Test
    void every_head_has_a_note_and_stays_in_sight() throws IOException {
        for (var language : new Locale[] {Locale.KOREAN, Locale.ENGLISH}) {
            try (var workbook = open(language)) {
                var sheet = workbook.getSheet("세부사업");
                var fields = PlanField.of(PlanSheet.PROJECTS);
                for (var column = 0; column < fields.size(); column++) {
                    assertThat(sheet.getRow(0).getCell(column).getStringCellValue())
                            .isEqualTo(fields.get(column).column().name());
                    assertThat(sheet.getRow(0).getCell(column).getCellComment()).isNotNull();
                }
                assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            }
        }
    }

    @Test
    void what_is_one_of_a_list_is_chosen_from_the_list() throws IOException {
        try (var workbook = open(Locale.KOREAN)) {
            assertThat(list(workbook.getSheet("세부사업"), PlanField.PROJECT_TYPE))
                    .containsExactlyElementsOf(Workbooks.WORDS.programmeTypes.labels());
            assertThat(list(workbook.getSheet("세부사업"), PlanField.PROJECT_MEASURE))
                    .containsExactlyElementsOf(Workbooks.WORDS.measures.labels());
            var kind = workbook.getSheet("기본").getDataValidations().stream()
                    .map(validation -> validation.getValidationConstraint().getExplicitListValues())
                    .anyMatch(values -> Arrays.asList(values).contains("종합계획"));
            assertThat(kind).isTrue();
        }
    }

    private static String[] list(XSSFSheet sheet, PlanField field) {
        var column = PlanField.of(field.sheet()).indexOf(field);
        return sheet.getDataValidations().stream()
                .filter(validation ->
                        validation.getRegions().getCellRangeAddresses()[0].isInRange(1, column))
                .filter(validation -> validation.getValidationConstraint().getValidationType()
                        == DataValidationConstraint.ValidationType.LIST)
                .findFirst()
                .orElseThrow()
                .getValidationConstraint()
                .getExplicitListValues();
    }

    @Test
    void numbers_dates_and_texts_are_formatted_for_whoever_fills_it_in() throws IOException {
        try (var workbook = open(Locale.KOREAN)) {
            var sheet = workbook.getSheet("세부사업");
            var fields = PlanField.of(PlanSheet.PROJECTS);
            assertThat(sheet.getColumnStyle(fields.indexOf(PlanField.PROJECT_TARGET))
                            .getDataFormatString())
                    .isEqualTo("#,##0");
            assertThat(sheet.getColumnStyle(fields.indexOf(PlanField.PROJECT_FROM))
                            .getDataFormatString())
                    .isEqualTo("yyyy-mm-dd");
            assertThat(sheet.getColumnStyle(fields.indexOf(PlanField.PROJECT_CODE))
                            .getDataFormatString())
                    .isEqualTo("@");
        }
    }

    @Test
    void its_example_is_of_a_county_that_does_not_exist_and_is_not_read() {
        var workbook = Workbooks.read(template.workbook(Locale.KOREAN));
        var findings = new dure.finding.Findings();
        for (var sheet : new PlanSheet[] {
            PlanSheet.STRATEGIES,
            PlanSheet.COMPONENTS,
            PlanSheet.PROJECTS,
            PlanSheet.PROJECT_TARGETS,
            PlanSheet.PROJECT_BUDGETS,
            PlanSheet.BUDGET
        }) {
            var table = workbook.sheet(sheet.title()).orElseThrow().table(PlanField.columns(sheet), findings);
            assertThat(table.lines()).isEmpty();
        }
        assertThat(findings.list()).isEmpty();
    }

    private XSSFWorkbook open(Locale language) throws IOException {
        return new XSSFWorkbook(new ByteArrayInputStream(template.workbook(language)));
    }
}
