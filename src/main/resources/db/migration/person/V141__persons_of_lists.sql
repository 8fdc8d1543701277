-- 참여자 명단: whoever writes entries brings persons in with a list, and never reads them back: only the counsellor's reach
-- (dure.persons) opens a row. So lists need no wider reading than the one there is.
create policy registered_by_lists on person for insert with check (
    (select writes_all()) or municipality = any ((select writes())::text[])
    or municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own));
create policy registered_by_lists on person_consent for insert with check (
    (select writes_all()) or municipality = any ((select writes())::text[])
    or municipality in (select left(own, 5) from unnest((select own_departments())::text[]) own));

-- Whose keys these are: references only, for whoever knows name, birth date and sex already and writes entries there. It tells
-- nobody anything that his own file does not say, but that the person is known.
create function persons_of_keys(of_municipality text, keys bytea[]) returns table (person uuid, key bytea)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if not (writes_all() or of_municipality = any (coalesce(writes(), '{}'))
            or exists (select from unnest(coalesce(own_departments(), '{}')) own where left(own, 5) = of_municipality)) then
        raise exception 'persons are not looked for by whoever writes no entries' using errcode = 'insufficient_privilege';
    end if;
    return query select p.id, p.key_hash from person p where p.municipality = of_municipality and p.key_hash = any (keys);
end $$;
revoke execute on function persons_of_keys(text, bytea[]) from public;
grant execute on function persons_of_keys(text, bytea[]) to dure_app;
-- The function is the owner's, whom the walls hold as well.
create policy looked_for_by_key on person for select to current_user using (true);
