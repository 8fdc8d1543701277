-- 최근 정정 of all books: reversals are few among the postings, and the latest of them are asked for on the first page.
create index posting_latest_reversals on posting (recorded_at desc) where kind = 'REVERSAL';
