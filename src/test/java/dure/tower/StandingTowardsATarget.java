package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;

import dure.ledger.Figures.Overview;
import dure.ledger.Tally;
import dure.plan.Measure;
import dure.plan.PlanHead;
import dure.plan.PlanId;
import dure.plan.PlanKind;
import dure.plan.PlanState;
import dure.plan.Quantity;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTowardsATarget {
    @ParameterizedTest
    @CsvSource({
        "0, UNDER_25",
        "2499, UNDER_25",
        "2500, UNDER_50",
        "4999, UNDER_50",
        "5000, UNDER_75",
        "7500, UNDER_100",
        "9999, UNDER_100",
        "10000, REACHED",
        "123456, REACHED"
    })
    void is_told_in_quarters_of_it_and_never_by_a_rounded_number(long actual, Standing standing) {
        assertThat(Standing.of(overview(10_000L, actual, 1))).isEqualTo(standing);
    }

    @Test
    void is_unknown_and_not_zero_where_nothing_was_reported() {
        var silent = overview(100L, 0, 0);
        assertThat(Standing.of(silent)).isEqualTo(Standing.NOT_REPORTED);
        assertThat(Standing.progress(silent)).isNull();
        assertThat(Standing.counted(silent)).isNull();
        assertThat(Standing.counted(overview(100L, 0, 2))).isZero();
    }

    @Test
    void cannot_be_told_without_a_plan_or_without_a_number_in_it() {
        assertThat(Standing.of(null)).isEqualTo(Standing.NO_PLAN);
        assertThat(Standing.of(overview(null, 5, 1))).isEqualTo(Standing.NO_TARGET);
        assertThat(Standing.of(overview(0L, 5, 1))).isEqualTo(Standing.NO_TARGET);
        assertThat(Standing.progress(overview(0L, 5, 1))).isNull();
    }

    private static Overview overview(@Nullable Long target, long actual, long entries) {
        return new Overview(
                new PlanHead(
                        new PlanId(new UUID(0, 1)),
                        new Book(new MunicipalityCode("30170"), DataSet.REAL),
                        PlanKind.YEAR,
                        2025,
                        1,
                        PlanState.DISCLOSED,
                        "계획",
                        target == null ? null : new Quantity(target, Measure.JOBS, "개", false),
                        null),
                new Tally(actual, false, entries),
                null);
    }
}
