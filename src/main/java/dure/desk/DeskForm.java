package dure.desk;

import dure.desk.DeskField.Kind;
import dure.desk.DeskField.Option;
import dure.plan.BudgetSource;
import dure.plan.Component;
import dure.plan.Continuity;
import dure.plan.Drafts.Draft;
import dure.plan.Edit;
import dure.plan.ExpectedTerms;
import dure.plan.Goal;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import dure.web.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The form of one thing of a draft: its fields in groups.
 *
 * @param writable whether the viewer writes it now
 */
record DeskForm(Edit.Subject subject, String item, boolean writable, List<Group> groups) {
    /** @param name a message's key: desk.group.NAME */
    record Group(String name, List<DeskField> fields) {}

    /** How finely targets are written. */
    enum Periods {
        YEAR,
        QUARTERS,
        MONTHS
    }

    static DeskForm project(
            Draft draft,
            int year,
            String item,
            Map<String, String> fields,
            List<String> departments,
            boolean writable,
            Wording page) {
        var of = new Fields(fields, page);
        return new DeskForm(
                Edit.Subject.PROJECT,
                item,
                writable,
                List.of(
                        new Group(
                                "place",
                                List.of(
                                        of.text("name"),
                                        of.text("code"),
                                        of.choice("task", tasks(draft)),
                                        of.choice("component", components(draft)),
                                        of.suggested("department", departments),
                                        of.choice("programmeType", ProgrammeType.values(), "plan.programmeType"),
                                        of.choice("sector", Sector.values(), "plan.sector"),
                                        of.choice("continuity", Continuity.values(), "plan.continuity"),
                                        of.text("predecessor"),
                                        of.choices("targetGroups", TargetGroup.values(), "plan.targetGroup"))),
                        new Group(
                                "targets",
                                Stream.concat(
                                                Stream.of(
                                                        of.choice("measure", Measure.values(), "plan.measure"),
                                                        of.text("statedUnit"),
                                                        of.yes("approximate")),
                                                targets(year, fields).stream().map(of::number))
                                        .toList()),
                        new Group(
                                "groups",
                                Arrays.stream(TargetGroup.values())
                                        .map(group -> of.number("group/" + group, page.text("plan.targetGroup", group)))
                                        .toList()),
                        new Group("money", money(of, fields, page)),
                        new Group(
                                "work",
                                List.of(
                                        of.text("deliveringBody"),
                                        of.text("partners"),
                                        of.date("from"),
                                        of.date("to"),
                                        of.text("legalBasis"),
                                        of.text("ministryCall"))),
                        new Group(
                                "terms",
                                List.of(
                                        of.number("months"),
                                        of.number("weeklyHours"),
                                        of.choice("contract", ExpectedTerms.Contract.values(), "desk.contract"),
                                        of.number("monthlyWage"),
                                        of.yesOrNo("insured"))),
                        new Group("texts", List.of(of.longText("description"), of.longText("risks")))));
    }

    /** Those of the kind in which the project's targets are written, and whatever other periods it has. */
    private static List<String> targets(int year, Map<String, String> fields) {
        var other = fields.keySet().stream()
                .filter(name -> name.matches("target/.*_.*"))
                .toList();
        return other.isEmpty() ? periods(year, periodsOf(fields)) : other;
    }

    static Periods periodsOf(Map<String, String> fields) {
        return fields.keySet().stream().anyMatch(name -> name.matches("target/\\d{4}-\\d\\d"))
                ? Periods.MONTHS
                : fields.keySet().stream().anyMatch(name -> name.matches("target/\\d{4}-Q\\d"))
                        ? Periods.QUARTERS
                        : Periods.YEAR;
    }

    static List<String> periods(int year, Periods periods) {
        return switch (periods) {
            case YEAR -> List.of("target/" + year);
            case QUARTERS ->
                Stream.of(1, 2, 3, 4).map(no -> "target/" + year + "-Q" + no).toList();
            case MONTHS ->
                Stream.iterate(1, month -> month + 1)
                        .limit(12)
                        .map(month -> "target/%d-%02d".formatted(year, month))
                        .toList();
        };
    }

    private static List<DeskField> money(Fields of, Map<String, String> fields, Wording page) {
        var found = new ArrayList<DeskField>();
        for (var source : BudgetSource.values()) {
            found.add(of.thousands("budget/" + source, page.text("plan.budgetSource", source)));
        }
        for (var source : BudgetSource.values()) {
            found.add(of.thousands(
                    "carried/" + source, page.text("desk.carried", page.text("plan.budgetSource", source))));
        }
        // Money of other years that the project goes on in, where it has any.
        fields.keySet().stream()
                .filter(name -> name.matches("(budget|carried)/[A-Z]+/\\d{4}"))
                .forEach(name -> found.add(of.thousands(
                        name,
                        name.substring(name.lastIndexOf('/') + 1) + " "
                                + page.text("plan.budgetSource." + name.split("/")[1]))));
        return found;
    }

    static DeskForm plan(Draft draft, boolean writable, Wording page) {
        var of = new Fields(draft.plan(), page);
        var money = new ArrayList<DeskField>();
        for (var source : BudgetSource.values()) {
            money.add(of.thousands("budget/" + source, page.text("plan.budgetSource", source)));
        }
        return new DeskForm(
                Edit.Subject.PLAN,
                "",
                writable,
                List.of(
                        new Group(
                                "total",
                                List.of(
                                        of.text("title"),
                                        of.number("target"),
                                        of.text("targetUnit"),
                                        of.yes("targetApproximate"),
                                        of.number("declaredStrategies"),
                                        of.number("declaredTasks"),
                                        of.number("declaredProjects"),
                                        of.number("previousTarget"),
                                        of.number("growth"),
                                        of.longText("remarks"))),
                        new Group("undivided", money)));
    }

