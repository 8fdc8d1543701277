package dure.finding;

/**
 * Where in a file something was found, as the office sees it: 실적 시트, 7행, D열(수량).
 *
 * @param sheet the sheet's name; of a CSV, the file's
 * @param row from 1, as the spreadsheet numbers it; 0: the sheet as a whole
 * @param column the column's letter; empty: the row as a whole
 * @param head the column's head, or the item's name in a form of items and values; empty where it has none
 */
public record Place(String sheet, int row, String column, String head) {
    public static Place sheet(String name) {
        return new Place(name, 0, "", "");
    }

    public static Place row(String sheet, int row) {
        return new Place(sheet, row, "", "");
    }

    /** As a sentence's beginning, in the reader's language. */
    public Text text() {
        if (row == 0) {
            return Text.of("finding.place.sheet", sheet);
        }
        if (column.isEmpty()) {
            return Text.of("finding.place.row", sheet, row);
        }
        return Text.of("finding.place.cell", sheet, row, column, head);
    }
}
