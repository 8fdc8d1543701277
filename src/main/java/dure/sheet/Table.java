package dure.sheet;

import java.util.List;

/**
 * Lines under a head. Blank rows are left out, and rows whose first cell says {@value #EXAMPLE}: a template shows with
 * them how it is filled in, and nobody has to delete them.
 */
public record Table(List<Line> lines, List<Column> present) {
    public static final String EXAMPLE = "예시";

    public Table {
        lines = List.copyOf(lines);
        present = List.copyOf(present);
    }

    public boolean has(Column column) {
        return present.contains(column);
    }

    static boolean isExample(Row row) {
        return !row.cells().isEmpty()
                && Written.word(row.cells().getFirst().text()).startsWith(EXAMPLE);
    }
}
