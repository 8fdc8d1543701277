package dure.plan;

import dure.finding.Place;
import dure.finding.Stated;
import dure.finding.Text;
import dure.sheet.Line;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says of itself, in a workbook or as it is stored: where contradictions are looked for.
 *
 * @param growth 증감률 as the plan states it [%]; null where it states none
 */
record Said(
        PlanKind kind,
        int period,
        @Nullable Quantity target,
        @Nullable BigDecimal growth,
        @Nullable Long previousTarget,
        Where basics,
        List<At<TermPlan.YearTarget>> years,
        List<At<Goal>> goals,
        List<At<Component>> components,
        List<At<Work>> projects,
        List<At<Money>> budget) {

    /** Where a field of a row stands in the file; the field null: the row as a whole. */
    interface Where {
        /** Of a plan that is read from no file. */
        Where STORED = field -> null;

        @Nullable
        Place place(@Nullable PlanField field);

        static Where of(Line line) {
            return field -> field == null ? line.place() : line.place(field.column());
        }
    }

    record At<T>(T value, Where where) {}

    /** 세부사업, as far as it has numbers. */
    record Work(String name, @Nullable Integer component, List<Quantity> targets, Money money) {
        Text called() {
            return Text.of("plan.said.project", name);
        }

        /** Its targets of one measure, together; empty where it has none. */
        Stream<Stated> target(Measure measure) {
            var ofMeasure = targets.stream()
                    .filter(target -> target.measure() == measure)
                    .toList();
            return ofMeasure.isEmpty()
                    ? Stream.empty()
                    : Stream.of(new Stated(
                            called(),
                            ofMeasure.stream().mapToLong(Quantity::amount).sum(),
                            ofMeasure.stream().anyMatch(Quantity::approximate),
                            ofMeasure.getFirst().statedUnit()));
        }
    }

    /** 예산 [won]; null where not stated */
    record Money(@Nullable Long appropriated, @Nullable Long executed) {
        static Money sum(Stream<Money> parts) {
            var all = parts.toList();
            return new Money(sum(all, Money::appropriated), sum(all, Money::executed));
        }

        private static @Nullable Long sum(List<Money> parts, Function<Money, @Nullable Long> amountOf) {
            Long sum = null;
            for (var part : parts) {
                var amount = amountOf.apply(part);
                if (amount != null) {
                    sum = sum == null ? amount : Long.valueOf(sum + amount);
                }
            }
            return sum;
        }
    }

    static Said by(PlanDraft draft) {
        var head = draft.head();
        var growth = head.growth();
        return new Said(
                head.kind(),
                head.period(),
                head.target(),
                growth == null ? null : growth.movePointRight(2),
                head.previousTarget(),
                Where.of(draft.basics()),
                places(draft.years(), Function.identity()),
                places(draft.goals(), Function.identity()),
                places(draft.components(), Function.identity()),
                places(
                        draft.projects(),
                        project -> new Work(
                                project.name(),
                                project.component(),
                                project.targets().stream()
                                        .map(Project.Target::quantity)
                                        .toList(),
                                Money.sum(project.budget().stream()
                                        .filter(amount -> amount.isOf(head.period()))
                                        .map(Said::money)))),
                places(draft.budget(), Said::money));
    }

    private static Money money(PlanDraft.Amount amount) {
        return new Money(amount.appropriated(), amount.executed());
    }

    private static <S, T> List<At<T>> places(List<PlanDraft.At<S>> rows, Function<S, T> said) {
        return rows.stream()
                .map(row -> new At<>(said.apply(row.value()), Where.of(row.line())))
                .toList();
    }

    /** As a draft or a version has it stored. */
    static Said by(PlanContent plan) {
        var head = plan.head();
        return new Said(
                head.kind(),
                head.period(),
                head.target(),
                head.growth() == null ? null : head.growth().movePointRight(2),
                head.previousTarget(),
                Where.STORED,
                stored(plan.years()),
                stored(plan.goals()),
                stored(plan.components()),
                stored(plan.projects().stream()
                        .map(project -> new Work(
                                project.name(),
                                project.component(),
                                project.targets().stream()
                                        .map(Project.Target::quantity)
                                        .toList(),
                                Money.sum(project.budget().stream()
                                        .filter(amount -> amount.isOf(head.period()))
                                        .map(Said::money))))
                        .toList()),
                stored(plan.budget().stream().map(Said::money).toList()));
    }

    static Said by(AnnualPlan plan) {
        var growth = plan.declaredGrowth();
        var ofProjects = new java.util.HashMap<ProjectId, List<Money>>();
        var totals = new ArrayList<Money>();
        for (var line :
                plan.budget().stream().filter(one -> one.isOf(plan.year())).toList()) {
            var money = new Money(line.appropriated(), line.executed());
            if (line.project() == null) {
                totals.add(money);
            } else {
                ofProjects
                        .computeIfAbsent(line.project(), none -> new ArrayList<>())
                        .add(money);
            }
        }
        return new Said(
                PlanKind.YEAR,
                plan.year(),
                plan.target(),
                growth == null || !growth.stated()
                        ? null
                        : BigDecimal.valueOf(growth.ratio()).movePointRight(2),
                growth == null ? null : growth.previousTarget(),
                Where.STORED,
                List.of(),
                stored(plan.goals()),
                stored(plan.components()),
                stored(plan.projects().stream()
                        .map(project -> new Work(
                                project.name(),
                                project.component(),
                                project.targets().stream()
                                        .map(Project.Target::quantity)
                                        .toList(),
                                Money.sum(ofProjects.getOrDefault(project.id(), List.of()).stream())))
                        .toList()),
                stored(totals));
    }

    static Said by(TermPlan plan) {
        return new Said(
                PlanKind.TERM,
                plan.term(),
                plan.target(),
                null,
                null,
                Where.STORED,
                stored(plan.years()),
                stored(plan.goals()),
                List.of(),
                List.of(),
                List.of());
    }

    private static <T> List<At<T>> stored(List<T> values) {
        return values.stream().map(value -> new At<>(value, Where.STORED)).toList();
    }

    /** 예산 편성액 [won]: the stated total, else the sum of the projects; null where neither is stated. */
    @Nullable
    Long appropriated() {
        var total = Money.sum(budget.stream().map(At::value)).appropriated();
        return total != null
                ? total
                : Money.sum(projects.stream().map(project -> project.value().money()))
                        .appropriated();
    }

    /** What the total is divided into of one measure: components, and projects that belong to none. */
    List<Stated> parts(Measure measure) {
        return Stream.concat(
                        components.stream()
                                .map(At::value)
                                .filter(component -> component.quantity().measure() == measure)
                                .map(component -> component.quantity().stated(called(component))),
                        projects.stream()
                                .map(At::value)
                                .filter(project -> project.component() == null)
                                .flatMap(project -> project.target(measure)))
                .toList();
    }

    /** What a component is divided into: its projects' targets of its own measure. */
    List<Stated> parts(Component component) {
        return projects.stream()
                .map(At::value)
                .filter(project -> Objects.equals(project.component(), component.no()))
                .flatMap(project -> project.target(component.quantity().measure()))
                .toList();
    }

    static Text called(Component component) {
        return Text.of("plan.said.component", component.label());
    }
}
