package dure.ledger;

import dure.plan.Promise;
import dure.region.Book;
import java.time.LocalDate;

/**
 * What is asked of the ledger: {@code rule(ledger, asOf, knownAt)} of one book and scope.
 *
 * @param asOf counts what occurred up to this day
 * @param known counts what the ledger held then
 * @param part only a part of it
 * @param promise 기준 계획: the plan that what came about is held against
 */
public record Question(
        Book book, Scope scope, LocalDate asOf, LedgerInstant known, CountingRule rule, Part part, Promise promise) {
    /** The last day that counts: the scope's, or the day asked for where that comes first. */
    LocalDate until() {
        return asOf.isBefore(scope.to()) ? asOf : scope.to();
    }

    public Question with(Part other) {
        return new Question(book, scope, asOf, known, rule, other, promise);
    }

    public Question with(CountingRule other) {
        return new Question(book, scope, asOf, known, other, part, promise);
    }

    public Question against(Promise other) {
        return new Question(book, scope, asOf, known, rule, part, other);
    }

    public Question with(Scope other) {
        return new Question(book, other, asOf, known, rule, part, promise);
    }
}
