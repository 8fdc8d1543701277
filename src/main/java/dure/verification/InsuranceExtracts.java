package dure.verification;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Finding;
import dure.finding.Findings;
import dure.finding.Place;
import dure.finding.Text;
import dure.ledger.Attesting;
import dure.ledger.Basis;
import dure.ledger.Correction;
import dure.ledger.Entry;
import dure.ledger.EntryId;
import dure.ledger.Ledger;
import dure.person.Identity;
import dure.person.PersonRef;
import dure.person.Persons;
import dure.region.Book;
import dure.sheet.Sheets;
import dure.web.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to 고용보험 자료 대조: an extract of the employment insurance is held against the entries of known persons. What is
 * found raises the entry to VERIFIED, and to RETAINED for the months that are over; what is not clear somebody decides; what is
 * not found is told and changes nothing. Everything in one posting, and never an entry of one's own hand.
 */
@Service
class InsuranceExtracts {
    static final int MOST_ROWS = 50_000;

    /** 고용유지 확인: the months at which a job is asked after. */
    static final List<Integer> MONTHS = List.of(12, 6, 3, 1);

    private final ExtractStore store;
    private final MappingStore mappings;
    private final PersonLists lists;
    private final Persons persons;
    private final Ledger ledger;
    private final Access access;
    private final Clock clock;

    InsuranceExtracts(
            ExtractStore store,
            MappingStore mappings,
            PersonLists lists,
            Persons persons,
            Ledger ledger,
            Access access,
            Clock clock) {
        this.store = store;
        this.mappings = mappings;
        this.lists = lists;
        this.persons = persons;
        this.ledger = ledger;
        this.access = access;
        this.clock = clock;
    }

    /** @see Extract */
    record Asked(ListKind kind, LocalDate reference, int windowDays, LocalDate from, LocalDate to) {}

    /** What came of it. */
    sealed interface Outcome {
        record Unmapped(List<ListFile.Head> heads, List<ListField> missing) implements Outcome {}

        record Refused(List<Finding> findings) implements Outcome {}

        /** Nothing was written. @param unknown rows about whom no entry says anything */
        record Rehearsed(Report report, int unknown, List<Finding> findings) implements Outcome {}

        record Applied(Report report, int unknown, List<Finding> findings) implements Outcome {}

        /** The same file was held against the same entries before, and says the same. */
        record Unchanged(Extract extract) implements Outcome {}
    }

    /** @param workplaces of WORKPLACES; @param verdicts of INSURED_PERSONS */
    record Report(Extract extract, List<Extract.Verdict> verdicts, List<Extract.Workplace> workplaces) {
        long count(Extract.Finding finding) {
            return verdicts.stream().filter(one -> one.finding() == finding).count();
        }

        long count(Extract.Outcome outcome) {
            return verdicts.stream()
                    .filter(one -> one.outcome() == outcome
                            || (one.decision() != null && one.decision().outcome() == outcome))
                    .count();
        }

        long undecided() {
            return verdicts.stream()
                    .filter(one -> one.finding() == Extract.Finding.AMBIGUOUS && one.decision() == null)
                    .count();
        }

        long retained(int months) {
            return verdicts.stream()
                    .filter(one -> one.retainedMonths() != null && one.retainedMonths() >= months)
                    .count();
        }
    }

    private record Row(Identity who, Extract.Span span) {
        @Override
        public String toString() {
            return "Row";
        }
    }

    private record Insured(String no, String name, YearMonth month, int count) {}

