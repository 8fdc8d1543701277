package dure.ledger;

import dure.plan.Measure;
import dure.plan.PlanWords;
import dure.plan.ProgrammeType;
import dure.plan.Sector;
import dure.plan.SourceKind;
import dure.sheet.WorkbookWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.context.MessageSource;

/** The sheets 실적 and 실적내역 of the samples: what newspapers reported of results, and nothing else. */
public final class SampleEntries implements Consumer<WorkbookWriter> {
    private final EntryWords words;
    private final List<Map<EntryField, Object>> entries = new ArrayList<>();
    private final List<Map<EntryField, Object>> items = new ArrayList<>();

    public SampleEntries(MessageSource messages, PlanWords plan) {
        this.words = new EntryWords(messages, plan);
    }

    /** 민선 7기 누계, stated as of the end of 2020. */
    public SampleEntries seoguTerm7() {
        entry("민선 7기 일자리 창출 누계", "2018-07-01", "2020-12-31", 24_558, "개", false, Sector.UNSPECIFIED);
        return this;
    }

    /** Each sector's total as declared, with the items that stand under its heading. */
    public SampleEntries daejeon2011() {
        var year = "기사에 연도가 없어 2011년으로 추정";
        entry("공공부문 일자리", "2011-01-01", "2011-04-30", 8_900, "개", true, Sector.PUBLIC)
                .put(EntryField.INFERRED, year);
        item("기업 및 투자유치", 2_400, ProgrammeType.ATTRACTION);
        item("고속철도변 정비사업 등", 600, ProgrammeType.UNSPECIFIED);
        item("청년일자리", 180, ProgrammeType.UNSPECIFIED);
        entry("민간부문 일자리", "2011-01-01", "2011-04-30", 3_100, "개", true, Sector.PRIVATE)
                .put(EntryField.INFERRED, year);
        item("사회적기업 육성·대전형일자리·기반시설", 1_700, ProgrammeType.UNSPECIFIED);
        item("취약계층 일자리", 7_100, ProgrammeType.UNSPECIFIED);
        return this;
    }

    public SampleEntries jincheon2021() {
        entry("2021년 일자리 공급 실적", "2021-01-01", "2021-12-31", 6_832, "명", false, Sector.UNSPECIFIED);
        return this;
    }

    private Map<EntryField, Object> entry(
            String label, String from, String to, long quantity, String unit, boolean about, Sector sector) {
        var row = new EnumMap<EntryField, Object>(EntryField.class);
        row.put(EntryField.NO, entries.size() + 1);
        row.put(EntryField.LABEL, label);
        row.put(EntryField.FROM, LocalDate.parse(from));
        row.put(EntryField.TO, LocalDate.parse(to));
        row.put(EntryField.MEASURE, words.plan().measures().label(Measure.JOBS));
        row.put(EntryField.QUANTITY, quantity);
        row.put(EntryField.UNIT, unit);
        if (about) {
            row.put(EntryField.APPROXIMATE, "예");
        }
        row.put(EntryField.BASIS, words.bases.label(Basis.REPORTED));
        row.put(EntryField.SECTOR, words.plan().sectors().label(sector));
        row.put(EntryField.SOURCE_KIND, words.plan().sourceKinds().label(SourceKind.PRESS));
        row.put(EntryField.SOURCE, "언론 기사");
        entries.add(row);
        return row;
    }

    private void item(String label, long quantity, ProgrammeType type) {
        var row = new EnumMap<EntryField, Object>(EntryField.class);
        row.put(EntryField.ITEM_OF, entries.size());
        row.put(EntryField.ITEM_LABEL, label);
        row.put(EntryField.ITEM_QUANTITY, quantity);
        row.put(EntryField.ITEM_APPROXIMATE, "예");
        row.put(EntryField.ITEM_TYPE, words.plan().programmeTypes().label(type));
        items.add(row);
    }

    @Override
    public void accept(WorkbookWriter workbook) {
        write(workbook, EntryField.ENTRIES, entries);
        if (!items.isEmpty()) {
            write(workbook, EntryField.ITEMS, items);
        }
    }

    private void write(WorkbookWriter workbook, String sheet, List<Map<EntryField, Object>> rows) {
        var fields = EntryField.of(sheet);
        var table = workbook.table(
                sheet,
                fields.stream()
                        .map(field -> field.head(words.note(field, Locale.KOREAN), words.choices(field)))
                        .toList());
        rows.forEach(row -> table.row(fields.stream().map(row::get).toArray()));
    }
}
