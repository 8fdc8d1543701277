package dure.evidence;

import static duredb.Tables.EVIDENCE_CHUNK;
import static duredb.Tables.EVIDENCE_DESTRUCTION;
import static duredb.Tables.EVIDENCE_FILE;
import static duredb.Tables.EVIDENCE_LINK;

import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

@Repository
class EvidenceStore {
    private static final int CHUNK = 1 << 20;

    private final DSLContext db;

    EvidenceStore(DSLContext db) {
        this.db = db;
    }

    /** Empty where the book has this content already. */
    Optional<UUID> add(
            Book book,
            String name,
            EvidenceType type,
            byte[] content,
            String sha256,
            boolean inDatabase,
            boolean personal,
            String by,
            Instant now) {
        var f = EVIDENCE_FILE;
        var id = UUID.randomUUID();
        var added = db.insertInto(f)
                .set(f.ID, id)
                .set(f.MUNICIPALITY, book.municipality().value())
                .set(f.DATA_SET, book.dataSet().name())
                .set(f.NAME, name)
                .set(f.TYPE, type.name())
                .set(f.SIZE, (long) content.length)
                .set(f.SHA256, sha256)
                .set(f.PLACE, inDatabase ? "DATABASE" : "DIRECTORY")
                .set(f.PERSONAL, personal)
                .set(f.ADDED_AT, now.atOffset(ZoneOffset.UTC))
                .set(f.ADDED_BY, by)
                .onConflictDoNothing()
                .execute();
        if (added == 0) {
            return Optional.empty();
        }
        if (inDatabase) {
            var c = EVIDENCE_CHUNK;
            for (int at = 0, no = 0; at < content.length; at += CHUNK, no++) {
                db.insertInto(c)
                        .set(c.FILE, id)
                        .set(c.NO, (short) no)
                        .set(c.MUNICIPALITY, book.municipality().value())
                        .set(c.BYTES, Arrays.copyOfRange(content, at, Math.min(content.length, at + CHUNK)))
                        .execute();
            }
        }
        return Optional.of(id);
    }

    Optional<EvidenceFile> find(UUID id) {
        return files(EVIDENCE_FILE.ID.eq(id)).stream().findFirst();
    }

    Optional<EvidenceFile> find(Book book, String sha256) {
        return files(ofBook(book).and(EVIDENCE_FILE.SHA256.eq(sha256))).stream().findFirst();
    }

    List<EvidenceFile> all(Book book, int offset, int limit) {
        return select(ofBook(book), offset, limit);
    }

    int count(Book book) {
        return db.fetchCount(EVIDENCE_FILE, ofBook(book));
    }

    long bytes(Book book) {
        return Optional.ofNullable(db.select(DSL.sum(EVIDENCE_FILE.SIZE))
                        .from(EVIDENCE_FILE)
                        .where(ofBook(book))
                        .fetchOne(0, BigDecimal.class))
                .orElse(BigDecimal.ZERO)
                .longValue();
    }

    List<EvidenceFile> files(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : files(EVIDENCE_FILE.ID.in(ids));
    }

    private static Condition ofBook(Book book) {
        return EVIDENCE_FILE
                .MUNICIPALITY
                .eq(book.municipality().value())
                .and(EVIDENCE_FILE.DATA_SET.eq(book.dataSet().name()));
    }

    private List<EvidenceFile> files(Condition which) {
        return select(which, 0, Integer.MAX_VALUE);
    }

    private List<EvidenceFile> select(Condition which, int offset, int limit) {
        var f = EVIDENCE_FILE;
        var d = EVIDENCE_DESTRUCTION;
        return db.select(f.fields())
                .select(d.AT, d.REASON, d.BY)
                .from(f)
                .leftJoin(d)
                .on(d.FILE.eq(f.ID))
                .where(which)
                .orderBy(f.ADDED_AT.desc(), f.ID)
                .offset(offset)
                .limit(limit)
                .fetch(EvidenceStore::file);
    }