    @Transactional
    Outcome hold(Book book, Asked asked, String fileName, byte[] content, boolean dryRun) {
        var by = access.require(Permission.ENTRIES_VERIFY, book.municipality());
        check(asked);
        var findings = new Findings();
        var mapping = mappings.newest(book.municipality(), asked.kind());
        return switch (ListFile.open(fileName, content, mapping, findings, LocalDate.now(clock))) {
            case ListFile.Opened.Refused refused -> new Outcome.Refused(refused.findings());
            case ListFile.Opened.Unmapped unmapped -> new Outcome.Unmapped(unmapped.heads(), unmapped.missing());
            case ListFile.Opened.Read read -> {
                var extract = new Extract(
                        UUID.randomUUID(),
                        book,
                        asked.kind(),
                        Sheets.name(fileName),
                        Hashes.sha256(content),
                        Math.max(1, read.file().lines().size()),
                        asked.reference(),
                        asked.windowDays(),
                        asked.from(),
                        asked.to(),
                        mapping.version(),
                        clock.instant(),
                        by.name());
                if (read.file().lines().isEmpty() || read.file().lines().size() > MOST_ROWS) {
                    findings.add(Finding.error(
                            Finding.Kind.OUT_OF_RANGE,
                            Place.sheet(extract.fileName()),
                            Text.of("verification.file.rows", MOST_ROWS),
                            Text.of("verification.file.empty.fix")));
                }
                yield asked.kind() == ListKind.WORKPLACES
                        ? workplaces(extract, read.file(), findings, dryRun)
                        : insured(extract, read.file(), findings, dryRun);
            }
        };
    }

    private void check(Asked asked) {
        var wrong = new ArrayList<Refusal.Field>();
        if (asked.kind() == ListKind.PERSON_LIST) {
            wrong.add(new Refusal.Field("kind", "verification.extract.kind.wrong"));
        }
        if (asked.reference().isAfter(LocalDate.now(clock)) || asked.reference().getYear() < 1996) {
            wrong.add(new Refusal.Field("referenceOn", "verification.extract.reference.wrong"));
        }
        if (asked.windowDays() < 0 || asked.windowDays() > 366) {
            wrong.add(new Refusal.Field("windowDays", "verification.extract.window.wrong"));
        }
        if (asked.to().isBefore(asked.from()) || asked.to().isAfter(asked.from().plusYears(5))) {
            wrong.add(new Refusal.Field("to", "verification.extract.scope.wrong"));
        }
        if (!wrong.isEmpty()) {
            throw Refusal.of(wrong.toArray(Refusal.Field[]::new));
        }
    }

    // ---- persons ---------------------------------------------------------------------------------------------------

    private Outcome insured(Extract extract, ListFile file, Findings findings, boolean dryRun) {
        var rows = rows(extract, file, findings);
        if (findings.hasErrors()) {
            return new Outcome.Refused(ListFile.told(findings));
        }
        var book = extract.book();
        var entries = ledger.ofPersons(book, extract.from(), extract.to());
        var identities = rows.stream().map(Row::who).distinct().toList();
        var known = persons.ofIdentities(book.municipality(), identities);
        var refsOf = new HashMap<Identity, Set<PersonRef>>();
        for (int i = 0; i < identities.size(); i++) {
            refsOf.put(identities.get(i), known.get(i));
        }
        var spans = new HashMap<UUID, List<Extract.Span>>();
        var doubtful = new HashSet<UUID>();
        var ofEntries = entries.stream().map(entry -> entry.what().person()).collect(Collectors.toSet());
        int unknown = 0;
        for (var row : rows) {
            var refs = refsOf.getOrDefault(row.who(), Set.of()).stream()
                    .map(PersonRef::value)
                    .filter(ofEntries::contains)
                    .toList();
            unknown += refs.isEmpty() ? 1 : 0;
            for (var ref : refs) {
                spans.computeIfAbsent(ref, one -> new ArrayList<>()).add(row.span());
                if (refs.size() > 1) {
                    doubtful.add(ref);
                }
            }
        }
        var workplaces = lists.ofEntries(book);
        var own = ledger.ofOwnHand(
                book, entries.stream().map(entry -> entry.id().position()).toList());
        var verdicts = entries.stream()
                .map(entry -> verdict(
                        extract,
                        entry,
                        spans.getOrDefault(entry.what().person(), List.of()),
                        doubtful.contains(entry.what().person()),
                        Optional.ofNullable(workplaces.get(entry.id().position()))
                                .map(PersonList.Listed::workplaceNo)
                                .orElse(null),
                        own.contains(entry.id().position())))
                .toList();
        if (dryRun) {
            return new Outcome.Rehearsed(new Report(extract, verdicts, List.of()), unknown, ListFile.told(findings));
        }
        var digest = digest(extract, verdicts);
        var same = store.same(book, extract.sha256(), digest);
        if (same.isPresent()) {
            return new Outcome.Unchanged(same.get());
        }
        var written = attest(extract, verdicts);
        store.add(extract, digest);
        written.forEach(verdict -> store.add(extract, verdict));
        return new Outcome.Applied(new Report(extract, written, List.of()), unknown, ListFile.told(findings));
    }

