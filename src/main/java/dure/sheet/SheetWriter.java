package dure.sheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one table. */
public final class SheetWriter {
    /** Rows that are prepared for whoever fills in a template: formats and lists. */
    private static final int PREPARED = 5_000;

    /** How many rows are kept in memory before they are packed. */
    private static final int FLUSHED = 1_000;

    private final Worksheet sheet;
    private final List<Head> heads;
    private int row;

    SheetWriter(Worksheet sheet, List<Head> heads) {
        this.sheet = sheet;
        this.heads = List.copyOf(heads);
        sheet.rowHeight(0, 34);
        sheet.freezePane(0, 1);
        for (var column = 0; column < heads.size(); column++) {
            var head = heads.get(column);
            Style.head(sheet, 0, column, head);
            sheet.width(column, head.width());
            sheet.style(column).format(head.format().code()).set();
            Style.choices(sheet, 1, PREPARED, column, head.choices());
        }
        row = 1;
    }

    /** Values in the order of the heads: texts, numbers, dates, yes or no; null leaves a cell empty. */
    public SheetWriter row(@Nullable Object... values) {
        write(Arrays.asList(values), false);
        return this;
    }

    /** A row that shows how it is done; readers leave it out ({@link Table#EXAMPLE}). */
    public SheetWriter example(@Nullable Object... values) {
        var marked = new ArrayList<@Nullable Object>(Arrays.asList(values));
        marked.set(0, Table.EXAMPLE);
        write(marked, true);
        return this;
    }

    private void write(List<? extends @Nullable Object> values, boolean example) {
        if (values.size() > heads.size()) {
            throw new IllegalArgumentException("%d values under %d heads".formatted(values.size(), heads.size()));
        }
        for (var column = 0; column < values.size(); column++) {
            var value = values.get(column);
            if (value != null) {
                Style.value(sheet, row, column, value, heads.get(column).format(), example);
            }
        }
        row++;
        if (row % FLUSHED == 0) {
            try {
                sheet.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("A sheet in memory could not be written", e);
            }
        }
    }
}
