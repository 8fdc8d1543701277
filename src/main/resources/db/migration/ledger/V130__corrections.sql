-- 마감, 정정 신청과 승인: a month that reporting has closed is written to no more, except by a correction that somebody else
-- has approved. And a reversal that was itself a mistake can be taken back.

-- 정정의 정정: a chain begins with a line that says something; each link takes back the one before it. `root` is the line at its
-- beginning. A link of negative quantity takes the line away, one of positive quantity brings it back.
alter table entry add column root bigint;
alter table entry no force row level security;
alter table entry disable trigger entry_append_only;
update entry set root = reverses where reverses is not null;
alter table entry enable trigger entry_append_only;
alter table entry force row level security;
alter table entry add check ((reverses is null) = (root is null));
create index entry_root on entry (book, root) where root is not null;

-- 마감된 달: of what occurred in it, the ledger takes nothing more but corrections.
create table closed_month (
    book      int not null references ledger_head,
    month     date not null check (extract(day from month) = 1),
    closed_at timestamptz not null,
    closed_by text not null,
    account   uuid,
    primary key (book, month)
);
call build_book_wall('closed_month', 'true');
create trigger closed_month_append_only before update or delete or truncate on closed_month
    for each statement execute function refuse_change();
grant select, insert on closed_month to dure_app;

-- 정정 신청: lines to be taken back and lines to be written instead, why, and what became of it.
create table correction (
    book         int not null references ledger_head,
    no           int not null check (no > 0),
    reason       text not null check (length(reason) between 1 and 1000),
    requested_at timestamptz not null,
    requested_by text not null,
    account      uuid,
    state        text not null default 'REQUESTED' check (state in ('REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    decided_at   timestamptz,
    decided_by   text,
    decider      uuid,
    remark       text not null default '' check (length(remark) <= 1000),
    posting      bigint,                                 -- of the approved: where it stands in the ledger
    primary key (book, no),
    check ((state = 'REQUESTED') = (decided_at is null)),
    check ((decided_at is null) = (decided_by is null)),
    check ((state = 'APPROVED') = (posting is not null))
);
create unique index correction_posting on correction (book, posting) where posting is not null;
create index correction_open on correction (book) where state = 'REQUESTED';
create table correction_entry (
    book  int not null,
    no    int not null,
    entry bigint not null,                               -- to be taken back
    primary key (book, no, entry),
    foreign key (book, no) references correction,
    foreign key (book, entry) references entry (book, position)
);
create table correction_line (
    book int not null,
    no   int not null,
    line smallint not null,
    says jsonb not null,                                 -- the entry to be written
    primary key (book, no, line),
    foreign key (book, no) references correction
);
call build_book_wall('correction', 'false');
call build_book_wall('correction_entry', 'false');
call build_book_wall('correction_line', 'false');
grant select, insert on correction, correction_entry, correction_line to dure_app;
grant update (state, decided_at, decided_by, decider, remark, posting) on correction to dure_app;

create trigger correction_entry_append_only before update or delete or truncate on correction_entry
    for each statement execute function refuse_change();
create trigger correction_line_append_only before update or delete or truncate on correction_line
    for each statement execute function refuse_change();

create function decide_correction() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'REQUESTED' then
        raise exception 'a correction is decided once' using errcode = 'insufficient_privilege';
    end if;
    if new.state in ('APPROVED', 'REFUSED') then
        if new.account is not distinct from new.decider and new.decider is not null then
            raise exception 'a correction is approved by the hand that asked for it' using errcode = 'insufficient_privilege';
        end if;
        if not (reaches_all('dure.corrections')
                or exists (select from ledger_book b where b.id = new.book and b.municipality = any (reach_of('dure.corrections')))) then
            raise exception 'a correction is approved by whoever may not' using errcode = 'insufficient_privilege';
        end if;
    end if;
    return new;
end $$;
create trigger correction_decided before update or delete on correction for each row execute function decide_correction();

alter table posting drop constraint posting_kind_check;
alter table posting add constraint posting_kind_check
    check (kind in ('FORM', 'API', 'FILE', 'REVERSAL', 'ATTESTATION', 'CORRECTION'));

-- As V040, and: links of a chain name its beginning; nothing more is written to a closed month but what was approved.
create or replace function check_entries() returns trigger language plpgsql as $$
declare
    wrong text;
begin
    with what as materialized (
        select e.book, e.kind, e.posting, e.project_id, e.person is not null as personal,
            min(e.position) as first_position, max(e.position) as last_position
        from added e group by 1, 2, 3, 4, 5
    )
    select case
            when p.id is null and w.project_id is not null then 'an entry names a project that its book does not have'
            when o.book is null then 'an entry names a posting that does not hold it'
            when k.id is null or k.personal <> w.personal then 'an entry is of a kind that its book does not have'
            else 'an entry comes from where its book takes nothing from'
        end into wrong
    from what w
        join ledger_book b on b.id = w.book
        left join project p on p.id = w.project_id and p.municipality = b.municipality and p.data_set = b.data_set
        left join posting o on o.book = w.book and o.first_position = w.posting
            and o.first_position <= w.first_position and o.last_position >= w.last_position
        left join entry_kind k on k.book = w.book and k.id = w.kind
    where (p.id is null and w.project_id is not null) or o.book is null or k.id is null or k.personal <> w.personal
        or (k.source_kind = 'SIMULATION') <> (b.data_set = 'SIMULATED')
        or (k.source_kind = 'PRESS' and b.data_set <> 'SAMPLE')
    limit 1;
    if wrong is null and exists (select from added e where e.reverses is not null and not exists (select from entry o
            where o.book = e.book and o.position = e.reverses and o.kind = e.kind and o.quantity = -e.quantity
                and e.root = coalesce(o.root, o.position)
                and o.project_id is not distinct from e.project_id and o.from_on = e.from_on and o.occurred_on = e.occurred_on)) then
        wrong := 'a reversal says something other than the entry that it names';
    end if;
    if wrong is null and exists (select from closed_month c
            join (select distinct book, posting, date_trunc('month', occurred_on)::date as month from added) e using (book, month)
            where not exists (select from posting p join correction a on a.book = p.book and a.posting = p.first_position
                where p.book = e.book and p.first_position = e.posting and p.kind = 'CORRECTION' and a.state = 'APPROVED')) then
        wrong := 'an entry is of a month that is closed';
    end if;
    if wrong is not null then
        raise exception '%', wrong using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;

-- As V042, for chains: a line counts where its last link brings it back, or where it has none.
create or replace view tallied_entry with (security_invoker = true) as
    select e.book, e.kind, e.year, e.quantity, e.from_on, e.occurred_on
    from entry e
    where e.reverses is null and e.year is not null
        and not exists (select from entry r where r.book = e.book and r.root = e.position and r.quantity < 0
            and not exists (select from entry u where u.book = r.book and u.reverses = r.position))
        and not exists (select from attestation a where a.book = e.book and a.entry = e.position);

drop index posting_latest_reversals;
create index posting_latest_reversals on posting (recorded_at desc) where kind in ('REVERSAL', 'CORRECTION');
