package dure.ledger;

import static dure.ledger.EntryField.*;

import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Findings;
import dure.finding.Place;
import dure.finding.Text;
import dure.plan.Continuity;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Project;
import dure.plan.Quantity;
import dure.plan.Sector;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.region.Book;
import dure.region.DataSet;
import dure.sheet.Line;
import dure.sheet.Progress;
import dure.sheet.Sheet;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the sheets 실적 and 실적내역 for one book. It goes on after a mistake, so that all are heard of at once. */
final class EntryReader {
    private static final int LONGEST_MONTHS = 600;
    private static final BigDecimal HOURS_OF_A_WEEK = BigDecimal.valueOf(168);

    private final Book book;
    private final ProjectsOfYears projects;
    private final EntryWords words;
    private final LocalDate today;
    private final Findings findings;

    EntryReader(Book book, ProjectsOfYears projects, EntryWords words, LocalDate today, Findings findings) {
        this.book = book;
        this.projects = projects;
        this.words = words;
        this.today = today;
        this.findings = findings;
    }

    /** What the rows that can be read state; what is wrong with the others is in the findings. */
    List<Stated> read(Sheet entries, @Nullable Sheet items) {
        var byNumber = items == null ? Map.<String, List<NewEntry.Item>>of() : items(items);
        var read = new ArrayList<Stated>();
        var numbers = new HashSet<String>();
        var table = entries.table(EntryField.columns(EntryField.ENTRIES), findings);
        if (!table.has(QUANTITY.column()) && !table.has(CUMULATIVE.column())) {
            findings.add(Finding.error(
                    Kind.MISSING_COLUMN,
                    Place.sheet(entries.name()),
                    Text.of("sheet.missingColumn", QUANTITY.column().name()),
                    Text.of("ledger.import.noQuantity.fix")));
        }
        for (var line : table.lines()) {
            Progress.move(Progress.Step.CHECKED, 1);
            var number = line.text(NO.column());
            if (!number.isEmpty() && !numbers.add(number)) {
                line.wrong(Kind.DUPLICATE, NO.column(), "ledger.import.numberTwice", number);
            }
            var entry = entry(line, byNumber.getOrDefault(number, List.of()));
            if (entry != null) {
                read.add(entry);
            }
        }
        if (items != null) {
            for (var line : items.table(EntryField.columns(EntryField.ITEMS), new Findings())
                    .lines()) {
                var number = line.text(ITEM_OF.column());
                if (!number.isEmpty() && !numbers.contains(number)) {
                    findings.add(unknownNumber(line, number));
                }
            }
        }
        return read;
    }

    private static Finding unknownNumber(Line line, String number) {
        return Finding.error(
                Kind.UNKNOWN_REFERENCE,
                line.place(ITEM_OF.column()),
                Text.of("ledger.import.noSuchNumber", number),
                Text.of("ledger.import.noSuchNumber.fix", number));
    }

    private Map<String, List<NewEntry.Item>> items(Sheet sheet) {
        var items = new HashMap<String, List<NewEntry.Item>>();
        for (var line :
                sheet.table(EntryField.columns(EntryField.ITEMS), findings).lines()) {
            var of = line.requiredText(ITEM_OF.column());
            var label = line.requiredText(ITEM_LABEL.column());
            var quantity = positive(line, ITEM_QUANTITY);
            var type = line.oneOf(ITEM_TYPE.column(), words.plan().programmeTypes());
            var approximate = Boolean.TRUE.equals(line.yes(ITEM_APPROXIMATE.column()));
            if (!of.isEmpty() && !label.isEmpty() && quantity != null) {
                items.computeIfAbsent(of, number -> new ArrayList<>())
                        .add(new NewEntry.Item(
                                label,
                                quantity,
                                approximate,
                                Objects.requireNonNullElse(type, ProgrammeType.UNSPECIFIED)));
            }
        }
        return items;
    }

