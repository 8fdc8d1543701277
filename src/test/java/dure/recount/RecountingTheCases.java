package dure.recount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dure.DureTest;
import dure.Http;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Two invented cases of known shapes, asked from outside as any citizen would. */
@DureTest
class RecountingTheCases {
    private static final String TRAINEES =
            "/municipalities/50000/recount?year=2020&dataSet=SIMULATED&rules=announced,lasting";
    private static final String BUILDING =
            "/municipalities/52110/recount?year=2020&dataSet=SIMULATED&rules=as-reported,private";

    @LocalServerPort
    int port;

    @Test
    void of_3304_announced_jobs_985_are_left_without_trainees_pledges_short_jobs_and_persons_twice() {
        var answer = get("/api/v1" + TRAINEES);

        assertThat(figures(answer)).containsExactly(3_304L, 985L);
        assertThat(steps(answer.get("bridges").get(0)))
                .extracting(
                        step -> step.get("reason").asString(),
                        step -> step.get("measure").asString(),
                        step -> step.get("quantity").asLong())
                .containsExactly(
                        tuple("MEASURE", "TRAINEES", -1_012L),
                        tuple("BASIS", "JOBS", -640L),
                        tuple("MONTHS", "JOBS", -598L),
                        tuple("SAME_PERSON", "JOBS", -69L));
        assertThat(answer.get("sample").asBoolean()).isTrue();
        // What a rule leaves out adds up too: everything that the first counts is there in the second's steps.
        var strict = answer.get("figures").get(1);
        assertThat(strict.get("quantity").asLong()
                        + strict.get("steps")
                                .valueStream()
                                .mapToLong(step -> step.get("quantity").asLong())
                                .sum())
                .isEqualTo(3_304);
    }

    @Test
    void of_11661_jobs_5149_are_public_or_on_building_sites() {
        var answer = get("/api/v1" + BUILDING);

        assertThat(figures(answer)).containsExactly(11_661L, 6_512L);
        var steps = steps(answer.get("bridges").get(0));
        assertThat(steps)
                .extracting(
                        step -> step.get("reason").asString(),
                        step -> step.get("quantity").asLong())
                .containsExactly(tuple("SECTOR", -3_874L), tuple("INDUSTRY", -1_275L));
        assertThat(steps.stream()
                        .mapToLong(step -> step.get("quantity").asLong())
                        .sum())
                .isEqualTo(-5_149);
    }

    @Test
    void the_page_says_the_same_and_every_step_opens_its_entries() {
        var page = new Http(port).get(TRAINEES + "&lang=ko").body();
        assertThat(page)
                .contains("3,304", "985", "−2,319", "−1,012", "−640", "−598", "−69", "모의 자료")
                .contains("GET /api/v1/municipalities/50000/recount?year=2020&amp;rules=announced/1,lasting/1");

        var step = new Http(port)
                .get("/municipalities/50000/recount/entries?year=2020&dataSet=SIMULATED&rules=announced,lasting"
                        + "&from=1&to=2&reason=SAME_PERSON&added=false&lang=ko")
                .body();
        assertThat(step).contains("이미 센 사람", "69", "50000X-");
    }

    @Test
    void the_verdicts_can_be_added_up_by_hand_and_say_nothing_about_persons() {
        var file = new Http(port)
                .get(
                        "/municipalities/50000/recount/entries.csv?year=2020&dataSet=SIMULATED&rules=announced,lasting&lang=ko");
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        var rows = Arrays.stream(file.body().split("\r\n"))
                .map(RecountingTheCases::cells)
                .toList();
        var head = rows.getFirst();
        var quantity = head.indexOf("수량");

        for (var rule : List.of(List.of("announced/1", "3304"), List.of("lasting/1", "985"))) {
            int verdict = head.indexOf(head.stream()
                    .filter(cell -> cell.contains(rule.getFirst()))
                    .findFirst()
                    .orElseThrow());
            assertThat(rows.stream()
                            .skip(1)
                            .filter(row -> row.get(verdict).equals("셈"))
                            .mapToLong(row -> Long.parseLong(row.get(quantity)))
                            .sum())
                    .isEqualTo(Long.parseLong(rule.getLast()));
        }
        // A reference to a person is a UUID.
        assertThat(file.body()).doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-");
    }

    @Test
    void a_bridge_leads_between_any_two_numbers_also_of_two_days() {
        var answer =
                get("/api/v1/municipalities/50000/recount?year=2020&dataSet=SIMULATED&rules=announced,realised,lasting"
                        + "&asOf=2020-06-30&asOf2=2020-12-31&from=3&to=4");
        var bridge = answer.get("bridges").get(0);
        assertThat(answer.get("figures").size()).isEqualTo(6);
        assertThat(bridge.get("before").asLong()
                        + steps(bridge).stream()
                                .mapToLong(step -> step.get("quantity").asLong())
                                .sum())
                .isEqualTo(bridge.get("after").asLong())
                .isEqualTo(3_304);
        assertThat(steps(bridge))
                .extracting(step -> step.get("reason").asString())
                .contains("OCCURRED");
    }

    @Test
    void what_cannot_be_recounted_is_told_in_words_that_say_what_can() {
        for (var wrong : List.of(
                List.of("rules=nobody", "as-reported"),
                List.of("asOf=yesterday", "2026-06-30"),
                List.of("knownAt=then", "2026-06-30T18:00"),
                List.of("rules=a,b,c,d,e,f,g", "6"),
                List.of("from=1&to=9", "2"))) {
            var answer = new Http(port)
                    .get("/api/v1/municipalities/50000/recount?year=2020&" + wrong.getFirst(), "Accept-Language", "en");
            assertThat(answer.status()).as(wrong.getFirst()).isEqualTo(400);
            assertThat(answer.body()).contains(wrong.getLast());
        }
    }

    private static List<String> cells(String row) {
        return Arrays.stream(
                        row.substring(row.indexOf('"') + 1, row.length() - 1).split("\",\"", -1))
                .toList();
    }

    private static List<Long> figures(JsonNode answer) {
        return answer.get("figures")
                .valueStream()
                .map(figure -> figure.get("quantity").asLong())
                .toList();
    }

    private static List<JsonNode> steps(JsonNode bridge) {
        return bridge.get("steps").valueStream().toList();
    }

    private JsonNode get(String path) {
        var answer = new Http(port).get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
