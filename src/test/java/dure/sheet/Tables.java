package dure.sheet;

import dure.finding.Finding;
import dure.finding.Findings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Files made for tests, and what was found in them. */
final class Tables {
    static final Column NAME = Column.required("사업명");
    static final Column COUNT = Column.required("수량");
    static final Column DAY = Column.optional("날짜");
    static final Column MONEY = Column.optional("국비(천원)");
    static final Column RATE = Column.optional("비율");
    static final Column YES = Column.optional("어림");

    final Findings findings = new Findings();

    Table csv(String text) {
        return table(workbook("표.csv", text.getBytes(StandardCharsets.UTF_8)));
    }

    Table xlsx(Consumer<XSSFSheet> fill) {
        return table(workbook("표.xlsx", file(fill)));
    }

    Table table(Workbook workbook) {
        return workbook.sheets().getFirst().table(List.of(NAME, COUNT, DAY, MONEY, RATE, YES), findings);
    }

    /** Made by another library than the one that reads. */
    static byte[] file(Consumer<XSSFSheet> fill) {
        try (var workbook = new XSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            fill.accept(workbook.createSheet("실적"));
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void row(XSSFSheet sheet, int number, Object... values) {
        var row = sheet.createRow(number - 1);
        for (var column = 0; column < values.length; column++) {
            var cell = row.createCell(column);
            switch (values[column]) {
                case Number value -> cell.setCellValue(value.doubleValue());
                case Boolean value -> cell.setCellValue(value);
                default -> cell.setCellValue(values[column].toString());
            }
        }
    }

    static Workbook workbook(String name, byte[] content) {
        return switch (Sheets.read(name, content)) {
            case Reading.Read read -> read.workbook();
            case Reading.Refused refused -> throw new AssertionError(refused.finding());
        };
    }

    static Finding refusal(String name, byte[] content) {
        return refusal(Sheets.read(name, content));
    }

    static Finding refusal(Reading reading) {
        return switch (reading) {
            case Reading.Read read ->
                throw new AssertionError("was read: " + read.workbook().fileName());
            case Reading.Refused refused -> refused.finding();
        };
    }
}
