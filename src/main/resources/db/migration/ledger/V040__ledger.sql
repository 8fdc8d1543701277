-- 실적 장부: append-only lines. A line's place in its book is its name (30170-17) and its place in time: positions are
-- given under a lock on the book's head, so their order is the order of commits.
--
-- A book is one municipality's ledger of one data set. Its lines name it by a number: they are many, and a number of four
-- bytes makes their keys half as wide as the two names would (measured: twice as many lines a second).
create table ledger_book (
    id           int generated always as identity primary key,
    municipality text not null references municipality (code),
    data_set     text not null check (data_set in ('REAL', 'SAMPLE', 'SIMULATED')),
    disclosed_position bigint not null default 0,        -- 공시 기준 위치: of the newest disclosure
    unique (municipality, data_set)
);
call build_wall('ledger_book', 'disclosed_position > 0');
create policy kept_by_the_ledger on ledger_book for update to current_user using (true);
grant select, insert (municipality, data_set) on ledger_book to dure_app;

-- In functions, that a statement which touches many tables does not plan these questions once for each of them.
create function readable_books() returns int[] language plpgsql stable as $$ begin
    return (select array_agg(id) from ledger_book where municipality = any (reads()));
end $$;
create function writable_books() returns int[] language plpgsql stable as $$ begin
    return (select array_agg(id) from ledger_book where municipality = any (writes()));
end $$;
-- By the book's number: looked up once a statement and not once a line.
create function disclosed_positions() returns bigint[] language plpgsql stable as $$ begin
    return (select array_agg(coalesce(b.disclosed_position, 0) order by i.id)
        from generate_series(1, (select max(id) from ledger_book)) i (id) left join ledger_book b using (id));
end $$;

-- The same wall as build_wall, for a table that names its municipality by its book.
create procedure build_book_wall(walled regclass, disclosed text) language plpgsql as $$
declare
    readable constant text := '((select reads_all()) or book = any ((select readable_books())::int[]))';
    writable constant text := '((select writes_all()) or book = any ((select writable_books())::int[]))';
begin
    execute format('alter table %s enable row level security', walled);
    execute format('alter table %s force row level security', walled);
    execute format('create policy staff_reads on %s for select using %s', walled, readable);
    execute format('create policy public_reads on %s for select using ((select reads_disclosed()) and (%s))', walled, disclosed);
    execute format('create policy staff_inserts on %s for insert with check %s', walled, writable);
    execute format('create policy staff_updates on %s for update using %s', walled, writable);
end $$;

create table ledger_head (
    book        int primary key references ledger_book,
    position    bigint not null check (position >= 0),
    recorded_at timestamptz not null                     -- of the last posting; strictly increasing
);
call build_book_wall('ledger_head', 'false');
grant select, insert, update (position, recorded_at) on ledger_head to dure_app;

-- 기장: what was written to a book at one time, by one hand, from one source.
create table posting (
    book            int not null references ledger_head,
    first_position  bigint not null,
    last_position   bigint not null,
    recorded_at     timestamptz not null,
    recorder        text not null,
    kind            text not null check (kind in ('FORM', 'API', 'FILE', 'REVERSAL', 'ATTESTATION')),
    source_name     text not null default '',
    content_hash    bytea,                               -- of a file: the same file twice changes nothing
    idempotency_key text,
    request_hash    bytea,
    primary key (book, first_position),
    check (last_position >= first_position)
);
create unique index posting_instant on posting (book, recorded_at);
create unique index posting_last on posting (book, last_position);
create unique index posting_content on posting (book, content_hash) where content_hash is not null;
create unique index posting_idempotency on posting (book, recorder, idempotency_key) where idempotency_key is not null;

-- 공시 기준 위치: what of a book is public. The public reads the ledger as it stood at the newest of these.
create table ledger_disclosure (
    book         int not null references ledger_head,
    position     bigint not null,
    disclosed_at timestamptz not null,
    disclosed_by text not null,
    primary key (book, position)
);
call build_book_wall('ledger_disclosure', 'true');
call build_book_wall('posting', 'last_position <= ((select disclosed_positions())::bigint[])[book]');

