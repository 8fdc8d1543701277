package dure.sheet;

import java.util.regex.Pattern;

/**
 * Text that a spreadsheet program takes for a formula once a file of ours has been opened and saved as CSV: it is led by
 * an apostrophe, as one types it there, and loses it again where we read such a file. Every text that leaves in a table
 * passes here, and what comes back is the same.
 */
public final class Harmless {
    /** Also the full-width signs, which some programs read as the plain ones; a sign alone is no formula. */
    private static final Pattern FORMULA = Pattern.compile("'*\\s*[=+\\-@＝＋－＠\\t\\r].+", Pattern.DOTALL);

    private Harmless() {}

    public static String written(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    static String read(String text) {
        return !text.isEmpty()
                        && text.charAt(0) == '\''
                        && FORMULA.matcher(text).matches()
                ? text.substring(1)
                : text;
    }
}
