package dure.tower;

import static duredb.Tables.IMPORT_JOB;
import static duredb.Tables.UPLOAD;

import dure.access.Powers;
import dure.access.Reach;
import dure.access.Viewer;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.records.ImportJobRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Imports that wait, run or have ended; each belongs to the account that asked for it. */
@Repository
class ImportJobStore {
    private final DSLContext db;

    ImportJobStore(DSLContext db) {
        this.db = db;
    }

    enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELLED,
        /** the account may not write there, or no longer */
        DENIED,
        FAILED;

        boolean isOver() {
            return this != WAITING && this != RUNNING;
        }
    }

    /**
     * @param begun how often it was begun; more than once after a crash
     * @param outcome JSON; null before it is done
     * @param reference of a fault
     */
    record Job(
            UUID id,
            UUID upload,
            String fileName,
            boolean dryRun,
            State state,
            int begun,
            int rowsRead,
            int rowsChecked,
            int rowsWritten,
            byte @Nullable [] outcome,
            @Nullable String reference) {
        boolean isOver() {
            return state.isOver();
        }

        boolean wasInterrupted() {
            return begun > 1;
        }
    }

    /** What whoever runs a job needs of it. */
    record Work(
            int begun,
            boolean dryRun,
            UUID account,
            String viewer,
            Reach reads,
            Powers powers,
            @Nullable DataSet dataSet,
            String fileName,
            byte[] content,
            @Nullable MunicipalityCode entriesOf) {}

    @Transactional
    public UUID add(UUID upload, Viewer viewer, @Nullable DataSet dataSet, boolean dryRun, Instant now) {
        return db.insertInto(IMPORT_JOB)
                .set(IMPORT_JOB.UPLOAD_ID, upload)
                .set(IMPORT_JOB.ACCOUNT_ID, Objects.requireNonNull(viewer.account()))
                .set(IMPORT_JOB.VIEWER, viewer.name())
                .set(IMPORT_JOB.READS, viewer.reads().asSetting())
                .set(IMPORT_JOB.WRITES, viewer.powers().asSetting())
                .set(IMPORT_JOB.DATA_SET, dataSet == null ? null : dataSet.name())
                .set(IMPORT_JOB.DRY_RUN, dryRun)
                .set(IMPORT_JOB.STATE, State.WAITING.name())
                .set(IMPORT_JOB.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .returningResult(IMPORT_JOB.ID)
                .fetchSingle()
                .value1();
    }

    @Transactional(readOnly = true)
    public Optional<Job> find(UUID account, UUID id) {
        return find(IMPORT_JOB.ID.eq(id).and(IMPORT_JOB.ACCOUNT_ID.eq(account)));
    }

    /** The last that was asked for of this file. */
    @Transactional(readOnly = true)
    public Optional<Job> newest(UUID account, UUID upload) {
        return find(IMPORT_JOB.UPLOAD_ID.eq(upload).and(IMPORT_JOB.ACCOUNT_ID.eq(account)));
    }

    private Optional<Job> find(org.jooq.Condition which) {
        return db.select(IMPORT_JOB.fields())
                .select(UPLOAD.FILE_NAME)
                .from(IMPORT_JOB)
                .join(UPLOAD)
                .on(UPLOAD.ID.eq(IMPORT_JOB.UPLOAD_ID))
                .where(which)
                .orderBy(IMPORT_JOB.CREATED_AT.desc(), IMPORT_JOB.ID.desc())
                .limit(1)
                .fetchOptional(row -> job(row.into(IMPORT_JOB), row.get(UPLOAD.FILE_NAME)));
    }

    private static Job job(ImportJobRecord row, String fileName) {
        return new Job(
                row.getId(),
                row.getUploadId(),
                fileName,
                row.getDryRun(),
                State.valueOf(row.getState()),
                row.getBegun(),
                row.getRowsRead(),
                row.getRowsChecked(),
                row.getRowsWritten(),
                row.getOutcome(),
                row.getReference());
    }

    /** Nobody else asks anything of this file until the transaction ends. */
    boolean lockUpload(UUID account, UUID upload) {
        return db.select(UPLOAD.ID)
                .from(UPLOAD)
                .where(UPLOAD.ID.eq(upload), UPLOAD.ACCOUNT_ID.eq(account))
                .forUpdate()
                .fetchOptional()
                .isPresent();
    }

    /** Takes the job to run it; empty where it is over. Whoever took it before has lost it. */
    @Transactional
    public Optional<Work> begin(UUID id) {
        var begun = db.update(IMPORT_JOB)
                .set(IMPORT_JOB.STATE, State.RUNNING.name())
                .set(IMPORT_JOB.BEGUN, IMPORT_JOB.BEGUN.plus(1))
                .set(IMPORT_JOB.ROWS_READ, 0)
                .set(IMPORT_JOB.ROWS_CHECKED, 0)
                .set(IMPORT_JOB.ROWS_WRITTEN, 0)
                .where(IMPORT_JOB.ID.eq(id))
                .and(IMPORT_JOB.STATE.in(State.WAITING.name(), State.RUNNING.name()))
                .returning()
                .fetchOptional();
        return begun.map(job -> {
            var upload =
                    db.selectFrom(UPLOAD).where(UPLOAD.ID.eq(job.getUploadId())).fetchSingle();
            return new Work(
                    job.getBegun(),
                    job.getDryRun(),
                    job.getAccountId(),
                    job.getViewer(),
                    Reach.ofSetting(job.getReads()),
                    Powers.ofSetting(job.getWrites()),
                    job.getDataSet() == null ? null : DataSet.valueOf(job.getDataSet()),
                    upload.getFileName(),
                    upload.getContent(),
                    upload.getEntriesOf() == null ? null : new MunicipalityCode(upload.getEntriesOf()));
        });
    }

    /**
     * Says how far it is, outside of the import's own transaction.
     *
     * @return whether it is still wanted of whoever begun it for this time
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean moved(UUID id, int begun, int read, int checked, int written) {
        return db.update(IMPORT_JOB)
                        .set(IMPORT_JOB.ROWS_READ, read)
                        .set(IMPORT_JOB.ROWS_CHECKED, checked)
                        .set(IMPORT_JOB.ROWS_WRITTEN, written)
                        .where(IMPORT_JOB.ID.eq(id), IMPORT_JOB.BEGUN.eq(begun))
                        .and(IMPORT_JOB.STATE.eq(State.RUNNING.name()))
                        .and(DSL.not(IMPORT_JOB.CANCEL_ASKED))
                        .execute()
                == 1;
    }

    /** @return false where it was cancelled, or begun by another since: then nothing of it may stay */
    @Transactional
    public boolean end(UUID id, int begun, byte[] outcome, Instant now) {
        return db.update(IMPORT_JOB)
                        .set(IMPORT_JOB.STATE, State.DONE.name())
                        .set(IMPORT_JOB.OUTCOME, outcome)
                        .set(IMPORT_JOB.ENDED_AT, now.atOffset(ZoneOffset.UTC))
                        .where(IMPORT_JOB.ID.eq(id), IMPORT_JOB.BEGUN.eq(begun))
                        .and(IMPORT_JOB.STATE.eq(State.RUNNING.name()))
                        .and(DSL.not(IMPORT_JOB.CANCEL_ASKED))
                        .execute()
                == 1;
    }

    /** Ends it without an outcome, where it is not over. */
    @Transactional
    public void end(UUID id, State state, @Nullable String reference, Instant now) {
        db.update(IMPORT_JOB)
                .set(IMPORT_JOB.STATE, state.name())
                .set(IMPORT_JOB.REFERENCE, reference)
                .set(IMPORT_JOB.ENDED_AT, now.atOffset(ZoneOffset.UTC))
                .where(IMPORT_JOB.ID.eq(id))
                .and(IMPORT_JOB.STATE.in(State.WAITING.name(), State.RUNNING.name()))
                .execute();
    }

    /** The one that runs hears of it between two rows; one that waits is over at once. */
    @Transactional
    public void cancel(UUID account, UUID id, Instant now) {
        db.update(IMPORT_JOB)
                .set(IMPORT_JOB.CANCEL_ASKED, true)
                .where(IMPORT_JOB.ID.eq(id), IMPORT_JOB.ACCOUNT_ID.eq(account))
                .and(IMPORT_JOB.STATE.in(State.WAITING.name(), State.RUNNING.name()))
                .execute();
        db.update(IMPORT_JOB)
                .set(IMPORT_JOB.STATE, State.CANCELLED.name())
                .set(IMPORT_JOB.ENDED_AT, now.atOffset(ZoneOffset.UTC))
                .where(IMPORT_JOB.ID.eq(id), IMPORT_JOB.ACCOUNT_ID.eq(account))
                .and(IMPORT_JOB.STATE.eq(State.WAITING.name()))
                .execute();
    }

    /** The file itself goes as soon as nobody needs it; that there was one stays for a day. */
    @Transactional
    public void dropContent(UUID job) {
        db.update(UPLOAD)
                .set(UPLOAD.CONTENT, new byte[0])
                .where(UPLOAD.ID.eq(
                        DSL.select(IMPORT_JOB.UPLOAD_ID).from(IMPORT_JOB).where(IMPORT_JOB.ID.eq(job))))
                .execute();
    }
}
