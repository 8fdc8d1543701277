package dure.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DaysOfTheCalendar {
    private static final PeriodName JULY = PeriodName.parse("2026-07").orElseThrow();

    @Test
    void put_a_report_that_is_due_on_a_day_off_on_the_next_working_day() {
        var days = new WorkingDays(Set.of(LocalDate.of(2026, 8, 17), LocalDate.of(2026, 8, 10)));
        assertThat(days.due(JULY, 7)).isEqualTo("2026-08-07");
        assertThat(days.due(JULY, 8)).as("a Saturday, and Monday is off").isEqualTo("2026-08-11");
        assertThat(days.due(JULY, 15)).as("over the substitute of the 15th").isEqualTo("2026-08-18");
    }

    @Test
    void name_months_and_quarters() {
        var quarter = PeriodName.parse("2026-Q3").orElseThrow();
        assertThat(quarter.from()).isEqualTo("2026-07-01");
        assertThat(quarter.to()).isEqualTo("2026-09-30");
        assertThat(quarter.months())
                .containsExactly(YearMonth.of(2026, 7), YearMonth.of(2026, 8), YearMonth.of(2026, 9));
        assertThat(quarter).hasToString("2026-Q3");
        assertThat(quarter.before()).hasToString("2026-Q2");
        assertThat(PeriodName.parse("2026-01").orElseThrow().before()).hasToString("2025-12");
        assertThat(PeriodName.of(LocalDate.of(2026, 12, 31), PeriodName.Kind.QUARTER))
                .hasToString("2026-Q4");
        assertThat(PeriodName.parse("2026-13")).isEmpty();
        assertThat(PeriodName.parse("2026-Q5")).isEmpty();
    }
}
