package dure.verification;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Finding;
import dure.finding.Findings;
import dure.ledger.Basis;
import dure.ledger.Contract;
import dure.ledger.Correction;
import dure.ledger.Entry;
import dure.ledger.EntryId;
import dure.ledger.JobTerms;
import dure.ledger.Ledger;
import dure.ledger.NewEntry;
import dure.ledger.Origin;
import dure.ledger.Recording;
import dure.person.Consent;
import dure.person.Identity;
import dure.person.Persons;
import dure.plan.Measure;
import dure.plan.Plans;
import dure.plan.Project;
import dure.plan.Quantity;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.region.Book;
import dure.region.DataSet;
import dure.sheet.Choices;
import dure.sheet.Line;
import dure.sheet.Sheets;
import dure.web.Refusal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to 참여자 명단: lists of persons with the terms of their jobs. Each row becomes a person, sealed, and an entry of one,
 * EVIDENCED by the list. The list itself is not kept: names live where they can be destroyed, and its hash says which it was.
 */
@Service
class PersonLists {
    /** Of a project; larger lists are brought in by parts. */
    static final int MOST_ROWS = 5_000;

    private static final Set<Measure> MEASURES = Set.of(Measure.PERSONS, Measure.JOBS, Measure.PLACEMENTS);

    private static final Choices<Contract> CONTRACTS = new Choices<>(Map.of(
            Contract.REGULAR, List.of("상용", "상용직", "정규직", "무기계약", "무기", "REGULAR"),
            Contract.TEMPORARY, List.of("임시", "임시직", "계약직", "기간제", "TEMPORARY"),
            Contract.DAILY, List.of("일용", "일용직", "DAILY")));

    private final PersonListStore store;
    private final MappingStore mappings;
    private final Persons persons;
    private final Ledger ledger;
    private final Plans plans;
    private final Access access;
    private final Clock clock;

    PersonLists(
            PersonListStore store,
            MappingStore mappings,
            Persons persons,
            Ledger ledger,
            Plans plans,
            Access access,
            Clock clock) {
        this.store = store;
        this.mappings = mappings;
        this.persons = persons;
        this.ledger = ledger;
        this.plans = plans;
        this.access = access;
        this.clock = clock;
    }

    /**
     * What is asked of a list.
     *
     * @param project its code in the plan of the year
     * @param replaces an entry of a quantity, whose place the list takes; null: none
     * @param notice what the persons were told and agreed to
     */
    record Asked(
            int year,
            String project,
            Measure measure,
            @Nullable String replaces,
            Consent.Notice notice) {}

    /** What came of it. */
    sealed interface Outcome {
        /** @param heads what the file has; the columns are not known */
        record Unmapped(List<ListFile.Head> heads, List<ListField> missing) implements Outcome {}

        record Refused(List<Finding> findings) implements Outcome {}

        /** Nothing was written. @param twice persons who stand in the list more than once */
        record Rehearsed(
                Project project,
                int rows,
                int known,
                int twice,
                @Nullable Replaced replaced,
                List<Finding> findings) implements Outcome {}

        record Imported(PersonList list, List<Finding> findings) implements Outcome {}

        /** The same file was brought in before, and its entries stand. */
        record Unchanged(PersonList list) implements Outcome {}
    }

    /** 보고한 수와 명단의 차이 */
    record Replaced(EntryId entry, long reported, int listed) {
        long difference() {
            return listed - reported;
        }
    }

    /** A row that was understood. */
    private record Row(
            int no,
            Identity who,
            LocalDate started,
            @Nullable LocalDate ended,
            JobTerms terms,
            @Nullable String workplaceNo,
            @Nullable String workplace) {
        @Override
        public String toString() {
            return "Row " + no;
        }
    }

