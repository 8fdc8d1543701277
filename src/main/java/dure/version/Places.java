package dure.version;

import dure.plan.PlanKind;
import dure.plan.Plans;
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

/** Reads addresses: {@code /municipalities/{code}/plans/{period}}, the period a year (2027) or a term (term-9). */
@Component
class Places {
    private static final int EARLIEST = 1995;
    private static final int LATEST = 2100;

    private final Municipalities municipalities;
    private final Terms terms;
    private final Plans plans;

    Places(Municipalities municipalities, Terms terms, Plans plans) {
        this.municipalities = municipalities;
        this.terms = terms;
        this.plans = plans;
    }

    Place of(String code, String period, @Nullable String dataSet) {
        var municipality = Optional.of(code)
                .filter(text -> text.matches("[0-9]{5}"))
                .flatMap(text -> municipalities.find(new MunicipalityCode(text)))
                .orElseThrow(() -> Refusal.of(HttpStatus.NOT_FOUND, "version.place.municipality", code));
        var parent = municipality.parent();
        var kind = period.startsWith("term-") ? PlanKind.TERM : PlanKind.YEAR;
        return new Place(
                municipality,
                parent == null ? null : municipalities.get(parent),
                book(municipality.code(), dataSet),
                kind,
                kind == PlanKind.TERM ? term(period) : year(period));
    }

    private Book book(MunicipalityCode municipality, @Nullable String dataSet) {
        if (dataSet == null || dataSet.isEmpty()) {
            return plans.shown(municipality).orElse(new Book(municipality, DataSet.REAL));
        }
        return new Book(
                municipality,
                Arrays.stream(DataSet.values())
                        .filter(one -> one.name().equalsIgnoreCase(dataSet))
                        .findFirst()
                        .orElseThrow(() -> Refusal.of(HttpStatus.BAD_REQUEST, "version.place.dataSet", dataSet)));
    }

    private int term(String period) {
        return Optional.of(period.substring("term-".length()))
                .filter(no -> no.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .filter(no -> terms.find(no).isPresent())
                .orElseThrow(() -> Refusal.of(HttpStatus.NOT_FOUND, "version.place.period", period));
    }

    private static int year(String period) {
        return Optional.of(period)
                .filter(year -> year.matches("[0-9]{4}"))
                .map(Integer::valueOf)
                .filter(year -> year >= EARLIEST && year <= LATEST)
                .orElseThrow(() -> Refusal.of(HttpStatus.NOT_FOUND, "version.place.period", period));
    }
}
