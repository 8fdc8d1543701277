package dure.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are made to take the memory, the time or the secrets of whoever reads them. */
class ReadingHostileFiles {
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String MAIN =
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
    private static final Duration SOON = Duration.ofSeconds(20);

    private static Reading read(byte[] content) {
        return assertTimeout(SOON, () -> Sheets.read("올린 파일.xlsx", content));
    }

    private static Reading sheet(String xml) {
        return read(FuzzingWorkbooks.workbook(SHEET, xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static void isRefused(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Refused.class);
    }

    private static String texts(Reading reading) {
        return reading instanceof Reading.Read read
                ? read.workbook().sheets().stream()
                        .flatMap(sheet -> sheet.rows().stream())
                        .flatMap(row -> row.cells().stream())
                        .map(Cell::text)
                        .toList()
                        .toString()
                : "";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE x [<!ENTITY % a SYSTEM \"http://127.0.0.1:1/x.dtd\"> %a;]>",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!DOCTYPE x [<!ENTITY l0 \"lol\"><!ENTITY l1 \"&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;\"><!ENTITY a \"&l1;&l1;&l1;&l1;\">]>"
            })
    void no_entity_is_looked_up_and_none_grows(String doctype) {
        var reading = sheet(
                "<?xml version=\"1.0\"?>" + doctype + MAIN
                        + "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&a;</t></is></c></row></sheetData></worksheet>");
        isRefused(reading);
        for (var part :
                new String[] {"xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
                }) {
            var all = read(FuzzingWorkbooks.workbook(part, (doctype + "<x>&a;</x>").getBytes(StandardCharsets.UTF_8)));
            assertThat(texts(all)).as(part).doesNotContain("root:", "lollol");
        }
    }

    @Test
    void a_part_that_grows_a_thousandfold_is_left_where_it_is() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bomb)) {
            zip.setLevel(9);
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write("<workbook/>".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry(SHEET));
            zip.write((MAIN + "<sheetData>").getBytes(StandardCharsets.UTF_8));
            blanks(zip, 600_000_000L);
            zip.closeEntry();
        }
        assertThat(bomb.size()).isLessThan(2_000_000);
        isRefused(read(bomb.toByteArray()));
    }

    private static void blanks(OutputStream out, long count) throws IOException {
        var block = new byte[1 << 16];
        Arrays.fill(block, (byte) ' ');
        for (var written = 0L; written < count; written += block.length) {
            out.write(block);
        }
    }

    @Test
    void an_archive_in_an_archive_is_not_opened() throws IOException {
        var inner = new byte[0];
        for (var depth = 0; depth < 20; depth++) {
            var out = new ByteArrayOutputStream();
            try (var zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
                zip.write(inner);
                zip.closeEntry();
            }
            inner = out.toByteArray();
        }
        isRefused(read(inner));
    }

