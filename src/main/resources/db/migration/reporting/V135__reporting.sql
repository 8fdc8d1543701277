-- 월별 보고: departments report what came about in a month or a quarter, the office accepts or returns it, and what is closed
-- stays. The ledger holds the figures; here stands who reported what, when, and what of it became which line.

-- 보고 설정 of a book: whether periods open by calendar, and when they are due.
create table reporting_setting (
    municipality  text not null,
    data_set      text not null check (data_set in ('REAL', 'SAMPLE', 'SIMULATED')),
    kind          text not null check (kind in ('MONTH', 'QUARTER')),
    due_day       smallint not null check (due_day between 1 and 28), -- of the month after the period
    automatic     boolean not null,                      -- opens by calendar
    close_after   smallint check (close_after between 0 and 60), -- so many days after it is due it closes; null: by hand
    days_off      date[] not null default '{}',          -- 임시 공휴일, 선거일 and the office's own
    changed_at    timestamptz not null,
    changed_by    text not null,
    primary key (municipality, data_set),
    foreign key (municipality) references municipality (code)
);
call build_wall('reporting_setting', 'false');
grant select, insert, update on reporting_setting to dure_app;

-- 공휴일 that are known by law, substitute days among them. What the government adds later an office adds to its setting.
create table holiday (
    day  date primary key,
    name text not null
);
grant select on holiday to dure_app;
insert into holiday (day, name) values
    ('2025-01-01', '신정'), ('2025-01-27', '임시공휴일'), ('2025-01-28', '설날'), ('2025-01-29', '설날'), ('2025-01-30', '설날'),
    ('2025-03-01', '삼일절'), ('2025-03-03', '대체공휴일'), ('2025-05-05', '어린이날·부처님오신날'), ('2025-05-06', '대체공휴일'),
    ('2025-06-03', '대통령선거일'), ('2025-06-06', '현충일'), ('2025-08-15', '광복절'), ('2025-10-03', '개천절'), ('2025-10-05', '추석'),
    ('2025-10-06', '추석'), ('2025-10-07', '추석'), ('2025-10-08', '대체공휴일'), ('2025-10-09', '한글날'), ('2025-12-25', '기독탄신일'),
    ('2026-01-01', '신정'), ('2026-02-16', '설날'), ('2026-02-17', '설날'), ('2026-02-18', '설날'), ('2026-03-01', '삼일절'),
    ('2026-03-02', '대체공휴일'), ('2026-05-05', '어린이날'), ('2026-05-24', '부처님오신날'), ('2026-05-25', '대체공휴일'),
    ('2026-06-03', '지방선거일'), ('2026-06-06', '현충일'), ('2026-08-15', '광복절'), ('2026-08-17', '대체공휴일'), ('2026-09-24', '추석'),
    ('2026-09-25', '추석'), ('2026-09-26', '추석'), ('2026-10-03', '개천절'), ('2026-10-05', '대체공휴일'), ('2026-10-09', '한글날'),
    ('2026-12-25', '기독탄신일'),
    ('2027-01-01', '신정'), ('2027-02-06', '설날'), ('2027-02-07', '설날'), ('2027-02-08', '설날'), ('2027-02-09', '대체공휴일'),
    ('2027-03-01', '삼일절'), ('2027-05-05', '어린이날'), ('2027-05-13', '부처님오신날'), ('2027-06-06', '현충일'), ('2027-08-15', '광복절'),
    ('2027-08-16', '대체공휴일'), ('2027-09-14', '추석'), ('2027-09-15', '추석'), ('2027-09-16', '추석'), ('2027-10-03', '개천절'),
    ('2027-10-04', '대체공휴일'), ('2027-10-09', '한글날'), ('2027-10-11', '대체공휴일'), ('2027-12-25', '기독탄신일'), ('2027-12-27', '대체공휴일'),
    ('2028-01-01', '신정'), ('2028-01-26', '설날'), ('2028-01-27', '설날'), ('2028-01-28', '설날'), ('2028-03-01', '삼일절'),
    ('2028-05-02', '부처님오신날'), ('2028-05-05', '어린이날'), ('2028-06-06', '현충일'), ('2028-08-15', '광복절'), ('2028-10-02', '추석'),
    ('2028-10-03', '추석·개천절'), ('2028-10-04', '추석'), ('2028-10-05', '대체공휴일'), ('2028-10-09', '한글날'), ('2028-12-25', '기독탄신일'),
    ('2029-01-01', '신정'), ('2029-02-12', '설날'), ('2029-02-13', '설날'), ('2029-02-14', '설날'), ('2029-03-01', '삼일절'),
    ('2029-05-05', '어린이날'), ('2029-05-07', '대체공휴일'), ('2029-05-20', '부처님오신날'), ('2029-05-21', '대체공휴일'), ('2029-06-06', '현충일'),
    ('2029-08-15', '광복절'), ('2029-09-21', '추석'), ('2029-09-22', '추석'), ('2029-09-23', '추석'), ('2029-09-24', '대체공휴일'),
    ('2029-10-03', '개천절'), ('2029-10-09', '한글날'), ('2029-12-25', '기독탄신일'),
    ('2030-01-01', '신정'), ('2030-02-02', '설날'), ('2030-02-03', '설날'), ('2030-02-04', '설날'), ('2030-02-05', '대체공휴일'),
    ('2030-03-01', '삼일절'), ('2030-05-05', '어린이날'), ('2030-05-06', '대체공휴일'), ('2030-05-09', '부처님오신날'), ('2030-06-06', '현충일'),
    ('2030-08-15', '광복절'), ('2030-09-11', '추석'), ('2030-09-12', '추석'), ('2030-09-13', '추석'), ('2030-10-03', '개천절'),
    ('2030-10-09', '한글날'), ('2030-12-25', '기독탄신일');

