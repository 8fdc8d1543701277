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
 * @param shown what its number format makes of the number, where that is more than commas
 */
record Cell(
        int column,
        Kind kind,
        String text,
        @Nullable BigDecimal number,
        @Nullable LocalDate date,
        @Nullable Shown shown) {
    /**
     * A number that is shown otherwise than it is kept.
     *
     * @param thousands how often the format divides by a thousand
     * @param unit 원, 천원 … that the format writes behind the number; empty where it writes none
     */
    record Shown(int thousands, String unit) {}

    Cell(int column, Kind kind, String text, @Nullable BigDecimal number, @Nullable LocalDate date) {
        this(column, kind, text, number, date, null);
    }

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
