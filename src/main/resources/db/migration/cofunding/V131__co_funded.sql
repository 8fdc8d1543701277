-- 연계사업: a project of a province and one of its city or county that report the same jobs, since both pay for them. One side
-- proposes the link, the other confirms it; what is linked is counted once in a total that spans both. A link is ended, never deleted.
create table co_funding (
    id                  bigint generated always as identity primary key,
    data_set            text not null,
    municipality        text not null references municipality (code),   -- the province
    project             bigint not null,
    counterpart         text not null references municipality (code),   -- the city, county or district
    counterpart_project bigint not null,
    proposed_in         text not null,
    proposed_at         timestamptz not null,
    proposed_by         text not null,
    confirmed_at        timestamptz,
    confirmed_by        text,
    ended_at            timestamptz,
    ended_by            text,
    ended_why           text not null default '' check (length(ended_why) <= 500),
    foreign key (municipality, data_set, project) references project (municipality, data_set, id),
    foreign key (counterpart, data_set, counterpart_project) references project (municipality, data_set, id),
    check (municipality <> counterpart),
    check (proposed_in in (municipality, counterpart)),
    check ((confirmed_at is null) = (confirmed_by is null)),
    check ((ended_at is null) = (ended_by is null))
);
-- The jobs of a city's project are those of one project of its province, or of none.
create unique index co_funding_once on co_funding (counterpart_project) where ended_at is null;
create index co_funding_of on co_funding (municipality, data_set);
create index co_funding_with on co_funding (counterpart, data_set);

alter table co_funding enable row level security;
alter table co_funding force row level security;
create policy staff_reads on co_funding for select using ((select reads_all())
    or municipality = any ((select reads())::text[]) or counterpart = any ((select reads())::text[]));
create policy public_reads on co_funding for select using ((select reads_disclosed()) and confirmed_at is not null);
create policy proposals on co_funding for insert with check ((select reaches_all('dure.reporting'))
    or proposed_in = any ((select reach_of('dure.reporting'))::text[]));
create policy decisions on co_funding for update using ((select reaches_all('dure.reporting'))
    or municipality = any ((select reach_of('dure.reporting'))::text[]) or counterpart = any ((select reach_of('dure.reporting'))::text[]));
grant select, insert on co_funding to dure_app;
grant update (confirmed_at, confirmed_by, ended_at, ended_by, ended_why) on co_funding to dure_app;

create function decide_co_funding() returns trigger language plpgsql as $$
declare
    other text := case when old.proposed_in = old.municipality then old.counterpart else old.municipality end;
begin
    if tg_op = 'DELETE' or old.ended_at is not null then
        raise exception 'what was ended stays so' using errcode = 'insufficient_privilege';
    end if;
    if new.confirmed_at is distinct from old.confirmed_at and (old.confirmed_at is not null
            or not (reaches_all('dure.reporting') or other = any (coalesce(reach_of('dure.reporting'), '{}')))) then
        raise exception 'a link is confirmed once, by the side that did not propose it' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger co_funding_decided before update or delete on co_funding for each row execute function decide_co_funding();
