package dure.sheet;

import dure.finding.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a line's cells are: side by side in a row, or below each other in a form. */
interface Cells {
    @Nullable
    Cell at(Column column);

    Place place();

    Place place(Column column);

    /** The head as it is written, with its unit in parentheses. */
    String head(Column column);

    /** The units of money that stand above the table, as (단위: 백만원); more than one where they contradict each other. */
    default List<Won.Unit> unitsAbove() {
        return List.of();
    }

    /** Where the head stands. */
    default Place headPlace(Column column) {
        return place(column);
    }

    /** Where the cell is merged with cells that are asked for as others. */
    default Merges.@Nullable Area mergedWithOthers(Column column) {
        return null;
    }

    /** True once for each of these: what is said of a column or of merged cells is said once and not in every row. */
    default boolean first(Object what) {
        return true;
    }
}
