package dure.plan;

import static dure.plan.PlanField.*;

import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Findings;
import dure.finding.Place;
import dure.finding.Severity;
import dure.finding.Text;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import dure.region.Terms;
import dure.sheet.Line;
import dure.sheet.Nearest;
import dure.sheet.Sheet;
import dure.sheet.Workbook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a plan workbook. It goes on after a mistake, so that an officer hears of everything at once. */
@Component
class PlanWorkbookReader {
    /** Plans have been disclosed since the scheme of 2010; the samples and archives reach no further back than this. */
    private static final int FIRST_YEAR = 1995;

    private static final int LAST_YEAR = 2100;

    private final Municipalities municipalities;
    private final Terms terms;
    private final PlanWords words;

    PlanWorkbookReader(Municipalities municipalities, Terms terms, PlanWords words) {
        this.municipalities = municipalities;
        this.terms = terms;
        this.words = words;
    }

    /** Null where the head is so wrong that there is no plan to speak of; the findings then say why. */
    @Nullable
    PlanDraft read(Workbook workbook, Findings findings) {
        unknownSheets(workbook, findings);
        var basics = workbook.sheet(PlanSheet.BASICS.title());
        if (basics.isEmpty()) {
            findings.add(Finding.error(
                    Kind.MISSING_SHEET,
                    Place.sheet(workbook.fileName()),
                    Text.of("sheet.missingSheet", PlanSheet.BASICS.title()),
                    Text.of("sheet.missingSheet.fix", PlanSheet.BASICS.title())));
            return null;
        }
        var form = basics.get().form(PlanField.columns(PlanSheet.BASICS), findings);
        var head = head(form);
        // Rows are read even under a broken head: their own mistakes are worth hearing in the same go.
        var year = head == null ? FIRST_YEAR : head.period();
        var strategies = strategies(lines(workbook, PlanSheet.STRATEGIES, findings));
        var components = components(lines(workbook, PlanSheet.COMPONENTS, findings));
        var parts = new ProjectParts(words, year);
        parts.read(
                lines(workbook, PlanSheet.PROJECT_TARGETS, findings),
                lines(workbook, PlanSheet.PROJECT_BUDGETS, findings));
        var projects = new ProjectRows(words, strategies, components, parts, year)
                .read(lines(workbook, PlanSheet.PROJECTS, findings));
        parts.sayOfUnknownProjects();
        var years = years(lines(workbook, PlanSheet.YEARS, findings));
        var goals = goals(lines(workbook, PlanSheet.GOALS, findings));
        var budget = budget(lines(workbook, PlanSheet.BUDGET, findings));
        return head == null ? null : new PlanDraft(head, form, years, goals, strategies, components, projects, budget);
    }

    /** What the head says of its source; what it does not say is the office's own. */
    SourceKind sourceKind(Workbook workbook) {
        var said = workbook.sheet(PlanSheet.BASICS.title())
                .map(sheet -> sheet.form(PlanField.columns(PlanSheet.BASICS), new Findings()))
                .map(form -> form.oneOf(SOURCE_KIND.column(), words.sourceKinds));
        return said.orElse(SourceKind.OFFICE);
    }

    private static void unknownSheets(Workbook workbook, Findings findings) {
        var names = Arrays.stream(PlanSheet.values()).map(PlanSheet::title).toList();
        for (var sheet : workbook.sheets()) {
            if (names.stream().noneMatch(sheet::isNamed)) {
                findings.add(new Finding(
                        Kind.UNKNOWN_SHEET,
                        Severity.WARNING,
                        Place.sheet(sheet.name()),
                        Text.of("sheet.unknownSheet", sheet.name()),
                        Nearest.to(sheet.name(), names)
                                .map(near -> Text.of("sheet.nearest", near))
                                .orElseGet(() -> Text.of("sheet.unknownSheet.fix")),
                        Map.of()));
            } else if (sheet.isHidden() && !sheet.isNamed(PlanSheet.CODES.title())) {
                findings.add(Finding.information(Kind.HIDDEN, Place.sheet(sheet.name()), Text.of("sheet.hiddenSheet")));
            }
        }
    }