-- 기재 종류: what lines of a book have in common besides project, period and quantity. There are few kinds and many lines:
-- a rule is judged on kinds, and a line stays narrow.
create table entry_kind (
    book           int not null references ledger_head,
    id             int not null,
    first_position bigint not null,                      -- of the line for which it was made
    measure        text not null check (measure in ('JOBS', 'PERSONS', 'PERSON_DAYS', 'PLACEMENTS', 'TRAINEES', 'SITES')),
    stated_unit    text not null,
    approximate    boolean not null,
    basis          text not null check (basis in ('PLEDGED', 'ESTIMATED', 'REPORTED', 'EVIDENCED', 'VERIFIED', 'RETAINED')),
    programme_type text not null,
    sector         text not null check (sector in ('PUBLIC', 'PRIVATE', 'UNSPECIFIED')),
    target_groups  text[] not null,                      -- in the order of their names
    months         smallint check (months > 0),          -- duration of the job; null: not stated
    weekly_hours   numeric(4, 1) check (weekly_hours > 0 and weekly_hours <= 168),
    contract       text not null check (contract in ('REGULAR', 'TEMPORARY', 'DAILY', 'UNSPECIFIED')),
    insured        boolean,
    funded         boolean,                              -- 재정지원
    continuity     text not null check (continuity in ('NEW', 'KEPT', 'UNSPECIFIED')),
    industry       text,                                 -- KSIC
    source_kind    text not null check (source_kind in ('OFFICE', 'PRESS', 'SIMULATION')),
    personal       boolean not null,                     -- its lines name a person each
    primary key (book, id),
    unique nulls not distinct (book, measure, stated_unit, approximate, basis, programme_type, sector, target_groups, months,
        weekly_hours, contract, insured, funded, continuity, industry, source_kind, personal)
);
call build_book_wall('entry_kind', 'first_position <= ((select disclosed_positions())::bigint[])[book]');
grant select, insert on entry_kind to dure_app;

-- 실적 기재
create table entry (
    book         int not null,
    kind         int not null,
    position     bigint not null,
    posting      bigint not null,                        -- the first position of its posting
    project_id   bigint,                                 -- null: stated for the municipality as a whole
    quantity     bigint not null check (quantity <> 0),
    from_on      date not null,
    occurred_on  date not null,                          -- the last day of its period
    year         smallint generated always as (          -- of the whole period; null where it spans several
        case when extract(year from from_on) = extract(year from occurred_on) then extract(year from occurred_on) end) stored,
    label        text not null default '',               -- what it is about, where no project says so
    source_name  text not null default '',
    evidence     text,                                   -- 증빙: where it can be seen
    inferred     text,                                   -- the reason, where a fact of the line was inferred
    person       uuid,                                   -- 개인 참조: random, means nothing outside this book
    monthly_wage bigint check (monthly_wage > 0),        -- won
    -- 누계 환산: what the source states, where the quantity was computed from it: 누계 (a running total) or the whole of a
    -- month of which a part was recorded before. The quantity stays the flow; this is what the paper says.
    stated       bigint check (stated > 0),
    stated_as    text check (stated_as in ('CUMULATIVE', 'MONTH')),
    reverses     bigint,                                 -- 정정: the line that this one takes back
    reason       text,
    primary key (book, position),
    check (occurred_on >= from_on),
    check (reverses is not null or quantity > 0),
    check ((reverses is null) = (reason is null)),
    check (person is null or quantity in (-1, 1)),
    check ((stated is null) = (stated_as is null))
);
-- A line is taken back once.
create unique index entry_reversed_once on entry (book, reverses) where reverses is not null;
create index entry_occurred on entry (book, occurred_on);
create index entry_person on entry (book, person) where person is not null;
-- What lies in no single year, which the tallies leave out.
create index entry_of_several_years on entry (book) where year is null;

-- 내역: the items that a source names inside one line. They explain it and are never added to it.
create table entry_item (
    book           int not null,
    position       bigint not null,
    no             smallint not null,
    label          text not null,
    quantity       bigint not null check (quantity > 0),
    approximate    boolean not null default false,
    programme_type text not null,
    primary key (book, position, no),
    foreign key (book, position) references entry
);

