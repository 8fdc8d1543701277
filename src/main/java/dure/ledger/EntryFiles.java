package dure.ledger;

import dure.access.Access;
import dure.access.Permission;
import dure.access.Viewer;
import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Findings;
import dure.finding.Place;
import dure.finding.Text;
import dure.plan.Measure;
import dure.plan.Plans;
import dure.plan.ProjectName;
import dure.region.Book;
import dure.sheet.Sheet;
import dure.sheet.Workbook;
import dure.sheet.WorkbookWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to files of entries: the sheet 실적 of a workbook, or a CSV. All or nothing, and safe to repeat. */
@Service
public class EntryFiles {
    /** More than anybody reads in one sitting; each entry keeps what was stated all the same. */
    private static final int CONVERSIONS_SHOWN = 2_000;

    private final Ledger ledger;
    private final LedgerStore store;
    private final EntryStore entries;
    private final Plans plans;
    private final EntryWords words;
    private final OwnProjects ownProjects;
    private final Access access;
    private final MessageSource messages;
    private final Clock clock;

    EntryFiles(
            Ledger ledger,
            LedgerStore store,
            EntryStore entries,
            Plans plans,
            EntryWords words,
            OwnProjects ownProjects,
            Access access,
            MessageSource messages,
            Clock clock) {
        this.ledger = ledger;
        this.store = store;
        this.entries = entries;
        this.plans = plans;
        this.words = words;
        this.ownProjects = ownProjects;
        this.access = access;
        this.messages = messages;
        this.clock = clock;
    }

    /** Whether the workbook has entries: a sheet 실적 or 월별실적 with rows, or it is a CSV and no plan. */
    public static boolean hasEntries(Workbook workbook) {
        return sheet(workbook).filter(Sheet::hasCells).isPresent()
                || monthly(workbook).isPresent();
    }

    private static Optional<Sheet> sheet(Workbook workbook) {
        return workbook.sheet(EntryField.ENTRIES)
                .or(() -> Plans.isPlan(workbook) || monthly(workbook).isPresent() ? Optional.empty() : workbook.only());
    }

    private static Optional<Sheet> monthly(Workbook workbook) {
        return workbook.sheet(EntryField.MONTHLY).filter(Sheet::hasCells);
    }

    /**
     * Writes the entries of a file to a book, all or none. The same entries from a file once more change nothing.
     *
     * @param dryRun say what would happen, and change nothing
     * @throws org.springframework.security.access.AccessDeniedException if the viewer may not write there
     */
    @Transactional
    public EntryImport importEntries(Book book, Workbook workbook, boolean dryRun) {
        var by = access.require(Permission.ENTRIES_WRITE, book.municipality());
        var findings = new Findings();
        var stated = read(book, workbook, findings);
        checkOwnProjects(by, book, stated, findings);
        if (findings.hasErrors()) {
            return new EntryImport.Refused(findings.list());
        }
        // What is new of a running total is what the book does not hold: nobody else writes to it meanwhile.
        var head = store.lock(book);
        var hash = EntryLines.hash(stated);
        var earlier = store.postingOfFile(book, hash);
        if (earlier.isPresent()) {
            return new EntryImport.Unchanged(earlier.get().instant(), List.of(), findings.list());
        }
        var converted = Cumulation.convert(book, stated, entries);
        checkMonths(book, stated, converted.entries(), findings);
        if (findings.hasErrors()) {
            return new EntryImport.Refused(findings.list());
        }
        alreadyThere(book, stated, findings);
        var written = converted.entries();
        var conversions = shown(converted.conversions(), findings);
        if (written.isEmpty() && !stated.isEmpty()) {
            return new EntryImport.Unchanged(
                    new LedgerInstant(head.position(), head.recordedAt()), conversions, findings.list());
        }
        var totals = totals(written);
        if (dryRun) {
            return new EntryImport.Rehearsed(written.size(), totals, conversions, findings.list());
        }
        return switch (ledger.record(book, written, new Origin.File(workbook.fileName(), hash))) {
            case Recording.Recorded recorded ->
                new EntryImport.Imported(
                        recorded.entries().size(),
                        totals,
                        day(written, NewEntry::from, Comparator.reverseOrder()),
                        day(written, NewEntry::to, Comparator.naturalOrder()),
                        recorded.at(),
                        conversions,
                        findings.list());
            case Recording.AlreadyRecorded already ->
                new EntryImport.Unchanged(already.at(), List.of(), findings.list());
            case Recording.KeyUsed used ->
                throw new IllegalStateException("A file has no idempotency key: " + used.key());
            case Recording.MonthClosed closed ->
                throw new IllegalStateException("Asked for before, under the same lock: " + closed.months());
        };
    }

    /** The last of their days in this order; of no entries, today. */
    private LocalDate day(List<NewEntry> read, Function<NewEntry, LocalDate> dayOf, Comparator<LocalDate> order) {
        return read.stream().map(dayOf).max(order).orElseGet(() -> LocalDate.now(clock));
    }

