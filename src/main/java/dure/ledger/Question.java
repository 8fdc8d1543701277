package dure.ledger;

import dure.region.Book;
import java.time.LocalDate;

/**
 * What is asked of the ledger: {@code rule(ledger, asOf, knownAt)} of one book and scope.
 *
 * @param asOf counts what occurred up to this day
 * @param known counts what the ledger held then
 * @param part only a part of it
 */
public record Question(Book book, Scope scope, LocalDate asOf, LedgerInstant known, CountingRule rule, Part part) {
    /** The last day that counts: the scope's, or the day asked for where that comes first. */
    LocalDate until() {
        return asOf.isBefore(scope.to()) ? asOf : scope.to();
    }

    public Question with(Part other) {
        return new Question(book, scope, asOf, known, rule, other);
    }

    public Question with(CountingRule other) {
        return new Question(book, scope, asOf, known, other, part);
    }

    public Question with(Scope other) {
        return new Question(book, other, asOf, known, rule, part);
    }
}
