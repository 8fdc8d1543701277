package dure.access;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** 복구 코드: sixteen letters of 32, 80 random bits, for the day that the telephone is lost. */
final class RecoveryCodes {
    static final int COUNT = 10;

    private static final int LENGTH = 16;
    private static final int GROUP = 4;

    // Told apart on paper: no I, L, O, U, as in Crockford's Base32.
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    /** As they are shown: K7QX-2M0D-… */
    static List<String> make() {
        return Stream.generate(RecoveryCodes::one).limit(COUNT).toList();
    }

    private static String one() {
        return IntStream.range(0, LENGTH)
                .mapToObj(at -> (at > 0 && at % GROUP == 0 ? "-" : "") + LETTERS.charAt(RANDOM.nextInt(32)))
                .collect(Collectors.joining());
    }

    /** Only this is kept; however it was typed. */
    static byte[] hash(String typed) {
        return Secrets.hash(typed.toUpperCase(Locale.ROOT)
                .replaceAll("[^0-9A-Z]", "")
                .replace('O', '0')
                .replaceAll("[IL]", "1"));
    }
}