    private static EvidenceFile file(Record row) {
        var f = EVIDENCE_FILE;
        var d = EVIDENCE_DESTRUCTION;
        var at = row.get(d.AT);
        return new EvidenceFile(
                row.get(f.ID),
                new Book(new MunicipalityCode(row.get(f.MUNICIPALITY)), DataSet.valueOf(row.get(f.DATA_SET))),
                row.get(f.NAME),
                EvidenceType.valueOf(row.get(f.TYPE)),
                row.get(f.SIZE),
                row.get(f.SHA256),
                row.get(f.PERSONAL),
                row.get(f.ADDED_AT).toInstant(),
                row.get(f.ADDED_BY),
                at == null ? null : new EvidenceFile.Destroyed(at.toInstant(), row.get(d.REASON), row.get(d.BY)));
    }

    boolean isInDatabase(UUID file) {
        return db.fetchExists(EVIDENCE_FILE, EVIDENCE_FILE.ID.eq(file), EVIDENCE_FILE.PLACE.eq("DATABASE"));
    }

    /** Empty where not a byte of it is there. */
    Optional<byte[]> content(UUID file) {
        var whole = new ByteArrayOutputStream();
        db.select(EVIDENCE_CHUNK.BYTES)
                .from(EVIDENCE_CHUNK)
                .where(EVIDENCE_CHUNK.FILE.eq(file))
                .orderBy(EVIDENCE_CHUNK.NO)
                .forEach(row -> whole.writeBytes(row.value1()));
        return whole.size() == 0 ? Optional.empty() : Optional.of(whole.toByteArray());
    }

    void destroy(EvidenceFile file, String reason, String by, Instant now) {
        var d = EVIDENCE_DESTRUCTION;
        db.deleteFrom(EVIDENCE_CHUNK).where(EVIDENCE_CHUNK.FILE.eq(file.id())).execute();
        db.insertInto(d)
                .set(d.FILE, file.id())
                .set(d.MUNICIPALITY, file.book().municipality().value())
                .set(d.AT, now.atOffset(ZoneOffset.UTC))
                .set(d.REASON, reason)
                .set(d.BY, by)
                .execute();
    }

    void link(Book book, long entry, UUID file, boolean linked, String note, String by, Instant now) {
        var l = EVIDENCE_LINK;
        db.insertInto(l)
                .set(l.MUNICIPALITY, book.municipality().value())
                .set(l.DATA_SET, book.dataSet().name())
                .set(l.ENTRY, entry)
                .set(l.FILE, file)
                .set(l.LINKED, linked)
                .set(l.NOTE, note)
                .set(l.WRITTEN_AT, now.atOffset(ZoneOffset.UTC))
                .set(l.WRITTEN_BY, by)
                .execute();
    }

    record Link(long entry, UUID file, boolean linked, String note, Instant at, String by) {}

    /** The newest word about each file of the entry, in the order in which they were first linked. */
    List<Link> linksOf(Book book, long entry) {
        return newest(EVIDENCE_LINK
                .MUNICIPALITY
                .eq(book.municipality().value())
                .and(EVIDENCE_LINK.DATA_SET.eq(book.dataSet().name()))
                .and(EVIDENCE_LINK.ENTRY.eq(entry)));
    }

    List<Link> linksTo(Collection<UUID> files) {
        return files.isEmpty() ? List.of() : newest(EVIDENCE_LINK.FILE.in(files));
    }

    private List<Link> newest(Condition which) {
        var l = EVIDENCE_LINK;
        Map<List<Object>, Link> newest = new LinkedHashMap<>();
        db.selectFrom(l)
                .where(which)
                .orderBy(l.WRITTEN_AT, l.ID)
                .forEach(row -> newest.put(
                        List.of(row.getEntry(), row.getFile()),
                        new Link(
                                row.getEntry(),
                                row.getFile(),
                                row.getLinked(),
                                row.getNote(),
                                row.getWrittenAt().toInstant(),
                                row.getWrittenBy())));
        return new ArrayList<>(newest.values().stream().filter(Link::linked).toList());
    }
}
