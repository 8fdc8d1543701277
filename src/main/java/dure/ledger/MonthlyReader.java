package dure.ledger;

import static dure.ledger.EntryField.*;

import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Findings;
import dure.finding.Place;
import dure.finding.Text;
import dure.plan.Measure;
import dure.plan.Project;
import dure.plan.Quantity;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.region.DataSet;
import dure.sheet.Line;
import dure.sheet.Progress;
import dure.sheet.Sheet;
import dure.sheet.Table;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sheet 월별실적 as offices keep it: a row a project, a column a month. Whether a column holds what came about in
 * the month or the total up to it must stand somewhere: in the row, over the columns or above the table.
 */
final class MonthlyReader {
    private static final Pattern YEAR = Pattern.compile("(?<!\\d)((?:19|20)\\d\\d)\\s*(?:년|年)");
    private static final int FIRST_YEAR = 1995;
    private static final int LAST_YEAR = 2100;
    /** What stands in a cell for nothing. */
    private static final Set<String> NOTHING = Set.of("-", "–", "—", "·", "ㆍ");

    private final DataSet dataSet;
    private final ProjectsOfYears projects;
    private final EntryWords words;
    private final LocalDate today;
    private final Findings findings;

    private List<String> above = List.of();
    private boolean sayBasis = true;

    MonthlyReader(DataSet dataSet, ProjectsOfYears projects, EntryWords words, LocalDate today, Findings findings) {
        this.dataSet = dataSet;
        this.projects = projects;
        this.words = words;
        this.today = today;
        this.findings = findings;
    }

    List<Stated> read(Sheet sheet) {
        var columns = EntryField.columns(EntryField.MONTHLY);
        var table = sheet.table(columns, findings);
        above = sheet.above(columns);
        var months = MONTHS_OF_YEAR.stream()
                .filter(month -> table.has(month.column()))
                .toList();
        if (months.isEmpty() || !(table.has(MONTHLY_PROJECT.column()) || table.has(MONTHLY_LABEL.column()))) {
            findings.add(Finding.error(
                    Kind.MISSING_COLUMN,
                    Place.sheet(sheet.name()),
                    Text.of("ledger.import.noMonths"),
                    Text.of("ledger.import.noMonths.fix")));
            return List.of();
        }
        var read = new ArrayList<Stated>();
        for (var line : table.lines()) {
            Progress.move(Progress.Step.CHECKED, 1);
            read.addAll(row(line, table, months));
        }
        return read;
    }

    private List<Stated> row(Line line, Table table, List<EntryField> months) {
        var year = year(line);
        var project = year == null ? null : project(line, year);
        var measure = measure(line, project);
        var basis = basis(line, table);
        var unit = line.text(MONTHLY_UNIT.column());
        var as = way(line, months);
        if (measure == Measure.JOBS && Measure.isOfSites(unit)) {
            line.wrong(Kind.SITES, MONTHLY_UNIT.column(), "ledger.import.sitesAsJobs", unit);
            return List.of();
        }
        var amounts = new ArrayList<@Nullable Long>();
        months.forEach(month -> amounts.add(amount(line, month)));
        var total = amount(line, MONTHLY_TOTAL);
        if (year == null || project == null || measure == null || basis == null || as == null) {
            return List.of();
        }
        check(line, total, amounts, as);
        var read = new ArrayList<Stated>();
        Long before = null;
        for (var i = 0; i < months.size(); i++) {
            var amount = amounts.get(i);
            var month = YearMonth.of(year, MONTHS_OF_YEAR.indexOf(months.get(i)) + 1);
            if (amount == null || isNothingYet(line, months.get(i), month, basis, as, amount, before)) {
                continue;
            }
            before = amount;
            read.add(stated(line, months.get(i), month, project, measure, unit, basis, amount, as));
        }
        return read;
    }

    private Stated stated(
            Line line,
            EntryField column,
            YearMonth month,
            Project project,
            Measure measure,
            String unit,
            Basis basis,
            long amount,
            StatedAs as) {
        var last = month.atEndOfMonth();
        // Of the month that is not over what is known reaches up to today.
        var to = basis.compareTo(Basis.REPORTED) >= 0 && last.isAfter(today) ? today : last;
        var entry = new NewEntry(
                project.id(),
                project.name(),
                as == StatedAs.CUMULATIVE ? LocalDate.of(month.getYear(), 1, 1) : month.atDay(1),
                to,
                new Quantity(Math.max(1, amount), measure, unit.isEmpty() ? measure.usualUnit() : unit, false),
                basis,
                project.programmeType(),
                project.sector(),
                project.targetGroups(),
                JobTerms.UNSTATED,
                null,
                new Source(
                        dataSet == DataSet.SIMULATED ? SourceKind.SIMULATION : SourceKind.OFFICE,
                        line.text(MONTHLY_SOURCE.column()),
                        null),
                emptyToNull(line.text(MONTHLY_EVIDENCE.column())),
                null,
                List.of());
        return new Stated(entry, project.code() + " " + project.name(), amount, as, null, line, column.column());
    }

