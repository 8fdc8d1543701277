package dure.sheet;

import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Findings;
import dure.finding.Place;
import dure.finding.Severity;
import dure.finding.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The head of a table: which column stands where. It has one line or two; of two, the upper may stand over several
 * columns (목표 over 1분기 … 4분기).
 */
final class TableHead {
    /** Titles, notes and units stand above a head, seldom more than a handful of rows. */
    private static final int ROWS_SEARCHED = 30;

    /** 합계 and its like, as whole words: nothing but a row that adds up others is called so. */
    private static final Set<String> TOTALS = Set.of("합계", "소계", "총계", "총합계", "중계", "누계", "계", "합", "total");

    private final Sheet sheet;
    private final List<Row> rows;
    private final Map<Integer, String> heads;
    private final Map<Column, Integer> columns;

    private final Map<Integer, Row> byNumber = new HashMap<>();
    private final NavigableSet<Integer> lines = new TreeSet<>();
    private final Set<Object> said = new HashSet<>();
    private @Nullable List<Won.Unit> units;

    /** @param rows of the head; empty where none was found */
    private TableHead(Sheet sheet, List<Row> rows, Map<Integer, String> heads, Map<Column, Integer> columns) {
        this.sheet = sheet;
        this.rows = rows;
        this.heads = heads;
        this.columns = columns;
    }

    static TableHead find(Sheet sheet, List<Column> columns, Findings findings) {
        var best = new TableHead(sheet, List.of(), Map.of(), Map.of());
        var top = sheet.rows().stream().limit(ROWS_SEARCHED).toList();
        var asked = columns.stream().map(Column::asked).toList();
        for (var i = 0; i < top.size(); i++) {
            var one = of(sheet, List.of(top.get(i)), asked);
            best = best.orBetter(one);
            if (one.isWhole(columns) && (i + 1 == top.size() || !isOfTheHead(sheet, top.get(i + 1), asked))) {
                return best.told(columns, findings);
            }
        }
        // Two lines are a head only where they say more than any one: a title above a head is none of its lines.
        for (var i = 1; i < top.size(); i++) {
            if (top.get(i).number() == top.get(i - 1).number() + 1) {
                best = best.orBetter(of(sheet, List.of(top.get(i - 1), top.get(i)), asked));
            }
        }
        return best.told(columns, findings);
    }

    private TableHead told(List<Column> asked, Findings findings) {
        missing(asked, findings);
        unknown(asked, findings);
        return this;
    }

    private static boolean isOfTheHead(Sheet sheet, Row row, List<Column.Asked> columns) {
        return !of(sheet, List.of(row), columns).columns.isEmpty();
    }

    /** Every cell of it is a head that was asked for, and none that must be there is missing: no other row says more. */
    private boolean isWhole(List<Column> asked) {
        return columns.size() > 1
                && columns.size()
                        == heads.values().stream()
                                .filter(head -> !head.isBlank())
                                .count()
                && asked.stream().filter(Column::required).allMatch(columns::containsKey);
    }

    private TableHead orBetter(TableHead other) {
        return other.columns.size() > columns.size() ? other : this;
    }

    private static TableHead of(Sheet sheet, List<Row> rows, List<Column.Asked> columns) {
        var upper = texts(sheet, rows.getFirst());
        var lower = rows.size() == 1 ? Map.<Integer, String>of() : texts(sheet, rows.getLast());
        var heads = new TreeMap<Integer, String>();
        var forms = new TreeMap<Integer, List<String>>();
        for (var row : rows) {
            for (var cell : row.cells()) {
                var above = upper.getOrDefault(cell.column(), "");
                var below = lower.getOrDefault(cell.column(), "");
                if (below.isEmpty() || below.equals(above)) {
                    heads.put(cell.column(), above);
                    forms.put(cell.column(), List.of(above));
                } else if (above.isEmpty()) {
                    heads.put(cell.column(), below);
                    forms.put(cell.column(), List.of(below));
                } else {
                    heads.put(cell.column(), above + " " + below);
                    forms.put(cell.column(), List.of(above + " " + below, below));
                }
            }
        }
        return new TableHead(sheet, rows, heads, match(forms, columns));
    }

    /** What stands over each column: of merged cells the first says it for all. */
    private static Map<Integer, String> texts(Sheet sheet, Row row) {
        var texts = new HashMap<Integer, String>();
        row.cells().forEach(cell -> texts.put(cell.column(), cell.text()));
        for (var area : sheet.merges().beginningIn(row.number())) {
            var text = row.textAt(area.firstColumn());
            for (var column = area.firstColumn(); column <= area.lastColumn() && column < 1_000; column++) {
                texts.put(column, text);
            }
        }
        return texts;
    }

    private static Map<Column, Integer> match(Map<Integer, List<String>> heads, List<Column.Asked> columns) {
        var found = new LinkedHashMap<Column, Integer>();
        var taken = new HashSet<Integer>();
        for (var exactly : List.of(true, false)) {
            heads.forEach((index, forms) -> {
                for (var form : forms) {
                    if (form.isBlank() || taken.contains(index)) {
                        continue;
                    }
                    var word = exactly ? Written.word(form) : Written.wordWithoutParentheses(form);
                    for (var asked : columns) {
                        if ((exactly ? asked.exactly() : asked.roughly()).contains(word)
                                && !found.containsKey(asked.column())) {
                            found.put(asked.column(), index);
                            taken.add(index);
                            break;
                        }
                    }
                }
            });
        }
        return found;
    }

    Sheet sheet() {
        return sheet;
    }

    Map<Column, Integer> columns() {
        return columns;
    }