    /** Says what the columns of this municipality's lists mean, from now on. */
    @Transactional
    Mapping map(Book book, ListKind kind, Map<ListField, String> heads) {
        var permission = kind == ListKind.PERSON_LIST ? Permission.ENTRIES_WRITE : Permission.ENTRIES_VERIFY;
        var by = access.require(permission, book.municipality());
        var wrong = ListField.of(kind).stream()
                .filter(field -> field.isNeeded(kind) && !heads.containsKey(field))
                .map(field -> new Refusal.Field(field.name(), "verification.mapping.missing"))
                .toArray(Refusal.Field[]::new);
        if (wrong.length > 0) {
            throw Refusal.of(wrong);
        }
        if (heads.values().stream().distinct().count() < heads.size()) {
            throw Refusal.of(new Refusal.Field("heads", "verification.mapping.twice"));
        }
        if (heads.values().stream().anyMatch(head -> head.isBlank() || head.length() > 60)) {
            throw Refusal.of(new Refusal.Field("heads", "verification.mapping.long"));
        }
        return mappings.add(book.municipality(), kind, heads, by.name(), clock.instant());
    }

    @Transactional(readOnly = true)
    Mapping mapping(Book book, ListKind kind) {
        return mappings.newest(book.municipality(), kind);
    }

    /** All of the list or nothing. A rehearsal writes nothing and tells the same. */
    @Transactional
    Outcome bring(Book book, Asked asked, String fileName, byte[] content, boolean dryRun) {
        var by = access.require(Permission.ENTRIES_WRITE, book.municipality());
        var project = project(book, asked);
        ledger.requireOwn(book, project.id());
        if (!MEASURES.contains(asked.measure())) {
            throw Refusal.of(new Refusal.Field("measure", "verification.list.measure"));
        }
        var replaced = asked.replaces() == null || asked.replaces().isBlank()
                ? null
                : replaced(book, project, asked.replaces().strip());
        if (replaced != null && replaced.what().quantity().measure() != asked.measure()) {
            // Or the figure would lose what the list was to prove.
            throw Refusal.of(new Refusal.Field(
                    "measure", "verification.list.measureDiffers", replaced.id().toString()));
        }
        var sha256 = Hashes.sha256(content);
        var earlier = store.ofHash(book, sha256).stream()
                .filter(list -> stands(book, list))
                .findFirst();
        if (earlier.isPresent()) {
            return new Outcome.Unchanged(earlier.get());
        }
        var findings = new Findings();
        var mapping = mappings.newest(book.municipality(), ListKind.PERSON_LIST);
        return switch (ListFile.open(fileName, content, mapping, findings, LocalDate.now(clock))) {
            case ListFile.Opened.Refused refused -> new Outcome.Refused(refused.findings());
            case ListFile.Opened.Unmapped unmapped -> new Outcome.Unmapped(unmapped.heads(), unmapped.missing());
            case ListFile.Opened.Read read -> {
                var rows = rows(read.file(), findings);
                if (rows.isEmpty() && !findings.hasErrors()) {
                    findings.add(noRows(fileName));
                }
                if (findings.hasErrors()) {
                    yield new Outcome.Refused(ListFile.told(findings));
                }
                if (dryRun) {
                    yield rehearsed(book, project, rows, replaced, ListFile.told(findings));
                }
                var list = write(book, asked, project, fileName, sha256, mapping, rows, replaced, by.name());
                yield new Outcome.Imported(list, ListFile.told(findings));
            }
        };
    }

    private static Finding noRows(String fileName) {
        return Finding.error(
                Finding.Kind.MISSING_VALUE,
                dure.finding.Place.sheet(Sheets.name(fileName)),
                dure.finding.Text.of("verification.file.noRows"),
                dure.finding.Text.of("verification.file.empty.fix"));
    }

    private Project project(Book book, Asked asked) {
        return plans.annual(book, asked.year())
                .flatMap(plan -> plan.projects().stream()
                        .filter(one -> one.code().equals(asked.project()))
                        .findFirst())
                .orElseThrow(() -> Refusal.of(new Refusal.Field(
                        "project", "verification.list.project", asked.project(), String.valueOf(asked.year()))));
    }

    private Entry replaced(Book book, Project project, String id) {
        var entry = EntryId.parse(id)
                .filter(one -> one.book().equals(book))
                .flatMap(one -> ledger.find(one, clock.instant()))
                .filter(one -> project.id().equals(one.what().project()))
                .orElseThrow(() -> Refusal.of(new Refusal.Field("replaces", "verification.list.noEntry", id)));
        if (entry.reverses() != null
                || entry.reversedBy() != null
                || entry.what().person() != null) {
            throw Refusal.of(new Refusal.Field("replaces", "verification.list.notReplaceable", id));
        }
        return entry;
    }

