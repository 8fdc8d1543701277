package dure.plan;

import dure.region.Book;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class PlanStore {
    private final DSLContext db;

    PlanStore(DSLContext db) {
        this.db = db;
    }

    Optional<AnnualPlan> annual(Book book, int year) {
        throw new IllegalStateException(db.toString());
    }

    Optional<TermPlan> term(Book book, int term) {
        throw new IllegalStateException(db.toString());
    }

    List<PlanHead> heads(Book book) {
        throw new IllegalStateException(db.toString());
    }

    List<PlanHead> heads() {
        throw new IllegalStateException(db.toString());
    }
}
