package dure.plan;

import static duredb.Tables.BUDGET_SETTLEMENT;

import dure.region.Book;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** 결산 as it was entered; the newest of a project's source counts. */
@Repository
class SettlementStore {
    private final DSLContext db;

    SettlementStore(DSLContext db) {
        this.db = db;
    }

    Map<ProjectId, Map<BudgetSource, Settlement.Closed>> of(Collection<ProjectId> projects) {
        var s = BUDGET_SETTLEMENT;
        var ids = projects.stream().map(ProjectId::value).toArray(Long[]::new);
        var found = new HashMap<ProjectId, Map<BudgetSource, Settlement.Closed>>();
        db.selectFrom(s)
                .where(s.PROJECT_ID.eq(org.jooq.impl.DSL.any(ids)))
                .orderBy(s.ID)
                .forEach(row -> found.computeIfAbsent(
                                new ProjectId(row.getProjectId()), none -> new EnumMap<>(BudgetSource.class))
                        .put(
                                BudgetSource.valueOf(row.getSource()),
                                new Settlement.Closed(
                                        row.getSpent(),
                                        row.getCarriedOver(),
                                        row.getSettledAt().toInstant(),
                                        row.getSettledBy())));
        return found;
    }

    void write(Book book, Settlement.Entry entry, String by, Instant now) {
        var s = BUDGET_SETTLEMENT;
        db.insertInto(s)
                .set(s.MUNICIPALITY, book.municipality().value())
                .set(s.DATA_SET, book.dataSet().name())
                .set(s.PROJECT_ID, entry.project().value())
                .set(s.SOURCE, entry.source().name())
                .set(s.SPENT, entry.spent())
                .set(s.CARRIED_OVER, entry.carriedOver())
                .set(s.SETTLED_AT, now.atOffset(ZoneOffset.UTC))
                .set(s.SETTLED_BY, by)
                .execute();
    }
}
