package dure.ledger;

import static dure.ledger.RuleQuery.APPROXIMATE;
import static dure.ledger.RuleQuery.QUANTITY;
import static dure.ledger.RuleQuery.STEP;
import static duredb.Tables.ENTRY_KIND;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sum;

import java.math.BigDecimal;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Shares of what a figure counts by the terms of its jobs: one pass over the judged entries. */
@Repository
class QualityStore {
    private static final duredb.tables.EntryKind KIND = ENTRY_KIND.as("of_quality");

    private final DSLContext db;

    QualityStore(DSLContext db) {
        this.db = db;
    }

    Quality quality(Question question) {
        var months = field(name("months"), Integer.class);
        var hours = field(name("weekly_hours"), BigDecimal.class);
        // A judged entry knows its kind; insurance is no criterion of rules, so it is looked up there.
        var insured = field(db.select(KIND.INSURED)
                .from(KIND)
                .where(KIND.BOOK.eq(field(name("judged", "book"), Integer.class)))
                .and(KIND.ID.eq(field(name("judged", "kind"), Integer.class))));
        var judged = RuleQuery.judged(question);
        var row = db.select(
                        sumWhere(inline(true).isTrue()).as("total"),
                        boolOr(APPROXIMATE).as("approximate"),
                        count().as("entries"),
                        sumWhere(months.ge(Quality.MONTHS)).as("months_yes"),
                        sumWhere(months.lt(Quality.MONTHS)).as("months_no"),
                        sumWhere(insured.isTrue()).as("insured_yes"),
                        sumWhere(insured.isFalse()).as("insured_no"),
                        sumWhere(hours.ge(BigDecimal.valueOf(Quality.HOURS))).as("hours_yes"),
                        sumWhere(hours.lt(BigDecimal.valueOf(Quality.HOURS))).as("hours_no"))
                .from(judged)
                .where(STEP.isNull())
                .and(RuleQuery.in(question.part()))
                .fetchSingle();
        var total = new Tally(
                row.get("total", Long.class),
                Boolean.TRUE.equals(row.get("approximate", Boolean.class)),
                row.get("entries", Long.class));
        return new Quality(
                question,
                total,
                stated(row, "months", total),
                stated(row, "insured", total),
                stated(row, "hours", total));
    }

    private static Field<Long> sumWhere(Condition condition) {
        return coalesce(sum(QUANTITY).filterWhere(condition), inline(0)).cast(Long.class);
    }

    private static Quality.Stated stated(Record row, String of, Tally total) {
        long yes = row.get(of + "_yes", Long.class);
        long no = row.get(of + "_no", Long.class);
        return new Quality.Stated(yes, no, total.quantity() - yes - no);
    }
}