-- 보고 기간: a month (2026-07) or a quarter (2026-Q3).
create table reporting_period (
    id           uuid primary key default uuidv7(),
    municipality text not null,
    data_set     text not null check (data_set in ('REAL', 'SAMPLE', 'SIMULATED')),
    name         text not null check (name ~ '^[0-9]{4}-(0[1-9]|1[0-2]|Q[1-4])$'),
    from_on      date not null,
    to_on        date not null,
    due_on       date not null,
    state        text not null check (state in ('OPEN', 'CLOSED')),
    opened_at    timestamptz not null,
    opened_by    text not null,
    account      uuid,
    closed_at    timestamptz,
    closed_by    text,
    unique (municipality, data_set, name),
    unique (id, municipality),
    foreign key (municipality) references municipality (code),
    check (to_on > from_on),
    check ((state = 'CLOSED') = (closed_at is not null))
);
create index reporting_period_open on reporting_period (due_on) where state = 'OPEN';
call build_wall('reporting_period', 'false');
grant select, insert, update (state, due_on, closed_at, closed_by) on reporting_period to dure_app;

-- Where a department stands in a period.
create table department_report (
    period_id     uuid not null,
    municipality  text not null,
    department_id bigint not null,
    state         text not null check (state in ('OPEN', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'CLOSED')),
    submissions   int not null default 0,                -- how often it was submitted
    late          boolean not null default false,        -- 기한 경과: first submitted after it was due, or not at all; kept
    submitted_at  timestamptz,                           -- the last time
    accepted_at   timestamptz,                           -- null again once it is returned
    moved_at      timestamptz not null,
    primary key (period_id, department_id),
    foreign key (period_id, municipality) references reporting_period (id, municipality),
    foreign key (department_id, municipality) references department (id, municipality)
);
call build_wall('department_report', 'false');
grant select, insert, update (state, submissions, late, submitted_at, accepted_at, moved_at) on department_report to dure_app;

