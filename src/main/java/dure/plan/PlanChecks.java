package dure.plan;

import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Findings;
import dure.finding.Severity;
import dure.finding.Text;
import dure.plan.PlanDraft.At;
import dure.region.DataSet;
import dure.sheet.Line;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong in a plan's workbook as a file. Each check is one criterion; all of them are asked. What a plan says
 * against itself, wherever it stands, is asked by {@link PlanContradictions}.
 */
final class PlanChecks {
    private final PlanDraft plan;
    private final Findings findings;

    private PlanChecks(PlanDraft plan, Findings findings) {
        this.plan = plan;
        this.findings = findings;
    }

    /** @param yearsOfTerm the calendar years of a term plan's term; empty of an annual plan */
    static void ask(PlanDraft plan, DataSet dataSet, List<Integer> yearsOfTerm, Findings findings) {
        var checks = new PlanChecks(plan, findings);
        checks.sourceBelongsToDataSet(dataSet);
        checks.sheetsBelongToKind();
        checks.numbersAndCodesAreUnique();
        checks.sitesAreNoJobs();
        checks.projectsEndAfterTheyBegin();
        checks.projectsTouchTheYear();
        checks.yearsBelongToTheTerm(yearsOfTerm);
        checks.declaredCountsAreItemised();
    }

    /** A newspaper's or a simulator's plan never enters a real book. */
    private void sourceBelongsToDataSet(DataSet dataSet) {
        var allowed = switch (plan.head().source().kind()) {
            case OFFICE -> dataSet != DataSet.SIMULATED;
            case PRESS -> dataSet == DataSet.SAMPLE;
            case SIMULATION -> dataSet == DataSet.SIMULATED;
        };
        if (!allowed) {
            plan.basics()
                    .wrong(
                            Kind.NOT_ALLOWED,
                            PlanField.SOURCE_KIND.column(),
                            "plan.import.source." + plan.head().source().kind());
        }
    }

    private void sheetsBelongToKind() {
        var term = plan.head().kind() == PlanKind.TERM;
        if (term) {
            first(plan.components()).ifPresent(line -> notOfThisKind(line, PlanSheet.COMPONENTS));
            first(plan.projects()).ifPresent(line -> notOfThisKind(line, PlanSheet.PROJECTS));
        } else {
            first(plan.years()).ifPresent(line -> notOfThisKind(line, PlanSheet.YEARS));
        }
    }

    private void notOfThisKind(Line line, PlanSheet sheet) {
        findings.add(Finding.error(
                Kind.NOT_ALLOWED,
                line.place(),
                Text.of("plan.import.otherKind." + plan.head().kind(), sheet.title()),
                Text.of("plan.import.otherKind." + plan.head().kind() + ".fix", sheet.title())));
    }

    private static <T> java.util.Optional<Line> first(List<At<T>> rows) {
        return rows.stream().findFirst().map(At::line);
    }

    private void numbersAndCodesAreUnique() {
        unique(plan.components(), PlanField.COMPONENT_NO, Component::no);
        unique(plan.years(), PlanField.YEAR, TermPlan.YearTarget::year);
        unique(plan.projects(), PlanField.PROJECT_NO, PlanDraft.Project::no);
        unique(plan.projects(), PlanField.PROJECT_CODE, PlanDraft.Project::code);
        unique(
                plan.budget(),
                PlanField.BUDGET_SOURCE,
                amount -> List.of(amount.source(), String.valueOf(amount.year())));
    }

    private static <T> void unique(List<At<T>> rows, PlanField field, Function<T, Object> key) {
        var seen = new HashMap<Object, Line>();
        for (var row : rows) {
            var before = seen.putIfAbsent(key.apply(row.value()), row.line());
            if (before != null) {
                row.line()
                        .wrong(
                                Kind.DUPLICATE,
                                field.column(),
                                "plan.import.twice",
                                field.column().name(),
                                row.line().text(field.column()),
                                before.place().row());
            }
        }
    }

    private void sitesAreNoJobs() {
        var total = plan.head().target();
        if (total != null && isSites(total)) {
            sites(plan.basics(), PlanField.TARGET_UNIT, total);
        }
        for (var component : plan.components()) {
            if (isSites(component.value().quantity())) {
                sites(
                        component.line(),
                        PlanField.COMPONENT_UNIT,
                        component.value().quantity());
            }
        }
        for (var project : plan.projects()) {
            project.value().targets().stream()
                    .map(Project.Target::quantity)
                    .filter(PlanChecks::isSites)
                    .findFirst()
                    .ifPresent(quantity -> sites(project.line(), PlanField.PROJECT_UNIT, quantity));
        }
    }

    private static boolean isSites(Quantity quantity) {
        return quantity.measure() == Measure.JOBS && Measure.isOfSites(quantity.statedUnit());
    }

    private static void sites(Line line, PlanField field, Quantity quantity) {
        line.wrong(Kind.SITES, field.column(), "plan.import.sites", quantity.amount(), quantity.statedUnit());
    }

    private void projectsEndAfterTheyBegin() {
        for (var project : plan.projects()) {
            var from = project.value().from();
            var to = project.value().to();
            if (from != null && to != null && to.isBefore(from)) {
                project.line()
                        .wrong(
                                Kind.OUT_OF_RANGE,
                                PlanField.PROJECT_TO.column(),
                                "plan.import.endsBeforeItBegins",
                                from.toString(),
                                to.toString());
            }
        }
    }

    private void projectsTouchTheYear() {
        if (plan.head().kind() == PlanKind.TERM) {
            return;
        }
        var year = plan.head().period();
        for (var project : plan.projects()) {
            var from = project.value().from();
            var to = project.value().to();
            if ((from != null && from.getYear() > year) || (to != null && to.getYear() < year)) {
                project.line()
                        .say(
                                Kind.OUT_OF_RANGE,
                                Severity.WARNING,
                                (from != null && from.getYear() > year ? PlanField.PROJECT_FROM : PlanField.PROJECT_TO)
                                        .column(),
                                "plan.import.otherYear",
                                year);
            }
        }
    }

    private void yearsBelongToTheTerm(List<Integer> yearsOfTerm) {
        for (var year : plan.years()) {
            if (!yearsOfTerm.isEmpty() && !yearsOfTerm.contains(year.value().year())) {
                year.line()
                        .wrong(
                                Kind.OUT_OF_RANGE,
                                PlanField.YEAR.column(),
                                "plan.import.outsideTheTerm",
                                year.value().year(),
                                yearsOfTerm.getFirst(),
                                yearsOfTerm.getLast());
            }
        }
    }

    /** "87 projects" beside none listed is no mistake: it is said, and shown as declared. */
    private void declaredCountsAreItemised() {
        count(plan.head().declaredStrategies(), plan.strategies().size(), PlanField.DECLARED_STRATEGIES);
        count(
                plan.head().declaredTasks(),
                plan.strategies().stream()
                        .mapToInt(strategy -> strategy.tasks().size())
                        .sum(),
                PlanField.DECLARED_TASKS);
        count(plan.head().declaredProjects(), plan.projects().size(), PlanField.DECLARED_PROJECTS);
    }

    private void count(@Nullable Integer declared, int listed, PlanField field) {
        if (declared != null && declared != listed) {
            findings.add(Finding.information(
                            Kind.COUNT_DIFFERS,
                            plan.basics().place(field.column()),
                            Text.of("plan.import.count", field.column().name(), declared, listed))
                    .with(Map.of("declared", declared, "listed", listed)));
        }
    }
}