    private static List<Conversion> shown(List<Conversion> all, Findings findings) {
        if (all.size() <= CONVERSIONS_SHOWN) {
            return all;
        }
        findings.add(Finding.information(
                Kind.MORE, null, Text.of("ledger.import.moreConversions", all.size() - CONVERSIONS_SHOWN)));
        return List.copyOf(all.subList(0, CONVERSIONS_SHOWN));
    }

    private List<Stated> read(Book book, Workbook workbook, Findings findings) {
        var sheet = sheet(workbook);
        var monthly = monthly(workbook);
        if (sheet.isEmpty() && monthly.isEmpty()) {
            findings.add(Finding.error(
                    Kind.MISSING_SHEET,
                    Place.sheet(workbook.fileName()),
                    Text.of("sheet.missingSheet", EntryField.ENTRIES),
                    Text.of("sheet.missingSheet.fix", EntryField.ENTRIES)));
            return List.of();
        }
        var today = LocalDate.now(clock);
        var projects = new ProjectsOfYears(book, plans);
        var items = workbook.sheet(EntryField.ITEMS).filter(Sheet::hasCells).orElse(null);
        var stated = new ArrayList<Stated>();
        // Beside a filled-in 월별실적 the template's empty 실적 is no mistake.
        sheet.filter(one -> one.hasCells() || monthly.isEmpty())
                .ifPresent(
                        one -> stated.addAll(new EntryReader(book, projects, words, today, findings).read(one, items)));
        monthly.ifPresent(
                one -> stated.addAll(new MonthlyReader(book.dataSet(), projects, words, today, findings).read(one)));
        return stated;
    }

    /** 부서 담당: each row of another department's project, or of none, is named. */
    private void checkOwnProjects(Viewer by, Book book, List<Stated> stated, Findings findings) {
        if (by.departmentsIn(book.municipality(), Permission.ENTRIES_WRITE).isEmpty()) {
            return;
        }
        var projects = stated.stream().map(one -> one.entry().project()).toList();
        var others = ownProjects.othersOf(by, book, projects).stream()
                .map(ProjectName::id)
                .collect(Collectors.toSet());
        stated.stream()
                .filter(one -> one.entry().project() == null
                        || others.contains(one.entry().project()))
                .forEach(one -> findings.add(Finding.error(
                        Kind.NOT_ALLOWED,
                        one.place(),
                        Text.of("ledger.import.otherDepartment"),
                        Text.of("ledger.import.otherDepartment.fix"))));
    }

    /** 마감: each row that says something new of a closed month is named. What the ledger holds already may stand in the file. */
    private void checkMonths(Book book, List<Stated> stated, List<NewEntry> written, Findings findings) {
        var closed = store.closedMonths(book);
        var months = written.stream()
                .map(entry -> YearMonth.from(entry.to()))
                .filter(closed::contains)
                .collect(Collectors.toSet());
        if (months.isEmpty()) {
            return;
        }
        stated.stream()
                .filter(one -> months.contains(YearMonth.from(one.entry().to())))
                .forEach(one -> findings.add(Finding.error(
                        Kind.NOT_ALLOWED,
                        one.place(),
                        Text.of(
                                "ledger.import.monthClosed",
                                YearMonth.from(one.entry().to()).toString()),
                        Text.of("ledger.import.monthClosed.fix"))));
    }

    /** 이미 있는 기재: last month's rows sent once more with this month's would count twice. */
    private void alreadyThere(Book book, List<Stated> stated, Findings findings) {
        var flows = stated.stream().filter(one -> one.as() == null).toList();
        var same = entries.sameAs(book, flows.stream().map(Stated::entry).toList());
        if (!same.isEmpty()) {
            var first = same.getFirst();
            findings.add(Finding.warning(
                    Kind.DUPLICATE,
                    Place.sheet(flows.getFirst().place().sheet()),
                    Text.of("ledger.import.alreadyThere", same.size(), first.toString()),
                    Text.of("ledger.import.alreadyThere.fix")));
        }
    }

    private static Map<Measure, Long> totals(List<NewEntry> read) {
        var totals = new EnumMap<Measure, Long>(Measure.class);
        read.forEach(entry ->
                totals.merge(entry.quantity().measure(), entry.quantity().amount(), Long::sum));
        return totals;
    }

    /** The workbook of entries to be filled in, XLSX. */
    public byte[] template(Locale language) {
        var workbook = new WorkbookWriter();
        workbook.text(
                "안내",
                List.of(messages.getMessage("ledger.workbook.guide", null, language)
                        .split("\n")));
        write(workbook, EntryField.ENTRIES, language, "ledger.workbook.example");
        write(workbook, EntryField.ITEMS, language, "ledger.workbook.exampleItem");
        write(workbook, EntryField.MONTHLY, language, "ledger.workbook.exampleMonthly");
        return workbook.bytes();
    }

    private void write(WorkbookWriter workbook, String sheet, Locale language, String example) {
        var heads = EntryField.of(sheet).stream()
                .map(field -> field.head(words.note(field, language), words.choices(field)))
                .toList();
        var values = Arrays.stream(
                        messages.getMessage(example, null, Locale.KOREAN).split("\\|", -1))
                .<@Nullable Object>map(value -> value.isEmpty() ? null : value)
                .toArray();
        workbook.table(sheet, heads).example(values);
    }
}
