package dure.sheet;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A cell that is not empty.
 *
 * @param column from 0
 * @param text as it would be typed
 * @param number of a NUMBER, a PERCENT (0.67 for 67 %) and a DATE (the spreadsheet's own count of days)
 * @param date of a DATE
 */
record Cell(
        int column,
        Kind kind,
        String text,
        @Nullable BigDecimal number,
        @Nullable LocalDate date) {
    enum Kind {
        TEXT,
        NUMBER,
        PERCENT,
        DATE,
        TRUTH,
        FORMULA_WITHOUT_VALUE,
        ERROR
    }

    static Cell text(int column, String text) {
        return new Cell(column, Kind.TEXT, text, null, null);
    }
}
