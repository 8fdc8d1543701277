-- 올린 파일: kept between the look at what it would change and the confirmation, a day at most. Only the account that
-- sent it gets it back, which the store asks in every statement.
create table upload (
    id           uuid primary key default uuidv7(),
    account_id   uuid not null references account,
    file_name    text not null,
    content      bytea not null,
    entries_of   text references municipality (code),  -- whose entries it holds, where the file does not say so
    uploaded_at  timestamptz not null
);
create index upload_account on upload (account_id);
grant select, insert, delete on upload to dure_app;
