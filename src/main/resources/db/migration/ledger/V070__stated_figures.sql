-- 누계 환산: what the source states, where the entry's quantity was computed from it: 누계 (a running total) or the whole
-- of a month of which a part was recorded before. The quantity stays the flow; this is what the paper says.
alter table entry
    add column stated bigint check (stated > 0),
    add column stated_as text check (stated_as in ('CUMULATIVE', 'MONTH')),
    add check ((stated is null) = (stated_as is null));
