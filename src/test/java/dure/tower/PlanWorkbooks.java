package dure.tower;

import dure.region.Municipality;
import dure.sheet.Head;
import dure.sheet.WorkbookWriter;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The smallest plan workbooks that the import takes, as an office would fill them in. */
final class PlanWorkbooks {
    private PlanWorkbooks() {}

    /** @param target null: the plan states no number of jobs */
    static byte[] annual(Municipality municipality, int year, @Nullable Integer target) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("자치단체 코드", municipality.code().value());
        facts.put("자치단체명", municipality.fullName());
        facts.put("계획 종류", "연차별 세부계획");
        facts.put("민선 기수 또는 연도", String.valueOf(year));
        facts.put("계획명", year + "년 가상 세부계획");
        if (target != null) {
            facts.put("총목표", String.valueOf(target));
            facts.put("총목표 표기 단위", "개");
        }
        facts.put("출처 종류", "자치단체 자료");
        var workbook = new WorkbookWriter();
        var form =
                workbook.form("기본", List.of(Head.of("항목", 26, Head.Format.TEXT), Head.of("값", 40, Head.Format.TEXT)));
        facts.forEach((item, value) -> form.item(Head.of(item, 26, Head.Format.TEXT), value, null));
        return workbook.bytes();
    }
}
