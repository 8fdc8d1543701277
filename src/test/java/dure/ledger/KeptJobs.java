package dure.ledger;

import static dure.ledger.Entries.jobs;

import dure.access.Access;
import dure.access.Viewer;
import dure.plan.ProgrammeType;
import dure.plan.Sector;
import dure.region.Book;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A disclosed book of 2025 with jobs of two programmes, verified and looked up again as far as it goes. */
public final class KeptJobs {
    private KeptJobs() {}

    /** Of 20 jobs a month in two programmes: half of the one and a fifth of the other are lost within half a year. */
    public static void in(Ledger ledger, Book book) {
        Access.as(Viewer.PRODUCT, () -> {
            for (int month = 1; month <= 6; month++) {
                keep(ledger, book, month, ProgrammeType.DIRECT, 5, new int[] {1, 3, 6, 12});
                keep(ledger, book, month, ProgrammeType.SERVICE, 1, new int[] {6, 12, 12, 12});
            }
            ledger.disclose(book);
            return book;
        });
    }

    private static void keep(Ledger ledger, Book book, int month, ProgrammeType type, int months, int[] kept) {
        var first = YearMonth.of(2025, month).atDay(1);
        var last = YearMonth.of(2025, month).atEndOfMonth();
        var entries = new ArrayList<NewEntry>();
        for (int i = 0; i < kept.length; i++) {
            entries.add(jobs(5).basis(Basis.VERIFIED)
                    .in(Sector.PRIVATE, type)
                    .lasting(months == 1 ? null : Integer.valueOf(months), "40")
                    .during(first.toString(), last.toString())
                    .entry());
        }
        entries.add(jobs(10).basis(Basis.REPORTED)
                .in(Sector.PRIVATE, type)
                .during(first.toString(), last.toString())
                .entry());
        var recorded = ((Recording.Recorded) ledger.record(book, entries, new Origin.Form())).entries();
        for (int i = 0; i < kept.length; i++) {
            attest(ledger, recorded.get(i), kept[i]);
        }
    }

    private static void attest(Ledger ledger, EntryId entry, @Nullable Integer months) {
        ledger.attest(entry, Basis.RETAINED, months, "시험 고용보험 이력");
    }

    /** What is to be read of them. */
    public static List<Long> followedAndOthers() {
        return List.of(240L, 120L);
    }
}
