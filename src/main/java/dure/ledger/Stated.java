package dure.ledger;

import dure.finding.Place;
import dure.sheet.Column;
import dure.sheet.Line;
import org.jspecify.annotations.Nullable;

/**
 * A quantity as a cell of a file states it, before it is known what of it is new.
 *
 * @param entry what would be recorded if nothing of it were known before; where {@code amount} is 0 only its words matter
 * @param as null: the flow of the entry's period itself
 * @param flow 수량 beside a 누계 in the same row, to be held against it; null where the row states only one
 */
record Stated(
        NewEntry entry,
        String about,
        long amount,
        @Nullable StatedAs as,
        @Nullable Long flow,
        Line line,
        Column column) {
    Place place() {
        return line.place(column);
    }
}
