package dure.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddingUpAPlan {
    @Property(tries = 500)
    void items_and_remainder_make_the_declared_total(
            @ForAll @LongRange(max = 10_000_000) long total,
            @ForAll @Size(max = 20) List<@LongRange(max = 100_000) Long> components,
            @ForAll @Size(max = 40) List<@LongRange(max = 10_000) Long> projects,
            @ForAll @IntRange(max = 25) int component) {
        var plan = plan(total, components, projects, component);
        assertThat(plan.itemised() + plan.remainder().orElseThrow()).isEqualTo(total);
    }

    @Property(tries = 200)
    void a_project_of_a_component_and_another_measure_add_nothing(
            @ForAll @LongRange(max = 100_000) long jobs, @ForAll @LongRange(max = 100_000) long others) {
        var inside = plan(jobs, List.of(jobs), List.of(others), 1);
        assertThat(inside.itemised()).isEqualTo(jobs);
        assertThat(inside.remainder()).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void without_a_declared_total_there_is_no_remainder() {
        assertThat(plan(null, List.of(3L), List.of(), 0).remainder()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"12000,true,1000", "8580,true,10", "8580,false,0", "7,true,1", "0,true,0"})
    void an_approximate_quantity_is_good_to_its_last_stated_digit(long amount, boolean approximate, long tolerance) {
        assertThat(new Quantity(amount, Measure.JOBS, "개", approximate).tolerance())
                .isEqualTo(tolerance);
    }

    @Test
    void persons_needed_are_rounded_up_and_need_a_base() {
        assertThat(goal("15-64", 1_000L, 650L).personsNeeded()).isEqualTo(OptionalLong.of(21));
        assertThat(goal("15-64", 1_000L, 700L).personsNeeded()).isEqualTo(OptionalLong.of(0));
        assertThat(goal(null, 1_000L, 650L).personsNeeded()).isEmpty();
        assertThat(goal("15-64", null, 650L).personsNeeded()).isEmpty();
    }

    private static Goal goal(@Nullable String ageBase, @Nullable Long population, @Nullable Long employed) {
        return new Goal(
                Goal.Kind.EMPLOYMENT_RATE, null, new BigDecimal("67.01"), ageBase, population, employed, false, null);
    }

    private static AnnualPlan plan(@Nullable Long total, List<Long> components, List<Long> projects, int component) {
        var lines = new ArrayList<Component>();
        for (var quantity : components) {
            lines.add(new Component(
                    lines.size() + 1, "구성", jobs(quantity), ProgrammeType.UNSPECIFIED, Sector.UNSPECIFIED));
        }
        lines.add(new Component(
                99, "개소", new Quantity(82, Measure.SITES, "개소", false), ProgrammeType.OTHER, Sector.PRIVATE));
        var listed = new ArrayList<Project>();
        for (var quantity : projects) {
            listed.add(project(listed.size() + 1, quantity, component == 0 ? null : component));
        }
        return new AnnualPlan(
                new PlanId(new UUID(0, 1)),
                new Book(new MunicipalityCode("30170"), DataSet.SAMPLE),
                2021,
                1,
                PlanState.DRAFT,
                "계획",
                total == null ? null : jobs(total),
                null,
                null,
                null,
                null,
                null,
                new Source(SourceKind.PRESS, "", null),
                null,
                "",
                null,
                List.of(),
                List.of(),
                lines,
                listed,
                List.of());
    }

    private static Project project(int no, long quantity, @Nullable Integer component) {
        return new Project(
                new ProjectId(no),
                no,
                String.valueOf(no),
                "사업",
                null,
                null,
                component,
                null,
                ProgrammeType.DIRECT,
                Sector.PUBLIC,
                Set.of(),
                null,
                null,
                null,
                Continuity.UNSPECIFIED,
                ProjectDetails.NONE,
                List.of(new Project.Target(LocalDate.of(2021, 1, 1), LocalDate.of(2021, 12, 31), jobs(quantity))));
    }

    private static Quantity jobs(long amount) {
        return new Quantity(amount, Measure.JOBS, "개", false);
    }
}