    /** A month that is still to come: left out where nothing is said of it, an error where something is. */
    private boolean isNothingYet(
            Line line,
            EntryField column,
            YearMonth month,
            Basis basis,
            StatedAs as,
            long amount,
            @Nullable Long before) {
        if (basis.compareTo(Basis.REPORTED) < 0 || !month.atDay(1).isAfter(today)) {
            return false;
        }
        var nothing = amount == 0 || (as == StatedAs.CUMULATIVE && Objects.equals(before, amount));
        if (!nothing) {
            line.wrong(
                    Kind.OUT_OF_RANGE,
                    column.column(),
                    "ledger.import.inTheFuture",
                    month.atEndOfMonth().toString(),
                    today.toString());
        }
        return true;
    }

    private static @Nullable Long amount(Line line, EntryField field) {
        return NOTHING.contains(line.shown(field.column())) ? null : line.count(field.column());
    }

    /** 합계: the sum of the months; of running totals the last. */
    private static void check(Line line, @Nullable Long total, List<@Nullable Long> amounts, StatedAs as) {
        var stated = amounts.stream().filter(Objects::nonNull).toList();
        if (total == null || stated.isEmpty()) {
            return;
        }
        var found = as == StatedAs.MONTH
                ? stated.stream().mapToLong(Long::longValue).sum()
                : stated.getLast();
        if (found != total) {
            line.wrong(Kind.SUM_MISMATCH, MONTHLY_TOTAL.column(), "ledger.import.monthsTotal", total, found);
        }
    }

    private @Nullable Integer year(Line line) {
        if (line.has(MONTHLY_YEAR.column())) {
            var year = line.repeated().count(MONTHLY_YEAR.column(), LAST_YEAR);
            return year == null || year < FIRST_YEAR ? null : Integer.valueOf(year.intValue());
        }
        var stated = above.stream()
                .flatMap(text -> YEAR.matcher(text).results())
                .map(found -> Integer.valueOf(found.group(1)))
                .collect(Collectors.toSet());
        if (stated.size() == 1) {
            return stated.iterator().next();
        }
        line.wrong(Kind.MISSING_VALUE, MONTHLY_YEAR.column(), "ledger.import.noYear");
        return null;
    }

    private @Nullable Project project(Line line, int year) {
        var code = line.text(MONTHLY_PROJECT.column());
        if (!code.isEmpty()) {
            return projects.byCode(line, MONTHLY_PROJECT.column(), code, year);
        }
        var name = line.requiredText(MONTHLY_LABEL.column());
        return name.isEmpty() ? null : projects.byName(line, MONTHLY_LABEL.column(), name, year);
    }

    /** As stated, else that of the project's targets where they have one. */
    private @Nullable Measure measure(Line line, @Nullable Project project) {
        if (line.has(MONTHLY_MEASURE.column()) || project == null) {
            return line.oneOf(MONTHLY_MEASURE.column(), words.plan().measures());
        }
        var ofTargets = project.targets().stream()
                .map(target -> target.quantity().measure())
                .collect(Collectors.toSet());
        if (ofTargets.size() == 1) {
            return ofTargets.iterator().next();
        }
        line.wrong(Kind.MISSING_VALUE, MONTHLY_MEASURE.column(), "ledger.import.noMeasure", project.name());
        return null;
    }

    /** An office's own table that says nothing of evidence is its own report, and no more. */
    private @Nullable Basis basis(Line line, Table table) {
        if (line.has(MONTHLY_BASIS.column())) {
            return line.oneOf(MONTHLY_BASIS.column(), words.bases);
        }
        if (sayBasis) {
            sayBasis = false;
            findings.add(Finding.information(
                    Kind.MISSING_VALUE,
                    table.has(MONTHLY_BASIS.column()) ? line.place(MONTHLY_BASIS.column()) : line.place(),
                    Text.of("ledger.import.asReported")));
        }
        return Basis.REPORTED;
    }

    private @Nullable StatedAs way(Line line, List<EntryField> months) {
        if (line.has(MONTHLY_WAY.column())) {
            return line.oneOf(MONTHLY_WAY.column(), words.ways);
        }
        var heads = months.stream().map(month -> line.head(month.column())).collect(Collectors.joining(" "));
        for (var texts : List.of(heads, String.join(" ", above))) {
            if (isOfTotals(texts)) {
                return StatedAs.CUMULATIVE;
            }
            if (texts.contains("월별") || texts.contains("당월") || texts.contains("해당 월")) {
                return StatedAs.MONTH;
            }
        }
        line.wrong(Kind.MISSING_VALUE, MONTHLY_WAY.column(), "ledger.import.noWay");
        return null;
    }

    static boolean isOfTotals(String text) {
        return text.contains("누계") || text.contains("누적");
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
