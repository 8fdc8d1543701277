package dure.verification;

import static duredb.Tables.VERIFICATION_UPLOAD;

import dure.person.WaitingFiles;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Files between the look and the confirmation: sealed, a day at most, each of the account that sent it. */
@Repository
class Uploads {
    private static final Duration KEPT = Duration.ofDays(1);

    private final DSLContext db;
    private final WaitingFiles files;

    Uploads(DSLContext db, WaitingFiles files) {
        this.db = db;
        this.files = files;
    }

    /** @param asked what the form said, as JSON */
    record Upload(UUID id, Book book, ListKind kind, String fileName, String asked, byte[] content) {
        @Override
        public String toString() {
            return "Upload " + id;
        }
    }

    @Transactional
    public UUID keep(
            UUID account, Book book, ListKind kind, String fileName, String asked, byte[] content, Instant now) {
        var u = VERIFICATION_UPLOAD;
        db.deleteFrom(u)
                .where(u.UPLOADED_AT.lt(now.minus(KEPT).atOffset(ZoneOffset.UTC)))
                .execute();
        var id = UUID.randomUUID();
        db.insertInto(u)
                .set(u.ID, id)
                .set(u.MUNICIPALITY, book.municipality().value())
                .set(u.DATA_SET, book.dataSet().name())
                .set(u.ACCOUNT_ID, account)
                .set(u.KIND, kind.name())
                .set(u.FILE_NAME, fileName)
                .set(u.ASKED, asked)
                .set(u.CONTENT, files.seal(id, content))
                .set(u.UPLOADED_AT, now.atOffset(ZoneOffset.UTC))
                .execute();
        return id;
    }

    @Transactional(readOnly = true)
    public Optional<Upload> find(UUID id, UUID account) {
        var u = VERIFICATION_UPLOAD;
        return db.selectFrom(u)
                .where(u.ID.eq(id), u.ACCOUNT_ID.eq(account))
                .fetchOptional()
                .flatMap(row -> files.open(id, row.getContent())
                        .map(content -> new Upload(
                                id,
                                new Book(
                                        new MunicipalityCode(row.getMunicipality()), DataSet.valueOf(row.getDataSet())),
                                ListKind.valueOf(row.getKind()),
                                row.getFileName(),
                                row.getAsked(),
                                content)));
    }

    @Transactional
    public void drop(UUID id, UUID account) {
        var u = VERIFICATION_UPLOAD;
        db.deleteFrom(u).where(u.ID.eq(id), u.ACCOUNT_ID.eq(account)).execute();
    }

    /** By the schedule: whoever never came back to confirm. */
    @Transactional
    public int dropOld(Instant now) {
        var u = VERIFICATION_UPLOAD;
        return db.deleteFrom(u)
                .where(u.UPLOADED_AT.lt(now.minus(KEPT).atOffset(ZoneOffset.UTC)))
                .execute();
    }
}
