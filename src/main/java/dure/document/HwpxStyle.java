package dure.document;

/**
 * 스타일 of our HWPX files, by the names that Hangul shows in its list: whoever edits the file changes all headings at once.
 * Sizes and distances in hundredths of a point.
 */
enum HwpxStyle {
    NORMAL("바탕글", "Normal", 1100, false, "JUSTIFY", 0, 0, 0, 0, 160),
    TITLE("문서 제목", "Document Title", 2000, true, "CENTER", 0, 600, 0, 0, 140),
    OFFICE("기관과 날짜", "Office", 1100, false, "RIGHT", 0, 300, 0, 0, 160),
    ADDRESSEE("수신", "Addressee", 1100, false, "LEFT", 0, 600, 0, 0, 160),
    CHAPTER("장 제목", "Chapter", 1500, true, "LEFT", 1200, 400, 0, 0, 150),
    SECTION("절 제목", "Section", 1250, true, "LEFT", 900, 200, 0, 0, 150),
    ANSWER("한 줄 답", "Answer", 1250, true, "JUSTIFY", 600, 600, 600, 0, 160),
    REMARK("의견", "Remark", 1100, false, "JUSTIFY", 400, 400, 1200, 0, 160),
    SQUARE("개조식 네모", "Item Square", 1200, true, "JUSTIFY", 600, 100, 1600, -1600, 160),
    CIRCLE("개조식 동그라미", "Item Circle", 1100, false, "JUSTIFY", 200, 0, 2600, -1500, 160),
    DASH("개조식 줄표", "Item Dash", 1100, false, "JUSTIFY", 100, 0, 3600, -1000, 160),
    NOTE("개조식 참고", "Item Note", 900, false, "JUSTIFY", 100, 100, 1600, -1300, 140),
    CAPTION("표 제목", "Table Title", 1050, true, "LEFT", 600, 0, 0, 0, 140),
    UNIT("표 단위", "Table Unit", 850, false, "RIGHT", 0, 100, 0, 0, 130),
    CELL_HEAD("표 머리", "Table Head", 950, true, "CENTER", 0, 0, 0, 0, 130),
    CELL_SIDE("표 옆머리", "Table Side", 950, false, "LEFT", 0, 0, 0, 0, 130),
    CELL_TEXT("표 글", "Table Text", 950, false, "LEFT", 0, 0, 0, 0, 130),
    CELL_NUMBER("표 숫자", "Table Number", 950, false, "RIGHT", 0, 0, 0, 0, 130),
    HEADER("머리말", "Header", 850, false, "LEFT", 0, 0, 0, 0, 130),
    WATERMARK("견본 표시", "Watermark", 1400, true, "CENTER", 0, 400, 0, 0, 140);

    final String title;
    final String english;
    final int size;
    final boolean bold;
    final String align;
    final int before;
    final int after;
    final int left;
    /** of the first line; negative: it hangs out */
    final int indent;
    /** percent */
    final int line;

    HwpxStyle(
            String title,
            String english,
            int size,
            boolean bold,
            String align,
            int before,
            int after,
            int left,
            int indent,
            int line) {
        this.title = title;
        this.english = english;
        this.size = size;
        this.bold = bold;
        this.align = align;
        this.before = before;
        this.after = after;
        this.left = left;
        this.indent = indent;
        this.line = line;
    }

    /** Of its paragraph shape, its letter shape and itself. */
    int id() {
        return ordinal();
    }

    static HwpxStyle of(Block.Item.Mark mark) {
        return switch (mark) {
            case SQUARE -> SQUARE;
            case CIRCLE -> CIRCLE;
            case DASH -> DASH;
            case NOTE -> NOTE;
        };
    }
}
