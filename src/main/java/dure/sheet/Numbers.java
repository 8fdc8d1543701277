package dure.sheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Numbers as people type them. */
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,3}(,\\d{3})+|\\d{1,18})(\\.\\d{1,18})?");
    /** A number with words around it, as in 약 12,000여개. */
    private static final Pattern WITH_WORDS = Pattern.compile("\\D*?(\\d[\\d,]*(?:\\.\\d+)?)\\D*");
    /** A spreadsheet keeps 15 digits; what it shows as 8254 may be stored as 8253.999999999999. */
    private static final MathContext KEPT = new MathContext(15);

    private Numbers() {}

    static Optional<BigDecimal> parse(String text) {
        var compact = text.strip().replace("−", "-");
        return compact.length() <= 40 && NUMBER.matcher(compact).matches()
                ? Optional.of(new BigDecimal(compact.replace(",", "")))
                : Optional.empty();
    }

    static BigDecimal asKept(BigDecimal stored) {
        return stored.round(KEPT);
    }

    /** Empty where it has a fraction or does not fit. */
    static OptionalLong whole(BigDecimal number) {
        // Asked before anything is computed with it: 1e999999999 is a number of eleven letters.
        if (number.signum() != 0 && (number.precision() - (long) number.scale() > 18 || number.scale() > 40)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(number.longValueExact());
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** The number inside 약 12,000여개, to be offered as what was probably meant. */
    static Optional<String> inside(String text) {
        var matcher = WITH_WORDS.matcher(text);
        return text.length() <= 40 && matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