-- 작성 중: what a department has typed, cell by cell. Whoever changes one says which version he saw.
create table report_cell (
    period_id     uuid not null,
    municipality  text not null,
    department_id bigint not null,
    project_id    bigint not null,
    field         text not null check (field ~ '^(quantity/[A-Z_]+|executed|evidence|cause)$'),
    value         text check (length(value) <= 1000),    -- null: cleared
    stated        bigint check (stated >= 0),            -- 누계 as it was typed, where the value was computed from it
    version       int not null check (version > 0),
    changed_at    timestamptz not null,
    changed_by    text not null,
    account       uuid,
    primary key (period_id, project_id, field),
    foreign key (period_id, municipality) references reporting_period (id, municipality),
    foreign key (department_id, municipality) references department (id, municipality),
    foreign key (project_id) references project
);
call build_wall('report_cell', 'false');
grant select, insert, update (value, stated, version, changed_at, changed_by, account, department_id) on report_cell to dure_app;

-- A call that was answered: the same key once more changes nothing, whatever was typed since.
create table report_call (
    period_id     uuid not null,
    municipality  text not null,
    account       uuid not null,
    key           text not null,
    request_hash  bytea not null,
    called_at     timestamptz not null,
    primary key (period_id, account, key),
    foreign key (period_id, municipality) references reporting_period (id, municipality)
);
create index report_call_old on report_call (called_at);
call build_wall('report_call', 'false');
grant select, insert, delete on report_call to dure_app;

-- 제출된 줄: what was reported of a project, and which line of the ledger it became. 0 is a report too, and no line.
create table report_line (
    period_id     uuid not null,
    municipality  text not null,
    department_id bigint not null,
    project_id    bigint not null,
    measure       text not null,
    submission    int not null check (submission > 0),
    quantity      bigint not null check (quantity >= 0), -- the whole of the period
    entry         bigint,                                -- its place in the book; null where nothing was to be written
    written       bigint not null check (written >= 0),  -- of it in that entry; the rest stood in the book from elsewhere
    stated        bigint check (stated > 0),             -- 누계 as it was typed
    evidence      text,
    reported_at   timestamptz not null,
    reported_by   text not null,
    account       uuid,
    primary key (period_id, project_id, measure, submission),
    foreign key (period_id, municipality) references reporting_period (id, municipality),
    foreign key (department_id, municipality) references department (id, municipality),
    foreign key (project_id) references project
);
create unique index report_line_entry_once on report_line (municipality, period_id, entry) where entry is not null;
create trigger report_line_append_only before update or delete or truncate on report_line for each statement execute function refuse_change();
call build_wall('report_line', 'false');
grant select, insert on report_line to dure_app;

-- 예산 집행 [won] of a project in a period. A mistake is taken back by a row that names it.
create table budget_execution (
    id            bigint generated by default as identity primary key,
    period_id     uuid not null,
    municipality  text not null,
    data_set      text not null,
    department_id bigint not null,
    project_id    bigint not null,
    from_on       date not null,
    occurred_on   date not null,
    won           bigint not null,
    reverses      bigint references budget_execution,
    recorded_at   timestamptz not null,
    recorder      text not null,
    account       uuid,
    check (won >= 0 or reverses is not null),
    foreign key (period_id, municipality) references reporting_period (id, municipality),
    foreign key (department_id, municipality) references department (id, municipality),
    foreign key (project_id) references project
);
create unique index budget_execution_reversed_once on budget_execution (reverses) where reverses is not null;
create index budget_execution_day on budget_execution (municipality, data_set, occurred_on);
create index budget_execution_period on budget_execution (period_id, project_id);
create trigger budget_execution_append_only before update or delete or truncate on budget_execution for each statement execute function refuse_change();
call build_wall('budget_execution', 'false');
grant select, insert on budget_execution to dure_app;

