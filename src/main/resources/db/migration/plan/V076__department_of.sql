-- 담당 부서 of a project, as dure.departments writes it (30170:일자리경제과): by the newest version of its plan that stands.
create function department_of(project bigint) returns text language sql stable as $$
    select pp.municipality || ':' || d.name
    from planned_project pp join plan p on p.id = pp.plan_id left join department d on d.id = pp.department_id
    where pp.project_id = project and p.state <> 'WITHDRAWN'
    order by p.version desc limit 1
$$;
