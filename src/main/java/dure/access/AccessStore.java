package dure.access;

import static duredb.Tables.ACCOUNT;
import static duredb.Tables.ACCOUNT_EVENT;
import static duredb.Tables.ROLE_GRANT;
import static duredb.Tables.SIGN_IN_ATTEMPT;

import dure.region.MunicipalityCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Accounts, grants, what was done with them, and failed attempts. */
@Repository
class AccessStore {
    private final DSLContext db;

    AccessStore(DSLContext db) {
        this.db = db;
    }

    Optional<Account> account(UUID id) {
        return accounts(ACCOUNT.ID.eq(id)).stream().findFirst();
    }

    Optional<Account> account(String login) {
        return accounts(ACCOUNT.LOGIN.eq(login)).stream().findFirst();
    }

    List<Account> accounts() {
        return accounts(DSL.noCondition());
    }

    private List<Account> accounts(Condition condition) {
        var grants = DSL.multiset(
                        DSL.select(ROLE_GRANT.ID, ROLE_GRANT.ROLE, ROLE_GRANT.MUNICIPALITY, ROLE_GRANT.DEPARTMENT)
                                .from(ROLE_GRANT)
                                .where(ROLE_GRANT.ACCOUNT_ID.eq(ACCOUNT.ID), ROLE_GRANT.REVOKED_AT.isNull())
                                .orderBy(ROLE_GRANT.GRANTED_AT))
                .convertFrom(rows -> rows.map(
                        row -> new Account.Grant(row.value1(), given(row.value2(), row.value3(), row.value4()))));
        return db.select(
                        ACCOUNT.ID,
                        ACCOUNT.LOGIN,
                        ACCOUNT.NAME,
                        ACCOUNT.EMAIL,
                        ACCOUNT.MUST_CHANGE_PASSWORD,
                        ACCOUNT.DISABLED_AT.isNotNull(),
                        grants)
                .from(ACCOUNT)
                .where(condition)
                .orderBy(ACCOUNT.LOGIN)
                .fetch(row -> new Account(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7()));
    }

    Optional<Account.Secret> secret(String login) {
        return db.selectFrom(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchOptional(
                        row -> new Account.Secret(row.getId(), row.getPasswordHash(), row.getDisabledAt() != null));
    }

    UUID add(String login, String name, @Nullable String email, String hash, Instant now) {
        return db.insertInto(ACCOUNT)
                .set(ACCOUNT.LOGIN, login)
                .set(ACCOUNT.NAME, name)
                .set(ACCOUNT.EMAIL, email)
                .set(ACCOUNT.PASSWORD_HASH, hash)
                .set(ACCOUNT.MUST_CHANGE_PASSWORD, true)
                .set(ACCOUNT.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .returningResult(ACCOUNT.ID)
                .fetchSingle()
                .value1();
    }

    void setPassword(UUID account, String hash, boolean oneTime) {
        db.update(ACCOUNT)
                .set(ACCOUNT.PASSWORD_HASH, hash)
                .set(ACCOUNT.MUST_CHANGE_PASSWORD, oneTime)
                .where(ACCOUNT.ID.eq(account))
                .execute();
    }

    /** Null enables again. */
    void setDisabled(UUID account, @Nullable Instant at) {
        db.update(ACCOUNT)
                .set(ACCOUNT.DISABLED_AT, at == null ? null : at.atOffset(ZoneOffset.UTC))
                .where(ACCOUNT.ID.eq(account))
                .execute();
    }

    /** Does nothing where the account has exactly this grant already. */
    void grant(UUID account, Account.Given given, @Nullable UUID by, Instant now) {
        var municipality = given.municipality();
        db.insertInto(ROLE_GRANT)
                .set(ROLE_GRANT.ACCOUNT_ID, account)
                .set(ROLE_GRANT.ROLE, given.role().name())
                .set(ROLE_GRANT.DEPARTMENT, given.department())
                .set(ROLE_GRANT.MUNICIPALITY, municipality == null ? null : municipality.value())
                .set(ROLE_GRANT.GRANTED_AT, now.atOffset(ZoneOffset.UTC))
                .set(ROLE_GRANT.GRANTED_BY, by)
                .onConflictDoNothing()
                .execute();
    }

    Optional<UUID> accountOfGrant(UUID grant) {
        return db.select(ROLE_GRANT.ACCOUNT_ID)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.ID.eq(grant), ROLE_GRANT.REVOKED_AT.isNull())
                .fetchOptional(ROLE_GRANT.ACCOUNT_ID);
    }

    void revoke(UUID grant, @Nullable UUID by, Instant now) {
        db.update(ROLE_GRANT)
                .set(ROLE_GRANT.REVOKED_AT, now.atOffset(ZoneOffset.UTC))
                .set(ROLE_GRANT.REVOKED_BY, by)
                .where(ROLE_GRANT.ID.eq(grant), ROLE_GRANT.REVOKED_AT.isNull())
                .execute();
    }

    /** Every grant that ever was, the newest first. */
    List<Accounts.PastGrant> grantsOfAllTimes() {
        var by = ACCOUNT.as("granter");
        var revoker = ACCOUNT.as("revoker");
        return db.select(
                        ACCOUNT.LOGIN,
                        ROLE_GRANT.ROLE,
                        ROLE_GRANT.MUNICIPALITY,
                        ROLE_GRANT.DEPARTMENT,
                        ROLE_GRANT.GRANTED_AT,
                        by.LOGIN,
                        ROLE_GRANT.REVOKED_AT,
                        revoker.LOGIN)
                .from(ROLE_GRANT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ROLE_GRANT.ACCOUNT_ID))
                .leftJoin(by)
                .on(by.ID.eq(ROLE_GRANT.GRANTED_BY))
                .leftJoin(revoker)
                .on(revoker.ID.eq(ROLE_GRANT.REVOKED_BY))
                .orderBy(ROLE_GRANT.GRANTED_AT.desc(), ROLE_GRANT.ID.desc())
                .fetch(row -> new Accounts.PastGrant(
                        row.value1(),
                        given(row.value2(), row.value3(), row.value4()),
                        row.value5().toInstant(),
                        row.value6(),
                        row.value7() == null ? null : row.value7().toInstant(),
                        row.value8()));
    }

