package dure.sheet;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a cell's number format makes of its number. */
enum NumberFormat {
    PLAIN,
    PERCENT,
    DATE;

    /** Texts in quotes, colours and locales in brackets, escaped letters: none of them is a code of the format. */
    private static final Pattern NO_CODE = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.|\\*.");

    private static final Pattern DATE_CODE = Pattern.compile("[yYmMdD]|년|월|일");

    static NumberFormat of(@Nullable Integer id, @Nullable String format) {
        if (id != null && isBuiltInDate(id)) {
            return DATE;
        }
        if (format == null || format.equalsIgnoreCase("General")) {
            return PLAIN;
        }
        var codes = NO_CODE.matcher(format).replaceAll("");
        if (codes.contains("%")) {
            return PERCENT;
        }
        return DATE_CODE.matcher(codes).find() ? DATE : PLAIN;
    }

    /** ECMA-376, 18.8.30: 14–17 and 22 everywhere, 27–36 and 50–58 in East Asian versions. Hours alone are no dates. */
    private static boolean isBuiltInDate(int id) {
        return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    }
}
