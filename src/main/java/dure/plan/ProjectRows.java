package dure.plan;

import static dure.plan.PlanField.*;
import static dure.plan.PlanWorkbookReader.isYes;
import static dure.plan.PlanWorkbookReader.orNull;

import dure.finding.Finding.Kind;
import dure.plan.PlanDraft.Amount;
import dure.plan.PlanDraft.At;
import dure.sheet.Line;
import dure.sheet.Progress;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rows of the sheet 세부사업. */
final class ProjectRows {
    private static final Map<PlanField, BudgetSource> SOURCES = sources();
    private static final List<PlanField> QUARTERS =
            List.of(PROJECT_QUARTER_1, PROJECT_QUARTER_2, PROJECT_QUARTER_3, PROJECT_QUARTER_4);

    private final PlanWords words;
    private final Map<Integer, String> strategies = new LinkedHashMap<>();
    private final Map<Integer, Map<Integer, String>> tasks = new LinkedHashMap<>();
    private final Map<Integer, String> components = new LinkedHashMap<>();
    private final int year;

    ProjectRows(PlanWords words, List<Strategy> strategies, List<At<Component>> components, int year) {
        this.words = words;
        this.year = year;
        for (var strategy : strategies) {
            this.strategies.put(strategy.no(), strategy.name());
            var ofStrategy = tasks.computeIfAbsent(strategy.no(), none -> new LinkedHashMap<>());
            strategy.tasks().forEach(task -> ofStrategy.put(task.no(), task.name()));
        }
        components.forEach(component ->
                this.components.put(component.value().no(), component.value().label()));
    }

    List<At<PlanDraft.Project>> read(List<Line> lines) {
        var found = new ArrayList<At<PlanDraft.Project>>(lines.size());
        for (var line : lines) {
            Progress.move(Progress.Step.CHECKED, 1);
            var project = project(line);
            if (project != null) {
                found.add(new At<>(project, line));
            }
        }
        return found;
    }

    private PlanDraft.@Nullable Project project(Line line) {
        line.require(PROJECT_NO.column());
        var no = line.count(PROJECT_NO.column(), Integer.MAX_VALUE);
        var code = line.text(PROJECT_CODE.column());
        var name = line.requiredText(PROJECT_NAME.column());
        var strategy = reference(line, PROJECT_STRATEGY, strategies);
        var task = reference(line, PROJECT_TASK, strategy == null ? Map.of() : tasks.getOrDefault(strategy, Map.of()));
        var component = reference(line, PROJECT_COMPONENT, components);
        var type = line.oneOf(PROJECT_TYPE.column(), words.programmeTypes);
        var sector = line.oneOf(PROJECT_SECTOR.column(), words.sectors);
        var groups = line.someOf(PROJECT_GROUPS.column(), words.targetGroups);
        var from = line.date(PROJECT_FROM.column());
        var to = line.date(PROJECT_TO.column());
        var continuity = line.oneOf(PROJECT_CONTINUITY.column(), words.continuities);
        var targets = targets(line);
        var budget = budget(line);
        if (no == null) {
            return null;
        }
        return new PlanDraft.Project(
                no.intValue(),
                code.isEmpty() ? String.valueOf(no) : code,
                name,
                strategy,
                task,
                component,
                orNull(line.text(PROJECT_DEPARTMENT.column())),
                type == null ? ProgrammeType.UNSPECIFIED : type,
                sector == null ? Sector.UNSPECIFIED : sector,
                // In the order of the list, however it was written: the content is the same.
                groups.isEmpty() ? Set.of() : EnumSet.copyOf(groups),
                from,
                to,
                orNull(line.text(PROJECT_BODY.column())),
                continuity == null ? Continuity.UNSPECIFIED : continuity,
                details(line),
                targets,
                budget);
    }

    private ProjectDetails details(Line line) {
        var measure = line.oneOf(PROJECT_MEASURE.column(), words.measures);
        return ProjectDetails.of(measure == null ? Measure.JOBS : measure, orNull(line.text(PROJECT_UNIT.column())));
    }

