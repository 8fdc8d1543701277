package dure.sheet;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word that somebody probably meant. */
public final class Nearest {
    private Nearest() {}

    /** Empty where nothing is near enough to be worth saying. */
    public static Optional<String> to(String written, Collection<String> allowed) {
        var pieces = pieces(written);
        return allowed.stream()
                .map(one -> new Candidate(one, distance(pieces, pieces(one))))
                .min(Comparator.comparingInt(Candidate::distance))
                // A third of the letters may differ: 직업훈련 for 직업능력개발훈련 is no slip, 직접일지리 for 직접일자리 is.
                .filter(best -> best.distance() <= Math.max(2, pieces.length() / 3))
                .map(Candidate::word);
    }

    private record Candidate(String word, int distance) {}

    /** Syllables taken apart, so that one wrong vowel is one step. */
    private static String pieces(String text) {
        var word = Written.word(text);
        return Normalizer.normalize(word.substring(0, Math.min(word.length(), 60)), Normalizer.Form.NFD);
    }

    /** Levenshtein's */
    private static int distance(String one, String other) {
        var before = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var row = new int[other.length() + 1];
            row[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + same);
            }
            before = row;
        }
        return before[other.length()];
    }
}
