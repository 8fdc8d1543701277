package dure.ledger;

import dure.finding.Finding.Kind;
import dure.plan.Measure;
import dure.region.Book;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * 누계 환산: from running totals, and from whole months, to the flows that a book does not hold yet. A series is what is
 * said of one project (or label) in one measure and year; what is only promised is another series than what came about.
 * Whoever converts holds the lock of the book.
 */
final class Cumulation {
    private final Map<Series, List<EntryStore.Held>> held;
    private final List<Conversion> conversions = new ArrayList<>();

    private Cumulation(Map<Series, List<EntryStore.Held>> held) {
        this.held = held;
    }

    /** @param year of the last day */
    record Series(
            @Nullable Long project,
            String label,
            Measure measure,
            int year,
            @Nullable Basis promise) {
        static Series of(@Nullable Long project, String label, Measure measure, LocalDate on, Basis basis) {
            return new Series(
                    project,
                    project == null ? label : "",
                    measure,
                    on.getYear(),
                    basis.compareTo(Basis.REPORTED) < 0 ? basis : null);
        }

        static Series of(NewEntry entry) {
            var project = entry.project();
            return of(
                    project == null ? null : project.value(),
                    entry.label(),
                    entry.quantity().measure(),
                    entry.to(),
                    entry.basis());
        }
    }

    /** @param entries in the order of the file; those that are not new are left out */
    record Result(List<NewEntry> entries, List<Conversion> conversions) {}

    /** What cannot be converted is an error at its cell. */
    static Result convert(Book book, List<Stated> stated, EntryStore entries) {
        var series = new LinkedHashMap<Series, List<Integer>>();
        IntStream.range(0, stated.size())
                .forEach(i -> series.computeIfAbsent(Series.of(stated.get(i).entry()), none -> new ArrayList<>())
                        .add(i));
        series.values()
                .removeIf(rows -> rows.stream().allMatch(i -> stated.get(i).as() == null));
        var cumulation = new Cumulation(series.isEmpty() ? Map.of() : entries.held(book, series.keySet()));
        var flows = new ArrayList<@Nullable NewEntry>();
        stated.forEach(one -> flows.add(one.entry()));
        series.forEach((key, rows) -> cumulation.convert(key, rows, stated, flows));
        return new Result(flows.stream().filter(Objects::nonNull).toList(), cumulation.conversions);
    }

    private void convert(Series series, List<Integer> rows, List<Stated> stated, List<@Nullable NewEntry> flows) {
        var before = new Before(held.getOrDefault(series, List.of()));
        var inOrder = rows.stream()
                .sorted(Comparator.comparing(
                                (Integer i) -> stated.get(i).entry().to())
                        // Of one day the flows first: a running total includes them.
                        .thenComparing(i -> stated.get(i).as() != null))
                .toList();
        for (var i : inOrder) {
            var one = stated.get(i);
            var as = one.as();
            if (as == null) {
                before.add(one.entry().to(), one.amount());
                continue;
            }
            flows.set(
                    i,
                    switch (as) {
                        case CUMULATIVE -> ofTotal(one, before);
                        case MONTH -> ofMonth(one, before);
                    });
        }
    }

    private @Nullable NewEntry ofTotal(Stated one, Before before) {
        var to = one.entry().to();
        var earlier = before.total;
        if (earlier != null && earlier.entry().to().equals(to)) {
            one.line().wrong(Kind.DUPLICATE, one.column(), "ledger.import.totalTwice", named(earlier));
            return null;
        }
        if (earlier != null && one.amount() < earlier.amount()) {
            one.line()
                    .wrong(
                            Kind.CUMULATIVE_MISMATCH,
                            one.column(),
                            "ledger.import.totalFalls",
                            one.amount(),
                            named(earlier),
                            earlier.amount());
            return null;
        }
        var flow = one.flow();
        if (flow != null && earlier != null && one.amount() - earlier.amount() != flow) {
            one.line()
                    .wrong(
                            Kind.CUMULATIVE_MISMATCH,
                            one.column(),
                            "ledger.import.totalAndFlow",
                            one.amount(),
                            named(earlier),
                            earlier.amount(),
                            flow,
                            one.amount() - earlier.amount());
            return null;
        }
        before.total = one;
        var known = before.lastDay(to, earlier);
        var from = known == null || !known.isBefore(to) ? one.entry().from() : known.plusDays(1);
        return record(one, before.held(LocalDate.MIN, to), before.inFile(LocalDate.MIN, to), from, before);
    }

