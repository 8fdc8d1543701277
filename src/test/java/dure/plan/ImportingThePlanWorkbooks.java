package dure.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.access.Access;
import dure.access.Viewer;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DureTest
class ImportingThePlanWorkbooks {
    @Autowired
    Plans plans;

    @Test
    void of_the_five_sample_municipalities_gives_their_figures() {
        Access.as(Viewer.PRODUCT, () -> {
            for (var sample : new SampleWorkbooks(Workbooks.WORDS).all().entrySet()) {
                var outcome = plans.importWorkbook(Workbooks.read(sample.getValue()), DataSet.SAMPLE, false);
                System.out.println(
                        sample.getKey() + " " + outcome + "\n" + String.join("\n", Workbooks.say(outcome.findings())));
                assertThat(outcome).isInstanceOfAny(PlanImport.Imported.class, PlanImport.Unchanged.class);
            }
            var seogu = plans.annual(sample("30170"), 2021).orElseThrow();
            assertThat(seogu.itemised()).isEqualTo(7_890);
            assertThat(seogu.remainder()).isEqualTo(OptionalLong.of(364));
            return null;
        });
    }

    private static Book sample(String code) {
        return new Book(new MunicipalityCode(code), DataSet.SAMPLE);
    }
}
