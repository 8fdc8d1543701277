package dure.reporting;

import dure.access.Viewer;
import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Text;
import dure.ledger.Basis;
import dure.ledger.Contract;
import dure.ledger.Correction;
import dure.ledger.EntryId;
import dure.ledger.Flows;
import dure.ledger.JobTerms;
import dure.ledger.Ledger;
import dure.ledger.LedgerInstant;
import dure.ledger.NewEntry;
import dure.ledger.Origin;
import dure.ledger.Recording;
import dure.ledger.StatedAs;
import dure.plan.DepartmentId;
import dure.plan.Project;
import dure.plan.ProjectId;
import dure.plan.Quantity;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.region.DataSet;
import dure.reporting.ReportingStore.Line;
import dure.reporting.ReportingStore.LineKey;
import dure.web.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * What was typed becomes lines of the ledger. A report says the whole of its period; what of it stands in the book from
 * elsewhere (an import, another's form) is not written again.
 */
@Component
class Submitting {
    private final ReportingStore store;
    private final Ledger ledger;
    private final Flows flows;
    private final Clock clock;

    Submitting(ReportingStore store, Ledger ledger, Flows flows, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.flows = flows;
        this.clock = clock;
    }

    /** 제출 전 점검: each criterion its own method. */
    List<Finding> lacks(List<Report.Row> rows) {
        var lacks = new ArrayList<Finding>();
        for (var row : rows) {
            unreported(row, lacks);
            totalMoved(row, lacks);
        }
        return lacks;
    }

    /** 미보고: nothing came about is said by a 0. */
    private static void unreported(Report.Row row, List<Finding> lacks) {
        if (row.isMissing()) {
            lacks.add(Finding.error(
                    Kind.MISSING_VALUE,
                    null,
                    Text.of("reporting.lacks.quantity", row.project().name(), measure(row)),
                    Text.of("reporting.lacks.quantity.fix")));
        }
    }

    /** 누계 불일치: an earlier period was corrected after the running total was typed. */
    private static void totalMoved(Report.Row row, List<Finding> lacks) {
        var cell = row.cell(ReportField.quantity(row.measure()));
        if (cell == null || cell.stated() == null) {
            return;
        }
        var quantity = Objects.requireNonNull(cell.number());
        if (cell.stated() - row.before() != quantity) {
            lacks.add(Finding.error(
                    Kind.CUMULATIVE_MISMATCH,
                    null,
                    Text.of(
                            "reporting.lacks.total",
                            row.project().name(),
                            cell.stated(),
                            row.before(),
                            cell.stated() - row.before(),
                            quantity),
                    Text.of("reporting.lacks.total.fix")));
        }
    }

    private static Text measure(Report.Row row) {
        return Text.of("plan.measure." + row.measure());
    }

    /** A line that differs from what was reported before. */
    private record Change(Report.Row row, @Nullable Line before, long written) {}

    /** Writes what differs; the report is held, and is submitted already. */
    ReportMove.Submitted write(
            ReportingPeriod period, DepartmentId department, int submission, List<Report.Row> rows, Viewer by) {
        var book = period.book();
        // Whoever else writes to the book waits from here on: what it holds stays what it holds.
        ledger.record(book, List.of(), new Origin.Form());
        var ids = rows.stream().map(Report.Row::id).distinct().toList();
        var before = store.lines(period.id(), ids);
        var standing = flows.standing(
                book,
                before.values().stream()
                        .map(Line::entry)
                        .filter(Objects::nonNull)
                        .toList());
        var held = new LinkedHashMap<LineKey, Long>();
        flows.of(book, ids, period.name().from(), period.name().to())
                .forEach(flow -> held.merge(new LineKey(flow.project(), flow.measure()), flow.quantity(), Long::sum));
        var changes = new ArrayList<Change>();
        var beyond = new ArrayList<Refusal.Field>();
        for (var row : rows) {
            var key = new LineKey(row.id(), row.measure());
            var line = before.get(key);
            var own = line != null && line.entry() != null && standing.contains(line.entry()) ? line.written() : 0;
            var others = held.getOrDefault(key, 0L) - own;
            var quantity = Objects.requireNonNull(row.quantity());
            if (quantity < others) {
                beyond.add(new Refusal.Field(
                        "rows", "reporting.lacks.held", row.project().name(), quantity, others));
            } else if (line == null || isOther(line, row, own, quantity - others)) {
                changes.add(new Change(row, line, quantity - others));
            }
        }
        if (!beyond.isEmpty()) {
            throw Refusal.of(beyond.toArray(Refusal.Field[]::new));
        }
        var reversed = 0;
        for (var change : changes) {
            var line = change.before();
            if (line != null && line.entry() != null && standing.contains(line.entry())) {
                takeBack(period, new EntryId(book, line.entry()), change.row());
                reversed++;
            }
        }
        var positions = record(period, changes);
        var at = clock.instant();
        store.write(
                period,
                department,
                submission,
                changes.stream()
                        .map(change -> new Line(
                                change.row().id(),
                                change.row().measure(),
                                Objects.requireNonNull(change.row().quantity()),
                                positions.lines().get(change),
                                change.written(),
                                stated(change.row()),
                                evidence(change.row())))
                        .toList(),
                by,
                at);
        spend(
                period,
                department,
                rows,
                ids,
                by,
                positions.at() == null ? at : positions.at().at());
        return new ReportMove.Submitted(
                period,
                positions.lines().size(),
                reversed,
                (int) rows.stream()
                        .filter(row -> Long.valueOf(0).equals(row.quantity()))
                        .count(),
                rows.size() - changes.size());
    }

    private static boolean isOther(Line line, Report.Row row, long own, long written) {
        return own != written
                || line.quantity() != Objects.requireNonNull(row.quantity())
                || (written > 0
                        && (!Objects.equals(line.stated(), stated(row))
                                || !Objects.equals(line.evidence(), evidence(row))));
    }

    private static @Nullable Long stated(Report.Row row) {
        var cell = row.cell(ReportField.quantity(row.measure()));
        return cell == null || cell.stated() == null || cell.stated() == 0 ? null : cell.stated();
    }

    private static @Nullable String evidence(Report.Row row) {
        var text = row.text(ReportField.EVIDENCE);
        return text.isEmpty() ? null : text;
    }

    private void takeBack(ReportingPeriod period, EntryId entry, Report.Row row) {
        if (!ledger.mayReverse(entry)) {
            throw Refusal.of(
                    HttpStatus.CONFLICT,
                    "reporting.move.disclosed",
                    row.project().name(),
                    entry.toString());
        }
        switch (ledger.reverse(entry, "보고 " + period.name() + " 다시 제출")) {
            case Correction.Done done -> {}
            case Correction.MonthClosed closed -> throw monthClosed(period);
            case Correction.NoSuchEntry none -> throw changed(entry);
            case Correction.AlreadyReversed already -> throw changed(entry);
            case Correction.IsReversal reversal -> throw changed(entry);
            case Correction.OwnEntry own -> throw changed(entry);
            case Correction.NotHigher not -> throw changed(entry);
        }
    }

    private static IllegalStateException changed(EntryId entry) {
        return new IllegalStateException(
                "The line (%s) stood a moment ago under the lock of its book. Maybe the lock was not taken."
                        .formatted(entry));
    }

    private static Refusal monthClosed(ReportingPeriod period) {
        return Refusal.of(
                HttpStatus.CONFLICT, "reporting.move.monthClosed", period.name().toString());
    }

    /** @param lines their places; without those that needed none */
    private record Written(
            Map<Change, Long> lines, @Nullable LedgerInstant at) {}

    private Written record(ReportingPeriod period, List<Change> changes) {
        var written = changes.stream().filter(change -> change.written() > 0).toList();
        if (written.isEmpty()) {
            return new Written(Map.of(), null);
        }
        var entries = written.stream().map(change -> entry(period, change)).toList();
        return switch (ledger.record(period.book(), entries, new Origin.Form())) {
            case Recording.Recorded recorded -> {
                var places = new LinkedHashMap<Change, Long>();
                for (int i = 0; i < written.size(); i++) {
                    places.put(written.get(i), recorded.entries().get(i).position());
                }
                yield new Written(places, recorded.at());
            }
            case Recording.MonthClosed closed -> throw monthClosed(period);
            case Recording.AlreadyRecorded already ->
                throw new IllegalStateException("A form has no key by which it was recorded before");
            case Recording.KeyUsed used -> throw new IllegalStateException("A form has no key: " + used.key());
        };
    }

    private static NewEntry entry(ReportingPeriod period, Change change) {
        var row = change.row();
        var project = row.project();
        var stated = stated(row);
        var quantity = Objects.requireNonNull(row.quantity());
        return new NewEntry(
                project.id(),
                "",
                period.name().from(),
                period.name().to(),
                new Quantity(change.written(), row.measure(), row.unit(), false),
                Basis.REPORTED,
                project.programmeType(),
                project.sector(),
                project.targetGroups(),
                terms(project),
                null,
                new Source(
                        period.book().dataSet() == DataSet.SIMULATED ? SourceKind.SIMULATION : SourceKind.OFFICE,
                        "보고 " + period.name(),
                        null),
                evidence(row),
                null,
                List.of(),
                stated != null
                        ? new NewEntry.Figure(stated, StatedAs.CUMULATIVE)
                        : change.written() == quantity ? null : new NewEntry.Figure(quantity, StatedAs.MONTH));
    }

    /** As the plan expects the jobs to be; what it does not state stays unsaid. */
    static JobTerms terms(Project project) {
        var expected = project.details().terms();
        var contract = expected.contract();
        return new JobTerms(
                wholeMonths(expected.months()),
                expected.weeklyHours(),
                contract == null ? Contract.UNSPECIFIED : Contract.valueOf(contract.name()),
                expected.insured(),
                expected.monthlyWage(),
                null,
                project.continuity(),
                null);
    }

    /** A rule asks for whole months: five and a half are more than five, and nobody says that they are six. */
    private static @Nullable Integer wholeMonths(@Nullable BigDecimal months) {
        return months == null || months.signum() <= 0 || months.intValue() == 0
                ? null
                : Integer.valueOf(months.intValue());
    }

    /** 예산 집행: what differs is taken back by a row of its own, and said anew. */
    private void spend(
            ReportingPeriod period,
            DepartmentId department,
            List<Report.Row> rows,
            List<ProjectId> ids,
            Viewer by,
            java.time.Instant at) {
        var before = store.spent(period.id(), ids);
        for (var row : rows) {
            if (!row.first()) {
                continue;
            }
            var spent = before.get(row.id());
            var executed = row.executed();
            if (spent != null && (executed == null || spent.won() != executed)) {
                store.spend(period, department, row.id(), -spent.won(), spent.id(), by, at);
            }
            if (executed != null && (spent == null || spent.won() != executed)) {
                store.spend(period, department, row.id(), executed, null, by, at);
            }
        }
    }
}
