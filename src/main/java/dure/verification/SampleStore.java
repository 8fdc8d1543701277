package dure.verification;

import static duredb.Tables.SAMPLE_CHECK;
import static duredb.Tables.SAMPLE_CLOSING;
import static duredb.Tables.SAMPLE_ITEM;
import static duredb.Tables.SAMPLE_MARK;
import static duredb.Tables.SAMPLE_STRATUM;

import dure.ledger.Basis;
import dure.ledger.EntryId;
import dure.plan.ProgrammeType;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.records.SampleCheckRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class SampleStore {
    private final DSLContext db;

    SampleStore(DSLContext db) {
        this.db = db;
    }

    void add(SampleCheck sample) {
        var s = SAMPLE_CHECK;
        var municipality = sample.book().municipality().value();
        var scope = sample.scope();
        var type = scope.programmeType();
        var basis = scope.basis();
        db.insertInto(s)
                .set(s.ID, sample.id())
                .set(s.MUNICIPALITY, municipality)
                .set(s.DATA_SET, sample.book().dataSet().name())
                .set(s.YEAR, (short) scope.year())
                .set(s.MONTH, scope.month())
                .set(s.DEPARTMENT, scope.department())
                .set(s.PROGRAMME_TYPE, type == null ? null : type.name())
                .set(s.BASIS, basis == null ? null : basis.name())
                .set(s.RULE, sample.rule())
                .set(s.AS_OF, sample.asOf())
                .set(s.KNOWN_AT, sample.knownAt().atOffset(ZoneOffset.UTC))
                .set(s.POSITION, sample.position())
                .set(s.STRATIFIED, sample.stratified().name())
                .set(s.SEED, sample.seed())
                .set(s.POPULATION, sample.population())
                .set(s.QUANTITY, sample.quantity())
                .set(s.SIZE, sample.size())
                .set(s.DRAWN_AT, sample.at().atOffset(ZoneOffset.UTC))
                .set(s.DRAWN_BY, sample.by())
                .execute();
        var t = SAMPLE_STRATUM;
        for (var stratum : sample.strata()) {
            db.insertInto(t)
                    .set(t.SAMPLE, sample.id())
                    .set(t.MUNICIPALITY, municipality)
                    .set(t.NAME, stratum.name())
                    .set(t.POPULATION, stratum.population())
                    .set(t.QUANTITY, stratum.quantity())
                    .set(t.SIZE, stratum.size())
                    .execute();
        }
        var i = SAMPLE_ITEM;
        for (var item : sample.items()) {
            db.insertInto(i)
                    .set(i.SAMPLE, sample.id())
                    .set(i.MUNICIPALITY, municipality)
                    .set(i.NO, item.no())
                    .set(i.ENTRY, item.entry().position())
                    .set(i.QUANTITY, item.quantity())
                    .set(i.STRATUM, item.stratum())
                    .execute();
        }
    }

    void mark(SampleCheck sample, EntryId entry, SampleCheck.Mark mark) {
        var m = SAMPLE_MARK;
        db.insertInto(m)
                .set(m.SAMPLE, sample.id())
                .set(m.MUNICIPALITY, sample.book().municipality().value())
                .set(m.ENTRY, entry.position())
                .set(m.VERDICT, mark.verdict().name())
                .set(m.REMARK, mark.remark())
                .set(m.EVIDENCE, mark.evidence())
                .set(m.MARKED_AT, mark.at().atOffset(ZoneOffset.UTC))
                .set(m.MARKED_BY, mark.by())
                .execute();
    }

    void close(SampleCheck sample, String remark, String by, Instant now) {
        var c = SAMPLE_CLOSING;
        db.insertInto(c)
                .set(c.SAMPLE, sample.id())
                .set(c.MUNICIPALITY, sample.book().municipality().value())
                .set(c.HITS, (int) sample.count(SampleCheck.Verdict.HIT))
                .set(c.MISSES, (int) sample.count(SampleCheck.Verdict.MISS))
                .set(c.UNDECIDABLE, (int) sample.count(SampleCheck.Verdict.UNDECIDABLE))
                .set(c.REMARK, remark)
                .set(c.CLOSED_AT, now.atOffset(ZoneOffset.UTC))
                .set(c.CLOSED_BY, by)
                .execute();
    }

    /** Held until the transaction ends: marks and the closing follow each other. */
    void lock(UUID sample) {
        db.fetch("select pg_advisory_xact_lock(hashtextextended({0}, 143))", org.jooq.impl.DSL.val(sample.toString()));
    }

    Optional<SampleCheck> find(UUID id) {
        return select(SAMPLE_CHECK.ID.eq(id)).stream().findFirst();
    }

    List<SampleCheck> samples(Book book, @Nullable Integer year) {
        var which = SAMPLE_CHECK
                .MUNICIPALITY
                .eq(book.municipality().value())
                .and(SAMPLE_CHECK.DATA_SET.eq(book.dataSet().name()));
        return select(year == null ? which : which.and(SAMPLE_CHECK.YEAR.eq(year.shortValue())));
    }

    private List<SampleCheck> select(Condition which) {
        return db
                .selectFrom(SAMPLE_CHECK)
                .where(which)
                .orderBy(SAMPLE_CHECK.DRAWN_AT.desc(), SAMPLE_CHECK.ID)
                .fetch()
                .stream()
                .map(this::sample)
                .toList();
    }

    private SampleCheck sample(SampleCheckRecord row) {
        var id = row.getId();
        var book = new Book(new MunicipalityCode(row.getMunicipality()), DataSet.valueOf(row.getDataSet()));
        var marks = new HashMap<Long, SampleCheck.Mark>();
        db.selectFrom(SAMPLE_MARK)
                .where(SAMPLE_MARK.SAMPLE.eq(id))
                .orderBy(SAMPLE_MARK.MARKED_AT, SAMPLE_MARK.ID)
                .forEach(mark -> marks.put(
                        mark.getEntry(),
                        new SampleCheck.Mark(
                                SampleCheck.Verdict.valueOf(mark.getVerdict()),
                                mark.getRemark(),
                                mark.getEvidence(),
                                mark.getMarkedAt().toInstant(),
                                mark.getMarkedBy())));
        return new SampleCheck(
                id,
                book,
                new SampleCheck.Scope(
                        row.getYear(),
                        row.getMonth(),
                        row.getDepartment(),
                        row.getProgrammeType() == null ? null : ProgrammeType.valueOf(row.getProgrammeType()),
                        row.getBasis() == null ? null : Basis.valueOf(row.getBasis())),
                row.getRule(),
                row.getAsOf(),
                row.getKnownAt().toInstant(),
                row.getPosition(),
                SampleCheck.Stratified.valueOf(row.getStratified()),
                row.getSeed(),
                row.getPopulation(),
                row.getQuantity(),
                row.getSize(),
                row.getDrawnAt().toInstant(),
                row.getDrawnBy(),
                db.selectFrom(SAMPLE_STRATUM)
                        .where(SAMPLE_STRATUM.SAMPLE.eq(id))
                        .orderBy(SAMPLE_STRATUM.NAME)
                        .fetch(one -> new SampleCheck.Stratum(
                                one.getName(), one.getPopulation(), one.getQuantity(), one.getSize())),
                db.selectFrom(SAMPLE_ITEM)
                        .where(SAMPLE_ITEM.SAMPLE.eq(id))
                        .orderBy(SAMPLE_ITEM.NO)
                        .fetch(one -> new SampleCheck.Item(
                                one.getNo(),
                                new EntryId(book, one.getEntry()),
                                one.getQuantity(),
                                one.getStratum(),
                                marks.get(one.getEntry()))),
                db.selectFrom(SAMPLE_CLOSING)
                        .where(SAMPLE_CLOSING.SAMPLE.eq(id))
                        .fetchOptional(one -> new SampleCheck.Closing(
                                one.getRemark(), one.getClosedAt().toInstant(), one.getClosedBy()))
                        .orElse(null));
    }
}
