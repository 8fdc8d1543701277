package dure.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dure.finding.Findings;
import dure.sheet.Column;
import dure.sheet.Head;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import dure.sheet.WorkbookWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Workbooks of reports as clerks send them back. */
final class Books {
    private static final Column MADE = Column.required("내려받은 때");

    private Books() {}

    /** Made when that file was, with these numbers in 이번 기간 실적. */
    static byte[] with(Reported county, byte[] file, Map<String, String> quantities) {
        var workbook = new WorkbookWriter();
        var sheet = workbook.table(
                "보고",
                List.of(text("사업코드"), text("사업명"), text("측정 단위"), text("지난 기간"), text("지난 기간까지 누계"), text("이번 기간 실적")));
        new TreeMap<>(quantities).forEach((code, quantity) -> sheet.row(code, null, null, null, null, quantity));
        // A row that says nothing changes nothing.
        if (quantities.size() > 2) {
            return about(county, file, workbook);
        }
        sheet.row("A-3", null, null, null, null, null);
        return about(county, file, workbook);
    }

    private static byte[] about(Reported county, byte[] file, WorkbookWriter workbook) {
        var form = workbook.form("보고 정보", List.of(text("항목"), text("값")));
        form.item(text("자치단체 코드"), county.book.municipality().value(), null);
        form.item(text("보고 기간"), county.period.toString(), null);
        form.item(text("부서 번호"), county.departments.values().iterator().next().toString(), null);
        form.item(text("내려받은 때"), made(file), null);
        return workbook.bytes();
    }

    private static String made(byte[] file) {
        var read = Sheets.read("report.xlsx", file);
        assertThat(read).isInstanceOf(Reading.Read.class);
        return ((Reading.Read) read)
                .workbook()
                .sheet("보고 정보")
                .orElseThrow()
                .form(List.of(MADE), new Findings())
                .text(MADE);
    }

    private static Head text(String name) {
        return Head.of(name, 20, Head.Format.TEXT);
    }
}
