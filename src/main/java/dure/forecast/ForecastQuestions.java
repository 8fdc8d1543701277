package dure.forecast;

import dure.ledger.Figures;
import dure.ledger.Question;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.Places;
import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.region.Terms;
import dure.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads what an address asks to be forecast, the same for the page and for the API. */
@Component
class ForecastQuestions {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final int EARLIEST = 1995;
    private static final int LATEST = 2100;

    private final Places places;
    private final Terms terms;
    private final Plans plans;
    private final Rules rules;
    private final Figures figures;
    private final Clock clock;

    ForecastQuestions(Places places, Terms terms, Plans plans, Rules rules, Figures figures, Clock clock) {
        this.places = places;
        this.terms = terms;
        this.plans = plans;
        this.rules = rules;
        this.figures = figures;
        this.clock = clock;
    }

    /** What stands in an address, each null or empty where it was left open. */
    record Asked(
            @Nullable Integer year,
            @Nullable Integer term,
            @Nullable String asOf,
            @Nullable String knownAt,
            @Nullable String rule,
            @Nullable String dataSet) {}

    record Place(Places.Place place, Question question) {}

    Place of(String code, Asked asked) {
        var place = places.of(code, asked.dataSet());
        var name = asked.rule() == null || asked.rule().isEmpty() ? Rules.DEFAULT : asked.rule();
        var rule = rules.find(name)
                .orElseThrow(() -> Refusal.of(
                        HttpStatus.BAD_REQUEST,
                        "forecast.asking.rule",
                        name,
                        rules.newest().stream().map(one -> one.key().id()).collect(Collectors.joining(", "))));
        var asOf = date(asked.asOf());
        var scope = scope(asked, place, Objects.requireNonNullElseGet(asOf, () -> LocalDate.now(clock)));
        return new Place(place, figures.question(place.book(), scope, asOf, instant(asked.knownAt()), rule));
    }

    /** The year or the term that is named, else the day's year where it has a plan, else the newest that has one. */
    private Scope scope(Asked asked, Places.Place place, LocalDate asOf) {
        if (asked.term() != null) {
            return new Scope.InTerm(terms.find(asked.term())
                    .orElseThrow(() ->
                            Refusal.of(HttpStatus.NOT_FOUND, "forecast.asking.term", String.valueOf(asked.term()))));
        }
        if (asked.year() != null) {
            if (asked.year() < EARLIEST || asked.year() > LATEST) {
                throw Refusal.of(HttpStatus.NOT_FOUND, "forecast.asking.year", String.valueOf(asked.year()));
            }
            return new Scope.InYear(asked.year());
        }
        var years = plans.heads(place.book()).stream()
                .filter(head -> head.kind() == PlanKind.YEAR)
                .map(PlanHead::period)
                .toList();
        return new Scope.InYear(
                years.contains(asOf.getYear())
                        ? asOf.getYear()
                        : years.stream().mapToInt(Integer::intValue).max().orElse(asOf.getYear()));
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "forecast.asking.date", text);
        }
    }

    /** An instant, or a day: its end in Korea. */
    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atTime(LocalTime.MAX).atZone(SEOUL).toInstant()
                    // A plus sign in an address that nobody encoded arrives as a blank.
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "forecast.asking.instant", text);
        }
    }
}