    private boolean stands(Book book, PersonList list) {
        var entries = ledger.read(book, store.entriesOf(list.id()));
        return entries.values().stream().anyMatch(entry -> entry.reversedBy() == null);
    }

    private List<Row> rows(ListFile file, Findings findings) {
        var rows = new ArrayList<Row>();
        var seen = new HashMap<Object, Integer>();
        var today = LocalDate.now(clock);
        for (var line : file.lines()) {
            var who = file.identity(line);
            var started = file.neededDate(line, ListField.STARTED_ON);
            var ended = file.date(line, ListField.ENDED_ON);
            var terms = terms(file, line);
            var workplaceNo = file.workplaceNo(line);
            var workplace = file.text(line, ListField.WORKPLACE);
            if (started != null && started.isAfter(today)) {
                file.wrong(line, ListField.STARTED_ON, Finding.Kind.OUT_OF_RANGE, "verification.row.future");
                continue;
            }
            if (started != null && ended != null && ended.isBefore(started)) {
                file.wrong(line, ListField.ENDED_ON, Finding.Kind.OUT_OF_RANGE, "verification.row.order");
                continue;
            }
            if (who == null || started == null) {
                continue;
            }
            var no = line.place().row();
            var before = seen.putIfAbsent(List.of(who, started), no);
            if (before != null) {
                file.wrong(line, ListField.NAME, Finding.Kind.DUPLICATE, "verification.row.twice", before);
                continue;
            }
            if (rows.size() >= MOST_ROWS) {
                file.wrong(line, ListField.NAME, Finding.Kind.OUT_OF_RANGE, "verification.row.tooMany", MOST_ROWS);
                return rows;
            }
            rows.add(new Row(no, who, started, ended, terms, workplaceNo, workplace));
        }
        return rows;
    }

    private static JobTerms terms(ListFile file, Line line) {
        var months = file.whole(line, ListField.MONTHS, 600);
        BigDecimal hours = null;
        if (file.knows(ListField.WEEKLY_HOURS)) {
            hours = line.repeated().decimal(file.columnOf(ListField.WEEKLY_HOURS));
            if (hours != null
                    && (hours.signum() <= 0
                            || hours.compareTo(BigDecimal.valueOf(168)) > 0
                            || hours.stripTrailingZeros().scale() > 1)) {
                file.wrong(line, ListField.WEEKLY_HOURS, Finding.Kind.OUT_OF_RANGE, "verification.row.hours");
                hours = null;
            }
        }
        var contract = file.knows(ListField.CONTRACT) ? line.oneOf(file.columnOf(ListField.CONTRACT), CONTRACTS) : null;
        var insured = file.knows(ListField.INSURED) ? line.yes(file.columnOf(ListField.INSURED)) : null;
        var wage = file.knows(ListField.WAGE) ? line.won(file.columnOf(ListField.WAGE)) : null;
        if (wage != null && wage < 1) {
            file.wrong(line, ListField.WAGE, Finding.Kind.OUT_OF_RANGE, "verification.row.atLeastOne");
            wage = null;
        }
        return new JobTerms(
                months == null ? null : Integer.valueOf(Math.toIntExact(months)),
                hours,
                Objects.requireNonNullElse(contract, Contract.UNSPECIFIED),
                insured,
                wage,
                null,
                dure.plan.Continuity.UNSPECIFIED,
                null);
    }

    private Outcome rehearsed(
            Book book, Project project, List<Row> rows, @Nullable Entry replaced, List<Finding> findings) {
        var known = persons
                .ofIdentities(
                        book.municipality(),
                        rows.stream().map(Row::who).distinct().toList())
                .stream()
                .filter(found -> !found.isEmpty())
                .count();
        var twice = rows.stream().collect(Collectors.groupingBy(Row::who, Collectors.counting())).values().stream()
                .filter(times -> times > 1)
                .count();
        return new Outcome.Rehearsed(
                project,
                rows.size(),
                Math.toIntExact(known),
                Math.toIntExact(twice),
                replaced == null
                        ? null
                        : new Replaced(replaced.id(), replaced.what().quantity().amount(), rows.size()),
                findings);
    }

