-- 사업유형별 계절: in which months of a year the jobs of a programme type come about, where a book's own years do not say it
-- yet. Dated: when the rounds of public works move, a row with a later valid_from takes over, and forecasts of earlier
-- years keep theirs. A reading of how programmes run, not a measured statistic; a book's own months outweigh it soon.
create table season (
    programme_type text not null check (programme_type in
        ('DIRECT', 'TRAINING', 'SERVICE', 'INCENTIVE', 'STARTUP', 'INFRASTRUCTURE', 'OTHER', 'ATTRACTION', 'EXPANSION', 'UNSPECIFIED')),
    valid_from     date not null,
    percent        int[] not null check (cardinality(percent) = 12 and 0 <= all (percent)),
    reason_ko      text not null,
    reason_en      text not null,
    primary key (programme_type, valid_from)
);
grant select on season to dure_app;

insert into season (programme_type, valid_from, percent, reason_ko, reason_en) values
('DIRECT', '1995-01-01', '{8,17,21,9,6,5,13,7,5,4,3,2}',
 '공공근로 등 직접일자리는 2–3월과 7월에 단계별로 시작합니다', 'Public works begin by stages in February–March and in July'),
('TRAINING', '1995-01-01', '{2,4,6,8,9,13,9,8,9,10,10,12}',
 '훈련은 상반기 말과 연말에 과정이 끝납니다', 'Courses end at the middle and at the end of the year'),
('SERVICE', '1995-01-01', '{7,8,10,9,8,8,8,8,9,9,8,8}',
 '취업 알선은 연중 고르고 봄·가을 채용기에 조금 많습니다', 'Placements are even, a little more in the hiring seasons'),
('INCENTIVE', '1995-01-01', '{4,6,9,9,9,9,9,9,9,9,9,9}',
 '장려금은 연초 공고 뒤에 고르게 나갑니다', 'Incentives are paid evenly once they are announced'),
('STARTUP', '1995-01-01', '{3,5,9,10,10,9,8,8,9,9,10,10}',
 '창업지원은 봄에 선발한 뒤에 이어집니다', 'Founders are chosen in spring and go on from there'),
('INFRASTRUCTURE', '1995-01-01', '{5,6,8,9,9,9,9,9,9,9,9,9}',
 '연중 고르게 봅니다', 'Taken as even'),
('OTHER', '1995-01-01', '{6,7,9,9,9,9,8,8,9,9,9,8}',
 '연중 고르게 봅니다', 'Taken as even'),
('ATTRACTION', '1995-01-01', '{5,6,9,8,8,9,8,8,9,9,9,12}',
 '기업 유치 실적은 연말에 조금 몰립니다', 'Attracted firms report a little more at the end of the year'),
('EXPANSION', '1995-01-01', '{6,7,9,8,8,9,8,8,9,9,9,10}',
 '연중 고르게 봅니다', 'Taken as even'),
('UNSPECIFIED', '1995-01-01', '{6,10,13,9,8,8,10,8,8,8,6,6}',
 '유형을 모르므로 여러 유형을 섞어 봅니다', 'Of unknown type: a mixture of all');
