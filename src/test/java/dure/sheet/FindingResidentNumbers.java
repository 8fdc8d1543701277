package dure.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dure.finding.Finding;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers here are invented: none has the check digit of a number that was given before October 2020. */
class FindingResidentNumbers {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "900321-1234567",
                "9003211234567",
                "900321 1234567",
                "900321 - 1234567",
                "홍길동(900321-1234567) 채용",
                "９００３２１－１２３４５６７",
                "900321–1234567",
                "900321\u00ad1234567",
                "900321\u200b-1234567",
                "050607-3234567",
                "850607-5234567",
                "050607-7234567",
                "000229-4234567",
                "번호:900321-1234567.",
                "900321.1234567",
                "𝟗𝟎𝟎𝟑𝟐𝟏-𝟏𝟐𝟑𝟒𝟓𝟔𝟕",
                "٩٠٠٣٢١-١٢٣٤٥٦٧"
            })
    void finds_them_however_they_are_written(String text) {
        assertThat(ResidentNumbers.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "900321",
                "900321-1******",
                "901321-1234567",
                "900332-1234567",
                "010229-3234567",
                "010-1234-5678",
                "123-45-67890",
                "302-1234-5678-91",
                "19900321-1234567",
                "900321-12345678",
                "KRW 9,003,211,234,567",
                "30170-2021-0001-0002",
                "5f0c2c0e-3f0e-4b7e-9a51-0a4f6e0c9d21",
                "1764072000000"
            })
    void takes_nothing_else_for_one(String text) {
        assertThat(ResidentNumbers.isIn(text)).isFalse();
    }

    @Test
    void tells_the_numbers_of_corporations_apart_by_their_field() {
        assertThat(ResidentNumbers.isForCorporations("법인등록번호")).isTrue();
        assertThat(ResidentNumbers.isForCorporations("법인 번호(숫자)")).isTrue();
        assertThat(ResidentNumbers.isForCorporations("corporationNumber")).isTrue();
        assertThat(ResidentNumbers.isForCorporations("주민(법인)등록번호")).isFalse();
        assertThat(ResidentNumbers.isForCorporations("비고")).isFalse();
    }

    @Test
    void refuses_a_file_with_one_and_tells_where_but_not_which() {
        var refused = read("사업명,수량,비고\n공공근로,3,문의 900321-1234567\n자활,2,9003211234567\n");
        assertThat(refused).isInstanceOfSatisfying(Reading.Refused.class, one -> {
            assertThat(one.finding().kind()).isEqualTo(Finding.Kind.RESIDENT_NUMBER);
            assertThat(one.finding().place().row()).isEqualTo(2);
            assertThat(one.finding().place().column()).isEqualTo("C");
            assertThat(one.finding().message().values()).isEqualTo(java.util.List.of(2));
            assertThat(one.toString()).doesNotContain("1234567");
        });
    }

    @Test
    void reads_a_file_whose_column_is_declared_for_corporations() {
        assertThat(read("기업,법인등록번호,수량\n가나산업,110111-1234567,3\n")).isInstanceOf(Reading.Read.class);
        assertThat(read("기업,등록번호,수량\n가나산업,110111-1234567,3\n")).isInstanceOf(Reading.Refused.class);
        assertThat(read("법인등록번호,1101111234567\n수량,3\n")).isInstanceOf(Reading.Read.class);
    }

    @Test
    void refuses_a_file_that_is_called_like_one() {
        assertThat(Sheets.read("900321-1234567 이력.csv", "사업명,수량\n가,1\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Reading.Refused.class, one -> assertThat(one.toString()).doesNotContain("1234567"));
    }

    private static Reading read(String csv) {
        return Sheets.read("실적.csv", csv.getBytes(StandardCharsets.UTF_8));
    }
}
