package dure.sheet;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Money as offices write it: in the unit of the column's head or of the table, or with units of its own (4,222억2000만원). */
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
    private static final String UNIT = "(?:천만|백만|십억|천|만|억|조)?\\s?원";
    private static final Pattern BRACKETS = Pattern.compile("[(（\\[<〔［]([^)）\\]>〕］]*)[)）\\]>〕］]");
    /** A unit as a word of its own: not the 원 of 지원 or 인원. */
    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\p{N}])" + UNIT + "(?!\\p{L})");
    /** (단위: 개, 백만원), 금액 단위 : 천원 */
    private static final Pattern LINE = Pattern.compile("단위\\s*[:：=]?\\s*([^)）\\]>〕］\n]*)");

    private static final Pattern PART = Pattern.compile("([\\d,]+(?:\\.\\d+)?)\\s*(조|십억|억|천만|백만|만|천)?\\s*(원)?\\s*");

    private Won() {}

    /** 천원 and how many won it is. */
    record Unit(String name, long won) {}

    /** Empty where it is no unit of money. */
    static Optional<Unit> unit(String written) {
        var word = Written.word(written);
        return Optional.ofNullable(UNITS.get(word)).map(won -> new Unit(word, won));
    }

    /** The units in the parentheses of a head: none, one, or several that contradict each other. */
    static List<Unit> unitsOfHead(String head) {
        return BRACKETS.matcher(head)
                .results()
                .flatMap(inside -> words(inside.group(1)).stream())
                .distinct()
                .toList();
    }

    /** The units that a line above a table states. */
    static List<Unit> unitsOfLine(String line) {
        return LINE.matcher(line)
                .results()
                .flatMap(found -> words(found.group(1)).stream())
                .distinct()
                .toList();
    }

    private static List<Unit> words(String text) {
        return WORD.matcher(text)
                .results()
                .flatMap(found -> unit(found.group()).stream())
                .toList();
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
