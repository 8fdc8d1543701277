package dure.sheet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a column that is written.
 *
 * @param width in characters
 * @param note shown when the pointer rests on it
 * @param choices what a cell below may hold; empty: anything
 */
public record Head(
        String name,
        int width,
        Format format,
        boolean required,
        @Nullable String note,
        List<String> choices) {
    /** How a spreadsheet shows the cells below. */
    public enum Format {
        TEXT("@"),
        WHOLE("#,##0"),
        PERCENT_POINTS("0.0##"),
        DATE("yyyy-mm-dd"),
        /** a number that is a name: a year, a code of digits */
        NUMBER_AS_NAME("0");

        private final String code;

        Format(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    public static Head of(String name, int width, Format format) {
        return new Head(name, width, format, false, null, List.of());
    }

    public Head mandatory() {
        return new Head(name, width, format, true, note, choices);
    }

    public Head noted(String text) {
        return new Head(name, width, format, required, text, choices);
    }

    public Head oneOf(List<String> allowed) {
        return new Head(name, width, format, required, note, allowed);
    }
}
