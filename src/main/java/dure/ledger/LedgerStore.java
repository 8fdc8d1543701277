package dure.ledger;

import static duredb.Tables.ATTESTATION;
import static duredb.Tables.CLOSED_MONTH;
import static duredb.Tables.ENTRY;
import static duredb.Tables.LEDGER_BOOK;
import static duredb.Tables.LEDGER_DISCLOSURE;
import static duredb.Tables.LEDGER_HEAD;
import static duredb.Tables.POSTING;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dure.access.Viewer;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.records.AttestationRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
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
        return locked(book).orElseGet(() -> {
            db.insertInto(LEDGER_BOOK)
                    .set(LEDGER_BOOK.MUNICIPALITY, book.municipality().value())
                    .set(LEDGER_BOOK.DATA_SET, book.dataSet().name())
                    .onConflictDoNothing()
                    .execute();
            db.insertInto(LEDGER_HEAD)
                    .set(LEDGER_HEAD.BOOK, idOf(book))
                    .set(LEDGER_HEAD.POSITION, 0L)
                    .set(LEDGER_HEAD.RECORDED_AT, utc(Instant.EPOCH))
                    .onConflictDoNothing()
                    .execute();
            return locked(book).orElseThrow();
        });
    }

    private Optional<Head> locked(Book book) {
        return db.selectFrom(LEDGER_HEAD)
                .where(LEDGER_HEAD.BOOK.eq(idOf(book)))
                .forUpdate()
                .fetchOptional(row -> new Head(
                        row.getBook(), row.getPosition(), row.getRecordedAt().toInstant()));
    }

    /** @param id the book's number in the ledger's tables */
    record Head(int id, long position, Instant recordedAt) {}

    /** A posting of {@code lines} lines after the head, which moves on. */
    Posting post(Book book, Head head, int lines, Instant at, Viewer by, String kind, Origin origin) {
        var posting =
                new Posting(book, head.id(), head.position() + 1, head.position() + lines, at, by.name(), by.account());
        var insert = db.insertInto(POSTING)
                .set(POSTING.BOOK, head.id())
                .set(POSTING.FIRST_POSITION, posting.first())
                .set(POSTING.LAST_POSITION, posting.last())
                .set(POSTING.RECORDED_AT, utc(at))
                .set(POSTING.RECORDER, by.name())
                .set(POSTING.ACCOUNT, by.account())
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
                .set(LEDGER_HEAD.RECORDED_AT, utc(at))
                .where(LEDGER_HEAD.BOOK.eq(head.id()))
                .execute();
        return posting;
    }

    /** @param bookId the book's number in the ledger's tables */
    record Posting(
            Book book,
            int bookId,
            long first,
            long last,
            Instant at,
            String recorder,
            @Nullable UUID account) {
        List<EntryId> entries() {
            return IntStream.rangeClosed(0, Math.toIntExact(last - first))
                    .mapToObj(i -> new EntryId(book, first + i))
                    .toList();
        }

        LedgerInstant instant() {
            return new LedgerInstant(last, at);
        }
    }

    /** Whose hand wrote an entry; null where it was the product's. */
    @Nullable
    UUID accountOf(EntryId entry) {
        return db.select(POSTING.ACCOUNT)
                .from(ENTRY)
                .join(POSTING)
                .on(POSTING.BOOK.eq(ENTRY.BOOK), POSTING.FIRST_POSITION.eq(ENTRY.POSTING))
                .where(ENTRY.BOOK.eq(idOf(entry.book())), ENTRY.POSITION.eq(entry.position()))
                .fetchOne(POSTING.ACCOUNT);
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
                .where(POSTING.BOOK.eq(idOf(book)))
                .and(which)
                .fetchOptional(row -> new EarlierCall(
                        new Posting(
                                book,
                                row.getBook(),
                                row.getFirstPosition(),
                                row.getLastPosition(),
                                row.getRecordedAt().toInstant(),
                                row.getRecorder(),
                                row.getAccount()),
                        row.getRequestHash()));
    }

    void write(Posting posting, List<NewEntry> entries) {
        write(posting, posting.first(), entries);
    }

    /** @param from the position of the first of them */
    void write(Posting posting, long from, List<NewEntry> entries) {
        var lines = new EntryLines(posting, from, entries, EntryKinds.of(db, posting, from, entries));
        if (entries.size() > BULK) {
            lines.copy(db);
        } else {
            lines.insert(db);
        }
    }

    /** @param position the place of the reversal in its posting */
    void writeReversal(Posting posting, long position, long reversed, String reason) {
        var copied = List.of(
                ENTRY.BOOK,
                ENTRY.KIND,
                ENTRY.PROJECT_ID,
                ENTRY.FROM_ON,
                ENTRY.OCCURRED_ON,
                ENTRY.LABEL,
                ENTRY.SOURCE_NAME,
                ENTRY.EVIDENCE,
                ENTRY.INFERRED,
                ENTRY.PERSON,
                ENTRY.MONTHLY_WAGE);
        var own = List.of(ENTRY.POSITION, ENTRY.POSTING, ENTRY.QUANTITY, ENTRY.REVERSES, ENTRY.ROOT, ENTRY.REASON);
        db.insertInto(ENTRY)
                .columns(Stream.concat(copied.stream(), own.stream()).toList())
                .select(db.select(copied)
                        .select(
                                val(position),
                                val(posting.first()),
                                ENTRY.QUANTITY.neg(),
                                val(reversed),
                                coalesce(ENTRY.ROOT, ENTRY.POSITION),
                                val(reason))
                        .from(ENTRY)
                        .where(ENTRY.BOOK.eq(posting.bookId()))
                        .and(ENTRY.POSITION.eq(reversed)))
                .execute();
    }

    /** One a position of the posting, in this order. */
    void writeAttestations(Posting posting, List<Attesting> given) {
        var rows = new ArrayList<AttestationRecord>(given.size());
        for (int i = 0; i < given.size(); i++) {
            rows.add(row(posting, posting.first() + i, given.get(i)));
        }
        db.insertInto(ATTESTATION).set(rows).execute();
    }

    private static AttestationRecord row(Posting posting, long position, Attesting one) {
        var row = new AttestationRecord();
        row.setBook(posting.bookId());
        row.setPosition(position);
        row.setEntry(one.entry().position());
        row.setBasis(one.basis().name());
        row.setRetainedMonths(
                one.retainedMonths() == null ? null : one.retainedMonths().shortValue());
        row.setEvidence(one.evidence());
        row.setRecordedAt(utc(posting.at()));
        row.setRecorder(posting.recorder());
        row.setAccount(posting.account());
        return row;
    }

    /** Says of the same entry the same as what it revokes, and why that stands no more. */
    void writeRevocation(Posting posting, Attestation revoked, String reason) {
        var row = row(
                posting,
                posting.first(),
                new Attesting(revoked.entry(), revoked.basis(), revoked.retainedMonths(), reason));
        row.setRevokes(revoked.id().position());
        db.insertInto(ATTESTATION).set(row).execute();
    }

    /** Those of the months that are closed, in their order. */
    List<YearMonth> closed(int book, Collection<YearMonth> months) {
        return db.select(CLOSED_MONTH.MONTH)
                .from(CLOSED_MONTH)
                .where(CLOSED_MONTH.BOOK.eq(book))
                .and(CLOSED_MONTH.MONTH.eq(any(
                        months.stream().map(month -> month.atDay(1)).distinct().toArray(LocalDate[]::new))))
                .orderBy(CLOSED_MONTH.MONTH)
                .fetch(row -> YearMonth.from(row.value1()));
    }

    /** Whether it was open before. */
    boolean close(Head head, YearMonth month, Instant at, Viewer by) {
        return db.insertInto(CLOSED_MONTH)
                        .set(CLOSED_MONTH.BOOK, head.id())
                        .set(CLOSED_MONTH.MONTH, month.atDay(1))
                        .set(CLOSED_MONTH.CLOSED_AT, utc(at))
                        .set(CLOSED_MONTH.CLOSED_BY, by.name())
                        .set(CLOSED_MONTH.ACCOUNT, by.account())
                        .onConflictDoNothing()
                        .execute()
                > 0;
    }

    SortedSet<YearMonth> closedMonths(Book book) {
        return new TreeSet<>(db.select(CLOSED_MONTH.MONTH)
                .from(CLOSED_MONTH)
                .where(CLOSED_MONTH.BOOK.eq(idOf(book)))
                .fetch(row -> YearMonth.from(row.value1())));
    }

    /** The last posting at or before the instant that the viewer may see; an empty book is at position 0. */
    LedgerInstant at(Book book, Instant known) {
        return db.select(POSTING.LAST_POSITION, POSTING.RECORDED_AT)
                .from(POSTING)
                .where(POSTING.BOOK.eq(idOf(book)))
                .and(POSTING.RECORDED_AT.le(utc(known)))
                .orderBy(POSTING.RECORDED_AT.desc())
                .limit(1)
                .fetchOptional(
                        row -> new LedgerInstant(row.value1(), row.value2().toInstant()))
                .orElseGet(() -> new LedgerInstant(0, known));
    }

    void disclose(Book book, long position, Instant at, String by) {
        db.insertInto(LEDGER_DISCLOSURE)
                .set(LEDGER_DISCLOSURE.BOOK, idOf(book))
                .set(LEDGER_DISCLOSURE.POSITION, position)
                .set(LEDGER_DISCLOSURE.DISCLOSED_AT, utc(at))
                .set(LEDGER_DISCLOSURE.DISCLOSED_BY, by)
                .onConflictDoNothing()
                .execute();
    }

    /** What of the book is public now: the newest disclosed position, or 0. */
    long disclosedPosition(Book book) {
        return db.select(max(LEDGER_DISCLOSURE.POSITION))
                .from(LEDGER_DISCLOSURE)
                .where(LEDGER_DISCLOSURE.BOOK.eq(idOf(book)))
                .fetchOptional(row -> row.value1())
                .orElse(0L);
    }

    /** A position of 0 discloses no line. */
    List<LedgerDisclosure> latestDisclosures(int limit) {
        return db.select(
                        LEDGER_BOOK.MUNICIPALITY,
                        LEDGER_BOOK.DATA_SET,
                        LEDGER_DISCLOSURE.POSITION,
                        LEDGER_DISCLOSURE.DISCLOSED_AT)
                .from(LEDGER_DISCLOSURE)
                .join(LEDGER_BOOK)
                .on(LEDGER_BOOK.ID.eq(LEDGER_DISCLOSURE.BOOK))
                .where(LEDGER_DISCLOSURE.POSITION.gt(0L))
                .orderBy(LEDGER_DISCLOSURE.DISCLOSED_AT.desc(), LEDGER_BOOK.MUNICIPALITY)
                .limit(limit)
                .fetch(row -> new LedgerDisclosure(
                        new Book(new MunicipalityCode(row.value1()), DataSet.valueOf(row.value2())),
                        row.value3(),
                        row.value4().toInstant()));
    }

    /** The book's number in the ledger's tables; matches nothing where it has none yet. */
    static Field<Integer> idOf(Book book) {
        return field(select(LEDGER_BOOK.ID)
                .from(LEDGER_BOOK)
                .where(LEDGER_BOOK.MUNICIPALITY.eq(book.municipality().value()))
                .and(LEDGER_BOOK.DATA_SET.eq(book.dataSet().name())));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