    private static List<Row> rows(Extract extract, ListFile file, Findings findings) {
        var rows = new ArrayList<Row>();
        for (var line : file.lines()) {
            var who = file.identity(line);
            var acquired = file.neededDate(line, ListField.ACQUIRED_ON);
            var lost = file.date(line, ListField.LOST_ON);
            var no = file.workplaceNo(line);
            var name = file.text(line, ListField.WORKPLACE);
            if (acquired != null && acquired.isAfter(extract.reference())) {
                file.wrong(line, ListField.ACQUIRED_ON, Finding.Kind.OUT_OF_RANGE, "verification.row.afterReference");
                continue;
            }
            if (acquired != null && lost != null && lost.isBefore(acquired)) {
                file.wrong(line, ListField.LOST_ON, Finding.Kind.OUT_OF_RANGE, "verification.row.lostBefore");
                continue;
            }
            if (who != null && acquired != null) {
                rows.add(new Row(who, new Extract.Span(acquired, lost, no, name)));
            }
        }
        return rows;
    }

    /** One entry against what the file says of its person. */
    private static Extract.Verdict verdict(
            Extract extract,
            Entry entry,
            List<Extract.Span> ofPerson,
            boolean doubtful,
            @Nullable String workplaceNo,
            boolean own) {
        var near = ofPerson.stream()
                .filter(span -> isNear(span.acquired(), entry, extract.windowDays()))
                .distinct()
                .sorted(Comparator.comparing(Extract.Span::acquired))
                .toList();
        var there = workplaceNo == null
                ? near
                : near.stream()
                        .filter(span -> workplaceNo.equals(span.workplaceNo()))
                        .toList();
        var elsewhere =
                workplaceNo != null && there.isEmpty() && near.stream().anyMatch(span -> span.workplaceNo() != null);
        var meant = there.isEmpty() ? near : there;
        if (meant.isEmpty()) {
            return new Extract.Verdict(
                    entry.id(), Extract.Finding.NOT_FOUND, null, null, Extract.Outcome.NONE, List.of(), null);
        }
        if (meant.size() > 1 || doubtful || elsewhere) {
            return new Extract.Verdict(
                    entry.id(), Extract.Finding.AMBIGUOUS, null, null, Extract.Outcome.NONE, meant, null);
        }
        var span = meant.getFirst();
        var ended = span.lost() != null && !span.lost().isAfter(extract.reference());
        var retained = retainedMonths(span, extract.reference());
        return new Extract.Verdict(
                entry.id(),
                ended ? Extract.Finding.ENDED : Extract.Finding.FOUND,
                span,
                retained,
                own
                        ? Extract.Outcome.OWN_ENTRY
                        : raises(entry, retained) ? Extract.Outcome.ATTESTED : Extract.Outcome.STANDS,
                List.of(),
                null);
    }

    private static boolean isNear(LocalDate acquired, Entry entry, int days) {
        return !acquired.isBefore(entry.what().from().minusDays(days))
                && !acquired.isAfter(entry.what().to().plusDays(days));
    }

    /** What a rehearsal expects; what the ledger then says is what is kept. */
    private static boolean raises(Entry entry, @Nullable Integer retained) {
        return entry.basis().compareTo(retained == null ? Basis.VERIFIED : Basis.RETAINED) < 0
                || (retained != null && entry.basis() == Basis.RETAINED);
    }

    /**
     * The longest of 1, 3, 6 and 12 months from the acquisition that is over at the reference day and through which the
     * insurance went on: the day of loss is the first that is not insured. Null: none is due, or none was kept.
     */
    static @Nullable Integer retainedMonths(Extract.Span span, LocalDate reference) {
        return MONTHS.stream()
                .filter(months -> {
                    var due = span.acquired().plusMonths(months);
                    return !due.isAfter(reference)
                            && (span.lost() == null || !span.lost().isBefore(due));
                })
                .findFirst()
                .orElse(null);
    }