    static List<DeskForm> goals(Draft draft, boolean writable, Wording page) {
        return draft.goals().entrySet().stream()
                .map(goal -> {
                    var of = new Fields(goal.getValue(), page);
                    return new DeskForm(
                            Edit.Subject.GOAL,
                            String.valueOf(goal.getKey()),
                            writable,
                            List.of(new Group(
                                    "goal",
                                    List.of(
                                            of.choice("kind", Goal.Kind.values(), "plan.goal"),
                                            of.text("period"),
                                            of.number("value"),
                                            of.suggested("ageBase", List.of("15-64", "15+", "15-29")),
                                            of.number("population"),
                                            of.number("employed"),
                                            of.yes("approximate")))));
                })
                .toList();
    }

    static List<DeskForm> components(Draft draft, boolean writable, Wording page) {
        return draft.components().stream()
                .map(component -> {
                    var of = new Fields(fields(component), page);
                    return new DeskForm(
                            Edit.Subject.COMPONENT,
                            String.valueOf(component.no()),
                            writable,
                            List.of(new Group(
                                    "component",
                                    List.of(
                                            of.text("label"),
                                            of.number("quantity"),
                                            of.text("statedUnit"),
                                            of.choice("measure", Measure.values(), "plan.measure"),
                                            of.yes("approximate"),
                                            of.choice("programmeType", ProgrammeType.values(), "plan.programmeType"),
                                            of.choice("sector", Sector.values(), "plan.sector")))));
                })
                .toList();
    }

    private static Map<String, String> fields(Component component) {
        var quantity = component.quantity();
        return Map.of(
                "label", component.label(),
                "quantity", String.valueOf(quantity.amount()),
                "statedUnit", quantity.statedUnit(),
                "measure", quantity.measure().name(),
                "approximate", quantity.approximate() ? "true" : "",
                "programmeType", component.programmeType().name(),
                "sector", component.sector().name());
    }

    /** What people call a field. */
    static String label(String name, Wording page) {
        if (name.startsWith("target/")) {
            var period = name.substring("target/".length());
            return period.contains("_")
                    ? period.replace("_", " – ")
                    : period.length() == 4
                            ? page.text("desk.period.year", period)
                            : period.contains("Q")
                                    ? page.text("desk.period.quarter", period.substring(6))
                                    : page.text(
                                            "desk.period.month", String.valueOf(Integer.parseInt(period.substring(5))));
        }
        if (name.startsWith("group/")) {
            return page.text("plan.targetGroup." + name.substring("group/".length()));
        }
        var slash = name.indexOf('/');
        if (slash > 0) {
            var source = page.text("plan.budgetSource." + name.split("/")[1]);
            return switch (name.substring(0, slash)) {
                case "carried" -> page.text("desk.carried", source);
                case "executed" -> page.text("desk.executed", source);
                default -> source;
            };
        }
        return name.equals("*") ? page.text("desk.itself") : page.text("desk.field." + name);
    }

    private static List<Option> tasks(Draft draft) {
        var options = new ArrayList<Option>();
        for (var strategy : draft.strategies()) {
            options.add(new Option(String.valueOf(strategy.no()), strategy.no() + " " + strategy.name()));
            for (var task : strategy.tasks()) {
                var no = strategy.no() + "." + task.no();
                options.add(new Option(no, no + " " + task.name()));
            }
        }
        return options;
    }

    private static List<Option> components(Draft draft) {
        return draft.components().stream()
                .map(one -> new Option(String.valueOf(one.no()), one.no() + " " + one.label()))
                .toList();
    }

    /** Makes fields of values. */
    private record Fields(Map<String, String> values, Wording page) {
        private DeskField of(String name, String label, Kind kind, List<Option> options) {
            return new DeskField(name, label, kind, values.getOrDefault(name, ""), options);
        }

        private String label(String name) {
            return DeskForm.label(name, page);
        }

        DeskField text(String name) {
            return of(name, label(name), Kind.TEXT, List.of());
        }

        DeskField longText(String name) {
            return of(name, label(name), Kind.LONG_TEXT, List.of());
        }

        DeskField number(String name) {
            return number(name, label(name));
        }

        DeskField number(String name, String label) {
            return of(name, label, Kind.NUMBER, List.of());
        }

        DeskField thousands(String name, String label) {
            return of(name, label, Kind.THOUSANDS, List.of());
        }

        DeskField date(String name) {
            return of(name, label(name), Kind.DATE, List.of());
        }

        DeskField yes(String name) {
            return of(name, label(name), Kind.YES, List.of());
        }

        DeskField yesOrNo(String name) {
            return of(
                    name,
                    label(name),
                    Kind.YES_OR_NO,
                    List.of(new Option("true", page.text("desk.yes")), new Option("false", page.text("desk.no"))));
        }

        DeskField suggested(String name, List<String> suggestions) {
            return of(
                    name,
                    label(name),
                    Kind.SUGGESTED,
                    suggestions.stream().map(one -> new Option(one, one)).toList());
        }

        DeskField choice(String name, List<Option> options) {
            return of(name, label(name), Kind.CHOICE, options);
        }

        <E extends Enum<E>> DeskField choice(String name, E[] constants, String prefix) {
            return of(name, label(name), Kind.CHOICE, options(constants, prefix));
        }

        <E extends Enum<E>> DeskField choices(String name, E[] constants, String prefix) {
            return of(name, label(name), Kind.CHOICES, options(constants, prefix));
        }

        private <E extends Enum<E>> List<Option> options(E[] constants, String prefix) {
            return Arrays.stream(constants)
                    .map(one -> new Option(one.name(), page.text(prefix, one)))
                    .toList();
        }
    }
}
