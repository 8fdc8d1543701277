package dure.ledger;

import static dure.ledger.LedgerStore.idOf;
import static duredb.Tables.ATTESTATION;
import static duredb.Tables.ENTRY;
import static duredb.Tables.ENTRY_ITEM;
import static duredb.Tables.ENTRY_KIND;
import static duredb.Tables.LEDGER_BOOK;
import static duredb.Tables.POSTING;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;

import dure.plan.Continuity;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.ProjectId;
import dure.plan.Quantity;
import dure.plan.Sector;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.plan.TargetGroup;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.records.AttestationRecord;
import duredb.tables.records.EntryKindRecord;
import duredb.tables.records.EntryRecord;
import duredb.tables.records.PostingRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Record3;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reading lines of the ledger with what is known of them. */
@Repository
class EntryStore {
    /** Later than anything is known. */
    private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

    private final DSLContext db;

    EntryStore(DSLContext db) {
        this.db = db;
    }

    Optional<Entry> find(EntryId id, Instant known) {
        return Optional.ofNullable(
                read(id.book(), List.of(id.position()), known).get(id.position()));
    }

    /** By position, in the order of the positions asked for; those unknown then, or to this viewer, are left out. */
    Map<Long, Entry> read(Book book, Collection<Long> positions, Instant known) {
        var at = LedgerStore.utc(known);
        var rows = db.select(ENTRY, ENTRY_KIND, POSTING)
                .from(ENTRY)
                .join(ENTRY_KIND)
                .on(ENTRY_KIND.BOOK.eq(ENTRY.BOOK).and(ENTRY_KIND.ID.eq(ENTRY.KIND)))
                .join(POSTING)
                .on(POSTING.BOOK.eq(ENTRY.BOOK).and(POSTING.FIRST_POSITION.eq(ENTRY.POSTING)))
                .where(ENTRY.BOOK.eq(idOf(book)))
                .and(ENTRY.POSITION.in(positions))
                .and(POSTING.RECORDED_AT.le(at))
                .fetchMap(row -> row.value1().getPosition());
        var items = db.selectFrom(ENTRY_ITEM)
                .where(ENTRY_ITEM.BOOK.eq(idOf(book)))
                .and(ENTRY_ITEM.POSITION.in(positions))
                .orderBy(ENTRY_ITEM.POSITION, ENTRY_ITEM.NO)
                .fetchGroups(
                        ENTRY_ITEM.POSITION,
                        item -> new NewEntry.Item(
                                item.getLabel(),
                                item.getQuantity(),
                                item.getApproximate(),
                                ProgrammeType.valueOf(item.getProgrammeType())));
        var reversals = reversals(book, positions, known);
        var attested = attestedBasis(book, positions, known);
        var found = new LinkedHashMap<Long, Entry>();
        for (var position : positions) {
            var row = rows.get(position);
            if (row != null) {
                found.put(
                        position,
                        entry(
                                book,
                                row,
                                items.getOrDefault(position, List.of()),
                                attested.get(position),
                                reversals.get(position)));
            }
        }
        return found;
    }

    /**
     * What takes these lines back at that instant: of a line that says something, the last link of its chain where that takes it
     * away; of a link, the next one.
     */
    private Map<Long, Long> reversals(Book book, Collection<Long> positions, Instant known) {
        var wanted = positions.toArray(Long[]::new);
        var links = db.select(ENTRY.POSITION, ENTRY.ROOT, ENTRY.REVERSES, ENTRY.QUANTITY)
                .from(ENTRY)
                .join(POSTING)
                .on(POSTING.BOOK.eq(ENTRY.BOOK).and(POSTING.FIRST_POSITION.eq(ENTRY.POSTING)))
                .where(ENTRY.BOOK.eq(idOf(book)))
                .and(ENTRY.ROOT.eq(any(wanted)).or(ENTRY.REVERSES.eq(any(wanted))))
                .and(POSTING.RECORDED_AT.le(LedgerStore.utc(known)))
                .orderBy(ENTRY.POSITION)
                .fetch();
        var reversals = new HashMap<Long, Long>();
        for (var link : links) {
            if (link.value4() < 0) {
                reversals.put(link.value2(), link.value1());
            } else {
                reversals.remove(link.value2());
            }
            if (!link.value3().equals(link.value2())) {
                reversals.put(link.value3(), link.value1());
            }
        }
        return reversals;
    }

    /** The last link of the line's chain; the line itself where it has none. */
    long endOfChain(EntryId root) {
        return db.select(max(ENTRY.POSITION))
                .from(ENTRY)
                .where(ENTRY.BOOK.eq(idOf(root.book())))
                .and(ENTRY.ROOT.eq(root.position()))
                .fetchOptional(row -> row.value1())
                .orElse(root.position());
    }

