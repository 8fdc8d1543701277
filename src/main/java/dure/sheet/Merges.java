package dure.sheet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 병합: cells that are shown as one. Only the first of them holds the value. */
final class Merges {
    static final Merges NONE = new Merges();

    private static final Pattern REFERENCE =
            Pattern.compile("\\$?([A-Z]{1,3})\\$?(\\d{1,7}):\\$?([A-Z]{1,3})\\$?(\\d{1,7})");
    /** A sheet that is merged in more places is no table; each place is kept once for every column that it covers. */
    private static final int MOST = 200_000;

    /** By column, by first row. */
    private final Map<Integer, NavigableMap<Integer, Area>> areas = new HashMap<>();

    private int kept;

    /** Rows from 1 and columns from 0, the last ones included. */
    record Area(int firstRow, int firstColumn, int lastRow, int lastColumn) {
        String reference() {
            return Letters.of(firstColumn) + firstRow + ":" + Letters.of(lastColumn) + lastRow;
        }
    }

    /** @param reference as A2:A5; what is no such reference is left out */
    void add(String reference, int columns) throws Unreadable {
        var matcher = REFERENCE.matcher(reference);
        if (!matcher.matches()) {
            return;
        }
        var area = new Area(
                Integer.parseInt(matcher.group(2)),
                Letters.column(matcher.group(1)),
                Integer.parseInt(matcher.group(4)),
                Letters.column(matcher.group(3)));
        for (var column = area.firstColumn(); column <= Math.min(area.lastColumn(), columns); column++) {
            if (++kept > MOST) {
                throw new Unreadable("tooManyMerged");
            }
            areas.computeIfAbsent(column, none -> new TreeMap<>()).put(area.firstRow(), area);
        }
    }

    @Nullable
    Area at(int row, int column) {
        var ofColumn = areas.get(column);
        var before = ofColumn == null ? null : ofColumn.floorEntry(row);
        return before == null || before.getValue().lastRow() < row ? null : before.getValue();
    }

    /** Those that begin in this row, from left to right. */
    List<Area> beginningIn(int row) {
        return areas.values().stream()
                .map(ofColumn -> ofColumn.get(row))
                .filter(area -> area != null && area.firstRow() == row)
                .distinct()
                .sorted((one, other) -> Integer.compare(one.firstColumn(), other.firstColumn()))
                .toList();
    }
}
