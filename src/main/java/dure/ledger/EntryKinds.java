package dure.ledger;

import static duredb.Tables.ENTRY_KIND;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;

import dure.plan.SourceKind;
import duredb.tables.records.EntryKindRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * 기재 종류: what lines of one book have in common besides project, period and quantity, by their numbers. Used under the
 * book's lock, so that a kind is made once.
 */
final class EntryKinds {
    /** As many are asked for one by one; for more, all of the book's are read. */
    private static final int FEW = 3;

    private final Map<Kind, Integer> numbers = new HashMap<>();

    private EntryKinds() {}

    private record Kind(
            String measure,
            String statedUnit,
            boolean approximate,
            String basis,
            String programmeType,
            String sector,
            List<String> targetGroups,
            @Nullable Short months,
            @Nullable BigDecimal weeklyHours,
            String contract,
            @Nullable Boolean insured,
            @Nullable Boolean funded,
            String continuity,
            @Nullable String industry,
            SourceKind sourceKind,
            boolean personal) {
        static Kind of(NewEntry entry) {
            var quantity = entry.quantity();
            var terms = entry.terms();
            var months = terms.months();
            var hours = terms.weeklyHours();
            return new Kind(
                    quantity.measure().name(),
                    quantity.statedUnit(),
                    quantity.approximate(),
                    entry.basis().name(),
                    entry.programmeType().name(),
                    entry.sector().name(),
                    entry.targetGroups().isEmpty()
                            ? List.of()
                            : entry.targetGroups().stream()
                                    .map(Enum::name)
                                    .sorted()
                                    .toList(),
                    months == null ? null : Short.valueOf(months.shortValue()),
                    // As the column keeps it; 40 and 40.0 are one kind.
                    hours == null ? null : hours.setScale(1, RoundingMode.HALF_UP),
                    terms.contract().name(),
                    terms.insured(),
                    terms.funded(),
                    terms.continuity().name(),
                    terms.industry(),
                    entry.source().kind(),
                    entry.person() != null);
        }

        static Kind of(EntryKindRecord row) {
            return new Kind(
                    row.getMeasure(),
                    row.getStatedUnit(),
                    row.getApproximate(),
                    row.getBasis(),
                    row.getProgrammeType(),
                    row.getSector(),
                    List.of(row.getTargetGroups()),
                    row.getMonths(),
                    row.getWeeklyHours(),
                    row.getContract(),
                    row.getInsured(),
                    row.getFunded(),
                    row.getContinuity(),
                    row.getIndustry(),
                    SourceKind.valueOf(row.getSourceKind()),
                    row.getPersonal());
        }
    }

    /** The numbers of the kinds of these entries, in their order; kinds that the book did not have yet are made. */
    static int[] of(DSLContext db, LedgerStore.Posting posting, long from, List<NewEntry> entries) {
        var firsts = new HashMap<Kind, Long>();
        var ofEntries = new ArrayList<Kind>(entries.size());
        var position = from;
        for (var entry : entries) {
            var kind = Kind.of(entry);
            firsts.putIfAbsent(kind, position++);
            ofEntries.add(kind);
        }
        var kinds = new EntryKinds();
        kinds.read(db, posting.bookId(), firsts.keySet());
        var missing = firsts.entrySet().stream()
                .filter(kind -> !kinds.numbers.containsKey(kind.getKey()))
                .sorted(Map.Entry.comparingByValue())
                .toList();
        if (!missing.isEmpty()) {
            kinds.make(db, posting.bookId(), missing);
        }
        return ofEntries.stream()
                .mapToInt(kind -> Objects.requireNonNull(kinds.numbers.get(kind)))
                .toArray();
    }

    /** What of an entry is of its kind, in words that are the same for the same kind; said once a kind. */
    static final class Sayings {
        private final Map<Kind, String> said = new HashMap<>();

        String of(NewEntry entry) {
            return said.computeIfAbsent(Kind.of(entry), Kind::toString);
        }
    }

    private void read(DSLContext db, int book, Set<Kind> wanted) {
        var ofBook = ENTRY_KIND.BOOK.eq(book);
        if (wanted.size() > FEW) {
            db.selectFrom(ENTRY_KIND).where(ofBook).forEach(row -> numbers.put(Kind.of(row), row.getId()));
            return;
        }
        for (var kind : wanted) {
            db.selectFrom(ENTRY_KIND)
                    .where(ofBook)
                    .and(ENTRY_KIND.MEASURE.eq(kind.measure()))
                    .and(ENTRY_KIND.STATED_UNIT.eq(kind.statedUnit()))
                    .and(ENTRY_KIND.APPROXIMATE.eq(kind.approximate()))
                    .and(ENTRY_KIND.BASIS.eq(kind.basis()))
                    .and(ENTRY_KIND.PROGRAMME_TYPE.eq(kind.programmeType()))
                    .and(ENTRY_KIND.SECTOR.eq(kind.sector()))
                    .forEach(row -> numbers.put(Kind.of(row), row.getId()));
        }
    }

    private void make(DSLContext db, int book, List<Map.Entry<Kind, Long>> missing) {
        int next = 1
                + Objects.requireNonNull(db.select(coalesce(max(ENTRY_KIND.ID), inline(0)))
                        .from(ENTRY_KIND)
                        .where(ENTRY_KIND.BOOK.eq(book))
                        .fetchSingle()
                        .value1());
        var rows = new ArrayList<EntryKindRecord>();
        for (var one : missing) {
            var kind = one.getKey();
            numbers.put(kind, next);
            rows.add(new EntryKindRecord(
                    book,
                    next++,
                    one.getValue(),
                    kind.measure(),
                    kind.statedUnit(),
                    kind.approximate(),
                    kind.basis(),
                    kind.programmeType(),
                    kind.sector(),
                    kind.targetGroups().toArray(String[]::new),
                    kind.months(),
                    kind.weeklyHours(),
                    kind.contract(),
                    kind.insured(),
                    kind.funded(),
                    kind.continuity(),
                    kind.industry(),
                    kind.sourceKind().name(),
                    kind.personal()));
        }
        db.insertInto(ENTRY_KIND).set(rows).execute();
    }
}
