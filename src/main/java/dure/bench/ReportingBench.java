package dure.bench;

import dure.access.Access;
import dure.access.Reach;
import dure.access.Role;
import dure.access.Viewer;
import dure.console.Console;
import dure.ledger.Figures;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.Department;
import dure.plan.DepartmentId;
import dure.plan.Departments;
import dure.plan.Measure;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.reporting.CellEdit;
import dure.reporting.PeriodName;
import dure.reporting.Report;
import dure.reporting.ReportField;
import dure.reporting.ReportMove;
import dure.reporting.Reporting;
import dure.reporting.Saving;
import dure.sheet.Head;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import dure.sheet.WorkbookWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * {@code ./dure bench reporting}: the last day of a month in a province: 40 departments save and submit at once, in 8 clients,
 * each commit durable, every submission in every figure when it is answered. At the door.
 */
@Component
@ConditionalOnProperty(name = "dure.command", havingValue = "bench")
class ReportingBench {
    private static final int DEPARTMENTS = 40;
    private static final int PROJECTS = 4;
    private static final int LARGEST = 90;
    private static final int CLIENTS = 8;
    private static final int WARM_MONTHS = 2;
    private static final int MONTHS = 8;
    private static final ReportField JOBS = ReportField.quantity(Measure.JOBS);

    private final Reporting reporting;
    private final Plans plans;
    private final Departments departments;
    private final Figures figures;
    private final Rules rules;
    private final Municipalities municipalities;
    private final dure.bench.Report report;
    private final Console console;
    private final Clock clock;

    ReportingBench(
            Reporting reporting,
            Plans plans,
            Departments departments,
            Figures figures,
            Rules rules,
            Municipalities municipalities,
            dure.bench.Report report,
            Console console,
            Clock clock) {
        this.reporting = reporting;
        this.plans = plans;
        this.departments = departments;
        this.figures = figures;
        this.rules = rules;
        this.municipalities = municipalities;
        this.report = report;
        this.console = console;
        this.clock = clock;
    }

    void run() throws Exception {
        var province = municipalities.all().stream()
                .filter(one -> one.kind().isProvincial() && one.validTo() == null)
                .reduce((one, other) -> other)
                .orElseThrow();
        var book = new Book(province.code(), DataSet.REAL);
        var officer = Viewer.acting(
                "bench", null, Set.of(Role.JOB_POLICY_OFFICER, Role.APPROVER), Reach.of(Set.of(province.code())));
        var year = LocalDate.now(clock).getYear() - 1;
        console.say("bench.reporting", DEPARTMENTS, CLIENTS);
        var offices = planned(officer, book, year);
        var saved = Collections.synchronizedList(new ArrayList<Double>());
        var submitted = Collections.synchronizedList(new ArrayList<Double>());
        for (int month = 1; month <= WARM_MONTHS + MONTHS; month++) {
            var period = PeriodName.parse("%d-%02d".formatted(year, month)).orElseThrow();
            Access.as(officer, () -> reporting.open(book, period, LocalDate.now(clock)));
            var counts = month > WARM_MONTHS;
            monthsEnd(
                    officer,
                    book,
                    period,
                    offices,
                    counts ? saved : new ArrayList<>(),
                    counts ? submitted : new ArrayList<>());
            checked(officer, book, year, month);
        }
        var largest = offices.keySet().iterator().next();
        var last = PeriodName.parse("%d-%02d".formatted(year, WARM_MONTHS + MONTHS))
                .orElseThrow();
        var opened = Times.measure(
                20,
                100,
                () -> Access.as(officer, () -> reporting.report(book, last, largest))
                        .orElseThrow());
        report.write(new Result(
                "reporting",
                Machine.here(clock.instant()),
                List.of(
                        "%d departments of one province, %d projects in one of them and %d in each other, %d clients, %d months"
                                .formatted(DEPARTMENTS, LARGEST, PROJECTS, CLIENTS, MONTHS)),
                List.of(
                        Result.Figure.atMost(
                                "one cell saved, p95", "ms", Times.of(saved).p95(), 10),
                        Result.Figure.atMost(
                                "a department's report submitted, in every figure when answered, p95",
                                "ms",
                                Times.of(submitted).p95(),
                                50),
                        Result.Figure.atMost(
                                "the grid of %d projects opened, p95".formatted(LARGEST), "ms", opened.p95(), 300))));
    }

