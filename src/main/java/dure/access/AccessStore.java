package dure.access;

import static duredb.Tables.ACCOUNT;
import static duredb.Tables.ROLE_GRANT;

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

/** Accounts, grants, and failed attempts. */
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

    /** The same password hashed anew; does nothing where it was changed meanwhile. */
    void renewHash(UUID account, String old, String hash) {
        db.update(ACCOUNT)
                .set(ACCOUNT.PASSWORD_HASH, hash)
                .where(ACCOUNT.ID.eq(account), ACCOUNT.PASSWORD_HASH.eq(old))
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
}
