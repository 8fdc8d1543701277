package dure.region;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DureTest
class TheMapOfTiles {
    @Autowired
    Municipalities municipalities;

    @Test
    void has_one_tile_for_every_city_county_and_district_one_for_sejong_and_two_for_jeju() {
        var below = municipalities.on(LocalDate.of(2026, 7, 1)).stream()
                .filter(one -> !one.kind().isProvincial())
                .map(one -> one.code().value())
                .collect(Collectors.toCollection(ArrayList::new));
        below.addAll(List.of("36000", "50000", "50000"));
        assertThat(municipalities.tiles())
                .extracting(tile -> tile.municipality().value())
                .containsExactlyInAnyOrderElementsOf(below);
    }

    @Test
    void is_read_from_the_north_west_to_the_south_east() {
        assertThat(municipalities.tiles())
                .isSortedAccordingTo((one, other) -> one.row() != other.row()
                        ? Integer.compare(one.row(), other.row())
                        : Integer.compare(one.column(), other.column()));
    }

    @Test
    void keeps_every_province_in_one_piece_but_gyeonggi_around_seoul() {
        var byProvince = municipalities.tiles().stream().collect(Collectors.groupingBy(tile -> {
            var one = municipalities.get(tile.municipality());
            return one.parent() == null ? one.code() : one.parent();
        }));
        assertThat(byProvince).hasSize(16);
        assertThat(byProvince.entrySet().stream()
                        .filter(province -> pieces(province.getValue()) > 1)
                        .map(province -> province.getKey().value()))
                .containsExactly("41000");
    }

    private static int pieces(List<Tile> tiles) {
        var left = tiles.stream()
                .map(tile -> Map.entry(tile.row(), tile.column()))
                .collect(Collectors.toCollection(HashSet::new));
        int pieces = 0;
        while (!left.isEmpty()) {
            var next = new ArrayDeque<>(List.of(left.iterator().next()));
            left.remove(next.peek());
            while (!next.isEmpty()) {
                var at = next.pop();
                for (var step : List.of(Map.entry(0, 1), Map.entry(1, 0), Map.entry(0, -1), Map.entry(-1, 0))) {
                    var beside = Map.entry(at.getKey() + step.getKey(), at.getValue() + step.getValue());
                    if (left.remove(beside)) {
                        next.push(beside);
                    }
                }
            }
            pieces++;
        }
        return pieces;
    }

    @Test
    void carries_short_names_in_both_languages() {
        assertThat(municipalities.tiles())
                .filteredOn(tile -> List.of("30170", "43750", "28177", "36000", "50000")
                        .contains(tile.municipality().value()))
                .extracting(tile -> tile.name() + "/" + tile.english())
                .containsExactlyInAnyOrder(
                        "미추홀/Michuhol", "진천/Jincheon", "세종/Sejong", "서구/Seo-gu", "제주시/Jeju-si", "서귀포/Seogwipo");
        assertThat(List.of("43000", "47000", "41000", "51000", "12000", "30000"))
                .extracting(
                        code -> municipalities.get(new MunicipalityCode(code)).shortEnglish())
                .containsExactly("Chungbuk", "Gyeongbuk", "Gyeonggi", "Gangwon", "Jeonnam-Gwangju", "Daejeon");
        assertThat(municipalities.tiles())
                .allSatisfy(tile -> assertThat(tile.name()).hasSizeBetween(2, 4));
    }
}
