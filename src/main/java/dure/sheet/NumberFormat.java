package dure.sheet;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a cell's number format makes of its number. */
enum NumberFormat {
    PLAIN,
    PERCENT,
    DATE;

    /** ECMA-376, 18.8.30: formats that a file names by number only; those of dates are known by their number. */
    static final Map<Integer, String> BUILT_IN = Map.of(9, "0%", 10, "0.00%");

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

    /** A thousand left out of what is shown, for each comma behind the last digit: #,##0, shows 1234567 as 1,235. */
    private static final Pattern SCALED = Pattern.compile("[0#?](,+)(?![0#?,])");

    private static final Pattern MONEY = Pattern.compile("(천만|백만|십억|천|만|억|조)?원");

    /** Null where the format shows the number as it is. */
    static Cell.@Nullable Shown shown(@Nullable String format) {
        if (format == null || format.equalsIgnoreCase("General")) {
            return null;
        }
        // Of the parts for positive, negative, zero and text the first speaks for all.
        var first = format.split(";", 2)[0];
        var scaled = SCALED.matcher(first.replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.", " "));
        var thousands = scaled.find() ? scaled.group(1).length() : 0;
        var money = MONEY.matcher(first);
        var unit = money.find() ? money.group() : "";
        return thousands == 0 && unit.isEmpty() ? null : new Cell.Shown(thousands, unit);
    }
}
