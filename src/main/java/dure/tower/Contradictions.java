package dure.tower;

import dure.finding.Finding;
import dure.finding.Severity;
import dure.ledger.Figures;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.ledger.TermProgress;
import dure.ledger.YearProgress;
import dure.plan.Plans;
import dure.region.Book;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 지적: what the plans and entries of a municipality say against themselves and each other, in one list. */
@Component
class Contradictions {
    private static final Comparator<Found> WORST_FIRST =
            Comparator.comparing((Found found) -> found.finding().severity()).reversed();

    private final Plans plans;
    private final Figures figures;
    private final Rules rules;

    Contradictions(Plans plans, Figures figures, Rules rules) {
        this.plans = plans;
        this.figures = figures;
        this.rules = rules;
    }

    /** What a finding is about. */
    enum Subject {
        PLAN,
        ENTRIES
    }

    record Found(Finding finding, Subject subject, Scope scope) {
        Severity severity() {
            return finding.severity();
        }
    }

    /** Errors first, then warnings, then information. What is found in the year and again in its term stands once, with the year. */
    @Transactional(readOnly = true)
    public List<Found> in(@Nullable YearProgress year, @Nullable TermProgress term) {
        var found = new LinkedHashMap<Finding, Found>();
        if (year != null) {
            var scope = year.count().question().scope();
            if (year.plan() != null) {
                add(found, plans.contradictions(year.plan()), Subject.PLAN, scope);
            }
            add(found, figures.contradictions(year), Subject.ENTRIES, scope);
        }
        if (term != null) {
            var scope = term.count().question().scope();
            if (term.plan() != null) {
                add(found, plans.contradictions(term.plan()), Subject.PLAN, scope);
            }
            add(found, figures.contradictions(term), Subject.ENTRIES, scope);
        }
        return found.values().stream().sorted(WORST_FIRST).toList();
    }

    private static void add(Map<Finding, Found> all, List<Finding> findings, Subject subject, Scope scope) {
        findings.forEach(finding -> all.putIfAbsent(finding, new Found(finding, subject, scope)));
    }

    /** What the entries of a book say against themselves as an import leaves them, under the rule that offices count by. */
    List<Finding> inEntries(Book book, List<Scope> scopes) {
        var rule = rules.find(Rules.DEFAULT).orElseThrow();
        return scopes.stream()
                .flatMap(scope -> {
                    // To the end of the scope: a pledge of the days to come is in the file too.
                    var question = figures.question(book, scope, scope.to(), null, rule);
                    var findings = switch (scope) {
                        case Scope.InYear year -> figures.contradictions(figures.year(question));
                        case Scope.InTerm term -> figures.contradictions(figures.term(question));
                    };
                    return findings.stream();
                })
                .distinct()
                .toList();
    }
}
