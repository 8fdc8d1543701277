package dure.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.TestBooks;
import dure.access.Access;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.ledger.Basis;
import dure.ledger.EntryId;
import dure.ledger.Figures;
import dure.ledger.Flows;
import dure.ledger.JobTerms;
import dure.ledger.Ledger;
import dure.ledger.NewEntry;
import dure.ledger.Origin;
import dure.ledger.Recording;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.ledger.StatedAs;
import dure.plan.Departments;
import dure.plan.Measure;
import dure.plan.Plans;
import dure.plan.ProgrammeType;
import dure.plan.Quantity;
import dure.plan.Sector;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.web.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DureTest
class ReportingAMonth {
    private static final PeriodName OCTOBER = PeriodName.parse("2026-10").orElseThrow();
    private static final String JOBS = "가상일자리과";
    private static final String CARE = "가상복지과";

    @Autowired
    Reporting reporting;

    @Autowired
    ReportingCalendar calendar;

    @Autowired
    ReportWorkbooks workbooks;

    @Autowired
    Plans plans;

    @Autowired
    Departments departments;

    @Autowired
    Ledger ledger;

    @Autowired
    Flows flows;

    @Autowired
    Figures figures;

    @Autowired
    Rules rules;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestBooks books;

    @Autowired
    JdbcClient db;

    TransactionTemplate transactions = new TransactionTemplate();
    Reported county;

    @Autowired
    void transactions(PlatformTransactionManager manager) {
        transactions = new TransactionTemplate(manager);
    }

    @BeforeEach
    void a_county_with_an_open_month() {
        var projects = new LinkedHashMap<String, Integer>();
        projects.put(JOBS, 3);
        projects.put(CARE, 1);
        county = new Reported(books.next(), OCTOBER, projects, reporting, plans, departments, accounts).open();
    }

    private <T> T as(Viewer by, Callable<T> work) {
        return Access.as(by, work);
    }

    private long held(String code) {
        return as(
                        county.officer,
                        () -> flows.of(county.book, List.of(county.project(code)), OCTOBER.from(), OCTOBER.to()))
                .stream()
                .mapToLong(Flows.Flow::quantity)
                .sum();
    }

    private long position() {
        return as(county.officer, () -> ledger.now(county.book)).position();
    }

    @Test
    void becomes_lines_of_the_ledger_as_the_plan_states_them() {
        var clerk = county.clerk(JOBS);
        county.saved(
                clerk,
                JOBS,
                county.jobs("A-1", 0, "1천"),
                county.jobs("A-2", 0, "-"),
                county.won("A-1", 0, "3,000,000"),
                new CellEdit(county.project("A-1"), ReportField.EVIDENCE, 0, "일자리과-1234", false));
        assertThat(county.submit(clerk, JOBS))
                .isInstanceOfSatisfying(
                        ReportMove.Lacks.class,
                        lacks -> assertThat(lacks.findings())
                                .singleElement()
                                .satisfies(found ->
                                        assertThat(found.message().values()).contains("사업 A-3")));
        assertThat(position())
                .as("nothing is written of a report that lacks something")
                .isZero();
        county.saved(clerk, JOBS, county.jobs("A-3", 0, "7"));

        assertThat(county.submit(clerk, JOBS)).isInstanceOfSatisfying(ReportMove.Submitted.class, done -> {
            assertThat(done.written()).isEqualTo(2);
            assertThat(done.zeros()).isEqualTo(1);
        });
        assertThat(position()).isEqualTo(2);
        var entry = as(clerk, () -> ledger.find(new EntryId(county.book, 1), Instant.now()))
                .orElseThrow()
                .what();
        assertThat(entry.project()).isEqualTo(county.project("A-1"));
        assertThat(entry.quantity()).isEqualTo(new Quantity(1000, Measure.JOBS, "개", false));
        assertThat(entry.basis()).isEqualTo(Basis.REPORTED);
        assertThat(entry.programmeType()).isEqualTo(ProgrammeType.DIRECT);
        assertThat(entry.sector()).as("the plan does not say").isEqualTo(Sector.UNSPECIFIED);
        assertThat(entry.terms()).isEqualTo(JobTerms.UNSTATED);
        assertThat(entry.evidence()).isEqualTo("일자리과-1234");
        assertThat(entry.from()).isEqualTo(OCTOBER.from());
        assertThat(entry.to()).isEqualTo(OCTOBER.to());
        assertThat(county.report(clerk, JOBS).rows())
                .extracting(Report.Row::reported)
                .as("zero is a report too")
                .containsExactly(1000L, 0L, 7L);
        assertThat(executed()).containsExactly(Map.entry(county.project("A-1"), 3_000_000L));

        assertThat(county.submit(clerk, JOBS)).isInstanceOf(ReportMove.Submitted.class);
        assertThat(position()).as("sent twice, written once").isEqualTo(2);
    }

