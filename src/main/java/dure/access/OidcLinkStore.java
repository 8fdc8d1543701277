package dure.access;

import static duredb.Tables.ACCOUNT;
import static duredb.Tables.OIDC_LINK;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Which subject of an identity provider is whom here. */
@Repository
class OidcLinkStore {
    private final DSLContext db;

    OidcLinkStore(DSLContext db) {
        this.db = db;
    }

    record Link(String issuer, String subject, Instant linkedAt) {}

    Optional<UUID> account(String issuer, String subject) {
        return db.select(OIDC_LINK.ACCOUNT_ID)
                .from(OIDC_LINK)
                .where(OIDC_LINK.ISSUER.eq(issuer), OIDC_LINK.SUBJECT.eq(subject))
                .fetchOptional(OIDC_LINK.ACCOUNT_ID);
    }

    Optional<UUID> accountOfEmail(String email) {
        return db.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.EMAIL.eq(email))
                .fetchOptional(ACCOUNT.ID);
    }

    List<Link> links(UUID account) {
        return db.selectFrom(OIDC_LINK)
                .where(OIDC_LINK.ACCOUNT_ID.eq(account))
                .orderBy(OIDC_LINK.LINKED_AT)
                .fetch(row -> new Link(
                        row.getIssuer(), row.getSubject(), row.getLinkedAt().toInstant()));
    }

    /** False where the subject is somebody's already. */
    boolean add(String issuer, String subject, UUID account, Instant now) {
        return db.insertInto(OIDC_LINK)
                        .set(OIDC_LINK.ISSUER, issuer)
                        .set(OIDC_LINK.SUBJECT, subject)
                        .set(OIDC_LINK.ACCOUNT_ID, account)
                        .set(OIDC_LINK.LINKED_AT, now.atOffset(ZoneOffset.UTC))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    boolean remove(String issuer, String subject, UUID account) {
        return db.deleteFrom(OIDC_LINK)
                        .where(
                                OIDC_LINK.ISSUER.eq(issuer),
                                OIDC_LINK.SUBJECT.eq(subject),
                                OIDC_LINK.ACCOUNT_ID.eq(account))
                        .execute()
                == 1;
    }

    void removeAll(UUID account) {
        db.deleteFrom(OIDC_LINK).where(OIDC_LINK.ACCOUNT_ID.eq(account)).execute();
    }
}
