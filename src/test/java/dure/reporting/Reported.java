package dure.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dure.TestPlans;
import dure.access.Access;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.plan.DepartmentId;
import dure.plan.Departments;
import dure.plan.Measure;
import dure.plan.PlanDisclosure;
import dure.plan.PlanImport;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.plan.ProjectId;
import dure.region.Book;
import dure.region.DataSet;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A county whose plan is disclosed, with an officer and a clerk of each department. */
final class Reported {
    static final ReportField JOBS = ReportField.quantity(Measure.JOBS);

    private final Reporting reporting;
    final Book book;
    final PeriodName period;
    final Viewer officer;
    final TestAccounts.Login office;
    final Map<String, DepartmentId> departments = new LinkedHashMap<>();
    final Map<String, TestAccounts.Login> clerks = new LinkedHashMap<>();
    private final Map<String, ProjectId> projects;
    private final TestAccounts accounts;

    Reported(
            Book book,
            PeriodName period,
            Map<String, Integer> projectsOf,
            Reporting reporting,
            Plans plans,
            Departments known,
            TestAccounts accounts) {
        this.reporting = reporting;
        this.book = book;
        this.period = period;
        this.accounts = accounts;
        this.office = accounts.officer(book.municipality());
        this.officer = accounts.viewer(office);
        var read = Sheets.read("plan.xlsx", TestPlans.departments(book, period.year(), projectsOf, 120, 12_000));
        assertThat(read).isInstanceOf(Reading.Read.class);
        var imported =
                Access.as(officer, () -> plans.importWorkbook(((Reading.Read) read).workbook(), DataSet.REAL, false));
        assertThat(imported).as(imported.toString()).isInstanceOf(PlanImport.Imported.class);
        assertThat(Access.as(officer, () -> plans.disclose(book, PlanKind.YEAR, period.year())))
                .isInstanceOf(PlanDisclosure.Disclosed.class);
        var all = Access.as(officer, () -> known.all(book));
        projectsOf.keySet().forEach(name -> {
            departments.put(
                    name,
                    all.stream()
                            .filter(one -> one.name().equals(name))
                            .findFirst()
                            .orElseThrow()
                            .id());
            clerks.put(name, accounts.departmentOfficer(book.municipality(), name));
        });
        this.projects = Access.as(officer, () -> plans.annual(book, period.year())).orElseThrow().projects().stream()
                .collect(Collectors.toMap(project -> project.code(), project -> project.id()));
    }

    Viewer clerk(String department) {
        return accounts.viewer(clerks.get(department));
    }

    DepartmentId id(String department) {
        return departments.get(department);
    }

    ProjectId project(String code) {
        return projects.get(code);
    }

    /** Due ten days from now. */
    Reported open() {
        var due = java.time.LocalDate.now(java.time.ZoneId.of("Asia/Seoul")).plusDays(10);
        var opened = Access.as(officer, () -> reporting.open(book, period, due));
        assertThat(opened).isInstanceOf(ReportMove.Made.class);
        return this;
    }

    Report report(Viewer by, String department) {
        return Access.as(by, () -> reporting.report(book, period, id(department)))
                .orElseThrow();
    }

    Saving save(Viewer by, String department, CellEdit... edits) {
        return Access.as(by, () -> reporting.save(book, period, id(department), List.of(edits), null, null));
    }

    List<Saving.Outcome> saved(Viewer by, String department, CellEdit... edits) {
        var saving = save(by, department, edits);
        assertThat(saving).as(saving.toString()).isInstanceOf(Saving.Saved.class);
        return ((Saving.Saved) saving).cells();
    }

    CellEdit jobs(String code, int version, @Nullable String to) {
        return new CellEdit(project(code), JOBS, version, to, false);
    }

    CellEdit total(String code, int version, String to) {
        return new CellEdit(project(code), JOBS, version, to, true);
    }

    CellEdit won(String code, int version, String to) {
        return new CellEdit(project(code), ReportField.EXECUTED, version, to, false);
    }

    ReportMove submit(Viewer by, String department) {
        return Access.as(by, () -> reporting.submit(book, period, id(department), ""));
    }

    /** Everything of a department as one number each, and submitted. */
    ReportMove.Submitted reported(String department, String jobs) {
        var by = clerk(department);
        var edits = new ArrayList<CellEdit>();
        report(by, department)
                .rows()
                .forEach(row -> edits.add(new CellEdit(row.id(), JOBS, row.version(JOBS), jobs, false)));
        assertThat(saved(by, department, edits.toArray(CellEdit[]::new)))
                .allMatch(one ->
                        Set.of(Saving.Result.SAVED, Saving.Result.UNCHANGED).contains(one.result()));
        var submitted = submit(by, department);
        assertThat(submitted).as(submitted.toString()).isInstanceOf(ReportMove.Submitted.class);
        return (ReportMove.Submitted) submitted;
    }
}
