package dure.region;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DureTest
class MunicipalitiesOfKorea {
    private static final LocalDate JULY_2026 = LocalDate.of(2026, 7, 1);

    @Autowired
    Municipalities municipalities;

    @Test
    void are_16_provinces_and_227_below_them_since_july_2026() {
        var all = municipalities.on(JULY_2026);
        assertThat(all).hasSize(243);
        assertThat(all.stream().filter(one -> one.kind().isProvincial())).hasSize(16);
        assertThat(all.stream().filter(one -> one.kind() == MunicipalityKind.CITY))
                .hasSize(75);
        assertThat(all.stream().filter(one -> one.kind() == MunicipalityKind.COUNTY))
                .hasSize(82);
        assertThat(all.stream().filter(one -> one.kind() == MunicipalityKind.DISTRICT))
                .hasSize(70);
    }

    @Test
    void were_17_provinces_and_226_below_them_before() {
        for (var day : List.of("2023-01-01", "2023-08-01", "2024-02-01", "2026-06-30")) {
            var all = municipalities.on(LocalDate.parse(day));
            assertThat(all).as(day).hasSize(243);
            assertThat(all.stream().filter(one -> one.kind().isProvincial()))
                    .as(day)
                    .hasSize(17);
        }
    }

    @Test
    void are_known_by_the_first_five_digits_of_the_administrative_code() {
        assertThat(Stream.of("11000", "30000", "36000", "30170", "44130", "28237", "43750")
                        .map(this::named))
                .containsExactly("서울특별시", "대전광역시", "세종특별자치시", "대전광역시 서구", "충청남도 천안시", "인천광역시 부평구", "충청북도 진천군");
    }

    @Test
    void are_shown_with_their_province_in_english_too() {
        assertThat(Stream.of("11000", "30170", "44130", "12110", "51150", "52110")
                        .map(code -> get(code).english()))
                .containsExactly(
                        "Seoul",
                        "Seo-gu, Daejeon",
                        "Cheonan-si, Chungcheongnam-do",
                        "Mokpo-si, Jeonnam-Gwangju",
                        "Gangneung-si, Gangwon State",
                        "Jeonju-si, Jeonbuk State");
    }

    @Test
    void have_a_short_name_for_the_map_that_is_never_a_single_letter() {
        assertThat(get("43750").shortName()).isEqualTo("진천");
        assertThat(get("30170").shortName()).isEqualTo("서구");
        assertThat(get("44000").shortName()).isEqualTo("충남");
    }

    @Test
    void bear_the_name_and_the_kind_of_their_day() {
        assertThat(namesOn(LocalDate.of(2023, 1, 1))).contains("강원도").doesNotContain("강원특별자치도");
        assertThat(namesOn(LocalDate.of(2024, 2, 1)))
                .contains("강원특별자치도", "전북특별자치도", "전북특별자치도 전주시")
                .doesNotContain("강원도", "전라북도", "전라북도 전주시");
        assertThat(namesOn(LocalDate.of(2023, 6, 30))).contains("경상북도 군위군").doesNotContain("대구광역시 군위군");
        assertThat(namesOn(LocalDate.of(2023, 7, 1))).contains("대구광역시 군위군").doesNotContain("경상북도 군위군");
    }

    @Test
    void have_a_parent_that_is_valid_whenever_they_are() {
        assertThat(municipalities.everyOne()).allSatisfy(one -> {
            if (one.parent() == null) {
                return;
            }
            var parent = municipalities.get(one.parent());
            assertThat(parent.kind().isProvincial()).isTrue();
            assertThat(from(parent)).isBeforeOrEqualTo(from(one));
            assertThat(to(parent)).isAfterOrEqualTo(to(one));
        });
    }

    @Test
    void that_ended_lead_to_those_of_today() {
        assertThat(today("46110")).containsExactly("12110");
        assertThat(today("28110")).containsExactlyInAnyOrder("28125", "28155");
        assertThat(today("28140")).containsExactly("28125");
        assertThat(today("47720")).containsExactly("27720");
        assertThat(today("42000")).containsExactly("51000");
        assertThat(today("30170")).containsExactly("30170");
    }

    @Test
    void that_ended_ended_the_day_before_those_after_them_began() {
        assertThat(municipalities.everyOne().stream().filter(one -> one.validTo() != null))
                .hasSizeGreaterThan(60)
                .allSatisfy(one -> assertThat(municipalities.changesOf(one.code()))
                        .filteredOn(change -> change.from().equals(one.code()))
                        .isNotEmpty()
                        .allSatisfy(change -> {
                            assertThat(change.effectiveOn().minusDays(1)).isEqualTo(one.validTo());
                            assertThat(get(change.to().value()).validFrom()).isEqualTo(change.effectiveOn());
                        }));
    }

    private Municipality get(String code) {
        return municipalities.get(new MunicipalityCode(code));
    }

    private String named(String code) {
        return get(code).fullName();
    }

    private List<String> namesOn(LocalDate day) {
        return municipalities.on(day).stream().map(Municipality::fullName).toList();
    }

    private List<String> today(String code) {
        return municipalities.today(new MunicipalityCode(code)).stream()
                .map(one -> one.code().value())
                .toList();
    }

    private static LocalDate from(Municipality one) {
        return Objects.requireNonNullElse(one.validFrom(), LocalDate.MIN);
    }

    private static LocalDate to(Municipality one) {
        return Objects.requireNonNullElse(one.validTo(), LocalDate.MAX);
    }
}
