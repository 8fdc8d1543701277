package dure;

import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A real book of its own for every test: the ledger is append-only, so tests keep apart instead of cleaning up. */
public class TestBooks {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Set<String> SAMPLES = Set.of("30000", "30170", "44130", "28237", "43750");

    private final Municipalities municipalities;

    TestBooks(Municipalities municipalities) {
        this.municipalities = municipalities;
    }

    public Book next() {
        return next(1).getFirst();
    }

    public List<Book> next(int count) {
        var free = municipalities.all().stream()
                .filter(one -> !SAMPLES.contains(one.code().value()))
                .toList();
        int first = NEXT.getAndAdd(count);
        // There are more tests than municipalities: the first books come a second time, for tests of other modules.
        return IntStream.range(first, first + count)
                .mapToObj(no -> free.get(no % free.size()))
                .map(one -> new Book(one.code(), DataSet.REAL))
                .toList();
    }
}
