package dure.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A part of a document. Numbers arrive as they are to be read: rounding and units are the author's. */
public sealed interface Block {

    /** Without the characters that XML, and so both kinds of file, cannot hold; lines stay. */
    static String plain(String text) {
        return text.replace("\r\n", "\n")
                .replaceAll("[^\\n\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", " ");
    }

    /** @param level 1: 장, 2: 절 */
    record Heading(int level, String text) implements Block {
        public Heading {
            if (level < 1 || level > 2) {
                throw new IllegalArgumentException("A heading has level 1 or 2, not " + level);
            }
            text = plain(text);
        }
    }

    record Paragraph(Style style, String text) implements Block {
        public Paragraph {
            text = plain(text);
        }

        public enum Style {
            /** 한 줄 답, in a frame */
            ANSWER,
            BODY,
            /** 의견: what a person added */
            REMARK
        }
    }

    /** 개조식: one thing in one line, by its mark. */
    record Item(Mark mark, String text) implements Block {
        public Item {
            text = plain(text);
        }

        public enum Mark {
            SQUARE("□"),
            CIRCLE("○"),
            DASH("-"),
            NOTE("※");

            private final String sign;

            Mark(String sign) {
                this.sign = sign;
            }

            public String sign() {
                return sign;
            }
        }
    }

    record PageBreak() implements Block {}

    /**
     * 표.
     *
     * @param unit at its right head: "(단위: 개, %)"; null where it needs none
     * @param widths of its columns, in any measure
     * @param head repeated on every page
     */
    record Table(String title, @Nullable String unit, List<Integer> widths, List<Row> head, List<Row> body)
            implements Block {
        public Table {
            widths = List.copyOf(widths);
            head = List.copyOf(head);
            body = List.copyOf(body);
            requireFull(title, widths.size(), head);
            requireFull(title, widths.size(), body);
        }

        /** A row that is too short or too long would shift every number under a wrong head. */
        private static void requireFull(String title, int columns, List<Row> rows) {
            var taken = new ArrayList<int[]>();
            IntStream.range(0, rows.size()).forEach(row -> taken.add(new int[columns]));
            for (var row = 0; row < rows.size(); row++) {
                var column = 0;
                for (var cell : rows.get(row).cells()) {
                    while (column < columns && taken.get(row)[column] > 0) {
                        column++;
                    }
                    if (column + cell.across() > columns || row + cell.down() > rows.size()) {
                        throw new IllegalArgumentException(
                                "‘%s’ reaches out of row %d of the table ‘%s’".formatted(cell.text(), row + 1, title));
                    }
                    for (var down = 0; down < cell.down(); down++) {
                        for (var across = 0; across < cell.across(); across++) {
                            taken.get(row + down)[column + across]++;
                        }
                    }
                    column += cell.across();
                }
            }
            for (var row = 0; row < rows.size(); row++) {
                if (!IntStream.of(taken.get(row)).allMatch(times -> times == 1)) {
                    throw new IllegalArgumentException(
                            "Row %d of the table ‘%s’ does not fill its %d columns".formatted(row + 1, title, columns));
                }
            }
        }
    }

    /** @param total 합계·소계 */
    record Row(boolean total, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(Cell... cells) {
            return new Row(false, List.of(cells));
        }

        public static Row total(Cell... cells) {
            return new Row(true, List.of(cells));
        }
    }

    /**
     * @param across how many columns it spans
     * @param down how many rows it spans
     */
    record Cell(String text, Kind kind, int across, int down) {
        public enum Kind {
            HEAD,
            TEXT,
            /** right-aligned, with digits of one width */
            NUMBER
        }

        public Cell {
            if (across < 1 || down < 1) {
                throw new IllegalArgumentException("A cell spans at least itself, not %d × %d".formatted(across, down));
            }
            text = plain(text);
        }

        public static Cell head(String text) {
            return new Cell(text, Kind.HEAD, 1, 1);
        }

        public static Cell text(String text) {
            return new Cell(text, Kind.TEXT, 1, 1);
        }

        public static Cell number(String text) {
            return new Cell(text, Kind.NUMBER, 1, 1);
        }

        public Cell spanning(int across, int down) {
            return new Cell(text, kind, across, down);
        }
    }

    /**
     * 그림, drawn from its table, which stands below it: who cannot see it, and who wants to count again, reads that.
     *
     * @param alternative what is to be seen, in a sentence
     * @param labels of the groups of bars, or of the points of lines
     * @param target a line across; null without one
     */
    record Picture(
            Kind kind,
            String title,
            String alternative,
            String unit,
            List<String> labels,
            List<Series> series,
            @Nullable Target target,
            Table table)
            implements Block {
        public enum Kind {
            BARS,
            LINES
        }

        public Picture {
            alternative = plain(alternative);
            labels = List.copyOf(labels);
            series = List.copyOf(series);
            for (var one : series) {
                if (one.values().size() != labels.size()) {
                    throw new IllegalArgumentException("The series ‘%s’ has %d values for %d labels"
                            .formatted(one.name(), one.values().size(), labels.size()));
                }
            }
        }

        public Drawing drawing() {
            return Drawing.of(this);
        }
    }

    /** @param values null: not known; no point and no bar, which is not 0 */
    record Series(String name, List<@Nullable Long> values) {
        public Series {
            values = java.util.Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    record Target(String name, long value) {}
}
