package dure.ledger;

import dure.sheet.Column;
import dure.sheet.Head;
import dure.sheet.Head.Format;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of the sheets 실적 (entries), 실적내역 (the items inside them) and 월별실적 (a row a
 * project, a column a month), in their order. What each means to an
 * officer is the message ledger.workbook.NAME.
 */
enum EntryField {
    NO(EntryField.ENTRIES, Column.optional("번호", "연번", "no"), Format.NUMBER_AS_NAME, 8),
    PROJECT(EntryField.ENTRIES, Column.optional("사업코드"), Format.TEXT, 14),
    LABEL(EntryField.ENTRIES, Column.optional("내용", "사업명"), Format.TEXT, 34),
    FROM(EntryField.ENTRIES, Column.optional("시작일"), Format.DATE, 14),
    TO(EntryField.ENTRIES, Column.required("종료일", "발생일", "기준일"), Format.DATE, 14),
    MEASURE(EntryField.ENTRIES, Column.required("측정 단위"), Format.TEXT, 14),
    QUANTITY(EntryField.ENTRIES, Column.optional("수량", "실적"), Format.WHOLE, 12),
    CUMULATIVE(
            EntryField.ENTRIES,
            Column.optional("누계", "누계 실적", "실적 누계", "누적", "누적 실적", "실적 누적", "수량(누계)", "실적(누계)", "수량(누적)", "실적(누적)"),
            Format.WHOLE,
            12),
    UNIT(EntryField.ENTRIES, Column.optional("표기 단위"), Format.TEXT, 10),
    APPROXIMATE(EntryField.ENTRIES, Column.optional("어림"), Format.TEXT, 8),
    BASIS(EntryField.ENTRIES, Column.required("근거"), Format.TEXT, 16),
    TYPE(EntryField.ENTRIES, Column.optional("사업유형"), Format.TEXT, 18),
    SECTOR(EntryField.ENTRIES, Column.optional("부문"), Format.TEXT, 12),
    GROUPS(EntryField.ENTRIES, Column.optional("대상"), Format.TEXT, 18),
    MONTHS(EntryField.ENTRIES, Column.optional("고용기간(개월)"), Format.WHOLE, 12),
    WEEKLY_HOURS(EntryField.ENTRIES, Column.optional("주당 시간"), Format.PERCENT_POINTS, 12),
    CONTRACT(EntryField.ENTRIES, Column.optional("고용형태"), Format.TEXT, 12),
    INSURED(EntryField.ENTRIES, Column.optional("고용보험"), Format.TEXT, 10),
    WAGE(EntryField.ENTRIES, Column.optional("월 임금(원)"), Format.WHOLE, 14),
    FUNDED(EntryField.ENTRIES, Column.optional("재정지원"), Format.TEXT, 10),
    CONTINUITY(EntryField.ENTRIES, Column.optional("신규·계속"), Format.TEXT, 12),
    INDUSTRY(EntryField.ENTRIES, Column.optional("산업분류"), Format.TEXT, 12),
    PERSON(EntryField.ENTRIES, Column.optional("개인 참조"), Format.TEXT, 38),
    SOURCE_KIND(EntryField.ENTRIES, Column.optional("출처 종류"), Format.TEXT, 14),
    SOURCE(EntryField.ENTRIES, Column.optional("출처"), Format.TEXT, 24),
    EVIDENCE(EntryField.ENTRIES, Column.optional("증빙"), Format.TEXT, 28),
    INFERRED(EntryField.ENTRIES, Column.optional("추정 사유"), Format.TEXT, 28),

    ITEM_OF(EntryField.ITEMS, Column.required("실적 번호"), Format.NUMBER_AS_NAME, 10),
    ITEM_LABEL(EntryField.ITEMS, Column.required("내역"), Format.TEXT, 34),
    ITEM_QUANTITY(EntryField.ITEMS, Column.required("수량"), Format.WHOLE, 12),
    ITEM_APPROXIMATE(EntryField.ITEMS, Column.optional("어림"), Format.TEXT, 8),
    ITEM_TYPE(EntryField.ITEMS, Column.optional("사업유형"), Format.TEXT, 18),

