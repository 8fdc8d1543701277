package dure.access;

import static duredb.Tables.AUTHENTICATOR_APP;
import static duredb.Tables.PASSKEY;
import static duredb.Tables.RECOVERY_CODE;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Authenticator apps and recovery codes. */
@Repository
class SecondFactorStore {
    private final DSLContext db;

    SecondFactorStore(DSLContext db) {
        this.db = db;
    }

    /** What somebody has to sign in with beside the password. */
    record Held(boolean app, int passkeys, int recoveryCodes) {
        boolean any() {
            return app || passkeys > 0;
        }
    }

    Held held(UUID account) {
        return db.select(
                        DSL.field(DSL.exists(DSL.selectOne()
                                .from(AUTHENTICATOR_APP)
                                .where(AUTHENTICATOR_APP.ACCOUNT_ID.eq(account)))),
                        DSL.field(DSL.selectCount().from(PASSKEY).where(PASSKEY.ACCOUNT_ID.eq(account))),
                        DSL.field(DSL.selectCount()
                                .from(RECOVERY_CODE)
                                .where(RECOVERY_CODE.ACCOUNT_ID.eq(account), RECOVERY_CODE.USED_AT.isNull())))
                .fetchSingle(row -> new Held(row.value1(), row.value2(), row.value3()));
    }

    Optional<byte[]> sealedSecret(UUID account) {
        return db.select(AUTHENTICATOR_APP.SEALED_SECRET)
                .from(AUTHENTICATOR_APP)
                .where(AUTHENTICATOR_APP.ACCOUNT_ID.eq(account))
                .fetchOptional(AUTHENTICATOR_APP.SEALED_SECRET);
    }

    /** In place of an earlier one. */
    void enrol(UUID account, byte[] sealedSecret, long step, Instant now) {
        db.insertInto(AUTHENTICATOR_APP)
                .set(AUTHENTICATOR_APP.ACCOUNT_ID, account)
                .set(AUTHENTICATOR_APP.SEALED_SECRET, sealedSecret)
                .set(AUTHENTICATOR_APP.LAST_STEP, step)
                .set(AUTHENTICATOR_APP.ENROLLED_AT, now.atOffset(ZoneOffset.UTC))
                .onConflict(AUTHENTICATOR_APP.ACCOUNT_ID)
                .doUpdate()
                .setAllToExcluded()
                .execute();
    }

    /** Whether the step's code had not been taken, nor a later one; in one statement, so that two never both take it. */
    boolean take(UUID account, long step) {
        return db.update(AUTHENTICATOR_APP)
                        .set(AUTHENTICATOR_APP.LAST_STEP, step)
                        .where(AUTHENTICATOR_APP.ACCOUNT_ID.eq(account), AUTHENTICATOR_APP.LAST_STEP.lt(step))
                        .execute()
                == 1;
    }

    void removeApp(UUID account) {
        db.deleteFrom(AUTHENTICATOR_APP)
                .where(AUTHENTICATOR_APP.ACCOUNT_ID.eq(account))
                .execute();
    }

    boolean takeRecoveryCode(UUID account, byte[] hash, Instant now) {
        return db.update(RECOVERY_CODE)
                        .set(RECOVERY_CODE.USED_AT, now.atOffset(ZoneOffset.UTC))
                        .where(
                                RECOVERY_CODE.ACCOUNT_ID.eq(account),
                                RECOVERY_CODE.HASH.eq(hash),
                                RECOVERY_CODE.USED_AT.isNull())
                        .execute()
                == 1;
    }

    /** In place of all earlier ones. */
    void setRecoveryCodes(UUID account, List<byte[]> hashes) {
        removeRecoveryCodes(account);
        db.batch(hashes.stream()
                        .map(hash -> db.insertInto(RECOVERY_CODE)
                                .set(RECOVERY_CODE.ACCOUNT_ID, account)
                                .set(RECOVERY_CODE.HASH, hash))
                        .toList())
                .execute();
    }

    void removeRecoveryCodes(UUID account) {
        db.deleteFrom(RECOVERY_CODE).where(RECOVERY_CODE.ACCOUNT_ID.eq(account)).execute();
    }
}