    /** Answers the departments with how many projects each has, the largest first. */
    private Map<DepartmentId, Integer> planned(Viewer officer, Book book, int year) {
        var workbook = new WorkbookWriter();
        var form = workbook.form("기본", List.of(text("항목"), text("값")));
        form.item(text("자치단체 코드"), book.municipality().value(), null);
        form.item(text("계획 종류"), "연차별 세부계획", null);
        form.item(text("민선 기수 또는 연도"), String.valueOf(year), null);
        form.item(text("계획명"), "성능 측정", null);
        form.item(text("총목표"), String.valueOf((LARGEST + (DEPARTMENTS - 1) * PROJECTS) * 100), null);
        form.item(text("총목표 표기 단위"), "명", null);
        form.item(text("출처 종류"), "자치단체 자료", null);
        var sheet = workbook.table(
                "세부사업",
                List.of(
                        text("번호"),
                        text("사업코드"),
                        text("사업명"),
                        text("부서"),
                        text("사업유형"),
                        text("측정 단위"),
                        Head.of("연간 목표", 12, Head.Format.WHOLE)));
        var sizes = new LinkedHashMap<String, Integer>();
        var no = 1;
        for (int department = 0; department < DEPARTMENTS; department++) {
            var name = "부서 " + department;
            sizes.put(name, department == 0 ? LARGEST : PROJECTS);
            for (int i = 0; i < sizes.get(name); i++) {
                var code = department + "-" + i;
                sheet.row(String.valueOf(no++), code, "사업 " + code, name, "직접일자리 창출", "일자리 수", 100L);
            }
        }
        if (!(Sheets.read("성능 측정.xlsx", workbook.bytes()) instanceof Reading.Read read)) {
            throw new IllegalStateException("The plan is not read");
        }
        var imported = Access.as(officer, () -> plans.importWorkbook(read.workbook(), DataSet.REAL, false));
        var disclosed = Access.as(officer, () -> plans.disclose(book, PlanKind.YEAR, year));
        if (!(disclosed instanceof dure.plan.PlanDisclosure.Disclosed)) {
            throw new IllegalStateException("Not disclosed: " + imported + " " + disclosed);
        }
        var byName = Access.as(officer, () -> departments.all(book)).stream()
                .collect(java.util.stream.Collectors.toMap(Department::name, Department::id));
        var offices = new LinkedHashMap<DepartmentId, Integer>();
        sizes.forEach((name, size) -> offices.put(java.util.Objects.requireNonNull(byName.get(name)), size));
        return offices;
    }

    /** Every client takes departments one after the other: cell by cell, and then the submission. */
    private void monthsEnd(
            Viewer officer,
            Book book,
            PeriodName period,
            Map<DepartmentId, Integer> offices,
            List<Double> saved,
            List<Double> submitted)
            throws Exception {
        var ids = List.copyOf(offices.keySet());
        var work = new ArrayList<Callable<Object>>();
        for (int client = 0; client < CLIENTS; client++) {
            var first = client;
            work.add(() -> {
                for (int i = first; i < ids.size(); i += CLIENTS) {
                    department(officer, book, period, ids.get(i), saved, submitted);
                }
                return ids;
            });
        }
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (var done : threads.invokeAll(work)) {
                done.get(); // throws what it threw
            }
        }
    }

    private void department(
            Viewer officer,
            Book book,
            PeriodName period,
            DepartmentId department,
            List<Double> saved,
            List<Double> submitted)
            throws Exception {
        Report grid = Access.as(officer, () -> reporting.report(book, period, department))
                .orElseThrow();
        for (var row : grid.rows()) {
            var edit = List.of(new CellEdit(row.id(), JOBS, 0, "1", false));
            saved.add(Times.millisecondsOf(() -> {
                var saving = Access.as(officer, () -> reporting.save(book, period, department, edit, null, null));
                if (!(saving instanceof Saving.Saved)) {
                    throw new IllegalStateException("Not saved: " + saving);
                }
                return saving;
            }));
        }
        submitted.add(Times.millisecondsOf(() -> {
            var move = Access.as(officer, () -> reporting.submit(book, period, department, ""));
            if (!(move instanceof ReportMove.Submitted)) {
                throw new IllegalStateException("Not submitted: " + move);
            }
            return move;
        }));
    }

    /** All of it is in the figure. */
    private void checked(Viewer officer, Book book, int year, int months) {
        var expected = (long) months * (LARGEST + (DEPARTMENTS - 1) * PROJECTS);
        var counted = Access.as(
                officer,
                () -> figures.total(figures.question(
                        book,
                        new Scope.InYear(year),
                        null,
                        null,
                        rules.find(Rules.DEFAULT).orElseThrow())));
        if (counted.quantity() != expected) {
            throw new IllegalStateException("%d reported, %d counted".formatted(expected, counted.quantity()));
        }
    }

    private static Head text(String name) {
        return Head.of(name, 20, Head.Format.TEXT);
    }
}
