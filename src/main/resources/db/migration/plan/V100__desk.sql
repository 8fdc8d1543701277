-- 계획 데스크: a DRAFT is worked on where it stands; submitted it is frozen under the hash of its content, and only its
-- state moves from then on.

alter table plan drop constraint plan_state_check;
alter table plan add constraint plan_state_check check (state in
    ('DRAFT', 'SUBMITTED', 'UNDER_DELIBERATION', 'APPROVED', 'REJECTED', 'DISCLOSED', 'SUPERSEDED', 'WITHDRAWN'));
alter table plan alter column content_hash drop not null;         -- null: a draft that was edited since it was written
alter table plan add constraint plan_frozen check (state in ('DRAFT', 'WITHDRAWN') or content_hash is not null);
alter table plan add column revision bigint not null default 0;   -- counts the edits of a draft: the order of plan_edit
alter table plan add column based_on uuid;                        -- the version (or last year's) that this began as a copy of
alter table plan add column reason text not null default '';      -- 추경, 수정공시: why there is this version
grant update on plan to dure_app;

create function plan_stays() returns trigger language plpgsql as $$
declare
    -- the columns that say where a version stands, not what it says
    moving constant text[] := array['state', 'disclosed_at'];
begin
    if old.state <> new.state and not (old.state, new.state) in (
            ('DRAFT', 'SUBMITTED'), ('DRAFT', 'WITHDRAWN'),
            ('SUBMITTED', 'UNDER_DELIBERATION'), ('SUBMITTED', 'APPROVED'), ('SUBMITTED', 'DISCLOSED'), ('SUBMITTED', 'WITHDRAWN'),
            ('UNDER_DELIBERATION', 'SUBMITTED'), ('UNDER_DELIBERATION', 'APPROVED'), ('UNDER_DELIBERATION', 'REJECTED'),
            ('UNDER_DELIBERATION', 'WITHDRAWN'),
            ('APPROVED', 'DISCLOSED'), ('APPROVED', 'WITHDRAWN'),
            ('DISCLOSED', 'SUPERSEDED')) then
        raise exception 'a plan does not go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    if old.state <> 'DRAFT' and to_jsonb(new) - moving is distinct from to_jsonb(old) - moving then
        raise exception 'a plan is frozen from its submission on; write a new version' using errcode = 'insufficient_privilege';
    end if;
    -- A department's officer edits projects, and by that counts the draft's revisions; nothing else of the plan.
    if own_departments() is not null and not reaches_all('dure.writes')
            and not old.municipality = any (coalesce(writes(), '{}'))
            and to_jsonb(new) - array['revision', 'content_hash'] is distinct from to_jsonb(old) - array['revision', 'content_hash'] then
        raise exception 'a plan is written by the office of jobs policy' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger plan_stays before update on plan for each row execute function plan_stays();

-- What a version consists of changes while it is a draft, and never after. Of a department's officer: its own projects,
-- while its part is open.
create table plan_part (
    plan_id       uuid not null,
    municipality  text not null,
    department_id bigint not null references department,
    open          boolean not null,
    primary key (plan_id, department_id),
    foreign key (plan_id, municipality) references plan (id, municipality)
);
call build_wall('plan_part', 'false');
grant select, insert, update on plan_part to dure_app;

-- 전략·과제 are put into another order by new numbers, which their projects follow within one transaction.
alter table task alter constraint task_plan_id_strategy_no_fkey deferrable;
alter table planned_project alter constraint planned_project_plan_id_strategy_no_fkey deferrable;
alter table planned_project alter constraint planned_project_plan_id_strategy_no_task_no_fkey deferrable;
grant update (code) on project to dure_app;

alter table planned_project add column partners text;             -- 협력기관
alter table planned_project add column description text;          -- 목적·내용
alter table planned_project add column legal_basis text;          -- 근거 법령·조례
alter table planned_project add column ministry_call text;        -- 중앙부처 공모·지침
alter table planned_project add column risks text;                -- 위험 요인
alter table planned_project add column measure text not null default 'JOBS'
    check (measure in ('JOBS', 'PERSONS', 'PERSON_DAYS', 'PLACEMENTS', 'TRAINEES', 'SITES'));
alter table planned_project add column stated_unit text;          -- null: the measure's usual one
alter table planned_project add column months numeric(5, 1) check (months > 0);              -- expected terms of the jobs
alter table planned_project add column weekly_hours numeric(4, 1) check (weekly_hours > 0);
alter table planned_project add column contract text check (contract in ('REGULAR', 'TEMPORARY', 'DAILY'));
alter table planned_project add column monthly_wage bigint check (monthly_wage >= 0);        -- won
alter table planned_project add column insured boolean;
alter table planned_project add column predecessor bigint;        -- last year's project that this one continues
alter table planned_project add foreign key (municipality, data_set, predecessor) references project (municipality, data_set, id);

-- 대상별 목표: groups overlap, so these are no parts of the target and never added to each other.
create table group_target (
    plan_id      uuid not null,
    municipality text not null,
    project_id   bigint not null,
    target_group text not null,
    quantity     bigint not null check (quantity >= 0),
    primary key (plan_id, project_id, target_group),
    foreign key (plan_id, municipality, project_id) references planned_project (plan_id, municipality, project_id)
);
call build_wall('group_target', 'plan_id in (select p.id from plan p)');
grant select, insert on group_target to dure_app;

alter table budget_line add column year smallint;                 -- null: the plan's own
alter table budget_line add column carried_in bigint check (carried_in >= 0);  -- 전년도 이월액, beside what is appropriated
alter table budget_line drop constraint budget_line_check;
alter table budget_line add constraint budget_line_amount check (num_nonnulls(appropriated, carried_in, executed) > 0);

do $$
declare item text;
begin
    foreach item in array array['goal', 'year_target', 'strategy', 'task', 'component', 'planned_project', 'target',
            'group_target', 'budget_line'] loop
        execute format('create policy staff_deletes on %s for delete using ((select writes_all()) or municipality = any ((select writes())::text[]))', item);
        execute format('grant update, delete on %s to dure_app', item);
    end loop;
    -- What a department's officer writes; that it is of its own department is asked a statement, below.
    foreach item in array array['planned_project', 'target', 'group_target', 'budget_line'] loop
        execute format('create policy department_inserts on %s for insert with check (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own))', item);
        execute format('create policy department_updates on %s for update using (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own))', item);
        execute format('create policy department_deletes on %s for delete using (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own))', item);
    end loop;
    foreach item in array array['plan', 'project'] loop
        execute format('create policy department_writes on %s for %s (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own))',
            item, case item when 'plan' then 'update using' else 'insert with check' end);
    end loop;
end $$;

create function only_of_drafts() returns trigger language plpgsql as $$
begin
    if exists (select from (select distinct plan_id from touched) a join plan p on p.id = a.plan_id where p.state <> 'DRAFT') then
        raise exception 'a plan is frozen from its submission on; write a new version' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;

-- A department's officer without the municipality's plans: only while the part of the department is open, and only of
-- projects that are the department's before and after.
create function only_own_projects() returns trigger language plpgsql as $$
begin
    if own_departments() is null or reaches_all('dure.writes') then
        return null;
    end if;
    if exists (select from touched a
            where not a.municipality = any (coalesce(writes(), '{}')) and not exists (
                select from department d join plan_part o on o.department_id = d.id and o.plan_id = a.plan_id and o.open
                where d.id = a.department_id and a.municipality || ':' || d.name = any (own_departments()))) then
        raise exception 'a project of another department, or of a part that is not open' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'UPDATE' then
        if exists (select from gone g join touched a using (plan_id, project_id)
                where not a.municipality = any (coalesce(writes(), '{}')) and g.department_id is distinct from a.department_id) then
            raise exception 'a project of another department, or of a part that is not open' using errcode = 'insufficient_privilege';
        end if;
    end if;
    return null;
end $$;

create function only_own_parts() returns trigger language plpgsql as $$
begin
    if own_departments() is null or reaches_all('dure.writes') then
        return null;
    end if;
    if exists (select from (select distinct plan_id, project_id, municipality from touched) a
            where not a.municipality = any (coalesce(writes(), '{}')) and not exists (
                select from planned_project pp
                    join department d on d.id = pp.department_id
                    join plan_part o on o.department_id = d.id and o.plan_id = a.plan_id and o.open
                where pp.plan_id = a.plan_id and pp.project_id = a.project_id
                    and a.municipality || ':' || d.name = any (own_departments()))) then
        raise exception 'a project of another department, or of a part that is not open' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;

do $$
declare
    item text;
    asked text;
begin
    foreach item in array array['goal', 'year_target', 'strategy', 'task', 'component', 'planned_project', 'target',
            'group_target', 'budget_line'] loop
        foreach asked in array array['only_of_drafts',
                case item when 'planned_project' then 'only_own_projects'
                    when 'target' then 'only_own_parts' when 'group_target' then 'only_own_parts' when 'budget_line' then 'only_own_parts' end] loop
            continue when asked is null;
            execute format('create trigger %s_i after insert on %s referencing new table as touched for each statement execute function %1$s()', asked, item);
            execute format('create trigger %s_u after update on %s referencing old table as gone new table as touched for each statement execute function %1$s()', asked, item);
            execute format('create trigger %s_d after delete on %s referencing old table as touched for each statement execute function %1$s()', asked, item);
        end loop;
    end loop;
end $$;

-- 변경 이력 of a draft: one revision an edit, one row a field. What is undone is edited back, so nothing is ever taken away here.
create table plan_edit (
    plan_id      uuid not null,
    municipality text not null,
    revision     bigint not null,
    ordinal      smallint not null,
    subject      text not null check (subject in ('PLAN', 'GOAL', 'YEAR', 'STRATEGY', 'TASK', 'COMPONENT', 'PROJECT')),
    item         text not null,                          -- a project's id, a strategy's number, 1.2 for a task
    field        text not null,
    before       text,
    after        text,
    edited_at    timestamptz not null,
    edited_by    text not null,
    account      uuid,
    primary key (plan_id, revision, ordinal),
    foreign key (plan_id, municipality) references plan (id, municipality)
);
create index plan_edit_field on plan_edit (plan_id, subject, item, field, revision desc);
create trigger plan_edit_append_only before update or delete or truncate on plan_edit for each statement execute function refuse_change();
call build_wall('plan_edit', 'false');
create policy department_inserts on plan_edit for insert
    with check (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own));
