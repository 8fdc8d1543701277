package dure.access;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.stereotype.Component;

/** How passwords are made, judged and kept. */
@Component
class Passwords {
    /** NIST SP 800-63B asks for length and not for kinds of characters; ten is what Korean public bodies ask for. */
    private static final int SHORTEST = 10;

    private static final int LONGEST = 200;

    // Told apart when read from a screen: no I, O, l, 0, 1.
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PasswordEncoder encoder = encoder();
    private final String nobodys = encoder.encode(oneTime());

    /** PBKDF2 needs no native code and, unlike bcrypt, takes a Korean sentence of any length. */
    private static PasswordEncoder encoder() {
        var name = "pbkdf2@SpringSecurity_v5_8";
        return new DelegatingPasswordEncoder(
                name, Map.of(name, Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
    }

    /** Fourteen letters and digits: 81 random bits. */
    String oneTime() {
        return RANDOM.ints(14, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, at) -> text.append(LETTERS.charAt(at)), StringBuilder::append)
                .toString();
    }

    String hash(String password) {
        return encoder.encode(password);
    }

    boolean matches(String password, String hash) {
        return encoder.matches(password, hash);
    }

    /** Takes as long as a real comparison, for a login that does not exist. */
    void matchesNobody(String password) {
        encoder.matches(password, nobodys);
    }

    /** The message key of what is wrong with a new password. */
    Optional<String> fault(String password, String login) {
        if (password.length() < SHORTEST) {
            return Optional.of("access.password.short");
        }
        if (password.length() > LONGEST) {
            return Optional.of("access.password.long");
        }
        if (password.toLowerCase(Locale.ROOT).contains(login)) {
            return Optional.of("access.password.login");
        }
        return Optional.empty();
    }
}
