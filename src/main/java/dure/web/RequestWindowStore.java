package dure.web;

import static duredb.Tables.REQUEST_WINDOW;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.val;

import java.time.OffsetDateTime;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Repository;

/** Minutes are the database's: nodes need not agree on what time it is. */
@Repository
class RequestWindowStore {
    private static final Field<OffsetDateTime> MINUTE = field("date_trunc('minute', now())", OffsetDateTime.class);
    private static final Field<Double> REST =
            field("extract(epoch from date_trunc('minute', now()) + interval '1 minute' - now())", Double.class);

    private final DSLContext db;

    RequestWindowStore(DSLContext db) {
        this.db = db;
    }

    /**
     * @param taken in this minute by all nodes together, this time included
     * @param seconds that the minute goes on
     */
    record Window(int taken, double seconds) {}

    /** One statement, hence one round trip and one short transaction of its own. */
    Window take(RequestKind kind, String who, int count) {
        return db.insertInto(REQUEST_WINDOW)
                .set(REQUEST_WINDOW.KIND, kind.name())
                .set(REQUEST_WINDOW.WHO, who)
                .set(REQUEST_WINDOW.MINUTE, MINUTE)
                .set(REQUEST_WINDOW.TAKEN, count)
                .onConflict(REQUEST_WINDOW.MINUTE, REQUEST_WINDOW.KIND, REQUEST_WINDOW.WHO)
                .doUpdate()
                .set(REQUEST_WINDOW.TAKEN, greatest(val(0), REQUEST_WINDOW.TAKEN.plus(excluded(REQUEST_WINDOW.TAKEN))))
                .returningResult(REQUEST_WINDOW.TAKEN, REST)
                .fetchSingle(row -> new Window(row.value1(), row.value2()));
    }

    void forgetOld() {
        db.deleteFrom(REQUEST_WINDOW)
                .where(REQUEST_WINDOW.MINUTE.lt(currentOffsetDateTime().sub(new org.jooq.types.DayToSecond(0, 1))))
                .execute();
    }
}
