package dure.access;

import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;
import java.util.UUID;

/**
 * Who signed in, and nothing else: this is what a session keeps, over restarts too. What the account may do is asked
 * anew at every request.
 *
 * @param bothFactors shown: a password and a code, a passkey that verified its owner, or a provider that says so
 */
record SignedIn(UUID account, String login, boolean bothFactors) implements Principal, Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public String getName() {
        return login;
    }

    SignedIn withBothFactors() {
        return new SignedIn(account, login, true);
    }
}
