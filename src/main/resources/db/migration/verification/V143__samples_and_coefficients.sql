-- 표본 점검: which entries were drawn from what, by which seed, so that anybody can draw them again; what was found of each; and
-- what was concluded when it was closed.
create table sample_check (
    id           uuid primary key,
    municipality text not null references municipality (code),
    data_set     text not null,
    year         smallint not null,
    month        date,
    department   text,
    programme_type text,
    basis        text,
    rule         text not null,                              -- as-reported/1
    as_of        date not null,
    known_at     timestamptz not null,
    position     bigint not null,                            -- of the ledger when it was drawn
    stratified   text not null check (stratified in ('NONE', 'PROGRAMME_TYPE', 'BASIS', 'DEPARTMENT')),
    seed         text not null,
    population   int not null check (population > 0),
    quantity     bigint not null,                            -- of the population
    size         int not null check (size > 0 and size <= population),
    drawn_at     timestamptz not null,
    drawn_by     text not null,
    unique (id, municipality)
);
create index sample_check_book on sample_check (municipality, data_set, year);

-- 층: how many there are, how many were drawn.
create table sample_stratum (
    sample       uuid not null,
    municipality text not null,
    name         text not null,
    population   int not null,
    quantity     bigint not null,
    size         int not null,
    primary key (sample, name),
    foreign key (sample, municipality) references sample_check (id, municipality)
);

create table sample_item (
    sample       uuid not null,
    municipality text not null,
    no           int not null,
    entry        bigint not null,
    quantity     bigint not null,
    stratum      text not null,
    primary key (sample, entry),
    unique (sample, no),
    foreign key (sample, municipality) references sample_check (id, municipality)
);

-- The newest word about an entry holds, until the check is closed.
create table sample_mark (
    id           uuid primary key default uuidv7(),
    sample       uuid not null,
    municipality text not null,
    entry        bigint not null,
    verdict      text not null check (verdict in ('HIT', 'MISS', 'UNDECIDABLE')),
    remark       text not null default '',
    evidence     uuid,
    marked_at    timestamptz not null,
    marked_by    text not null,
    foreign key (sample, entry) references sample_item (sample, entry)
);
create index sample_mark_entry on sample_mark (sample, entry);

create table sample_closing (
    sample       uuid primary key,
    municipality text not null,
    hits         int not null,
    misses       int not null,
    undecidable  int not null,
    remark       text not null default '',
    closed_at    timestamptz not null,
    closed_by    text not null,
    foreign key (sample, municipality) references sample_check (id, municipality)
);

do $$
declare
    one text;
begin
    foreach one in array array['sample_check', 'sample_stratum', 'sample_item', 'sample_mark', 'sample_closing'] loop
        execute format('call build_wall_for(%L, %L, %L)', one, 'false', 'dure.verifies');
        execute format('create trigger %1$s_append_only before update or delete or truncate on %1$s '
            'for each statement execute function refuse_change()', one);
        execute format('grant select, insert on %s to dure_app', one);
    end loop;
end $$;

-- What was concluded stands: nothing is marked after the closing, and nothing is closed before each is marked.
create function check_sample_marks() returns trigger language plpgsql as $$
begin
    if exists (select from added a join sample_closing c on c.sample = a.sample) then
        raise exception 'the sample check is closed' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
create trigger sample_mark_before_closing after insert on sample_mark referencing new table as added
    for each statement execute function check_sample_marks();
create function check_sample_closing() returns trigger language plpgsql as $$
begin
    if exists (select from added a join sample_item i on i.sample = a.sample
            where not exists (select from sample_mark m where m.sample = i.sample and m.entry = i.entry)) then
        raise exception 'the sample check has entries that nobody marked' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
create trigger sample_closing_of_marked after insert on sample_closing referencing new table as added
    for each statement execute function check_sample_closing();

-- 추정 계수: so many jobs for so much of an input, from a source, for a time, up to a cap. A municipality's own, or (null) the
-- installation's, which the operator loads from a file. A change is a new version.
create table coefficient (
    id           uuid primary key,
    municipality text references municipality (code),
    code         text not null check (code ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
    version      int not null check (version > 0),
    name         text not null,
    input        text not null check (input in ('WON', 'COUNT')),
    input_name   text not null,                              -- 투자액, 입주기업 수
    per          bigint not null check (per > 0),            -- won, or how many
    jobs         numeric(12, 4) not null check (jobs > 0),
    measure      text not null check (measure in ('JOBS', 'PERSONS', 'PLACEMENTS')),
    cap          bigint not null check (cap > 0),            -- of one entry
    source       text not null,
    valid_from   date not null,
    valid_to     date,
    written_at   timestamptz not null,
    written_by   text not null,
    unique nulls not distinct (municipality, code, version),
    check (valid_to >= valid_from)
);
alter table coefficient enable row level security;
alter table coefficient force row level security;
create policy staff_reads on coefficient for select
    using ((select reads_all()) or municipality = any ((select reads())::text[]));
create policy inserts on coefficient for insert
    with check ((select reaches_all('dure.rules')) or municipality = any ((select reach_of('dure.rules'))::text[]));
create trigger coefficient_append_only before update or delete or truncate on coefficient
    for each statement execute function refuse_change();
grant select, insert on coefficient to dure_app;

-- 추정 근거: by what an ESTIMATED entry was computed. As public as its entry.
create table estimate (
    municipality text not null references municipality (code),
    data_set     text not null,
    entry        bigint not null,
    coefficient  uuid not null references coefficient,
    input        bigint not null check (input > 0),
    quantity     bigint not null check (quantity > 0),
    primary key (municipality, data_set, entry)
);
call build_wall('estimate', 'entry <= (select b.disclosed_position from ledger_book b where b.municipality = estimate.municipality and b.data_set = estimate.data_set)');
create policy department_inserts on estimate for insert
    with check (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own));
create trigger estimate_append_only before update or delete or truncate on estimate
    for each statement execute function refuse_change();
grant select, insert on estimate to dure_app;
-- How a published estimate was computed is no secret: the estimate's own wall says which are published.
create policy public_reads on coefficient for select using (
    (select reads_disclosed()) and (municipality is null or exists (select from estimate e where e.coefficient = coefficient.id)));

create function check_estimates() returns trigger language plpgsql as $$
begin
    if exists (select from added a where not exists (
            select from ledger_book b join entry e on e.book = b.id and e.position = a.entry
                join entry_kind k on k.book = e.book and k.id = e.kind
            where b.municipality = a.municipality and b.data_set = a.data_set and k.basis = 'ESTIMATED' and e.quantity = a.quantity)) then
        raise exception 'an estimate says something other than its entry' using errcode = 'integrity_constraint_violation';
    end if;
    if exists (select from added a join coefficient c on c.id = a.coefficient
            where a.quantity <> floor(a.input * c.jobs / c.per) or a.quantity > c.cap) then
        raise exception 'an estimate is not what its coefficient gives' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
create trigger estimate_checked after insert on estimate referencing new table as added
    for each statement execute function check_estimates();
