package dure.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersAsClerksTypeThem {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12|12",
                "' 12 '|12",
                "1,234|1234",
                "１２３|123",
                "1234명|1234",
                "3개소|3",
                "1천|1000",
                "1.5천|1500",
                "8천580|8580",
                "1만562개|10562",
                "2만6천|26000",
                "2만6000|26000",
                "4,222억2000만원|422220000000",
                "2천만원|20000000",
                "6백|600",
                "12.0|12",
                "-|0",
                "–|0",
                "' - '|0",
                "해당 없음|0",
                "0|0"
            })
    void are_read(String typed, long number) {
        assertThat(TypedNumber.of(typed)).isEqualTo(new TypedNumber(number, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "열둘|form",
                "12a|form",
                "1,23|form",
                "12 34,5|form",
                "6천2만3천|form",
                "1.5|whole",
                "△5|negative",
                "-5|negative",
                "(5)|negative",
                "약 500|approximate",
                "8천580여개|approximate",
                "2000조|large"
            })
    void or_are_told_why_not(String typed, String why) {
        var read = TypedNumber.of(typed);
        assertThat(read.number()).isNull();
        assertThat(read.fault()).isNotNull();
        assertThat(read.fault().key()).isEqualTo("reporting.number." + why);
    }

    @Test
    void say_nothing_where_the_cell_is_empty() {
        assertThat(TypedNumber.of(" ")).isEqualTo(new TypedNumber(null, null));
        assertThat(TypedNumber.of(null)).isEqualTo(new TypedNumber(null, null));
    }
}
