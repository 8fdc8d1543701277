-- Whose hand wrote what: the account, beside the name that is shown. Null: the product itself.
alter table posting add column account uuid;
alter table attestation add column account uuid;

-- 부서 담당 writes lines, and nothing else of the municipality: the walls of the ledger let the books of its department
-- through, and each line is asked whose project it is of.
create or replace function writable_books() returns int[] language plpgsql stable as $$ begin
    return (select array_agg(id) from ledger_book
        where municipality = any (writes())
            or municipality in (select left(own, 5) from unnest(own_departments()) own));
end $$;
create policy department_inserts on ledger_book for insert
    with check (municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own));

create function check_hands() returns trigger language plpgsql as $$
begin
    if own_departments() is not null and not reaches_all('dure.writes') and exists (
            select from (select distinct book, project_id from added) a join ledger_book b on b.id = a.book
            where not b.municipality = any (coalesce(writes(), '{}'))
                and (a.project_id is null or not coalesce(department_of(a.project_id) = any (own_departments()), false))) then
        raise exception 'an entry is of a project of another department' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger entry_of_own_department after insert on entry referencing new table as added
    for each statement execute function check_hands();

-- 검증: never of one's own entries. And evidence from a department for its own projects only.
create function check_verifiers() returns trigger language plpgsql as $$
begin
    if exists (
            select from added a
                join entry e on e.book = a.book and e.position = a.entry
                join posting p on p.book = e.book and p.first_position = e.posting
            where a.basis in ('VERIFIED', 'RETAINED') and a.account = p.account) then
        raise exception 'an entry is verified by the hand that wrote it' using errcode = 'insufficient_privilege';
    end if;
    if own_departments() is not null and not reaches_all('dure.writes') and exists (
            select from added a
                join entry e on e.book = a.book and e.position = a.entry
                join ledger_book b on b.id = a.book
            where not b.municipality = any (coalesce(writes(), '{}'))
                and (e.project_id is null or not coalesce(department_of(e.project_id) = any (own_departments()), false))) then
        raise exception 'an entry is of a project of another department' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger attestation_by_another after insert on attestation referencing new table as added
    for each statement execute function check_verifiers();
