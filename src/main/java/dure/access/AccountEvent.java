package dure.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is written down about accounts: never a password, never what somebody typed as a login. */
enum AccountEvent {
    ACCOUNT_CREATED,
    INVITED,
    INVITATION_ACCEPTED,
    ACCOUNT_DISABLED,
    ACCOUNT_ENABLED,
    ROLE_GRANTED,
    ROLE_REVOKED,
    ONE_TIME_PASSWORD,
    PASSWORD_CHANGED,
    SIGNED_IN,
    SIGN_IN_REFUSED,
    SIGN_IN_LOCKED,
    SIGNED_OUT,
    TOKEN_CREATED,
    TOKEN_REVOKED,
    SECOND_FACTOR_REFUSED,
    SECOND_FACTOR_LOCKED,
    AUTHENTICATOR_ENROLLED,
    AUTHENTICATOR_REMOVED,
    RECOVERY_CODE_USED,
    RECOVERY_CODES_MADE,
    PASSKEY_REGISTERED,
    PASSKEY_REMOVED,
    SECOND_FACTOR_RESET,
    SESSION_ENDED,
    PROVIDER_LINKED,
    PROVIDER_UNLINKED;

    record Line(
            Instant at,
            AccountEvent event,
            @Nullable String account,
            @Nullable String actor,
            String detail,
            String address) {}
}
