package dure.sheet;

import static dure.sheet.Tables.COUNT;
import static dure.sheet.Tables.NAME;
import static dure.sheet.Tables.row;
import static org.assertj.core.api.Assertions.assertThat;

import dure.finding.Finding.Kind;
import dure.finding.Findings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingFiles {
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "MS949", "UTF-16"})
    void a_csv_is_read_in_the_encodings_of_the_office(String charset) {
        var content = "사업명,수량\n똠방각하,3\n".getBytes(Charset.forName(charset));
        assertThat(name(content)).isEqualTo("똠방각하");
    }

    @Test
    void a_csv_of_excel_begins_with_a_mark_that_is_no_letter() {
        assertThat(name("\uFEFF사업명,수량\n가,3\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("가");
    }

    @Test
    void rows_of_a_csv_are_counted_as_the_spreadsheet_counts_them() {
        var table = new Tables().csv("사업명,수량\n\n\"두\n줄\",1\n다음,2\n");
        assertThat(table.lines()).extracting(line -> line.place().row()).containsExactly(3, 4);
    }

    @Test
    void an_old_excel_file_is_named_as_such() throws IOException {
        try (var old = new HSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            old.createSheet("실적").createRow(0).createCell(0).setCellValue("사업명");
            old.write(out);
            assertRefused("sheet.unreadable.xls", out.toByteArray());
        }
    }

    @Test
    void other_files_are_named_as_what_they_are() throws IOException {
        assertRefused("sheet.unreadable.empty", new byte[0]);
        assertRefused("sheet.unreadable.pdf", "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII));
        assertRefused("sheet.unreadable.html", "<html><table><tr><td>1".getBytes(StandardCharsets.US_ASCII));
        assertRefused("sheet.unreadable.archive", zip("mimetype", "application/hwp+zip"));
        assertRefused("sheet.unreadable.other", new byte[] {0x7F, 'E', 'L', 'F', 0, 0, 0, 0});
        assertRefused("sheet.unreadable.encoding", new byte[] {'a', ',', (byte) 0xFF, (byte) 0xFF, '\n'});
    }

    @Test
    void a_damaged_workbook_is_an_answer_and_no_exception() {
        var whole = Tables.file(sheet -> row(sheet, 1, "사업명", "수량"));
        for (var length : List.of(10, 200, whole.length / 2, whole.length - 10)) {
            var reading = Sheets.read("표.xlsx", java.util.Arrays.copyOf(whole, length));
            assertThat(Tables.refusal(reading).kind()).isEqualTo(Kind.UNREADABLE_FILE);
        }
    }

    @Test
    void a_file_beyond_the_limits_is_refused() {
        var limits = new Limits(50_000, 1_000_000, 100, 100, 2, 5, 3, 8, 1_000);
        assertThat(Tables.refusal(Sheets.read("a.csv", "x".repeat(50_001).getBytes(StandardCharsets.UTF_8), limits))
                        .message()
                        .key())
                .isEqualTo("sheet.unreadable.tooLarge");
        assertLimit(limits, "a\nb\nc\nd\ne\nf\n", "tooManyRows");
        assertLimit(limits, "a,b,c,d\n", "tooManyColumns");
        assertLimit(limits, "a,b,c\na,b,c\na,b,c\n", "tooManyCells");
    }

    private static void assertLimit(Limits limits, String text, String reason) {
        var reading = Sheets.read("a.csv", text.getBytes(StandardCharsets.UTF_8), limits);
        assertThat(Tables.refusal(reading).message().key()).isEqualTo("sheet.unreadable." + reason);
    }

    @Test
    void a_bomb_is_not_unpacked() throws IOException {
        var honest = Tables.file(sheet -> row(sheet, 1, "사업명", "수량"));
        var bomb = replacing(honest, "xl/worksheets/sheet1.xml", " ".repeat(60_000_000));
        assertThat(bomb.length).isLessThan(200_000);
        assertRefused("sheet.unreadable.bomb", bomb);
    }

    @Test
    void external_entities_are_not_followed() throws IOException {
        var honest = Tables.file(sheet -> row(sheet, 1, "사업명", "수량"));
        var sheet = """
                <?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
                <row r="1"><c r="A1" t="inlineStr"><is><t>&secret;</t></is></c></row></sheetData></worksheet>""";
        switch (Sheets.read("표.xlsx", replacing(honest, "xl/worksheets/sheet1.xml", sheet))) {
            case Reading.Refused refused -> assertThat(refused.finding().kind()).isEqualTo(Kind.UNREADABLE_FILE);
            case Reading.Read read ->
                assertThat(read.workbook().sheets().getFirst().rows())
                        .allSatisfy(row -> assertThat(row.cells())
                                .allSatisfy(cell -> assertThat(cell.text()).isIn("", "&secret;")));
        }
    }

    @Test
    void a_number_of_a_billion_digits_is_a_finding_and_does_not_fill_the_memory() throws IOException {
        var honest = Tables.file(sheet -> row(sheet, 1, "사업명", "수량"));
        var huge = """
                <?xml version="1.0"?>
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
                <row r="1"><c r="A1" t="inlineStr"><is><t>사업명</t></is></c><c r="B1" t="inlineStr"><is><t>수량</t></is></c></row>
                <row r="2"><c r="A2" t="inlineStr"><is><t>가</t></is></c><c r="B2"><v>1e999999999</v></c></row>
                <row r="3"><c r="A3" t="inlineStr"><is><t>나</t></is></c><c r="B3"><f>SUM(C1:C9)</f></c></row>
                </sheetData></worksheet>""";
        var tables = new Tables();
        var table = tables.table(Tables.workbook("표.xlsx", replacing(honest, "xl/worksheets/sheet1.xml", huge)));
        assertThat(table.lines())
                .allSatisfy(line -> assertThat(line.whole(COUNT)).isNull());
        assertThat(tables.findings.list())
                .extracting(finding -> finding.kind())
                .containsExactly(Kind.NOT_A_NUMBER, Kind.FORMULA_WITHOUT_VALUE);
    }

    @Property(tries = 300)
    void whatever_the_bytes_are_the_answer_is_no_exception(@ForAll byte[] content) {
        assertThat(Sheets.read("무엇", content)).isNotNull();
    }

    @Property(tries = 100)
    void nor_when_a_real_file_is_damaged_anywhere(@ForAll byte[] noise, @ForAll int at) {
        var content = Tables.file(sheet -> {
            row(sheet, 1, "사업명", "수량");
            row(sheet, 2, "가", 1);
        });
        for (var i = 0; i < noise.length; i++) {
            content[Math.floorMod(at + i, content.length)] = noise[i];
        }
        if (Sheets.read("표.xlsx", content) instanceof Reading.Read read) {
            read.workbook()
                    .sheets()
                    .forEach(sheet -> sheet.table(List.of(NAME, COUNT), new Findings())
                            .lines()
                            .forEach(line -> line.whole(COUNT)));
        }
    }

    private static String name(byte[] content) {
        return new Tables()
                .table(Tables.workbook("표.csv", content))
                .lines()
                .getFirst()
                .text(NAME);
    }

    private static void assertRefused(String key, byte[] content) {
        var finding = Tables.refusal("표", content);
        assertThat(finding.kind()).isEqualTo(Kind.UNREADABLE_FILE);
        assertThat(finding.message().key()).isEqualTo(key);
        assertThat(finding.fix()).isNotNull();
    }

    private static byte[] zip(String name, String content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] replacing(byte[] file, String part, String content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new java.io.ByteArrayInputStream(file));
                var zip = new ZipOutputStream(out)) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(entry.getName().equals(part) ? content.getBytes(StandardCharsets.UTF_8) : in.readAllBytes());
            }
        }
        return out.toByteArray();
    }
}