    private Map<dure.plan.ProjectId, Long> executed() {
        return as(
                county.officer,
                () -> reporting.executed(figures.question(
                        county.book,
                        new Scope.InYear(2026),
                        LocalDate.of(2026, 12, 31),
                        null,
                        rules.find(Rules.DEFAULT).orElseThrow())));
    }

    @Test
    void replaces_after_a_return_only_what_differs() {
        var clerk = county.clerk(JOBS);
        county.saved(clerk, JOBS, county.won("A-1", 0, "5000"));
        assertThat(county.reported(JOBS, "10").written()).isEqualTo(3);
        assertThatThrownBy(() -> as(clerk, () -> reporting.accept(county.book, OCTOBER, county.id(JOBS))))
                .isInstanceOf(AccessDeniedException.class);
        as(county.officer, () -> reporting.giveBack(county.book, OCTOBER, county.id(JOBS), "A-2를 다시 세어 주십시오."));
        county.saved(clerk, JOBS, county.jobs("A-2", 1, "4"), county.jobs("A-3", 1, "0"), county.won("A-1", 1, "7000"));
        assertThat(county.submit(clerk, JOBS)).isInstanceOfSatisfying(ReportMove.Submitted.class, done -> {
            assertThat(done.reversed()).isEqualTo(2);
            assertThat(done.written()).isEqualTo(1);
            assertThat(done.unchanged()).isEqualTo(1);
        });
        assertThat(held("A-1")).isEqualTo(10);
        assertThat(held("A-2")).isEqualTo(4);
        assertThat(held("A-3")).isZero();
        assertThat(position()).isEqualTo(3 + 2 + 1);
        assertThat(executed()).containsEntry(county.project("A-1"), 7000L);
        as(county.officer, () -> reporting.accept(county.book, OCTOBER, county.id(JOBS)));
        var report = county.report(clerk, JOBS);
        assertThat(report.standing().state()).isEqualTo(ReportState.ACCEPTED);
        assertThat(report.steps().stream().map(ReportStep::kind))
                .containsExactly(
                        ReportStep.Kind.ACCEPTED,
                        ReportStep.Kind.SUBMITTED,
                        ReportStep.Kind.RETURNED,
                        ReportStep.Kind.SUBMITTED,
                        ReportStep.Kind.OPENED);
        assertThat(county.save(clerk, JOBS, county.jobs("A-1", 1, "99")))
                .isEqualTo(new Saving.NotOpen(ReportState.ACCEPTED));
    }

