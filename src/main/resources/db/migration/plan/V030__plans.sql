-- 종합계획(TERM)과 연차별 세부계획(YEAR). A version is written once and never changed but for its state.
-- data_set keeps samples and simulations out of real books: everything that refers to a row of another data set is
-- refused by the composite keys below.
create table plan (
    id                       uuid primary key default uuidv7(),
    municipality             text not null references municipality (code),
    data_set                 text not null check (data_set in ('REAL', 'SAMPLE', 'SIMULATED')),
    kind                     text not null check (kind in ('TERM', 'YEAR')),
    period                   smallint not null,          -- 민선 N기 of a TERM, calendar year of a YEAR
    version                  int not null check (version > 0),
    state                    text not null check (state in ('DRAFT', 'SUBMITTED', 'UNDER_DELIBERATION', 'APPROVED', 'DISCLOSED', 'SUPERSEDED', 'WITHDRAWN')),
    title                    text not null,
    declared_target          bigint check (declared_target >= 0),
    target_unit              text,                       -- as the plan writes it: 개, 명, 건
    target_approximate       boolean not null default false,
    declared_strategies      int check (declared_strategies >= 0),
    declared_tasks           int check (declared_tasks >= 0),
    declared_projects        int check (declared_projects >= 0),
    declared_growth          numeric,                    -- ratio on the year before as the plan states it
    previous_target          bigint check (previous_target >= 0),
    previous_target_inferred text,                       -- the reason, where the source does not state it
    deliberated_on           date,
    deliberated_by           text,
    resolution               text check (resolution in ('PASSED_AS_DRAFTED', 'PASSED_AMENDED', 'DEFERRED', 'REJECTED')),
    source_kind              text not null check (source_kind in ('OFFICE', 'PRESS', 'SIMULATION')),
    source_name              text not null default '',
    source_date              date,
    inferred                 text,                       -- the reason, where a fact of the head was inferred
    remarks                  text not null default '',
    content_hash             bytea not null,
    created_at               timestamptz not null,
    created_by               text not null,
    disclosed_at             timestamptz,
    unique (municipality, data_set, kind, period, version),
    unique (id, municipality),
    unique (id, municipality, data_set),
    check ((source_kind = 'SIMULATION') = (data_set = 'SIMULATED')),
    check (source_kind <> 'PRESS' or data_set = 'SAMPLE')  -- a newspaper's plan never enters a real book
);
-- The public sees one version of a plan, never two.
create unique index plan_disclosed_once on plan (municipality, data_set, kind, period) where state = 'DISCLOSED';
call build_wall('plan', $$state in ('DISCLOSED', 'SUPERSEDED')$$);
grant select, insert, update (state, disclosed_at) on plan to dure_app;

-- 목표: what a plan promises beside the number of jobs, each with its base and period.
create table goal (
    plan_id      uuid not null,
    municipality text not null,
    no           smallint not null,
    kind         text not null check (kind in ('EMPLOYMENT_RATE', 'EMPLOYED', 'REGULAR_EMPLOYEES')),
    period_label text,                                   -- 2026 하반기, 2027 …; null where the plan does not say
    value        numeric not null,                       -- percent for EMPLOYMENT_RATE, persons otherwise
    age_base     text,                                   -- 15-64, 15+; null where the plan names none
    population   bigint check (population > 0),          -- of the age base, persons
    employed     bigint check (employed >= 0),           -- employed persons of the same base at the start
    approximate  boolean not null default false,
    inferred     text,
    primary key (plan_id, no),
    foreign key (plan_id, municipality) references plan (id, municipality)
);
call build_wall('goal', 'plan_id in (select p.id from plan p)');

-- 연차별 목표 of a term plan.
create table year_target (
    plan_id      uuid not null,
    municipality text not null,
    year         smallint not null,
    quantity     bigint not null check (quantity >= 0),
    approximate  boolean not null default false,
    primary key (plan_id, year),
    foreign key (plan_id, municipality) references plan (id, municipality)
);
call build_wall('year_target', 'plan_id in (select p.id from plan p)');

-- 핵심전략, 실천과제
create table strategy (
    plan_id      uuid not null,
    municipality text not null,
    no           smallint not null,
    name         text not null,
    primary key (plan_id, no),
    foreign key (plan_id, municipality) references plan (id, municipality)
);
call build_wall('strategy', 'plan_id in (select p.id from plan p)');

create table task (
    plan_id      uuid not null,
    municipality text not null,
    strategy_no  smallint not null,
    no           smallint not null,
    name         text not null,
    primary key (plan_id, strategy_no, no),
    foreign key (plan_id, strategy_no) references strategy,
    foreign key (plan_id, municipality) references plan (id, municipality)
);
call build_wall('task', 'plan_id in (select p.id from plan p)');