    List<Attestation> attestations(EntryId entry, Instant known) {
        var revocation = ATTESTATION.as("revocation");
        return db.select(ATTESTATION, revocation.POSITION, revocation.EVIDENCE)
                .from(ATTESTATION)
                .leftJoin(revocation)
                .on(revocation.BOOK.eq(ATTESTATION.BOOK))
                .and(revocation.REVOKES.eq(ATTESTATION.POSITION))
                .and(revocation.RECORDED_AT.le(LedgerStore.utc(known)))
                .where(ATTESTATION.BOOK.eq(idOf(entry.book())))
                .and(ATTESTATION.ENTRY.eq(entry.position()))
                .and(ATTESTATION.REVOKES.isNull())
                .and(ATTESTATION.RECORDED_AT.le(LedgerStore.utc(known)))
                .orderBy(ATTESTATION.POSITION)
                .fetch(row -> attestation(entry.book(), row));
    }

    Optional<Attestation> attestation(EntryId id, Instant known) {
        return db.select(ATTESTATION.ENTRY)
                .from(ATTESTATION)
                .where(ATTESTATION.BOOK.eq(idOf(id.book())))
                .and(ATTESTATION.POSITION.eq(id.position()))
                .fetchOptional(row -> new EntryId(id.book(), row.value1()))
                .flatMap(entry -> attestations(entry, known).stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst());
    }

    private static Attestation attestation(Book book, Record3<AttestationRecord, Long, String> row) {
        var one = row.value1();
        return new Attestation(
                new EntryId(book, one.getPosition()),
                new EntryId(book, one.getEntry()),
                Basis.valueOf(one.getBasis()),
                one.getRetainedMonths() == null ? null : one.getRetainedMonths().intValue(),
                one.getEvidence(),
                one.getRecordedAt().toInstant(),
                one.getRecorder(),
                row.value2() == null ? null : new EntryId(book, row.value2()),
                row.value3());
    }

    /** The longest that each of the lines is attested to have been kept, in months. */
    Map<Long, Integer> retained(Book book, Collection<Long> positions) {
        var revocation = ATTESTATION.as("revocation");
        return db
                .select(ATTESTATION.ENTRY, max(ATTESTATION.RETAINED_MONTHS))
                .from(ATTESTATION)
                .where(ATTESTATION.BOOK.eq(idOf(book)))
                .and(ATTESTATION.ENTRY.eq(any(positions.toArray(Long[]::new))))
                .and(ATTESTATION.BASIS.eq(Basis.RETAINED.name()))
                .and(ATTESTATION.REVOKES.isNull())
                .andNotExists(db.selectOne()
                        .from(revocation)
                        .where(revocation.BOOK.eq(ATTESTATION.BOOK))
                        .and(revocation.REVOKES.eq(ATTESTATION.POSITION)))
                .groupBy(ATTESTATION.ENTRY)
                .stream()
                .collect(Collectors.toMap(Record2::value1, row -> row.value2().intValue()));
    }

    /** Positions of the lines that name a person each and occurred in these days. */
    List<Long> ofPersons(Book book, LocalDate from, LocalDate to) {
        return db.select(ENTRY.POSITION)
                .from(ENTRY)
                .where(ENTRY.BOOK.eq(idOf(book)))
                .and(ENTRY.PERSON.isNotNull())
                .and(ENTRY.OCCURRED_ON.between(from, to))
                .orderBy(ENTRY.POSITION)
                .fetch(ENTRY.POSITION);
    }

    /** Whose hands wrote these lines; those that the product wrote have none. */
    Map<Long, UUID> accounts(Book book, Collection<Long> positions) {
        return db.select(ENTRY.POSITION, POSTING.ACCOUNT)
                .from(ENTRY)
                .join(POSTING)
                .on(POSTING.BOOK.eq(ENTRY.BOOK), POSTING.FIRST_POSITION.eq(ENTRY.POSTING))
                .where(ENTRY.BOOK.eq(idOf(book)))
                .and(ENTRY.POSITION.eq(any(positions.toArray(Long[]::new))))
                .and(POSTING.ACCOUNT.isNotNull())
                .fetchMap(ENTRY.POSITION, POSTING.ACCOUNT);
    }

