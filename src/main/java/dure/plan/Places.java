package dure.plan;

import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import dure.web.Wording;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Which book an address means (/municipalities/30170/…?dataSet=SAMPLE), the same for pages and for the API. */
@Component
public class Places {
    private final Municipalities municipalities;
    private final Plans plans;

    Places(Municipalities municipalities, Plans plans) {
        this.municipalities = municipalities;
        this.plans = plans;
    }

    /** A municipality and the book of it that is meant. */
    public record Place(Municipality municipality, Book book) {
        public String name(Wording page) {
            return page.isEnglish() ? municipality.english() : municipality.fullName();
        }

        public String href() {
            return "/municipalities/" + municipality.code();
        }

        /** An address below the municipality's, in the same book. */
        public String href(String path) {
            return href() + path + (book.dataSet() == DataSet.REAL ? "" : "?dataSet=" + book.dataSet());
        }
    }

    /**
     * @param dataSet null: the book that is shown of the municipality, the real one where there is none
     * @throws Refusal where there is no such municipality or data set
     */
    public Place of(String code, @Nullable String dataSet) {
        var municipality = Optional.of(code)
                .filter(text -> text.matches("[0-9]{5}"))
                .flatMap(text -> municipalities.find(new MunicipalityCode(text)))
                .orElseThrow(() -> Refusal.of(HttpStatus.NOT_FOUND, "plan.asking.municipality", code));
        var book = dataSet == null || dataSet.isEmpty()
                ? plans.shown(municipality.code()).orElse(new Book(municipality.code(), DataSet.REAL))
                : new Book(municipality.code(), dataSet(dataSet));
        return new Place(municipality, book);
    }

    private static DataSet dataSet(String text) {
        return Arrays.stream(DataSet.values())
                .filter(one -> one.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> Refusal.of(HttpStatus.BAD_REQUEST, "plan.asking.dataSet", text));
    }
}
