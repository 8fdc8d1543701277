package dure.tower;

import static duredb.Tables.UPLOAD;

import dure.region.MunicipalityCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Files between the look and the confirmation; each belongs to the account that sent it. */
@Repository
class UploadStore {
    private static final Duration KEPT = Duration.ofDays(1);

    private final DSLContext db;

    UploadStore(DSLContext db) {
        this.db = db;
    }

    @Transactional
    public UUID keep(UUID account, String fileName, byte[] content, @Nullable MunicipalityCode entriesOf, Instant now) {
        // With what was asked of them, and what came of it.
        db.deleteFrom(UPLOAD)
                .where(UPLOAD.UPLOADED_AT.lt(now.minus(KEPT).atOffset(ZoneOffset.UTC)))
                .execute();
        return db.insertInto(UPLOAD)
                .set(UPLOAD.ACCOUNT_ID, account)
                .set(UPLOAD.FILE_NAME, fileName)
                .set(UPLOAD.CONTENT, content)
                .set(UPLOAD.ENTRIES_OF, entriesOf == null ? null : entriesOf.value())
                .set(UPLOAD.UPLOADED_AT, now.atOffset(ZoneOffset.UTC))
                .returningResult(UPLOAD.ID)
                .fetchSingle()
                .value1();
    }
}
