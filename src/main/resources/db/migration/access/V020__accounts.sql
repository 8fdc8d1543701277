-- 계정, 권한, 토큰. None of these is readable by municipality staff through row security: only dure.access asks them.
create table account (
    id                   uuid primary key default uuidv7(),
    login                text not null unique,
    name                 text not null,
    password_hash        text not null,
    must_change_password boolean not null,
    disabled_at          timestamptz,
    created_at           timestamptz not null
);

-- Grants, changes and removals are kept: a removal is a revoked_at, never a delete.
create table role_grant (
    id           uuid primary key default uuidv7(),
    account_id   uuid not null references account,
    role         text not null,
    municipality text references municipality (code),  -- null: every municipality (administrator, operator)
    granted_at   timestamptz not null,
    granted_by   uuid references account,
    revoked_at   timestamptz,
    revoked_by   uuid references account
);
create index role_grant_account on role_grant (account_id);
create unique index role_grant_once on role_grant (account_id, role, municipality) nulls not distinct
    where revoked_at is null;

-- 로그인 시도: failures in a row by what was typed as login, whether such an account exists or not, so that being
-- locked tells nothing about who exists. A row goes when a sign-in succeeds or when it is a day old.
create table sign_in_attempt (
    login    text primary key,
    failures smallint not null,
    at       timestamptz not null
);

-- 토큰 for machines: only a SHA-256 of the secret is kept (the secret has 256 random bits, so it needs no slow hash).
create table api_token (
    id           uuid primary key default uuidv7(),
    account_id   uuid not null references account,
    name         text not null,
    secret_hash  bytea not null unique,
    scopes       text[] not null,
    municipality text references municipality (code),
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz
);
create index api_token_account on api_token (account_id);

-- What was done with an account: sign-ins and refusals, changes of passwords, grants and tokens.
create table account_event (
    id         uuid primary key default uuidv7(),
    at         timestamptz not null,
    account_id uuid references account,
    actor_id   uuid references account,
    event      text not null,
    detail     text not null default '',
    address    text not null default ''
);
create trigger account_event_append_only before update or delete or truncate on account_event
    for each statement execute function refuse_change();

grant select, insert, update on account, role_grant, api_token to dure_app;
grant select, insert on account_event to dure_app;
grant select, insert, update, delete on sign_in_attempt to dure_app;

-- Spring Session's own tables (names and shapes are the library's), so that a sign-in survives a restart.
create table spring_session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null,
    creation_time         bigint not null,
    last_access_time      bigint not null,
    max_inactive_interval int not null,
    expiry_time           bigint not null,
    principal_name        varchar(100)
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);
create table spring_session_attributes (
    session_primary_id char(36) not null references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea not null,
    primary key (session_primary_id, attribute_name)
);
grant select, insert, update, delete on spring_session, spring_session_attributes to dure_app;
