package dure.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.access.Access;
import dure.access.Viewer;
import dure.finding.Finding.Kind;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The committed workbooks, through the import that everybody uses. */
@DureTest
class TheSamples {
    @Autowired
    Plans plans;

    final Map<String, PlanImport> outcomes = new HashMap<>();

    @BeforeEach
    void are_imported_and_disclosed() throws IOException {
        var files = new PathMatchingResourcePatternResolver().getResources("classpath:samples/*.xlsx");
        for (var file : files) {
            var name = Objects.requireNonNull(file.getFilename());
            var workbook = ((Reading.Read) Sheets.read(name, file.getContentAsByteArray())).workbook();
            outcomes.put(name, Access.as(Viewer.PRODUCT, () -> plans.importWorkbook(workbook, DataSet.SAMPLE, false)));
        }
        for (var head : Access.as(Viewer.PRODUCT, () -> plans.heads())) {
            if (head.book().dataSet() == DataSet.SAMPLE) {
                Access.as(Viewer.PRODUCT, () -> plans.disclose(head.book(), head.kind(), head.period()));
            }
        }
    }

    @Test
    void are_seven_workbooks_of_five_municipalities_and_only_cheonan_is_warned_of() {
        assertThat(outcomes).hasSize(7);
        assertThat(outcomes).allSatisfy((file, outcome) -> {
            assertThat(outcome).isInstanceOfAny(PlanImport.Imported.class, PlanImport.Unchanged.class);
            assertThat(outcome.findings().stream()
                            .filter(finding -> finding.severity() != dure.finding.Severity.INFORMATION))
                    .extracting(dure.finding.Finding::kind)
                    .isEqualTo(file.equals("44130-cheonan-2021.xlsx") ? List.of(Kind.MISSING_AGE_BASE) : List.of());
        });
    }

    @Test
    void seogu_plans_8254_jobs_of_which_364_are_not_itemised() {
        var plan = annual("30170", 2021);
        assertThat(Objects.requireNonNull(plan.target()).amount()).isEqualTo(8_254);
        assertThat(plan.itemised()).isEqualTo(7_890);
        assertThat(plan.remainder()).isEqualTo(OptionalLong.of(364));
        assertThat(plan.declaredProjects()).isEqualTo(87);
        assertThat(plan.strategies()).hasSize(5);
        assertThat(plan.components()).allSatisfy(component -> {
            assertThat(component.sector()).isEqualTo(Sector.UNSPECIFIED);
            assertThat(component.programmeType()).isEqualTo(ProgrammeType.UNSPECIFIED);
        });
        assertThat(plan.deliberation())
                .isEqualTo(new Deliberation(LocalDate.of(2021, 3, 26), "지역일자리 창출 협의체", Resolution.PASSED_AS_DRAFTED));
        assertThat(asThePublic(() -> plans.term(sample("30170"), 7))
                        .orElseThrow()
                        .target())
                .isEqualTo(new Quantity(30_000, Measure.JOBS, "개", false));
    }

    @Test
    void daejeon_plans_20500_jobs_in_a_year_that_is_inferred() {
        var plan = annual("30000", 2011);
        assertThat(Objects.requireNonNull(plan.target()).amount()).isEqualTo(20_500);
        assertThat(plan.inferred()).isNotBlank();
        assertThat(plan.projects())
                .isNotEmpty()
                .allSatisfy(project -> assertThat(project.targets()).isEmpty());
    }

    @Test
    void cheonan_has_an_undivided_budget_and_a_rate_without_an_age_base() {
        var plan = annual("44130", 2021);
        assertThat(Objects.requireNonNull(plan.target()).amount()).isEqualTo(26_000);
        assertThat(plan.appropriated()).isEqualTo(OptionalLong.of(422_220_000_000L));
        assertThat(plan.strategies()).hasSize(6);
        var goal = plan.goals().getFirst();
        assertThat(goal.value()).isEqualByComparingTo("67");
        assertThat(goal.ageBase()).isNull();
        assertThat(goal.personsNeeded()).isEmpty();
    }

    @Test
    void bupyeong_grows_as_stated_on_a_target_that_is_inferred() {
        var plan = annual("28237", 2019);
        var growth = asThePublic(() -> plans.growth(plan)).orElseThrow();
        assertThat(growth.ratio()).isEqualTo(0.087);
        assertThat(growth.stated()).isTrue();
        assertThat(growth.previousTarget()).isEqualTo(9_717);
        assertThat(growth.inferred()).isNotBlank();
    }

    @Test
    void jincheon_adds_jobs_whatever_their_stated_unit_and_keeps_sites_apart() {
        var plan = annual("43750", 2022);
        assertThat(plan.target()).isEqualTo(new Quantity(8_580, Measure.JOBS, "개", true));
        assertThat(plan.itemised()).isEqualTo(8_580);
        assertThat(plan.remainder()).isEqualTo(OptionalLong.of(0));
        assertThat(plan.components())
                .extracting(component -> component.quantity().measure())
                .containsExactly(Measure.JOBS, Measure.JOBS, Measure.JOBS, Measure.SITES);
        assertThat(plan.components()).extracting(Component::sector).contains(Sector.PRIVATE);
        assertThat(plan.appropriated()).isEqualTo(OptionalLong.of(60_000_000_000L));
        assertThat(outcomes.get("43750-jincheon-2022.xlsx").findings())
                .extracting(finding -> finding.kind())
                .containsExactly(Kind.MIXED_UNITS);
    }

    @Test
    void jincheon_grows_on_the_plan_of_the_year_before() {
        var growth = asThePublic(() -> plans.growth(annual("43750", 2022))).orElseThrow();
        assertThat(growth.stated()).isFalse();
        assertThat(growth.previousTarget()).isEqualTo(5_935);
        assertThat(growth.ratio()).isEqualTo(8_580.0 / 5_935 - 1);
    }

    @Test
    void are_ranked_by_one_query() {
        assertThat(asThePublic(() -> plans.heads(2021, DataSet.SAMPLE)))
                .extracting(head -> head.book().municipality().value())
                .containsExactly("30170", "43750", "44130");
        assertThat(asThePublic(() -> plans.shown(new MunicipalityCode("43750"))))
                .contains(sample("43750"));
    }

    @Test
    void projects_are_named_with_strategy_and_component() {
        var names = asThePublic(() -> plans.projects(sample("43750"), 2022));
        assertThat(names.getFirst().name()).isEqualTo("농촌 일손지원");
        assertThat(names.getFirst().componentLabel()).isEqualTo("맞춤형 고용서비스");
        var ids = names.stream().map(ProjectName::id).toList();
        assertThat(asThePublic(() -> plans.names(ids))).hasSize(names.size()).containsEntry(ids.get(3), names.get(3));
        assertThat(asThePublic(() -> plans.names(List.of()))).isEmpty();
    }

    private AnnualPlan annual(String code, int year) {
        return asThePublic(() -> plans.annual(sample(code), year)).orElseThrow();
    }

    private static Book sample(String code) {
        return new Book(new MunicipalityCode(code), DataSet.SAMPLE);
    }

    private static <T> T asThePublic(java.util.concurrent.Callable<T> work) {
        return Access.as(Viewer.PUBLIC, work);
    }
}
