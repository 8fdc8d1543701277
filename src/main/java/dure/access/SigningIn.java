package dure.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Login and password, from the sign-in page and from HTTP Basic. An unknown login is refused with the same words, the
 * same delay and the same lock as a wrong password, so that nobody learns which accounts exist.
 */
@Component
class SigningIn implements AuthenticationProvider {
    /** As long as any login that can be made: see {@link Accounts}. */
    private static final int LONGEST_LOGIN = 40;

    // One attempt at a time for a login: otherwise many at once would all be looked at before the first is counted.
    private final List<Lock> turns =
            Stream.generate(ReentrantLock::new).limit(64).map(Lock.class::cast).toList();
    private final AccessStore store;
    private final Passwords passwords;
    private final AccountLog log;
    private final AccessSettings settings;
    private final Clock clock;

    SigningIn(AccessStore store, Passwords passwords, AccountLog log, AccessSettings settings, Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        var login = normal(given.getName());
        var password =
                given.getCredentials() == null ? "" : given.getCredentials().toString();
        var turn = turns.get(Math.floorMod(login.hashCode(), turns.size()));
        turn.lock();
        try {
            return attempt(login, password);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private Authentication attempt(String login, String password) {
        var now = clock.instant();
        if (store.isLocked(login, settings.attempts(), now.minus(settings.lock()))) {
            throw new LockedException("Locked after failed attempts");
        }
        var secret = store.secret(login).orElse(null);
        if (!matches(password, secret)) {
            var failures = store.countFailure(login, now, now.minus(settings.lock()));
            log.write(
                    failures < settings.attempts() ? AccountEvent.SIGN_IN_REFUSED : AccountEvent.SIGN_IN_LOCKED,
                    secret == null ? null : secret.id(),
                    null,
                    "");
            throw new BadCredentialsException("Unknown login or wrong password");
        }
        store.forgetAttempts(login, now.minus(Duration.ofDays(1)));
        return UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(Objects.requireNonNull(secret).id(), login), null, List.of());
    }

    private boolean matches(String password, Account.@Nullable Secret secret) {
        if (secret == null) {
            passwords.matchesNobody(password);
            return false;
        }
        return passwords.matches(password, secret.hash()) && !secret.disabled();
    }

    private static String normal(String login) {
        var normal = login.strip().toLowerCase(Locale.ROOT);
        return normal.length() <= LONGEST_LOGIN ? normal : normal.substring(0, LONGEST_LOGIN);
    }
}
