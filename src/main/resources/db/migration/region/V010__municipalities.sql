-- 자치단체: local governments, present and past. Reference data: read by everybody, written by migrations only.
create table municipality (
    code        text primary key check (code ~ '^[0-9]{5}$'),
    parent_code text references municipality,
    name        text not null,
    full_name   text not null,
    short_name  text not null,
    english     text not null,
    kind        text not null check (kind in ('SPECIAL_CITY', 'INTEGRATED_SPECIAL_CITY', 'METROPOLITAN_CITY',
        'SPECIAL_AUTONOMOUS_CITY', 'PROVINCE', 'SPECIAL_AUTONOMOUS_PROVINCE', 'CITY', 'COUNTY', 'DISTRICT')),
    valid_from  date,  -- null: before 2023, where this table's record of changes begins
    valid_to    date,  -- the last day; null: valid today
    check ((parent_code is null) = (kind not in ('CITY', 'COUNTY', 'DISTRICT')))
);
create index municipality_parent on municipality (parent_code);

-- 코드 변경: one row a pair; a split or a merger is several rows.
create table code_change (
    old_code     text not null references municipality,
    new_code     text not null references municipality,
    effective_on date not null,
    reason       text not null check (reason in ('PROVINCE_REFORMED', 'PROVINCES_MERGED', 'MOVED_TO_PROVINCE', 'MERGED', 'SPLIT')),
    primary key (old_code, new_code)
);

-- 민선 N기: terms of office, to the last day.
create table term (
    no      smallint primary key check (no > 0),
    from_on date not null,
    to_on   date not null,
    check (to_on > from_on)
);

grant select on municipality, code_change, term to dure_app;

insert into term (no, from_on, to_on) values
    (1, '1995-07-01', '1998-06-30'),
    (2, '1998-07-01', '2002-06-30'),
    (3, '2002-07-01', '2006-06-30'),
    (4, '2006-07-01', '2010-06-30'),
    (5, '2010-07-01', '2014-06-30'),
    (6, '2014-07-01', '2018-06-30'),
    (7, '2018-07-01', '2022-06-30'),
    (8, '2022-07-01', '2026-06-30'),
    (9, '2026-07-01', '2030-06-30');