    /** A number, or a name as the other sheet has it. */
    private static @Nullable Integer reference(Line line, PlanField field, Map<Integer, String> known) {
        var written = line.text(field.column());
        if (written.isEmpty()) {
            return null;
        }
        for (var one : known.entrySet()) {
            if (written.equals(String.valueOf(one.getKey()))
                    || written.equals(one.getValue())
                    || written.matches(
                            one.getKey() + "\\s*[.)]?\\s*" + java.util.regex.Pattern.quote(one.getValue()))) {
                return one.getKey();
            }
        }
        var allowed = known.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .toList();
        if (allowed.isEmpty()) {
            line.wrong(
                    Kind.UNKNOWN_REFERENCE,
                    field.column(),
                    "plan.import.nothingToReferTo",
                    field.column().name(),
                    written);
        } else {
            line.unknown(field.column(), Kind.UNKNOWN_REFERENCE, written, allowed);
        }
        return null;
    }

    private List<Project.Target> targets(Line line) {
        var measure = line.oneOf(PROJECT_MEASURE.column(), words.measures);
        var unit = line.text(PROJECT_UNIT.column());
        var approximate = isYes(line, PROJECT_APPROXIMATE);
        var whole = line.count(PROJECT_TARGET.column());
        var quarters = new ArrayList<@Nullable Long>();
        QUARTERS.forEach(quarter -> quarters.add(line.count(quarter.column())));
        var stated = quarters.stream().filter(Objects::nonNull).count();
        if (whole == null && stated == 0) {
            return List.of();
        }
        line.require(PROJECT_MEASURE.column());
        if (measure == null) {
            return List.of();
        }
        var shown = unit.isEmpty() ? measure.usualUnit() : unit;
        if (stated == 0) {
            return List.of(new Project.Target(
                    LocalDate.of(year, 1, 1),
                    LocalDate.of(year, 12, 31),
                    new Quantity(whole == null ? 0 : whole, measure, shown, approximate)));
        }
        quartersMakeTheYear(line, whole, quarters);
        var targets = new ArrayList<Project.Target>();
        for (var quarter = 0; quarter < QUARTERS.size(); quarter++) {
            var amount = quarters.get(quarter);
            if (amount != null) {
                var last = YearMonth.of(year, quarter * 3 + 3);
                targets.add(new Project.Target(
                        last.minusMonths(2).atDay(1),
                        last.atEndOfMonth(),
                        new Quantity(amount, measure, shown, approximate)));
            }
        }
        return targets;
    }

    /** Which of two different totals is meant nobody but the office can say. */
    private static void quartersMakeTheYear(Line line, @Nullable Long whole, List<@Nullable Long> quarters) {
        var sum = quarters.stream()
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
        if (whole != null && sum != whole) {
            line.wrong(Kind.SUM_MISMATCH, PROJECT_TARGET.column(), "plan.import.quarters", whole, sum, whole - sum);
        }
    }

    private static List<Amount> budget(Line line) {
        var amounts = new ArrayList<Amount>();
        SOURCES.forEach((field, source) -> {
            var won = line.won(field.column());
            if (won != null) {
                amounts.add(new Amount(source, won, null));
            }
        });
        var executed = line.won(PROJECT_EXECUTED.column());
        if (executed != null) {
            amounts.add(new Amount(BudgetSource.UNSPECIFIED, null, executed));
        }
        return amounts;
    }

    private static Map<PlanField, BudgetSource> sources() {
        var sources = new LinkedHashMap<PlanField, BudgetSource>();
        sources.put(PROJECT_NATIONAL, BudgetSource.NATIONAL);
        sources.put(PROJECT_PROVINCIAL, BudgetSource.PROVINCIAL);
        sources.put(PROJECT_MUNICIPAL, BudgetSource.MUNICIPAL);
        sources.put(PROJECT_OTHER, BudgetSource.OTHER);
        sources.put(PROJECT_UNSPECIFIED, BudgetSource.UNSPECIFIED);
        return sources;
    }
}
