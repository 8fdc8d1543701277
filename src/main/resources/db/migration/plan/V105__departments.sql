-- 부서: departments begin, are renamed, merged and end. What was recorded keeps the words of its day; whose it is today
-- follows the successors.

alter table department add unique (id, municipality);
alter table department add foreign key (municipality, data_set, successor) references department (municipality, data_set, id);
alter table department add constraint department_ended_first check (successor is null or valid_to is not null);
alter table department add constraint department_valid check (valid_to >= valid_from);
create unique index department_code_once on department (municipality, data_set, code) where valid_to is null;
-- Not the name: a department of another name is another one.
grant update (code, valid_from, valid_to, successor) on department to dure_app;

-- Successors never lead back: whoever follows them arrives.
create function department_ends_somewhere() returns trigger language plpgsql as $$
declare
    next bigint := new.successor;
begin
    while next is not null loop
        if next = new.id then
            raise exception 'the successors of department % lead back to it', new.id using errcode = 'check_violation';
        end if;
        next := (select d.successor from department d where d.id = next);
    end loop;
    return null;
end $$;
create trigger department_ends_somewhere after insert or update of successor on department
    for each row when (new.successor is not null) execute function department_ends_somewhere();

-- A day is a day in Korea, wherever the server stands.
create function korean_day() returns date language sql stable parallel safe
    return (now() at time zone 'Asia/Seoul')::date;

-- Who does today what this department did: itself, or of those that ended the successor.
create function department_today(asked bigint) returns bigint language plpgsql stable as $$
declare
    found_one bigint := asked;
    next bigint;
begin
    loop
        next := (select d.successor from department d where d.id = found_one and d.valid_to < korean_day());
        exit when next is null;
        found_one := next;
    end loop;
    return found_one;
end $$;

-- As dure.departments writes it (30170:일자리경제과); null where it ended and nobody follows.
create function department_acting(asked bigint) returns text language sql stable as $$
    select d.municipality || ':' || d.name from department d
    where d.id = department_today(asked) and (d.valid_to is null or d.valid_to >= korean_day())
$$;

-- 담당 부서 of a project today: by the newest version of its plan that stands.
create or replace function department_of(project bigint) returns text language sql stable as $$
    select department_acting(pp.department_id)
    from planned_project pp join plan p on p.id = pp.plan_id
    where pp.project_id = project and p.state not in ('WITHDRAWN', 'REJECTED')
    order by p.version desc limit 1
$$;

-- As in V100, by the departments of today: a draft may still name one that ended meanwhile.
create or replace function only_own_projects() returns trigger language plpgsql as $$
begin
    if own_departments() is null or reaches_all('dure.writes') then
        return null;
    end if;
    if exists (select from touched a
            where not a.municipality = any (coalesce(writes(), '{}'))
                and (not coalesce(department_acting(a.department_id) = any (own_departments()), false)
                    or not exists (select from plan_part o
                        where o.plan_id = a.plan_id and o.open
                            and department_today(o.department_id) = department_today(a.department_id)))) then
        raise exception 'a project of another department, or of a part that is not open' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'UPDATE' then
        if exists (select from gone g join touched a using (plan_id, project_id)
                where not a.municipality = any (coalesce(writes(), '{}'))
                    and department_today(g.department_id) is distinct from department_today(a.department_id)) then
            raise exception 'a project of another department, or of a part that is not open' using errcode = 'insufficient_privilege';
        end if;
    end if;
    return null;
end $$;

create or replace function only_own_parts() returns trigger language plpgsql as $$
begin
    if own_departments() is null or reaches_all('dure.writes') then
        return null;
    end if;
    if exists (select from (select distinct plan_id, project_id, municipality from touched) a
            where not a.municipality = any (coalesce(writes(), '{}')) and not exists (
                select from planned_project pp
                    join plan_part o on o.plan_id = a.plan_id and o.open
                        and department_today(o.department_id) = department_today(pp.department_id)
                where pp.plan_id = a.plan_id and pp.project_id = a.project_id
                    and coalesce(department_acting(pp.department_id) = any (own_departments()), false))) then
        raise exception 'a project of another department, or of a part that is not open' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;

-- A department closes its own part by submitting it, and opens none.
create policy department_closes on plan_part for update
    using (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own));
create function part_of_own_department() returns trigger language plpgsql as $$
begin
    if own_departments() is not null and not reaches_all('dure.writes')
            and not old.municipality = any (coalesce(writes(), '{}'))
            and (new.open or to_jsonb(new) - 'open' is distinct from to_jsonb(old) - 'open'
                or not coalesce(department_acting(old.department_id) = any (own_departments()), false)) then
        raise exception 'a department closes its own part and no other' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger part_of_own_department before update on plan_part for each row execute function part_of_own_department();
