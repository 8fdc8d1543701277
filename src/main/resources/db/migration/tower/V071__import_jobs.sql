-- 작업: imports run beside the request that asked for them, on whichever node has time, and again after a crash.
-- The first table is db-scheduler's own (names and shape are the library's): what is to be run, and who is running it.
create table scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

-- 불러오기 작업: one look at an uploaded file, or one import of it. Like the upload it belongs to the account that sent
-- it, which the store asks in every statement; the work itself is done as that account, with its walls. The last
-- statement of an import's own transaction says DONE, so that there is no moment between the rows and the answer.
create table import_job (
    id           uuid primary key default uuidv7(),
    upload_id    uuid not null references upload on delete cascade,
    account_id   uuid not null references account,
    viewer       text not null,                        -- the name that is written beside what is recorded
    reads        text not null,                        -- how far the asking reached then; it reaches no further later
    writes       text not null,
    data_set     text check (data_set in ('REAL', 'SAMPLE', 'SIMULATED')),
    dry_run      boolean not null,
    state        text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'CANCELLED', 'DENIED', 'FAILED')),
    begun        int not null default 0,               -- how often: more than once after a crash
    rows_read    int not null default 0,
    rows_checked int not null default 0,
    rows_written int not null default 0,
    cancel_asked boolean not null default false,
    outcome      bytea,                                -- JSON, as the page and the API say it
    reference    text,                                 -- of a fault, as the log has it
    created_at   timestamptz not null,
    ended_at     timestamptz
);
create index import_job_upload on import_job (upload_id, created_at);
-- A file is imported once, however often the button is pressed.
create unique index import_job_once on import_job (upload_id) where not dry_run and state in ('WAITING', 'RUNNING');

grant select, insert, update, delete on scheduled_tasks to dure_app;
grant select, insert, update on import_job to dure_app;
grant update (content) on upload to dure_app;
