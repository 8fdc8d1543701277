package dure.verification;

import static duredb.Tables.EXTRACT_CANDIDATE;
import static duredb.Tables.EXTRACT_DECISION;
import static duredb.Tables.EXTRACT_VERDICT;
import static duredb.Tables.INSURANCE_EXTRACT;
import static duredb.Tables.WORKPLACE_MONTH;

import dure.ledger.EntryId;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.records.InsuranceExtractRecord;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class ExtractStore {
    private final DSLContext db;

    ExtractStore(DSLContext db) {
        this.db = db;
    }

    void add(Extract extract, String digest) {
        var e = INSURANCE_EXTRACT;
        db.insertInto(e)
                .set(e.ID, extract.id())
                .set(e.MUNICIPALITY, extract.book().municipality().value())
                .set(e.DATA_SET, extract.book().dataSet().name())
                .set(e.KIND, extract.kind().name())
                .set(e.FILE_NAME, extract.fileName())
                .set(e.SHA256, extract.sha256())
                .set(e.ROWS, extract.rows())
                .set(e.REFERENCE_ON, extract.reference())
                .set(e.WINDOW_DAYS, extract.windowDays())
                .set(e.FROM_ON, extract.from())
                .set(e.TO_ON, extract.to())
                .set(e.MAPPING, extract.mapping())
                .set(e.FINDINGS_DIGEST, digest)
                .set(e.WRITTEN_AT, extract.at().atOffset(ZoneOffset.UTC))
                .set(e.WRITTEN_BY, extract.by())
                .execute();
    }

    void add(Extract extract, Extract.Verdict verdict) {
        var v = EXTRACT_VERDICT;
        var span = verdict.span();
        var municipality = extract.book().municipality().value();
        var entry = verdict.entry().position();
        db.insertInto(v)
                .set(v.EXTRACT, extract.id())
                .set(v.MUNICIPALITY, municipality)
                .set(v.ENTRY, entry)
                .set(v.VERDICT, verdict.finding().name())
                .set(v.ACQUIRED_ON, span == null ? null : span.acquired())
                .set(v.LOST_ON, span == null ? null : span.lost())
                .set(v.WORKPLACE_NO, span == null ? null : span.workplaceNo())
                .set(v.RETAINED_MONTHS, small(verdict.retainedMonths()))
                .set(v.OUTCOME, verdict.outcome().name())
                .execute();
        var c = EXTRACT_CANDIDATE;
        short no = 0;
        for (var one : verdict.candidates()) {
            no++;
            db.insertInto(c)
                    .set(c.EXTRACT, extract.id())
                    .set(c.MUNICIPALITY, municipality)
                    .set(c.ENTRY, entry)
                    .set(c.NO, no)
                    .set(c.ACQUIRED_ON, one.acquired())
                    .set(c.LOST_ON, one.lost())
                    .set(c.WORKPLACE_NO, one.workplaceNo())
                    .set(c.WORKPLACE, one.workplace())
                    .execute();
        }
    }

    private static @Nullable Short small(@Nullable Integer number) {
        return number == null ? null : Short.valueOf(number.shortValue());
    }

    void decide(
            Extract extract,
            EntryId entry,
            @Nullable Integer candidate,
            @Nullable Integer retainedMonths,
            Extract.Decision decision) {
        var d = EXTRACT_DECISION;
        db.insertInto(d)
                .set(d.EXTRACT, extract.id())
                .set(d.MUNICIPALITY, extract.book().municipality().value())
                .set(d.ENTRY, entry.position())
                .set(d.CANDIDATE, small(candidate))
                .set(d.RETAINED_MONTHS, small(retainedMonths))
                .set(d.OUTCOME, decision.outcome().name())
                .set(d.REASON, decision.reason())
                .set(d.DECIDED_AT, decision.at().atOffset(ZoneOffset.UTC))
                .set(d.DECIDED_BY, decision.by())
                .execute();
    }

    void add(Extract extract, String workplaceNo, YearMonth month, String workplace, int insured) {
        var w = WORKPLACE_MONTH;
        db.insertInto(w)
                .set(w.EXTRACT, extract.id())
                .set(w.MUNICIPALITY, extract.book().municipality().value())
                .set(w.WORKPLACE_NO, workplaceNo)
                .set(w.MONTH, month.atDay(1))
                .set(w.WORKPLACE, workplace)
                .set(w.INSURED, insured)
                .execute();
    }

    Optional<Extract> find(UUID id) {
        return select(INSURANCE_EXTRACT.ID.eq(id)).stream().findFirst();
    }

    List<Extract> extracts(Book book) {
        return select(ofBook(book));
    }

    /** What was done with exactly this file and this result. */
    Optional<Extract> same(Book book, String sha256, String digest) {
        return select(ofBook(book)
                        .and(INSURANCE_EXTRACT.SHA256.eq(sha256))
                        .and(INSURANCE_EXTRACT.FINDINGS_DIGEST.eq(digest)))
                .stream()
                .findFirst();
    }

    private static Condition ofBook(Book book) {
        return INSURANCE_EXTRACT
                .MUNICIPALITY
                .eq(book.municipality().value())
                .and(INSURANCE_EXTRACT.DATA_SET.eq(book.dataSet().name()));
    }

    private List<Extract> select(Condition which) {
        return db.selectFrom(INSURANCE_EXTRACT)
                .where(which)
                .orderBy(INSURANCE_EXTRACT.WRITTEN_AT.desc(), INSURANCE_EXTRACT.ID)
                .fetch(ExtractStore::extract);
    }

    private static Extract extract(InsuranceExtractRecord row) {
        return new Extract(
                row.getId(),
                new Book(new MunicipalityCode(row.getMunicipality()), DataSet.valueOf(row.getDataSet())),
                ListKind.valueOf(row.getKind()),
                row.getFileName(),
                row.getSha256(),
                row.getRows(),
                row.getReferenceOn(),
                row.getWindowDays(),
                row.getFromOn(),
                row.getToOn(),
                row.getMapping(),
                row.getWrittenAt().toInstant(),
                row.getWrittenBy());
    }

    List<Extract.Verdict> verdicts(Extract extract) {
        var candidates = new TreeMap<Long, List<Extract.Span>>();
        db.selectFrom(EXTRACT_CANDIDATE)
                .where(EXTRACT_CANDIDATE.EXTRACT.eq(extract.id()))
                .orderBy(EXTRACT_CANDIDATE.ENTRY, EXTRACT_CANDIDATE.NO)
                .forEach(row -> candidates
                        .computeIfAbsent(row.getEntry(), entry -> new ArrayList<>())
                        .add(new Extract.Span(
                                row.getAcquiredOn(), row.getLostOn(), row.getWorkplaceNo(), row.getWorkplace())));
        var decisions = new TreeMap<Long, Extract.Decision>();
        db.selectFrom(EXTRACT_DECISION)
                .where(EXTRACT_DECISION.EXTRACT.eq(extract.id()))
                .forEach(row -> decisions.put(
                        row.getEntry(),
                        new Extract.Decision(
                                row.getCandidate() == null
                                        ? null
                                        : candidates
                                                .getOrDefault(row.getEntry(), List.of())
                                                .get(row.getCandidate() - 1),
                                Extract.Outcome.valueOf(row.getOutcome()),
                                row.getReason(),
                                row.getDecidedAt().toInstant(),
                                row.getDecidedBy())));
        return db.selectFrom(EXTRACT_VERDICT)
                .where(EXTRACT_VERDICT.EXTRACT.eq(extract.id()))
                .orderBy(EXTRACT_VERDICT.ENTRY)
                .fetch(row -> new Extract.Verdict(
                        new EntryId(extract.book(), row.getEntry()),
                        Extract.Finding.valueOf(row.getVerdict()),
                        row.getAcquiredOn() == null
                                ? null
                                : new Extract.Span(row.getAcquiredOn(), row.getLostOn(), row.getWorkplaceNo(), null),
                        row.getRetainedMonths() == null ? null : Integer.valueOf(row.getRetainedMonths()),
                        Extract.Outcome.valueOf(row.getOutcome()),
                        candidates.getOrDefault(row.getEntry(), List.of()),
                        decisions.get(row.getEntry())));
    }

    /** By workplace and month, with the name that the file gives it. */
    Map<String, SortedMap<LocalDate, Integer>> workplaceMonths(Extract extract, Map<String, String> names) {
        var found = new TreeMap<String, SortedMap<LocalDate, Integer>>();
        db.selectFrom(WORKPLACE_MONTH)
                .where(WORKPLACE_MONTH.EXTRACT.eq(extract.id()))
                .orderBy(WORKPLACE_MONTH.WORKPLACE_NO, WORKPLACE_MONTH.MONTH)
                .forEach(row -> {
                    names.put(row.getWorkplaceNo(), row.getWorkplace());
                    found.computeIfAbsent(row.getWorkplaceNo(), no -> new TreeMap<>())
                            .put(row.getMonth(), row.getInsured());
                });
        return found;
    }
}
