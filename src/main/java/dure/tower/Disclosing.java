package dure.tower;

import dure.access.AccessLog;
import dure.access.Action;
import dure.access.Deed;
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
    private final AccessLog log;

    Disclosing(Plans plans, Ledger ledger, AccessLog log) {
        this.plans = plans;
        this.ledger = ledger;
        this.log = log;
    }

    @Transactional
    public void disclose(Book book, PlanKind kind, int period) {
        switch (plans.disclose(book, kind, period)) {
            case PlanDisclosure.Disclosed disclosed -> ledger.disclose(book);
            case PlanDisclosure.AlreadyDisclosed already -> ledger.disclose(book);
            case PlanDisclosure.NotPassed notPassed ->
                throw Refusal.of(HttpStatus.CONFLICT, "tower.disclose.notPassed");
            case PlanDisclosure.Lacks lacks ->
                throw Refusal.of(HttpStatus.CONFLICT, "tower.disclose.lacks." + lacks.lack());
            case PlanDisclosure.NotReady notReady -> throw Refusal.of(HttpStatus.CONFLICT, "tower.disclose.notReady");
            case PlanDisclosure.NoPlan none -> throw Refusal.notThere();
        }
        log.write(Deed.of(Action.DISCLOSE, book.municipality()).detail(kind + " " + period + " " + book.dataSet()));
    }
}
