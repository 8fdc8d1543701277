package dure.plan;

import dure.region.Terms;
import dure.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads which plan an address speaks of, the same for pages and for the API. */
@Component
public class PlanPlaces {
    private static final int EARLIEST = 1995;
    private static final int LATEST = 2100;

    private final Places places;
    private final Terms terms;

    PlanPlaces(Places places, Terms terms) {
        this.places = places;
        this.terms = terms;
    }

    public PlanPlace year(String code, String period, @Nullable String dataSet) {
        return of(code, period, dataSet, PlanKind.YEAR);
    }

    public PlanPlace term(String code, String period, @Nullable String dataSet) {
        return of(code, period, dataSet, PlanKind.TERM);
    }

    private PlanPlace of(String code, String period, @Nullable String dataSet, PlanKind kind) {
        var place = any(code, period, dataSet);
        if (place.kind() != kind) {
            throw Refusal.of(HttpStatus.NOT_FOUND, "plan.asking.kind." + kind, period);
        }
        return place;
    }

    public PlanPlace any(String code, String period, @Nullable String dataSet) {
        var place = places.of(code, dataSet);
        var municipality = place.municipality();
        var book = place.book();
        if (period.matches("[0-9]{4}")) {
            var year = Integer.parseInt(period);
            if (year >= EARLIEST && year <= LATEST) {
                return new PlanPlace(municipality, book, PlanKind.YEAR, year);
            }
        }
        if (period.matches("term-[0-9]{1,3}")) {
            var term = terms.find(Integer.parseInt(period.substring("term-".length())));
            if (term.isPresent()) {
                return new PlanPlace(
                        municipality, book, PlanKind.TERM, term.get().no());
            }
        }
        throw Refusal.of(HttpStatus.NOT_FOUND, "plan.asking.period", period);
    }
}
