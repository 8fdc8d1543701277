package dure.plan;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says, as 32 bytes: the same content has the same, however often the file was saved in between. The form
 * is written out field by field, so that renaming a field in the code does not make old plans look changed.
 */
final class ContentHash {
    private final MessageDigest digest;
    private final DataOutputStream out;

    private ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
        out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    }

    static byte[] of(PlanContent plan) {
        var hash = new ContentHash();
        hash.head(plan.head());
        hash.list(plan.years(), year -> hash.add(year.year(), year.quantity(), year.approximate()));
        hash.list(plan.goals(), hash::goal);
        hash.list(plan.strategies(), hash::strategy);
        hash.list(plan.components(), hash::component);
        hash.list(plan.projects(), hash::project);
        hash.list(plan.budget(), hash::amount);
        return hash.digest.digest();
    }

    private void head(PlanDraft.Head head) {
        add("plan/2", head.municipality(), head.kind(), head.period(), head.title());
        quantity(head.target());
        add(head.declaredStrategies(), head.declaredTasks(), head.declaredProjects());
        add(head.growth() == null ? null : head.growth().toPlainString());
        add(head.previousTarget(), head.previousInferred());
        var deliberation = head.deliberation();
        if (deliberation == null) {
            add(null, null, null);
        } else {
            add(deliberation.on(), deliberation.by(), deliberation.resolution());
        }
        add(head.source().kind(), head.source().name(), head.source().date(), head.inferred(), head.remarks());
    }

    private void goal(Goal goal) {
        add(goal.kind(), goal.period(), goal.value().stripTrailingZeros().toPlainString(), goal.ageBase());
        add(goal.population(), goal.employed(), goal.approximate(), goal.inferred());
    }

    private void strategy(Strategy strategy) {
        add(strategy.no(), strategy.name());
        list(strategy.tasks(), task -> add(task.no(), task.name()));
    }

    private void component(Component component) {
        add(component.no(), component.label(), component.programmeType(), component.sector());
        quantity(component.quantity());
    }

    private void project(PlanDraft.Project project) {
        add(project.no(), project.code(), project.name(), project.strategy(), project.task(), project.component());
        add(project.department(), project.programmeType(), project.sector());
        list(project.targetGroups(), this::add);
        add(project.from(), project.to(), project.deliveringBody(), project.continuity());
        list(project.targets(), target -> {
            add(target.from(), target.to());
            quantity(target.quantity());
        });
        list(project.budget(), this::amount);
        details(project.details());
    }

    private void details(ProjectDetails details) {
        add(details.description(), details.partners(), details.legalBasis(), details.ministryCall(), details.risks());
        var terms = details.terms();
        add(plain(terms.months()), plain(terms.weeklyHours()), terms.contract(), terms.monthlyWage(), terms.insured());
        add(details.predecessor(), details.measure(), details.statedUnit());
        list(details.groupTargets().entrySet(), group -> add(group.getKey(), group.getValue()));
    }

    private static @Nullable String plain(java.math.@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }

    private void amount(PlanDraft.Amount amount) {
        add(amount.source(), amount.year(), amount.appropriated(), amount.carriedIn(), amount.executed());
    }

    private void quantity(@Nullable Quantity quantity) {
        if (quantity == null) {
            add(null, null, null, null);
        } else {
            add(quantity.amount(), quantity.measure(), quantity.statedUnit(), quantity.approximate());
        }
    }

    private <T> void list(Collection<T> values, java.util.function.Consumer<T> each) {
        add(values.size());
        values.forEach(each);
    }

    /** Each with its length before it: "ab","c" and "a","bc" differ, and so do an empty text and none. */
    private void add(@Nullable Object... values) {
        try {
            for (var value : values) {
                if (value == null) {
                    out.writeInt(-1);
                } else {
                    var bytes = (value instanceof Enum<?> constant ? constant.name() : value.toString())
                            .getBytes(StandardCharsets.UTF_8);
                    out.writeInt(bytes.length);
                    out.write(bytes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing is written anywhere", e);
        }
    }
}