    private static List<Line> lines(Workbook workbook, PlanSheet sheet, Findings findings) {
        return workbook.sheet(sheet.title())
                .filter(Sheet::hasCells)
                .map(one -> one.table(PlanField.columns(sheet), findings).lines())
                .orElse(List.of());
    }

    private PlanDraft.@Nullable Head head(Line form) {
        var municipality = municipality(form);
        var kind = required(form, KIND, form.oneOf(KIND.column(), words.kinds));
        var period = period(form, kind);
        var title = form.requiredText(TITLE.column());
        var sourceKind = required(form, SOURCE_KIND, form.oneOf(SOURCE_KIND.column(), words.sourceKinds));
        var target = quantity(form, TARGET, TARGET_UNIT, TARGET_APPROXIMATE, Measure.JOBS);
        var strategies = small(form, DECLARED_STRATEGIES);
        var tasks = small(form, DECLARED_TASKS);
        var projects = small(form, DECLARED_PROJECTS);
        var percent = form.percent(GROWTH.column());
        var previous = form.count(PREVIOUS_TARGET.column());
        var deliberation = new Deliberation(
                form.date(DELIBERATED_ON.column()),
                orNull(form.text(DELIBERATED_BY.column())),
                form.oneOf(RESOLUTION.column(), words.resolutions));
        var sourceDate = form.date(SOURCE_DATE.column());
        if (municipality == null || kind == null || period == null || sourceKind == null || title.isEmpty()) {
            return null;
        }
        return new PlanDraft.Head(
                municipality,
                kind,
                period,
                title,
                target,
                strategies,
                tasks,
                projects,
                percent == null ? null : percent.movePointLeft(2).stripTrailingZeros(),
                previous,
                orNull(form.text(PREVIOUS_INFERRED.column())),
                deliberation.on() == null && deliberation.by() == null && deliberation.resolution() == null
                        ? null
                        : deliberation,
                new Source(sourceKind, form.text(SOURCE_NAME.column()), sourceDate),
                orNull(form.text(INFERRED.column())),
                form.text(REMARKS.column()));
    }

    private @Nullable MunicipalityCode municipality(Line form) {
        var written = form.requiredText(MUNICIPALITY.column());
        if (written.isEmpty()) {
            return null;
        }
        var found = written.matches("[0-9]{5}")
                ? municipalities.find(new MunicipalityCode(written))
                : Optional.<Municipality>empty();
        if (found.isEmpty()) {
            form.wrong(Kind.UNKNOWN_REFERENCE, MUNICIPALITY.column(), "plan.import.unknownMunicipality", written);
            return null;
        }
        var name = form.text(MUNICIPALITY_NAME.column()).replace(" ", "");
        var one = found.get();
        if (!name.isEmpty()
                && List.of(one.name(), one.fullName(), one.shortName(), one.english()).stream()
                        .noneMatch(known -> known.replace(" ", "").equalsIgnoreCase(name))) {
            form.wrong(
                    Kind.UNKNOWN_REFERENCE,
                    MUNICIPALITY_NAME.column(),
                    "plan.import.otherMunicipality",
                    written,
                    one.fullName(),
                    form.text(MUNICIPALITY_NAME.column()));
        }
        return one.code();
    }

    private @Nullable Integer period(Line form, @Nullable PlanKind kind) {
        form.require(PERIOD.column());
        var period = form.count(PERIOD.column(), LAST_YEAR);
        if (period == null || kind == null) {
            return null;
        }
        if (kind == PlanKind.TERM && terms.find(period.intValue()).isEmpty()) {
            form.wrong(
                    Kind.OUT_OF_RANGE,
                    PERIOD.column(),
                    "plan.import.unknownTerm",
                    period,
                    terms.all().size());
            return null;
        }
        if (kind == PlanKind.YEAR && period < FIRST_YEAR) {
            form.wrong(Kind.OUT_OF_RANGE, PERIOD.column(), "plan.import.unknownYear", period, FIRST_YEAR, LAST_YEAR);
            return null;
        }
        return period.intValue();
    }

