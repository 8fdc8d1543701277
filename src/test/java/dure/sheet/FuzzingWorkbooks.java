package dure.sheet;

import dure.finding.Findings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * XLSX. The first byte says which part the rest stands for, within a workbook that is whole otherwise: chance alone would
 * hardly ever get past the archive. 0 is the file as a whole.
 */
public final class FuzzingWorkbooks {
    private static final List<String> PARTS = List.of(
            "",
            "xl/worksheets/sheet1.xml",
            "xl/sharedStrings.xml",
            "xl/styles.xml",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels");
    private static final Limits SMALL = new Limits(1_000_000, 2_000_000, 100, 50, 10, 2_000, 100, 20_000, 200_000);
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private FuzzingWorkbooks() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        var part = PARTS.get(Math.floorMod(data[0], PARTS.size()));
        var rest = Arrays.copyOfRange(data, 1, data.length);
        read("x.xlsx", part.isEmpty() ? rest : workbook(part, rest));
    }

    /** Whatever it is: an answer. */
    static void read(String name, byte[] content) {
        if (Sheets.read(name, content, SMALL) instanceof Reading.Read read) {
            for (var sheet : read.workbook().sheets()) {
                table(sheet);
            }
        }
    }

    static void table(Sheet sheet) {
        var columns = List.of(Tables.NAME, Tables.COUNT, Tables.DAY, Tables.MONEY, Tables.RATE, Tables.YES);
        var findings = new Findings();
        sheet.above(columns);
        for (var line : sheet.table(columns, findings).lines()) {
            line.requiredText(Tables.NAME);
            line.whole(Tables.COUNT);
            line.count(Tables.COUNT);
            line.decimal(Tables.COUNT);
            line.percent(Tables.RATE);
            line.won(Tables.MONEY);
            line.won(Tables.MONEY, Tables.NAME);
            line.date(Tables.DAY);
            line.yes(Tables.YES);
            line.shown(Tables.COUNT);
        }
        sheet.form(columns, findings);
    }

    static byte[] workbook(String replaced, byte[] with) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            put(
                    zip,
                    replaced,
                    with,
                    "[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            put(
                    zip,
                    replaced,
                    with,
                    "_rels/.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            put(
                    zip,
                    replaced,
                    with,
                    "xl/workbook.xml",
                    "<workbook xmlns=\"" + MAIN
                            + "\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"실적\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            put(
                    zip,
                    replaced,
                    with,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>");
            put(
                    zip,
                    replaced,
                    with,
                    "xl/sharedStrings.xml",
                    "<sst xmlns=\"" + MAIN
                            + "\"><si><t>사업명</t></si><si><t>수량</t></si><si><t>날짜</t></si><si><t>국비(천원)</t></si></sst>");
            put(
                    zip,
                    replaced,
                    with,
                    "xl/styles.xml",
                    "<styleSheet xmlns=\"" + MAIN
                            + "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>");
            put(
                    zip,
                    replaced,
                    with,
                    "xl/worksheets/sheet1.xml",
                    "<worksheet xmlns=\"" + MAIN
                            + "\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>a</t></is></c><c r=\"B2\"><v>12</v></c><c r=\"C2\" s=\"1\"><v>45000</v></c><c r=\"D2\" t=\"str\"><v>3억 2천만원</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:A1\"/></mergeCells></worksheet>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String replaced, byte[] with, String name, String content)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.equals(replaced) ? with : content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
