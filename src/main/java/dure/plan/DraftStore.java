package dure.plan;

import static duredb.Tables.PLAN;
import static duredb.Tables.PLAN_PART;

import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Drafts as they are worked on. */
@Repository
class DraftStore {
    private final DSLContext db;

    DraftStore(DSLContext db) {
        this.db = db;
    }

    void freeze(PlanId draft, byte[] hash) {
        db.update(PLAN)
                .set(PLAN.CONTENT_HASH, hash)
                .where(PLAN.ID.eq(draft.value()))
                .execute();
    }

    void closeParts(PlanId draft) {
        db.update(PLAN_PART)
                .set(PLAN_PART.OPEN, false)
                .where(PLAN_PART.PLAN_ID.eq(draft.value()))
                .execute();
    }
}