    @Test
    void very_many_parts_with_nothing_in_them_are_refused() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.setLevel(0);
            for (var i = 0; i < 60_000; i++) {
                zip.putNextEntry(new ZipEntry("xl/worksheets/sheet" + i + ".xml"));
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.closeEntry();
        }
        isRefused(read(out.toByteArray()));
    }

    @Test
    void a_dimension_that_promises_the_moon_costs_nothing() {
        var reading = sheet(MAIN
                + "<dimension ref=\"A1:XFD1048576\"/><cols><col min=\"1\" max=\"2147483647\"/></cols><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>"
                + "<mergeCells count=\"999999999\"><mergeCell ref=\"A1:XFD1048576\"/></mergeCells></worksheet>");
        assertThat(texts(reading)).isEqualTo(reading instanceof Reading.Read ? "[1]" : "");
    }

    @Test
    void rows_and_columns_beyond_any_spreadsheet_are_refused_or_left_out() {
        for (var cell : new String[] {
            "<row r=\"2147483647\"><c r=\"A2147483647\"><v>1</v></c></row>",
            "<row r=\"-5\"><c r=\"A-5\"><v>1</v></c></row>",
            "<row r=\"99999999999\"><c><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"ZZZZZZZZZZ1\"><v>1</v></c></row>",
            "<row r=\"1\"><c t=\"s\"><v>99999999999</v></c></row>",
            "<row r=\"1\"><c t=\"s\"><v>-1</v></c></row>",
            "<row r=\"1\"><c><v>1e999999999</v></c></row>",
            "<row r=\"1\"><c><v>" + "9".repeat(100_000) + "</v></c></row>",
            "<row r=\"1\"><c><v>not a number</v></c></row>",
            "<row r=\"1\"><c s=\"2147483647\"><v>1</v></c></row>",
            "<row r=\"1\"><c t=\"d\"><v>+999999999-12-31</v></c></row>"
        }) {
            assertThat(sheet(MAIN + "<sheetData>" + cell + "</sheetData></worksheet>"))
                    .as(cell.substring(0, Math.min(60, cell.length())))
                    .isNotNull();
        }
    }

    @Test
    void millions_of_shared_texts_are_not_all_kept() throws IOException {
        var strings = new StringBuilder("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        for (var i = 0; i < 3_000_000; i++) {
            strings.append("<si><t>").append(i * 7919L % 1_000_003).append("</t></si>");
        }
        var before = used();
        var reading = read(FuzzingWorkbooks.workbook(
                "xl/sharedStrings.xml", strings.append("</sst>").toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(reading).isNotNull();
        assertThat(used() - before).as("bytes kept").isLessThan(300_000_000L);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void deep_elements_and_endless_attributes_are_no_way_to_fill_the_stack() {
        assertThat(sheet(MAIN + "<sheetData>" + "<row>".repeat(200_000))).isInstanceOf(Reading.Refused.class);
        assertThat(sheet(MAIN + "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>" + "<r>".repeat(200_000)))
                .isInstanceOf(Reading.Refused.class);
        var attributes = new StringBuilder(MAIN + "<sheetData><row ");
        for (var i = 0; i < 50_000; i++) {
            attributes.append('a').append(i).append("=\"x\" ");
        }
        assertThat(sheet(attributes + "/></sheetData></worksheet>")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../etc/passwd",
                "/etc/passwd",
                "file:///etc/passwd",
                "http://127.0.0.1:1/x",
                "..\\..\\x",
                "worksheets/../../../x"
            })
    void a_sheet_that_lies_elsewhere_is_not_fetched(String target) {
        var rels =
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"x/worksheet\" TargetMode=\"External\" Target=\""
                        + target + "\"/></Relationships>";
        assertThat(texts(read(FuzzingWorkbooks.workbook(
                        "xl/_rels/workbook.xml.rels", rels.getBytes(StandardCharsets.UTF_8)))))
                .doesNotContain("root:");
    }

    @Test
    void a_formula_that_reaches_out_is_text_at_most() {
        var reading = sheet(
                MAIN
                        + "<sheetData><row r=\"1\"><c r=\"A1\"><f>WEBSERVICE(\"http://127.0.0.1:1/\")</f></c><c r=\"B1\"><f>[1]Sheet1!A1</f><v>7</v></c></row></sheetData></worksheet>");
        assertThat(texts(reading)).contains("=WEBSERVICE", "7");
    }

    /** An archive that is a web page, a picture or a program to whoever asks otherwise. */
    @Test
    void a_file_that_is_two_things_is_read_as_one_and_never_handed_back() throws IOException {
        var workbook = FuzzingWorkbooks.workbook("", new byte[0]);
        for (var first : new byte[][] {
            "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8),
            {(byte) 0xff, (byte) 0xd8, (byte) 0xff},
            "%PDF-1.7\n".getBytes(StandardCharsets.UTF_8),
            "MZ\u0000".getBytes(StandardCharsets.ISO_8859_1)
        }) {
            var both = Arrays.copyOf(first, first.length + workbook.length);
            System.arraycopy(workbook, 0, both, first.length, workbook.length);
            isRefused(read(both));
        }
        var tail = Arrays.copyOf(workbook, workbook.length + 100);
        assertThat(read(tail)).isNotNull();
    }

    @Test
    void an_archive_that_lies_about_its_sizes_is_not_believed() throws IOException {
        var packed = FuzzingWorkbooks.workbook("", new byte[0]);
        for (var at = 0; at + 46 < packed.length; at++) {
            if (packed[at] == 'P' && packed[at + 1] == 'K' && packed[at + 2] == 1 && packed[at + 3] == 2) {
                ByteBuffer.wrap(packed)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(at + 24, 1)
                        .putInt(at + 20, 7);
            }
        }
        assertThat(read(packed)).isNotNull();
        var crc = new CRC32();
        crc.update(packed);
        for (var cut = 1; cut < packed.length; cut += 97) {
            assertThat(read(Arrays.copyOf(packed, cut))).isNotNull();
        }
    }

    @Test
    void two_parts_of_one_name_and_names_that_lead_out_are_no_harm() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var name : new String[] {
                "../../evil.xml",
                "/etc/cron.d/x",
                "xl\\worksheets\\sheet1.xml",
                "XL/WORKBOOK.XML",
                "xl/workbook.xml",
                "con",
                "a\u0000b"
            }) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("<workbook/>".getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        isRefused(read(out.toByteArray()));
    }

    @Test
    void a_table_of_commas_without_an_end_is_refused_within_the_limits() {
        isRefused(assertTimeout(
                SOON,
                () -> Sheets.read("x.csv", ("a,".repeat(400) + "\n").repeat(10).getBytes(StandardCharsets.UTF_8))));
        isRefused(assertTimeout(
                SOON, () -> Sheets.read("x.csv", "a\n".repeat(300_000).getBytes(StandardCharsets.UTF_8))));
        assertThat(assertTimeout(
                        SOON,
                        () -> Sheets.read("x.csv", ("\"" + "a\n".repeat(2_000_000)).getBytes(StandardCharsets.UTF_8))))
                .isNotNull();
        assertThat(assertTimeout(
                        SOON, () -> Sheets.read("x.csv", "\"".repeat(5_000_000).getBytes(StandardCharsets.UTF_8))))
                .isNotNull();
        isRefused(assertTimeout(SOON, () -> Sheets.read("x.csv", new byte[20_000_001])));
    }
}
