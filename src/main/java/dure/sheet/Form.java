package dure.sheet;

import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Findings;
import dure.finding.Place;
import dure.finding.Severity;
import dure.finding.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Items below each other, each with its value in the next column. */
record Form(Sheet sheet, Map<Column, Row> items) implements Cells {
    /** The heads over the two columns, which are no items. */
    private static final List<String> HEADS = List.of("항목", "item");

    private static final int NAMES = 0;
    private static final int VALUES = 1;

    static Line read(Sheet sheet, List<Column> items, Findings findings) {
        var found = new HashMap<Column, Row>();
        for (var row : sheet.rows()) {
            var name = row.textAt(NAMES);
            items.stream()
                    .filter(item -> item.isExactly(name) || item.isRoughly(name))
                    .findFirst()
                    .ifPresentOrElse(
                            item -> twice(found.putIfAbsent(item, row), sheet, row, name, findings),
                            () -> unknown(sheet, row, name, items, findings));
        }
        for (var item : items) {
            if (item.required() && !found.containsKey(item)) {
                findings.add(Finding.error(
                        Kind.MISSING_VALUE,
                        Place.sheet(sheet.name()),
                        Text.of("sheet.missingItem", item.name()),
                        Text.of("sheet.missingItem.fix", item.name())));
            }
        }
        return new Line(new Form(sheet, found), findings);
    }

    private static void twice(@Nullable Row first, Sheet sheet, Row row, String name, Findings findings) {
        if (first != null) {
            findings.add(Finding.error(
                    Kind.DUPLICATE,
                    new Place(sheet.name(), row.number(), Letters.of(NAMES), name),
                    Text.of("sheet.itemTwice", name, first.number()),
                    Text.of("sheet.itemTwice.fix")));
        }
    }

    private static void unknown(Sheet sheet, Row row, String name, List<Column> items, Findings findings) {
        if (name.isEmpty() || row.textAt(VALUES).isEmpty() || HEADS.contains(Written.word(name))) {
            return;
        }
        findings.add(new Finding(
                Kind.UNKNOWN_COLUMN,
                Severity.WARNING,
                new Place(sheet.name(), row.number(), Letters.of(NAMES), name),
                Text.of("sheet.unknownItem", name),
                Nearest.to(name, items.stream().map(Column::name).toList())
                        .map(near -> Text.of("sheet.nearest", near))
                        .orElseGet(() -> Text.of("sheet.unknownItem.fix")),
                Map.of()));
    }

    @Override
    public @Nullable Cell at(Column column) {
        var row = items.get(column);
        return row == null ? null : row.at(VALUES);
    }

    @Override
    public Place place() {
        return Place.sheet(sheet.name());
    }

    @Override
    public Place place(Column column) {
        var row = items.get(column);
        return row == null ? place() : new Place(sheet.name(), row.number(), Letters.of(VALUES), head(column));
    }

    @Override
    public String head(Column column) {
        var row = items.get(column);
        return row == null ? column.name() : row.textAt(NAMES);
    }
}