    private static Account.Given given(String role, @Nullable String municipality, @Nullable String department) {
        return new Account.Given(
                Role.valueOf(role), municipality == null ? null : new MunicipalityCode(municipality), department);
    }

    /** One administrator at a time is taken away from, or two could take away each other. */
    void lockAccounts() {
        db.select(ACCOUNT.ID).from(ACCOUNT).orderBy(ACCOUNT.ID).forUpdate().fetch();
    }

    void record(
            AccountEvent event,
            @Nullable UUID account,
            @Nullable UUID actor,
            String detail,
            String address,
            Instant now) {
        db.insertInto(ACCOUNT_EVENT)
                .set(ACCOUNT_EVENT.AT, now.atOffset(ZoneOffset.UTC))
                .set(ACCOUNT_EVENT.ACCOUNT_ID, account)
                .set(ACCOUNT_EVENT.ACTOR_ID, actor)
                .set(ACCOUNT_EVENT.EVENT, event.name())
                .set(ACCOUNT_EVENT.DETAIL, detail)
                .set(ACCOUNT_EVENT.ADDRESS, address)
                .execute();
    }

    /** Newest first. */
    List<AccountEvent.Line> events(int limit) {
        var actor = ACCOUNT.as("actor");
        return db.select(
                        ACCOUNT_EVENT.AT,
                        ACCOUNT_EVENT.EVENT,
                        ACCOUNT.LOGIN,
                        actor.LOGIN,
                        ACCOUNT_EVENT.DETAIL,
                        ACCOUNT_EVENT.ADDRESS)
                .from(ACCOUNT_EVENT)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(ACCOUNT_EVENT.ACCOUNT_ID))
                .leftJoin(actor)
                .on(actor.ID.eq(ACCOUNT_EVENT.ACTOR_ID))
                .orderBy(ACCOUNT_EVENT.AT.desc(), ACCOUNT_EVENT.ID.desc())
                .limit(limit)
                .fetch(row -> new AccountEvent.Line(
                        row.value1().toInstant(),
                        AccountEvent.valueOf(row.value2()),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6()));
    }

    /** Locked: that many failures in a row, the last of them not long ago. */
    boolean isLocked(String login, int attempts, Instant locksSince) {
        return db.fetchExists(
                SIGN_IN_ATTEMPT,
                SIGN_IN_ATTEMPT.LOGIN.eq(login),
                SIGN_IN_ATTEMPT.FAILURES.ge((short) attempts),
                SIGN_IN_ATTEMPT.AT.ge(locksSince.atOffset(ZoneOffset.UTC)));
    }

    /** @return failures in a row with this one; a pause as long as the lock begins a new row */
    int countFailure(String login, Instant now, Instant locksSince) {
        return db.fetchSingle(
                        """
                        insert into sign_in_attempt (login, failures, at) values ({0}, 1, {1})
                        on conflict (login) do update
                            set failures = case when sign_in_attempt.at < {2} then 1 else sign_in_attempt.failures + 1 end,
                                at = excluded.at
                        returning failures
                        """,
                        DSL.val(login),
                        DSL.val(now.atOffset(ZoneOffset.UTC)),
                        DSL.val(locksSince.atOffset(ZoneOffset.UTC)))
                .get(0, int.class);
    }

    void forgetAttempts(String login, Instant olderThan) {
        db.deleteFrom(SIGN_IN_ATTEMPT)
                .where(SIGN_IN_ATTEMPT.LOGIN.eq(login))
                .or(SIGN_IN_ATTEMPT.AT.lt(olderThan.atOffset(ZoneOffset.UTC)))
                .execute();
    }
}