-- 목표 구성: the lines into which a plan itself divides its total (부문별, 분야별); projects may belong to one.
create table component (
    plan_id        uuid not null,
    municipality   text not null,
    no             smallint not null,
    label          text not null,
    quantity       bigint not null check (quantity >= 0),
    stated_unit    text not null,
    measure        text not null check (measure in ('JOBS', 'PERSONS', 'PERSON_DAYS', 'PLACEMENTS', 'TRAINEES', 'SITES')),
    approximate    boolean not null default false,
    programme_type text not null,
    sector         text not null check (sector in ('PUBLIC', 'PRIVATE', 'UNSPECIFIED')),
    primary key (plan_id, no),
    foreign key (plan_id, municipality) references plan (id, municipality)
);
call build_wall('component', 'plan_id in (select p.id from plan p)');

-- 부서. Validity and successor: 조직개편 moves projects without touching what was recorded.
create table department (
    id           bigint generated always as identity primary key,
    municipality text not null references municipality (code),
    data_set     text not null check (data_set in ('REAL', 'SAMPLE', 'SIMULATED')),
    code         text,
    name         text not null,
    valid_from   date,
    valid_to     date,
    successor    bigint references department,
    unique (municipality, data_set, name),
    unique (municipality, data_set, id)
);
call build_wall('department', 'true');

-- 세부사업 as that which stays itself from version to version: the ledger refers to it.
create table project (
    id           bigint generated always as identity primary key,
    municipality text not null references municipality (code),
    data_set     text not null check (data_set in ('REAL', 'SAMPLE', 'SIMULATED')),
    year         smallint not null,
    code         text not null,                          -- the office's own number of the project, unique in the year
    unique (municipality, data_set, year, code),
    unique (municipality, data_set, id)
);

-- 세부사업 as one version of a plan has it.
create table planned_project (
    plan_id         uuid not null,
    municipality    text not null,
    data_set        text not null,
    project_id      bigint not null,
    no              int not null,
    name            text not null,
    strategy_no     smallint,
    task_no         smallint,
    component_no    smallint,
    department_id   bigint,
    programme_type  text not null,
    sector          text not null check (sector in ('PUBLIC', 'PRIVATE', 'UNSPECIFIED')),
    target_groups   text[] not null default '{}',
    starts_on       date,
    ends_on         date,
    delivering_body text,
    continuity      text not null default 'UNSPECIFIED' check (continuity in ('NEW', 'KEPT', 'UNSPECIFIED')),
    primary key (plan_id, project_id),
    unique (plan_id, municipality, project_id),
    foreign key (plan_id, municipality, data_set) references plan (id, municipality, data_set),
    foreign key (municipality, data_set, project_id) references project (municipality, data_set, id),
    foreign key (municipality, data_set, department_id) references department (municipality, data_set, id),
    foreign key (plan_id, strategy_no) references strategy,
    foreign key (plan_id, strategy_no, task_no) references task,
    foreign key (plan_id, component_no) references component,
    check (ends_on >= starts_on)
);
create index planned_project_project on planned_project (project_id);
call build_wall('planned_project', 'plan_id in (select p.id from plan p)');
call build_wall('project', 'exists (select from planned_project pp where pp.project_id = project.id)');

-- 목표: quantity of one measure for a project and a period.
create table target (
    plan_id      uuid not null,
    municipality text not null,
    project_id   bigint not null,
    from_on      date not null,
    to_on        date not null,
    measure      text not null check (measure in ('JOBS', 'PERSONS', 'PERSON_DAYS', 'PLACEMENTS', 'TRAINEES', 'SITES')),
    quantity     bigint not null check (quantity >= 0),
    stated_unit  text not null,
    approximate  boolean not null default false,
    primary key (plan_id, project_id, measure, from_on, to_on),
    -- one key and not two: a plan has tens of thousands of these, and each key is asked a row
    foreign key (plan_id, municipality, project_id) references planned_project (plan_id, municipality, project_id),
    check (to_on >= from_on)
);
call build_wall('target', 'plan_id in (select p.id from plan p)');

-- 예산: whole won. project_id null: a total that the plan states without dividing it.
create table budget_line (
    id           bigint generated always as identity primary key,
    plan_id      uuid not null,
    municipality text not null,
    project_id   bigint,
    source       text not null check (source in ('NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'OTHER', 'UNSPECIFIED')),
    appropriated bigint check (appropriated >= 0),
    executed     bigint check (executed >= 0),
    foreign key (plan_id, municipality) references plan (id, municipality),
    foreign key (plan_id, project_id) references planned_project,
    check (appropriated is not null or executed is not null)
);
create index budget_line_plan on budget_line (plan_id);
call build_wall('budget_line', 'plan_id in (select p.id from plan p)');

grant select, insert on goal, year_target, strategy, task, component, department, project, planned_project, target, budget_line to dure_app;
