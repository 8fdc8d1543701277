-- 접속기록: who did what when, from where and with whose data. One log for accounts and for personal data.
--
-- A row belongs to the chain of its municipality, or to the chain '*' of what belongs to none. Each row carries the SHA-256
-- of itself and of the row before, so that a row that is changed, taken out or put in between breaks its chain.
create table access_log (
    chain        text not null,
    position     bigint not null,
    at           timestamptz not null,
    action       text not null,
    account_id   uuid,                                   -- who; null: nobody had signed in, or the product itself did it
    login        text not null default '',               -- as they were called then
    name         text not null default '',
    address      text not null default '',
    municipality text references municipality (code),
    subject_id   uuid,                                   -- the account that it was done to
    subject      text not null default '',
    persons      uuid[] not null default '{}',           -- 정보주체: whose data, by random references
    records      int not null default 0,
    reason       text not null default '',
    detail       text not null default '',
    previous     bytea not null,
    hash         bytea not null,
    primary key (chain, position)
);
create index access_log_at on access_log (chain, at);
create index access_log_account on access_log (account_id, at);
create index access_log_persons on access_log using gin (persons);

-- The end of each chain. Only the function below moves it: without it a chain could be cut short unnoticed.
create table access_log_head (
    chain        text primary key,
    municipality text references municipality (code),
    position     bigint not null,
    hash         bytea not null,
    at           timestamptz not null
);

-- 봉인: where the rows before were removed after their time, the hash of the last of them. The rest of the chain goes on from it.
create table access_log_anchor (
    chain        text not null,
    municipality text references municipality (code),
    position     bigint not null,
    hash         bytea not null,
    at           timestamptz not null,                   -- of the last row that was removed
    removed      bigint not null,
    sealed_at    timestamptz not null,
    primary key (chain, position)
);

-- 월별 점검: what the standard asks for at least once a month.
create table access_review (
    id           uuid primary key default uuidv7(),
    municipality text references municipality (code),    -- null: what belongs to no municipality
    month        date not null check (extract(day from month) = 1),
    reviewed_at  timestamptz not null,
    account_id   uuid not null references account,
    name         text not null,
    note         text not null,
    position     bigint not null,                        -- of the chain as it was found
    hash         text not null
);
create index access_review_month on access_review (municipality, month);

-- A field with its length before it: no two rows give the same bytes. "-" is a field without a value.
create function log_field(value text) returns text language sql immutable parallel safe
    return coalesce(octet_length(convert_to(value, 'UTF8')) || ':' || value, '-');

create function access_log_hash(r access_log) returns bytea language sql immutable parallel safe
    return sha256(convert_to(
        log_field(r.chain) || log_field(r.position::text) || log_field((extract(epoch from r.at) * 1000000)::bigint::text)
        || log_field(r.action) || log_field(r.account_id::text) || log_field(r.login) || log_field(r.name)
        || log_field(r.address) || log_field(r.municipality) || log_field(r.subject_id::text) || log_field(r.subject)
        || log_field(array_to_string(r.persons, ',')) || log_field(r.records::text) || log_field(r.reason)
        || log_field(r.detail) || log_field(encode(r.previous, 'hex')), 'UTF8'));

-- Appends: place, time that never runs backwards, and hash are the database's own, whatever a statement says. Writers of
-- one chain wait for each other at its head until they commit.
create function chain_access_log() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    head access_log_head;
begin
    new.chain := coalesce(new.municipality, '*');
    insert into access_log_head (chain, municipality, position, hash, at)
        values (new.chain, new.municipality, 0, decode(repeat('00', 32), 'hex'), new.at)
        on conflict do nothing;
    select * into head from access_log_head h where h.chain = new.chain for update;
    new.position := head.position + 1;
    new.at := greatest(new.at, head.at);
    new.previous := head.hash;
    new.hash := access_log_hash(new);
    update access_log_head h set position = new.position, hash = new.hash, at = new.at where h.chain = new.chain;
    return new;
end $$;
create trigger access_log_chained before insert on access_log for each row execute function chain_access_log();

