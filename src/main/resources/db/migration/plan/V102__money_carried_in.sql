-- A line of money may hold nothing but what was carried over: 이월사업 without a new appropriation.
alter table budget_line drop constraint budget_line_check;
alter table budget_line add constraint budget_line_says
    check (appropriated is not null or carried_in is not null or executed is not null);
