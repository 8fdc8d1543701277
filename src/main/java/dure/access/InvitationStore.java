package dure.access;

import static duredb.Tables.INVITATION;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class InvitationStore {
    private final DSLContext db;

    InvitationStore(DSLContext db) {
        this.db = db;
    }

    record Open(UUID account, Instant expiresAt) {}

    void add(UUID account, byte[] secretHash, String email, @Nullable UUID by, Instant now, Instant expires) {
        db.insertInto(INVITATION)
                .set(INVITATION.ACCOUNT_ID, account)
                .set(INVITATION.SECRET_HASH, secretHash)
                .set(INVITATION.SENT_TO, email)
                .set(INVITATION.INVITED_BY, by)
                .set(INVITATION.INVITED_AT, now.atOffset(ZoneOffset.UTC))
                .set(INVITATION.EXPIRES_AT, expires.atOffset(ZoneOffset.UTC))
                .execute();
    }

    Optional<Open> open(byte[] secretHash, Instant now) {
        return db.selectFrom(INVITATION)
                .where(INVITATION.SECRET_HASH.eq(secretHash))
                .and(INVITATION.USED_AT.isNull())
                .and(INVITATION.EXPIRES_AT.gt(now.atOffset(ZoneOffset.UTC)))
                .fetchOptional(
                        row -> new Open(row.getAccountId(), row.getExpiresAt().toInstant()));
    }

    /** @return false where it was used meanwhile */
    boolean use(byte[] secretHash, Instant now) {
        return db.update(INVITATION)
                        .set(INVITATION.USED_AT, now.atOffset(ZoneOffset.UTC))
                        .where(INVITATION.SECRET_HASH.eq(secretHash), INVITATION.USED_AT.isNull())
                        .execute()
                == 1;
    }

    void endAll(UUID account, Instant now) {
        db.update(INVITATION)
                .set(INVITATION.EXPIRES_AT, now.atOffset(ZoneOffset.UTC))
                .where(INVITATION.ACCOUNT_ID.eq(account), INVITATION.USED_AT.isNull())
                .and(INVITATION.EXPIRES_AT.gt(now.atOffset(ZoneOffset.UTC)))
                .execute();
    }
}
