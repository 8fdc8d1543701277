package dure.access;

import dure.region.MunicipalityCode;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 토큰: lets a machine write in the name of an account.
 *
 * @param municipality it reaches only this; null: as far as the account
 */
record Token(
        UUID id,
        UUID account,
        String owner,
        String name,
        Set<Permission> permissions,
        @Nullable MunicipalityCode municipality,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt) {

    boolean isValidAt(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    /** @param secret told once, kept by nobody here */
    record Created(Token token, String secret) {
        @Override
        public String toString() {
            return "Created " + token;
        }
    }
}
