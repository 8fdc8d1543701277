package dure.plan;

import dure.region.Book;
import dure.region.Term;
import dure.region.Terms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Looks up what stands around a plan in its book. */
@Component
class Surroundings {
    private final PlanStore plans;
    private final Terms terms;

    Surroundings(PlanStore plans, Terms terms) {
        this.plans = plans;
        this.terms = terms;
    }

    Around of(Book book, PlanKind kind, int period) {
        return switch (kind) {
            case YEAR -> ofYear(book, period);
            case TERM -> terms.find(period).map(term -> ofTerm(book, term)).orElse(Around.NOTHING);
        };
    }

    private Around ofYear(Book book, int year) {
        var said = new HashMap<Integer, Quantity>();
        terms.of(year).stream()
                .filter(term -> isWhole(term, year))
                .flatMap(term -> plans.newest(book, PlanKind.TERM, term.no()).stream())
                .flatMap(term -> plans.years(new PlanId(term.getId())).stream())
                .forEach(target -> said.put(target.year(), target.jobs()));
        var before = plans.newest(book, PlanKind.YEAR, year - 1)
                .map(plan -> PlanStore.head(plan).target())
                .orElse(null);
        return new Around(before, said, Map.of(), List.of());
    }

    private Around ofTerm(Book book, Term term) {
        var said = new HashMap<Integer, Quantity>();
        for (var head : plans.heads(book, Promise.NEWEST)) {
            var target = head.target();
            if (head.kind() == PlanKind.YEAR && target != null && isWhole(term, head.period())) {
                said.put(head.period(), target);
            }
        }
        return new Around(null, Map.of(), said, term.years());
    }

    private static boolean isWhole(Term term, int year) {
        var years = List.copyOf(term.years());
        return year > years.getFirst() && year < years.getLast();
    }
}
