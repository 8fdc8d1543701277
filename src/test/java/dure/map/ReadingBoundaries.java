package dure.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.Http;
import dure.console.CannotStart;
import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DureTest
class ReadingBoundaries {
    private static final Path INVENTED = Path.of("src/test/resources/map/invented.topo.json");

    @LocalServerPort
    int port;

    @Autowired
    Municipalities municipalities;

    @Autowired
    Boundaries boundaries;

    @Test
    void reads_the_arcs_of_topojson_forwards_and_backwards() {
        var shapes = BoundaryFile.read("map", """
                {"type": "Topology", "transform": {"scale": [0.5, 0.5], "translate": [127, 36]},
                 "arcs": [[[0, 0], [0, 2], [2, 0]], [[2, 2], [0, -2], [-2, 0]], [[2, 2], [2, 0], [0, -2], [-2, 0]]],
                 "objects": {"adm": {"type": "GeometryCollection", "geometries": [
                   {"type": "Polygon", "arcs": [[0, 1]], "properties": {"cd": "30170"}},
                   {"type": "Polygon", "arcs": [[-3, 1]], "properties": {"cd": 30140}, "id": "x"}]}}}
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(shapes).hasSize(2);
        assertThat(shapes.getFirst().rings().getFirst()).containsExactly(127, 36, 127, 37, 128, 37, 128, 36, 127, 36);
        assertThat(shapes.getLast().rings().getFirst())
                .containsExactly(128, 36, 129, 36, 129, 37, 128, 37, 128, 36, 127, 36);
        assertThat(shapes.getLast().properties()).containsEntry("cd", "30140").containsEntry("id", "x");
    }

    @Test
    void reads_polygons_of_geojson_with_their_holes_and_several_in_one() {
        var shapes = BoundaryFile.read("map", """
                {"type": "FeatureCollection", "features": [
                  {"type": "Feature", "properties": {"name": "대전광역시 서구"}, "geometry": {"type": "MultiPolygon", "coordinates":
                    [[[[127, 36], [127, 37], [128, 37], [127, 36]], [[127.2, 36.5], [127.3, 36.6], [127.2, 36.6], [127.2, 36.5]]],
                     [[[129, 36], [129, 37], [130, 37, 12.5], [129, 36]]]]}},
                  {"type": "Feature", "properties": {"name": "대전광역시 중구"}, "geometry": null}]}
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(shapes).hasSize(1);
        assertThat(shapes.getFirst().rings()).hasSize(3);
    }

    @Test
    void finds_by_itself_which_property_holds_the_code_or_the_name() {
        assertThat(whose(Map.of("kind", "district", "SIG_CD", "30170", "n", "1")))
                .containsExactly("30170");
        assertThat(whose(Map.of("adm_cd", "3017011200"))).containsExactly("30170");
        assertThat(whose(Map.of("CTPRVN_CD", "30"))).containsExactly("30000");
        assertThat(whose(Map.of("nm", "대전광역시 서구"))).containsExactly("30170");
        assertThat(whose(Map.of("nm", "Jincheon-gun"))).containsExactly("43750");
        assertThat(whose(Map.of("nm", "서구", "sido", "대전광역시"))).containsExactly("30170");
        assertThat(assign(
                                List.of(
                                        shape(1, Map.of("sido", "30", "sgg", "30170")),
                                        shape(2, Map.of("sido", "30", "sgg", "30140")),
                                        shape(3, Map.of("sido", "30", "sgg", "something else"))),
                                null)
                        .keySet())
                .as("a code of the province fits more shapes and says less")
                .extracting(MunicipalityCode::value)
                .containsExactly("30170", "30140");
    }

    @Test
    void counts_quarters_of_a_city_to_it_and_codes_of_earlier_days_to_what_they_became() {
        assertThat(whose(Map.of("code", "41111"))).as("장안구 of 수원시").containsExactly("41110");
        assertThat(whose(Map.of("code", "36110"))).as("세종").containsExactly("36000");
        assertThat(whose(Map.of("code", "50130"))).as("서귀포").containsExactly("50000");
        assertThat(whose(Map.of("code", "46110"))).as("목포 before 2026-07").containsExactly("12110");
    }

    @Test
    void says_what_is_wrong_and_where() {
        refused("map.not-json", () -> BoundaryFile.read("map", bytes("{\"type\": \"Topology\",\n oops}")), "2");
        refused("map.not-a-map", () -> BoundaryFile.read("map", bytes("{\"type\": \"Feature\"}")), "Feature");
        refused("map.no-list", () -> BoundaryFile.read("map", bytes("{\"type\": \"FeatureCollection\"}")), "features");
        refused("map.empty", () -> BoundaryFile.read("map", bytes("{\"type\":\"FeatureCollection\",\"features\":[]}")));
        refused("map.no-area", () -> geometry("{\"type\": \"Point\", \"coordinates\": [127, 36]}"), "Point");
        refused("map.no-number", () -> polygon("[[127, 36], [127, \"37\"], [128, 37]]"), "[127,\"37\"]");
        refused("map.not-degrees", () -> polygon("[[953911, 1952033], [953912, 1952034]]"), "953911.0", "1952033.0");
        refused("map.not-degrees", () -> polygon("[[36.35, 127.38], [36.36, 127.39]]"), "127.38");
        refused(
                "map.no-arc",
                () -> BoundaryFile.read(
                        "map",
                        bytes("{\"type\": \"Topology\", \"arcs\": [], \"objects\": {\"a\":"
                                + " {\"type\": \"Polygon\", \"arcs\": [[7]]}}}")),
                "7");
        refused("map.no-file", () -> BoundaryFile.read(Path.of("no/such/file")), "no/such/file");
    }

    @Test
    void names_the_properties_when_none_tells_the_municipality() {
        refused("map.no-property", () -> whose(Map.of("label", "somewhere")), "label (somewhere)");
        refused(
                "map.not-that-property",
                () -> assign(List.of(shape(1, Map.of("cd", "30170"))), "code"),
                "cd (30170)",
                "code");
        refused(
                "map.few-fit",
                () -> assign(
                        List.of(
                                shape(1, Map.of("cd", "30170")),
                                shape(2, Map.of("cd", "99001")),
                                shape(3, Map.of("cd", "99002"))),
                        null),
                "cd",
                "99001");
    }

    @Test
    void refuses_what_is_too_large_before_it_is_read(@TempDir Path directory) throws IOException {
        var file = directory.resolve("large.json");
        try (var channel = Files.newByteChannel(
                file, Set.of(java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE))) {
            channel.position(BoundaryFile.LARGEST + 1L);
            channel.write(java.nio.ByteBuffer.wrap(new byte[] {'}'}));
        }
        refused("map.too-large", () -> BoundaryFile.read(file), "20");
    }

    @Test
    void an_arc_named_over_and_over_does_not_grow_without_end() {
        var arc = "[0, 0]" + ", [0, 0]".repeat(20_000);
        var ring = "0" + ", 0".repeat(200_000);
        refused(
                "map.too-fine",
                () -> BoundaryFile.read(
                        "map",
                        bytes("{\"type\": \"Topology\", \"arcs\": [[" + arc
                                + "]], \"objects\": {\"a\": {\"type\": \"Polygon\", \"arcs\": [[" + ring + "]]}}}")));
    }

    @Test
    void a_damaged_file_is_refused_in_words_or_drawn_but_never_breaks() throws IOException {
        var whole = Files.readAllBytes(INVENTED);
        var random = new Random(20261125);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            var damaged = whole.clone();
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) "0123456789-.[]{}\",:eE n".charAt(random.nextInt(23));
            }
            try {
                var assigned = new WhoseShape(municipalities).assign("map", BoundaryFile.read("map", damaged), null);
                var sheet = Drawing.around(assigned);
                assertThat(sheet.height()).isBetween(1, 20 * Drawing.WIDTH);
                assigned.values().forEach(sheet::path);
            } catch (CannotStart e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(300, 1_999);
    }

