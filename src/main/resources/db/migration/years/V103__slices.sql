-- 올린 부서 조각: kept between the look at what it would change and the confirmation, a day at most. Only the account that sent
-- it gets it back, which the store asks in every statement.
create table slice_upload (
   id          uuid primary key default uuidv7(),
   account_id  uuid not null references account,
   plan_id     uuid not null references plan,
   file_name   text not null,
   content     bytea not null,
   uploaded_at timestamptz not null
);
create index slice_upload_account on slice_upload (account_id);
create index slice_upload_plan on slice_upload (plan_id);
grant select, insert, delete on slice_upload to dure_app;
