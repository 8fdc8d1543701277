-- 소계: what the lines of one kind and year come to, kept in their own transaction. National pages read these few rows
-- instead of a million lines; what they say is always what the lines say (tally_differences() lists where not: nowhere).
--
-- A line is tallied unless it spans years, was taken back, or was attested (its basis is then no longer its kind's): those
-- few are read themselves. The public's tallies are the book's own as they stood at its disclosure.
create table tally (
    book      int not null references ledger_head,
    disclosed boolean not null,
    year      smallint not null,
    kind      int not null,
    quantity  bigint not null,
    entries   bigint not null,
    first_day date not null,                             -- no line begins before
    last_day  date not null,                             -- the last day on which one occurred
    -- Of its kind, what rules ask for: a nation's sums are read from this one table.
    measure        text not null,
    approximate    boolean not null,
    basis          text not null,
    programme_type text not null,
    sector         text not null,
    months         smallint,
    weekly_hours   numeric(4, 1),
    funded         boolean,
    personal       boolean not null,
    primary key (book, disclosed, year, kind)
);
create index tally_year on tally (year, disclosed);

-- Everybody sees one tally of a book: its own people the ledger's, all others what is disclosed.
alter table tally enable row level security;
alter table tally force row level security;
create policy staff_reads on tally for select using (not disclosed and (
    (select reads_all()) or book = any ((select readable_books())::int[])));
create policy public_reads on tally for select using (disclosed and (select reads_disclosed())
    and not (select reads_all()) and not coalesce(book = any ((select readable_books())::int[]), false));
grant select on tally to dure_app;

-- The functions below are the only hand that writes tallies: they are the owner's, whom the policies hold as well.
create policy kept_by_the_ledger on tally to current_user using (true) with check (true);

create view tallied_entry with (security_invoker = true) as
    select e.book, e.kind, e.year, e.quantity, e.from_on, e.occurred_on
    from entry e
    where e.reverses is null and e.year is not null
        and not exists (select from entry r where r.book = e.book and r.reverses = e.position)
        and not exists (select from attestation a where a.book = e.book and a.entry = e.position);

-- Counts cells of the tallies anew: after a line in them was taken back or attested.
create function recount_tallies(books int[], years smallint[], kinds int[]) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    delete from tally t using unnest(books, years, kinds) as c (book, year, kind)
        where t.book = c.book and not t.disclosed and t.year = c.year and t.kind = c.kind;
    insert into tally
        select e.*, k.measure, k.approximate, k.basis, k.programme_type, k.sector, k.months, k.weekly_hours, k.funded, k.personal
        from (select e.book, false, e.year, e.kind, sum(e.quantity), count(*), min(e.from_on), max(e.occurred_on)
            from (select distinct * from unnest(books, years, kinds) as c (book, year, kind)) c
                join tallied_entry e on e.book = c.book and e.kind = c.kind and e.year = c.year
                    and e.occurred_on between make_date(c.year, 1, 1) and make_date(c.year, 12, 31)
            group by e.book, e.year, e.kind) e
            join entry_kind k on k.book = e.book and k.id = e.kind;
end $$;

-- It works as the owner: nobody else may call it, or a viewer who sees less than all would count less than all.
revoke execute on function recount_tallies(int[], smallint[], int[]) from public;

create function tally_entries() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    books int[];
    years smallint[];
    kinds int[];
begin
    insert into tally as t
        select e.*, k.measure, k.approximate, k.basis, k.programme_type, k.sector, k.months, k.weekly_hours, k.funded, k.personal
        from (select e.book, false, e.year, e.kind, sum(e.quantity), count(*), min(e.from_on), max(e.occurred_on)
            from added e where e.reverses is null and e.year is not null group by e.book, e.year, e.kind) e
            join entry_kind k on k.book = e.book and k.id = e.kind
        on conflict (book, disclosed, year, kind) do update set
            quantity = t.quantity + excluded.quantity,
            entries = t.entries + excluded.entries,
            first_day = least(t.first_day, excluded.first_day),
            last_day = greatest(t.last_day, excluded.last_day);
    select array_agg(e.book), array_agg(e.year), array_agg(e.kind) into books, years, kinds
        from added e where e.reverses is not null and e.year is not null;
    if books is not null then
        perform recount_tallies(books, years, kinds);
    end if;
    return null;
end $$;
create trigger entry_tallied after insert on entry referencing new table as added
    for each statement execute function tally_entries();

create function tally_attested() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform recount_tallies(array_agg(e.book), array_agg(e.year), array_agg(e.kind))
        from added a join entry e on e.book = a.book and e.position = a.entry and e.year is not null;
    return null;
end $$;
create trigger attestation_tallied after insert on attestation referencing new table as added
    for each statement execute function tally_attested();

create function tally_disclosed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from added d join ledger_head h using (book) where h.position <> d.position) then
        raise exception 'a disclosure publishes what the ledger holds now' using errcode = 'check_violation';
    end if;
    update ledger_book b set disclosed_position = d.position from added d where b.id = d.book;
    delete from tally t using added d where t.book = d.book and t.disclosed;
    insert into tally
        select t.book, true, t.year, t.kind, t.quantity, t.entries, t.first_day, t.last_day,
            t.measure, t.approximate, t.basis, t.programme_type, t.sector, t.months, t.weekly_hours, t.funded, t.personal
        from tally t join added d using (book) where not t.disclosed;
    return null;
end $$;
create trigger disclosure_tallied after insert on ledger_disclosure referencing new table as added
    for each statement execute function tally_disclosed();

-- Where a tally says something other than the lines that its reader sees; no rows, always.
create view tally_difference with (security_invoker = true) as
    with counted as (
        select book, year, kind, sum(quantity) as quantity, count(*) as entries, min(from_on) as first_day, max(occurred_on) as last_day
        from tallied_entry group by 1, 2, 3
    ), kept as (
        select book, year, kind, quantity::numeric, entries, first_day, last_day from tally
    )
    (table counted except table kept) union all (table kept except table counted);
grant select on tallied_entry, tally_difference to dure_app;
