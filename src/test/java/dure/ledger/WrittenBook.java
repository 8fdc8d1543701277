package dure.ledger;

import static dure.ledger.Entries.jobs;

import dure.access.Access;
import dure.access.Viewer;
import dure.region.Book;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** A book with something of everything: many lines, a person, one taken back, one attested, some of it disclosed. */
public final class WrittenBook {
    private WrittenBook() {}

    public static void in(Ledger ledger, Book book) {
        var many = record(
                ledger,
                book,
                IntStream.rangeClosed(1, 400).mapToObj(n -> jobs(n).entry()).toList());
        as(() -> ledger.reverse(many.get(7), "시험 정정"));
        as(() -> ledger.attest(many.get(8), Basis.EVIDENCED, null, "시험 증빙 \\ 탭\t줄\n끝"));
        as(() -> ledger.disclose(book));
        record(ledger, book, List.of(jobs(1).of(UUID.randomUUID()).entry(), jobs(3).entry()));
    }

    private static List<EntryId> record(Ledger ledger, Book book, List<NewEntry> entries) {
        return ((Recording.Recorded) Access.as(Viewer.PRODUCT, () -> ledger.record(book, entries, new Origin.Form())))
                .entries();
    }

    private static void as(Callable<?> what) {
        Access.as(Viewer.PRODUCT, what);
    }
}