    List<Reversal> latestReversals(int limit) {
        return db.select(LEDGER_BOOK, ENTRY, ENTRY_KIND, POSTING)
                .from(POSTING)
                .join(ENTRY)
                .on(ENTRY.BOOK.eq(POSTING.BOOK).and(ENTRY.POSTING.eq(POSTING.FIRST_POSITION)))
                .and(ENTRY.REVERSES.isNotNull())
                .join(ENTRY_KIND)
                .on(ENTRY_KIND.BOOK.eq(ENTRY.BOOK).and(ENTRY_KIND.ID.eq(ENTRY.KIND)))
                .join(LEDGER_BOOK)
                .on(LEDGER_BOOK.ID.eq(ENTRY.BOOK))
                // The words of the index.
                .where("posting.kind in ('REVERSAL', 'CORRECTION')")
                .orderBy(POSTING.RECORDED_AT.desc(), LEDGER_BOOK.MUNICIPALITY, ENTRY.POSITION)
                .limit(limit)
                .fetch(read -> {
                    var of = read.value1();
                    var row = read.value2();
                    var book = new Book(new MunicipalityCode(of.getMunicipality()), DataSet.valueOf(of.getDataSet()));
                    return new Reversal(
                            new EntryId(book, row.getPosition()),
                            new EntryId(book, row.getReverses()),
                            row.getProjectId() == null ? null : new ProjectId(row.getProjectId()),
                            row.getLabel(),
                            quantity(row, read.value3()),
                            row.getReason(),
                            read.value4().getRecordedAt().toInstant());
                });
    }

    /** The lines of the ledger, not taken back, that say of the same project and period the same quantity as one of these. */
    List<EntryId> sameAs(Book book, List<NewEntry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        var said = entries.stream().map(Said::of).collect(Collectors.toSet());
        var first = entries.stream().map(NewEntry::to).min(LocalDate::compareTo).orElseThrow();
        var last = entries.stream().map(NewEntry::to).max(LocalDate::compareTo).orElseThrow();
        return db
                .select(
                        ENTRY.POSITION,
                        ENTRY.PROJECT_ID,
                        ENTRY.LABEL,
                        ENTRY.FROM_ON,
                        ENTRY.OCCURRED_ON,
                        ENTRY_KIND.MEASURE,
                        ENTRY.QUANTITY,
                        ENTRY.PERSON)
                .from(ENTRY)
                .join(ENTRY_KIND)
                .on(ENTRY_KIND.BOOK.eq(ENTRY.BOOK).and(ENTRY_KIND.ID.eq(ENTRY.KIND)))
                .where(ENTRY.BOOK.eq(idOf(book)))
                .and(ENTRY.OCCURRED_ON.between(first, last))
                .and(ENTRY.REVERSES.isNull())
                .and(RuleQuery.stands(ENTRY, position -> noCondition()))
                .orderBy(ENTRY.POSITION)
                .stream()
                .filter(row -> said.contains(new Said(
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8())))
                .map(row -> new EntryId(book, row.value1()))
                .toList();
    }

    /**
     * A line that counts in a series.
     *
     * @param quantity negative of a reversal
     */
    record Held(EntryId id, LocalDate on, long quantity) {}

    /** The lines of the ledger in these series, reversals among them, by position. */
    Map<Cumulation.Series, List<Held>> held(Book book, Collection<Cumulation.Series> series) {
        var years = series.stream().mapToInt(Cumulation.Series::year).summaryStatistics();
        var projects = series.stream()
                .map(Cumulation.Series::project)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(Long[]::new);
        var labels = series.stream()
                .map(Cumulation.Series::label)
                .filter(label -> !label.isEmpty())
                .distinct()
                .toArray(String[]::new);
        var rows = db.select(
                        ENTRY.POSITION,
                        ENTRY.PROJECT_ID,
                        ENTRY.LABEL,
                        ENTRY_KIND.MEASURE,
                        ENTRY.OCCURRED_ON,
                        ENTRY.QUANTITY,
                        ENTRY_KIND.BASIS,
                        ENTRY.ROOT)
                .from(ENTRY)
                .join(ENTRY_KIND)
                .on(ENTRY_KIND.BOOK.eq(ENTRY.BOOK).and(ENTRY_KIND.ID.eq(ENTRY.KIND)))
                .where(ENTRY.BOOK.eq(idOf(book)))
                .and(ENTRY.OCCURRED_ON.between(
                        LocalDate.of(years.getMin(), 1, 1), LocalDate.of(years.getMax(), 12, 31)))
                .and(ENTRY.PROJECT_ID
                        .eq(any(projects))
                        .or(ENTRY.PROJECT_ID.isNull().and(ENTRY.LABEL.eq(any(labels)))))
                .orderBy(ENTRY.POSITION)
                .fetch();
        var attested = attestedBasis(
                book,
                rows.map(row -> row.get(ENTRY.ROOT) == null ? row.get(ENTRY.POSITION) : row.get(ENTRY.ROOT)),
                EVER);
        var held = new LinkedHashMap<Cumulation.Series, List<Held>>();
        for (var row : rows) {
            var written = Basis.valueOf(row.get(ENTRY_KIND.BASIS));
            // A reversal takes back a line with all that was known of it.
            var line = row.get(ENTRY.ROOT) == null ? row.get(ENTRY.POSITION) : row.get(ENTRY.ROOT);
            var known = attested.getOrDefault(line, written);
            var of = Cumulation.Series.of(
                    row.get(ENTRY.PROJECT_ID),
                    row.get(ENTRY.LABEL),
                    Measure.valueOf(row.get(ENTRY_KIND.MEASURE)),
                    row.get(ENTRY.OCCURRED_ON),
                    known.compareTo(written) > 0 ? known : written);
            if (series.contains(of)) {
                held.computeIfAbsent(of, none -> new ArrayList<>())
                        .add(new Held(
                                new EntryId(book, row.get(ENTRY.POSITION)),
                                row.get(ENTRY.OCCURRED_ON),
                                row.get(ENTRY.QUANTITY)));
            }
        }
        return held;
    }