    private List<Strategy> strategies(List<Line> lines) {
        var names = new TreeMap<Integer, String>();
        var tasks = new TreeMap<Integer, TreeMap<Integer, String>>();
        for (var line : lines) {
            line.require(STRATEGY_NO.column());
            var no = small(line.repeated(), STRATEGY_NO);
            if (no == null) {
                continue;
            }
            var name = line.text(STRATEGY_NAME.column());
            var known = names.get(no);
            if (known == null) {
                names.put(no, line.requiredText(STRATEGY_NAME.column()));
            } else if (!name.isEmpty() && !name.equals(known)) {
                line.wrong(Kind.DUPLICATE, STRATEGY_NAME.column(), "plan.import.strategyTwice", no, known);
            }
            task(line, tasks.computeIfAbsent(no, none -> new TreeMap<>()));
        }
        return names.entrySet().stream()
                .map(strategy -> new Strategy(
                        strategy.getKey(),
                        strategy.getValue(),
                        tasks.getOrDefault(strategy.getKey(), new TreeMap<>()).entrySet().stream()
                                .map(task -> new Strategy.Task(task.getKey(), task.getValue()))
                                .toList()))
                .toList();
    }

    private static void task(Line line, Map<Integer, String> ofStrategy) {
        var no = small(line, TASK_NO);
        if (no == null) {
            if (line.has(TASK_NAME.column())) {
                line.require(TASK_NO.column());
            }
            return;
        }
        if (ofStrategy.putIfAbsent(no, line.requiredText(TASK_NAME.column())) != null) {
            line.wrong(Kind.DUPLICATE, TASK_NO.column(), "plan.import.taskTwice", no);
        }
    }

    private List<PlanDraft.At<dure.plan.Component>> components(List<Line> lines) {
        var found = new ArrayList<PlanDraft.At<dure.plan.Component>>();
        for (var line : lines) {
            line.require(COMPONENT_NO.column());
            line.require(COMPONENT_QUANTITY.column());
            var no = small(line, COMPONENT_NO);
            var label = line.requiredText(COMPONENT_LABEL.column());
            var measure = required(line, COMPONENT_MEASURE, line.oneOf(COMPONENT_MEASURE.column(), words.measures));
            var quantity = quantity(
                    line,
                    COMPONENT_QUANTITY,
                    COMPONENT_UNIT,
                    COMPONENT_APPROXIMATE,
                    measure == null ? Measure.JOBS : measure);
            var type = line.oneOf(COMPONENT_TYPE.column(), words.programmeTypes);
            var sector = line.oneOf(COMPONENT_SECTOR.column(), words.sectors);
            if (no != null && quantity != null) {
                found.add(new PlanDraft.At<>(
                        new dure.plan.Component(
                                no,
                                label,
                                quantity,
                                type == null ? ProgrammeType.UNSPECIFIED : type,
                                sector == null ? Sector.UNSPECIFIED : sector),
                        line));
            }
        }
        return found;
    }

    private List<PlanDraft.At<TermPlan.YearTarget>> years(List<Line> lines) {
        var found = new ArrayList<PlanDraft.At<TermPlan.YearTarget>>();
        for (var line : lines) {
            line.require(YEAR.column());
            line.require(YEAR_TARGET.column());
            var year = line.repeated().count(YEAR.column(), LAST_YEAR);
            var target = line.count(YEAR_TARGET.column());
            var approximate = isYes(line, YEAR_APPROXIMATE);
            if (year != null && target != null) {
                found.add(new PlanDraft.At<>(new TermPlan.YearTarget(year.intValue(), target, approximate), line));
            }
        }
        return found;
    }

