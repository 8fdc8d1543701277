package dure.sheet;

import dure.finding.Place;
import org.jspecify.annotations.Nullable;

/** Where a line's cells are: side by side in a row, or below each other in a form. */
interface Cells {
    @Nullable
    Cell at(Column column);

    Place place();

    Place place(Column column);

    /** The head as it is written, with its unit in parentheses. */
    String head(Column column);
}
