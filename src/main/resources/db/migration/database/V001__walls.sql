-- Who is asking is a matter of the transaction: the application binds it when a transaction begins
-- (dure.access) and PostgreSQL's row security reads it. Nothing bound means no rows.

-- The application's role. It owns nothing, so that neither a forgotten "where" nor an "alter table" can pass a wall.
do $$
begin
    if not exists (select from pg_roles where rolname = 'dure_app') then
        create role dure_app nologin;
    end if;
    -- An external database with one login: it owns the tables and works as dure_app. With two, the owner need not.
    if not pg_has_role(current_user, 'dure_app', 'set') then
        begin
            grant dure_app to current_user with inherit false, set true;
        exception when insufficient_privilege then
            raise notice '% does not work as dure_app', current_user;
        end;
    end if;
end $$;

grant usage on schema public to dure_app;

-- Staging for COPY: PostgreSQL refuses COPY FROM into a table under row security.
do $$
begin
    if has_database_privilege('dure_app', current_database(), 'temporary') then
        return;
    end if;
    execute format('grant temporary on database %I to dure_app', current_database());
end $$;

-- What the asking party may read undisclosed, and what it may write: dure.reads and dure.writes hold codes,
-- comma-separated, or '*'. Policies call these inside (select …), so that they are asked once a statement.
create function reads_all() returns boolean language sql stable parallel safe
    return coalesce(current_setting('dure.reads', true), '') = '*';
create function reads() returns text[] language sql stable parallel safe
    return string_to_array(coalesce(current_setting('dure.reads', true), ''), ',');
create function writes_all() returns boolean language sql stable parallel safe
    return coalesce(current_setting('dure.writes', true), '') = '*';
create function writes() returns text[] language sql stable parallel safe
    return string_to_array(coalesce(current_setting('dure.writes', true), ''), ',');

-- Everybody who comes through the door, signed in or not, may read what is disclosed; a job that bound nobody may not.
create function reads_disclosed() returns boolean language sql stable parallel safe
    return coalesce(current_setting('dure.public', true), '') = 'on';

-- The wall of a table with a column "municipality": forced row security, the same three policies everywhere.
-- "disclosed" is the condition under which a row is public; 'false' where it never is.
create procedure build_wall(walled regclass, disclosed text) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', walled);
    execute format('alter table %s force row level security', walled);
    execute format('create policy staff_reads on %s for select using ((select reads_all()) or municipality = any ((select reads())::text[]))', walled);
    execute format('create policy public_reads on %s for select using ((select reads_disclosed()) and (%s))', walled, disclosed);
    execute format('create policy staff_inserts on %s for insert with check ((select writes_all()) or municipality = any ((select writes())::text[]))', walled);
    execute format('create policy staff_updates on %s for update using ((select writes_all()) or municipality = any ((select writes())::text[]))', walled);
end $$;

-- Attached to every append-only table. It refuses for everybody, the owner of the table included.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'append-only: % of % is refused; correct a mistake by a reversal', lower(tg_op), tg_table_name
        using errcode = 'insufficient_privilege';
end $$;
