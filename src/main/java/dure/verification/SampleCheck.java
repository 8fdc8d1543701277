package dure.verification;

import dure.ledger.Basis;
import dure.ledger.EntryId;
import dure.plan.ProgrammeType;
import dure.region.Book;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 표본 점검: entries drawn at random, and what was found of each.
 *
 * @param rule what was counted: as-reported/1
 * @param position the ledger's when it was drawn
 * @param seed with which anybody draws the same entries again
 * @param population entries that there are, as {@code quantity} counts them
 * @param closing null while it is open
 */
record SampleCheck(
        UUID id,
        Book book,
        Scope scope,
        String rule,
        LocalDate asOf,
        Instant knownAt,
        long position,
        Stratified stratified,
        String seed,
        int population,
        long quantity,
        int size,
        Instant at,
        String by,
        List<Stratum> strata,
        List<Item> items,
        @Nullable Closing closing) {

    /** 범위: null is any. @param month its first day */
    record Scope(
            int year,
            @Nullable LocalDate month,
            @Nullable String department,
            @Nullable ProgrammeType programmeType,
            @Nullable Basis basis) {}

    /** 층화 */
    enum Stratified {
        NONE,
        PROGRAMME_TYPE,
        BASIS,
        DEPARTMENT
    }

    enum Verdict {
        /** 사실 */
        HIT,
        /** 사실과 다름 */
        MISS,
        /** 판단 불가 */
        UNDECIDABLE
    }

    /** 층 */
    record Stratum(String name, int population, long quantity, int size) {}

    /** @param mark the newest word about it; null while nobody said any */
    record Item(
            int no,
            EntryId entry,
            long quantity,
            String stratum,
            @Nullable Mark mark) {}

    record Mark(Verdict verdict, String remark, @Nullable UUID evidence, Instant at, String by) {}

    record Closing(String remark, Instant at, String by) {}

    long count(Verdict verdict) {
        return items.stream()
                .filter(item -> item.mark() != null && item.mark().verdict() == verdict)
                .count();
    }

    long unmarked() {
        return items.stream().filter(item -> item.mark() == null).count();
    }

    /**
     * 추정: the share of true entries and of true quantity. What nobody could decide is left out of the estimate; the interval
     * takes it for false at its low end and for true at its high end. Null before anything was decided.
     */
    @Nullable
    Estimate estimate() {
        if (count(Verdict.HIT) + count(Verdict.MISS) == 0 || unmarked() > 0) {
            return null;
        }
        var decided = interval(Verdict.UNDECIDABLE, null);
        var low = interval(null, false);
        var high = interval(null, true);
        var byQuantity = weighted(Verdict.UNDECIDABLE, null);
        var quantityLow = weighted(null, false);
        var quantityHigh = weighted(null, true);
        return new Estimate(
                new Interval(
                        Math.min(low.low(), decided.low()),
                        decided.estimate(),
                        Math.max(high.high(), decided.high()),
                        decided.method()),
                new Interval(
                        Math.min(quantityLow.low(), byQuantity.low()),
                        byQuantity.estimate(),
                        Math.max(quantityHigh.high(), byQuantity.high()),
                        byQuantity.method()));
    }

    record Estimate(Interval ofEntries, Interval ofQuantity) {}

    /** @param as what the undecidable are taken for; null: left out */
    private Interval interval(@Nullable Verdict leftOut, @Nullable Boolean as) {
        var counted = counted(leftOut);
        if (stratified == Stratified.NONE) {
            // What was left out is as if it had not been drawn.
            return Interval.exact(population - (size - counted.size()), counted.size(), (int)
                    counted.stream().filter(item -> isTrue(item, as)).count());
        }
        var by = new ArrayList<Interval.Stratum>();
        for (var stratum : strata) {
            var of = counted.stream()
                    .filter(item -> item.stratum().equals(stratum.name()))
                    .toList();
            by.add(new Interval.Stratum(stratum.population(), of.size(), (int)
                    of.stream().filter(item -> isTrue(item, as)).count()));
        }
        return Interval.stratified(by);
    }

    private Interval weighted(@Nullable Verdict leftOut, @Nullable Boolean as) {
        var counted = counted(leftOut);
        var fraction = population == counted.size() ? 0 : (population - counted.size()) / (population - 1.0);
        return Interval.weighted(
                counted.stream().map(Item::quantity).toList(),
                counted.stream().map(item -> isTrue(item, as)).toList(),
                fraction);
    }

    private List<Item> counted(@Nullable Verdict leftOut) {
        return items.stream()
                .filter(item -> item.mark() != null && item.mark().verdict() != leftOut)
                .toList();
    }

    private static boolean isTrue(Item item, @Nullable Boolean as) {
        var mark = item.mark();
        if (mark == null) {
            return false;
        }
        return switch (mark.verdict()) {
            case HIT -> true;
            case MISS -> false;
            case UNDECIDABLE -> Boolean.TRUE.equals(as);
        };
    }
}
