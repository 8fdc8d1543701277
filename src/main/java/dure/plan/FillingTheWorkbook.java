package dure.plan;

import static dure.plan.PlanField.*;

import dure.plan.PlanDraft.Amount;
import dure.region.Municipalities;
import dure.sheet.Head;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what a version says into a workbook that reads back as the same content. */
@Component
class FillingTheWorkbook {
    private static final long THOUSAND = 1_000;

    private final PlanWords words;
    private final Municipalities municipalities;

    FillingTheWorkbook(PlanWords words, Municipalities municipalities) {
        this.words = words;
        this.municipalities = municipalities;
    }

    byte[] bytes(PlanContent content, Locale language) {
        return workbook(content, language).bytes();
    }

    /** What one department has of a draft, with the places that its projects stand in, and which draft it is of. */
    byte[] slice(PlanContent content, PlanVersion draft, String department, Locale language) {
        var own = new PlanContent(
                content.head(),
                List.of(),
                List.of(),
                content.strategies(),
                content.components(),
                content.projects().stream()
                        .filter(project -> department.equals(project.department()))
                        .toList(),
                List.of());
        return workbook(own, language)
                .sheet(writer -> writer.form(
                                PlanSheet.SLICE.title(),
                                List.of(
                                        Head.of("항목", 26, Head.Format.TEXT),
                                        Head.of("값", 40, Head.Format.TEXT),
                                        Head.of("설명", 70, Head.Format.TEXT)))
                        .item(head(SLICE_DRAFT, language), draft.id().value().toString(), null)
                        .item(head(SLICE_REVISION, language), draft.revision(), null)
                        .item(head(SLICE_DEPARTMENT, language), department, null))
                .bytes();
    }

    private Head head(PlanField field, Locale language) {
        return field.head(words.say("plan.workbook." + field.name(), language), List.of());
    }

    PlanWorkbook workbook(PlanContent content, Locale language) {
        var workbook = new PlanWorkbook(words, language);
        head(workbook, content.head());
        content.years().forEach(year -> {
            var row = new Row(YEAR, year.year());
            row.set(YEAR_TARGET, year.quantity());
            row.set(YEAR_APPROXIMATE, yes(year.approximate()));
            row.into(workbook);
        });
        content.goals().forEach(goal -> goal(workbook, goal));
        content.strategies().forEach(strategy -> strategy(workbook, strategy));
        content.components().forEach(component -> component(workbook, component));
        content.projects()
                .forEach(project -> project(workbook, project, content.head().period()));
        content.budget().forEach(total -> {
            var row = new Row(BUDGET_SOURCE, words.budgetSources.label(total.source()));
            row.set(BUDGET_YEAR, total.year());
            row.set(BUDGET_APPROPRIATED, total.appropriated());
            row.set(BUDGET_CARRIED_IN, total.carriedIn());
            row.set(BUDGET_EXECUTED, total.executed());
            row.set(BUDGET_UNIT, "원");
            row.into(workbook);
        });
        return workbook;
    }

    /** A row of which some cells stay empty. */
    private static final class Row {
        private final List<Object> pairs = new ArrayList<>();

        Row(PlanField field, Object value) {
            pairs.addAll(List.of(field, value));
        }

        void set(PlanField field, @Nullable Object value) {
            if (value != null) {
                pairs.add(field);
                pairs.add(value);
            }
        }

        void into(PlanWorkbook workbook) {
            workbook.row(pairs.toArray());
        }
    }

    private static @Nullable String yes(boolean approximate) {
        return approximate ? "예" : null;
    }

    private void head(PlanWorkbook workbook, PlanDraft.Head head) {
        workbook.basics(
                MUNICIPALITY,
                head.municipality().value(),
                KIND,
                words.kinds.label(head.kind()),
                PERIOD,
                head.period(),
                TITLE,
                head.title(),
                SOURCE_KIND,
                words.sourceKinds.label(head.source().kind()));
        municipalities.find(head.municipality()).ifPresent(one -> workbook.basics(MUNICIPALITY_NAME, one.fullName()));
        var target = head.target();
        if (target != null) {
            workbook.basics(TARGET, target.amount(), TARGET_UNIT, target.statedUnit());
            if (target.approximate()) {
                workbook.basics(TARGET_APPROXIMATE, "예");
            }
        }
        basics(workbook, DECLARED_STRATEGIES, head.declaredStrategies());
        basics(workbook, DECLARED_TASKS, head.declaredTasks());
        basics(workbook, DECLARED_PROJECTS, head.declaredProjects());
        basics(workbook, GROWTH, head.growth() == null ? null : head.growth().movePointRight(2));
        basics(workbook, PREVIOUS_TARGET, head.previousTarget());
        basics(workbook, PREVIOUS_INFERRED, head.previousInferred());
        var deliberation = head.deliberation();
        if (deliberation != null) {
            basics(workbook, DELIBERATED_ON, deliberation.on());
            basics(workbook, DELIBERATED_BY, deliberation.by());
            basics(
                    workbook,
                    RESOLUTION,
                    deliberation.resolution() == null ? null : words.resolutions.label(deliberation.resolution()));
        }
        basics(workbook, SOURCE_NAME, head.source().name());
        basics(workbook, SOURCE_DATE, head.source().date());
        basics(workbook, INFERRED, head.inferred());
        basics(workbook, REMARKS, head.remarks());
    }