-- 보고 이력: every step with who and when.
create table report_step (
    id            bigint generated by default as identity primary key,
    period_id     uuid not null,
    municipality  text not null,
    department_id bigint,                                -- null: of the period
    kind          text not null check (kind in ('OPENED', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'REOPENED', 'DUE_MOVED', 'CLOSED')),
    remarks       text not null default '' check (length(remarks) <= 2000),
    made_at       timestamptz not null,
    made_by       text not null,
    account       uuid,
    foreign key (period_id, municipality) references reporting_period (id, municipality),
    foreign key (department_id, municipality) references department (id, municipality)
);
create index report_step_period on report_step (period_id, department_id, id desc);
create trigger report_step_append_only before update or delete or truncate on report_step for each statement execute function refuse_change();
call build_wall('report_step', 'false');
grant select, insert on report_step to dure_app;

-- 알림: each goes out once, by whichever node claims it first.
create table report_reminder (
    period_id     uuid not null,
    municipality  text not null,
    department_id bigint not null,
    recipient     text not null,
    kind          text not null check (kind in ('OPENED', 'BEFORE', 'LATE', 'RETURNED', 'NOW')),
    on_day        date not null,
    claimed_at    timestamptz not null,
    sent_at       timestamptz,
    primary key (period_id, department_id, recipient, kind, on_day),
    foreign key (period_id, municipality) references reporting_period (id, municipality),
    foreign key (department_id, municipality) references department (id, municipality)
);
call build_wall('report_reminder', 'false');
grant select, insert, update (claimed_at, sent_at) on report_reminder to dure_app;

-- 올린 보고 조각, between the look and the confirmation: a day at most, for the account that sent it.
create table report_upload (
    id            uuid primary key default uuidv7(),
    account_id    uuid not null references account,
    period_id     uuid not null references reporting_period,
    department_id bigint not null,
    file_name     text not null,
    content       bytea not null,
    uploaded_at   timestamptz not null
);
create index report_upload_account on report_upload (account_id);
grant select, insert, delete on report_upload to dure_app;

-- Where whoever asks writes for a department and nothing else: there it sees and writes its own.
create function departmental_municipalities() returns text[] language sql stable as $$
    select case when own_departments() is null or reaches_all('dure.writes') then '{}'::text[]
        else (select coalesce(array_agg(distinct left(own, 5)), '{}') from unnest(own_departments()) own
            where not left(own, 5) = any (coalesce(writes(), '{}'))) end
$$;
-- Its departments, and those that it followed: as department_acting says (V105), from the other end, as asking each department of
-- a municipality would take longer than saving a cell may.
create function own_department_ids() returns bigint[] language plpgsql stable as $$ begin
    return (with recursive own as (
            select d.id from department d
            where d.municipality || ':' || d.name = any (own_departments()) and (d.valid_to is null or d.valid_to >= korean_day())
            union
            select d.id from department d join own on d.successor = own.id where d.valid_to < korean_day())
        select coalesce(array_agg(id), '{}') from own);
end $$;

do $$
declare
    walled text;
begin
    foreach walled in array array['department_report', 'report_cell', 'report_line', 'budget_execution'] loop
        execute format($policy$create policy own_department on %s as restrictive for all using ((select reads_all())
            or not municipality = any ((select departmental_municipalities())::text[])
            or department_id = any ((select own_department_ids())::bigint[])%s)$policy$, walled,
            -- An amendment may have moved a project to another department: what was typed of it goes with it.
            case when walled = 'department_report' then '' else ' or department_of(project_id) = any (own_departments())' end);
        execute format('create policy department_inserts on %s for insert with check (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own))', walled);
    end loop;
    foreach walled in array array['department_report', 'report_cell'] loop
        execute format('create policy department_updates on %s for update using (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own))', walled);
    end loop;
end $$;
create policy own_department on report_step as restrictive for all using ((select reads_all())
    or not municipality = any ((select departmental_municipalities())::text[])
    or department_id is null or department_id = any ((select own_department_ids())::bigint[]));
