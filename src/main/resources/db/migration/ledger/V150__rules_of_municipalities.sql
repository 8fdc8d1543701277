-- 집계기준 of a municipality beside those of the installation; drafts of them; and the end of one. A published rule stays as it
-- is for ever: a change is a new version, and a rule that is offered no more can still be asked what it counted.
alter table counting_rule
    add column owner        text references municipality (code),  -- null: the installation's
    add column drafted_by   text,
    add column published_by text,                                  -- null: it came with the product
    add column published_at timestamptz,
    -- Rules are asked for by their names alone, so that a municipality's carries its code.
    add constraint counting_rule_named_after_its_owner check (owner is null or id like '%-' || owner);

grant insert on counting_rule to dure_app;

-- Everybody reads every rule. 공표 and 폐지: of its own by the municipality, of the installation by whoever runs it.
create function check_rule_owners() returns trigger language plpgsql as $$
begin
    if current_user <> (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) and exists (
            select from added a join counting_rule r on r.id = a.id and r.version = a.version
            where not case when r.owner is null
                then reaches_all('dure.accounts')
                else writes_all() or coalesce(r.owner = any (writes()), false) end) then
        raise exception 'a rule is published or retired by another than its owner' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger counting_rule_by_owner after insert on counting_rule referencing new table as added
    for each statement execute function check_rule_owners();

-- One name is one rule: its versions follow each other and have one owner.
create function check_versions() returns trigger language plpgsql as $$
begin
    if exists (select from added a
            where a.version > 1 and not exists (select from counting_rule r
                where r.id = a.id and r.version = a.version - 1 and r.owner is not distinct from a.owner)) then
        raise exception 'a version follows the one before it, of the same owner' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger counting_rule_versions after insert on counting_rule referencing new table as added
    for each statement execute function check_versions();

-- 폐지
create table rule_retirement (
    id           text not null,
    version      int not null,
    retired_from date not null,
    reason       text not null,
    retired_at   timestamptz not null,
    retired_by   text not null,
    primary key (id, version),
    foreign key (id, version) references counting_rule (id, version)
);
create trigger rule_retirement_append_only before update or delete or truncate on rule_retirement
    for each statement execute function refuse_change();
create trigger rule_retirement_by_owner after insert on rule_retirement referencing new table as added
    for each statement execute function check_rule_owners();
grant select, insert on rule_retirement to dure_app;

-- 기준 초안: one of each rule at a time; it becomes the rule's next version.
create table rule_draft (
    id           bigint generated always as identity primary key,
    municipality text not null references municipality (code),
    rule         text not null check (rule ~ '^[a-z][a-z0-9-]*$' and rule like '%-' || municipality),
    name_ko      text not null,
    name_en      text not null,
    text_ko      text not null,                           -- empty: as its criteria say
    text_en      text not null,
    criteria     jsonb not null,
    revision     int not null default 1,                  -- a draft is published as it was read
    changed_at   timestamptz not null,
    changed_by   text not null,
    account      uuid,
    unique (municipality, rule)
);
call build_wall_for('rule_draft', 'false', 'dure.rules');
-- Who publishes takes the draft away with it.
create policy publishers_delete on rule_draft for delete using ((select writes_all()) or municipality = any ((select writes())::text[]));
grant select, insert, update, delete on rule_draft to dure_app;

-- 산업 대분류 of a code of the Korean standard classification (KSIC, 10th and 11th revision): its letter, or that of its
-- division. Null where the text begins with neither.
create function ksic_section(code text) returns text language sql immutable parallel safe
    return case
        when code ~ '^\s*[A-Ua-u]\s*([0-9]|$)' then upper(left(ltrim(code), 1))
        when code ~ '^\s*[0-9]{2}' then case
            when left(ltrim(code), 2)::int between 1 and 3 then 'A'
            when left(ltrim(code), 2)::int between 5 and 8 then 'B'
            when left(ltrim(code), 2)::int between 10 and 34 then 'C'
            when left(ltrim(code), 2)::int = 35 then 'D'
            when left(ltrim(code), 2)::int between 36 and 39 then 'E'
            when left(ltrim(code), 2)::int between 41 and 42 then 'F'
            when left(ltrim(code), 2)::int between 45 and 47 then 'G'
            when left(ltrim(code), 2)::int between 49 and 52 then 'H'
            when left(ltrim(code), 2)::int between 55 and 56 then 'I'
            when left(ltrim(code), 2)::int between 58 and 63 then 'J'
            when left(ltrim(code), 2)::int between 64 and 66 then 'K'
            when left(ltrim(code), 2)::int = 68 then 'L'
            when left(ltrim(code), 2)::int between 70 and 73 then 'M'
            when left(ltrim(code), 2)::int between 74 and 76 then 'N'
            when left(ltrim(code), 2)::int = 84 then 'O'
            when left(ltrim(code), 2)::int = 85 then 'P'
            when left(ltrim(code), 2)::int between 86 and 87 then 'Q'
            when left(ltrim(code), 2)::int between 90 and 91 then 'R'
            when left(ltrim(code), 2)::int between 94 and 96 then 'S'
            when left(ltrim(code), 2)::int between 97 and 98 then 'T'
            when left(ltrim(code), 2)::int = 99 then 'U'
        end
    end;

insert into counting_rule (id, version, name_ko, name_en, text_ko, text_en, criteria, published_on) values
('announced', 1, '발표 기준', 'As announced',
 '발표에 흔히 더해지는 것을 모두 셉니다. 일자리 수, 취업 건수와 수료 인원을 근거의 종류와 관계없이 더합니다. 다른 기준과 견주어 무엇이 더해졌는지 보는 데 씁니다.',
 'Counts everything that announcements tend to add up: jobs, placements and trainees, whatever their basis. Held against another rule it shows what was added.',
 '{"measures": ["JOBS", "PLACEMENTS", "TRAINEES"]}', '2026-11-25'),
('lasting', 1, '지속 기준', 'Lasting',
 '실제로 이루어졌다고 보고되었거나 그보다 강한 근거가 있고 6개월 이상인 일자리만 셉니다. 누구인지 아는 경우 한 사람은 한 번만 셉니다. 기간이 적혀 있지 않으면 세지 않습니다.',
 'Counts jobs that are reported as having come about or better known and that last at least 6 months; where the person is known, each person once. What states no duration is not counted.',
 '{"measures": ["JOBS"], "basisAtLeast": "REPORTED", "months": 6, "oncePerPerson": true}', '2026-11-25'),
('private', 1, '민간 기준', 'Private',
 '민간부문의 일자리만 세고, 건설업(한국표준산업분류 F)은 뺍니다. 부문이나 산업이 적혀 있지 않으면 세지 않습니다.',
 'Counts jobs of the private sector only, and none in construction (KSIC section F). What states no sector or no industry is not counted.',
 '{"measures": ["JOBS"], "sectors": ["PRIVATE"], "withoutIndustries": ["F"]}', '2026-11-25');
