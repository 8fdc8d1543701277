package dure.plan;

import static duredb.Tables.BUDGET_LINE;
import static duredb.Tables.COMPONENT;
import static duredb.Tables.PLAN;
import static duredb.Tables.PLANNED_PROJECT;
import static duredb.Tables.STRATEGY;
import static duredb.Tables.TARGET;
import static duredb.Tables.TASK;
import static duredb.Tables.YEAR_TARGET;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.stereotype.Repository;

/** What versions of plans come to, as {@link PlanTotals#of}: as many questions for one version as for all of a plan. */
@Repository
class TotalsStore {
    private final DSLContext db;

    TotalsStore(DSLContext db) {
        this.db = db;
    }

    private static final class Sums {
        long itemised;
        final Map<BudgetSource, Long> stated = new EnumMap<>(BudgetSource.class);
        final Map<BudgetSource, Long> ofProjects = new EnumMap<>(BudgetSource.class);
        final Map<Measure, Long> targets = new EnumMap<>(Measure.class);
    }

    private static final class SumsByPlan {
        private final Map<UUID, Sums> sums = new HashMap<>();

        SumsByPlan(Collection<UUID> plans) {
            plans.forEach(plan -> sums.put(plan, new Sums()));
        }

        Sums of(UUID plan) {
            return Objects.requireNonNull(sums.get(plan));
        }
    }

    Map<PlanId, PlanTotals> totals(Collection<PlanId> plans) {
        var ids = plans.stream().map(PlanId::value).toList();
        var declared = new LinkedHashMap<UUID, Long>();
        db.select(PLAN.ID, PLAN.DECLARED_TARGET)
                .from(PLAN)
                .where(PLAN.ID.in(ids))
                .forEach(row -> declared.put(row.value1(), row.value2()));
        var sums = new SumsByPlan(declared.keySet());
        years(ids, sums);
        components(ids, sums);
        targets(ids, sums);
        money(ids, sums);
        var strategies = counted(STRATEGY, STRATEGY.PLAN_ID, ids);
        var tasks = counted(TASK, TASK.PLAN_ID, ids);
        var components = counted(COMPONENT, COMPONENT.PLAN_ID, ids);
        var projects = counted(PLANNED_PROJECT, PLANNED_PROJECT.PLAN_ID, ids);
        var totals = new HashMap<PlanId, PlanTotals>();
        declared.forEach((id, target) -> {
            var sum = sums.of(id);
            totals.put(
                    new PlanId(id),
                    new PlanTotals(
                            target,
                            sum.itemised,
                            sum.stated.isEmpty() ? sum.ofProjects : sum.stated,
                            sum.ofProjects,
                            sum.targets,
                            strategies.getOrDefault(id, 0),
                            tasks.getOrDefault(id, 0),
                            components.getOrDefault(id, 0),
                            projects.getOrDefault(id, 0)));
        });
        return totals;
    }

    private Map<UUID, Integer> counted(Table<?> table, Field<UUID> plan, Collection<UUID> ids) {
        return db.select(plan, count())
                .from(table)
                .where(plan.in(ids))
                .groupBy(plan)
                .fetchMap(plan, count());
    }

    private void years(Collection<UUID> ids, SumsByPlan sums) {
        var y = YEAR_TARGET;
        db.select(y.PLAN_ID, sum(y.QUANTITY).cast(Long.class))
                .from(y)
                .where(y.PLAN_ID.in(ids))
                .groupBy(y.PLAN_ID)
                .forEach(row -> sums.of(row.value1()).itemised += row.value2());
    }

    private void components(Collection<UUID> ids, SumsByPlan sums) {
        var c = COMPONENT;
        db.select(c.PLAN_ID, sum(c.QUANTITY).cast(Long.class))
                .from(c)
                .where(c.PLAN_ID.in(ids))
                .and(c.MEASURE.eq(Measure.JOBS.name()))
                .groupBy(c.PLAN_ID)
                .forEach(row -> sums.of(row.value1()).itemised += row.value2());
    }

    private void targets(Collection<UUID> ids, SumsByPlan sums) {
        var t = TARGET;
        var p = PLANNED_PROJECT;
        var apart = p.COMPONENT_NO.isNull();
        db.select(
                        t.PLAN_ID,
                        t.MEASURE,
                        org.jooq.impl.DSL.field(apart),
                        sum(t.QUANTITY).cast(Long.class))
                .from(t)
                .join(p)
                .on(p.PLAN_ID.eq(t.PLAN_ID).and(p.PROJECT_ID.eq(t.PROJECT_ID)))
                .where(t.PLAN_ID.in(ids))
                .groupBy(t.PLAN_ID, t.MEASURE, org.jooq.impl.DSL.field(apart))
                .forEach(row -> {
                    var sum = sums.of(row.value1());
                    var measure = Measure.valueOf(row.value2());
                    sum.targets.merge(measure, row.value4(), Long::sum);
                    sum.itemised += measure == Measure.JOBS && row.value3() ? row.value4() : 0;
                });
    }

    private void money(Collection<UUID> ids, SumsByPlan sums) {
        var b = BUDGET_LINE;
        var total = org.jooq.impl.DSL.field(b.PROJECT_ID.isNull());
        db.select(b.PLAN_ID, b.SOURCE, total, sum(b.APPROPRIATED).cast(Long.class))
                .from(b)
                .where(b.PLAN_ID.in(ids))
                .and(b.APPROPRIATED.isNotNull())
                .groupBy(b.PLAN_ID, b.SOURCE, total)
                .forEach(row -> {
                    var sum = sums.of(row.value1());
                    (row.value3() ? sum.stated : sum.ofProjects).put(BudgetSource.valueOf(row.value2()), row.value4());
                });
    }
}
