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
        if (isPlain(text)) {
            return text.strip();
        }
        var composed = Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC);
        return CONTROL.matcher(composed).replaceAll("").replace('\u00A0', ' ').strip();
    }

    /** Letters and digits only: 사업 명*, 사업명 and 사업\n명 are one word. */
    static String word(String text) {
        return isPlain(text) ? wordOfPlain(text) : wordOfAny(text);
    }

    /** As {@link #word}, of any text: the long way. */
    static String wordOfAny(String text) {
        return NOT_A_LETTER.matcher(clean(text)).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** As {@link #word}, without what stands in parentheses: 국비(천원) is 국비. */
    static String wordWithoutParentheses(String text) {
        if (isPlain(text) && text.indexOf('(') < 0 && text.indexOf('[') < 0) {
            return wordOfPlain(text);
        }
        return word(IN_PARENTHESES.matcher(clean(text)).replaceAll(""));
    }

    /**
     * Printed ASCII and composed Hangul only, as nearly every cell is: nothing of it is to be cleaned, and a file of a
     * million cells is read in a third of the time.
     */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char one) {
        return (one >= ' ' && one <= '~') || isSyllable(one);
    }

    private static boolean isSyllable(char one) {
        return one >= '\uAC00' && one <= '\uD7A3';
    }

    private static String wordOfPlain(String text) {
        var word = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            var one = text.charAt(i);
            if (isSyllable(one)
                    || (one >= 'a' && one <= 'z')
                    || (one >= '0' && one <= '9')
                    || one == '%'
                    || one == '+') {
                word.append(one);
            } else if (one >= 'A' && one <= 'Z') {
                word.append((char) (one - 'A' + 'a'));
            }
        }
        return word.toString();
    }
}
