package dure.years;

import static duredb.Tables.SLICE_UPLOAD;

import dure.plan.PlanId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Slices between the look and the confirmation; each belongs to the account that sent it. */
@Repository
class SliceUploadStore {
    private static final Duration KEPT = Duration.ofDays(1);

    private final DSLContext db;

    SliceUploadStore(DSLContext db) {
        this.db = db;
    }

    record Upload(PlanId plan, String fileName, byte[] content) {}

    @Transactional
    public UUID keep(UUID account, Upload upload, Instant now) {
        var u = SLICE_UPLOAD;
        db.deleteFrom(u)
                .where(u.UPLOADED_AT.lt(now.minus(KEPT).atOffset(ZoneOffset.UTC)))
                .execute();
        return db.insertInto(u)
                .set(u.ACCOUNT_ID, account)
                .set(u.PLAN_ID, upload.plan().value())
                .set(u.FILE_NAME, upload.fileName())
                .set(u.CONTENT, upload.content())
                .set(u.UPLOADED_AT, now.atOffset(ZoneOffset.UTC))
                .returningResult(u.ID)
                .fetchSingle()
                .value1();
    }

    @Transactional(readOnly = true)
    public Optional<Upload> find(UUID id, UUID account) {
        var u = SLICE_UPLOAD;
        return db.selectFrom(u)
                .where(u.ID.eq(id))
                .and(u.ACCOUNT_ID.eq(account))
                .fetchOptional(row -> new Upload(new PlanId(row.getPlanId()), row.getFileName(), row.getContent()));
    }

    @Transactional
    public void drop(UUID id, UUID account) {
        var u = SLICE_UPLOAD;
        db.deleteFrom(u).where(u.ID.eq(id)).and(u.ACCOUNT_ID.eq(account)).execute();
    }
}
