package dure.simulation;

import dure.access.Access;
import dure.access.Viewer;
import dure.ledger.Ledger;
import dure.ledger.Origin;
import dure.plan.PlanImport;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.plan.ProjectName;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipality;
import dure.region.Terms;
import dure.sheet.Workbook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The door to 모의 자료. */
@Service
public class Simulation {
    private final Plans plans;
    private final Ledger ledger;
    private final Terms terms;
    private final TransactionTemplate transaction;

    Simulation(Plans plans, Ledger ledger, Terms terms, PlatformTransactionManager transactions) {
        this.plans = plans;
        this.ledger = ledger;
        this.terms = terms;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Writes plans and results into the simulated books of the municipalities. Plans are disclosed, and with them the
     * results of all years but the last: it is under way, and its results are the staff's. A municipality is written in
     * one transaction; what is there already is left alone, so that a run that was cut off is simply begun again.
     *
     * @param progress is told of each municipality that is done
     */
    public void run(Simulated simulated, Consumer<Municipality> progress) {
        for (var municipality : simulated.municipalities()) {
            Access.as(
                    Viewer.PRODUCT,
                    () -> transaction.execute(status -> {
                        one(simulated, municipality);
                        return municipality;
                    }));
            progress.accept(municipality);
        }
    }

    private void one(Simulated simulated, Municipality municipality) {
        var book = new Book(municipality.code(), DataSet.SIMULATED);
        var made = new SimulatedPlans(simulated, municipality);
        simulated.years().stream()
                .flatMap(year -> terms.of(year).stream())
                .distinct()
                .forEach(term -> plan(book, made.ofTerm(term), PlanKind.TERM, term.no()));
        for (var year : simulated.years()) {
            plan(book, made.ofYear(year), PlanKind.YEAR, year);
        }
        for (var year : simulated.years()) {
            if (year.equals(simulated.years().getLast())) {
                ledger.disclose(book);
            }
            results(simulated, municipality, book, year);
        }
    }

    /** Writes lived years into the simulated book of a municipality; plans are disclosed, results are not. */
    public void live(Municipality municipality, List<LivedProject> projects, List<Integer> years) {
        var book = new Book(municipality.code(), DataSet.SIMULATED);
        var lived = new LivedBook(municipality.code(), projects);
        Access.as(
                Viewer.PRODUCT,
                () -> transaction.execute(status -> {
                    for (var year : years) {
                        plan(book, lived.plan(year), PlanKind.YEAR, year);
                        var ids = plans.projects(book, year).stream()
                                .collect(Collectors.toMap(ProjectName::code, ProjectName::id));
                        ledger.record(
                                book,
                                lived.entries(year, ids),
                                new Origin.File("모의 실적 " + year, hash("lived " + municipality.code() + " " + year)));
                    }
                    return municipality;
                }));
    }

    private void plan(Book book, Workbook workbook, PlanKind kind, int period) {
        switch (plans.importWorkbook(workbook, DataSet.SIMULATED, false)) {
            case PlanImport.Imported imported -> plans.disclose(book, kind, period);
            case PlanImport.Unchanged unchanged -> {}
            case PlanImport.Rehearsed rehearsed -> throw new IllegalStateException("This was no dry run");
            case PlanImport.Refused refused ->
                throw new IllegalStateException(
                        "A simulated plan was refused (%s): %s".formatted(workbook.fileName(), refused.findings()));
        }
    }

    private void results(Simulated simulated, Municipality municipality, Book book, int year) {
        var projects = new SimulatedPlans(simulated, municipality).projects(year);
        var ids = plans.projects(book, year).stream().collect(Collectors.toMap(ProjectName::code, ProjectName::id));
        var entries = new SimulatedEntries(simulated, municipality).of(year, projects, ids);
        if (!entries.isEmpty()) {
            ledger.record(book, entries, new Origin.File("모의 실적 " + year, hash(simulated, municipality, year)));
        }
    }

    /** Names what is written, so that it is written once. */
    private static byte[] hash(Simulated simulated, Municipality municipality, int year) {
        return hash("simulation %d %s %d %d %d"
                .formatted(
                        simulated.seed(),
                        municipality.code(),
                        year,
                        simulated.projects(),
                        simulated.reportedMonths(year)));
    }

    private static byte[] hash(String name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
