package dure.sheet;

import java.util.List;
import java.util.Optional;

/**
 * A file of tables.
 *
 * @param fileName as it was sent
 */
public record Workbook(String fileName, List<Sheet> sheets) {
    public Workbook {
        sheets = List.copyOf(sheets);
    }

    /** By name, without regard to spaces and marks. */
    public Optional<Sheet> sheet(String name) {
        return sheets.stream().filter(sheet -> sheet.isNamed(name)).findFirst();
    }

    /** The only one: a CSV's, whose name is the file's. */
    public Optional<Sheet> only() {
        return sheets.size() == 1 ? Optional.of(sheets.getFirst()) : Optional.empty();
    }
}
