package dure.briefing;

import static duredb.Tables.BRIEFING;
import static duredb.Tables.BRIEFING_DOCUMENT;
import static duredb.Tables.BRIEFING_REMARK;

import dure.access.Viewer;
import dure.ledger.Question;
import dure.ledger.RuleKey;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.records.BriefingRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Meetings, what was remarked, and the documents that were made. */
@Repository
class BriefingStore {
    private static final duredb.tables.Briefing B = BRIEFING;
    private static final duredb.tables.BriefingDocument D = BRIEFING_DOCUMENT;
    private static final org.jooq.Field<Integer> SIZE = DSL.field(DSL.name("size"), Integer.class);

    private final DSLContext db;

    BriefingStore(DSLContext db) {
        this.db = db;
    }

    /** The latest meeting first. */
    List<Briefing> all(Book book) {
        return db.selectFrom(B)
                .where(of(book))
                .orderBy(B.HELD_ON.desc(), B.ID.desc())
                .limit(500)
                .fetch(BriefingStore::briefing);
    }

    Optional<Briefing> find(Book book, BriefingId id) {
        return db.selectFrom(B).where(of(book)).and(B.ID.eq(id.value())).fetchOptional(BriefingStore::briefing);
    }

    /** 지난 보고회: the day of the one held before this, in the same book. */
    Optional<LocalDate> heldBefore(Briefing briefing) {
        return db.select(B.HELD_ON)
                .from(B)
                .where(of(briefing.book()))
                .and(B.HELD_ON.lt(briefing.heldOn()))
                .orderBy(B.HELD_ON.desc())
                .limit(1)
                .fetchOptional(B.HELD_ON);
    }

    private static Condition of(Book book) {
        return B.MUNICIPALITY
                .eq(book.municipality().value())
                .and(B.DATA_SET.eq(book.dataSet().name()));
    }

    private static Briefing briefing(BriefingRecord row) {
        return new Briefing(
                new BriefingId(row.getId()),
                new Book(new MunicipalityCode(row.getMunicipality()), DataSet.valueOf(row.getDataSet())),
                row.getYear(),
                row.getHeldOn(),
                row.getTitle(),
                row.getAttendees(),
                row.getAsOf(),
                new RuleKey(row.getRuleId(), row.getRuleVersion()));
    }

    Briefing add(Book book, int year, Briefing.Said said, Viewer by, Instant now) {
        return briefing(db.insertInto(B)
                .set(B.MUNICIPALITY, book.municipality().value())
                .set(B.DATA_SET, book.dataSet().name())
                .set(B.YEAR, (short) year)
                .set(B.HELD_ON, said.heldOn())
                .set(B.TITLE, said.title())
                .set(B.ATTENDEES, said.attendees())
                .set(B.AS_OF, said.asOf())
                .set(B.RULE_ID, said.rule().id())
                .set(B.RULE_VERSION, said.rule().version())
                .set(B.OPENED_AT, now.atOffset(ZoneOffset.UTC))
                .set(B.OPENED_BY, by.name())
                .set(B.ACCOUNT, by.account())
                .returning()
                .fetchSingle());
    }

    Briefing change(BriefingId id, Briefing.Said said) {
        return briefing(db.update(B)
                .set(B.HELD_ON, said.heldOn())
                .set(B.TITLE, said.title())
                .set(B.ATTENDEES, said.attendees())
                .set(B.AS_OF, said.asOf())
                .set(B.RULE_ID, said.rule().id())
                .set(B.RULE_VERSION, said.rule().version())
                .where(B.ID.eq(id.value()))
                .returning()
                .fetchSingle());
    }

