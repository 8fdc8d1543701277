package dure.ledger;

import dure.finding.Finding;
import dure.plan.AnnualPlan;
import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.plan.Promise;
import dure.plan.TermPlan;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import dure.region.Term;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to figures. Every figure is {@code rule(ledger, asOf, knownAt)}, computed from the entries when it is asked
 * for and never stored, and says which rule, day and ledger it used. Quantities are jobs where the rule counts jobs;
 * ratios are not rounded.
 */
@Service
public class Figures {
    /** So many entries are read at a time. */
    private static final int CHUNK = 1_000;

    private final FigureStore figures;
    private final QualityStore qualities;
    private final EntryContradictions contradictions;
    private final EntryStore entries;
    private final Ledger ledger;
    private final Plans plans;
    private final Clock clock;

    Figures(
            FigureStore figures,
            QualityStore qualities,
            EntryContradictions contradictions,
            EntryStore entries,
            Ledger ledger,
            Plans plans,
            Clock clock) {
        this.figures = figures;
        this.qualities = qualities;
        this.contradictions = contradictions;
        this.entries = entries;
        this.ledger = ledger;
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * A question with what was left open filled in, against the newest plan.
     *
     * @param asOf null: today
     * @param knownAt null: now
     */
    @Transactional(readOnly = true)
    public Question question(
            Book book, Scope scope, @Nullable LocalDate asOf, @Nullable Instant knownAt, CountingRule rule) {
        return new Question(
                book,
                scope,
                Objects.requireNonNullElseGet(asOf, () -> LocalDate.now(clock)),
                ledger.at(book, Objects.requireNonNullElseGet(knownAt, clock::instant)),
                rule,
                Part.ALL,
                Promise.NEWEST);
    }

    @Transactional(readOnly = true)
    public Count count(Question question) {
        return figures.count(question);
    }

    /** As {@link #count}, without the axes for which every line is read. */
    @Transactional(readOnly = true)
    public Summary summary(Question question) {
        return figures.summary(question, isLatest(question));
    }

    private boolean isLatest(Question question) {
        return ledger.now(question.book()).position() == question.known().position();
    }

    /** Only the total of the question's part. */
    @Transactional(readOnly = true)
    public Tally total(Question question) {
        return figures.sums(question, null).values().stream().reduce(Tally.NONE, Tally::plus);
    }

    /** 흐름: what the figure is made of, by project and period, the earliest first. They add up to the figure. */
    @Transactional(readOnly = true)
    public List<Flow> flows(Question question) {
        return figures.flows(question);
    }

    /** 일자리의 질 of what the question counts. */
    @Transactional(readOnly = true)
    public Quality quality(Question question) {
        return qualities.quality(question);
    }

    /** What the figure is made of; with a step, what the rule leaves out there. */
    @Transactional(readOnly = true)
    public Lines lines(Question question, @Nullable Step step, int page, int size) {
        var places = figures.places(question, step, page * size, size);
        return new Lines(lines(question, places), figures.sums(question, step), page, size);
    }

    private List<Line> lines(Question question, List<FigureStore.Place> places) {
        var found = entries.read(
                question.book(),
                places.stream().map(FigureStore.Place::position).distinct().toList(),
                question.known().at());
        return places.stream()
                .map(place -> {
                    var entry = Objects.requireNonNull(found.get(place.position()));
                    var item =
                            place.item() == null ? null : entry.what().items().get(place.item() - 1);
                    return new Line(entry, place.quantity(), item);
                })
                .toList();
    }

    /**
     * 대조: what leads from one number to the other, exactly. Both questions are of the same book and scope, and of all of it;
     * rule, day and instant may differ.
     */
    @Transactional(readOnly = true)
    public Bridge bridge(Question before, Question after) {
        requireComparable(before, after);
        return new Bridge(
                before,
                after,
                total(before),
                total(after),
                figures.bridge(before, after, ledger.disclosedPosition(before.book())));
    }

    /** What a step of a bridge is made of. */
    @Transactional(readOnly = true)
    public Lines bridgeLines(Question before, Question after, Cause cause, boolean added, int page, int size) {
        requireComparable(before, after);
        var disclosed = ledger.disclosedPosition(before.book());
        var totals = figures.bridge(before, after, disclosed).stream()
                .filter(step -> step.cause() == cause && step.added() == added)
                .collect(Collectors.toMap(Bridge.Step::measure, Bridge.Step::tally));
        var places = figures.bridgePlaces(before, after, disclosed, cause, added, page * size, size);
        // As it was known where it counts: there it is certainly known.
        return new Lines(lines(added ? after : before, places), totals, page, size);
    }

    private static void requireComparable(Question before, Question after) {
        if (!before.book().equals(after.book())
                || !before.scope().equals(after.scope())
                || !before.part().equals(Part.ALL)
                || !after.part().equals(Part.ALL)) {
            throw new IllegalArgumentException(
                    "A bridge leads between figures of the same book and scope, not from %s to %s"
                            .formatted(before, after));
        }
    }

    /** An entry for each step that the rule leaves out: the one with the largest quantity. */
    @Transactional(readOnly = true)
    public Map<Step, EntryId> examples(Question question) {
        return figures.examples(question).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> new EntryId(question.book(), one.getValue())));
    }

    /**
     * What each of these questions, to one book, says of every entry that one of them is about. For whoever wants to count
     * again by hand.
     *
     * @param limit how many entries at most; empty where there are more
     */
    @Transactional(readOnly = true)
    public Optional<List<Judged>> judged(List<Question> questions, int limit) {
        var verdicts = figures.verdicts(questions);
        if (verdicts.size() > limit) {
            return Optional.empty();
        }
        var latest = questions.stream()
                .map(question -> question.known().at())
                .max(Instant::compareTo)
                .orElseThrow();
        var book = questions.getFirst().book();
        var positions = List.copyOf(verdicts.keySet());
        var judged = new ArrayList<Judged>(positions.size());
        for (int from = 0; from < positions.size(); from += CHUNK) {
            var chunk = positions.subList(from, Math.min(from + CHUNK, positions.size()));
            entries.read(book, chunk, latest)
                    .forEach((position, entry) ->
                            judged.add(new Judged(entry, Objects.requireNonNull(verdicts.get(position)))));
        }
        return Optional.of(judged);
    }

    /** 고용유지: what counts, as far as its keeping can be followed. */
    @Transactional(readOnly = true)
    public List<Kept> kept(Question question) {
        return figures.kept(question);
    }

    /** The last day until the question's on which the keeping of any job of the book was looked up; empty: never. */
    @Transactional(readOnly = true)
    public Optional<LocalDate> lastLookedUp(Question question) {
        return Optional.ofNullable(figures.lastLookedUp(question));
    }

    /** 연간 실적: the year's plan and what came of it. */
    @Transactional(readOnly = true)
    public YearProgress year(Question question) {
        var year = ((Scope.InYear) question.scope()).year();
        var plan = plans.annual(question.book(), year, question.promise()).orElse(null);
        return new YearProgress(year, plan, figures.count(question), plan == null ? null : rank(question, plan));
    }

    /** 순위 by progress among the municipalities of the same data set whose plan of that year has a target. */
    private @Nullable Rank rank(Question question, AnnualPlan plan) {
        if (plan.target() == null || plan.target().amount() == 0) {
            return null;
        }
        var targets = plans.heads(PlanKind.YEAR, plan.year(), question.book().dataSet(), question.promise()).stream()
                .filter(head -> head.target() != null && head.target().amount() > 0)
                .collect(Collectors.toMap(
                        head -> head.book().municipality(),
                        head -> Objects.requireNonNull(head.target()).amount()));
        var actuals = figures.totals(
                question.rule(),
                question.book().dataSet(),
                targets.keySet(),
                question.scope(),
                question.until(),
                isLatest(question) ? null : question.known().at());
        var progress = targets.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        target -> (double) actuals.getOrDefault(target.getKey(), Tally.NONE)
                                        .quantity()
                                / target.getValue()));
        var own = Objects.requireNonNull(progress.get(question.book().municipality()));
        return new Rank(
                1
                        + (int) progress.values().stream()
                                .filter(other -> other > own)
                                .count(),
                progress.size());
    }

    /** 임기 누계: the term's goal and what came of it so far. */
    @Transactional(readOnly = true)
    public TermProgress term(Question question) {
        var term = ((Scope.InTerm) question.scope()).term();
        var plan = plans.term(question.book(), term.no(), question.promise()).orElse(null);
        var annual = plans.heads(question.book(), question.promise()).stream()
                .filter(head -> head.kind() == PlanKind.YEAR)
                .collect(Collectors.toMap(PlanHead::period, head -> head));
        var count = summary(question);
        var years = term.years().stream()
                .map(year -> yearOf(term, year, plan, annual.get(year), count))
                .toList();
        return new TermProgress(term, plan, count, years);
    }

    /** 지적: what the entries of a year's figure say against themselves, their plan and the rule. Four queries. */
    @Transactional(readOnly = true)
    public List<Finding> contradictions(YearProgress year) {
        return contradictions.in(year);
    }

    /** 지적: as {@link #contradictions(YearProgress)}, of a term; and whether its goal can still be met. Three queries. */
    @Transactional(readOnly = true)
    public List<Finding> contradictions(TermProgress term) {
        return contradictions.in(term);
    }

    private static TermProgress.Year yearOf(
            Term term, int year, @Nullable TermPlan plan, @Nullable PlanHead annual, Summary count) {
        var scope = new Scope.InYear(year);
        var from = scope.from().isBefore(term.from()) ? term.from() : scope.from();
        var to = scope.to().isAfter(term.to()) ? term.to() : scope.to();
        var whole = from.equals(scope.from()) && to.equals(scope.to());
        // A year that the term only touches has, in the year's own plan, a target for both terms: only the term's
        // plan can say what belongs to this one.
        var ofTerm = plan == null
                ? null
                : plan.years().stream()
                        .filter(one -> one.year() == year)
                        .findFirst()
                        .orElse(null);
        var ofYear = whole && annual != null ? annual.target() : null;
        var target = ofYear != null
                ? Long.valueOf(ofYear.amount())
                : ofTerm != null ? Long.valueOf(ofTerm.quantity()) : null;
        return new TermProgress.Year(
                year, from, to, target, count.byYear().getOrDefault(Optional.of(year), Tally.NONE));
    }

    /**
     * 전국 현황: the plans of a year or a term in all books of a data set, as far as the viewer may see them, and what came of
     * each until a day. As many questions to the database for one book as for all of them.
     */
    @Transactional(readOnly = true)
    public List<Overview> overview(CountingRule rule, DataSet dataSet, Scope scope, LocalDate asOf, Promise promise) {
        var kind = switch (scope) {
            case Scope.InYear year -> PlanKind.YEAR;
            case Scope.InTerm term -> PlanKind.TERM;
        };
        var period = switch (scope) {
            case Scope.InYear year -> year.year();
            case Scope.InTerm term -> term.term().no();
        };
        var heads = plans.heads(kind, period, dataSet, promise);
        if (heads.isEmpty()) {
            return List.of();
        }
        var originals = originals(heads, kind, period, dataSet);
        var until = asOf.isBefore(scope.to()) ? asOf : scope.to();
        var municipalities =
                heads.stream().map(head -> head.book().municipality()).toList();
        var totals = figures.totals(rule, dataSet, municipalities, scope, until, null);
        return heads.stream()
                .map(head -> new Overview(
                        head,
                        totals.getOrDefault(head.book().municipality(), Tally.NONE),
                        originals.get(head.book().municipality())))
                .toList();
    }

    /** 당초 of each; where all are first versions, they are that themselves, and nothing is asked for. */
    private Map<MunicipalityCode, PlanHead> originals(
            List<PlanHead> heads, PlanKind kind, int period, DataSet dataSet) {
        var originals = heads.stream().allMatch(head -> head.version() == 1)
                ? heads.stream().filter(head -> head.state().isPublic()).toList()
                : plans.heads(kind, period, dataSet, Promise.ORIGINAL);
        return originals.stream().collect(Collectors.toMap(head -> head.book().municipality(), head -> head));
    }

    /**
     * 한 줄 현황 of a municipality: a plan of it and what came of that.
     *
     * @param original 당초: the plan's version that was disclosed first; null where none was
     */
    public record Overview(
            PlanHead plan, Tally actual, @Nullable PlanHead original) {}
}