    private List<Extract.Verdict> attest(Extract extract, List<Extract.Verdict> verdicts) {
        var attested = verdicts.stream().filter(one -> one.span() != null).toList();
        var outcomes = ledger.attest(
                extract.book(),
                attested.stream()
                        .map(one -> attesting(one.entry(), one.retainedMonths(), extract))
                        .toList());
        var byEntry = new HashMap<EntryId, Extract.Outcome>();
        for (int i = 0; i < attested.size(); i++) {
            byEntry.put(attested.get(i).entry(), outcome(outcomes.get(i)));
        }
        return verdicts.stream()
                .map(one -> new Extract.Verdict(
                        one.entry(),
                        one.finding(),
                        one.span(),
                        one.retainedMonths(),
                        byEntry.getOrDefault(one.entry(), Extract.Outcome.NONE),
                        one.candidates(),
                        null))
                .toList();
    }

    private static Attesting attesting(EntryId entry, @Nullable Integer retained, Extract extract) {
        return new Attesting(entry, retained == null ? Basis.VERIFIED : Basis.RETAINED, retained, extract.evidence());
    }

    private static Extract.Outcome outcome(Correction correction) {
        return switch (correction) {
            case Correction.Done done -> Extract.Outcome.ATTESTED;
            case Correction.OwnEntry own -> Extract.Outcome.OWN_ENTRY;
            case Correction.NotHigher not -> Extract.Outcome.STANDS;
            // Taken back between the reading and the lock: nothing stands there that could be verified.
            case Correction.AlreadyReversed already -> Extract.Outcome.NONE;
            case Correction.IsReversal reversal -> Extract.Outcome.NONE;
            case Correction.NoSuchEntry none -> Extract.Outcome.NONE;
            case Correction.MonthClosed closed -> Extract.Outcome.NONE;
        };
    }

    private static String digest(Extract extract, List<Extract.Verdict> verdicts) {
        return Hashes.sha256(extract.reference() + " " + extract.windowDays() + " " + extract.from() + " "
                + extract.to()
                + " "
                + verdicts.stream()
                        .map(one -> one.entry() + " " + one.finding() + " " + one.span() + " " + one.candidates())
                        .collect(Collectors.joining("\n")));
    }

    /**
     * 판단: which of several spans is the entry's, or none.
     *
     * @param candidate from 1; null: none of them
     */
    @Transactional
    void decide(UUID id, EntryId entry, @Nullable Integer candidate, String reason) {
        var extract = store.find(id).orElseThrow(Refusal::notThere);
        var by = access.require(Permission.ENTRIES_VERIFY, extract.book().municipality());
        if (reason.strip().length() < 2 || reason.length() > 300) {
            throw Refusal.of(new Refusal.Field("reason", "verification.reason", 300));
        }
        var verdict = store.verdicts(extract).stream()
                .filter(one -> one.entry().equals(entry) && one.finding() == Extract.Finding.AMBIGUOUS)
                .findFirst()
                .orElseThrow(Refusal::notThere);
        if (verdict.decision() != null) {
            throw Refusal.of(HttpStatus.CONFLICT, "verification.extract.decided");
        }
        if (candidate != null
                && (candidate < 1 || candidate > verdict.candidates().size())) {
            throw Refusal.of(new Refusal.Field("candidate", "verification.extract.candidate"));
        }
        var span = candidate == null ? null : verdict.candidates().get(candidate - 1);
        var retained = span == null ? null : retainedMonths(span, extract.reference());
        var outcome = Extract.Outcome.NONE;
        if (span != null) {
            outcome = outcome(ledger.attest(extract.book(), List.of(attesting(entry, retained, extract)))
                    .getFirst());
            if (outcome == Extract.Outcome.OWN_ENTRY) {
                throw Refusal.of(HttpStatus.CONFLICT, "verification.extract.own");
            }
        }
        store.decide(
                extract,
                entry,
                candidate,
                retained,
                new Extract.Decision(span, outcome, reason.strip(), clock.instant(), by.name()));
    }

