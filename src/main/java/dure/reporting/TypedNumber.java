package dure.reporting;

import dure.finding.Text;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A whole number as clerks type and paste it: 1,234 · 1천 · 2만6천 · 1.5억 · 1,234명 · 3 (a space in front). A spreadsheet's
 * accounting format writes 0 as "-", so that is 0; an empty cell says nothing.
 *
 * @param number null where the cell is empty, or not understood
 * @param fault why it is not understood; null where it is
 */
record TypedNumber(@Nullable Long number, @Nullable Text fault) {
    /** The same rules in the browser: frontend/src/report-grid.js. */
    private static final Map<String, Long> UNITS =
            Map.of("조", 1_000_000_000_000L, "억", 100_000_000L, "만", 10_000L, "천", 1_000L, "백", 100L, "십", 10L);

    private static final Pattern PLAIN = Pattern.compile("(?:\\d{1,3}(?:,\\d{3})+|\\d{1,15})(?:\\.0+)?");
    private static final Pattern SPELLED = Pattern.compile("(?:[\\d,]+(?:\\.\\d+)?[조억만천백십]+)+(?:[\\d,]+)?");
    private static final Pattern PART = Pattern.compile("([\\d,]+(?:\\.\\d+)?)?([조억만천백십]*)");
    private static final Pattern NIL = Pattern.compile("[-‐‑–—−]|없음|해당없음");
    private static final Pattern COUNTER = Pattern.compile("(?:개소|개사|개|명|건|인|원|곳)$");

    /** More than any budget of the country in won. */
    private static final BigDecimal MOST = BigDecimal.valueOf(10).pow(15);

    private static final TypedNumber EMPTY = new TypedNumber(null, null);

    static TypedNumber of(@Nullable String typed) {
        var text = typed == null
                ? ""
                : Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\s\\u00a0]", "");
        if (text.isEmpty()) {
            return EMPTY;
        }
        if (NIL.matcher(text).matches()) {
            return new TypedNumber(0L, null);
        }
        if (text.matches("[-−△▲(].*\\d.*")) {
            return wrong("reporting.number.negative");
        }
        if (text.endsWith("여") || text.matches("약.*|.*여[개명건인].*|.*가량|.*정도")) {
            return wrong("reporting.number.approximate");
        }
        var bare = COUNTER.matcher(text).replaceFirst("");
        if (PLAIN.matcher(bare).matches()) {
            return whole(new BigDecimal(bare.replace(",", "")));
        }
        if (bare.matches("[\\d,]+\\.\\d+")) {
            return wrong("reporting.number.whole");
        }
        return SPELLED.matcher(bare).matches() ? spelled(bare) : wrong("reporting.number.form");
    }

    /** 2만6천, 4,222억2000만: units fall from left to right; 천만 is one thousand times ten thousand. */
    private static TypedNumber spelled(String text) {
        var sum = BigDecimal.ZERO;
        var before = Long.MAX_VALUE;
        var parts = PART.matcher(text);
        while (parts.find() && !parts.group().isEmpty()) {
            var written = parts.group(1);
            if (written != null && !written.replaceAll("\\.\\d+", "").matches("\\d{1,3}(,\\d{3})+|\\d{1,15}")) {
                return wrong("reporting.number.form");
            }
            var factor = parts.group(2)
                    .chars()
                    .mapToObj(unit -> UNITS.get(String.valueOf((char) unit)))
                    .reduce(1L, (one, other) -> one * other);
            if (factor >= before || factor > 1_000_000_000_000_000L) {
                return wrong("reporting.number.form");
            }
            sum = sum.add((written == null ? BigDecimal.ONE : new BigDecimal(written.replace(",", "")))
                    .multiply(BigDecimal.valueOf(factor)));
            before = factor;
        }
        return whole(sum);
    }

    private static TypedNumber whole(BigDecimal number) {
        if (number.compareTo(MOST) > 0) {
            return wrong("reporting.number.large");
        }
        return number.stripTrailingZeros().scale() > 0
                ? wrong("reporting.number.whole")
                : new TypedNumber(number.longValueExact(), null);
    }

    private static TypedNumber wrong(String key) {
        return new TypedNumber(null, Text.of(key));
    }
}
