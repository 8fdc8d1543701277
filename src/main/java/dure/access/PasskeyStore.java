package dure.access;

import static duredb.Tables.ACCOUNT;
import static duredb.Tables.PASSKEY;

import duredb.tables.records.PasskeyRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Repository;

/** 패스키, as Spring Security asks for them; a user handle is the account's id, which tells nobody who it is. */
@Repository
class PasskeyStore implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {
    private final DSLContext db;

    PasskeyStore(DSLContext db) {
        this.db = db;
    }

    static UUID account(Bytes handle) {
        var buffer = ByteBuffer.wrap(handle.getBytes());
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static Bytes handle(UUID account) {
        return new Bytes(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits())
                .array());
    }

    @Override
    public void save(CredentialRecord credential) {
        var row = db.newRecord(PASSKEY);
        row.setCredentialId(credential.getCredentialId().getBytes());
        row.setAccountId(account(credential.getUserEntityUserId()));
        row.setLabel(credential.getLabel());
        row.setPublicKey(credential.getPublicKey().getBytes());
        row.setSignatureCount(credential.getSignatureCount());
        row.setUvInitialized(credential.isUvInitialized());
        row.setBackupEligible(credential.isBackupEligible());
        row.setBackupState(credential.isBackupState());
        row.setTransports(credential.getTransports().stream()
                .map(AuthenticatorTransport::getValue)
                .sorted()
                .toArray(String[]::new));
        row.setAttestationObject(bytes(credential.getAttestationObject()));
        row.setClientData(bytes(credential.getAttestationClientDataJSON()));
        row.setCreatedAt(credential.getCreated().atOffset(ZoneOffset.UTC));
        row.setLastUsedAt(credential.getLastUsed().atOffset(ZoneOffset.UTC));
        db.insertInto(PASSKEY)
                .set(row)
                .onConflict(PASSKEY.CREDENTIAL_ID)
                .doUpdate()
                .set(PASSKEY.SIGNATURE_COUNT, row.getSignatureCount())
                .set(PASSKEY.BACKUP_STATE, row.getBackupState())
                .set(PASSKEY.LAST_USED_AT, row.getLastUsedAt())
                .execute();
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes id) {
        return db.selectFrom(PASSKEY)
                .where(PASSKEY.CREDENTIAL_ID.eq(id.getBytes()))
                .fetchOne(PasskeyStore::credential);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return db.selectFrom(PASSKEY)
                .where(PASSKEY.ACCOUNT_ID.eq(account(handle)))
                .orderBy(PASSKEY.CREATED_AT)
                .fetch(PasskeyStore::credential);
    }

    /** Removal is asked for with whose it is: {@link #remove}. */
    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("A passkey is removed by its owner");
    }

    boolean remove(Bytes id, UUID account) {
        return db.deleteFrom(PASSKEY)
                        .where(PASSKEY.CREDENTIAL_ID.eq(id.getBytes()), PASSKEY.ACCOUNT_ID.eq(account))
                        .execute()
                == 1;
    }

    boolean rename(Bytes id, UUID account, String label) {
        return db.update(PASSKEY)
                        .set(PASSKEY.LABEL, label)
                        .where(PASSKEY.CREDENTIAL_ID.eq(id.getBytes()), PASSKEY.ACCOUNT_ID.eq(account))
                        .execute()
                == 1;
    }

    void removeAll(UUID account) {
        db.deleteFrom(PASSKEY).where(PASSKEY.ACCOUNT_ID.eq(account)).execute();
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return entity(ACCOUNT.ID.eq(account(handle)));
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String login) {
        return entity(ACCOUNT.LOGIN.eq(login));
    }

    private @Nullable PublicKeyCredentialUserEntity entity(Condition whose) {
        return db.select(ACCOUNT.ID, ACCOUNT.LOGIN, ACCOUNT.NAME)
                .from(ACCOUNT)
                .where(whose)
                .fetchOne(row -> ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(handle(row.value1()))
                        .name(row.value2())
                        .displayName(row.value3())
                        .build());
    }

    @Override
    public void save(PublicKeyCredentialUserEntity entity) {
        throw new UnsupportedOperationException("Accounts are made by administrators");
    }

    private static byte @Nullable [] bytes(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.getBytes();
    }

    private static CredentialRecord credential(PasskeyRecord row) {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(row.getCredentialId()))
                .userEntityUserId(handle(row.getAccountId()))
                .publicKey(new ImmutablePublicKeyCose(row.getPublicKey()))
                .signatureCount(row.getSignatureCount())
                .uvInitialized(row.getUvInitialized())
                .backupEligible(row.getBackupEligible())
                .backupState(row.getBackupState())
                .transports(Arrays.stream(row.getTransports())
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toUnmodifiableSet()))
                .attestationObject(row.getAttestationObject() == null ? null : new Bytes(row.getAttestationObject()))
                .attestationClientDataJSON(row.getClientData() == null ? null : new Bytes(row.getClientData()))
                .created(instant(row.getCreatedAt()))
                .lastUsed(instant(row.getLastUsedAt()))
                .label(row.getLabel())
                .build();
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }
}
