package dure.reporting;

import static duredb.Tables.REPORT_UPLOAD;

import dure.plan.DepartmentId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Workbooks between the look and the confirmation; each belongs to the account that sent it. */
@Repository
class ReportUploadStore {
    private static final Duration KEPT = Duration.ofDays(1);

    private final DSLContext db;

    ReportUploadStore(DSLContext db) {
        this.db = db;
    }

    record Upload(PeriodId period, DepartmentId department, String fileName, byte[] content) {}

    @Transactional
    public UUID keep(UUID account, Upload upload, Instant now) {
        var u = REPORT_UPLOAD;
        db.deleteFrom(u)
                .where(u.UPLOADED_AT.lt(now.minus(KEPT).atOffset(ZoneOffset.UTC)))
                .execute();
        return db.insertInto(u)
                .set(u.ACCOUNT_ID, account)
                .set(u.PERIOD_ID, upload.period().value())
                .set(u.DEPARTMENT_ID, upload.department().value())
                .set(u.FILE_NAME, upload.fileName())
                .set(u.CONTENT, upload.content())
                .set(u.UPLOADED_AT, now.atOffset(ZoneOffset.UTC))
                .returningResult(u.ID)
                .fetchSingle()
                .value1();
    }

    @Transactional(readOnly = true)
    public Optional<Upload> find(UUID id, UUID account) {
        var u = REPORT_UPLOAD;
        return db.selectFrom(u)
                .where(u.ID.eq(id))
                .and(u.ACCOUNT_ID.eq(account))
                .fetchOptional(row -> new Upload(
                        new PeriodId(row.getPeriodId()),
                        new DepartmentId(row.getDepartmentId()),
                        row.getFileName(),
                        row.getContent()));
    }

    @Transactional
    public void drop(UUID id, UUID account) {
        var u = REPORT_UPLOAD;
        db.deleteFrom(u).where(u.ID.eq(id)).and(u.ACCOUNT_ID.eq(account)).execute();
    }
}
