package dure.ledger;

import static dure.ledger.LedgerStore.idOf;
import static dure.ledger.LedgerStore.utc;
import static duredb.Tables.CORRECTION;
import static duredb.Tables.CORRECTION_ENTRY;
import static duredb.Tables.CORRECTION_LINE;
import static duredb.Tables.LEDGER_BOOK;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;

import dure.access.Viewer;
import dure.ledger.CorrectionRequest.State;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.records.CorrectionEntryRecord;
import duredb.tables.records.CorrectionLineRecord;
import duredb.tables.records.CorrectionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** 정정 신청, as the book keeps them. */
@Repository
class CorrectionStore {
    // A line that this version reads by half must stop it.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final DSLContext db;
    private final EntryStore entries;

    CorrectionStore(DSLContext db, EntryStore entries) {
        this.db = db;
        this.entries = entries;
    }

    /** Under the book's lock: the numbers have no gap. */
    int write(
            LedgerStore.Head head,
            String reason,
            Collection<EntryId> takesBack,
            List<NewEntry> lines,
            Instant at,
            Viewer by) {
        int no = 1
                + Objects.requireNonNull(db.select(coalesce(max(CORRECTION.NO), inline(0)))
                        .from(CORRECTION)
                        .where(CORRECTION.BOOK.eq(head.id()))
                        .fetchSingle()
                        .value1());
        db.insertInto(CORRECTION)
                .set(CORRECTION.BOOK, head.id())
                .set(CORRECTION.NO, no)
                .set(CORRECTION.REASON, reason)
                .set(CORRECTION.REQUESTED_AT, utc(at))
                .set(CORRECTION.REQUESTED_BY, by.name())
                .set(CORRECTION.ACCOUNT, by.account())
                .execute();
        if (!takesBack.isEmpty()) {
            db.insertInto(CORRECTION_ENTRY)
                    .set(takesBack.stream()
                            .map(entry -> new CorrectionEntryRecord(head.id(), no, entry.position()))
                            .toList())
                    .execute();
        }
        var rows = new ArrayList<CorrectionLineRecord>();
        for (short line = 0; line < lines.size(); line++) {
            rows.add(new CorrectionLineRecord(
                    head.id(), no, line, JSONB.valueOf(JSON.writeValueAsString(lines.get(line)))));
        }
        if (!rows.isEmpty()) {
            db.insertInto(CORRECTION_LINE).set(rows).execute();
        }
        return no;
    }

    /** @param posting of the approved: where it will stand in the ledger */
    void decide(
            LedgerStore.Head head, int no, State state, Instant at, Viewer by, String remark, @Nullable Long posting) {
        db.update(CORRECTION)
                .set(CORRECTION.STATE, state.name())
                .set(CORRECTION.DECIDED_AT, utc(at))
                .set(CORRECTION.DECIDED_BY, by.name())
                .set(CORRECTION.DECIDER, by.account())
                .set(CORRECTION.REMARK, remark)
                .set(CORRECTION.POSTING, posting)
                .where(CORRECTION.BOOK.eq(head.id()))
                .and(CORRECTION.NO.eq(no))
                .execute();
    }

    /** Of lines that undecided requests name: the request. */
    Map<Long, Integer> requested(Book book, Collection<Long> positions) {
        return db.select(CORRECTION_ENTRY.ENTRY, CORRECTION_ENTRY.NO)
                .from(CORRECTION_ENTRY)
                .join(CORRECTION)
                .on(CORRECTION.BOOK.eq(CORRECTION_ENTRY.BOOK), CORRECTION.NO.eq(CORRECTION_ENTRY.NO))
                .where(CORRECTION_ENTRY.BOOK.eq(idOf(book)))
                .and(CORRECTION.STATE.eq(State.REQUESTED.name()))
                .and(CORRECTION_ENTRY.ENTRY.eq(any(positions.toArray(Long[]::new))))
                .fetchMap(CORRECTION_ENTRY.ENTRY, CORRECTION_ENTRY.NO);
    }

    /** A request and whose hand asked for it. */
    record Found(CorrectionRequest request, CorrectionRecord row) {}

    Optional<Found> find(Book book, int no, Instant known) {
        return read(book, CORRECTION.NO.eq(no), 1, known).stream().findFirst();
    }

    /** The undecided first, then the latest decided. */
    List<CorrectionRequest> list(Book book, int limit, Instant known) {
        return read(book, null, limit, known).stream().map(Found::request).toList();
    }

    Map<Book, Integer> waiting() {
        return db.select(LEDGER_BOOK.MUNICIPALITY, LEDGER_BOOK.DATA_SET, count())
                .from(CORRECTION)
                .join(LEDGER_BOOK)
                .on(LEDGER_BOOK.ID.eq(CORRECTION.BOOK))
                .where(CORRECTION.STATE.eq(inline(State.REQUESTED.name())))
                .groupBy(LEDGER_BOOK.MUNICIPALITY, LEDGER_BOOK.DATA_SET)
                .orderBy(LEDGER_BOOK.MUNICIPALITY)
                .fetchMap(
                        row -> new Book(new MunicipalityCode(row.value1()), DataSet.valueOf(row.value2())),
                        row -> row.value3());
    }

    int open(Book book) {
        return db.fetchCount(CORRECTION, CORRECTION.BOOK.eq(idOf(book)), CORRECTION.STATE.eq(State.REQUESTED.name()));
    }

    private List<Found> read(Book book, @Nullable Condition which, int limit, Instant known) {
        var rows = db.selectFrom(CORRECTION)
                .where(CORRECTION.BOOK.eq(idOf(book)))
                .and(which == null ? noCondition() : which)
                .orderBy(CORRECTION.DECIDED_AT.desc().nullsFirst(), CORRECTION.NO.desc())
                .limit(limit)
                .fetch();
        var numbers = rows.map(CorrectionRecord::getNo);
        var named = db.selectFrom(CORRECTION_ENTRY)
                .where(CORRECTION_ENTRY.BOOK.eq(idOf(book)))
                .and(CORRECTION_ENTRY.NO.in(numbers))
                .orderBy(CORRECTION_ENTRY.ENTRY)
                .fetchGroups(CORRECTION_ENTRY.NO, CORRECTION_ENTRY.ENTRY);
        var lines = db.selectFrom(CORRECTION_LINE)
                .where(CORRECTION_LINE.BOOK.eq(idOf(book)))
                .and(CORRECTION_LINE.NO.in(numbers))
                .orderBy(CORRECTION_LINE.LINE)
                .fetchGroups(
                        CORRECTION_LINE.NO, row -> JSON.readValue(row.getSays().data(), NewEntry.class));
        var found = entries.read(
                book, named.values().stream().flatMap(List::stream).distinct().toList(), known);
        return rows.map(row -> new Found(
                new CorrectionRequest(
                        book,
                        row.getNo(),
                        row.getReason(),
                        named.getOrDefault(row.getNo(), List.of()).stream()
                                .map(found::get)
                                .filter(Objects::nonNull)
                                .toList(),
                        lines.getOrDefault(row.getNo(), List.of()),
                        State.valueOf(row.getState()),
                        row.getRequestedAt().toInstant(),
                        row.getRequestedBy(),
                        row.getDecidedAt() == null ? null : row.getDecidedAt().toInstant(),
                        row.getDecidedBy(),
                        row.getRemark(),
                        row.getPosting()),
                row));
    }
}
