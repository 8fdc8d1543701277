package dure.plan;

import static dure.plan.PlanField.*;
import static dure.plan.PlanWorkbookReader.isYes;

import dure.finding.Finding.Kind;
import dure.sheet.Line;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The targets in one row of the sheet 세부사업: of the year, of quarters or of months, and beside them those of other periods.
 * The finest that is stated counts; what is stated of a longer time as well must be its sum.
 */
final class TargetCells {
    private static final List<PlanField> QUARTERS =
            List.of(PROJECT_QUARTER_1, PROJECT_QUARTER_2, PROJECT_QUARTER_3, PROJECT_QUARTER_4);

    private static final List<PlanField> MONTHS = IntStream.rangeClosed(1, 12)
            .mapToObj(month -> PlanField.valueOf("PROJECT_MONTH_" + month))
            .toList();

    /** The order in which a plan keeps a project's targets. */
    static final Comparator<Project.Target> ORDER = Comparator.comparing(Project.Target::from)
            .thenComparing(Project.Target::to)
            .thenComparing(target -> target.quantity().measure().name());

    private final int year;

    TargetCells(int year) {
        this.year = year;
    }

    static PlanField quarter(int quarter) {
        return QUARTERS.get(quarter - 1);
    }

    static PlanField month(int month) {
        return MONTHS.get(month - 1);
    }

    /** @param others of the sheet 세부목표 */
    List<Project.Target> read(Line line, ProjectDetails details, boolean measured, List<Project.Target> others) {
        var whole = line.count(PROJECT_TARGET.column());
        var divided = divided(line);
        if (whole == null && divided.isEmpty()) {
            overlaps(line, others);
            return others;
        }
        line.require(PROJECT_MEASURE.column());
        if (!measured) {
            return List.of();
        }
        var targets = new ArrayList<Project.Target>();
        for (var part : divided) {
            targets.add(part.target(line, details));
        }
        targets.addAll(others);
        if (targets.isEmpty() && whole != null) {
            return List.of(new Part(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), whole).target(line, details));
        }
        addsUp(
                line,
                PROJECT_TARGET,
                whole,
                targets.stream()
                        .map(Project.Target::quantity)
                        .filter(quantity -> quantity.measure() == details.measure())
                        .mapToLong(Quantity::amount)
                        .sum());
        targets.sort(ORDER);
        overlaps(line, targets);
        return targets;
    }

    private record Part(LocalDate from, LocalDate to, long amount) {
        Project.Target target(Line line, ProjectDetails details) {
            return new Project.Target(
                    from,
                    to,
                    new Quantity(amount, details.measure(), unitOf(details), isYes(line, PROJECT_APPROXIMATE)));
        }
    }

    static String unitOf(ProjectDetails details) {
        return details.statedUnit() == null ? details.measure().usualUnit() : details.statedUnit();
    }

    /** By quarter, or by month where a quarter's months are stated. */
    private List<Part> divided(Line line) {
        var parts = new ArrayList<Part>();
        for (var quarter = 1; quarter <= 4; quarter++) {
            var whole = line.count(quarter(quarter).column());
            var months = new ArrayList<Part>();
            for (var month = quarter * 3 - 2; month <= quarter * 3; month++) {
                var amount = line.count(month(month).column());
                if (amount != null) {
                    var of = YearMonth.of(year, month);
                    months.add(new Part(of.atDay(1), of.atEndOfMonth(), amount));
                }
            }
            if (!months.isEmpty()) {
                addsUp(
                        line,
                        quarter(quarter),
                        whole,
                        months.stream().mapToLong(Part::amount).sum());
                parts.addAll(months);
            } else if (whole != null) {
                var last = YearMonth.of(year, quarter * 3);
                parts.add(new Part(last.minusMonths(2).atDay(1), last.atEndOfMonth(), whole));
            }
        }
        return parts;
    }

    /** Which of two different totals is meant nobody but the office can say. */
    private static void addsUp(Line line, PlanField field, @Nullable Long whole, long sum) {
        if (whole != null && sum != whole) {
            line.wrong(
                    Kind.SUM_MISMATCH,
                    field.column(),
                    "plan.import.quarters",
                    field.column().name(),
                    whole,
                    sum,
                    whole - sum);
        }
    }

    private static void overlaps(Line line, List<Project.Target> targets) {
        for (var at = 1; at < targets.size(); at++) {
            for (var earlier : targets.subList(0, at)) {
                var later = targets.get(at);
                if (earlier.quantity().measure() == later.quantity().measure()
                        && !later.from().isAfter(earlier.to())) {
                    line.wrong(
                            Kind.DUPLICATE,
                            PROJECT_TARGET.column(),
                            "plan.import.overlap",
                            earlier.from().toString(),
                            earlier.to().toString(),
                            later.from().toString(),
                            later.to().toString());
                    return;
                }
            }
        }
    }
}
