package dure.tower;

import dure.ledger.Basis;
import dure.ledger.Part;
import dure.ledger.Step;
import dure.plan.AnnualPlan;
import dure.plan.ProgrammeType;
import dure.plan.Project;
import dure.plan.ProjectId;
import dure.plan.Sector;
import dure.plan.Strategy;
import dure.plan.TargetGroup;
import dure.web.Refusal;
import dure.web.Wording;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Which part of a figure an address asks for, as it is written there; null or empty: all. */
record PartOfFigure(
        @Nullable String sector,
        @Nullable String programmeType,
        @Nullable String targetGroup,
        @Nullable String basis,
        @Nullable String month,
        @Nullable String strategy,
        @Nullable String department,
        @Nullable String project) {
    /** In an address, for what belongs to no strategy, department or target group. */
    static final String NONE = "UNSPECIFIED";

    /** @param plan in which strategies, departments and codes of projects are looked up */
    Part resolve(@Nullable AnnualPlan plan) {
        return new Part(
                sector != null ? constant("sector", Sector.class, sector) : null,
                programmeType != null ? constant("programmeType", ProgrammeType.class, programmeType) : null,
                targetGroup != null
                        ? new Part.GroupPart(
                                NONE.equals(targetGroup)
                                        ? null
                                        : constant("targetGroup", TargetGroup.class, targetGroup))
                        : null,
                basis != null ? constant("basis", Basis.class, basis) : null,
                projects(plan),
                month != null ? month(month).atDay(1) : null);
    }

    PartOfFigure {
        sector = orNull(sector);
        programmeType = orNull(programmeType);
        targetGroup = orNull(targetGroup);
        basis = orNull(basis);
        month = orNull(month);
        strategy = orNull(strategy);
        department = orNull(department);
        project = orNull(project);
    }

    /** What people read for it; null: all. */
    @Nullable
    String label(Wording page, @Nullable AnnualPlan plan) {
        var labels = new ArrayList<String>();
        var part = resolve(plan);
        if (part.sector() != null) {
            labels.add(page.text("plan.sector", part.sector()));
        }
        if (part.programmeType() != null) {
            labels.add(page.text("plan.programmeType", part.programmeType()));
        }
        if (part.targetGroup() != null) {
            var group = part.targetGroup().group();
            labels.add(group == null ? page.text("tower.unspecified") : page.text("plan.targetGroup", group));
        }
        if (part.basis() != null) {
            labels.add(page.text("ledger.basis", part.basis()));
        }
        if (part.month() != null) {
            labels.add(page.text("tower.month." + part.month().getMonthValue()));
        }
        if (project != null) {
            labels.add(named(plan, Project::code, project, Project::name));
        } else if (strategy != null) {
            labels.add(NONE.equals(strategy) ? page.text("tower.noStrategy") : strategyName(plan));
        } else if (department != null) {
            labels.add(NONE.equals(department) ? page.text("tower.noDepartment") : department);
        }
        return labels.isEmpty() ? null : String.join(" · ", labels);
    }

    private String strategyName(@Nullable AnnualPlan plan) {
        var no = String.valueOf(strategy);
        return plan == null
                ? no
                : plan.strategies().stream()
                        .filter(one -> String.valueOf(one.no()).equals(no))
                        .map(Strategy::name)
                        .findFirst()
                        .orElse(no);
    }

    private static String named(
            @Nullable AnnualPlan plan, Function<Project, String> keyOf, String key, Function<Project, String> nameOf) {
        return plan == null
                ? key
                : plan.projects().stream()
                        .filter(one -> keyOf.apply(one).equals(key))
                        .map(nameOf)
                        .findFirst()
                        .orElse(key);
    }

    private Part.@Nullable ProjectsPart projects(@Nullable AnnualPlan plan) {
        if (project != null) {
            return of(plan, one -> one.code().equals(project), false);
        }
        if (strategy != null) {
            return NONE.equals(strategy)
                    ? of(plan, one -> one.strategy() != null, true)
                    : of(plan, one -> String.valueOf(one.strategy()).equals(strategy), false);
        }
        if (department != null) {
            return NONE.equals(department)
                    ? of(plan, one -> one.department() != null, true)
                    : of(plan, one -> Objects.equals(one.department(), department), false);
        }
        return null;
    }

    private static Part.ProjectsPart of(@Nullable AnnualPlan plan, Predicate<Project> chosen, boolean others) {
        var projects = plan == null
                ? Set.<ProjectId>of()
                : plan.projects().stream().filter(chosen).map(Project::id).collect(Collectors.toSet());
        return new Part.ProjectsPart(projects, others);
    }

    static @Nullable Step step(@Nullable String step) {
        return step == null || step.isEmpty() ? null : constant("step", Step.class, step);
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeParseException e) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "tower.asking.month", text);
        }
    }

    private static <E extends Enum<E>> E constant(String parameter, Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        HttpStatus.BAD_REQUEST,
                        "tower.asking.value",
                        parameter,
                        text,
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
