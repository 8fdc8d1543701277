package dure;

import dure.region.Book;
import dure.sheet.Head;
import dure.sheet.WorkbookWriter;
import java.util.List;
import java.util.Map;

/** Plan workbooks as an office would send them, with as little in them as a test needs. */
public final class TestPlans {
    private TestPlans() {}

    /** @param projects by code, which is their name too, the target of the year [jobs] */
    public static byte[] year(Book book, int year, long target, Map<String, Long> projects) {
        var workbook = basics(book, "연차별 세부계획", year, target);
        var sheet = workbook.table(
                "세부사업", List.of(text("번호"), text("사업코드"), text("사업명"), text("측정 단위"), text("표기 단위"), whole("연간 목표")));
        var no = 1;
        for (var project : projects.entrySet()) {
            sheet.row(String.valueOf(no++), project.getKey(), project.getKey(), "일자리 수", "명", project.getValue());
        }
        return workbook.bytes();
    }

    /** As {@link #year}, each project with money of the municipality's own [1,000 won]. */
    public static byte[] year(Book book, int year, long target, Map<String, Long> projects, long thousandWon) {
        var workbook = basics(book, "연차별 세부계획", year, target);
        var sheet = workbook.table(
                "세부사업",
                List.of(
                        text("번호"),
                        text("사업코드"),
                        text("사업명"),
                        text("부서"),
                        text("측정 단위"),
                        whole("연간 목표"),
                        whole("시군구비(천원)")));
        var no = 1;
        for (var project : projects.entrySet()) {
            sheet.row(
                    String.valueOf(no++),
                    project.getKey(),
                    project.getKey(),
                    "가상과",
                    "일자리 수",
                    project.getValue(),
                    thousandWon);
        }
        return workbook.bytes();
    }

    /** Projects … with so many jobs and won of the municipality's own [1,000 won] each, by departments. */
    public static byte[] departments(
            Book book, int year, Map<String, Integer> projectsOf, long target, long thousandWon) {
        var all = projectsOf.values().stream().mapToLong(Integer::longValue).sum();
        var workbook = basics(book, "연차별 세부계획", year, all * target);
        var sheet = workbook.table(
                "세부사업",
                List.of(
                        text("번호"),
                        text("사업코드"),
                        text("사업명"),
                        text("부서"),
                        text("사업유형"),
                        text("측정 단위"),
                        whole("연간 목표"),
                        whole("시군구비(천원)")));
        var no = 1;
        var letter = 'A';
        for (var department : projectsOf.entrySet()) {
            for (int i = 1; i <= department.getValue(); i++) {
                var code = letter + "-" + i;
                sheet.row(
                        String.valueOf(no++),
                        code,
                        "사업 " + code,
                        department.getKey(),
                        "직접일자리 창출",
                        "일자리 수",
                        target,
                        thousandWon);
            }
            letter++;
        }
        return workbook.bytes();
    }

    public static byte[] term(Book book, int term, long target, Map<Integer, Long> years) {
        var workbook = basics(book, "종합계획", term, target);
        var sheet = workbook.table("연차목표", List.of(text("연도"), whole("목표")));
        years.forEach((year, jobs) -> sheet.row(String.valueOf(year), jobs));
        return workbook.bytes();
    }

    private static WorkbookWriter basics(Book book, String kind, int period, long target) {
        var workbook = new WorkbookWriter();
        var form = workbook.form("기본", List.of(text("항목"), text("값")));
        form.item(text("자치단체 코드"), book.municipality().value(), null);
        form.item(text("계획 종류"), kind, null);
        form.item(text("민선 기수 또는 연도"), String.valueOf(period), null);
        form.item(text("계획명"), "시험 계획", null);
        form.item(text("총목표"), String.valueOf(target), null);
        form.item(text("총목표 표기 단위"), "명", null);
        form.item(text("출처 종류"), "자치단체 자료", null);
        return workbook;
    }

    private static Head text(String name) {
        return Head.of(name, 20, Head.Format.TEXT);
    }

    private static Head whole(String name) {
        return Head.of(name, 20, Head.Format.WHOLE);
    }
}