    private List<PlanDraft.At<Goal>> goals(List<Line> lines) {
        var found = new ArrayList<PlanDraft.At<Goal>>();
        for (var line : lines) {
            line.require(GOAL_VALUE.column());
            var kind = required(line, GOAL_KIND, line.oneOf(GOAL_KIND.column(), words.goals));
            var value = line.percent(GOAL_VALUE.column());
            var ageBase = line.oneOf(GOAL_AGE_BASE.column(), words.ageBases);
            var population = line.count(GOAL_POPULATION.column());
            var employed = line.count(GOAL_EMPLOYED.column());
            var approximate = isYes(line, GOAL_APPROXIMATE);
            if (kind != null && value != null && isPossible(line, kind, value)) {
                found.add(new PlanDraft.At<>(
                        new Goal(
                                kind,
                                orNull(line.text(GOAL_PERIOD.column())),
                                value,
                                ageBase,
                                population == null || population == 0 ? null : population,
                                employed,
                                approximate,
                                orNull(line.text(GOAL_INFERRED.column()))),
                        line));
            }
        }
        return found;
    }

    private static boolean isPossible(Line line, Goal.Kind kind, BigDecimal value) {
        var most = kind == Goal.Kind.EMPLOYMENT_RATE ? BigDecimal.valueOf(100) : BigDecimal.valueOf(Long.MAX_VALUE);
        if (value.signum() < 0 || value.compareTo(most) > 0) {
            line.wrong(Kind.OUT_OF_RANGE, GOAL_VALUE.column(), "plan.import.impossibleGoal", value);
            return false;
        }
        return true;
    }

    private List<PlanDraft.At<PlanDraft.Amount>> budget(List<Line> lines) {
        var found = new ArrayList<PlanDraft.At<PlanDraft.Amount>>();
        for (var line : lines) {
            var source = required(line, BUDGET_SOURCE, line.oneOf(BUDGET_SOURCE.column(), words.budgetSources));
            var year = year(line, BUDGET_YEAR);
            var appropriated = line.won(BUDGET_APPROPRIATED.column(), BUDGET_UNIT.column());
            var carriedIn = line.won(BUDGET_CARRIED_IN.column(), BUDGET_UNIT.column());
            var executed = line.won(BUDGET_EXECUTED.column(), BUDGET_UNIT.column());
            if (!line.has(BUDGET_EXECUTED.column()) && !line.has(BUDGET_CARRIED_IN.column())) {
                line.require(BUDGET_APPROPRIATED.column());
            }
            if (source != null && (appropriated != null || carriedIn != null || executed != null)) {
                found.add(new PlanDraft.At<>(
                        new PlanDraft.Amount(source, year, appropriated, carriedIn, executed), line));
            }
        }
        return found;
    }

    private static <T> @Nullable T required(Line line, PlanField field, @Nullable T value) {
        line.require(field.column());
        return value;
    }

    static @Nullable Quantity quantity(
            Line line, PlanField amount, PlanField unit, PlanField approximate, Measure measure) {
        var count = line.count(amount.column());
        var stated = line.text(unit.column());
        var about = isYes(line, approximate);
        return count == null
                ? null
                : new Quantity(count, measure, stated.isEmpty() ? measure.usualUnit() : stated, about);
    }

    static boolean isYes(Line line, PlanField field) {
        return Boolean.TRUE.equals(line.yes(field.column()));
    }

    /** Numbers of strategies, years and the like: 9,999 is more than any plan has, and fits the database. */
    static @Nullable Integer small(Line line, PlanField field) {
        var number = line.count(field.column(), 9_999);
        return number == null ? null : number.intValue();
    }

    /** A year of money; null where the cell is empty, which means the plan's own. */
    static @Nullable Integer year(Line line, PlanField field) {
        var year = line.repeated().count(field.column(), LAST_YEAR);
        if (year != null && year < FIRST_YEAR) {
            line.wrong(Kind.OUT_OF_RANGE, field.column(), "plan.import.unknownYear", year, FIRST_YEAR, LAST_YEAR);
            return null;
        }
        return year == null ? null : year.intValue();
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
