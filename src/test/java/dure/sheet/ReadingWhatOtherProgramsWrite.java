package dure.sheet;

import static dure.sheet.Tables.COUNT;
import static dure.sheet.Tables.DAY;
import static dure.sheet.Tables.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dure.finding.Finding.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Workbooks with the peculiarities of Hancell, LibreOffice and the libraries of other systems. */
class ReadingWhatOtherProgramsWrite {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    final Tables tables = new Tables();

    @Test
    void hancell_writes_texts_into_cells_absolute_targets_no_styles_no_shared_texts_and_its_name() {
        read(parts(MAIN, OFFICE, "/xl/worksheets/sheet1.xml", "", """
                <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>사업명</t></is></c><c r="B1" t="inlineStr"><is><t>수량</t></is></c></row>
                <row r="2"><c r="A2" t="inlineStr"><is><r><t>공공</t></r><r><t>근로</t></r></is></c><c r="B2"><v>30</v></c></row></sheetData>"""));
    }

    @Test
    void a_prefix_before_every_element_makes_no_difference() {
        read(parts(MAIN, OFFICE, "worksheets/sheet1.xml", "x:", """
                <x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>사업명</x:t></x:is></x:c><x:c r="B1" t="str"><x:v>수량</x:v></x:c></x:row>
                <x:row r="2"><x:c r="A2" t="str"><x:v>공공근로</x:v></x:c><x:c r="B2" t="n"><x:v>3.0E1</x:v></x:c></x:row></x:sheetData>"""));
    }

    @Test
    void the_strict_form_has_namespaces_of_its_own_and_days_as_texts() {
        var table = read(parts(STRICT, STRICT_OFFICE, "worksheets/sheet1.xml", "", """
                <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>사업명</t></is></c><c r="B1" t="inlineStr"><is><t>수량</t></is></c><c r="C1" t="inlineStr"><is><t>날짜</t></is></c></row>
                <row r="2"><c r="A2" t="inlineStr"><is><t>공공근로</t></is></c><c r="B2"><v>30</v></c><c r="C2" t="d"><v>2027-01-31T00:00:00</v></c></row></sheetData>"""));
        assertThat(table.lines().getFirst().date(DAY)).isEqualTo(LocalDate.of(2027, 1, 31));
    }

    @Test
    void cells_and_rows_without_addresses_stand_side_by_side_and_below_each_other() {
        read(parts(MAIN, OFFICE, "worksheets/sheet1.xml", "", """
                <sheetData><row><c t="inlineStr"><is><t>사업명</t></is></c><c t="inlineStr"><is><t>수량</t></is></c></row>
                <row><c t="inlineStr"><is><t xml:space="preserve"> 공공근로 </t><rPh sb="0" eb="1"><t>읽기</t></rPh></is></c><c><v>30</v></c></row></sheetData>"""));
    }

    @Test
    void a_workbook_may_be_called_otherwise_and_names_of_parts_may_differ_in_case() {
        var parts = parts(MAIN, OFFICE, "../data/Tabelle.XML", "", """
                <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>사업명</t></is></c><c r="B1" t="inlineStr"><is><t>수량</t></is></c></row>
                <row r="2"><c r="A2" t="inlineStr"><is><t>공공근로</t></is></c><c r="B2"><v>30</v></c></row></sheetData>""");
        parts.put("data/tabelle.xml", parts.remove("xl/worksheets/sheet1.xml"));
        read(parts);
    }

    @Test
    void a_document_type_is_refused_wherever_it_stands() {
        for (var part : new String[] {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "_rels/.rels"}) {
            var parts = parts(MAIN, OFFICE, "worksheets/sheet1.xml", "", "<sheetData/>");
            parts.computeIfPresent(
                    part,
                    (name, xml) -> xml.replace(
                            "?>",
                            "?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\"><!ENTITY b \"&a;&a;&a;\">]>"));
            var finding = Tables.refusal("표.xlsx", zip(parts));
            assertThat(finding.kind()).as(part).isEqualTo(Kind.UNREADABLE_FILE);
        }
    }

    @Test
    void macros_are_not_run_and_said() {
        var parts = parts(MAIN, OFFICE, "worksheets/sheet1.xml", "", """
                <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>사업명</t></is></c><c r="B1" t="inlineStr"><is><t>수량</t></is></c></row>
                <row r="2"><c r="A2" t="inlineStr"><is><t>공공근로</t></is></c><c r="B2"><v>30</v></c></row></sheetData>""");
        parts.put("xl/vbaProject.bin", "Sub Auto_Open()");
        read(parts);
        assertThat(Tables.workbook("표.xlsm", zip(parts)).notes())
                .extracting(finding -> finding.kind())
                .containsExactly(Kind.MACROS);
    }

    private Table read(Map<String, String> parts) {
        var table = tables.table(Tables.workbook("표.xlsx", zip(parts)));
        assertThat(tables.findings.list()).isEmpty();
        assertThat(table.lines()).hasSize(1);
        assertThat(table.lines().getFirst().text(NAME)).isEqualTo("공공근로");
        assertThat(table.lines().getFirst().whole(COUNT)).isEqualTo(30);
        assertThat(table.lines().getFirst().place().row()).isEqualTo(2);
        return table;
    }

    private static LinkedHashMap<String, String> parts(
            String main, String office, String target, String prefix, String sheetData) {
        var xmlns = prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix.replace(":", "");
        var parts = new LinkedHashMap<String, String>();
        parts.put(
                "[Content_Types].xml",
                head("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"));
        parts.put(
                "_rels/.rels",
                head("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"rId1\" Type=\"" + office
                        + "/officeDocument\" Target=\"/xl/workbook.xml\"/>"
                        + "</Relationships>"));
        parts.put(
                "docProps/app.xml",
                head("<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
                        + "<Application>Hancom Office Hanword HCell</Application></Properties>"));
        parts.put(
                "xl/workbook.xml",
                head(("<P:workbook " + xmlns + "=\"" + main + "\" xmlns:r=\"" + office + "\"><P:sheets>"
                                + "<P:sheet name=\"실적\" sheetId=\"1\" r:id=\"rId9\"/></P:sheets></P:workbook>")
                        .replace("P:", prefix)));
        parts.put(
                "xl/_rels/workbook.xml.rels",
                head("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"rId9\" Type=\"" + office + "/worksheet\" Target=\"" + target + "\"/>"
                        + "</Relationships>"));
        parts.put(
                "xl/worksheets/sheet1.xml",
                head(("<P:worksheet " + xmlns + "=\"" + main + "\">").replace("P:", prefix)
                        + sheetData
                        + "</P:worksheet>".replace("P:", prefix)));
        return parts;
    }

    private static String head(String xml) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml;
    }

    private static byte[] zip(Map<String, String> parts) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