    /** What makes two lines say the same. */
    private record Said(
            @Nullable Long project,
            String label,
            LocalDate from,
            LocalDate to,
            String measure,
            long quantity,
            @Nullable UUID person) {
        static Said of(NewEntry entry) {
            var project = entry.project();
            return new Said(
                    project == null ? null : project.value(),
                    entry.label(),
                    entry.from(),
                    entry.to(),
                    entry.quantity().measure().name(),
                    entry.quantity().amount(),
                    entry.person());
        }
    }

    private Map<Long, Basis> attestedBasis(Book book, Collection<Long> positions, Instant known) {
        var revocation = ATTESTATION.as("revocation");
        return db
                .selectFrom(ATTESTATION)
                .where(ATTESTATION.BOOK.eq(idOf(book)))
                .and(ATTESTATION.ENTRY.eq(any(positions.toArray(Long[]::new))))
                .and(ATTESTATION.REVOKES.isNull())
                .and(ATTESTATION.RECORDED_AT.le(LedgerStore.utc(known)))
                .andNotExists(db.selectOne()
                        .from(revocation)
                        .where(revocation.BOOK.eq(ATTESTATION.BOOK))
                        .and(revocation.REVOKES.eq(ATTESTATION.POSITION))
                        .and(revocation.RECORDED_AT.le(LedgerStore.utc(known))))
                .stream()
                .collect(Collectors.toMap(
                        row -> row.getEntry(),
                        row -> Basis.valueOf(row.getBasis()),
                        (one, other) -> one.compareTo(other) >= 0 ? one : other));
    }

    /** A reversal carries the quantity that it takes back with a minus; what it says is that quantity. */
    private static Quantity quantity(EntryRecord row, EntryKindRecord kind) {
        return new Quantity(
                Math.abs(row.getQuantity()),
                Measure.valueOf(kind.getMeasure()),
                kind.getStatedUnit(),
                kind.getApproximate());
    }

    private static Entry entry(
            Book book,
            Record3<EntryRecord, EntryKindRecord, PostingRecord> read,
            List<NewEntry.Item> items,
            @Nullable Basis attested,
            @Nullable Long reversedBy) {
        var row = read.value1();
        var kind = read.value2();
        var posting = read.value3();
        var written = Basis.valueOf(kind.getBasis());
        var what = new NewEntry(
                row.getProjectId() == null ? null : new ProjectId(row.getProjectId()),
                row.getLabel(),
                row.getFromOn(),
                row.getOccurredOn(),
                quantity(row, kind),
                written,
                ProgrammeType.valueOf(kind.getProgrammeType()),
                Sector.valueOf(kind.getSector()),
                Arrays.stream(kind.getTargetGroups()).map(TargetGroup::valueOf).collect(Collectors.toSet()),
                new JobTerms(
                        kind.getMonths() == null ? null : kind.getMonths().intValue(),
                        kind.getWeeklyHours(),
                        Contract.valueOf(kind.getContract()),
                        kind.getInsured(),
                        row.getMonthlyWage(),
                        kind.getFunded(),
                        Continuity.valueOf(kind.getContinuity()),
                        kind.getIndustry()),
                row.getPerson(),
                new Source(SourceKind.valueOf(kind.getSourceKind()), row.getSourceName(), null),
                row.getEvidence(),
                row.getInferred(),
                items,
                row.getStated() == null
                        ? null
                        : new NewEntry.Figure(row.getStated(), StatedAs.valueOf(row.getStatedAs())));
        return new Entry(
                new EntryId(book, row.getPosition()),
                what,
                attested != null && attested.compareTo(written) > 0 ? attested : written,
                row.getReverses() == null ? null : new EntryId(book, row.getReverses()),
                row.getReason(),
                reversedBy == null ? null : new EntryId(book, reversedBy),
                posting.getRecordedAt().toInstant(),
                posting.getRecorder(),
                row.getQuantity() < 0);
    }
}
