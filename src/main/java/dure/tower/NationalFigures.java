package dure.tower;

import dure.ledger.CountingRule;
import dure.ledger.Figures;
import dure.ledger.Figures.Overview;
import dure.ledger.Scope;
import dure.plan.Plans;
import dure.plan.Promise;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 전국 현황: of every municipality the plan of one period, in the book that is shown of it, and what came of that. The
 * number of questions to the database follows the number of data sets and periods, never that of municipalities.
 */
@Component
class NationalFigures {
    private final Plans plans;
    private final Figures figures;

    NationalFigures(Plans plans, Figures figures) {
        this.plans = plans;
        this.figures = figures;
    }

    /** @param scope null: of each municipality the newest year's plan, but none of a year after the day asked for */
    @Transactional(readOnly = true)
    public Map<MunicipalityCode, Overview> of(
            @Nullable Scope scope, CountingRule rule, LocalDate asOf, Promise against) {
        var shown = Set.copyOf(plans.shown().values());
        return scope == null ? newest(shown, rule, asOf, against) : of(scope, shown, rule, asOf, against);
    }

    /** Of one data set alone, whether or not its books are those that are shown. */
    @Transactional(readOnly = true)
    public Map<MunicipalityCode, Overview> of(
            @Nullable Scope scope, DataSet dataSet, CountingRule rule, LocalDate asOf, Promise against) {
        if (scope != null) {
            return byMunicipality(figures.overview(rule, dataSet, scope, asOf, against).stream()
                    .collect(Collectors.toMap(one -> one.plan().book(), one -> one)));
        }
        var ofDataSet = plans.newestYears(asOf.getYear()).keySet().stream()
                .filter(book -> book.dataSet() == dataSet)
                .collect(Collectors.toSet());
        return newest(ofDataSet, rule, asOf, against);
    }

    private Map<MunicipalityCode, Overview> of(
            Scope scope, Set<Book> shown, CountingRule rule, LocalDate asOf, Promise against) {
        var found = new HashMap<Book, Overview>();
        shown.stream()
                .map(Book::dataSet)
                .distinct()
                .forEach(dataSet -> figures.overview(rule, dataSet, scope, asOf, against)
                        .forEach(one -> found.put(one.plan().book(), one)));
        found.keySet().retainAll(shown);
        return byMunicipality(found);
    }

    private Map<MunicipalityCode, Overview> newest(
            Set<Book> shown, CountingRule rule, LocalDate asOf, Promise against) {
        var newest = plans.newestYears(asOf.getYear());
        newest.keySet().retainAll(shown);
        var asked = newest.entrySet().stream()
                .map(one -> new Asked(one.getKey().dataSet(), one.getValue()))
                .collect(Collectors.toSet());
        var found = new HashMap<Book, Overview>();
        asked.forEach(one -> figures.overview(rule, one.dataSet(), new Scope.InYear(one.year()), asOf, against).stream()
                .filter(overview -> Integer.valueOf(one.year())
                        .equals(newest.get(overview.plan().book())))
                .forEach(overview -> found.put(overview.plan().book(), overview)));
        return byMunicipality(found);
    }

    private record Asked(DataSet dataSet, int year) {}

    private static Map<MunicipalityCode, Overview> byMunicipality(Map<Book, Overview> books) {
        return books.entrySet().stream()
                .collect(Collectors.toMap(one -> one.getKey().municipality(), Map.Entry::getValue));
    }
}