    @Test
    void counts_nothing_twice_that_stands_in_the_ledger_from_elsewhere() {
        var entry = new NewEntry(
                county.project("B-1"),
                "",
                OCTOBER.from(),
                OCTOBER.to(),
                new Quantity(5, Measure.JOBS, "개", false),
                Basis.REPORTED,
                ProgrammeType.DIRECT,
                Sector.UNSPECIFIED,
                Set.of(),
                JobTerms.UNSTATED,
                null,
                new Source(SourceKind.OFFICE, "", null),
                null,
                null,
                List.of());
        assertThat(as(county.officer, () -> ledger.record(county.book, List.of(entry), new Origin.Form())))
                .isInstanceOf(Recording.Recorded.class);
        var clerk = county.clerk(CARE);
        county.saved(clerk, CARE, county.jobs("B-1", 0, "3"));
        assertThatThrownBy(() -> county.submit(clerk, CARE))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.fields())
                                .singleElement()
                                .satisfies(
                                        field -> assertThat(field.arguments()).containsExactly("사업 B-1", 3L, 5L)));
        assertThat(county.report(clerk, CARE).standing().state()).isEqualTo(ReportState.OPEN);
        county.saved(clerk, CARE, county.jobs("B-1", 1, "12"));
        assertThat(county.submit(clerk, CARE)).isInstanceOf(ReportMove.Submitted.class);
        assertThat(held("B-1")).isEqualTo(12);
        var written = as(clerk, () -> ledger.find(new EntryId(county.book, 2), Instant.now()))
                .orElseThrow()
                .what();
        assertThat(written.quantity().amount()).isEqualTo(7);
        assertThat(written.stated()).isEqualTo(new NewEntry.Figure(12, StatedAs.MONTH));
    }

    @Test
    void takes_running_totals_apart_and_says_how() {
        var september = new Month(PeriodName.parse("2026-09").orElseThrow());
        september.report("28");
        var clerk = county.clerk(CARE);
        assertThat(county.saved(clerk, CARE, county.total("B-1", 0, "27")))
                .singleElement()
                .satisfies(one -> assertThat(one.result()).isEqualTo(Saving.Result.WRONG));
        assertThat(county.saved(clerk, CARE, county.total("B-1", 0, "40")))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.result()).isEqualTo(Saving.Result.SAVED);
                    assertThat(one.conversion()).isEqualTo(new Saving.Converted(40, 28, 12));
                });
        assertThat(county.report(clerk, CARE).rows()).singleElement().satisfies(row -> {
            assertThat(row.previous()).isEqualTo(28);
            assertThat(row.quantity()).isEqualTo(12);
            assertThat(row.total()).isEqualTo(40);
            assertThat(row.targetUntil()).as("ten twelfths of 120").isEqualTo(100);
            assertThat(row.isBehind(0.8)).isTrue();
        });
        county.submit(clerk, CARE);
        var entry = as(clerk, () -> ledger.find(new EntryId(county.book, 2), Instant.now()))
                .orElseThrow()
                .what();
        assertThat(entry.quantity().amount()).isEqualTo(12);
        assertThat(entry.stated()).isEqualTo(new NewEntry.Figure(40, StatedAs.CUMULATIVE));
    }

    /** The month before, reported by the office for the department. */
    private final class Month {
        private final PeriodName name;

        Month(PeriodName name) {
            this.name = name;
        }

        void report(String jobs) {
            as(county.officer, () -> reporting.open(county.book, name, null));
            as(
                    county.officer,
                    () -> reporting.save(
                            county.book, name, county.id(CARE), List.of(county.jobs("B-1", 0, jobs)), null, null));
            assertThat(as(county.officer, () -> reporting.submit(county.book, name, county.id(CARE), "")))
                    .isInstanceOf(ReportMove.Submitted.class);
        }
    }

    @Test
    void tells_two_clerks_of_each_other_and_loses_neither() {
        var one = county.clerk(JOBS);
        var other = accounts.viewer(accounts.departmentOfficer(county.book.municipality(), JOBS));
        assertThat(county.saved(one, JOBS, county.jobs("A-1", 0, "5"))
                        .getFirst()
                        .result())
                .isEqualTo(Saving.Result.SAVED);
        assertThat(county.saved(other, JOBS, county.jobs("A-1", 0, "5"))
                        .getFirst()
                        .result())
                .as("the same is no clash")
                .isEqualTo(Saving.Result.UNCHANGED);
        var clash = county.saved(other, JOBS, county.jobs("A-1", 0, "6"), county.jobs("A-2", 0, "8"));
        assertThat(clash)
                .extracting(Saving.Outcome::result)
                .as("one that clashes keeps the other not back")
                .containsExactly(Saving.Result.CLASH, Saving.Result.SAVED);
        assertThat(clash.getFirst().cell()).satisfies(cell -> {
            assertThat(cell.value()).isEqualTo("5");
            assertThat(cell.by()).isEqualTo(one.name());
        });
        assertThat(county.saved(other, JOBS, county.jobs("A-1", 1, "6"))
                        .getFirst()
                        .result())
                .isEqualTo(Saving.Result.SAVED);
    }

    @Test
    void saves_a_call_once_whatever_was_typed_since() {
        var clerk = county.clerk(JOBS);
        var first = List.of(county.jobs("A-1", 0, "5"));
        assertThat(call("k1", first))
                .isInstanceOfSatisfying(
                        Saving.Saved.class,
                        saved -> assertThat(saved.repeated()).isFalse());
        county.saved(clerk, JOBS, county.jobs("A-1", 1, "9"));
        assertThat(call("k1", first)).isInstanceOfSatisfying(Saving.Saved.class, saved -> {
            assertThat(saved.repeated()).isTrue();
            assertThat(saved.cells().getFirst().cell().value()).isEqualTo("9");
        });
        assertThat(call("k1", List.of(county.jobs("A-1", 2, "5")))).isEqualTo(new Saving.KeyUsed("k1"));
    }

    private Saving call(String key, List<CellEdit> edits) {
        var hash = ReportingApi.hash(edits.toString());
        return as(county.clerk(JOBS), () -> reporting.save(county.book, OCTOBER, county.id(JOBS), edits, key, hash));
    }

    @Test
    void shows_and_takes_a_department_its_own_and_no_other() {
        county.saved(county.clerk(JOBS), JOBS, county.jobs("A-1", 0, "5"));
        var other = county.clerk(CARE);
        assertThatThrownBy(() -> county.report(other, JOBS)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> county.save(other, JOBS, county.jobs("A-1", 1, "6")))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> county.submit(other, JOBS)).isInstanceOf(AccessDeniedException.class);
        assertThat(county.save(other, CARE, county.jobs("A-2", 0, "6"))).isInstanceOf(Saving.NoReport.class);
        assertThat(as(other, () -> reporting.board(county.book, OCTOBER))
                        .orElseThrow()
                        .rows())
                .extracting(row -> row.department().name())
                .containsExactly(CARE);

        // And the database, whatever the code does.
        assertThat(cells(county.clerk(JOBS))).isEqualTo(1);
        assertThat(cells(county.officer)).isEqualTo(1);
        assertThat(cells(other)).isZero();
        assertThatThrownBy(() -> sql(other, """
                insert into report_cell (period_id, municipality, department_id, project_id, field, value, version, changed_at, changed_by)
                select p.id, p.municipality, %s, %s, 'quantity/JOBS', '9', 1, now(), 'x' from reporting_period p
                where p.municipality = '%s'""".formatted(
                                county.id(JOBS), county.project("A-2").value(), county.book.municipality())))
                .rootCause()
                .hasMessageContaining("not typed into");
        assertThatThrownBy(() -> sql(other, """
                insert into report_cell (period_id, municipality, department_id, project_id, field, value, version, changed_at, changed_by)
                select p.id, p.municipality, %s, %s, 'quantity/JOBS', '9', 1, now(), 'x' from reporting_period p
                where p.municipality = '%s'""".formatted(
                                county.id(CARE), county.project("A-2").value(), county.book.municipality())))
                .rootCause()
                .hasMessageContaining("another department");
        assertThatThrownBy(() -> sql(
                        other,
                        "update department_report set state = 'ACCEPTED' where municipality = '%s'"
                                .formatted(county.book.municipality())))
                .rootCause()
                .hasMessageContaining("does not go from OPEN to ACCEPTED");
    }

    private int cells(Viewer by) {
        return as(
                by,
                () -> transactions.execute(
                        status -> db.sql("select count(*)::int from report_cell where municipality = ?")
                                .param(county.book.municipality().value())
                                .query(Integer.class)
                                .single()));
    }

    private int sql(Viewer by, String statement) {
        return as(by, () -> transactions.execute(status -> db.sql(statement).update()));
    }

    @Test
    void closes_for_good_and_keeps_who_was_late() {
        as(county.officer, () -> reporting.moveDue(county.book, OCTOBER, LocalDate.of(2026, 11, 10), "당겼습니다"));
        assertThat(county.report(county.officer, JOBS).standing().late()).isTrue();
        county.reported(JOBS, "3");
        assertThat(county.report(county.officer, JOBS).standing().late())
                .as("submitted, but late")
                .isTrue();
        as(county.officer, () -> reporting.accept(county.book, OCTOBER, county.id(JOBS)));
        assertThatThrownBy(() -> as(county.officer, () -> reporting.close(county.book, OCTOBER, " ")))
                .as("a department is missing: somebody says why")
                .isInstanceOf(Refusal.class);
        assertThat(as(county.officer, () -> reporting.close(county.book, OCTOBER, "복지과는 다음 달에 합산합니다.")))
                .isInstanceOf(ReportMove.Made.class);
        assertThat(as(county.officer, () -> ledger.closedMonths(county.book))).containsExactly(YearMonth.of(2026, 10));
        var board =
                as(county.officer, () -> reporting.board(county.book, OCTOBER)).orElseThrow();
        assertThat(board.rows())
                .allMatch(row -> row.standing().state() == ReportState.CLOSED
                        && row.standing().late());
        assertThat(county.save(county.clerk(CARE), CARE, county.jobs("B-1", 0, "1")))
                .isEqualTo(new Saving.NotOpen(ReportState.CLOSED));
        assertThat(county.submit(county.clerk(CARE), CARE)).isInstanceOf(ReportMove.PeriodClosed.class);
        assertThat(as(
                        county.officer,
                        () -> reporting.open(
                                county.book, PeriodName.parse("2026-Q4").orElseThrow(), null)))
                .isEqualTo(new ReportMove.Taken(OCTOBER));
        assertThatThrownBy(() -> sql(
                        county.officer,
                        "update reporting_period set state = 'OPEN', closed_at = null where municipality = '%s'"
                                .formatted(county.book.municipality())))
                .rootCause()
                .hasMessageContaining("stays as it is");
    }

    @Test
    void opens_by_the_calendar_once_however_many_nodes_run() throws Exception {
        var other = books.next();
        var own = new Reported(other, OCTOBER, Map.of(JOBS, 1), reporting, plans, departments, accounts);
        as(
                own.officer,
                () -> reporting.set(
                        other,
                        new ReportingSetting(
                                PeriodName.Kind.MONTH, 8, true, null, List.of(LocalDate.of(2026, 11, 9)))));
        try (var nodes = Executors.newFixedThreadPool(3)) {
            var runs = List.of(nodes.submit(calendar::run), nodes.submit(calendar::run), nodes.submit(calendar::run));
            for (var run : runs) {
                run.get();
            }
        }
        var ended = PeriodName.of(departments.today(), PeriodName.Kind.MONTH).before();
        assertThat(as(own.officer, () -> reporting.periods(other)))
                .singleElement()
                .satisfies(period -> {
                    assertThat(period.name()).isEqualTo(ended);
                    assertThat(period.openedBy()).isEqualTo("dure");
                });
        as(
                own.officer,
                () -> reporting.set(other, new ReportingSetting(PeriodName.Kind.MONTH, 8, false, null, List.of())));
    }

    @Test
    void goes_out_as_a_workbook_and_comes_back_all_or_nothing() {
        var clerk = county.clerk(JOBS);
        county.saved(clerk, JOBS, county.jobs("A-1", 0, "5"));
        var file = as(clerk, () -> workbooks.file(county.book, OCTOBER, county.id(JOBS), java.util.Locale.KOREAN))
                .getBody();
        assertThat(bring(clerk, file, false))
                .satisfies(brought -> assertThat(brought.changes()).isEmpty());

        var changed = Books.with(county, file, Map.of("A-1", "9", "A-2", "1천"));
        assertThat(bring(clerk, changed, true).changes()).hasSize(2);
        assertThat(county.report(clerk, JOBS).rows().getFirst().quantity())
                .as("only looked at")
                .isEqualTo(5);
        assertThat(bring(clerk, changed, false).changes()).hasSize(2);
        assertThat(bring(clerk, changed, false).changes()).as("safe to repeat").isEmpty();
        assertThat(county.report(clerk, JOBS).rows())
                .extracting(Report.Row::quantity)
                .containsExactly(9L, 1000L, null);

        var broken = Books.with(county, file, Map.of("A-1", "33", "A-2", "열", "X-9", "1"));
        assertThat(bring(clerk, broken, false))
                .isInstanceOfSatisfying(
                        ReportWorkbooks.Brought.Refused.class,
                        refused -> assertThat(refused.findings())
                                .filteredOn(found -> found.isError())
                                .extracting(found -> found.place().sheet() + " "
                                        + found.place().row() + " "
                                        + found.place().column())
                                .containsExactlyInAnyOrder("보고 3 F", "보고 4 A"));
        assertThat(county.report(clerk, JOBS).rows().getFirst().quantity()).isEqualTo(9);

        var other = accounts.viewer(accounts.departmentOfficer(county.book.municipality(), JOBS));
        county.saved(other, JOBS, county.jobs("A-1", 2, "77"));
        assertThat(bring(clerk, changed, false))
                .as("another wrote there after the file was made")
                .isInstanceOf(ReportWorkbooks.Brought.Refused.class);
    }

    private ReportWorkbooks.Brought bring(Viewer by, byte[] file, boolean dryRun) {
        return as(by, () -> workbooks.bring(county.book, OCTOBER, county.id(JOBS), "report.xlsx", file, dryRun));
    }
}
