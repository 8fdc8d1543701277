package dure.recount;

import dure.ledger.CountingRule;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.Places;
import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.region.Book;
import dure.region.MunicipalityCode;
import dure.region.Terms;
import dure.web.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads what an address asks to be counted of a book, the same for pages and for the API. */
@Component
public class RecountAsking {
    /** More side by side nobody reads; each is a pass over the book. */
    static final int MOST_RULES = 6;

    /** As many years before this one can be chosen where there is no plan of them. */
    private static final int RECENT = 3;

    private static final int EARLIEST = 1995;
    private static final int LATEST = 2100;
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final Places places;
    private final Plans plans;
    private final Terms terms;
    private final Rules rules;
    private final Clock clock;

    RecountAsking(Places places, Plans plans, Terms terms, Rules rules, Clock clock) {
        this.places = places;
        this.plans = plans;
        this.terms = terms;
        this.rules = rules;
        this.clock = clock;
    }

    /** As the parameters of an address have it; null or empty: not said. */
    public record Address(
            @Nullable Integer year,
            @Nullable Integer term,
            @Nullable List<String> rules,
            @Nullable String asOf,
            @Nullable String knownAt,
            @Nullable String asOf2,
            @Nullable String knownAt2,
            @Nullable String dataSet) {}

    public Asked asked(String code, Address address) {
        var place = places.of(code, address.dataSet());
        var first = Moment.of(address.asOf(), address.knownAt());
        var second = Moment.of(address.asOf2(), address.knownAt2());
        // Whoever names another ledger's instant only, means the same day.
        var filled = second.asOf() == null ? new Moment(first.asOf(), second.knownAt()) : second;
        return new Asked(
                place,
                scope(address.year(), address.term(), place.book()),
                rules(address.rules(), place.municipality().code()),
                first,
                second.isStated() ? filled : null);
    }

    Places.Place place(String code, @Nullable String dataSet) {
        return places.of(code, dataSet);
    }

    /** The year or the term that is named, else the newest year that has a plan, else this one. */
    Scope scope(@Nullable Integer year, @Nullable Integer term, Book book) {
        if (term != null) {
            return new Scope.InTerm(terms.find(term)
                    .orElseThrow(() -> Refusal.of(HttpStatus.NOT_FOUND, "recount.asking.term", String.valueOf(term))));
        }
        if (year != null) {
            if (year < EARLIEST || year > LATEST) {
                throw Refusal.of(HttpStatus.NOT_FOUND, "recount.asking.year", String.valueOf(year));
            }
            return new Scope.InYear(year);
        }
        return new Scope.InYear(plans.heads(book).stream()
                .filter(head -> head.kind() == PlanKind.YEAR)
                .mapToInt(PlanHead::period)
                .max()
                .orElseGet(() -> today().getYear()));
    }

    /** The years that can be chosen: those that have a plan, the one asked for, and this one with those before it. */
    public List<Integer> years(Book book, Scope scope) {
        var planned = plans.heads(book).stream()
                .filter(head -> head.kind() == PlanKind.YEAR)
                .map(PlanHead::period);
        var others = IntStream.concat(
                        IntStream.of(scope.from().getYear()),
                        IntStream.rangeClosed(today().getYear() - RECENT, today().getYear()))
                .boxed();
        return Stream.concat(planned, others)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(SEOUL));
    }

    /** In the order in which they are named; none named: what is reported beside what is strict. */
    private List<CountingRule> rules(@Nullable List<String> named, MunicipalityCode municipality) {
        var names = named == null
                ? List.<String>of()
                : named.stream()
                        .flatMap(text -> Arrays.stream(text.split(",")))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList();
        if (names.isEmpty()) {
            return List.of(rule(Rules.DEFAULT, municipality), rule("strict", municipality));
        }
        if (names.size() > MOST_RULES) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "recount.asking.rules", names.size(), MOST_RULES);
        }
        return names.stream().map(name -> rule(name, municipality)).distinct().toList();
    }

    CountingRule rule(String name, MunicipalityCode municipality) {
        return rules.find(name)
                .orElseThrow(() -> Refusal.of(
                        HttpStatus.BAD_REQUEST,
                        "recount.asking.rule",
                        name,
                        rules.offered(municipality).stream()
                                .map(one -> one.key().id())
                                .collect(Collectors.joining(", "))));
    }

    public List<CountingRule> offered(MunicipalityCode municipality) {
        return rules.offered(municipality);
    }
}
