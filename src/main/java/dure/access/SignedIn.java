package dure.access;

import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;
import java.util.UUID;

/**
 * Who signed in, and nothing else: this is what a session keeps, over restarts too. What the account may do is asked
 * anew at every request.
 */
record SignedIn(UUID account, String login) implements Principal, Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public String getName() {
        return login;
    }
}
