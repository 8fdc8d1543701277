package dure.tower;

import dure.ledger.CountingRule;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.plan.Promise;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import dure.region.Term;
import dure.region.Terms;
import dure.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads what an address asks for, the same for pages and for the API. What is not there is refused in one way. */
@Component
class Asking {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final int EARLIEST = 1995;
    private static final int LATEST = 2100;

    private final Municipalities municipalities;
    private final Terms terms;
    private final Plans plans;
    private final Rules rules;
    private final Clock clock;

    Asking(Municipalities municipalities, Terms terms, Plans plans, Rules rules, Clock clock) {
        this.municipalities = municipalities;
        this.terms = terms;
        this.plans = plans;
        this.rules = rules;
        this.clock = clock;
    }

    Municipality municipality(String code) {
        return Optional.of(code)
                .filter(text -> text.matches("[0-9]{5}"))
                .flatMap(text -> municipalities.find(new MunicipalityCode(text)))
                .orElseThrow(() -> Refusal.of(HttpStatus.NOT_FOUND, "tower.asking.municipality", code));
    }

    /** The book that is shown of a municipality, or the one asked for by name; empty where there is nothing to show. */
    Optional<Book> book(Municipality municipality, @Nullable String dataSet) {
        if (dataSet == null || dataSet.isEmpty()) {
            return plans.shown(municipality.code());
        }
        return Optional.of(new Book(municipality.code(), dataSet(dataSet)));
    }

    /** As {@link #book}, 404 where there is nothing to show. */
    Book shownBook(Municipality municipality, @Nullable String dataSet) {
        return book(municipality, dataSet).orElseThrow(Refusal::notThere);
    }

    static DataSet dataSet(String text) {
        return Arrays.stream(DataSet.values())
                .filter(one -> one.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> Refusal.of(HttpStatus.BAD_REQUEST, "tower.asking.dataSet", text));
    }

    Term term(int no) {
        return terms.find(no)
                .orElseThrow(() -> Refusal.of(HttpStatus.NOT_FOUND, "tower.asking.term", String.valueOf(no)));
    }

    static int year(int year) {
        if (year < EARLIEST || year > LATEST) {
            throw Refusal.of(HttpStatus.NOT_FOUND, "tower.asking.year", String.valueOf(year));
        }
        return year;
    }

    /** The scope of a figure: the year or the term that is named, else the newest year that has a plan. */
    Scope scope(@Nullable Integer year, @Nullable Integer term, Book book, @Nullable LocalDate asOf) {
        if (term != null) {
            return new Scope.InTerm(term(term));
        }
        if (year != null) {
            return new Scope.InYear(year(year));
        }
        return new Scope.InYear(plans.heads(book).stream()
                .filter(head -> head.kind() == PlanKind.YEAR)
                .mapToInt(PlanHead::period)
                .max()
                .orElseGet(() -> (asOf == null ? LocalDate.now(clock) : asOf).getYear()));
    }

    /** What a list of municipalities shows: "2021", "term-7"; empty: of each the newest year. */
    @Nullable
    Scope scope(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (text.matches("[0-9]{4}")) {
            return new Scope.InYear(year(Integer.parseInt(text)));
        }
        if (text.matches("term-[0-9]{1,3}")) {
            return new Scope.InTerm(term(Integer.parseInt(text.substring("term-".length()))));
        }
        throw Refusal.of(HttpStatus.BAD_REQUEST, "tower.asking.value", "scope", text, "2021, term-7");
    }

    Asked asked(@Nullable String asOf, @Nullable String knownAt, @Nullable String rule, @Nullable String against) {
        return new Asked(date(asOf), instant(knownAt), rule(rule), promise(against));
    }

    /** 기준 계획: "original", "disclosed"; "newest" where nothing is said. */
    static Promise promise(@Nullable String against) {
        return against == null || against.isEmpty()
                ? Promise.NEWEST
                : Arrays.stream(Promise.values())
                        .filter(one -> one.name().equalsIgnoreCase(against))
                        .findFirst()
                        .orElseThrow(() -> Refusal.of(
                                HttpStatus.BAD_REQUEST,
                                "tower.asking.value",
                                "against",
                                against,
                                "original, disclosed, newest"));
    }

    CountingRule rule(@Nullable String rule) {
        var name = rule == null || rule.isEmpty() ? Rules.DEFAULT : rule;
        return rules.find(name)
                .orElseThrow(() -> Refusal.of(
                        HttpStatus.BAD_REQUEST,
                        "tower.asking.rule",
                        name,
                        rules.newest().stream().map(one -> one.key().id()).collect(Collectors.joining(", "))));
    }

    static @Nullable LocalDate date(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "tower.asking.date", text);
        }
    }

    /** An instant (2026-11-24T12:00:00+09:00, …Z), or a day: its end in Korea. */
    static @Nullable Instant instant(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atTime(LocalTime.MAX).atZone(SEOUL).toInstant()
                    // A plus sign in an address that nobody encoded arrives as a blank.
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "tower.asking.instant", text);
        }
    }
}
