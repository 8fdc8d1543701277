package dure.plan;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** 부서 작성: the parts of departments in plans, and what each department has in a plan. */
@Repository
class PartStore {
    private final DSLContext db;

    PartStore(DSLContext db) {
        this.db = db;
    }

    /** @return whether there was such a draft */
    boolean open(PlanId draft, DepartmentId department) {
        return db.execute("""
                insert into plan_part (plan_id, municipality, department_id, open)
                select p.id, p.municipality, d.id, true
                from plan p join department d on d.municipality = p.municipality and d.data_set = p.data_set
                where p.id = ? and p.state = 'DRAFT' and d.id = ?
                on conflict (plan_id, department_id) do update set open = true""", draft.value(), department.value()) > 0;
    }

    /** Closes what is open of this department, or of one that it followed. */
    void close(PlanId plan, DepartmentId department) {
        db.execute(
                "update plan_part set open = false where plan_id = ? and open and department_today(department_id) = department_today(?)",
                plan.value(),
                department.value());
    }

    /** By the department of today. */
    Set<DepartmentId> open(PlanId plan) {
        return Set.copyOf(db.resultQuery(
                        "select distinct department_today(department_id) id from plan_part where plan_id = ? and open",
                        plan.value())
                .fetch(row -> new DepartmentId(row.get("id", Long.class))));
    }

    /** In the order of the plan; one query. */
    List<PartProject> projects(PlanId plan) {
        return db.resultQuery("""
                select pp.project_id, pp.no, pr.code, pp.name, department_today(pp.department_id) department,
                    t.jobs, t.any_target, b.appropriated, pp.starts_on is not null and pp.ends_on is not null period,
                    coalesce(pp.description, '') <> '' described
                from planned_project pp
                    join project pr on pr.id = pp.project_id
                    left join lateral (select sum(quantity) filter (where measure = 'JOBS') jobs, true any_target
                        from target where plan_id = pp.plan_id and project_id = pp.project_id having count(*) > 0) t on true
                    left join (select project_id, sum(appropriated) appropriated from budget_line
                        where plan_id = ? and project_id is not null group by project_id) b on b.project_id = pp.project_id
                where pp.plan_id = ?
                order by pp.no""", plan.value(), plan.value())
                .fetch(row -> new PartProject(
                        new ProjectId(row.get("project_id", Long.class)),
                        row.get("no", Integer.class),
                        row.get("code", String.class),
                        row.get("name", String.class),
                        row.get("department", Long.class) == null
                                ? null
                                : new DepartmentId(row.get("department", Long.class)),
                        row.get("jobs", Long.class),
                        Boolean.TRUE.equals(row.get("any_target", Boolean.class)),
                        row.get("appropriated", Long.class),
                        row.get("period", Boolean.class),
                        row.get("described", Boolean.class)));
    }

    /** What of a department is not done: the projects of plans that stand, and its open parts of drafts. */
    List<Handover.Item> unfinished(DepartmentId department) {
        return db.resultQuery("""
                with newest as (
                    select distinct on (p.kind, p.period) p.*
                    from plan p join department d on d.municipality = p.municipality and d.data_set = p.data_set
                    where d.id = ? and p.kind = 'YEAR' and p.state not in ('WITHDRAWN', 'REJECTED')
                        and p.period >= extract(year from korean_day())
                    order by p.kind, p.period, p.version desc)
                select 'PART' kind, n.period as year, n.version::text code, n.title as name, n.state, 0 no
                from newest n join plan_part o on o.plan_id = n.id and o.open
                where department_today(o.department_id) = department_today(?)
                union all
                select 'PROJECT', n.period, pr.code, pp.name, n.state, pp.no
                from newest n join planned_project pp on pp.plan_id = n.id join project pr on pr.id = pp.project_id
                where department_today(pp.department_id) = department_today(?)
                order by 1, 2, 6""", department.value(), department.value(), department.value())
                .fetch(row -> new Handover.Item(
                        Handover.Item.Kind.valueOf(row.get("kind", String.class)),
                        row.get("year", Integer.class),
                        row.get("code", String.class),
                        row.get("name", String.class),
                        PlanState.valueOf(row.get("state", String.class))));
    }
}
