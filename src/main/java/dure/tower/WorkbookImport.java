package dure.tower;

import dure.finding.Finding;
import dure.finding.Place;
import dure.finding.Severity;
import dure.finding.Text;
import dure.ledger.Conversion;
import dure.ledger.EntryFiles;
import dure.ledger.EntryImport;
import dure.ledger.Scope;
import dure.plan.PlanImport;
import dure.plan.PlanKind;
import dure.plan.PlanSummary;
import dure.plan.Plans;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import dure.region.Terms;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import dure.sheet.Workbook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A file from an office, as a whole: its plan, and the entries in its sheet 실적. One transaction holds both, and a dry
 * run is that same transaction, taken back: entries may name projects of the plan that stands beside them.
 */
@Component
class WorkbookImport {
    private final Plans plans;
    private final EntryFiles entries;
    private final Contradictions contradictions;
    private final Terms terms;
    private final TransactionTemplate transaction;

    WorkbookImport(
            Plans plans,
            EntryFiles entries,
            Contradictions contradictions,
            Terms terms,
            PlatformTransactionManager transactions) {
        this.plans = plans;
        this.entries = entries;
        this.contradictions = contradictions;
        this.terms = terms;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What came of it.
     *
     * @param plan null where the file holds no plan, or could not be read
     * @param entries null where the file holds no entries, or its plan was refused
     * @param book null where it could not be told
     */
    record Outcome(
            boolean dryRun,
            @Nullable Book book,
            @Nullable PlanImport plan,
            @Nullable EntryImport entries,
            List<Finding> findings) {

        /** The same, with what was found besides; the worst first. */
        Outcome with(List<Finding> more) {
            var all = new ArrayList<>(findings);
            all.addAll(more);
            all.sort(Comparator.comparing(Finding::severity).reversed());
            return new Outcome(dryRun, book, plan, entries, List.copyOf(all));
        }

        boolean refused() {
            return findings.stream().anyMatch(Finding::isError);
        }

        boolean unchanged() {
            return !refused()
                    && (plan == null || plan instanceof PlanImport.Unchanged)
                    && (entries == null || entries instanceof EntryImport.Unchanged);
        }

        long count(Severity severity) {
            return findings.stream().filter(one -> one.severity() == severity).count();
        }

        @Nullable
        PlanSummary summary() {
            return plan instanceof PlanImport.Imported imported ? imported.summary() : null;
        }

        List<Conversion> conversions() {
            return entries == null ? List.of() : entries.conversions();
        }

        private Outcome noting(List<Finding> notes) {
            var all = new ArrayList<>(findings);
            all.addAll(notes);
            return new Outcome(dryRun, book, plan, entries, List.copyOf(all));
        }

        EntryImport.@Nullable Imported imported() {
            return entries instanceof EntryImport.Imported imported ? imported : null;
        }
    }

    /** As {@link #run(String, byte[], MunicipalityCode, DataSet, boolean, Consumer)}, with nothing to say before it is kept. */
    Outcome run(
            String fileName,
            byte[] content,
            @Nullable MunicipalityCode municipality,
            @Nullable DataSet dataSet,
            boolean dryRun) {
        return run(fileName, content, municipality, dataSet, dryRun, outcome -> {});
    }

    /**
     * @param municipality whose entries they are, where the file holds no plan that says so
     * @param dataSet null: what the plan's source belongs to; of entries alone, the book that is shown of the municipality
     * @param beforeCommit told last in the transaction that is about to be kept; it may take it back by an exception
     */
    Outcome run(
            String fileName,
            byte[] content,
            @Nullable MunicipalityCode municipality,
            @Nullable DataSet dataSet,
            boolean dryRun,
            Consumer<Outcome> beforeCommit) {
        return switch (Sheets.read(fileName, content)) {
            case Reading.Refused refused -> new Outcome(dryRun, null, null, null, List.of(refused.finding()));
            case Reading.Read read -> run(read.workbook(), municipality, dataSet, dryRun, beforeCommit);
        };
    }

    private Outcome run(
            Workbook workbook,
            @Nullable MunicipalityCode municipality,
            @Nullable DataSet dataSet,
            boolean dryRun,
            Consumer<Outcome> beforeCommit) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var outcome = (Plans.isPlan(workbook)
                            ? planWithEntries(workbook, dataSet, dryRun)
                            : entriesAlone(workbook, municipality, dataSet, dryRun))
                    .noting(workbook.notes());
            var whole = outcome.refused() ? outcome : outcome.with(inEntries(outcome));
            if (dryRun || whole.refused()) {
                status.setRollbackOnly();
            } else {
                beforeCommit.accept(outcome);
            }
            return whole;
        }));
    }

    /** 지적: what the entries say against themselves now that the file is in the ledger. Its plan has had its say. */
    private List<Finding> inEntries(Outcome outcome) {
        return outcome.book() == null ? List.of() : contradictions.inEntries(outcome.book(), scopes(outcome));
    }

    /** The year or the term of the plan; of entries alone the years that they are of, or the term where they span several. */
    private List<Scope> scopes(Outcome outcome) {
        var written = outcome.imported();
        return switch (outcome.plan()) {
            case PlanImport.Imported plan ->
                scope(plan.summary().kind(), plan.summary().period());
            case PlanImport.Unchanged plan ->
                scope(plan.plan().kind(), plan.plan().period());
            case PlanImport.Rehearsed plan ->
                scope(plan.summary().kind(), plan.summary().period());
            case PlanImport.Refused refused -> List.of();
            case null ->
                written == null
                        ? List.of()
                        : written.from().getYear() == written.to().getYear()
                                ? List.of(new Scope.InYear(written.to().getYear()))
                                : terms.on(written.to())
                                        .<List<Scope>>map(term -> List.of(new Scope.InTerm(term)))
                                        .orElse(List.of());
        };
    }

    private List<Scope> scope(PlanKind kind, int period) {
        return switch (kind) {
            case YEAR -> List.of(new Scope.InYear(period));
            case TERM ->
                terms.find(period)
                        .<List<Scope>>map(term -> List.of(new Scope.InTerm(term)))
                        .orElse(List.of());
        };
    }

    private Outcome planWithEntries(Workbook workbook, @Nullable DataSet asked, boolean dryRun) {
        var dataSet = asked != null ? asked : plans.dataSetOf(workbook);
        var plan = plans.importWorkbook(workbook, dataSet, false);
        var findings = new ArrayList<>(plan.findings());
        var book = bookOf(plan);
        if (book.isEmpty() || !EntryFiles.hasEntries(workbook)) {
            return new Outcome(dryRun, book.orElse(null), plan, null, findings);
        }
        var written = entries.importEntries(book.get(), workbook, false);
        findings.addAll(written.findings());
        return new Outcome(dryRun, book.get(), plan, written, findings);
    }

    private static Optional<Book> bookOf(PlanImport plan) {
        return switch (plan) {
            case PlanImport.Imported imported -> Optional.of(imported.summary().book());
            case PlanImport.Rehearsed rehearsed ->
                Optional.of(rehearsed.summary().book());
            case PlanImport.Unchanged unchanged -> Optional.of(unchanged.plan().book());
            case PlanImport.Refused refused -> Optional.empty();
        };
    }

    private Outcome entriesAlone(
            Workbook workbook, @Nullable MunicipalityCode municipality, @Nullable DataSet dataSet, boolean dryRun) {
        if (municipality == null) {
            return new Outcome(dryRun, null, null, null, List.of(whoseEntries(workbook)));
        }
        var book = dataSet != null
                ? new Book(municipality, dataSet)
                : plans.shown(municipality).orElse(new Book(municipality, DataSet.REAL));
        var written = entries.importEntries(book, workbook, false);
        return new Outcome(dryRun, book, null, written, written.findings());
    }

    private static Finding whoseEntries(Workbook workbook) {
        return Finding.error(
                Finding.Kind.MISSING_VALUE,
                Place.sheet(workbook.fileName()),
                Text.of("tower.import.whose"),
                Text.of("tower.import.whose.fix"));
    }
}
