package dure.version;

import dure.region.Book;
import dure.sheet.Head;
import dure.sheet.WorkbookWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan with a tree, departments, targets and money, as an office would send it. */
record Drafted(int year, String title, long target, List<Project> projects) {
    /** @param target [jobs]; @param national 국비 and {@code municipal} 시군구비 [천원] */
    record Project(
            String code, String name, int strategy, String department, long target, long national, long municipal) {}

    private static final List<List<Object>> TREE = List.of(
            List.of("1", "청년이 머무는 일자리", "1", "첫 일자리 잇기"),
            List.of("1", "청년이 머무는 일자리", "2", "창업 공간"),
            List.of("2", "돌봄과 공동체 일자리", "1", "사회서비스 확충"));

    /** 당초: three projects. */
    static Drafted original(int year) {
        return new Drafted(
                year,
                year + "년 일자리대책 세부계획",
                8_254,
                List.of(
                        new Project("A-01", "청년 인턴 사업", 1, "일자리정책과", 120, 300_000, 100_000),
                        new Project("A-02", "창업 공간 조성", 1, "경제과", 40, 0, 250_000),
                        new Project("B-01", "노인 공공일자리", 2, "복지과", 3_000, 5_000_000, 4_000_000)));
    }

    /** 추경: one dropped, one added, one changed. */
    Drafted amended() {
        return new Drafted(
                year,
                title,
                8_400,
                List.of(
                        new Project("A-01", "청년 인턴 사업", 1, "일자리정책과", 166, 420_000, 100_000),
                        new Project("B-01", "노인 공공일자리", 2, "복지과", 3_000, 5_000_000, 4_000_000),
                        new Project("B-02", "돌봄 인력 양성", 2, "복지과", 100, 150_000, 50_000)));
    }

    byte[] workbook(Book book) {
        var workbook = new WorkbookWriter();
        var form = workbook.form("기본", List.of(text("항목"), text("값")));
        form.item(text("자치단체 코드"), book.municipality().value(), null);
        form.item(text("계획 종류"), "연차별 세부계획", null);
        form.item(text("민선 기수 또는 연도"), String.valueOf(year), null);
        form.item(text("계획명"), title, null);
        form.item(text("총목표"), String.valueOf(target), null);
        form.item(text("총목표 표기 단위"), "개", null);
        form.item(text("출처 종류"), "자치단체 자료", null);
        var tree = workbook.table("전략", List.of(text("전략 번호"), text("전략명"), text("과제 번호"), text("과제명")));
        TREE.forEach(row -> tree.row(row.toArray()));
        var sheet = workbook.table(
                "세부사업",
                List.of(
                        text("번호"),
                        text("사업코드"),
                        text("사업명"),
                        text("전략"),
                        text("과제"),
                        text("부서"),
                        text("사업유형"),
                        text("부문"),
                        text("측정 단위"),
                        text("표기 단위"),
                        whole("연간 목표"),
                        whole("국비(천원)"),
                        whole("시군구비(천원)")));
        var no = 1;
        for (var project : projects) {
            sheet.row(
                    String.valueOf(no++),
                    project.code(),
                    project.name(),
                    String.valueOf(project.strategy()),
                    "1",
                    project.department(),
                    "직접일자리 창출",
                    "공공(정부)부문",
                    "일자리 수",
                    "개",
                    project.target(),
                    orNull(project.national()),
                    orNull(project.municipal()));
        }
        return workbook.bytes();
    }

    private static @Nullable Long orNull(long won) {
        return won == 0 ? null : Long.valueOf(won);
    }

    private static Head text(String name) {
        return Head.of(name, 20, Head.Format.TEXT);
    }

    private static Head whole(String name) {
        return Head.of(name, 20, Head.Format.WHOLE);
    }
}
