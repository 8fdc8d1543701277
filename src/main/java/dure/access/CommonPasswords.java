package dure.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import me.gosimple.nbvcxz.Nbvcxz;

/**
 * 유출된 흔한 비밀번호: the hundred thousand commonest of breached ones, as nbvcxz brings them, and what is only one of
 * them with a year or a mark behind it, which is what attackers try next.
 */
final class CommonPasswords {
    /** Longer tails of digits are no year and no date: they are worth something by themselves. */
    private static final Pattern TAIL = Pattern.compile("[^\\p{L}]{1,8}$");

    /** A shorter beginning says little about the whole. */
    private static final int SHORTEST_BEGINNING = 4;

    private final Set<String> common = load();

    int size() {
        return common.size();
    }

    boolean include(String password) {
        var plain = password.toLowerCase(Locale.ROOT);
        var beginning = TAIL.matcher(plain).replaceFirst("");
        return common.contains(plain)
                || plain.chars().distinct().count() <= 2
                || beginning.length() >= SHORTEST_BEGINNING && common.contains(beginning);
    }

    private static Set<String> load() {
        var list = Nbvcxz.class.getResourceAsStream("/dictionaries/passwords.txt");
        if (list == null) {
            throw new IllegalStateException("nbvcxz no longer brings dictionaries/passwords.txt");
        }
        try (var lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.strip().toLowerCase(Locale.ROOT))
                    .filter(line -> line.length() >= SHORTEST_BEGINNING)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