grant select, insert on plan_edit to dure_app;

-- 상태 이력: how a version went from state to state, by whom and on what ground.
create table plan_move (
    id           bigint generated by default as identity primary key,
    plan_id      uuid not null,
    municipality text not null,
    from_state   text not null,
    to_state     text not null,
    moved_at     timestamptz not null,
    moved_by     text not null,
    account      uuid,
    reason       text not null default '',
    foreign key (plan_id, municipality) references plan (id, municipality)
);
create index plan_move_plan on plan_move (plan_id);
create trigger plan_move_append_only before update or delete or truncate on plan_move for each statement execute function refuse_change();
call build_wall('plan_move', 'false');
grant select, insert on plan_move to dure_app;

-- 의결: what a council decided of a version. A deferred version may be decided again; the last one counts.
create table plan_resolution (
    id              bigint generated by default as identity primary key,
    plan_id         uuid not null,
    municipality    text not null,
    resolution      text not null check (resolution in ('PASSED_AS_DRAFTED', 'PASSED_AMENDED', 'DEFERRED', 'REJECTED')),
    decided_on      date not null,
    decided_by      text not null,                       -- the body's name
    meeting         uuid,                                -- of dure.council
    document_number text,                                -- 결재 문서번호
    amendment       text not null default '',            -- what 수정가결 changed, in words
    recorded_at     timestamptz not null,
    recorded_by     text not null,
    foreign key (plan_id, municipality) references plan (id, municipality)
);
create index plan_resolution_plan on plan_resolution (plan_id);
create trigger plan_resolution_append_only before update or delete or truncate on plan_resolution for each statement execute function refuse_change();
call build_wall('plan_resolution', 'plan_id in (select p.id from plan p)');
grant select, insert on plan_resolution to dure_app;

