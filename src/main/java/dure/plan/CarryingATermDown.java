package dure.plan;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Finding;
import dure.finding.Text;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.region.Term;
import dure.region.Terms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to carrying a term's plan down to the plans of its years. */
@Service
public class CarryingATermDown {
    private final PlanStore plans;
    private final VersionStore versions;
    private final FreezingADraft drafting;
    private final Surroundings surroundings;
    private final Terms terms;
    private final Municipalities municipalities;
    private final PlanWords words;
    private final Access access;

    CarryingATermDown(
            PlanStore plans,
            VersionStore versions,
            FreezingADraft drafting,
            Surroundings surroundings,
            Terms terms,
            Municipalities municipalities,
            PlanWords words,
            Access access) {
        this.plans = plans;
        this.versions = versions;
        this.drafting = drafting;
        this.surroundings = surroundings;
        this.terms = terms;
        this.municipalities = municipalities;
        this.words = words;
        this.access = access;
    }

    public sealed interface Outcome {
        record Drafted(PlanHead draft) implements Outcome {}

        /** The year has a version that is open or disclosed. */
        record InTheWay(PlanHead plan) implements Outcome {}

        record NoPlan() implements Outcome {}

        record OutsideTheTerm() implements Outcome {}
    }

    /** Empty where the viewer sees no plan of the term. */
    @Transactional(readOnly = true)
    public Optional<TermYears> years(Book book, int no) {
        var term = terms.find(no);
        return term.isEmpty() ? Optional.empty() : plans.term(book, no, Promise.NEWEST).map(plan -> years(book, plan, term.get()));
    }

    private TermYears years(Book book, TermPlan plan, Term term) {
        var years = new ArrayList<TermYears.Year>();
        for (var year : term.years()) {
            var all = versions.all(book, PlanKind.YEAR, year);
            years.add(new TermYears.Year(
                    year,
                    first(term, year),
                    last(term, year),
                    target(plan, year),
                    plans.newest(book, PlanKind.YEAR, year).map(PlanStore::head).orElse(null),
                    all.stream()
                            .filter(one -> one.state() == PlanState.DISCLOSED)
                            .map(PlanVersion::head)
                            .findFirst()
                            .orElse(null)));
        }
        var findings =
                new ArrayList<>(PlanContradictions.of(Said.by(plan), surroundings.of(book, PlanKind.TERM, term.no())));
        years.stream().flatMap(year -> partial(year).stream()).forEach(findings::add);
        return new TermYears(
                plan,
                term,
                years,
                plan.years().stream().mapToLong(TermPlan.YearTarget::quantity).sum(),
                findings);
    }

    private static LocalDate first(Term term, int year) {
        var day = LocalDate.of(year, 1, 1);
        return day.isBefore(term.from()) ? term.from() : day;
    }

    private static LocalDate last(Term term, int year) {
        var day = LocalDate.of(year, 12, 31);
        return day.isAfter(term.to()) ? term.to() : day;
    }

    private static TermPlan.@Nullable YearTarget target(TermPlan plan, int year) {
        return plan.years().stream()
                .filter(one -> one.year() == year)
                .findFirst()
                .orElse(null);
    }

    /** A part of a year and a whole one are two things: said, and no contradiction. A draft from here has the part's. */
    private static Optional<Finding> partial(TermYears.Year year) {
        var ofTerm = year.ofTerm();
        var own = year.newest();
        if (year.isWhole()
                || ofTerm == null
                || own == null
                || own.target() == null
                || own.target().amount() == ofTerm.quantity()) {
            return Optional.empty();
        }
        return Optional.of(Finding.information(
                        Finding.Kind.TARGET_DIFFERS,
                        null,
                        Text.of(
                                "plan.years.partial",
                                String.valueOf(year.year()),
                                year.from().toString(),
                                year.to().toString(),
                                ofTerm.quantity(),
                                own.target().amount()))
                .with(java.util.Map.of("here", own.target().amount(), "there", ofTerm.quantity())));
    }

    /**
     * 이 해의 초안 만들기: with the term's target of the year, its strategies and tasks, and its goals of that year. Of a year that
     * the term has in part only, the draft says that its target is of that part.
     *
     * @throws AccessDeniedException without plans:write
     */
    @Transactional
    public Outcome draft(Book book, int no, int year) {
        access.require(Permission.PLANS_WRITE, book.municipality());
        plans.lock(book, PlanKind.YEAR, year);
        var term = terms.find(no);
        var plan = plans.term(book, no, Promise.NEWEST);
        if (term.isEmpty() || plan.isEmpty()) {
            return new Outcome.NoPlan();
        }
        if (!term.get().years().contains(year)) {
            return new Outcome.OutsideTheTerm();
        }
        var inTheWay = plans.newest(book, PlanKind.YEAR, year).map(PlanStore::head);
        if (inTheWay.isPresent()) {
            return new Outcome.InTheWay(inTheWay.get());
        }
        return new Outcome.Drafted(drafting.write(
                content(book, plan.get(), term.get(), year),
                book,
                PlanKind.YEAR,
                year,
                plan.get().id(),
                ""));
    }

    private PlanContent content(Book book, TermPlan plan, Term term, int year) {
        var target = target(plan, year);
        var from = first(term, year);
        var to = last(term, year);
        var isPart = target != null && !(from.getDayOfYear() == 1 && to.getMonthValue() == 12);
        var head = new PlanDraft.Head(
                book.municipality(),
                PlanKind.YEAR,
                year,
                words.say(
                        "plan.years.title",
                        Locale.KOREAN,
                        String.valueOf(year),
                        municipalities.get(book.municipality()).fullName()),
                target == null ? null : target.jobs(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Source(book.dataSet() == DataSet.SIMULATED ? SourceKind.SIMULATION : SourceKind.OFFICE, "", null),
                // Kept with the plan, so in the language of the office.
                isPart
                        ? words.say(
                                "plan.years.partOfYear",
                                Locale.KOREAN,
                                String.valueOf(year),
                                from.toString(),
                                to.toString())
                        : null,
                "");
        var goals = plan.goals().stream()
                .filter(goal -> goal.period() != null && goal.period().contains(String.valueOf(year)))
                .toList();
        return new PlanContent(head, List.of(), goals, plan.strategies(), List.of(), List.of(), List.of());
    }
}
