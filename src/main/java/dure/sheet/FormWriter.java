package dure.sheet;

import java.util.List;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes items and their values: item | value | what it means | an example. */
public final class FormWriter {
    private final Worksheet sheet;
    private int row;

    FormWriter(Worksheet sheet, List<Head> heads) {
        this.sheet = sheet;
        sheet.freezePane(0, 1);
        for (var column = 0; column < heads.size(); column++) {
            Style.head(sheet, 0, column, heads.get(column));
            sheet.width(column, heads.get(column).width());
        }
        row = 1;
    }

    /**
     * @param item its name, format, choices and, as its note, what it means
     * @param value null leaves it to be filled in
     * @param example null where there is none to show
     */
    public FormWriter item(Head item, @Nullable Object value, @Nullable Object example) {
        sheet.value(row, 0, Harmless.written(item.name()));
        sheet.style(row, 0)
                .bold()
                .verticalAlignment("top")
                .fillColor(item.required() ? Style.REQUIRED : Style.OPTIONAL)
                .borderStyle("thin")
                .borderColor("B1B8BE")
                .set();
        Style.value(sheet, row, 1, value, item.format(), false);
        if (item.note() != null) {
            Style.value(sheet, row, 2, item.note(), Head.Format.TEXT, false);
        }
        if (example != null) {
            Style.value(sheet, row, 3, example, item.format(), true);
        }
        Style.choices(sheet, row, row, 1, item.choices());
        row++;
        return this;
    }

    public FormWriter items(List<Head> items) {
        items.forEach(item -> item(item, null, null));
        return this;
    }
}