    private @Nullable NewEntry ofMonth(Stated one, Before before) {
        var month = YearMonth.from(one.entry().to());
        var twice = before.months.putIfAbsent(month, one);
        if (twice != null) {
            one.line().wrong(Kind.DUPLICATE, one.column(), "ledger.import.monthTwice", named(twice));
            return null;
        }
        return record(
                one,
                before.held(month.atDay(1), month.atEndOfMonth()),
                before.inFile(month.atDay(1), month.atEndOfMonth()),
                one.entry().from(),
                before);
    }

    private @Nullable NewEntry record(Stated one, long held, long inFile, LocalDate from, Before before) {
        var as = Objects.requireNonNull(one.as());
        var recorded = one.amount() - held - inFile;
        if (recorded < 0) {
            one.line()
                    .wrong(
                            Kind.CUMULATIVE_MISMATCH,
                            one.column(),
                            as == StatedAs.CUMULATIVE
                                    ? "ledger.import.totalBelowLedger"
                                    : "ledger.import.monthBelowLedger",
                            one.amount(),
                            held + inFile,
                            before.lastName(one.entry().to()));
            return null;
        }
        var computed = as == StatedAs.CUMULATIVE || held + inFile > 0;
        if (computed && one.amount() > 0) {
            conversions.add(new Conversion(
                    one.place(),
                    one.about(),
                    one.entry().quantity().measure(),
                    as,
                    one.amount(),
                    held,
                    inFile,
                    recorded,
                    from,
                    one.entry().to()));
        }
        if (recorded == 0) {
            return null;
        }
        before.add(one.entry().to(), recorded);
        return one.entry().flow(recorded, from, computed ? new NewEntry.Figure(one.amount(), as) : null);
    }

    private static String named(Stated stated) {
        var place = stated.place();
        return "%s %d행 %s열".formatted(place.sheet(), place.row(), place.column());
    }

    /** What is known of a series before a row of the file. */
    private static final class Before {
        private record Flow(LocalDate on, long quantity) {}

        private final List<EntryStore.Held> held;
        private final List<Flow> inFile = new ArrayList<>();
        private final Map<YearMonth, Stated> months = new LinkedHashMap<>();
        private @Nullable Stated total;

        Before(List<EntryStore.Held> held) {
            this.held = held;
        }

        void add(LocalDate on, long quantity) {
            inFile.add(new Flow(on, quantity));
        }

        long held(LocalDate first, LocalDate last) {
            return held.stream()
                    .filter(one -> !one.on().isBefore(first) && !one.on().isAfter(last))
                    .mapToLong(EntryStore.Held::quantity)
                    .sum();
        }

        long inFile(LocalDate first, LocalDate last) {
            return inFile.stream()
                    .filter(one -> !one.on().isBefore(first) && !one.on().isAfter(last))
                    .mapToLong(Flow::quantity)
                    .sum();
        }

        /** Up to which day something is known of it, not after this one; null: nothing is. */
        @Nullable
        LocalDate lastDay(LocalDate to, @Nullable Stated earlier) {
            var days = new ArrayList<LocalDate>();
            held.stream().map(EntryStore.Held::on).forEach(days::add);
            inFile.stream().map(Flow::on).forEach(days::add);
            if (earlier != null) {
                days.add(earlier.entry().to());
            }
            return days.stream()
                    .filter(day -> !day.isAfter(to))
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }

        /** The last entry that counts up to this day, as it can be cited; – where there is none. */
        String lastName(LocalDate to) {
            return held.stream()
                    .filter(one -> !one.on().isAfter(to) && one.quantity() > 0)
                    .reduce((one, other) -> other)
                    .map(one -> one.id().toString())
                    .orElse("–");
        }
    }
}
