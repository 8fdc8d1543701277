package dure.tower;

import dure.ledger.Ledger;
import dure.plan.PlanDisclosure;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.region.Book;
import dure.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 공시: a plan's newest version and everything that the ledger holds become public together, or neither does. */
@Component
class Disclosing {
    private final Plans plans;
    private final Ledger ledger;

    Disclosing(Plans plans, Ledger ledger) {
        this.plans = plans;
        this.ledger = ledger;
    }

    @Transactional
    public void disclose(Book book, PlanKind kind, int period) {
        switch (plans.disclose(book, kind, period)) {
            case PlanDisclosure.Disclosed disclosed -> ledger.disclose(book);
            case PlanDisclosure.AlreadyDisclosed already -> ledger.disclose(book);
            case PlanDisclosure.NotPassed notPassed ->
                throw Refusal.of(HttpStatus.CONFLICT, "tower.disclose.notPassed");
            case PlanDisclosure.NoPlan none -> throw Refusal.notThere();
        }
    }
}