    @Test
    void draws_a_municipality_once_in_whole_numbers_inside_its_sheet() throws IOException {
        var map = boundaries.map().orElseThrow();
        assertThat(map.municipalities())
                .extracting(MunicipalityCode::value)
                .containsExactlyInAnyOrder(
                        "36000", "30200", "30230", "30170", "30110", "30140", "43110", "43750", "50000");
        assertThat(boundaries.drawing()).containsOnlyOnce("id=\"m50000\"").containsOnlyOnce("id=\"m43110\"");
        assertThat(boundaries.drawing().length()).isLessThan((int) Files.size(INVENTED));
        assertThat(map.height()).isBetween(1000, 3000);
    }

    @Test
    void draws_what_is_smaller_than_a_step_only_where_there_is_nothing_else() {
        var far = shape(1, Map.of("cd", "30170"), 126, 34, 130, 34, 130, 38, 126, 38);
        var islet = shape(2, Map.of("cd", "30140"), 128, 36, 128.0001, 36, 128.0001, 36.0001);
        var sheet = Drawing.around(assign(List.of(far, islet), null));
        assertThat(sheet.path(List.of(islet))).startsWith("M").endsWith("z");
        assertThat(sheet.path(List.of(far, islet))).isEqualTo(sheet.path(List.of(far)));
    }

    @Test
    void serves_the_drawing_for_ever_under_the_hash_of_its_content() {
        var http = new Http(port);
        var answer = http.get(boundaries.map().orElseThrow().href());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).startsWith("image/svg+xml");
        assertThat(answer.header("cache-control")).contains("immutable", "max-age=31536000");
        assertThat(answer.body()).contains("<path id=\"m30170\"");
        assertThat(http.get("/assets/boundaries-0000.svg").status()).isEqualTo(404);
    }

    private Set<String> whose(Map<String, String> properties) {
        return assign(List.of(shape(1, properties)), null).keySet().stream()
                .map(MunicipalityCode::value)
                .collect(Collectors.toSet());
    }

    private Map<MunicipalityCode, List<Shape>> assign(List<Shape> shapes, @Nullable String property) {
        return new WhoseShape(municipalities).assign("map", shapes, property);
    }

    private static Shape shape(int no, Map<String, String> properties, double... ring) {
        return new Shape(no, properties, List.of(ring));
    }

    private static List<Shape> polygon(String ring) {
        return geometry("{\"type\": \"Polygon\", \"coordinates\": [" + ring + "]}");
    }

    private static List<Shape> geometry(String geometry) {
        return BoundaryFile.read(
                "map",
                bytes("{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"geometry\": "
                        + geometry + "}]}"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void refused(String key, ThrowingCallable reading, String... values) {
        assertThatThrownBy(reading)
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith(key + " ")
                .satisfies(refusal -> assertThat(List.of(values))
                        .allSatisfy(value -> assertThat(refusal.getMessage()).contains(value)));
    }
}
