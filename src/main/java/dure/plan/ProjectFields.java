package dure.plan;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 세부사업 as fields, each a text: what the planning desk edits and a change is written in. Beside the plain ones:
 * <ul>
 *   <li>task: 1.2, or 1 for the strategy alone
 *   <li>target/2027, target/2027-Q1, target/2027-03, or target/2027-03-15_2027-08-31 for any other period; periods of a
 *       project do not overlap
 *   <li>group/YOUTH: of a target group
 *   <li>budget/NATIONAL, carried/NATIONAL, executed/NATIONAL [won]; of another year than the plan's budget/NATIONAL/2028
 * </ul>
 */
final class ProjectFields {
    private static final Pattern PERIOD = Pattern.compile("(\\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?");
    private static final Pattern OTHER_PERIOD = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})_(\\d{4}-\\d{2}-\\d{2})");
    private static final Pattern MONEY = Pattern.compile("([A-Z]+)(?:/(\\d{4}))?");

    /** Plain fields in the order of the form. */
    static final List<String> PLAIN = List.of(
            "no",
            "code",
            "name",
            "task",
            "component",
            "department",
            "description",
            "deliveringBody",
            "partners",
            "programmeType",
            "sector",
            "targetGroups",
            "continuity",
            "predecessor",
            "from",
            "to",
            "legalBasis",
            "ministryCall",
            "measure",
            "statedUnit",
            "approximate",
            "months",
            "weeklyHours",
            "contract",
            "monthlyWage",
            "insured",
            "risks");

    private ProjectFields() {}

    static boolean isKnown(String field) {
        return PLAIN.contains(field) || field.matches("(target|group|budget|carried|executed)/.{1,30}");
    }

    static Map<String, String> of(PlanDraft.Project project, int year) {
        var details = project.details();
        var terms = details.terms();
        var fields = new FieldText.Writer()
                .put("no", project.no())
                .put("code", project.code())
                .put("name", project.name())
                .put("task", place(project.strategy(), project.task()))
                .put("component", project.component())
                .put("department", project.department())
                .put("description", details.description())
                .put("deliveringBody", project.deliveringBody())
                .put("partners", details.partners())
                .put("programmeType", project.programmeType())
                .put("sector", project.sector())
                .put(
                        "targetGroups",
                        project.targetGroups().stream().sorted().map(Enum::name).collect(Collectors.joining(",")))
                .put("continuity", project.continuity())
                .put("predecessor", details.predecessor())
                .put("from", project.from())
                .put("to", project.to())
                .put("legalBasis", details.legalBasis())
                .put("ministryCall", details.ministryCall())
                .put("measure", measure(project))
                .put("statedUnit", unit(project))
                .put("months", terms.months())
                .put("weeklyHours", terms.weeklyHours())
                .put("contract", terms.contract())
                .put("monthlyWage", terms.monthlyWage())
                .put("insured", terms.insured())
                .put("risks", details.risks());
        if (project.targets().stream().anyMatch(target -> target.quantity().approximate())) {
            fields.put("approximate", true);
        }
        project.targets()
                .forEach(target ->
                        fields.put("target/" + period(target), target.quantity().amount()));
        details.groupTargets().forEach((group, quantity) -> fields.put("group/" + group, quantity));
        for (var amount : project.budget()) {
            var of = amount.source().name()
                    + (amount.year() == null || amount.year() == year ? "" : "/" + amount.year());
            fields.put("budget/" + of, amount.appropriated());
            fields.put("carried/" + of, amount.carriedIn());
            fields.put("executed/" + of, amount.executed());
        }
        return fields.fields();
    }

    private static Measure measure(PlanDraft.Project project) {
        return project.targets().isEmpty()
                ? project.details().measure()
                : project.targets().getFirst().quantity().measure();
    }

    /** Where the plan writes none, the measure's usual one goes without saying. */
    private static @Nullable String unit(PlanDraft.Project project) {
        if (project.details().statedUnit() != null || project.targets().isEmpty()) {
            return project.details().statedUnit();
        }
        var quantity = project.targets().getFirst().quantity();
        return quantity.statedUnit().equals(quantity.measure().usualUnit()) ? null : quantity.statedUnit();
    }

    static @Nullable String place(@Nullable Integer strategy, @Nullable Integer task) {
        return strategy == null ? null : task == null ? strategy.toString() : strategy + "." + task;
    }

    private static String period(Project.Target target) {
        var from = target.from();
        var first = YearMonth.from(from);
        var last = YearMonth.from(target.to());
        if (from.getDayOfMonth() == 1 && target.to().equals(last.atEndOfMonth())) {
            var months = first.until(last, java.time.temporal.ChronoUnit.MONTHS) + 1;
            if (months == 12 && first.getMonthValue() == 1) {
                return String.valueOf(from.getYear());
            }
            if (months == 3 && first.getMonthValue() % 3 == 1) {
                return from.getYear() + "-Q" + (first.getMonthValue() + 2) / 3;
            }
            if (months == 1) {
                return first.toString();
            }
        }
        return from + "_" + target.to();
    }

    /** @param year of the plan */
    static PlanDraft.Project read(FieldText fields, int year) {
        var task = fields.text("task");
        if (task != null && !task.matches("\\d{1,4}(\\.\\d{1,4})?")) {
            fields.fault("task", "plan.field.task", task);
            task = null;
        }
        var place = task == null ? new String[0] : task.split("\\.");
        var from = fields.date("from");
        var to = fields.date("to");
        if (from != null && to != null && to.isBefore(from)) {
            fields.fault("to", "plan.import.endsBeforeItBegins", from.toString(), to.toString());
        }
        var measure = fields.choice("measure", Measure.class, Measure.JOBS);
        var unit = fields.text("statedUnit");
        if (measure == Measure.JOBS && unit != null && Measure.isOfSites(unit)) {
            fields.fault("statedUnit", "plan.field.sites", unit);
        }
        var no = fields.small("no");
        return new PlanDraft.Project(
                no == null ? 0 : no,
                fields.required("code"),
                fields.required("name"),
                place.length > 0 ? Integer.valueOf(place[0]) : null,
                place.length > 1 ? Integer.valueOf(place[1]) : null,
                fields.small("component"),
                fields.text("department"),
                fields.choice("programmeType", ProgrammeType.class, ProgrammeType.UNSPECIFIED),
                fields.choice("sector", Sector.class, Sector.UNSPECIFIED),
                fields.choices("targetGroups", TargetGroup.class),
                from,
                to,
                fields.text("deliveringBody"),
                fields.choice("continuity", Continuity.class, Continuity.UNSPECIFIED),
                details(fields, measure, unit),
                targets(fields, measure, unit, year),
                amounts(fields, year));
    }

    private static ProjectDetails details(FieldText fields, Measure measure, @Nullable String unit) {
        var groups = new EnumMap<TargetGroup, Long>(TargetGroup.class);
        fields.each("group/", fields::count, (name, quantity) -> {
            try {
                groups.put(TargetGroup.valueOf(name), quantity);
            } catch (IllegalArgumentException e) {
                fields.fault("group/" + name, "plan.field.unknown", "group/" + name);
            }
        });
        return new ProjectDetails(
                fields.text("description", FieldText.LONG),
                fields.text("partners"),
                fields.text("legalBasis"),
                fields.text("ministryCall"),
                fields.text("risks", FieldText.LONG),
                new ExpectedTerms(
                        positive(fields, "months", fields.decimal("months", 1, 1_000)),
                        positive(fields, "weeklyHours", fields.decimal("weeklyHours", 1, 169)),
                        fields.choice("contract", ExpectedTerms.Contract.class),
                        fields.count("monthlyWage"),
                        fields.yes("insured")),
                fields.text("predecessor"),
                groups,
                measure,
                unit);
    }

    private static java.math.@Nullable BigDecimal positive(
            FieldText fields, String field, java.math.@Nullable BigDecimal number) {
        if (number != null && number.signum() == 0) {
            fields.fault(field, "plan.field.positive");
        }
        return number;
    }

    private static List<Project.Target> targets(FieldText fields, Measure measure, @Nullable String unit, int year) {
        var approximate = Boolean.TRUE.equals(fields.yes("approximate"));
        var targets = new ArrayList<Project.Target>();
        fields.each("target/", fields::count, (name, amount) -> {
            var other = OTHER_PERIOD.matcher(name);
            if (other.matches()) {
                other(fields, name, other.group(1), other.group(2))
                        .ifPresent(dates -> targets.add(new Project.Target(
                                dates[0],
                                dates[1],
                                new Quantity(
                                        amount, measure, unit == null ? measure.usualUnit() : unit, approximate))));
                return;
            }
            var period = PERIOD.matcher(name);
            if (!period.matches() || Integer.parseInt(period.group(1)) != year) {
                fields.fault("target/" + name, "plan.field.period", name, String.valueOf(year));
                return;
            }
            var quantity = new Quantity(amount, measure, unit == null ? measure.usualUnit() : unit, approximate);
            var first = LocalDate.of(year, 1, 1);
            if (period.group(2) != null) {
                first = first.plusMonths(3L * (Integer.parseInt(period.group(2)) - 1));
                targets.add(new Project.Target(first, first.plusMonths(3).minusDays(1), quantity));
            } else if (period.group(3) != null) {
                first = first.plusMonths(Integer.parseInt(period.group(3)) - 1L);
                targets.add(new Project.Target(first, first.plusMonths(1).minusDays(1), quantity));
            } else {
                targets.add(new Project.Target(first, LocalDate.of(year, 12, 31), quantity));
            }
        });
        targets.sort(Comparator.comparing(Project.Target::from).thenComparing(Project.Target::to));
        for (int i = 1; i < targets.size(); i++) {
            if (!targets.get(i).from().isAfter(targets.get(i - 1).to())) {
                fields.fault("target/" + period(targets.get(i)), "plan.field.overlapping");
            }
        }
        return targets;
    }

    private static java.util.Optional<LocalDate[]> other(FieldText fields, String name, String from, String to) {
        try {
            var dates = new LocalDate[] {LocalDate.parse(from), LocalDate.parse(to)};
            if (!dates[1].isBefore(dates[0])) {
                return java.util.Optional.of(dates);
            }
        } catch (java.time.DateTimeException e) {
            // 2027-02-30: said below
        }
        fields.fault("target/" + name, "plan.field.period", name, from.substring(0, 4));
        return java.util.Optional.empty();
    }

    static List<PlanDraft.Amount> amounts(FieldText fields, int year) {
        var lines = new java.util.TreeMap<String, @Nullable Long[]>();
        for (var column : List.of("budget/", "carried/", "executed/")) {
            fields.each(column, fields::count, (name, won) -> {
                var of = MONEY.matcher(name);
                if (!of.matches() || !isSource(of.group(1))) {
                    fields.fault(column + name, "plan.field.unknown", column + name);
                    return;
                }
                lines.computeIfAbsent(name, none -> new @Nullable Long[3])[
                        List.of("budget/", "carried/", "executed/").indexOf(column)] = won;
            });
        }
        return lines.entrySet().stream()
                .map(line -> {
                    var of = MONEY.matcher(line.getKey());
                    of.matches();
                    var ofYear = of.group(2) == null || Integer.parseInt(of.group(2)) == year
                            ? null
                            : Integer.valueOf(of.group(2));
                    var won = line.getValue();
                    return new PlanDraft.Amount(BudgetSource.valueOf(of.group(1)), ofYear, won[0], won[1], won[2]);
                })
                .sorted(Comparator.comparing(PlanDraft.Amount::source))
                .toList();
    }

    private static boolean isSource(String name) {
        return java.util.Arrays.stream(BudgetSource.values())
                .anyMatch(source -> source.name().equals(name));
    }
}
