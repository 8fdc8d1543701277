package dure.tower;

import dure.ledger.CountingRule;
import dure.ledger.Figures;
import dure.ledger.Scope;
import dure.ledger.Tally;
import dure.plan.PlanHead;
import dure.region.Terms;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** The actuals beside the plans of the list. */
@Component
class ListFigures {
    private final Figures figures;
    private final Terms terms;

    ListFigures(Figures figures, Terms terms) {
        this.figures = figures;
        this.terms = terms;
    }

    /** What came of a plan until a day. */
    Tally of(PlanHead plan, CountingRule rule, LocalDate asOf) {
        var scope = switch (plan.kind()) {
            case TERM -> new Scope.InTerm(terms.find(plan.period()).orElseThrow());
            case YEAR -> new Scope.InYear(plan.period());
        };
        return figures.summary(figures.question(plan.book(), scope, asOf, null, rule))
                .total();
    }
}
