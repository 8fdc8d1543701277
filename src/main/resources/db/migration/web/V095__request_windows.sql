-- 요청 제한: how many requests of a kind somebody has been granted in a minute, over all nodes. Not logged: it is written
-- with half of all requests' leases, is worth nothing an hour later, and is empty after a crash, which lets nobody in
-- who would stay out.
create unlogged table request_window (
    kind    text not null,
    who     text not null,           -- a:address, or n:name of whoever is signed in
    minute  timestamptz not null,
    taken   integer not null,
    primary key (minute, kind, who)  -- the minute first: an hour's windows are deleted as one range
);
grant select, insert, update, delete on request_window to dure_app;
