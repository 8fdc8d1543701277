package dure.access;

import static duredb.Tables.ACCOUNT;
import static duredb.Tables.API_TOKEN;

import dure.region.MunicipalityCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class TokenStore {
    private final DSLContext db;

    TokenStore(DSLContext db) {
        this.db = db;
    }

    UUID add(
            UUID account,
            String name,
            byte[] secretHash,
            Set<Permission> permissions,
            @Nullable MunicipalityCode municipality,
            Instant now,
            Instant expires) {
        return db.insertInto(API_TOKEN)
                .set(API_TOKEN.ACCOUNT_ID, account)
                .set(API_TOKEN.NAME, name)
                .set(API_TOKEN.SECRET_HASH, secretHash)
                .set(
                        API_TOKEN.SCOPES,
                        permissions.stream().sorted().map(Permission::text).toArray(String[]::new))
                .set(API_TOKEN.MUNICIPALITY, municipality == null ? null : municipality.value())
                .set(API_TOKEN.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .set(API_TOKEN.EXPIRES_AT, expires.atOffset(ZoneOffset.UTC))
                .returningResult(API_TOKEN.ID)
                .fetchSingle()
                .value1();
    }

    Optional<Token> bySecret(byte[] secretHash) {
        return tokens(API_TOKEN.SECRET_HASH.eq(secretHash)).stream().findFirst();
    }

    Optional<Token> find(UUID id) {
        return tokens(API_TOKEN.ID.eq(id)).stream().findFirst();
    }

    /** Newest first, revoked and expired ones too. */
    List<Token> all() {
        return tokens(DSL.noCondition());
    }

    void revoke(UUID id, Instant now) {
        db.update(API_TOKEN)
                .set(API_TOKEN.REVOKED_AT, now.atOffset(ZoneOffset.UTC))
                .where(API_TOKEN.ID.eq(id), API_TOKEN.REVOKED_AT.isNull())
                .execute();
    }

    private List<Token> tokens(Condition condition) {
        return db.select(API_TOKEN.asterisk(), ACCOUNT.NAME.as("owner"))
                .from(API_TOKEN)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(API_TOKEN.ACCOUNT_ID))
                .where(condition)
                .orderBy(API_TOKEN.CREATED_AT.desc(), API_TOKEN.ID)
                .fetch(row -> new Token(
                        row.get(API_TOKEN.ID),
                        row.get(API_TOKEN.ACCOUNT_ID),
                        row.get("owner", String.class),
                        row.get(API_TOKEN.NAME),
                        Arrays.stream(row.get(API_TOKEN.SCOPES))
                                .flatMap(text -> Permission.of(text).stream())
                                .collect(Collectors.toUnmodifiableSet()),
                        row.get(API_TOKEN.MUNICIPALITY) == null
                                ? null
                                : new MunicipalityCode(row.get(API_TOKEN.MUNICIPALITY)),
                        row.get(API_TOKEN.CREATED_AT).toInstant(),
                        row.get(API_TOKEN.EXPIRES_AT).toInstant(),
                        row.get(API_TOKEN.REVOKED_AT) == null
                                ? null
                                : row.get(API_TOKEN.REVOKED_AT).toInstant()));
    }
}
