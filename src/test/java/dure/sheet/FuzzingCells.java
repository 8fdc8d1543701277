package dure.sheet;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What stands in one cell: numbers, money in words, dates, formats, names of files. */
public final class FuzzingCells {
    private FuzzingCells() {}

    public static void fuzzerTestOneInput(byte[] data) {
        var text = new String(data, StandardCharsets.UTF_8);
        Won.unit(text);
        Won.unitsOfHead(text);
        Won.unitsOfLine(text);
        Won.spelled(text);
        Numbers.parse(text).ifPresent(number -> {
            Numbers.whole(number);
            Numbers.asKept(number);
            Dates.ofNumber(number);
            Dates.ofSerial(number, text.length() % 2 == 0);
        });
        Numbers.inside(text);
        Dates.parse(text);
        NumberFormat.of(null, text);
        NumberFormat.shown(text);
        Nearest.to(text, List.of("청년", "여성", "노인 일자리"));
        check(Written.word(text).equals(Written.wordOfAny(text)), "the short way and the long way differ");
        Written.wordWithoutParentheses(text);
        check(Written.clean(Written.clean(text)).equals(Written.clean(text)), "cleaning twice cleans more");
        check(Harmless.read(Harmless.written(text)).equals(text), "what is written comes back otherwise");
        var name = Sheets.name(text);
        check(name.equals(Sheets.name(name)), "a name is cut twice: " + name);
        check(
                name.chars()
                        .noneMatch(c ->
                                c < ' ' && c != '\n' && c != '\t' || c == '/' || c == '\\' || c == '"' || c == '<'),
                "unfit name");
        try {
            Numbers.asKept(new BigDecimal(text.substring(0, Math.min(40, text.length()))));
        } catch (NumberFormatException e) {
            // no number; the reader of workbooks answers it as a broken file
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
