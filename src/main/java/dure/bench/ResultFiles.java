package dure.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A result as JSON for machines and as a picture for people. */
record ResultFiles(Path directory) {
    private static final int ROW = 44;
    private static final int LEFT = 380;
    private static final int WIDTH = 900;

    void write(Result result) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve(result.name() + ".json"),
                JsonMapper.builder()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .build()
                                .writeValueAsString(result)
                        + "\n");
        Files.writeString(directory.resolve(result.name() + ".svg"), picture(result));
    }

    /** A bar a figure, as long as it is in relation to its mark; the mark is where the bar should at least, or at most, end. */
    static String picture(Result result) {
        var figures = result.figures().stream().filter(one -> one.bar() != null).toList();
        var text = new StringBuilder();
        var height = 70 + ROW * figures.size();
        text.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"14\">%n"
                        .formatted(WIDTH, height));
        text.append("<title>./dure bench %s</title>%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                .formatted(result.name()));
        text.append(
                "<text x=\"16\" y=\"26\" font-size=\"16\" font-weight=\"bold\">./dure bench %s · %d cores, %s · %s</text>%n"
                        .formatted(
                                result.name(),
                                result.machine().cores(),
                                escaped(result.machine().processor()),
                                result.machine().at().toString().substring(0, 10)));
        text.append("<text x=\"16\" y=\"46\" fill=\"#555\">%s</text>%n"
                .formatted(escaped(String.join(" · ", result.sizes()))));
        // Three times the mark is as far as the picture goes.
        var unit = (WIDTH - LEFT - 170) / 3.0;
        for (int i = 0; i < figures.size(); i++) {
            bar(text, figures.get(i), 64 + i * ROW, unit);
        }
        return text.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder text, Result.Figure figure, int y, double unit) {
        var mark = java.util.Objects.requireNonNull(figure.bar());
        var length = Math.min(3, figure.value() / mark) * unit;
        text.append("<text x=\"16\" y=\"%d\">%s</text>%n".formatted(y + 19, escaped(figure.name())));
        text.append("<rect x=\"%d\" y=\"%d\" width=\"%s\" height=\"22\" fill=\"%s\"/>%n"
                .formatted(LEFT, y + 4, number(length), figure.isMet() ? "#256ef4" : "#8a949e"));
        text.append("<line x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\" stroke=\"#1d1d1d\" stroke-width=\"2\"/>%n"
                .formatted(number(LEFT + unit), number(LEFT + unit), y, y + 30));
        text.append("<text x=\"%s\" y=\"%d\">%s %s (%s %s)</text>%n"
                .formatted(
                        number(Math.max(length, unit) + LEFT + 8),
                        y + 19,
                        number(figure.value()),
                        escaped(figure.unit()),
                        figure.more() ? "≥" : "≤",
                        number(mark)));
    }

    /** As people read it: whole from a hundred on, else with up to two decimals. */
    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value)
                .replaceAll("\\.00$", "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    List<Path> files(Result result) {
        return List.of(directory.resolve(result.name() + ".json"), directory.resolve(result.name() + ".svg"));
    }
}
