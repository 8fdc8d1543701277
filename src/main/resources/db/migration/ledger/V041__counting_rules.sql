-- 집계기준: named, versioned, published. The criteria are data; dure.ledger compiles them to one query.
create table counting_rule (
    id           text not null check (id ~ '^[a-z][a-z0-9-]*$'),
    version      int not null check (version > 0),
    name_ko      text not null,
    name_en      text not null,
    text_ko      text not null,
    text_en      text not null,
    criteria     jsonb not null,
    published_on date not null,
    primary key (id, version)
);
create trigger counting_rule_append_only before update or delete or truncate on counting_rule
    for each statement execute function refuse_change();
grant select on counting_rule to dure_app;

insert into counting_rule (id, version, name_ko, name_en, text_ko, text_en, criteria, published_on) values
('as-reported', 1, '공시 기준', 'As reported',
 '자치단체가 스스로 센 그대로 셉니다. 일자리 수(개·명·건으로 적은 것 포함)를 근거의 종류와 관계없이 모두 더합니다. 개소·수료·연인원은 더하지 않습니다.',
 'Counts what the government itself counts: every number of jobs (whether written as 개, 명 or 건), whatever its basis. Sites, trainees and person-days are not added.',
 '{"measures": ["JOBS"]}', '2026-11-24'),
('realised', 1, '실현 기준', 'Realised',
 '약정과 추정을 빼고, 실제로 이루어졌다고 보고되었거나 그보다 강한 근거가 있는 일자리만 셉니다.',
 'Leaves out pledges and estimates: counts jobs that are reported as having come about, or that have a stronger basis.',
 '{"measures": ["JOBS"], "basisAtLeast": "REPORTED"}', '2026-11-24'),
('strict', 1, '엄격 기준', 'Strict',
 '증빙이 있거나 그보다 강한 근거가 있고, 6개월 이상이며 주 15시간 이상인 일자리만 셉니다. 누구인지 아는 경우 한 사람은 한 번만 셉니다. 기간이나 시간이 적혀 있지 않으면 세지 않습니다.',
 'Counts jobs that are evidenced or better, last at least 6 months and take at least 15 hours a week; where the person is known, each person once. What states no duration or hours is not counted.',
 '{"measures": ["JOBS"], "basisAtLeast": "EVIDENCED", "months": 6, "weeklyHours": 15, "oncePerPerson": true}', '2026-11-24');
