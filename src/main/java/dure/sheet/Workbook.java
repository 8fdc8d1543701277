package dure.sheet;

import dure.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * A file of tables.
 *
 * @param fileName as it was sent
 * @param notes what is worth saying of the file as a whole
 */
public record Workbook(String fileName, List<Sheet> sheets, List<Finding> notes) {
    public Workbook {
        sheets = List.copyOf(sheets);
        notes = List.copyOf(notes);
    }

    public Workbook(String fileName, List<Sheet> sheets) {
        this(fileName, sheets, List.of());
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
