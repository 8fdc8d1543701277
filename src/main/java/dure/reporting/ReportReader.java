package dure.reporting;

import dure.ledger.Flows;
import dure.plan.BudgetLine;
import dure.plan.Department;
import dure.plan.DepartmentId;
import dure.plan.Departments;
import dure.plan.Measure;
import dure.plan.PlanKind;
import dure.plan.PlanState;
import dure.plan.Plans;
import dure.plan.Project;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.plan.Promise;
import dure.plan.Versions;
import dure.region.Book;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 보고 대상: which projects are to be reported, whose they are, and what is known of each. The plan in force is the newest that
 * was disclosed, or where none was the newest that was approved; whose a project is today, its newest version says, as the
 * ledger asks too.
 */
@Component
class ReportReader {
    private final Plans plans;
    private final Versions versions;
    private final Departments departments;
    private final Flows flows;
    private final ReportingStore store;
    private final Clock clock;

    ReportReader(
            Plans plans, Versions versions, Departments departments, Flows flows, ReportingStore store, Clock clock) {
        this.plans = plans;
        this.versions = versions;
        this.departments = departments;
        this.flows = flows;
        this.store = store;
        this.clock = clock;
    }

    /**
     * What is to be reported in a year.
     *
     * @param projects of the plan in force, in its order; of no department under null
     * @param inForce whether there is such a plan
     */
    record Duties(
            boolean inForce,
            Map<@Nullable DepartmentId, List<Project>> projects,
            Map<ProjectId, Long> appropriated,
            Map<DepartmentId, Department> departments) {
        List<Project> of(DepartmentId department) {
            return projects.getOrDefault(department, List.of());
        }
    }

    Duties duties(Book book, int year) {
        var known = departments.all(book);
        var acting = departments.today(book);
        var byName = known.stream()
                .collect(Collectors.toMap(
                        Department::name, one -> Objects.requireNonNull(acting.get(one.id())), (one, other) -> one));
        var byId = new HashMap<DepartmentId, Department>();
        known.forEach(one -> byId.put(one.id(), Objects.requireNonNull(acting.get(one.id()))));
        var content = inForce(book, year);
        if (content.isEmpty()) {
            return new Duties(false, new HashMap<>(), Map.of(), byId); // a map that may be asked for null
        }
        var names =
                plans.names(content.get().projects().stream().map(Project::id).toList());
        var projects = new HashMap<@Nullable DepartmentId, List<Project>>();
        for (var project : content.get().projects()) {
            var name = names.get(project.id());
            var department = Optional.ofNullable(name)
                    .map(ProjectName::department)
                    .or(() -> Optional.ofNullable(project.department()))
                    .map(byName::get)
                    .map(Department::id)
                    .orElse(null);
            projects.computeIfAbsent(department, none -> new ArrayList<>()).add(project);
        }
        var appropriated = new HashMap<ProjectId, Long>();
        for (var line : content.get().budget()) {
            var amount = line.appropriated();
            if (line.project() != null && amount != null && line.isOf(year)) {
                appropriated.merge(line.project(), amount, Long::sum);
            }
        }
        return new Duties(true, projects, appropriated, byId);
    }

    private record Content(List<Project> projects, List<BudgetLine> budget) {}

    private Optional<Content> inForce(Book book, int year) {
        return plans.annual(book, year, Promise.DISCLOSED)
                .map(plan -> new Content(plan.projects(), plan.budget()))
                .or(() -> versions.all(book, PlanKind.YEAR, year).stream()
                        .filter(one -> one.state() == PlanState.APPROVED)
                        .findFirst()
                        .flatMap(one -> versions.whole(one.id()))
                        .map(plan -> new Content(plan.projects(), plan.budget())));
    }

    /** Whose each of these projects is today, one question for all: what somebody types is asked no more. */
    Map<ProjectId, DepartmentId> departmentsOf(Book book, Collection<ProjectId> projects) {
        var acting = departments.today(book);
        var byName = departments.all(book).stream()
                .collect(Collectors.toMap(
                        Department::name,
                        one -> Objects.requireNonNull(acting.get(one.id())).id(),
                        (one, other) -> one));
        var found = new HashMap<ProjectId, DepartmentId>();
        plans.names(projects).forEach((id, name) -> {
            var department = name.department() == null ? null : byName.get(name.department());
            if (department != null) {
                found.put(id, department);
            }
        });
        return found;
    }