    MONTHLY_PROJECT(EntryField.MONTHLY, Column.optional("사업코드"), Format.TEXT, 14),
    MONTHLY_LABEL(EntryField.MONTHLY, Column.optional("사업명", "내용", "세부사업"), Format.TEXT, 34),
    MONTHLY_YEAR(EntryField.MONTHLY, Column.optional("연도"), Format.NUMBER_AS_NAME, 8),
    MONTHLY_MEASURE(EntryField.MONTHLY, Column.optional("측정 단위"), Format.TEXT, 14),
    MONTHLY_UNIT(EntryField.MONTHLY, Column.optional("표기 단위", "단위"), Format.TEXT, 10),
    MONTHLY_BASIS(EntryField.MONTHLY, Column.optional("근거"), Format.TEXT, 16),
    MONTHLY_WAY(EntryField.MONTHLY, Column.optional("월별·누계", "집계 방식", "월별 누계 구분"), Format.TEXT, 10),
    JANUARY(EntryField.MONTHLY, Column.optional("1월"), Format.WHOLE, 9),
    FEBRUARY(EntryField.MONTHLY, Column.optional("2월"), Format.WHOLE, 9),
    MARCH(EntryField.MONTHLY, Column.optional("3월"), Format.WHOLE, 9),
    APRIL(EntryField.MONTHLY, Column.optional("4월"), Format.WHOLE, 9),
    MAY(EntryField.MONTHLY, Column.optional("5월"), Format.WHOLE, 9),
    JUNE(EntryField.MONTHLY, Column.optional("6월"), Format.WHOLE, 9),
    JULY(EntryField.MONTHLY, Column.optional("7월"), Format.WHOLE, 9),
    AUGUST(EntryField.MONTHLY, Column.optional("8월"), Format.WHOLE, 9),
    SEPTEMBER(EntryField.MONTHLY, Column.optional("9월"), Format.WHOLE, 9),
    OCTOBER(EntryField.MONTHLY, Column.optional("10월"), Format.WHOLE, 9),
    NOVEMBER(EntryField.MONTHLY, Column.optional("11월"), Format.WHOLE, 9),
    DECEMBER(EntryField.MONTHLY, Column.optional("12월"), Format.WHOLE, 9),
    MONTHLY_TOTAL(EntryField.MONTHLY, Column.optional("합계", "계", "총계", "연간 합계", "누계"), Format.WHOLE, 10),
    MONTHLY_SOURCE(EntryField.MONTHLY, Column.optional("출처"), Format.TEXT, 24),
    MONTHLY_EVIDENCE(EntryField.MONTHLY, Column.optional("증빙"), Format.TEXT, 28);

    /** January to December. */
    static final List<EntryField> MONTHS_OF_YEAR =
            List.of(JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER);

    static final String ENTRIES = "실적";
    static final String ITEMS = "실적내역";
    /** A row a project, a column a month: what came about in it, or the running total up to it. */
    static final String MONTHLY = "월별실적";

    private final String sheet;
    private final Column column;
    private final Format format;
    private final int width;

    EntryField(String sheet, Column column, Format format, int width) {
        this.sheet = sheet;
        this.column = column;
        this.format = format;
        this.width = width;
    }

    Column column() {
        return column;
    }

    static List<EntryField> of(String sheet) {
        return Arrays.stream(values())
                .filter(field -> field.sheet.equals(sheet))
                .toList();
    }

    static List<Column> columns(String sheet) {
        return of(sheet).stream().map(EntryField::column).toList();
    }

    /** As it is written into a workbook, with its note and its list. */
    Head head(String note, List<String> choices) {
        return new Head(column.name(), width, format, column.required(), note, choices);
    }
}
