-- 열 짝짓기: which column of an office's file means what. Kept once and used for every file of the kind; the newest version holds.
create table file_mapping (
    municipality text not null references municipality (code),
    kind         text not null check (kind in ('PERSON_LIST', 'INSURED_PERSONS', 'WORKPLACES')),
    version      int not null check (version > 0),
    fields       text[] not null,
    heads        text[] not null,
    written_at   timestamptz not null,
    written_by   text not null,
    primary key (municipality, kind, version),
    check (cardinality(fields) = cardinality(heads))
);
call build_wall('file_mapping', 'false');
create policy department_inserts on file_mapping for insert
    with check (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own));
create trigger file_mapping_append_only before update or delete or truncate on file_mapping
    for each statement execute function refuse_change();
grant select, insert on file_mapping to dure_app;

-- 확인 대기 파일: between the look and the confirmation, a day at most, sealed with the persons' keys; it belongs to the account
-- that sent it, which the store asks in every statement.
create table verification_upload (
    id           uuid primary key,
    municipality text not null references municipality (code),
    data_set     text not null,
    account_id   uuid not null,
    kind         text not null,
    file_name    text not null,
    asked        text not null,                              -- what the form said, as JSON; no personal data
    content      bytea not null,
    uploaded_at  timestamptz not null
);
call build_wall('verification_upload', 'false');
create policy department_inserts on verification_upload for insert
    with check (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own));
create policy dropped on verification_upload for delete using (
    (select writes_all()) or municipality = any ((select writes())::text[])
    or municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own));
grant select, insert, delete on verification_upload to dure_app;

-- 참여자 명단: the list itself is not kept (persons are sealed in their own table, and destroyed there): its hash says which it was.
create table person_list (
    id           uuid primary key,
    municipality text not null references municipality (code),
    data_set     text not null,
    project_id   bigint not null,
    measure      text not null,
    file_name    text not null,
    sha256       text not null,
    rows         int not null check (rows > 0),
    known        int not null,                               -- persons that were known before, by their key
    mapping      int not null,
    replaced     bigint,                                     -- the entry of a quantity that the list took the place of
    replaced_quantity bigint,
    written_at   timestamptz not null,
    written_by   text not null,
    unique (id, municipality),
    check ((replaced is null) = (replaced_quantity is null))
);
create index person_list_book on person_list (municipality, data_set, written_at desc);
create index person_list_hash on person_list (municipality, data_set, sha256);

create table listed_person (
    list         uuid not null,
    no           int not null,                               -- the row of the file
    municipality text not null,
    person       uuid not null,                              -- 개인 참조
    entry        bigint not null,
    workplace_no text,                                       -- 사업장관리번호
    workplace    text,
    ended_on     date,
    primary key (list, no),
    foreign key (list, municipality) references person_list (id, municipality)
);
create index listed_person_entry on listed_person (municipality, entry);

do $$
declare
    one text;
begin
    foreach one in array array['person_list', 'listed_person'] loop
        execute format('call build_wall(%L, %L)', one, 'false');
        execute format('create policy department_inserts on %s for insert with check (municipality in '
            '(select left(own, 5) from unnest((select own_departments())::text[]) own))', one);
        execute format('create trigger %1$s_append_only before update or delete or truncate on %1$s '
            'for each statement execute function refuse_change()', one);
        execute format('grant select, insert on %s to dure_app', one);
    end loop;
end $$;

-- 고용보험 자료 대조: one file held against the entries of known persons. The file is not kept either.
create table insurance_extract (
    id           uuid primary key,
    municipality text not null references municipality (code),
    data_set     text not null,
    kind         text not null check (kind in ('INSURED_PERSONS', 'WORKPLACES')),
    file_name    text not null,
    sha256       text not null,
    rows         int not null check (rows > 0),
    reference_on date not null,                              -- 기준일: what the file knows of
    window_days  int not null check (window_days between 0 and 366),
    from_on      date not null,
    to_on        date not null,
    mapping      int not null,
    findings_digest text not null,                           -- the same file that says nothing new is not written again
    written_at   timestamptz not null,
    written_by   text not null,
    unique (id, municipality)
);
create index insurance_extract_book on insurance_extract (municipality, data_set, written_at desc);

create table extract_verdict (
    extract      uuid not null,
    municipality text not null,
    entry        bigint not null,
    verdict      text not null check (verdict in ('FOUND', 'ENDED', 'NOT_FOUND', 'AMBIGUOUS')),
    acquired_on  date,
    lost_on      date,
    workplace_no text,
    retained_months smallint,                                -- the longest that is due and was kept
    outcome      text not null check (outcome in ('ATTESTED', 'STANDS', 'OWN_ENTRY', 'NONE')),
    primary key (extract, entry),
    foreign key (extract, municipality) references insurance_extract (id, municipality)
);
create index extract_verdict_entry on extract_verdict (municipality, entry);

-- 후보: what may be meant where that is not clear; somebody decides.
create table extract_candidate (
    extract      uuid not null,
    municipality text not null,
    entry        bigint not null,
    no           smallint not null,
    acquired_on  date not null,
    lost_on      date,
    workplace_no text,
    workplace    text,
    primary key (extract, entry, no),
    foreign key (extract, entry) references extract_verdict (extract, entry)
);

create table extract_decision (
    extract      uuid not null,
    municipality text not null,
    entry        bigint not null,
    candidate    smallint,                                   -- null: none of them
    retained_months smallint,
    outcome      text not null check (outcome in ('ATTESTED', 'STANDS', 'NONE')),
    reason       text not null,
    decided_at   timestamptz not null,
    decided_by   text not null,
    primary key (extract, entry),
    foreign key (extract, entry) references extract_verdict (extract, entry),
    foreign key (extract, entry, candidate) references extract_candidate (extract, entry, no)
);

-- 사업장별 피보험자 수, by month.
create table workplace_month (
    extract      uuid not null,
    municipality text not null,
    workplace_no text not null,
    month        date not null,
    workplace    text not null,
    insured      int not null check (insured >= 0),
    primary key (extract, workplace_no, month),
    foreign key (extract, municipality) references insurance_extract (id, municipality)
);

do $$
declare
    one text;
begin
    foreach one in array array['insurance_extract', 'extract_verdict', 'extract_candidate', 'extract_decision', 'workplace_month'] loop
        execute format('call build_wall_for(%L, %L, %L)', one, 'false', 'dure.verifies');
        execute format('create trigger %1$s_append_only before update or delete or truncate on %1$s '
            'for each statement execute function refuse_change()', one);
        execute format('grant select, insert on %s to dure_app', one);
    end loop;
end $$;