    private static void basics(PlanWorkbook workbook, PlanField field, @Nullable Object value) {
        if (value != null && !value.equals("")) {
            workbook.basics(field, value);
        }
    }

    private void goal(PlanWorkbook workbook, Goal goal) {
        var row = new Row(GOAL_KIND, words.goals.label(goal.kind()));
        row.set(GOAL_PERIOD, goal.period());
        row.set(GOAL_VALUE, goal.value());
        row.set(GOAL_AGE_BASE, goal.ageBase() == null ? null : words.ageBases.label(goal.ageBase()));
        row.set(GOAL_POPULATION, goal.population());
        row.set(GOAL_EMPLOYED, goal.employed());
        row.set(GOAL_APPROXIMATE, yes(goal.approximate()));
        row.set(GOAL_INFERRED, goal.inferred());
        row.into(workbook);
    }

    private static void strategy(PlanWorkbook workbook, Strategy strategy) {
        if (strategy.tasks().isEmpty()) {
            workbook.row(STRATEGY_NO, strategy.no(), STRATEGY_NAME, strategy.name());
        }
        strategy.tasks()
                .forEach(task -> workbook.row(
                        STRATEGY_NO,
                        strategy.no(),
                        STRATEGY_NAME,
                        strategy.name(),
                        TASK_NO,
                        task.no(),
                        TASK_NAME,
                        task.name()));
    }

    private void component(PlanWorkbook workbook, dure.plan.Component component) {
        var quantity = component.quantity();
        var row = new Row(COMPONENT_NO, component.no());
        row.set(COMPONENT_LABEL, component.label());
        row.set(COMPONENT_QUANTITY, quantity.amount());
        row.set(COMPONENT_UNIT, quantity.statedUnit());
        row.set(COMPONENT_MEASURE, words.measures.label(quantity.measure()));
        row.set(COMPONENT_APPROXIMATE, yes(quantity.approximate()));
        row.set(COMPONENT_TYPE, words.programmeTypes.label(component.programmeType()));
        row.set(COMPONENT_SECTOR, words.sectors.label(component.sector()));
        row.into(workbook);
    }

    private void project(PlanWorkbook workbook, PlanDraft.Project project, int year) {
        var row = new Row(PROJECT_NO, project.no());
        row.set(PROJECT_CODE, project.code());
        row.set(PROJECT_NAME, project.name());
        row.set(PROJECT_STRATEGY, asText(project.strategy()));
        row.set(PROJECT_TASK, asText(project.task()));
        row.set(PROJECT_COMPONENT, asText(project.component()));
        row.set(PROJECT_DEPARTMENT, project.department());
        row.set(PROJECT_TYPE, words.programmeTypes.label(project.programmeType()));
        row.set(PROJECT_SECTOR, words.sectors.label(project.sector()));
        row.set(
                PROJECT_GROUPS,
                project.targetGroups().isEmpty()
                        ? null
                        : project.targetGroups().stream()
                                .map(words.targetGroups::label)
                                .collect(Collectors.joining(", ")));
        row.set(PROJECT_FROM, project.from());
        row.set(PROJECT_TO, project.to());
        row.set(PROJECT_BODY, project.deliveringBody());
        row.set(PROJECT_CONTINUITY, words.continuities.label(project.continuity()));
        details(row, project.details());
        if (!targets(row, project, year)) {
            project.targets().forEach(target -> period(workbook, project, target));
        }
        project.details()
                .groupTargets()
                .forEach((group, quantity) -> workbook.row(
                        PART_CODE, project.code(), PART_GROUP, words.targetGroups.label(group), PART_TARGET, quantity));
        if (fitsTheRow(project.budget())) {
            for (var amount : project.budget()) {
                var appropriated = amount.appropriated();
                var executed = amount.executed();
                if (appropriated != null) {
                    row.set(column(amount.source()), appropriated / THOUSAND);
                }
                if (executed != null) {
                    row.set(PROJECT_EXECUTED, executed / THOUSAND);
                }
            }
        } else {
            project.budget().forEach(amount -> share(workbook, project, amount));
        }
        row.into(workbook);
    }

    private static PlanField column(BudgetSource source) {
        return switch (source) {
            case NATIONAL -> PROJECT_NATIONAL;
            case PROVINCIAL -> PROJECT_PROVINCIAL;
            case MUNICIPAL -> PROJECT_MUNICIPAL;
            case OTHER -> PROJECT_OTHER;
            case UNSPECIFIED -> PROJECT_UNSPECIFIED;
        };
    }

    private static @Nullable String asText(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }

    private void details(Row row, ProjectDetails details) {
        row.set(PROJECT_PARTNERS, details.partners());
        row.set(PROJECT_DESCRIPTION, details.description());
        row.set(PROJECT_LEGAL_BASIS, details.legalBasis());
        row.set(PROJECT_MINISTRY_CALL, details.ministryCall());
        row.set(PROJECT_RISKS, details.risks());
        var terms = details.terms();
        row.set(PROJECT_JOB_MONTHS, terms.months());
        row.set(PROJECT_WEEKLY_HOURS, terms.weeklyHours());
        row.set(PROJECT_CONTRACT, terms.contract() == null ? null : words.contracts.label(terms.contract()));
        row.set(PROJECT_WAGE, terms.monthlyWage());
        row.set(PROJECT_INSURED, terms.insured());
        row.set(PROJECT_PREDECESSOR, details.predecessor());
        row.set(PROJECT_MEASURE, words.measures.label(details.measure()));
        row.set(PROJECT_UNIT, details.statedUnit());
    }

    /** Whether the targets are those of the year, of its quarters or of its months: they then stand in the project's row. */
    private static boolean targets(Row row, PlanDraft.Project project, int year) {
        var targets = project.targets();
        if (targets.isEmpty()) {
            return true;
        }
        var approximate = targets.getFirst().quantity().approximate();
        var cells = new ArrayList<@Nullable PlanField>();
        for (var target : targets) {
            var quantity = target.quantity();
            var usual = quantity.measure() == project.details().measure()
                    && quantity.statedUnit().equals(TargetCells.unitOf(project.details()))
                    && quantity.approximate() == approximate;
            cells.add(usual ? cell(target, year) : null);
        }
        if (cells.contains(null) || (cells.size() > 1 && cells.contains(PROJECT_TARGET))) {
            return false;
        }
        for (var at = 0; at < targets.size(); at++) {
            row.set(
                    java.util.Objects.requireNonNull(cells.get(at)),
                    targets.get(at).quantity().amount());
        }
        if (!cells.contains(PROJECT_TARGET)) {
            row.set(
                    PROJECT_TARGET,
                    targets.stream()
                            .mapToLong(target -> target.quantity().amount())
                            .sum());
        }
        row.set(PROJECT_APPROXIMATE, yes(approximate));
        return true;
    }

    /** Null where the period is neither a year, a quarter nor a month of it. */
    private static @Nullable PlanField cell(Project.Target target, int year) {
        var from = YearMonth.from(target.from());
        var to = YearMonth.from(target.to());
        if (!target.from().equals(from.atDay(1))
                || !target.to().equals(to.atEndOfMonth())
                || from.getYear() != year
                || to.getYear() != year) {
            return null;
        }
        if (from.equals(to)) {
            return TargetCells.month(from.getMonthValue());
        }
        if (target.from().equals(LocalDate.of(year, 1, 1)) && to.getMonthValue() == 12) {
            return PROJECT_TARGET;
        }
        return from.getMonthValue() % 3 == 1 && to.equals(from.plusMonths(2))
                ? TargetCells.quarter(to.getMonthValue() / 3)
                : null;
    }

    private void period(PlanWorkbook workbook, PlanDraft.Project project, Project.Target target) {
        var quantity = target.quantity();
        var row = new Row(PART_CODE, project.code());
        row.set(PART_FROM, target.from());
        row.set(PART_TO, target.to());
        row.set(PART_MEASURE, words.measures.label(quantity.measure()));
        row.set(PART_UNIT, quantity.statedUnit());
        row.set(PART_APPROXIMATE, yes(quantity.approximate()));
        row.set(PART_TARGET, quantity.amount());
        row.into(workbook);
    }

    /** Whether the columns of the project's own row say the same, in the same order. */
    private static boolean fitsTheRow(List<Amount> budget) {
        var before = -1;
        for (var amount : budget) {
            var executed = amount.executed();
            var appropriated = amount.appropriated();
            var place = executed == null ? amount.source().ordinal() : BudgetSource.values().length;
            if (amount.year() != null
                    || amount.carriedIn() != null
                    || (executed == null) == (appropriated == null)
                    || (executed != null && amount.source() != BudgetSource.UNSPECIFIED)
                    || Optional.ofNullable(executed == null ? appropriated : executed)
                                            .orElse(1L)
                                    % THOUSAND
                            != 0
                    || place <= before) {
                return false;
            }
            before = place;
        }
        return true;
    }

    private void share(PlanWorkbook workbook, PlanDraft.Project project, Amount amount) {
        var row = new Row(SHARE_CODE, project.code());
        row.set(SHARE_SOURCE, words.budgetSources.label(amount.source()));
        row.set(SHARE_YEAR, amount.year());
        row.set(SHARE_APPROPRIATED, amount.appropriated());
        row.set(SHARE_CARRIED_IN, amount.carriedIn());
        row.set(SHARE_EXECUTED, amount.executed());
        row.set(SHARE_UNIT, "원");
        row.into(workbook);
    }
}
