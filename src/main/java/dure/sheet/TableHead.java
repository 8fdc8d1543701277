package dure.sheet;

import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Findings;
import dure.finding.Place;
import dure.finding.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The head of a table: which column stands where. */
record TableHead(Sheet sheet, @Nullable Row row, Map<Column, Integer> columns) {
    /** Titles, notes and units stand above a head, seldom more than a handful of rows. */
    private static final int ROWS_SEARCHED = 30;

    static TableHead find(Sheet sheet, List<Column> columns, Findings findings) {
        var best = new TableHead(sheet, null, Map.of());
        for (var row : sheet.rows().stream().limit(ROWS_SEARCHED).toList()) {
            var found = match(row, columns);
            if (found.size() > best.columns().size()) {
                best = new TableHead(sheet, row, found);
            }
        }
        best.missing(columns, findings);
        best.unknown(columns, findings);
        return best;
    }

    private static Map<Column, Integer> match(Row row, List<Column> columns) {
        var found = new LinkedHashMap<Column, Integer>();
        for (var exactly : List.of(true, false)) {
            for (var cell : row.cells()) {
                columns.stream()
                        .filter(column -> !found.containsKey(column) && !found.containsValue(cell.column()))
                        .filter(column -> exactly ? column.isExactly(cell.text()) : column.isRoughly(cell.text()))
                        .findFirst()
                        .ifPresent(column -> found.put(column, cell.column()));
            }
        }
        return found;
    }

    Table table(Findings findings) {
        if (row == null) {
            return new Table(List.of(), List.of());
        }
        var lines = new ArrayList<Line>();
        var hidden = new ArrayList<Integer>();
        for (var one : sheet.rows()) {
            if (one.number() > row.number() && hasValue(one) && !Table.isExample(one)) {
                lines.add(new Line(new RowCells(this, one), findings));
                if (one.hidden()) {
                    hidden.add(one.number());
                }
            }
        }
        if (!hidden.isEmpty()) {
            findings.add(Finding.information(
                    Kind.HIDDEN,
                    Place.row(sheet.name(), hidden.getFirst()),
                    Text.of("sheet.hiddenRows", hidden.size(), hidden.getFirst())));
        }
        return new Table(lines, List.copyOf(columns.keySet()));
    }

    private boolean hasValue(Row one) {
        return one.cells().stream().anyMatch(cell -> columns.containsValue(cell.column()));
    }

    private void missing(List<Column> asked, Findings findings) {
        var missing = asked.stream()
                .filter(Column::required)
                .filter(column -> !columns.containsKey(column))
                .toList();
        var place = row == null ? Place.sheet(sheet.name()) : Place.row(sheet.name(), row.number());
        for (var column : missing) {
            findings.add(Finding.error(
                    Kind.MISSING_COLUMN,
                    place,
                    Text.of("sheet.missingColumn", column.name()),
                    Text.of("sheet.missingColumn.fix", column.name())));
        }
    }

    private void unknown(List<Column> asked, Findings findings) {
        if (row == null) {
            return;
        }
        var free = asked.stream()
                .filter(column -> !columns.containsKey(column))
                .map(Column::name)
                .toList();
        for (var cell : row.cells()) {
            if (!columns.containsValue(cell.column()) && !cell.text().isBlank()) {
                var place = new Place(sheet.name(), row.number(), Letters.of(cell.column()), cell.text());
                var near = Nearest.to(cell.text(), free);
                findings.add(new Finding(
                        Kind.UNKNOWN_COLUMN,
                        dure.finding.Severity.WARNING,
                        place,
                        Text.of("sheet.unknownColumn", cell.text()),
                        near.map(one -> Text.of("sheet.nearest", one)).orElse(null),
                        Map.of()));
            }
        }
    }
}