    private PersonList write(
            Book book,
            Asked asked,
            Project project,
            String fileName,
            String sha256,
            Mapping mapping,
            List<Row> rows,
            @Nullable Entry replaced,
            String by) {
        var id = UUID.randomUUID();
        var enlisted =
                persons.enlist(book.municipality(), rows.stream().map(Row::who).toList(), List.of(asked.notice()));
        if (replaced != null) {
            takeBack(replaced, id);
        }
        var entries = new ArrayList<NewEntry>();
        for (int i = 0; i < rows.size(); i++) {
            entries.add(entry(
                    book,
                    asked.measure(),
                    project,
                    rows.get(i),
                    enlisted.get(i).ref().value(),
                    PersonList.REFERENCE + id + "#" + rows.get(i).no()));
        }
        // The same file brought in anew, after all of it was taken back, is another posting.
        var origin = new Origin.File("", Hashes.bytes((sha256 + id).getBytes(StandardCharsets.UTF_8)));
        var written = switch (ledger.record(book, entries, origin)) {
            case Recording.Recorded recorded -> recorded.entries();
            case Recording.AlreadyRecorded already -> already.entries();
            case Recording.KeyUsed used -> throw new IllegalStateException("A file has no key");
            case Recording.MonthClosed closed ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        "verification.list.closed",
                        closed.months().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        };
        var known = (int) enlisted.stream().filter(Persons.Enlisted::known).count();
        var list = new PersonList(
                id,
                book,
                project.id(),
                asked.measure(),
                Sheets.name(fileName),
                sha256,
                rows.size(),
                known,
                mapping.version(),
                replaced == null ? null : replaced.id(),
                replaced == null
                        ? null
                        : Long.valueOf(replaced.what().quantity().amount()),
                clock.instant(),
                by);
        store.add(list);
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            store.add(
                    list,
                    new PersonList.Listed(
                            row.no(),
                            enlisted.get(i).ref(),
                            written.get(i),
                            row.workplaceNo(),
                            row.workplace(),
                            row.ended()));
        }
        return list;
    }

    private void takeBack(Entry replaced, UUID list) {
        switch (ledger.reverse(replaced.id(), PersonList.REFERENCE + list)) {
            case Correction.Done done -> {}
            case Correction.MonthClosed closed ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        "verification.list.closed",
                        closed.month().toString());
            case Correction.AlreadyReversed already -> throw notReplaceable(replaced);
            case Correction.IsReversal reversal -> throw notReplaceable(replaced);
            case Correction.NoSuchEntry none -> throw notReplaceable(replaced);
            case Correction.OwnEntry own -> throw notReplaceable(replaced);
            case Correction.NotHigher not -> throw notReplaceable(replaced);
        }
    }

    private static Refusal notReplaceable(Entry entry) {
        return Refusal.of(new Refusal.Field(
                "replaces", "verification.list.notReplaceable", entry.id().toString()));
    }

    private static NewEntry entry(Book book, Measure measure, Project project, Row row, UUID person, String evidence) {
        return new NewEntry(
                project.id(),
                project.name(),
                row.started(),
                row.started(),
                new Quantity(1, measure, measure.usualUnit(), false),
                Basis.EVIDENCED,
                project.programmeType(),
                project.sector(),
                project.targetGroups(),
                row.terms(),
                person,
                new Source(book.dataSet() == DataSet.SIMULATED ? SourceKind.SIMULATION : SourceKind.OFFICE, "", null),
                evidence,
                null,
                List.of());
    }

    @Transactional(readOnly = true)
    List<PersonList> lists(Book book) {
        return store.lists(book);
    }

    @Transactional(readOnly = true)
    Optional<PersonList> find(UUID id) {
        return store.find(id);
    }

    @Transactional(readOnly = true)
    List<PersonList.Listed> listed(PersonList list) {
        return store.listed(list);
    }

    /** What lists say of entries, by position: the workplace, where it is known. */
    @Transactional(readOnly = true)
    Map<Long, PersonList.Listed> ofEntries(Book book) {
        return store.ofBookEntries(book);
    }
}