-- 공시 요건: what a municipality asks for before a plan becomes public; the newest of a kind that is valid counts, and
-- where there is none, a plan must only not be rejected or deferred.
create table disclosure_condition (
    id                bigint generated by default as identity primary key,
    municipality      text not null references municipality (code),
    kind              text not null check (kind in ('TERM', 'YEAR', 'AMENDMENT')),
    valid_from        date not null,
    resolution        boolean not null,
    approval_document boolean not null,
    set_at            timestamptz not null,
    set_by            text not null,
    check (resolution or not approval_document)
);
create trigger disclosure_condition_append_only before update or delete or truncate on disclosure_condition for each statement execute function refuse_change();
call build_wall('disclosure_condition', 'true');
grant select, insert on disclosure_condition to dure_app;

-- 결산: what became of a project's money when the year was closed, by source [won]. The newest of a source counts.
create table budget_settlement (
    id           bigint generated by default as identity primary key,
    municipality text not null,
    data_set     text not null,
    project_id   bigint not null,
    source       text not null check (source in ('NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'OTHER', 'UNSPECIFIED')),
    spent        bigint not null check (spent >= 0),          -- 지출액
    carried_over bigint not null check (carried_over >= 0),   -- 다음 연도 이월액
    settled_at   timestamptz not null,
    settled_by   text not null,
    foreign key (municipality, data_set, project_id) references project (municipality, data_set, id)
);
create index budget_settlement_project on budget_settlement (project_id);
create trigger budget_settlement_append_only before update or delete or truncate on budget_settlement for each statement execute function refuse_change();
call build_wall('budget_settlement', 'false');
grant select, insert on budget_settlement to dure_app;
