package dure.sheet;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Money as offices write it: in the unit of the column's head, or with units of its own (4,222억2000만원). */
final class Won {
    private static final Map<String, Long> UNITS = Map.of(
            "원", 1L,
            "천원", 1_000L,
            "만원", 10_000L,
            "백만원", 1_000_000L,
            "천만원", 10_000_000L,
            "억원", 100_000_000L,
            "십억원", 1_000_000_000L,
            "조원", 1_000_000_000_000L);
    private static final Pattern IN_HEAD = Pattern.compile("[(（\\[][^)）\\]]*?((?:천만|백만|십억|천|만|억|조)?원)\\s*[)）\\]]");
    private static final Pattern PART = Pattern.compile("([\\d,]+(?:\\.\\d+)?)\\s*(조|십억|억|천만|백만|만|천)?\\s*(원)?\\s*");

    private Won() {}

    /** Empty where it is no unit of money. */
    static Optional<Long> unit(String written) {
        return Optional.ofNullable(UNITS.get(Written.word(written)));
    }

    /** The unit in the parentheses of a head; won where it says none. */
    static long unitOfHead(String head) {
        var matcher = IN_HEAD.matcher(head);
        return matcher.find() ? UNITS.getOrDefault(matcher.group(1), 1L) : 1L;
    }

    /** What is written with units of its own, in won. Empty where it has none, or is not read so. */
    static Optional<BigDecimal> spelled(String text) {
        var sum = BigDecimal.ZERO;
        var matcher = PART.matcher(text.strip());
        var at = 0;
        var before = Long.MAX_VALUE;
        while (at < text.strip().length()) {
            if (text.length() > 60 || !matcher.find(at) || matcher.start() != at) {
                return Optional.empty();
            }
            var unit = matcher.group(2) == null ? "원" : matcher.group(2) + "원";
            var factor = UNITS.getOrDefault(unit, 1L);
            var number = Numbers.parse(matcher.group(1));
            // Units fall from left to right, and a number without any unit is the head's to read.
            if (number.isEmpty() || factor >= before || (matcher.group(2) == null && matcher.group(3) == null)) {
                return Optional.empty();
            }
            sum = sum.add(number.get().multiply(BigDecimal.valueOf(factor)));
            before = factor;
            at = matcher.end();
        }
        return at == 0 ? Optional.empty() : Optional.of(sum);
    }
}
