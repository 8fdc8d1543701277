package dure.access;

import dure.web.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Login and password, from the sign-in page and from HTTP Basic. An unknown login is refused with the same words, the
 * same delay and the same lock as a wrong password, so that nobody learns which accounts exist. Whether a second factor
 * is missing is judged at each request: {@link ViewerFilter}.
 */
@Component
class SigningIn implements AuthenticationProvider {
    /** As long as any login that can be made: see {@link Accounts}. */
    private static final int LONGEST_LOGIN = 40;

    private final AccessStore store;
    private final Attempts attempts;
    private final Passwords passwords;
    private final AccountLog log;

    SigningIn(AccessStore store, Attempts attempts, Passwords passwords, AccountLog log) {
        this.store = store;
        this.attempts = attempts;
        this.passwords = passwords;
        this.log = log;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        var login = normal(given.getName());
        var password =
                given.getCredentials() == null ? "" : given.getCredentials().toString();
        var secret = store.secret(login).orElse(null);
        int failures;
        try {
            failures = attempts.attempt(login, () -> matches(password, secret));
        } catch (Refusal busy) {
            throw new AuthenticationServiceException("Too many sign-ins at once", busy);
        }
        if (failures > 0) {
            log.write(
                    attempts.isLocking(failures) ? AccountEvent.SIGN_IN_LOCKED : AccountEvent.SIGN_IN_REFUSED,
                    secret == null ? null : secret.id(),
                    null,
                    "");
            throw new BadCredentialsException("Unknown login or wrong password");
        }
        var known = Objects.requireNonNull(secret);
        if (passwords.isOutdated(known.hash())) {
            store.renewHash(known.id(), known.hash(), passwords.hash(password));
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(known.id(), login, false), null, List.of());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
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
