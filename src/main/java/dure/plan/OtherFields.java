package dure.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a draft holds beside its projects, as fields: see {@link ProjectFields}. */
final class OtherFields {
    static final List<String> PLAN = List.of(
            "title",
            "target",
            "targetUnit",
            "targetApproximate",
            "declaredStrategies",
            "declaredTasks",
            "declaredProjects",
            "growth",
            "previousTarget",
            "previousInferred",
            "remarks");
    private static final List<String> COMPONENT =
            List.of("label", "quantity", "statedUnit", "measure", "approximate", "programmeType", "sector");
    private static final List<String> GOAL =
            List.of("kind", "period", "value", "ageBase", "population", "employed", "approximate");

    private OtherFields() {}

    static boolean isKnown(Edit.Subject subject, String field) {
        return switch (subject) {
            case PLAN -> PLAN.contains(field) || field.matches("(budget|carried|executed)/.{1,30}");
            case GOAL -> GOAL.contains(field);
            case YEAR -> field.equals("quantity") || field.equals("approximate");
            case STRATEGY, TASK -> field.equals("name") || field.equals("no");
            case COMPONENT -> COMPONENT.contains(field);
            case PROJECT -> ProjectFields.isKnown(field);
        };
    }

    static Map<String, String> of(PlanDraft.Head head, List<PlanDraft.Amount> budget) {
        var target = head.target();
        var fields = new FieldText.Writer()
                .put("title", head.title())
                .put("target", target == null ? null : target.amount())
                .put("targetUnit", target == null ? null : target.statedUnit())
                .put("targetApproximate", target != null && target.approximate() ? true : null)
                .put("declaredStrategies", head.declaredStrategies())
                .put("declaredTasks", head.declaredTasks())
                .put("declaredProjects", head.declaredProjects())
                .put("growth", head.growth() == null ? null : head.growth().movePointRight(2))
                .put("previousTarget", head.previousTarget())
                .put("previousInferred", head.previousInferred())
                .put("remarks", head.remarks());
        for (var amount : budget) {
            var of = amount.source().name() + (amount.isOf(head.period()) ? "" : "/" + amount.year());
            fields.put("budget/" + of, amount.appropriated());
            fields.put("carried/" + of, amount.carriedIn());
            fields.put("executed/" + of, amount.executed());
        }
        return fields.fields();
    }

    /** @param before what the desk does not edit stays */
    static PlanDraft.Head head(FieldText fields, PlanDraft.Head before) {
        var target = fields.count("target");
        var unit = fields.text("targetUnit");
        if (unit != null && Measure.isOfSites(unit)) {
            fields.fault("targetUnit", "plan.field.sites", unit);
        }
        var growth = growth(fields);
        return new PlanDraft.Head(
                before.municipality(),
                before.kind(),
                before.period(),
                fields.required("title"),
                target == null
                        ? null
                        : new Quantity(
                                target,
                                Measure.JOBS,
                                unit == null ? Measure.JOBS.usualUnit() : unit,
                                Boolean.TRUE.equals(fields.yes("targetApproximate"))),
                fields.small("declaredStrategies"),
                fields.small("declaredTasks"),
                fields.small("declaredProjects"),
                growth,
                fields.count("previousTarget"),
                fields.text("previousInferred"),
                before.deliberation(),
                before.source(),
                before.inferred(),
                java.util.Objects.requireNonNullElse(fields.text("remarks", FieldText.LONG), ""));
    }

    private static @Nullable BigDecimal growth(FieldText fields) {
        var text = fields.text("growth");
        if (text == null) {
            return null;
        }
        var plain = text.replace("−", "-").replace("%", "").strip();
        if (!plain.matches("[+-]?\\d{1,4}(\\.\\d{1,4})?")) {
            fields.fault("growth", "plan.field.number", text);
            return null;
        }
        return new BigDecimal(plain).movePointLeft(2).stripTrailingZeros();
    }

    static Map<String, String> of(Component component) {
        var quantity = component.quantity();
        return new FieldText.Writer()
                .put("label", component.label())
                .put("quantity", quantity.amount())
                .put("statedUnit", quantity.statedUnit())
                .put("measure", quantity.measure())
                .put("approximate", quantity.approximate() ? true : null)
                .put("programmeType", component.programmeType())
                .put("sector", component.sector())
                .fields();
    }

    static Component component(FieldText fields, int no) {
        var measure = fields.choice("measure", Measure.class, Measure.JOBS);
        var unit = fields.text("statedUnit");
        if (measure == Measure.JOBS && unit != null && Measure.isOfSites(unit)) {
            fields.fault("statedUnit", "plan.field.sites", unit);
        }
        var amount = fields.count("quantity");
        return new Component(
                no,
                fields.required("label"),
                new Quantity(
                        amount == null ? 0 : amount,
                        measure,
                        unit == null ? measure.usualUnit() : unit,
                        Boolean.TRUE.equals(fields.yes("approximate"))),
                fields.choice("programmeType", ProgrammeType.class, ProgrammeType.UNSPECIFIED),
                fields.choice("sector", Sector.class, Sector.UNSPECIFIED));
    }

    static Map<String, String> of(Goal goal) {
        return new FieldText.Writer()
                .put("kind", goal.kind())
                .put("period", goal.period())
                .put("value", goal.value())
                .put("ageBase", goal.ageBase())
                .put("population", goal.population())
                .put("employed", goal.employed())
                .put("approximate", goal.approximate() ? true : null)
                .fields();
    }

    static Goal goal(FieldText fields) {
        var kind = fields.choice("kind", Goal.Kind.class, Goal.Kind.EMPLOYMENT_RATE);
        var value = fields.decimal("value", 4, 1_000_000_000_000L);
        if (value != null && kind == Goal.Kind.EMPLOYMENT_RATE && value.compareTo(BigDecimal.valueOf(100)) > 0) {
            fields.fault("value", "plan.import.impossibleGoal", value);
        }
        var population = fields.count("population");
        return new Goal(
                kind,
                fields.text("period"),
                value == null ? BigDecimal.ZERO : value,
                fields.text("ageBase"),
                population == null || population == 0 ? null : population,
                fields.count("employed"),
                Boolean.TRUE.equals(fields.yes("approximate")),
                null);
    }

    static Map<String, String> of(TermPlan.YearTarget year) {
        return new FieldText.Writer()
                .put("quantity", year.quantity())
                .put("approximate", year.approximate() ? true : null)
                .fields();
    }

    static TermPlan.YearTarget year(FieldText fields, int year) {
        var quantity = fields.count("quantity");
        return new TermPlan.YearTarget(
                year, quantity == null ? 0 : quantity, Boolean.TRUE.equals(fields.yes("approximate")));
    }
}