    /** What stood of each section at an instant; a section whose remark was taken away has none. */
    Map<Section, String> remarks(BriefingId id, Instant at) {
        var r = BRIEFING_REMARK;
        var remarks = new EnumMap<Section, String>(Section.class);
        db.select(r.SECTION, r.SAID)
                .distinctOn(r.SECTION)
                .from(r)
                .where(r.BRIEFING_ID.eq(id.value()))
                .and(r.SAID_AT.le(at.atOffset(ZoneOffset.UTC)))
                .orderBy(r.SECTION, r.ID.desc())
                .forEach(row -> {
                    if (!row.value2().isEmpty()) {
                        remarks.put(Section.valueOf(row.value1()), row.value2());
                    }
                });
        return remarks;
    }

    void remark(Briefing briefing, Section section, String said, Viewer by, Instant now) {
        var r = BRIEFING_REMARK;
        db.insertInto(r)
                .set(r.BRIEFING_ID, briefing.id().value())
                .set(r.MUNICIPALITY, briefing.book().municipality().value())
                .set(r.SECTION, section.name())
                .set(r.SAID, said)
                .set(r.SAID_AT, now.atOffset(ZoneOffset.UTC))
                .set(r.SAID_BY, by.name())
                .set(r.ACCOUNT, by.account())
                .execute();
    }

    /** The latest first, without their bytes. */
    List<MadeDocument> documents(BriefingId id) {
        return db.select(Arrays.stream(D.fields())
                        .filter(one -> !one.equals(D.CONTENT))
                        .toList())
                .select(DSL.field("length({0})", Integer.class, D.CONTENT).as(SIZE))
                .from(D)
                .where(D.BRIEFING_ID.eq(id.value()))
                .orderBy(D.MADE_AT.desc(), D.ID.desc())
                .limit(200)
                .fetch(BriefingStore::document);
    }

    Optional<byte[]> content(BriefingId id, UUID document) {
        return db.select(D.CONTENT)
                .from(D)
                .where(D.BRIEFING_ID.eq(id.value()))
                .and(D.ID.eq(document))
                .fetchOptional(D.CONTENT);
    }

    UUID keep(Pack pack, Format format, byte[] bytes, Viewer by, Instant now) {
        Question question = pack.question();
        return Objects.requireNonNull(db.insertInto(D)
                .set(D.BRIEFING_ID, pack.briefing().id().value())
                .set(D.MUNICIPALITY, pack.briefing().book().municipality().value())
                .set(D.FORMAT, format.name())
                .set(D.LANGUAGE, pack.document().language().getLanguage())
                .set(D.SHA256, HexFormat.of().parseHex(Pack.sha256(bytes)))
                .set(D.CONTENT, bytes)
                .set(D.AS_OF, question.asOf())
                .set(D.RULE_ID, question.rule().key().id())
                .set(D.RULE_VERSION, question.rule().key().version())
                .set(D.POSITION, question.known().position())
                .set(D.KNOWN_AT, question.known().at().atOffset(ZoneOffset.UTC))
                .set(
                        D.SECTIONS,
                        pack.hashes().entrySet().stream()
                                .map(one -> one.getKey() + " " + one.getValue())
                                .toArray(String[]::new))
                .set(D.MADE_AT, now.atOffset(ZoneOffset.UTC))
                .set(D.MADE_BY, by.name())
                .set(D.ACCOUNT, by.account())
                .returning(D.ID)
                .fetchSingle(D.ID));
    }

    private static MadeDocument document(Record row) {
        return new MadeDocument(
                row.get(D.ID),
                Format.valueOf(row.get(D.FORMAT)),
                row.get(D.LANGUAGE),
                HexFormat.of().formatHex(row.get(D.SHA256)),
                row.get(SIZE),
                row.get(D.AS_OF),
                new RuleKey(row.get(D.RULE_ID), row.get(D.RULE_VERSION)),
                row.get(D.POSITION),
                row.get(D.KNOWN_AT).toInstant(),
                Arrays.stream(row.get(D.SECTIONS))
                        .map(one -> one.split(" ", 2))
                        .collect(Collectors.toMap(one -> Section.valueOf(one[0]), one -> one[1])),
                row.get(D.MADE_AT).toInstant(),
                row.get(D.MADE_BY));
    }
}
