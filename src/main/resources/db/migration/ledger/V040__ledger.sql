-- 실적 장부: append-only lines. A line's place in its book is its name (30170-17) and its place in time: positions are
-- given under a lock on the book's head, so their order is the order of commits.
create table ledger_head (
    municipality text not null references municipality (code),
    data_set     text not null check (data_set in ('REAL', 'SAMPLE', 'SIMULATED')),
    position     bigint not null check (position >= 0),
    recorded_at  timestamptz not null,                   -- of the last posting; strictly increasing
    primary key (municipality, data_set)
);
call build_wall('ledger_head', 'false');
grant select, insert, update (position, recorded_at) on ledger_head to dure_app;

-- 기장: what was written to a book at one time, by one hand, from one source.
create table posting (
    municipality    text not null,
    data_set        text not null,
    first_position  bigint not null,
    last_position   bigint not null,
    recorded_at     timestamptz not null,
    recorder        text not null,
    kind            text not null check (kind in ('FORM', 'API', 'FILE', 'REVERSAL', 'ATTESTATION')),
    source_name     text not null default '',
    content_hash    bytea,                               -- of a file: the same file twice changes nothing
    idempotency_key text,
    request_hash    bytea,
    primary key (municipality, data_set, first_position),
    foreign key (municipality, data_set) references ledger_head,
    check (last_position >= first_position)
);
create unique index posting_instant on posting (municipality, data_set, recorded_at);
create unique index posting_content on posting (municipality, data_set, content_hash) where content_hash is not null;
create unique index posting_idempotency on posting (municipality, data_set, recorder, idempotency_key) where idempotency_key is not null;

-- 공시 기준 위치: what of a book is public. The public reads the ledger as it stood at the newest of these.
create table ledger_disclosure (
    municipality text not null,
    data_set     text not null,
    position     bigint not null,
    disclosed_at timestamptz not null,
    disclosed_by text not null,
    primary key (municipality, data_set, position),
    foreign key (municipality, data_set) references ledger_head
);
call build_wall('ledger_disclosure', 'true');
call build_wall('posting', 'last_position <= (select max(d.position) from ledger_disclosure d
    where d.municipality = posting.municipality and d.data_set = posting.data_set)');

-- 실적 기재
create table entry (
    municipality   text not null,
    data_set       text not null,
    position       bigint not null,
    project_id     bigint,                               -- null: stated for the municipality as a whole
    label          text not null default '',             -- what it is about, where no project says so
    from_on        date not null,
    occurred_on    date not null,                        -- the last day of its period
    measure        text not null check (measure in ('JOBS', 'PERSONS', 'PERSON_DAYS', 'PLACEMENTS', 'TRAINEES', 'SITES')),
    quantity       bigint not null check (quantity <> 0),
    stated_unit    text not null,
    approximate    boolean not null default false,
    basis          text not null check (basis in ('PLEDGED', 'ESTIMATED', 'REPORTED', 'EVIDENCED', 'VERIFIED', 'RETAINED')),
    programme_type text not null,
    sector         text not null check (sector in ('PUBLIC', 'PRIVATE', 'UNSPECIFIED')),
    target_groups  text[] not null default '{}',
    months         smallint check (months > 0),          -- duration of the job; null: not stated
    weekly_hours   numeric(4, 1) check (weekly_hours > 0 and weekly_hours <= 168),
    contract       text not null default 'UNSPECIFIED' check (contract in ('REGULAR', 'TEMPORARY', 'DAILY', 'UNSPECIFIED')),
    insured        boolean,
    monthly_wage   bigint check (monthly_wage > 0),      -- won
    funded         boolean,                              -- 재정지원
    continuity     text not null default 'UNSPECIFIED' check (continuity in ('NEW', 'KEPT', 'UNSPECIFIED')),
    industry       text,                                 -- KSIC
    person         uuid,                                 -- 개인 참조: random, means nothing outside this book
    source_kind    text not null check (source_kind in ('OFFICE', 'PRESS', 'SIMULATION')),
    source_name    text not null default '',
    evidence       text,                                 -- 증빙: where it can be seen
    inferred       text,                                 -- the reason, where a fact of the line was inferred
    reverses       bigint,                               -- 정정: the line that this one takes back
    reason         text,
    recorded_at    timestamptz not null,
    recorder       text not null,
    primary key (municipality, data_set, position),
    foreign key (municipality, data_set, project_id) references project (municipality, data_set, id),
    foreign key (municipality, data_set, reverses) references entry (municipality, data_set, position),
    check (occurred_on >= from_on),
    check (reverses is not null or quantity > 0),
    check ((reverses is null) = (reason is null)),
    check (person is null or abs(quantity) = 1),
    check ((source_kind = 'SIMULATION') = (data_set = 'SIMULATED')),
    check (source_kind <> 'PRESS' or data_set = 'SAMPLE')  -- a newspaper's figure never enters a real ledger
);
-- A line is taken back once.
create unique index entry_reversed_once on entry (municipality, data_set, reverses) where reverses is not null;
create index entry_occurred on entry (municipality, data_set, occurred_on);
create index entry_person on entry (municipality, data_set, person) where person is not null;

-- 내역: the items that a source names inside one line. They explain it and are never added to it.
create table entry_item (
    municipality   text not null,
    data_set       text not null,
    position       bigint not null,
    no             smallint not null,
    label          text not null,
    quantity       bigint not null check (quantity > 0),
    approximate    boolean not null default false,
    programme_type text not null,
    primary key (municipality, data_set, position, no),
    foreign key (municipality, data_set, position) references entry
);

-- 근거 확인: raises the basis of a line, and can be taken back by another.
create table attestation (
    municipality    text not null,
    data_set        text not null,
    position        bigint not null,
    entry           bigint not null,
    basis           text not null check (basis in ('EVIDENCED', 'VERIFIED', 'RETAINED')),
    retained_months smallint check (retained_months > 0),
    evidence        text not null,
    revokes         bigint,
    recorded_at     timestamptz not null,
    recorder        text not null,
    primary key (municipality, data_set, position),
    foreign key (municipality, data_set, entry) references entry (municipality, data_set, position),
    foreign key (municipality, data_set, revokes) references attestation (municipality, data_set, position),
    check ((basis = 'RETAINED') = (retained_months is not null))
);
create index attestation_entry on attestation (municipality, data_set, entry);
create unique index attestation_revoked_once on attestation (municipality, data_set, revokes) where revokes is not null;

call build_wall('entry', 'position <= (select max(d.position) from ledger_disclosure d
    where d.municipality = entry.municipality and d.data_set = entry.data_set)');
call build_wall('entry_item', 'position <= (select max(d.position) from ledger_disclosure d
    where d.municipality = entry_item.municipality and d.data_set = entry_item.data_set)');
call build_wall('attestation', 'position <= (select max(d.position) from ledger_disclosure d
    where d.municipality = attestation.municipality and d.data_set = attestation.data_set)');

create trigger entry_append_only before update or delete or truncate on entry for each statement execute function refuse_change();
create trigger entry_item_append_only before update or delete or truncate on entry_item for each statement execute function refuse_change();
create trigger attestation_append_only before update or delete or truncate on attestation for each statement execute function refuse_change();
create trigger posting_append_only before update or delete or truncate on posting for each statement execute function refuse_change();
create trigger ledger_disclosure_append_only before update or delete or truncate on ledger_disclosure for each statement execute function refuse_change();

grant select, insert on entry, entry_item, attestation, posting, ledger_disclosure to dure_app;
