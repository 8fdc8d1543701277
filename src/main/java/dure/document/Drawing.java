package dure.document;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A picture as marks on a sheet of {@value #WIDTH} × {@value #HEIGHT}: one drawing for the page (SVG), the PDF (lines of it)
 * and HWPX (an image), so that all three show the same.
 */
public record Drawing(List<Mark> marks) {
    public static final int WIDTH = 640;
    public static final int HEIGHT = 210;

    private static final int LEFT = 62;
    private static final int RIGHT = 628;
    private static final int TOP = 26;
    private static final int BOTTOM = 182;

    /** Greys and one blue, apart on black-and-white paper too. */
    private static final List<String> COLOURS = List.of("#1d56bc", "#8a949e", "#5f6b7a");

    private static final String INK = "#1e2124";
    private static final String RULE = "#d6dae0";
    private static final String TARGET = "#8a1f1f";

    /** Numbers are not in words here: digits and commas, the same in both languages. */
    private static final Locale DIGITS = Locale.KOREAN;

    public sealed interface Mark {
        record Rectangle(double x, double y, double width, double height, String colour) implements Mark {}

        record Line(double x1, double y1, double x2, double y2, double width, boolean dashed, String colour)
                implements Mark {}

        /** @param y of the baseline */
        record Label(double x, double y, Anchor anchor, double size, boolean bold, String text, String colour)
                implements Mark {}
    }

    public enum Anchor {
        START,
        MIDDLE,
        END
    }

    static Drawing of(Block.Picture picture) {
        var marks = new ArrayList<Mark>();
        var highest = picture.series().stream()
                .flatMap(series -> series.values().stream())
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        var target = picture.target();
        var top = above(Math.max(1, target == null ? highest : Math.max(highest, target.value())));
        for (var quarter = 0; quarter <= 4; quarter++) {
            var value = top * quarter / 4;
            var y = y(value, top);
            marks.add(new Mark.Line(LEFT, y, RIGHT, y, 0.6, false, RULE));
            marks.add(new Mark.Label(LEFT - 6, y + 3.5, Anchor.END, 10, false, number(value), INK));
        }
        var step = (double) (RIGHT - LEFT) / Math.max(1, picture.labels().size());
        for (var at = 0; at < picture.labels().size(); at++) {
            marks.add(new Mark.Label(
                    LEFT + step * (at + 0.5),
                    BOTTOM + 15,
                    Anchor.MIDDLE,
                    10,
                    false,
                    fitting(picture.labels().get(at), step, 10),
                    INK));
        }
        for (var no = 0; no < picture.series().size(); no++) {
            var series = picture.series().get(no);
            var colour = colour(picture, no);
            switch (picture.kind()) {
                case BARS -> bars(marks, picture, series, no, step, top, colour);
                case LINES -> lines(marks, series, step, top, colour);
            }
        }
        marks.add(new Mark.Line(LEFT, BOTTOM, RIGHT, BOTTOM, 1, false, INK));
        if (target != null) {
            var y = y(target.value(), top);
            marks.add(new Mark.Line(LEFT, y, RIGHT, y, 1.2, true, TARGET));
            marks.add(new Mark.Label(
                    RIGHT, y - 4, Anchor.END, 10, true, target.name() + " " + number(target.value()), TARGET));
        }
        legend(marks, picture);
        return new Drawing(List.copyOf(marks));
    }

    /** The last series is what it is about, and blue; what it is held against stands before it. */
    private static String colour(Block.Picture picture, int no) {
        return COLOURS.get((picture.series().size() - 1 - no) % COLOURS.size());
    }

    private static void bars(
            List<Mark> marks,
            Block.Picture picture,
            Block.Series series,
            int no,
            double step,
            long top,
            String colour) {
        var all = picture.series().size();
        var width = Math.min(34, step * 0.7 / all);
        for (var at = 0; at < series.values().size(); at++) {
            var value = series.values().get(at);
            if (value == null) {
                continue;
            }
            var x = LEFT + step * (at + 0.5) + (no - all / 2.0) * width;
            var y = y(Math.max(0, value), top);
            marks.add(new Mark.Rectangle(x, y, width - 1, BOTTOM - y, colour));
            if (step / all > 34) {
                marks.add(new Mark.Label(x + (width - 1) / 2, y - 3, Anchor.MIDDLE, 9, false, number(value), INK));
            }
        }
    }

    private static void lines(List<Mark> marks, Block.Series series, double step, long top, String colour) {
        for (var at = 0; at < series.values().size(); at++) {
            var value = series.values().get(at);
            if (value == null) {
                continue;
            }
            var x = LEFT + step * (at + 0.5);
            var y = y(value, top);
            marks.add(new Mark.Rectangle(x - 2.2, y - 2.2, 4.4, 4.4, colour));
            var before = at == 0 ? null : series.values().get(at - 1);
            if (before != null) {
                marks.add(new Mark.Line(x - step, y(before, top), x, y, 2, false, colour));
            }
        }
    }

    private static void legend(List<Mark> marks, Block.Picture picture) {
        marks.add(new Mark.Label(LEFT - 6, 12, Anchor.END, 9.5, false, "(" + picture.unit() + ")", INK));
        var x = (double) LEFT;
        for (var no = 0; no < picture.series().size(); no++) {
            var name = picture.series().get(no).name();
            marks.add(new Mark.Rectangle(x, 4, 9, 9, colour(picture, no)));
            marks.add(new Mark.Label(x + 13, 12, Anchor.START, 10, false, name, INK));
            x += 13 + width(name, 10) + 18;
        }
    }

    private static double y(long value, long top) {
        return BOTTOM - (double) (BOTTOM - TOP) * value / top;
    }

    /** The next of 1, 2, 4, 5 or 8 with noughts, which four steps divide into round numbers. */
    private static long above(long highest) {
        var power = 4L;
        while (true) {
            for (var times : List.of(1L, 2L, 3L, 5L)) {
                if (power * times >= highest) {
                    return power * times;
                }
            }
            power *= 10;
        }
    }

    private static String fitting(String text, double room, double size) {
        if (width(text, size) <= room - 4) {
            return text;
        }
        var kept = text.length();
        while (kept > 1 && width(text.substring(0, kept) + "…", size) > room - 4) {
            kept--;
        }
        return text.substring(0, kept).strip() + "…";
    }

    /** About: Hangul stands in squares, Latin letters and digits in somewhat more than half of one. */
    private static double width(String text, double size) {
        return text.codePoints()
                        .mapToDouble(letter -> letter < 0x1100 ? 0.56 : 0.92)
                        .sum()
                * size;
    }

    private static String number(long value) {
        return NumberFormat.getInstance(DIGITS).format(value);
    }
}
