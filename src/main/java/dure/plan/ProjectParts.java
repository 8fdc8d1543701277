package dure.plan;

import static dure.plan.PlanField.*;
import static dure.plan.PlanWorkbookReader.isYes;

import dure.finding.Finding.Kind;
import dure.finding.Severity;
import dure.plan.PlanDraft.Amount;
import dure.sheet.Line;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the sheets 세부목표 and 사업예산: what a project's own row has no room for. */
final class ProjectParts {
    private final PlanWords words;
    private final int year;
    private final Map<String, List<Line>> targets = new LinkedHashMap<>();
    private final Map<String, List<Line>> shares = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    ProjectParts(PlanWords words, int year) {
        this.words = words;
        this.year = year;
    }

    void read(List<Line> targetLines, List<Line> shareLines) {
        keep(targetLines, PART_CODE, targets);
        keep(shareLines, SHARE_CODE, shares);
    }

    private static void keep(List<Line> lines, PlanField code, Map<String, List<Line>> by) {
        for (var line : lines) {
            var written = line.requiredText(code.column());
            if (!written.isEmpty()) {
                by.computeIfAbsent(written, none -> new ArrayList<>()).add(line);
            }
        }
    }

    /** 대상별 목표 of a project. */
    Map<TargetGroup, Long> groups(String project) {
        known.add(project);
        var groups = new EnumMap<TargetGroup, Long>(TargetGroup.class);
        for (var line : targets.getOrDefault(project, List.of())) {
            if (!isOfGroup(line)) {
                continue;
            }
            line.require(PART_TARGET.column());
            var group = line.oneOf(PART_GROUP.column(), words.targetGroups);
            var quantity = line.count(PART_TARGET.column());
            if (line.has(PART_FROM.column()) || line.has(PART_TO.column())) {
                line.wrong(Kind.NOT_ALLOWED, PART_GROUP.column(), "plan.import.groupAndPeriod");
            } else if (group != null && quantity != null && groups.putIfAbsent(group, quantity) != null) {
                line.wrong(
                        Kind.DUPLICATE,
                        PART_GROUP.column(),
                        "plan.import.groupTwice",
                        project,
                        line.text(PART_GROUP.column()));
            }
        }
        return groups;
    }

    private static boolean isOfGroup(Line line) {
        return line.has(PART_GROUP.column());
    }

    /** Targets of periods of their own, in the order in which a plan keeps them. */
    List<Project.Target> periods(String project, ProjectDetails details) {
        var periods = new ArrayList<Project.Target>();
        for (var line : targets.getOrDefault(project, List.of())) {
            if (isOfGroup(line)) {
                continue;
            }
            line.require(PART_FROM.column());
            line.require(PART_TO.column());
            line.require(PART_TARGET.column());
            var target = period(line, details);
            if (target != null) {
                periods.add(target);
            }
        }
        periods.sort(TargetCells.ORDER);
        return periods;
    }

    private Project.@Nullable Target period(Line line, ProjectDetails details) {
        var from = line.date(PART_FROM.column());
        var to = line.date(PART_TO.column());
        var amount = line.count(PART_TARGET.column());
        var stated = line.oneOf(PART_MEASURE.column(), words.measures);
        var measure = stated == null ? details.measure() : stated;
        var unit = line.text(PART_UNIT.column());
        var about = isYes(line, PART_APPROXIMATE);
        if (from == null || to == null || amount == null) {
            return null;
        }
        if (to.isBefore(from)) {
            line.wrong(
                    Kind.OUT_OF_RANGE,
                    PART_TO.column(),
                    "plan.import.endsBeforeItBegins",
                    from.toString(),
                    to.toString());
            return null;
        }
        if (from.getYear() != year || to.getYear() != year) {
            line.say(Kind.OUT_OF_RANGE, Severity.WARNING, PART_FROM.column(), "plan.import.otherYear", year);
        }
        var usual = measure == details.measure() ? TargetCells.unitOf(details) : measure.usualUnit();
        return new Project.Target(from, to, new Quantity(amount, measure, unit.isEmpty() ? usual : unit, about));
    }

    /** Adds a project's rows to what its own row says; the same money twice is said. */
    void budget(String project, List<Amount> amounts) {
        for (var line : shares.getOrDefault(project, List.of())) {
            line.require(SHARE_SOURCE.column());
            var source = line.oneOf(SHARE_SOURCE.column(), words.budgetSources);
            var of = PlanWorkbookReader.year(line, SHARE_YEAR);
            var appropriated = line.won(SHARE_APPROPRIATED.column(), SHARE_UNIT.column());
            var carriedIn = line.won(SHARE_CARRIED_IN.column(), SHARE_UNIT.column());
            var executed = line.won(SHARE_EXECUTED.column(), SHARE_UNIT.column());
            if (!line.has(SHARE_EXECUTED.column()) && !line.has(SHARE_CARRIED_IN.column())) {
                line.require(SHARE_APPROPRIATED.column());
            }
            if (source == null || (appropriated == null && carriedIn == null && executed == null)) {
                continue;
            }
            var amount = new Amount(source, of, appropriated, carriedIn, executed);
            if (amounts.stream().anyMatch(before -> saysTheSame(before, amount))) {
                line.wrong(
                        Kind.DUPLICATE,
                        SHARE_SOURCE.column(),
                        "plan.import.moneyTwice",
                        project,
                        line.text(SHARE_SOURCE.column()));
            }
            amounts.add(amount);
        }
    }

    private static boolean saysTheSame(Amount one, Amount other) {
        return one.source() == other.source()
                && java.util.Objects.equals(one.year(), other.year())
                && ((one.appropriated() != null && other.appropriated() != null)
                        || (one.carriedIn() != null && other.carriedIn() != null)
                        || (one.executed() != null && other.executed() != null));
    }

    /** Rows of a project that the sheet 세부사업 does not have; to be asked when that was read. */
    void sayOfUnknownProjects() {
        sayOf(targets, PART_CODE);
        sayOf(shares, SHARE_CODE);
    }

    private void sayOf(Map<String, List<Line>> rows, PlanField code) {
        var allowed = known.stream().sorted().toList();
        rows.forEach((project, lines) -> {
            if (!known.contains(project)) {
                lines.forEach(line -> line.unknown(code.column(), Kind.UNKNOWN_REFERENCE, project, allowed));
            }
        });
    }
}
