package dure.sheet;

import dure.finding.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row under a head. A cell that is merged with the one above it, or left of it, says what that one says. */
record RowCells(TableHead table, Row row) implements Cells {
    @Override
    public @Nullable Cell at(Column column) {
        var index = table.columns().get(column);
        if (index == null) {
            return null;
        }
        var area = table.sheet().merges().at(row.number(), index);
        if (area == null || area.firstRow() == row.number()) {
            return row.at(index);
        }
        // Merged with cells above: what is left of the cell's own text is not shown. Beside them only the first says
        // it.
        return index == area.firstColumn() ? table.anchor(area) : null;
    }

    @Override
    public Place place() {
        return Place.row(table.sheet().name(), row.number());
    }

    @Override
    public Place place(Column column) {
        var index = table.columns().get(column);
        return index == null ? place() : new Place(table.sheet().name(), row.number(), Letters.of(index), head(column));
    }

    @Override
    public String head(Column column) {
        return table.head(column);
    }

    @Override
    public List<Won.Unit> unitsAbove() {
        return table.unitsAbove();
    }

    @Override
    public Place headPlace(Column column) {
        var index = table.columns().get(column);
        return index == null
                ? place()
                : new Place(table.sheet().name(), table.lastRow(), Letters.of(index), head(column));
    }

    @Override
    public Merges.@Nullable Area mergedWithOthers(Column column) {
        var index = table.columns().get(column);
        var area = index == null ? null : table.sheet().merges().at(row.number(), index);
        return area != null && table.coversOthers(area) ? area : null;
    }

    @Override
    public boolean first(Object what) {
        return table.first(what);
    }
}
