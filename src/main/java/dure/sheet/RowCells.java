package dure.sheet;

import dure.finding.Place;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

record RowCells(TableHead table, Row row) implements Cells {
    @Override
    public @Nullable Cell at(Column column) {
        var index = table.columns().get(column);
        return index == null ? null : row.at(index);
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
        var index = table.columns().get(column);
        return index == null
                ? column.name()
                : Objects.requireNonNull(table.row()).textAt(index);
    }
}
