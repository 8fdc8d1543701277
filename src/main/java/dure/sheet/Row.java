package dure.sheet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param number from 1, as the spreadsheet numbers it
 * @param cells those that are not empty, by column
 */
record Row(int number, boolean hidden, List<Cell> cells) {
    @Nullable
    Cell at(int column) {
        for (var cell : cells) {
            if (cell.column() == column) {
                return cell;
            }
        }
        return null;
    }

    String textAt(int column) {
        var cell = at(column);
        return cell == null ? "" : cell.text();
    }
}