    int lastRow() {
        return rows.isEmpty() ? 0 : rows.getLast().number();
    }

    /** As it is written, of two lines both; the column's own name where the table does not have it. */
    String head(Column column) {
        var index = columns.get(column);
        return index == null ? column.name() : heads.getOrDefault(index, column.name());
    }

    /** The rows above it. */
    List<Row> above() {
        return rows.isEmpty()
                ? List.of()
                : sheet.rows().stream()
                        .takeWhile(row -> row.number() < rows.getFirst().number())
                        .toList();
    }

    List<Won.Unit> unitsAbove() {
        if (units == null) {
            units = above().stream()
                    .flatMap(row -> row.cells().stream())
                    .flatMap(cell -> Won.unitsOfLine(cell.text()).stream())
                    .distinct()
                    .toList();
        }
        return units;
    }

    @Nullable
    Cell anchor(Merges.Area area) {
        var row = byNumber.get(area.firstRow());
        return row == null || row.number() <= lastRow() ? null : row.at(area.firstColumn());
    }

    /** Whether it covers several lines, or several of the columns that are asked for: its number is then not divided. */
    boolean coversOthers(Merges.Area area) {
        return lines.subSet(area.firstRow(), true, area.lastRow(), true).size() > 1
                || columns.values().stream()
                                .filter(column -> column >= area.firstColumn() && column <= area.lastColumn())
                                .count()
                        > 1;
    }

    boolean first(Object what) {
        return said.add(what);
    }

    Table table(Findings findings) {
        if (rows.isEmpty()) {
            return new Table(List.of(), List.of());
        }
        var ordinary = new ArrayList<Row>();
        var totals = new ArrayList<Row>();
        for (var one : sheet.rows()) {
            byNumber.put(one.number(), one);
            if (one.number() > lastRow() && hasValue(one) && !Table.isExample(one)) {
                (isTotal(one) ? totals : ordinary).add(one);
            }
        }
        // A total without anything that it adds up is all that the table says.
        var read = ordinary.isEmpty() ? totals : ordinary;
        read.forEach(row -> lines.add(row.number()));
        sayHidden(read.stream().filter(Row::hidden).map(Row::number).toList(), findings);
        if (!ordinary.isEmpty()) {
            sayTotals(totals.stream().map(Row::number).toList(), findings);
        }
        return new Table(
                read.stream()
                        .map(row -> new Line(new RowCells(this, row), findings))
                        .toList(),
                List.copyOf(columns.keySet()));
    }

    private void sayHidden(List<Integer> hidden, Findings findings) {
        if (!hidden.isEmpty()) {
            findings.add(Finding.information(
                    Kind.HIDDEN,
                    Place.row(sheet.name(), hidden.getFirst()),
                    Text.of("sheet.hiddenRows", hidden.size(), hidden.getFirst())));
        }
        columns.forEach((column, index) -> {
            if (sheet.isHidden(index)) {
                findings.add(Finding.information(
                        Kind.HIDDEN,
                        new Place(sheet.name(), lastRow(), Letters.of(index), head(column)),
                        Text.of("sheet.hiddenColumn")));
            }
        });
    }

    private void sayTotals(List<Integer> totals, Findings findings) {
        if (!totals.isEmpty()) {
            var shown = totals.stream().limit(20).map(String::valueOf).collect(Collectors.joining(", "));
            findings.add(Finding.information(
                    Kind.TOTAL_ROW,
                    Place.row(sheet.name(), totals.getFirst()),
                    Text.of("sheet.totalRows", totals.size(), totals.size() > 20 ? shown + " …" : shown)));
        }
    }

    /** The first text of the row is 합계, 소계(전략 1), 청년 소계 …: it adds up what stands in other rows. */
    private boolean isTotal(Row row) {
        for (var cell : row.cells()) {
            if (cell.kind() != Cell.Kind.TEXT || !columns.containsValue(cell.column())) {
                continue;
            }
            var plain = Written.wordWithoutParentheses(cell.text());
            return TOTALS.contains(plain)
                    || TOTALS.contains(Written.word(cell.text()))
                    || plain.length() <= 30 && (plain.endsWith("소계") || plain.endsWith("합계") || plain.endsWith("총계"));
        }
        return false;
    }

    private boolean hasValue(Row one) {
        return one.cells().stream().anyMatch(cell -> columns.containsValue(cell.column()));
    }

    private void missing(List<Column> asked, Findings findings) {
        var place = rows.isEmpty() ? Place.sheet(sheet.name()) : Place.row(sheet.name(), lastRow());
        for (var column : asked) {
            if (column.required() && !columns.containsKey(column)) {
                findings.add(Finding.error(
                        Kind.MISSING_COLUMN,
                        place,
                        Text.of("sheet.missingColumn", column.name()),
                        Text.of("sheet.missingColumn.fix", column.name())));
            }
        }
    }

    private void unknown(List<Column> asked, Findings findings) {
        var free = asked.stream()
                .filter(column -> !columns.containsKey(column))
                .map(Column::name)
                .toList();
        heads.forEach((index, head) -> {
            if (!columns.containsValue(index) && !head.isBlank()) {
                findings.add(new Finding(
                        Kind.UNKNOWN_COLUMN,
                        Severity.WARNING,
                        new Place(sheet.name(), lastRow(), Letters.of(index), head),
                        Text.of("sheet.unknownColumn", head),
                        Nearest.to(head, free)
                                .map(one -> Text.of("sheet.nearest", one))
                                .orElseGet(() -> Text.of("sheet.unknownColumn.fix")),
                        Map.of()));
            }
        });
    }

    @Override
    public String toString() {
        return sheet.name() + " " + Objects.toString(heads);
    }
}
