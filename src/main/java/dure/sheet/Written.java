package dure.sheet;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What people write, made comparable. */
final class Written {
    private static final Pattern IN_PARENTHESES = Pattern.compile("[(（\\[][^)）\\]]*[)）\\]]");
    private static final Pattern NOT_A_LETTER = Pattern.compile("[^\\p{L}\\p{N}%+]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n\t]]|[\\u200B-\\u200D\\uFEFF]");

    private Written() {}

    /** Composed (a Mac writes 한글 in pieces), without what cannot be seen or stored, without space around it. */
    static String clean(String text) {
        var composed = Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC);
        return CONTROL.matcher(composed).replaceAll("").replace('\u00A0', ' ').strip();
    }

    /** Letters and digits only: 사업 명*, 사업명 and 사업\n명 are one word. */
    static String word(String text) {
        return NOT_A_LETTER.matcher(clean(text)).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** As {@link #word}, without what stands in parentheses: 국비(천원) is 국비. */
    static String wordWithoutParentheses(String text) {
        return word(IN_PARENTHESES.matcher(clean(text)).replaceAll(""));
    }
}