    /** The rows of these projects in a period. */
    List<Report.Row> rows(ReportingPeriod period, List<Project> projects, Map<ProjectId, Long> appropriated) {
        var ids = projects.stream().map(Project::id).toList();
        var name = period.name();
        var sums = sums(period, ids);
        var cells = new HashMap<ProjectId, Map<String, ReportCell>>();
        store.cells(period.id(), ids)
                .forEach((key, cell) -> cells.computeIfAbsent(key.project(), none -> new LinkedHashMap<>())
                        .put(key.field(), cell));
        var lines = store.lines(period.id(), ids);
        var executed = executedBefore(period, ids);
        var rows = new ArrayList<Report.Row>();
        for (var project : projects) {
            var first = true;
            for (var measure : measures(project)) {
                var key = new ReportingStore.LineKey(project.id(), measure);
                var sum = sums.getOrDefault(key, Sums.NONE);
                var line = lines.get(key);
                var target = project.target(measure);
                rows.add(new Report.Row(
                        project,
                        measure,
                        first,
                        unit(project, measure),
                        sum.previous(),
                        sum.before(),
                        sum.held(),
                        sum.evidenced(),
                        target.isPresent() ? Long.valueOf(target.getAsLong()) : null,
                        target.isPresent() ? Long.valueOf(until(project, measure, name.last())) : null,
                        first ? appropriated.get(project.id()) : null,
                        executed.getOrDefault(project.id(), 0L),
                        line == null ? null : Long.valueOf(line.quantity()),
                        cells.getOrDefault(project.id(), Map.of())));
                first = false;
            }
        }
        return rows;
    }

    /**
     * What the ledger holds.
     *
     * @param previous of the period before, @param before of the year until this period
     * @param held of this period, @param evidenced of that with evidence
     */
    record Sums(long previous, long before, long held, long evidenced) {
        static final Sums NONE = new Sums(0, 0, 0, 0);

        Sums plus(Flows.Flow flow, PeriodName period) {
            var month = flow.month();
            var quantity = flow.quantity();
            return new Sums(
                    previous + (period.before().has(month) ? quantity : 0),
                    before + (month.getYear() == period.year() && month.isBefore(period.first()) ? quantity : 0),
                    held + (period.has(month) ? quantity : 0),
                    evidenced + (period.has(month) ? flow.evidenced() : 0));
        }
    }

    Map<ReportingStore.LineKey, Sums> sums(ReportingPeriod period, Collection<ProjectId> projects) {
        var name = period.name();
        var newYear = LocalDate.of(name.year(), 1, 1);
        var from = name.before().from().isBefore(newYear) ? name.before().from() : newYear;
        var sums = new HashMap<ReportingStore.LineKey, Sums>();
        flows.of(period.book(), projects, from, name.to())
                .forEach(flow -> sums.compute(
                        new ReportingStore.LineKey(flow.project(), flow.measure()),
                        (key, so) -> (so == null ? Sums.NONE : so).plus(flow, name)));
        return sums;
    }

    /** 집행액 [won] of the year before this period. */
    Map<ProjectId, Long> executedBefore(ReportingPeriod period, Collection<ProjectId> projects) {
        var name = period.name();
        return store.executed(
                period.book(), LocalDate.of(name.year(), 1, 1), name.from().minusDays(1), clock.instant(), projects);
    }

    /** The measures that its targets count, else the one that it is said to count. */
    static List<Measure> measures(Project project) {
        var ofTargets = project.targets().stream()
                .map(target -> target.quantity().measure())
                .distinct()
                .sorted()
                .toList();
        return ofTargets.isEmpty() ? List.of(project.details().measure()) : ofTargets;
    }

    static String unit(Project project, Measure measure) {
        return project.targets().stream()
                .map(Project.Target::quantity)
                .filter(quantity -> quantity.measure() == measure)
                .map(quantity -> quantity.statedUnit())
                .filter(unit -> !unit.isEmpty())
                .findFirst()
                .orElseGet(() -> measure == project.details().measure()
                                && project.details().statedUnit() != null
                        ? Objects.requireNonNull(project.details().statedUnit())
                        : measure.usualUnit());
    }

    /** What of the targets was planned until the end of a month: of a longer one its months' share, half up. */
    static long until(Project project, Measure measure, YearMonth last) {
        return project.targets().stream()
                .filter(target -> target.quantity().measure() == measure)
                .mapToLong(target -> {
                    var from = YearMonth.from(target.from());
                    var months = ChronoUnit.MONTHS.between(from, YearMonth.from(target.to())) + 1;
                    var gone = Math.clamp(ChronoUnit.MONTHS.between(from, last) + 1, 0L, months);
                    return Math.round((double) target.quantity().amount() * gone / months);
                })
                .sum();
    }

    /** 누계 환산: how a running total becomes the period's; the total that was typed, and what was before it. */
    static Saving.Converted convert(long total, long before) {
        return new Saving.Converted(total, before, total - before);
    }
}
