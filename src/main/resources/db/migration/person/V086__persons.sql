-- 개인정보: persons whom a municipality counsels. Never public. What tells who somebody is is sealed by the application
-- (AES-256-GCM), so that neither a copy of the database nor its operator can read it without the key ring.
create table person (
    id               uuid primary key,                       -- 개인 참조: random, means nothing outside
    municipality     text not null references municipality (code),
    name             bytea,
    birth_date       bytea,
    sex              bytea,
    phone            bytea,
    email            bytea,
    key_hash         bytea,                                  -- 식별키: finds candidates for the same person in a province
    name_hash        bytea,                                  -- finds an exact name in this municipality
    sealed_with      text,                                   -- which key of the ring; null once destroyed
    keep_until       date not null,                          -- 보유 기간
    purpose_ended_on date,                                   -- 목적 달성
    registered_at    timestamptz not null,
    registered_by    text not null,
    destroyed_at     timestamptz,
    unique (id, municipality),
    -- 파기: everything goes, or nothing.
    check (case when destroyed_at is null
        then num_nulls(name, birth_date, sex, key_hash, name_hash, sealed_with) = 0
        else num_nonnulls(name, birth_date, sex, phone, email, key_hash, name_hash, sealed_with) = 0 end)
);
create index person_registered on person (municipality, registered_at desc, id);
create index person_name on person (municipality, name_hash);
create index person_key on person (key_hash);
create index person_sealed_with on person (sealed_with);

-- 동의: what somebody was told and agreed to. The required part and the optional part are rows of their own.
create table person_consent (
    person       uuid not null,
    municipality text not null,
    no           smallint not null,
    required     boolean not null,
    purpose      text not null,                              -- 수집·이용 목적
    items        text not null,                              -- 항목
    keep_until   date not null,                              -- 보유·이용 기간
    refusal      text not null,                              -- 동의를 거부할 권리와 불이익
    given_at     timestamptz not null,
    recorded_by  text not null,
    withdrawn_at timestamptz,
    withdrawn_by text,
    primary key (person, no),
    foreign key (person, municipality) references person (id, municipality),
    check ((withdrawn_at is null) = (withdrawn_by is null))
);

-- 같은 사람·다른 사람: the newest word about a pair holds; nothing is overwritten.
create table person_link (
    id           uuid primary key default uuidv7(),
    municipality text not null,
    one          uuid not null,
    other        uuid not null,
    same         boolean not null,
    decided_at   timestamptz not null,
    decided_by   text not null,
    reason       text not null,
    foreign key (one, municipality) references person (id, municipality),
    foreign key (other, municipality) references person (id, municipality),
    check (one < other)
);
create index person_link_one on person_link (one);
create index person_link_other on person_link (other);

-- 파기 대장: what was destroyed, when, why and by which rule. References only, which mean nothing any more.
create table person_destruction (
    id           uuid primary key default uuidv7(),
    municipality text not null references municipality (code),
    at           timestamptz not null,
    rule         text not null check (rule in ('PERIOD_ENDED', 'PURPOSE_ENDED', 'CONSENT_WITHDRAWN', 'BY_HAND')),
    items        text not null,
    persons      uuid[] not null check (cardinality(persons) > 0),
    reason       text not null default '',
    by           text not null
);
create index person_destruction_at on person_destruction (municipality, at desc);

create trigger person_link_append_only before update or delete or truncate on person_link
    for each statement execute function refuse_change();
create trigger person_destruction_append_only before update or delete or truncate on person_destruction
    for each statement execute function refuse_change();

call build_wall_by('person', 'dure.persons', 'dure.persons_write');
call build_wall_by('person_consent', 'dure.persons', 'dure.persons_write');
call build_wall_by('person_link', 'dure.persons', 'dure.persons_write');
call build_wall_by('person_destruction', 'dure.persons', 'dure.persons_write');

grant select, insert on person, person_consent, person_link, person_destruction to dure_app;
grant update (name, birth_date, sex, phone, email, key_hash, name_hash, sealed_with, purpose_ended_on, destroyed_at) on person to dure_app;
grant update (withdrawn_at, withdrawn_by) on person_consent to dure_app;
