-- 증빙: files that show what entries say. Never public; whoever reads the municipality's undisclosed entries reads them.
-- A content is kept once a book: its SHA-256 is its name.
create table evidence_file (
    id           uuid primary key default uuidv7(),
    municipality text not null references municipality (code),
    data_set     text not null check (data_set in ('REAL', 'SAMPLE', 'SIMULATED')),
    name         text not null,                              -- as it was first sent
    type         text not null check (type in ('PDF', 'PNG', 'JPEG', 'XLSX', 'CSV', 'HWPX')),
    size         bigint not null check (size > 0),
    sha256       text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    place        text not null check (place in ('DATABASE', 'DIRECTORY')),
    personal     boolean not null,                           -- holds personal data: opened for a stated reason only
    added_at     timestamptz not null,
    added_by     text not null,
    unique (id, municipality),
    unique (municipality, data_set, sha256)
);
create trigger evidence_file_append_only before update or delete or truncate on evidence_file
    for each statement execute function refuse_change();

-- The content, in pieces: a row of many megabytes would be in memory several times over whenever it is read or backed up.
create table evidence_chunk (
    file         uuid not null,
    no           smallint not null,
    municipality text not null,
    bytes        bytea not null,
    primary key (file, no),
    foreign key (file, municipality) references evidence_file (id, municipality)
);
alter table evidence_chunk alter column bytes set storage external;  -- they are packed already, or small

-- 증빙 연결: which file shows which entry. The newest word about a pair holds; nothing is overwritten.
create table evidence_link (
    id           uuid primary key default uuidv7(),
    municipality text not null references municipality (code),
    data_set     text not null,
    entry        bigint not null,                            -- its position in the book
    file         uuid not null,
    linked       boolean not null,
    note         text not null default '',                   -- what it shows; of a withdrawal: why
    written_at   timestamptz not null,
    written_by   text not null,
    foreign key (file, municipality) references evidence_file (id, municipality)
);
create index evidence_link_entry on evidence_link (municipality, data_set, entry);
create index evidence_link_file on evidence_link (file);
create trigger evidence_link_append_only before update or delete or truncate on evidence_link
    for each statement execute function refuse_change();

-- 증빙 파기: the content is gone, its name and hash stay, so that it is known what was once shown, and why it no longer is.
create table evidence_destruction (
    file         uuid primary key,
    municipality text not null,
    at           timestamptz not null,
    reason       text not null,
    by           text not null,
    foreign key (file, municipality) references evidence_file (id, municipality)
);
create trigger evidence_destruction_append_only before update or delete or truncate on evidence_destruction
    for each statement execute function refuse_change();

call build_wall('evidence_file', 'false');
call build_wall('evidence_chunk', 'false');
call build_wall('evidence_link', 'false');
call build_wall('evidence_destruction', 'false');

-- 부서 담당 adds files of its municipality, and links them to entries of its own projects.
create policy department_inserts on evidence_file for insert
    with check (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own));
create policy department_inserts on evidence_chunk for insert
    with check (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own));
create policy department_inserts on evidence_link for insert
    with check (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own));
create policy destroyed on evidence_chunk for delete
    using ((select writes_all()) or municipality = any ((select writes())::text[]));

grant select, insert on evidence_file, evidence_link, evidence_destruction to dure_app;
grant select, insert, delete on evidence_chunk to dure_app;

-- A link's entry is of the same book, and of an own project where only those are written.
create function check_evidence() returns trigger language plpgsql as $$
begin
    if exists (select from added a where not exists (
            select from ledger_book b join entry e on e.book = b.id and e.position = a.entry
            where b.municipality = a.municipality and b.data_set = a.data_set)) then
        raise exception 'evidence is of an entry that the book does not have' using errcode = 'integrity_constraint_violation';
    end if;
    if exists (select from added a join evidence_file f on f.id = a.file where f.data_set <> a.data_set) then
        raise exception 'evidence is of another book' using errcode = 'integrity_constraint_violation';
    end if;
    if own_departments() is not null and not reaches_all('dure.writes') and exists (
            select from added a
                join ledger_book b on b.municipality = a.municipality and b.data_set = a.data_set
                join entry e on e.book = b.id and e.position = a.entry
            where not a.municipality = any (coalesce(writes(), '{}'))
                and (e.project_id is null or not coalesce(department_of(e.project_id) = any (own_departments()), false))) then
        raise exception 'evidence is of a project of another department' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger evidence_link_checked after insert on evidence_link referencing new table as added
    for each statement execute function check_evidence();