    private @Nullable Stated entry(Line line, List<NewEntry.Item> items) {
        var plan = words.plan();
        var total = totalOf(line);
        var to = date(line, TO);
        var from =
                total != null && !line.has(FROM.column()) ? to == null ? null : to.withDayOfYear(1) : date(line, FROM);
        var project = project(line, to);
        var label = line.text(LABEL.column());
        if (project == null && label.isEmpty() && !line.has(PROJECT.column())) {
            line.wrong(Kind.MISSING_VALUE, LABEL.column(), "ledger.import.nameless");
        }
        line.require(MEASURE.column());
        var measure = line.oneOf(MEASURE.column(), plan.measures());
        var flow =
                total == QUANTITY || (total != null && !line.has(QUANTITY.column())) ? null : positive(line, QUANTITY);
        var amount = total == null ? flow : line.count(total.column());
        var unit = line.text(UNIT.column());
        line.require(BASIS.column());
        var basis = line.oneOf(BASIS.column(), words.bases);
        var type = line.oneOf(TYPE.column(), plan.programmeTypes());
        var sector = line.oneOf(SECTOR.column(), plan.sectors());
        var groups = line.someOf(GROUPS.column(), plan.targetGroups());
        var approximate = Boolean.TRUE.equals(line.yes(APPROXIMATE.column()));
        var terms = terms(line);
        var person = person(line, amount);
        var source = source(line);
        if (from != null && to != null && to.isBefore(from)) {
            line.wrong(
                    Kind.OUT_OF_RANGE, TO.column(), "ledger.import.endsBeforeItBegins", to.toString(), from.toString());
            return null;
        }
        if (to != null && basis != null && basis.compareTo(Basis.REPORTED) >= 0 && to.isAfter(today)) {
            line.wrong(Kind.OUT_OF_RANGE, TO.column(), "ledger.import.inTheFuture", to.toString(), today.toString());
            return null;
        }
        if (measure == Measure.JOBS && Measure.isOfSites(unit)) {
            line.wrong(Kind.SITES, UNIT.column(), "ledger.import.sitesAsJobs", unit);
            return null;
        }
        if (from == null || to == null || measure == null || amount == null || basis == null) {
            return null;
        }
        if (person != null && amount != 1) {
            return null;
        }
        var entry = new NewEntry(
                project == null ? null : project.id(),
                label.isEmpty() && project != null ? project.name() : label,
                from,
                to,
                new Quantity(Math.max(1, amount), measure, unit.isEmpty() ? measure.usualUnit() : unit, approximate),
                basis,
                type != null ? type : project != null ? project.programmeType() : ProgrammeType.UNSPECIFIED,
                sector != null ? sector : project != null ? project.sector() : Sector.UNSPECIFIED,
                groups.isEmpty() && project != null ? project.targetGroups() : groups,
                terms,
                person,
                source,
                emptyToNull(line.text(EVIDENCE.column())),
                emptyToNull(line.text(INFERRED.column())),
                items);
        return new Stated(
                entry,
                project == null ? label : project.code() + " " + project.name(),
                amount,
                total == null ? null : StatedAs.CUMULATIVE,
                total == null ? null : flow,
                line,
                (total == null ? QUANTITY : total).column());
    }

    /** The column that holds a running total in this row: 누계, or 수량 under a head that says so. Null: none does. */
    private static @Nullable EntryField totalOf(Line line) {
        if (line.has(CUMULATIVE.column())) {
            return CUMULATIVE;
        }
        return line.has(QUANTITY.column()) && MonthlyReader.isOfTotals(line.head(QUANTITY.column())) ? QUANTITY : null;
    }

    private @Nullable LocalDate date(Line line, EntryField field) {
        line.require(field.column());
        return line.date(field.column());
    }

    private static @Nullable Long positive(Line line, EntryField field) {
        line.require(field.column());
        var amount = line.count(field.column());
        if (amount != null && amount == 0) {
            line.wrong(Kind.OUT_OF_RANGE, field.column(), "ledger.import.zero");
            return null;
        }
        return amount;
    }

    /** The project of the plan of the year in which the period ends. */
    private @Nullable Project project(Line line, @Nullable LocalDate to) {
        var code = line.text(PROJECT.column());
        if (code.isEmpty() || to == null) {
            return null;
        }
        return projects.byCode(line, PROJECT.column(), code, to.getYear());
    }

    /** What is said of one job; merged over several rows it is said of each. */
    private JobTerms terms(Line row) {
        var line = row.repeated();
        var months = line.count(MONTHS.column(), LONGEST_MONTHS);
        if (months != null && months == 0) {
            line.wrong(Kind.OUT_OF_RANGE, MONTHS.column(), "ledger.import.zero");
            months = null;
        }
        var hours = line.decimal(WEEKLY_HOURS.column());
        if (hours != null && (hours.signum() <= 0 || hours.compareTo(HOURS_OF_A_WEEK) > 0)) {
            line.wrong(Kind.OUT_OF_RANGE, WEEKLY_HOURS.column(), "ledger.import.hours", hours.toPlainString());
            hours = null;
        }
        var wage = line.won(WAGE.column());
        return new JobTerms(
                months == null ? null : months.intValue(),
                hours,
                Objects.requireNonNullElse(line.oneOf(CONTRACT.column(), words.contracts), Contract.UNSPECIFIED),
                line.yes(INSURED.column()),
                wage != null && wage == 0 ? null : wage,
                line.yes(FUNDED.column()),
                Objects.requireNonNullElse(
                        line.oneOf(CONTINUITY.column(), words.plan().continuities()), Continuity.UNSPECIFIED),
                emptyToNull(line.text(INDUSTRY.column())));
    }

    private @Nullable UUID person(Line line, @Nullable Long amount) {
        var text = line.text(PERSON.column());
        if (text.isEmpty()) {
            return null;
        }
        if (amount != null && amount != 1) {
            line.wrong(Kind.NOT_ALLOWED, PERSON.column(), "ledger.import.personOfMany", amount);
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            // No names and no resident numbers in the ledger: only a reference that means nothing by itself.
            line.wrong(Kind.NOT_ALLOWED, PERSON.column(), "ledger.import.personByName");
            return null;
        }
    }

    private Source source(Line line) {
        var kind = Objects.requireNonNullElse(
                line.oneOf(SOURCE_KIND.column(), words.plan().sourceKinds()),
                book.dataSet() == DataSet.SIMULATED ? SourceKind.SIMULATION : SourceKind.OFFICE);
        if (kind == SourceKind.PRESS && book.dataSet() != DataSet.SAMPLE) {
            line.wrong(Kind.NOT_ALLOWED, SOURCE_KIND.column(), "ledger.import.pressInRealBook");
        }
        if ((kind == SourceKind.SIMULATION) != (book.dataSet() == DataSet.SIMULATED)) {
            line.wrong(Kind.NOT_ALLOWED, SOURCE_KIND.column(), "ledger.import.simulation");
        }
        return new Source(kind, line.text(SOURCE.column()), null);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
