package dure.access;

import dure.web.Refusal;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
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

    /** Each takes 19 MiB: a flood of sign-ins waits in a row and costs 76 MiB, whatever its size. */
    private static final int AT_ONCE = 4;

    /** At some 50 ms each, hundreds stand before whoever waits longer than this. */
    private static final int PATIENCE_SECONDS = 10;

    // Told apart when read from a screen: no I, O, l, 0, 1.
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final CommonPasswords common = new CommonPasswords();
    private final PasswordEncoder encoder = encoder();
    private final String nobodys = encoder.encode(oneTime());

    /**
     * Argon2id with what OWASP's Password Storage Cheat Sheet names first for little memory: 19 MiB, two passes, one
     * lane. What was hashed with PBKDF2 before still matches, and is hashed anew when its owner signs in.
     */
    private static PasswordEncoder encoder() {
        var name = "argon2id@19MiB-2-1";
        return new DelegatingPasswordEncoder(
                name,
                Map.of(
                        name,
                        new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2),
                        "pbkdf2@SpringSecurity_v5_8",
                        Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
    }

    /** Fourteen letters and digits: 81 random bits. */
    String oneTime() {
        return RANDOM.ints(14, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, at) -> text.append(LETTERS.charAt(at)), StringBuilder::append)
                .toString();
    }

    String hash(String password) {
        return inTurn(() -> encoder.encode(password));
    }

    boolean matches(String password, String hash) {
        return inTurn(() -> encoder.matches(password, hash));
    }

    /** Takes as long as a real comparison, for a login that does not exist. */
    void matchesNobody(String password) {
        inTurn(() -> encoder.matches(password, nobodys));
    }

    /** Hashed as we no longer do. */
    boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw Refusal.of(HttpStatus.TOO_MANY_REQUESTS, "access.signIn.busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.of(HttpStatus.TOO_MANY_REQUESTS, "access.signIn.busy");
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
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
        if (common.include(password)) {
            return Optional.of("access.password.common");
        }
        return Optional.empty();
    }
}
