package dure.plan;

import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import dure.region.Terms;
import dure.web.Refusal;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads which plan an address speaks of, the same for pages and for the API. */
@Component
public class PlanPlaces {
    private static final int EARLIEST = 1995;
    private static final int LATEST = 2100;

    private final Municipalities municipalities;
    private final Terms terms;
    private final Plans plans;

    PlanPlaces(Municipalities municipalities, Terms terms, Plans plans) {
        this.municipalities = municipalities;
        this.terms = terms;
        this.plans = plans;
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
        var municipality = Optional.of(code)
                .filter(text -> text.matches("[0-9]{5}"))
                .flatMap(text -> municipalities.find(new MunicipalityCode(text)))
                .orElseThrow(() -> Refusal.of(HttpStatus.NOT_FOUND, "plan.asking.municipality", code));
        var book = dataSet == null || dataSet.isEmpty()
                ? plans.shown(municipality.code()).orElse(new Book(municipality.code(), DataSet.REAL))
                : new Book(municipality.code(), dataSet(dataSet));
        if (period.matches("[0-9]{4}")) {
            var year = Integer.parseInt(period);
            if (year >= EARLIEST && year <= LATEST) {
                return new PlanPlace(municipality, book, PlanKind.YEAR, year);
            }
        }
        if (period.matches("term-[0-9]{1,3}")) {
            var term = terms.find(Integer.parseInt(period.substring("term-".length())));
            if (term.isPresent()) {
                return new PlanPlace(municipality, book, PlanKind.TERM, term.get().no());
            }
        }
        throw Refusal.of(HttpStatus.NOT_FOUND, "plan.asking.period", period);
    }

    private static DataSet dataSet(String text) {
        return Arrays.stream(DataSet.values())
                .filter(one -> one.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> Refusal.of(HttpStatus.BAD_REQUEST, "plan.asking.dataSet", text));
    }
}
