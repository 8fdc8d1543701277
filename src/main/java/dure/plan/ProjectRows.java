package dure.plan;

import static dure.plan.PlanField.*;
import static dure.plan.PlanWorkbookReader.orNull;

import dure.finding.Finding.Kind;
import dure.plan.PlanDraft.Amount;
import dure.plan.PlanDraft.At;
import dure.sheet.Line;
import dure.sheet.Progress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rows of the sheet 세부사업. */
final class ProjectRows {
    private static final Map<PlanField, BudgetSource> SOURCES = sources();

    /** Nobody is hired for longer by a yearly project; more is a slip. */
    private static final BigDecimal MOST_MONTHS = BigDecimal.valueOf(600);

    private static final BigDecimal HOURS_OF_A_WEEK = BigDecimal.valueOf(168);

    private final PlanWords words;
    private final Map<Integer, String> strategies = new LinkedHashMap<>();
    private final Map<Integer, Map<Integer, String>> tasks = new LinkedHashMap<>();
    private final Map<Integer, String> components = new LinkedHashMap<>();
    private final ProjectParts parts;
    private final TargetCells targets;

    ProjectRows(
            PlanWords words, List<Strategy> strategies, List<At<Component>> components, ProjectParts parts, int year) {
        this.words = words;
        this.parts = parts;
        this.targets = new TargetCells(year);
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
        var budget = new ArrayList<>(budget(line));
        var called = code.isEmpty() && no != null ? String.valueOf(no) : code;
        var measure = line.oneOf(PROJECT_MEASURE.column(), words.measures);
        var details = details(line, measure, parts.groups(called));
        var stated = targets.read(line, details, measure != null, parts.periods(called, details));
        parts.budget(called, budget);
        if (no == null) {
            return null;
        }
        return new PlanDraft.Project(
                no.intValue(),
                called,
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
                details,
                stated,
                budget);
    }

    private ProjectDetails details(Line line, @Nullable Measure measure, Map<TargetGroup, Long> groups) {
        return new ProjectDetails(
                orNull(line.text(PROJECT_DESCRIPTION.column())),
                orNull(line.text(PROJECT_PARTNERS.column())),
                orNull(line.text(PROJECT_LEGAL_BASIS.column())),
                orNull(line.text(PROJECT_MINISTRY_CALL.column())),
                orNull(line.text(PROJECT_RISKS.column())),
                new ExpectedTerms(
                        tenths(line, PROJECT_JOB_MONTHS, MOST_MONTHS),
                        tenths(line, PROJECT_WEEKLY_HOURS, HOURS_OF_A_WEEK),
                        line.oneOf(PROJECT_CONTRACT.column(), words.contracts),
                        line.repeated().won(PROJECT_WAGE.column()),
                        line.yes(PROJECT_INSURED.column())),
                orNull(line.text(PROJECT_PREDECESSOR.column())),
                groups,
                measure == null ? Measure.JOBS : measure,
                orNull(line.text(PROJECT_UNIT.column())));
    }

    /** Months and hours are kept to one decimal: 7.5. */
    private static @Nullable BigDecimal tenths(Line line, PlanField field, BigDecimal most) {
        var number = line.repeated().decimal(field.column());
        if (number == null) {
            return null;
        }
        if (number.signum() <= 0
                || number.compareTo(most) > 0
                || number.stripTrailingZeros().scale() > 1) {
            line.wrong(
                    Kind.OUT_OF_RANGE,
                    field.column(),
                    "plan.import.tenths",
                    field.column().name(),
                    number,
                    most);
            return null;
        }
        return number;
    }

    /** A number, or a name as the other sheet has it. */
    private static @Nullable Integer reference(Line line, PlanField field, Map<Integer, String> known) {
        var written = line.text(field.column());
        if (written.isEmpty()) {
            return null;
        }
        for (var no : known.keySet()) {
            if (written.equals(String.valueOf(no))) {
                return no; // before any name: a strategy may be called by a number
            }
        }
        for (var one : known.entrySet()) {
            if (written.equals(one.getValue())
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
