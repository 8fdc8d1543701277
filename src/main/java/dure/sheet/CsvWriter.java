package dure.sheet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table as CSV for a spreadsheet program: UTF-8 with its mark, and nothing in it that would be computed. */
public final class CsvWriter {
    private final StringBuilder text = new StringBuilder("\ufeff");

    public CsvWriter row(List<? extends @Nullable Object> cells) {
        text.append(cells.stream().map(CsvWriter::cell).collect(Collectors.joining(",")))
                .append("\r\n");
        return this;
    }

    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(@Nullable Object value) {
        var word = value == null ? "" : value.toString();
        var harmless = value instanceof Number ? word : Harmless.written(word);
        return "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
