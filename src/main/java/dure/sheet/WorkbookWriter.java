package dure.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes an XLSX: templates with their lists and notes, and exports. Sheets are written one after the other: whatever
 * belongs to one is written before the next is begun, so that a large one need not be kept in memory.
 */
public final class WorkbookWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Workbook workbook = new Workbook(out, "Dure", "1.0");
    private @Nullable Worksheet open;

    /** A table with a frozen head. */
    public SheetWriter table(String name, List<Head> heads) {
        return new SheetWriter(worksheet(name), heads);
    }

    /** Items and their values below each other, with what each means and an example. */
    public FormWriter form(String name, List<Head> heads) {
        return new FormWriter(worksheet(name), heads);
    }

    /** Lines of text, the first a title. */
    public void text(String name, List<String> lines) {
        var sheet = worksheet(name);
        sheet.width(0, 110);
        sheet.hideGridLines();
        for (var i = 0; i < lines.size(); i++) {
            sheet.value(i, 0, Harmless.written(lines.get(i)));
            var style = sheet.style(i, 0).wrapText(true).verticalAlignment("top");
            if (i == 0) {
                style.bold().fontSize(16);
            }
            style.set();
        }
    }

    /** The file; afterwards nothing more can be written. */
    public byte[] bytes() {
        try {
            finishOpen();
            workbook.finish();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("A workbook in memory could not be written", e);
        }
    }

    private Worksheet worksheet(String name) {
        try {
            finishOpen();
        } catch (IOException e) {
            throw new UncheckedIOException("A workbook in memory could not be written", e);
        }
        open = workbook.newWorksheet(name);
        return open;
    }

    private void finishOpen() throws IOException {
        if (open != null) {
            open.finish();
            open = null;
        }
    }
}