    // ---- workplaces ------------------------------------------------------------------------------------------------

    private Outcome workplaces(Extract extract, ListFile file, Findings findings, boolean dryRun) {
        var insured = insured(file);
        if (findings.hasErrors()) {
            return new Outcome.Refused(ListFile.told(findings));
        }
        var months = new TreeMap<String, SortedMap<LocalDate, Integer>>();
        var names = new HashMap<String, String>();
        insured.forEach(one -> {
            names.put(one.no(), one.name());
            months.computeIfAbsent(one.no(), no -> new TreeMap<>())
                    .put(one.month().atDay(1), one.count());
        });
        var report = new Report(extract, List.of(), compared(extract, months, names));
        if (dryRun) {
            return new Outcome.Rehearsed(report, 0, ListFile.told(findings));
        }
        var digest = Hashes.sha256(
                extract.reference() + " " + extract.from() + " " + extract.to() + " " + report.workplaces());
        var same = store.same(extract.book(), extract.sha256(), digest);
        if (same.isPresent()) {
            return new Outcome.Unchanged(same.get());
        }
        store.add(extract, digest);
        insured.forEach(one -> store.add(extract, one.no(), one.month(), one.name(), one.count()));
        return new Outcome.Applied(report, 0, ListFile.told(findings));
    }

    private static List<Insured> insured(ListFile file) {
        var found = new LinkedHashMap<List<Object>, Insured>();
        for (var line : file.lines()) {
            var no = file.workplaceNo(line);
            if (no == null) {
                line.require(file.columnOf(ListField.WORKPLACE_NO));
                continue;
            }
            var name = Optional.ofNullable(file.text(line, ListField.WORKPLACE)).orElse("");
            file.insured(line).forEach((month, count) -> {
                var before = found.putIfAbsent(List.of(no, month), new Insured(no, name, month, count));
                if (before != null) {
                    file.wrong(
                            line,
                            ListField.WORKPLACE_NO,
                            Finding.Kind.DUPLICATE,
                            "verification.row.workplaceTwice",
                            month.toString());
                }
            });
        }
        return List.copyOf(found.values());
    }

    /** What lists of persons recorded at workplaces, against how many are insured there. */
    private List<Extract.Workplace> compared(
            Extract extract, Map<String, SortedMap<LocalDate, Integer>> months, Map<String, String> names) {
        var listed = lists.ofEntries(extract.book());
        var recorded = new TreeMap<String, Integer>();
        for (var entry : ledger.ofPersons(extract.book(), extract.from(), extract.to())) {
            var one = listed.get(entry.id().position());
            if (one != null && one.workplaceNo() != null) {
                recorded.merge(one.workplaceNo(), 1, Integer::sum);
                if (one.workplace() != null) {
                    names.putIfAbsent(one.workplaceNo(), one.workplace());
                }
            }
        }
        return recorded.entrySet().stream()
                .map(one -> {
                    var of = months.getOrDefault(one.getKey(), new TreeMap<>());
                    var until = of.headMap(extract.reference().plusDays(1));
                    return new Extract.Workplace(
                            one.getKey(),
                            names.getOrDefault(one.getKey(), ""),
                            one.getValue(),
                            until.isEmpty() ? null : until.get(until.lastKey()),
                            until.isEmpty() ? null : until.get(until.firstKey()));
                })
                .sorted(Comparator.comparing((Extract.Workplace one) -> !one.isShort())
                        .thenComparing(Extract.Workplace::no))
                .toList();
    }

    // ---- reports ---------------------------------------------------------------------------------------------------

    @Transactional(readOnly = true)
    List<Extract> extracts(Book book) {
        return store.extracts(book);
    }

    @Transactional(readOnly = true)
    Optional<Report> report(UUID id) {
        return store.find(id).map(extract -> {
            var names = new HashMap<String, String>();
            return new Report(
                    extract,
                    store.verdicts(extract),
                    extract.kind() == ListKind.WORKPLACES
                            ? compared(extract, store.workplaceMonths(extract, names), names)
                            : List.of());
        });
    }
}
