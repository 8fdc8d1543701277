package dure.sheet;

import dure.finding.Findings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One table of cells, with the numbers and letters that the spreadsheet gives them. */
public final class Sheet {
    private final String name;
    private final boolean hidden;
    private final List<Row> rows;
    private final Merges merges;
    private final BitSet hiddenColumns;

    Sheet(String name, boolean hidden, List<Row> rows) {
        this(name, hidden, rows, Merges.NONE, new BitSet());
    }

    Sheet(String name, boolean hidden, List<Row> rows, Merges merges, BitSet hiddenColumns) {
        this.name = name;
        this.hidden = hidden;
        this.rows = List.copyOf(rows);
        this.merges = merges;
        this.hiddenColumns = hiddenColumns;
    }

    /**
     * A table that stands in no file.
     *
     * @param rows each a row's values from its first column on: numbers, dates, texts; null: an empty cell
     */
    public static Sheet of(String name, List<List<@Nullable Object>> rows) {
        var numbered = new ArrayList<Row>(rows.size());
        for (var row : rows) {
            var cells = new ArrayList<Cell>(row.size());
            for (int column = 0; column < row.size(); column++) {
                switch (row.get(column)) {
                    case null -> {}
                    case LocalDate date -> cells.add(new Cell(column, Cell.Kind.DATE, date.toString(), null, date));
                    case Number number ->
                        cells.add(new Cell(
                                column, Cell.Kind.NUMBER, number.toString(), new BigDecimal(number.toString()), null));
                    case Object text -> cells.add(Cell.text(column, text.toString()));
                }
            }
            numbered.add(new Row(numbered.size() + 1, false, cells));
        }
        return new Sheet(name, false, numbered);
    }

    public String name() {
        return name;
    }

    public boolean isHidden() {
        return hidden;
    }

    public boolean isNamed(String other) {
        return Written.word(name).equals(Written.word(other));
    }

    public boolean hasCells() {
        return !rows.isEmpty();
    }

    /**
     * A row as it is written, for tables whose heads are data themselves (periods, items).
     *
     * @param number from 1, as the spreadsheet numbers it
     * @param cells from the first column on; empty where nothing is written. Blanks before a text stay: they may mean a level
     */
    public record Plain(int number, List<String> cells) {}

    public List<Plain> plain() {
        return rows.stream()
                .map(row -> {
                    var cells = new ArrayList<String>();
                    for (var cell : row.cells()) {
                        while (cells.size() < cell.column()) {
                            cells.add("");
                        }
                        cells.add(cell.text());
                    }
                    return new Plain(row.number(), cells);
                })
                .toList();
    }

    /** The letter of a column, from 0. */
    public static String letter(int column) {
        return Letters.of(column);
    }

    List<Row> rows() {
        return rows;
    }

    Merges merges() {
        return merges;
    }

    boolean isHidden(int column) {
        return hiddenColumns.get(column);
    }

    /** The texts of the first rows that have any, by column: for whoever does not know yet what stands where. */
    public List<List<String>> first(int count) {
        return rows.stream()
                .limit(count)
                .map(row -> {
                    var texts = new ArrayList<String>();
                    for (var cell : row.cells()) {
                        while (texts.size() < cell.column()) {
                            texts.add("");
                        }
                        texts.add(cell.text());
                    }
                    return List.copyOf(texts);
                })
                .toList();
    }

    /** The text of the cells above the table with these columns: titles, units, notes. Nothing where no head is found. */
    public List<String> above(List<Column> columns) {
        return TableHead.find(this, columns, new Findings()).above().stream()
                .flatMap(row -> row.cells().stream())
                .map(Cell::text)
                .toList();
    }

    /**
     * The rows under the head that fits these columns best. What is wrong with the head is found at once, what is wrong
     * with a cell when it is read.
     */
    public Table table(List<Column> columns, Findings findings) {
        return TableHead.find(this, columns, findings).table(findings);
    }

    /** A sheet of items and values (항목 | 값), as one line: each item is a column whose value stands right of its name. */
    public Line form(List<Column> items, Findings findings) {
        return Form.read(this, items, findings);
    }
}
