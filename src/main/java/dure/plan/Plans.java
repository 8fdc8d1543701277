package dure.plan;

import dure.region.Book;
import dure.region.MunicipalityCode;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to plans. Everybody sees of a plan the newest version that he may see: staff the newest of all, the public
 * the disclosed one.
 */
@Service
public class Plans {
    private final PlanStore plans;

    Plans(PlanStore plans) {
        this.plans = plans;
    }

    @Transactional(readOnly = true)
    public Optional<AnnualPlan> annual(Book book, int year) {
        return plans.annual(book, year);
    }

    @Transactional(readOnly = true)
    public Optional<TermPlan> term(Book book, int term) {
        return plans.term(book, term);
    }

    /** Every plan that the viewer may see in this book, in its newest version, without its items. */
    @Transactional(readOnly = true)
    public List<PlanHead> heads(Book book) {
        return plans.heads(book);
    }

    /** As {@link #heads(Book)}, of every book: real books first. */
    @Transactional(readOnly = true)
    public List<PlanHead> heads() {
        return plans.heads();
    }

    /** The book that is shown of a municipality: the real one where the viewer may see anything of it, else a sample, else a simulation. */
    @Transactional(readOnly = true)
    public Optional<Book> shown(MunicipalityCode municipality) {
        return plans.heads().stream()
                .map(PlanHead::book)
                .filter(book -> book.municipality().equals(municipality))
                .findFirst();
    }
}
