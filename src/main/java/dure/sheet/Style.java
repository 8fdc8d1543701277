package dure.sheet;

import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** The look that tables and forms share. */
final class Style {
    static final String REQUIRED = "D8E5FD";
    static final String OPTIONAL = "EEF0F3";
    static final String EXAMPLE = "6D7882";

    /** An inline list ends at 255 characters, and at a comma inside a value. */
    private static final int INLINE_LIST = 250;

    private Style() {}

    static void head(Worksheet sheet, int row, int column, Head head) {
        sheet.value(row, column, Harmless.written(head.name()));
        sheet.style(row, column)
                .bold()
                .wrapText(true)
                .verticalAlignment("center")
                .horizontalAlignment("center")
                .fillColor(head.required() ? REQUIRED : OPTIONAL)
                .borderStyle("thin")
                .borderColor("B1B8BE")
                .set();
        if (head.note() != null) {
            sheet.comment(row, column, head.note());
        }
    }

    static void value(
            Worksheet sheet, int row, int column, @Nullable Object value, Head.Format format, boolean example) {
        switch (value) {
            case null -> {}
            case LocalDate date -> sheet.value(row, column, date);
            case Number number -> sheet.value(row, column, number);
            case Boolean truth -> sheet.value(row, column, truth ? "예" : "아니오");
            default -> sheet.value(row, column, Harmless.written(value.toString()));
        }
        // A text in a cell of numbers is a text: the format is the column's all the same, for whoever overwrites it.
        var style = sheet.style(row, column).format(format.code()).verticalAlignment("top");
        if (format == Head.Format.TEXT) {
            style.wrapText(true);
        }
        if (example) {
            style.italic().fontColor(EXAMPLE);
        }
        style.set();
    }

    static void choices(Worksheet sheet, int top, int bottom, int column, List<String> choices) {
        if (choices.isEmpty()) {
            return;
        }
        var list = String.join(",", choices);
        if (list.length() > INLINE_LIST || choices.stream().anyMatch(one -> one.contains(","))) {
            throw new IllegalArgumentException("Too long for a list in a cell: " + list);
        }
        sheet.range(top, column, bottom, column)
                .validateWithListByFormula('"' + list + '"')
                .allowBlank(true);
    }
}
