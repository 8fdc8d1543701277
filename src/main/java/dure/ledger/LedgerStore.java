package dure.ledger;

import static duredb.Tables.ATTESTATION;
import static duredb.Tables.ENTRY;
import static duredb.Tables.LEDGER_DISCLOSURE;
import static duredb.Tables.LEDGER_HEAD;
import static duredb.Tables.POSTING;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.val;

import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Writing to the ledger, and what of it is public. */
@Repository
class LedgerStore {
    /** More lines than this go through COPY: below it the set-up costs more than it saves. */
    private static final int BULK = 200;

    private final DSLContext db;

    LedgerStore(DSLContext db) {
        this.db = db;
    }

    /** Locks the book's head until the transaction ends: positions follow the order of commits. */
    Head lock(Book book) {
        db.insertInto(LEDGER_HEAD)
                .set(LEDGER_HEAD.MUNICIPALITY, book.municipality().value())
                .set(LEDGER_HEAD.DATA_SET, book.dataSet().name())
                .set(LEDGER_HEAD.POSITION, 0L)
                .set(LEDGER_HEAD.RECORDED_AT, Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .onConflictDoNothing()
                .execute();
        return db.selectFrom(LEDGER_HEAD)
                .where(of(book, LEDGER_HEAD.MUNICIPALITY, LEDGER_HEAD.DATA_SET))
                .forUpdate()
                .fetchSingle(
                        row -> new Head(row.getPosition(), row.getRecordedAt().toInstant()));
    }

    record Head(long position, Instant recordedAt) {}

    /** A posting of {@code lines} lines after the head, which moves on. */
    Posting post(Book book, Head head, int lines, Instant at, String recorder, String kind, Origin origin) {
        var posting = new Posting(book, head.position() + 1, head.position() + lines, at, recorder);
        var insert = db.insertInto(POSTING)
                .set(POSTING.MUNICIPALITY, book.municipality().value())
                .set(POSTING.DATA_SET, book.dataSet().name())
                .set(POSTING.FIRST_POSITION, posting.first())
                .set(POSTING.LAST_POSITION, posting.last())
                .set(POSTING.RECORDED_AT, at.atOffset(ZoneOffset.UTC))
                .set(POSTING.RECORDER, recorder)
                .set(POSTING.KIND, kind)
                .set(POSTING.SOURCE_NAME, origin.sourceName());
        switch (origin) {
            case Origin.File file ->
                insert.set(POSTING.CONTENT_HASH, file.contentHash()).execute();
            case Origin.Call call ->
                insert.set(POSTING.IDEMPOTENCY_KEY, call.idempotencyKey())
                        .set(POSTING.REQUEST_HASH, call.requestHash())
                        .execute();
            case Origin.Form form -> insert.execute();
        }
        db.update(LEDGER_HEAD)
                .set(LEDGER_HEAD.POSITION, posting.last())
                .set(LEDGER_HEAD.RECORDED_AT, at.atOffset(ZoneOffset.UTC))
                .where(of(book, LEDGER_HEAD.MUNICIPALITY, LEDGER_HEAD.DATA_SET))
                .execute();
        return posting;
    }

    record Posting(Book book, long first, long last, Instant at, String recorder) {
        List<EntryId> entries() {
            return IntStream.rangeClosed(0, Math.toIntExact(last - first))
                    .mapToObj(i -> new EntryId(book, first + i))
                    .toList();
        }

        LedgerInstant instant() {
            return new LedgerInstant(last, at);
        }
    }

    Optional<Posting> postingOfFile(Book book, byte[] contentHash) {
        return posting(book, POSTING.CONTENT_HASH.eq(contentHash)).map(EarlierCall::posting);
    }

    Optional<EarlierCall> postingOfCall(Book book, String recorder, String idempotencyKey) {
        return posting(book, POSTING.RECORDER.eq(recorder).and(POSTING.IDEMPOTENCY_KEY.eq(idempotencyKey)));
    }

    record EarlierCall(Posting posting, byte @Nullable [] requestHash) {}

    private Optional<EarlierCall> posting(Book book, Condition which) {
        return db.selectFrom(POSTING)
                .where(of(book, POSTING.MUNICIPALITY, POSTING.DATA_SET))
                .and(which)
                .fetchOptional(row -> new EarlierCall(
                        new Posting(
                                book,
                                row.getFirstPosition(),
                                row.getLastPosition(),
                                row.getRecordedAt().toInstant(),
                                row.getRecorder()),
                        row.getRequestHash()));
    }

    void write(Posting posting, List<NewEntry> entries) {
        var lines = EntryLines.of(posting, entries);
        if (entries.size() > BULK) {
            lines.copy(db);
        } else {
            lines.insert(db);
        }
    }

    void writeReversal(Posting posting, EntryId reversed, String reason) {
        var copied = List.of(
                ENTRY.MUNICIPALITY,
                ENTRY.DATA_SET,
                ENTRY.PROJECT_ID,
                ENTRY.LABEL,
                ENTRY.FROM_ON,
                ENTRY.OCCURRED_ON,
                ENTRY.MEASURE,
                ENTRY.STATED_UNIT,
                ENTRY.APPROXIMATE,
                ENTRY.BASIS,
                ENTRY.PROGRAMME_TYPE,
                ENTRY.SECTOR,
                ENTRY.TARGET_GROUPS,
                ENTRY.MONTHS,
                ENTRY.WEEKLY_HOURS,
                ENTRY.CONTRACT,
                ENTRY.INSURED,
                ENTRY.MONTHLY_WAGE,
                ENTRY.FUNDED,
                ENTRY.CONTINUITY,
                ENTRY.INDUSTRY,
                ENTRY.PERSON,
                ENTRY.SOURCE_KIND,
                ENTRY.SOURCE_NAME,
                ENTRY.EVIDENCE,
                ENTRY.INFERRED);
        var own = List.of(
                ENTRY.POSITION, ENTRY.QUANTITY, ENTRY.REVERSES, ENTRY.REASON, ENTRY.RECORDED_AT, ENTRY.RECORDER);
        db.insertInto(ENTRY)
                .columns(Stream.concat(copied.stream(), own.stream()).toList())
                .select(db.select(copied)
                        .select(
                                val(posting.first()),
                                ENTRY.QUANTITY.neg(),
                                val(reversed.position()),
                                val(reason),
                                val(posting.at().atOffset(ZoneOffset.UTC)),
                                val(posting.recorder()))
                        .from(ENTRY)
                        .where(of(reversed.book(), ENTRY.MUNICIPALITY, ENTRY.DATA_SET))
                        .and(ENTRY.POSITION.eq(reversed.position())))
                .execute();
    }

    void writeAttestation(Posting posting, EntryId entry, Basis basis, @Nullable Integer months, String evidence) {
        db.insertInto(ATTESTATION)
                .set(ATTESTATION.MUNICIPALITY, posting.book().municipality().value())
                .set(ATTESTATION.DATA_SET, posting.book().dataSet().name())
                .set(ATTESTATION.POSITION, posting.first())
                .set(ATTESTATION.ENTRY, entry.position())
                .set(ATTESTATION.BASIS, basis.name())
                .set(ATTESTATION.RETAINED_MONTHS, months == null ? null : months.shortValue())
                .set(ATTESTATION.EVIDENCE, evidence)
                .set(ATTESTATION.RECORDED_AT, posting.at().atOffset(ZoneOffset.UTC))
                .set(ATTESTATION.RECORDER, posting.recorder())
                .execute();
    }

    /** The last posting at or before the instant that the viewer may see; an empty book is at position 0. */
    LedgerInstant at(Book book, Instant known) {
        return db.select(max(POSTING.LAST_POSITION), max(POSTING.RECORDED_AT))
                .from(POSTING)
                .where(of(book, POSTING.MUNICIPALITY, POSTING.DATA_SET))
                .and(POSTING.RECORDED_AT.le(known.atOffset(ZoneOffset.UTC)))
                .fetchSingle(row -> row.value1() == null
                        ? new LedgerInstant(0, known)
                        : new LedgerInstant(
                                row.value1(),
                                Objects.requireNonNull(row.value2()).toInstant()));
    }

    void disclose(Book book, long position, Instant at, String by) {
        db.insertInto(LEDGER_DISCLOSURE)
                .set(LEDGER_DISCLOSURE.MUNICIPALITY, book.municipality().value())
                .set(LEDGER_DISCLOSURE.DATA_SET, book.dataSet().name())
                .set(LEDGER_DISCLOSURE.POSITION, position)
                .set(LEDGER_DISCLOSURE.DISCLOSED_AT, at.atOffset(ZoneOffset.UTC))
                .set(LEDGER_DISCLOSURE.DISCLOSED_BY, by)
                .onConflictDoNothing()
                .execute();
    }

    /** What of the book is public now: the newest disclosed position, or 0. */
    long disclosedPosition(Book book) {
        return db.select(max(LEDGER_DISCLOSURE.POSITION))
                .from(LEDGER_DISCLOSURE)
                .where(of(book, LEDGER_DISCLOSURE.MUNICIPALITY, LEDGER_DISCLOSURE.DATA_SET))
                .fetchOptional(row -> row.value1())
                .orElse(0L);
    }

    /** A position of 0 discloses no line. */
    List<LedgerDisclosure> latestDisclosures(int limit) {
        return db.select(
                        LEDGER_DISCLOSURE.MUNICIPALITY,
                        LEDGER_DISCLOSURE.DATA_SET,
                        LEDGER_DISCLOSURE.POSITION,
                        LEDGER_DISCLOSURE.DISCLOSED_AT)
                .from(LEDGER_DISCLOSURE)
                .where(LEDGER_DISCLOSURE.POSITION.gt(0L))
                .orderBy(LEDGER_DISCLOSURE.DISCLOSED_AT.desc(), LEDGER_DISCLOSURE.MUNICIPALITY)
                .limit(limit)
                .fetch(row -> new LedgerDisclosure(
                        new Book(new MunicipalityCode(row.value1()), DataSet.valueOf(row.value2())),
                        row.value3(),
                        row.value4().toInstant()));
    }

    static Condition of(Book book, TableField<?, String> municipality, TableField<?, String> dataSet) {
        return municipality
                .eq(book.municipality().value())
                .and(dataSet.eq(book.dataSet().name()));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
