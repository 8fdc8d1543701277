package dure.ledger;

import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** 기재 번호: the book and the place in it, as people cite it: 30170-17; in a sample's book 30170S-17. */
public record EntryId(Book book, long position) {
    private static final Pattern FORM = Pattern.compile("([0-9]{5})([SX]?)-([1-9][0-9]{0,17})");

    public static Optional<EntryId> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(DataSet.values())
                .filter(dataSet -> dataSet.letter().equals(matcher.group(2)))
                .findFirst()
                .map(dataSet -> new EntryId(
                        new Book(new MunicipalityCode(matcher.group(1)), dataSet), Long.parseLong(matcher.group(3))));
    }

    @Override
    public String toString() {
        return book.name() + "-" + position;
    }
}
