package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@DureTest
class TheOpenApiDocument {
    /** What the public can ask of the samples: the example is the answer. */
    private static final Map<String, String> ASKED = Map.of(
            "nationalProgress", "/progress?year=2011&asOf=2011-04-30",
            "municipality", "/municipalities/30170",
            "term", "/municipalities/30170/terms/7?asOf=2020-12-31",
            "plan", "/municipalities/30170/plans/2021",
            "progress", "/municipalities/30000/plans/2011/progress?asOf=2011-04-30",
            "entries", "/municipalities/30000/entries?year=2011&asOf=2011-04-30",
            "entry", "/entries/30170S-1",
            "findings", "/municipalities/30000/findings?year=2011&asOf=2011-04-30",
            "rules", "/rules",
            "recount",
                    "/municipalities/50000/recount?year=2020&dataSet=SIMULATED&rules=announced,lasting&asOf=2020-12-31");

    /** They change with the time and the place. */
    private static final Set<String> CHANGING = Set.of("at", "recordedAt", "disclosedAt", "publishedOn", "rank");

    @LocalServerPort
    int port;

    @Test
    void is_of_version_3_1_and_has_an_example_of_every_answer() {
        var document = document();
        assertThat(document.get("openapi").asString()).startsWith("3.1");
        var without = new TreeSet<String>();
        operations(document)
                .forEach(operation -> operation.get("responses").forEach(response -> {
                    if (response.has("content")) {
                        response.get("content").properties().forEach(type -> {
                            if (!type.getKey().matches(".*spreadsheet.*|application/pdf|application/hwp\\+zip")
                                    && !type.getValue().has("example")) {
                                without.add(operation.get("operationId").asString());
                            }
                        });
                    }
                }));
        assertThat(without).isEmpty();
    }

    @Test
    void shows_examples_that_are_what_the_api_answers() {
        var http = new Http(port);
        operations(document()).stream()
                .filter(operation ->
                        ASKED.containsKey(operation.get("operationId").asString()))
                .forEach(operation -> {
                    var id = operation.get("operationId").asString();
                    var example = operation
                            .get("responses")
                            .get("200")
                            .get("content")
                            .valueStream()
                            .findFirst()
                            .orElseThrow()
                            .get("example");
                    var answer = http.get("/api/v1" + ASKED.get(id), "Accept-Language", "ko");
                    same(id, example, answer.json());
                });
    }

    private static void same(String where, JsonNode example, JsonNode answer) {
        if (example.isObject()) {
            assertThat(answer.propertyNames()).as(where).containsExactlyInAnyOrderElementsOf(example.propertyNames());
            example.properties().stream()
                    .filter(property -> !CHANGING.contains(property.getKey()))
                    .forEach(property ->
                            same(where + "." + property.getKey(), property.getValue(), answer.get(property.getKey())));
        } else if (example.isArray()) {
            for (int i = 0; i < example.size(); i++) {
                same(where + "[" + i + "]", example.get(i), answer.get(i));
            }
        } else {
            assertThat(answer.asString()).as(where).isEqualTo(example.asString());
        }
    }

    private JsonNode document() {
        return new Http(port).get("/api/v1/openapi.json").json();
    }

    private static List<JsonNode> operations(JsonNode document) {
        return document.get("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .toList();
    }
}
