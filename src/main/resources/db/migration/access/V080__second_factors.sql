-- 2단계 인증. Only dure.access asks these tables.

-- 인증 앱 (TOTP): the secret is sealed by the installation's key, which is not in the database. last_step is the newest
-- half-minute whose code was taken: a code that somebody has seen over a shoulder is worth nothing afterwards.
create table authenticator_app (
    account_id    uuid primary key references account,
    sealed_secret bytea not null,
    last_step     bigint not null,
    enrolled_at   timestamptz not null
);

-- 복구 코드: ten, each good once. They have 80 random bits, so SHA-256 keeps them as well as a slow hash would.
create table recovery_code (
    account_id uuid not null references account,
    hash       bytea not null,
    used_at    timestamptz,
    primary key (account_id, hash)
);

-- 패스키: what WebAuthn asks a site to keep of a credential. The key is public; nothing here lets anybody sign in.
create table passkey (
    credential_id      bytea primary key,
    account_id         uuid not null references account,
    label              text not null,
    public_key         bytea not null,
    signature_count    bigint not null,
    uv_initialized     boolean not null,
    backup_eligible    boolean not null,
    backup_state       boolean not null,
    transports         text[] not null,
    attestation_object bytea,
    client_data        bytea,
    created_at         timestamptz not null,
    last_used_at       timestamptz not null
);
create index passkey_account on passkey (account_id);

-- 다른 기관의 로그인 (OIDC): whom an identity provider's subject is here.
create table oidc_link (
    issuer     text not null,
    subject    text not null,
    account_id uuid not null references account,
    linked_at  timestamptz not null,
    primary key (issuer, subject)
);
create index oidc_link_account on oidc_link (account_id);

grant select, insert, update, delete on authenticator_app, recovery_code, passkey, oidc_link to dure_app;
