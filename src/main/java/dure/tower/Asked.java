package dure.tower;

import dure.ledger.CountingRule;
import dure.ledger.Figures;
import dure.ledger.Question;
import dure.ledger.Scope;
import dure.plan.Promise;
import dure.region.Book;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a reader left open or set of a figure: {@code ?asOf=&knownAt=&rule=&against=}.
 *
 * @param asOf null: today
 * @param knownAt null: now
 */
record Asked(@Nullable LocalDate asOf, @Nullable Instant knownAt, CountingRule rule, Promise against) {
    Question of(Figures figures, Book book, Scope scope) {
        return figures.question(book, scope, asOf, knownAt, rule).against(against);
    }
}
