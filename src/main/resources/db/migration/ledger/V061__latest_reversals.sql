-- 최근 정정 of all books: reversals are few among the lines, and the latest of them are asked for on the first page.
create index entry_latest_reversals on entry (recorded_at desc) where reverses is not null;
