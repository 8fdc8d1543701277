-- 초대, 부서, and walls that ask for more than the municipality.

alter table account add column email text unique check (email = lower(email));

-- 부서 담당: of which department, by its name in the municipality (a name outlives data sets and plans).
alter table role_grant add column department text check ((role = 'DEPARTMENT_OFFICER') = (department is not null));
drop index role_grant_once;
create unique index role_grant_once on role_grant (account_id, role, municipality, department) nulls not distinct
    where revoked_at is null;

-- 초대: a link by e-mail that sets the first password. Only a SHA-256 of its 256 random bits is kept.
create table invitation (
    id          uuid primary key default uuidv7(),
    account_id  uuid not null references account,
    secret_hash bytea not null unique,
    sent_to     text not null,
    invited_by  uuid references account,
    invited_at  timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz
);
create index invitation_account on invitation (account_id);
grant select, insert, update (expires_at, used_at) on invitation to dure_app;

-- dure.reads and its like hold codes; "44000+" means the cities and counties of that province. Which they are is asked of
-- the table and not of the codes, in the database, so that the wall does not lean on what the application believes.
create function reach_of(setting text) returns text[] language plpgsql stable parallel safe as $$
declare
    said constant text := coalesce(current_setting(setting, true), '');
begin
    if position('+' in said) = 0 then
        return string_to_array(said, ',');
    end if;
    return (
        select array_agg(code) from (
            select word from unnest(string_to_array(said, ',')) word where word not like '%+'
            union
            select m.code from unnest(string_to_array(said, ',')) word
                join municipality m on m.parent_code = rtrim(word, '+')
            where word like '%+') reached (code));
end $$;
create function reaches_all(setting text) returns boolean language sql stable parallel safe
    return coalesce(current_setting(setting, true), '') = '*';

create or replace function reads() returns text[] language sql stable parallel safe
    return reach_of('dure.reads');
create or replace function writes() returns text[] language sql stable parallel safe
    return reach_of('dure.writes');

-- 부서 담당이 쓰는 부서: "30170:일자리경제과", one a line.
create function own_departments() returns text[] language sql stable parallel safe
    return string_to_array(nullif(coalesce(current_setting('dure.departments', true), ''), ''), E'\n');

-- The wall of a table that only a reach of its own opens (persons, the access log): whoever may read the municipality's
-- plans does not read these.
create procedure build_wall_by(walled regclass, reading text, writing text) language plpgsql as $$
declare
    readable constant text := format('((select reaches_all(%1$L)) or municipality = any ((select reach_of(%1$L))::text[]))', reading);
    writable constant text := format('((select reaches_all(%1$L)) or municipality = any ((select reach_of(%1$L))::text[]))', writing);
begin
    execute format('alter table %s enable row level security', walled);
    execute format('alter table %s force row level security', walled);
    execute format('create policy readers on %s for select using %s', walled, readable);
    execute format('create policy inserts on %s for insert with check %s', walled, writable);
    execute format('create policy updates on %s for update using %s', walled, writable);
    execute format('create policy deletes on %s for delete using %s', walled, writable);
end $$;
