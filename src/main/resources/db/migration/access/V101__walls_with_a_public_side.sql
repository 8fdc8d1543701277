-- The wall of a table that staff read as they read the municipality's plans, the public under a condition, and that is
-- written by a reach of its own (councils: dure.councils).
create procedure build_wall_for(walled regclass, disclosed text, writing text) language plpgsql as $$
declare
    writable constant text := format('((select reaches_all(%1$L)) or municipality = any ((select reach_of(%1$L))::text[]))', writing);
begin
    execute format('alter table %s enable row level security', walled);
    execute format('alter table %s force row level security', walled);
    execute format('create policy staff_reads on %s for select using ((select reads_all()) or municipality = any ((select reads())::text[]))', walled);
    execute format('create policy public_reads on %s for select using ((select reads_disclosed()) and (%s))', walled, disclosed);
    execute format('create policy inserts on %s for insert with check %s', walled, writable);
    execute format('create policy updates on %s for update using %s', walled, writable);
    execute format('create policy deletes on %s for delete using %s', walled, writable);
end $$;