create trigger access_log_append_only before update or truncate on access_log for each statement execute function refuse_change();

-- Removed is only what is older than two years and stands behind a seal; that holds for everybody, the owner included.
create function refuse_removal() returns trigger language plpgsql as $$
begin
    if not exists (select from gone) or exists (
            select from gone g
            where g.at > now() - interval '24 months'
                or not exists (select from access_log_anchor a where a.chain = g.chain and a.position >= g.position)) then
        raise exception 'append-only: delete of access_log is refused; it is kept for two years at least'
            using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger access_log_kept after delete on access_log referencing old table as gone
    for each statement execute function refuse_removal();

-- Removes the rows of a chain that are older, seals the place and says so in the chain itself.
create function remove_access_log(which text, older_than timestamptz) returns bigint language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    last access_log;
    removed bigint := 0;
    reach constant text := coalesce(current_setting('dure.access_log', true), '');
begin
    perform set_config('dure.access_log', '*', true);
    select * into last from access_log l where l.chain = which and l.at < older_than order by l.position desc limit 1;
    if found then
        select count(*) into removed from access_log l where l.chain = which and l.position <= last.position;
        insert into access_log_anchor (chain, municipality, position, hash, at, removed, sealed_at)
            values (which, last.municipality, last.position, last.hash, last.at, removed, now());
        delete from access_log l where l.chain = which and l.position <= last.position;
        insert into access_log (at, action, name, municipality, records, detail)
            values (now(), 'LOG_REMOVED', 'dure', last.municipality, least(removed, 2147483647)::int,
                'sealed at ' || last.position || ' ' || encode(last.hash, 'hex'));
    end if;
    perform set_config('dure.access_log', reach, true);
    return removed;
end $$;

create trigger access_log_anchor_append_only before update or delete or truncate on access_log_anchor
    for each statement execute function refuse_change();
create trigger access_review_append_only before update or delete or truncate on access_review
    for each statement execute function refuse_change();

call build_wall_by('access_log', 'dure.access_log', 'dure.access_log');
call build_wall_by('access_log_head', 'dure.access_log', 'dure.access_log');
call build_wall_by('access_log_anchor', 'dure.access_log', 'dure.access_log');
call build_wall_by('access_review', 'dure.access_log', 'dure.access_log');
-- Whoever does something leaves a trace, whatever else he may write.
create policy anybody_leaves_a_trace on access_log for insert with check (true);
-- The operator sees what belongs to no municipality, and what was done with accounts, which are his to give.
create policy operators_read on access_log for select
    using ((select reaches_all('dure.accounts')) and (municipality is null or subject_id is not null));
create policy operators_read on access_log_head for select using ((select reaches_all('dure.accounts')) and municipality is null);
create policy operators_read on access_log_anchor for select using ((select reaches_all('dure.accounts')) and municipality is null);
create policy operators_read on access_review for select using ((select reaches_all('dure.accounts')) and municipality is null);
create policy operators_review on access_review for insert
    with check ((select reaches_all('dure.accounts')) and municipality is null);
-- The functions above are the owner's, whom the policies hold as well; whoever writes need not reach the head.
create policy moved_by_the_chain on access_log_head to current_user using (true) with check (true);

-- What the trigger sets nobody else may.
grant select, insert (at, action, account_id, login, name, address, municipality, subject_id, subject, persons, records, reason,
    detail) on access_log to dure_app;
grant select on access_log_head, access_log_anchor to dure_app;
grant select, insert on access_review to dure_app;

-- The log of accounts until now becomes the beginning of this one.
insert into access_log (at, action, account_id, login, name, address, subject_id, subject, detail)
    select e.at, e.event, e.actor_id, coalesce(actor.login, ''), coalesce(actor.name, ''), e.address,
        e.account_id, coalesce(subject.login, ''), e.detail
    from account_event e
    left join account actor on actor.id = e.actor_id
    left join account subject on subject.id = e.account_id
    order by e.at, e.id;
drop table account_event;