create policy department_submits on report_step for insert
    with check (kind = 'SUBMITTED' and department_id = any ((select own_department_ids())::bigint[]));
create policy own_department on report_reminder as restrictive for all using ((select reads_all())
    or not municipality = any ((select departmental_municipalities())::text[]));
create policy department_calls on report_call for insert
    with check (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own));
create policy old_ones_go on report_call for delete using (called_at < now() - interval '14 days');
create policy own_calls on report_call as restrictive for select
    using ((select reads_all()) or account::text = current_setting('dure.account', true));

-- States, by whoever moves them.
create function reporting_period_moves() returns trigger language plpgsql as $$
begin
    if old.state = 'CLOSED' then
        raise exception 'a reporting period that was closed stays as it is' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger reporting_period_moves before update on reporting_period for each row execute function reporting_period_moves();

create function department_report_moves() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.state <> 'OPEN' or new.submissions <> 0 then
            raise exception 'a report begins open' using errcode = 'check_violation';
        end if;
    elsif old.state = new.state or (old.state, new.state) not in (('OPEN', 'SUBMITTED'), ('RETURNED', 'SUBMITTED'),
            ('SUBMITTED', 'RETURNED'), ('SUBMITTED', 'ACCEPTED'), ('ACCEPTED', 'RETURNED'),
            ('OPEN', 'CLOSED'), ('SUBMITTED', 'CLOSED'), ('RETURNED', 'CLOSED'), ('ACCEPTED', 'CLOSED')) then
        raise exception 'a report does not go from % to %', old.state, new.state using errcode = 'check_violation';
    elsif old.late and not new.late then
        raise exception 'a report that was late stays late' using errcode = 'check_violation';
    end if;
    if (select p.state from reporting_period p where p.id = new.period_id) is distinct from 'OPEN' then
        raise exception 'a reporting period that was closed stays as it is' using errcode = 'insufficient_privilege';
    end if;
    -- A department submits its own, and the office does everything else.
    if new.municipality = any (departmental_municipalities())
            and (new.state not in ('OPEN', 'SUBMITTED') or not new.department_id = any (own_department_ids())) then
        raise exception 'a department submits its own report and no other' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger department_report_moves before insert or update on department_report for each row execute function department_report_moves();

-- What is typed is typed while the report is open.
create function report_cell_open() returns trigger language plpgsql as $$
declare
    stands text;
begin
    stands := (select r.state from department_report r join reporting_period p on p.id = r.period_id and p.state = 'OPEN'
        where r.period_id = new.period_id and r.department_id = new.department_id);
    if stands is null or stands not in ('OPEN', 'RETURNED') then
        raise exception 'a report that was submitted or closed is not typed into' using errcode = 'insufficient_privilege';
    end if;
    if new.municipality = any (departmental_municipalities())
            and not (new.department_id = any (own_department_ids())
                and coalesce(department_of(new.project_id) = any (own_departments()), false)) then
        raise exception 'a project of another department' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'UPDATE' and new.version <> old.version + 1 then
        raise exception 'a cell goes from version % to %', old.version, new.version using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger report_cell_open before insert or update on report_cell for each row execute function report_cell_open();

-- Once more what the wall says, for the lines that a submission writes: of one's own projects.
create function report_of_own_department() returns trigger language plpgsql as $$
begin
    if (select r.state from department_report r join reporting_period p on p.id = r.period_id and p.state = 'OPEN'
            where r.period_id = new.period_id and r.department_id = new.department_id) is distinct from 'SUBMITTED' then
        raise exception 'lines are written by a submission' using errcode = 'insufficient_privilege';
    end if;
    if new.municipality = any (departmental_municipalities())
            and not coalesce(department_of(new.project_id) = any (own_departments()), false) then
        raise exception 'a project of another department' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger report_of_own_department before insert on report_line for each row execute function report_of_own_department();
create trigger report_of_own_department before insert on budget_execution for each row execute function report_of_own_department();