-- 근거 확인: raises the basis of a line, and can be taken back by another.
create table attestation (
    book            int not null,
    position        bigint not null,
    entry           bigint not null,
    basis           text not null check (basis in ('EVIDENCED', 'VERIFIED', 'RETAINED')),
    retained_months smallint check (retained_months > 0),
    evidence        text not null,
    revokes         bigint,
    recorded_at     timestamptz not null,
    recorder        text not null,
    primary key (book, position),
    foreign key (book, entry) references entry (book, position),
    foreign key (book, revokes) references attestation (book, position),
    check ((basis = 'RETAINED') = (retained_months is not null))
);
create index attestation_entry on attestation (book, entry);
create unique index attestation_revoked_once on attestation (book, revokes) where revokes is not null;

call build_book_wall('entry', 'position <= ((select disclosed_positions())::bigint[])[book]');
call build_book_wall('entry_item', 'position <= ((select disclosed_positions())::bigint[])[book]');
call build_book_wall('attestation', 'position <= ((select disclosed_positions())::bigint[])[book]');

create trigger entry_append_only before update or delete or truncate on entry for each statement execute function refuse_change();
create trigger entry_kind_append_only before update or delete or truncate on entry_kind for each statement execute function refuse_change();
create trigger entry_item_append_only before update or delete or truncate on entry_item for each statement execute function refuse_change();
create trigger attestation_append_only before update or delete or truncate on attestation for each statement execute function refuse_change();
create trigger posting_append_only before update or delete or truncate on posting for each statement execute function refuse_change();
create trigger ledger_disclosure_append_only before update or delete or truncate on ledger_disclosure for each statement execute function refuse_change();

grant select, insert on entry, entry_item, attestation, posting, ledger_disclosure to dure_app;

-- What a foreign key would hold, asked once a statement and not once a line (measured: foreign keys took half of an import's
-- time). Nothing that a line names is ever deleted, so the lines' side is the only one to watch.
create function check_entries() returns trigger language plpgsql as $$
declare
    wrong text;
begin
    -- What the lines name is little beside the lines: it is gathered once and looked up once.
    with what as materialized (
        select e.book, e.kind, e.posting, e.project_id, e.person is not null as personal,
            min(e.position) as first_position, max(e.position) as last_position
        from added e group by 1, 2, 3, 4, 5
    )
    select case
            when p.id is null and w.project_id is not null then 'an entry names a project that its book does not have'
            when o.book is null then 'an entry names a posting that does not hold it'
            when k.id is null or k.personal <> w.personal then 'an entry is of a kind that its book does not have'
            -- A newspaper's figure never enters a real ledger, nor does a simulated one.
            else 'an entry comes from where its book takes nothing from'
        end into wrong
    from what w
        join ledger_book b on b.id = w.book
        left join project p on p.id = w.project_id and p.municipality = b.municipality and p.data_set = b.data_set
        left join posting o on o.book = w.book and o.first_position = w.posting
            and o.first_position <= w.first_position and o.last_position >= w.last_position
        left join entry_kind k on k.book = w.book and k.id = w.kind
    where (p.id is null and w.project_id is not null) or o.book is null or k.id is null or k.personal <> w.personal
        or (k.source_kind = 'SIMULATION') <> (b.data_set = 'SIMULATED')
        or (k.source_kind = 'PRESS' and b.data_set <> 'SAMPLE')
    limit 1;
    if wrong is null and exists (select from added e where e.reverses is not null and not exists (select from entry o
            where o.book = e.book and o.position = e.reverses and o.kind = e.kind and o.quantity = -e.quantity
                and o.project_id is not distinct from e.project_id and o.from_on = e.from_on and o.occurred_on = e.occurred_on)) then
        wrong := 'a reversal says something other than the entry that it names';
    end if;
    if wrong is not null then
        raise exception '%', wrong using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
create trigger entry_checked after insert on entry referencing new table as added
    for each statement execute function check_entries();
