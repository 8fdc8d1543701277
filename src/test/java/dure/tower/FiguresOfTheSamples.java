package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dure.DureTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a control tower must reproduce of the five samples, asked from outside as anybody would. */
@DureTest
class FiguresOfTheSamples {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    int port;

    @Test
    void seogu_had_created_24558_of_its_30000_by_the_end_of_2020() throws Exception {
        var term = get("/municipalities/30170/terms/7?asOf=2020-12-31");
        assertThat(term.get("target").asLong()).isEqualTo(30_000);
        assertThat(term.get("actual").asLong()).isEqualTo(24_558);
        assertThat(term.get("approximate").asBoolean()).isFalse();
        assertThat(term.get("progress").asDouble()).isEqualTo(0.8186);
        assertThat(term.get("asOf").asString()).isEqualTo("2020-12-31");
        assertThat(term.get("rule").get("id").asString()).isEqualTo("as-reported");
        assertThat(term.get("sample").asBoolean()).isTrue();
        assertThat(term.get("unit").asString()).isEqualTo("JOBS");
        assertThat(term.get("years")).isNotEmpty();
    }

    @Test
    void seogu_reaches_109_4_percent_of_its_term_goal_if_the_target_of_2021_is_met() throws Exception {
        for (var asOf : new String[] {"?asOf=2020-12-31", ""}) {
            var projected = get("/municipalities/30170/terms/7" + asOf).get("projected");
            assertThat(projected.get("actualPlusPlanned").asLong()).as(asOf).isEqualTo(32_812);
            assertThat(projected.get("ratio").asDouble()).as(asOf).isCloseTo(1.0937, within(0.00005));
        }
    }

    @Test
    void the_day_before_nothing_had_occurred_and_pledges_are_not_the_question() throws Exception {
        assertThat(get("/municipalities/30170/terms/7?asOf=2020-12-30")
                        .get("actual")
                        .asLong())
                .isZero();
        var realised = get("/municipalities/30170/terms/7?rule=realised");
        assertThat(realised.get("actual").asLong()).isEqualTo(24_558);
        var strict = get("/municipalities/30170/terms/7?rule=strict");
        assertThat(strict.get("actual").asLong()).isZero();
        assertThat(strict.get("excluded").get(0).get("quantity").asLong()).isEqualTo(24_558);
    }

    @Test
    void seogu_declared_8254_for_2021_and_itemised_7890_of_them() throws Exception {
        var plan = get("/municipalities/30170/plans/2021");
        assertThat(plan.get("declaredTarget").asLong()).isEqualTo(8_254);
        assertThat(plan.get("itemised").asLong()).isEqualTo(7_890);
        assertThat(plan.get("remainder").asLong()).isEqualTo(364);
        assertThat(plan.get("declaredProjectCount").asInt()).isEqualTo(87);
        assertThat(plan.get("strategies")).hasSize(5);
        assertThat(plan.get("components")).hasSize(3);
        assertThat(plan.get("components").get(0).get("quantity").asLong()).isEqualTo(6_719);
        assertThat(plan.get("deliberation").get("resolution").asString()).isEqualTo("PASSED_AS_DRAFTED");
        assertThat(plan.get("employmentRateTarget").isNull()).isTrue();
    }

    @Test
    void daejeon_had_about_12000_of_20500_by_the_end_of_april_and_20_of_them_in_no_item() throws Exception {
        var progress = get("/municipalities/30000/plans/2011/progress?asOf=2011-04-30");
        assertThat(progress.get("target").asLong()).isEqualTo(20_500);
        assertThat(progress.get("actual").asLong()).isEqualTo(12_000);
        assertThat(progress.get("approximate").asBoolean()).isTrue();
        assertThat(progress.get("progress").asDouble()).isCloseTo(0.5854, within(0.00005));
        assertThat(progress.get("remainder").asLong()).isEqualTo(20);
        assertThat(actualOf(progress.get("bySector"), "PUBLIC")).isEqualTo(8_900);
        assertThat(actualOf(progress.get("bySector"), "PRIVATE")).isEqualTo(3_100);
        assertThat(actualOf(progress.get("byProgrammeType"), "ATTRACTION")).isEqualTo(2_400);
        assertThat(get("/municipalities/30000/plans/2011").get("inferred").asString())
                .isNotEmpty();
    }

    @Test
    void cheonan_names_no_age_base_for_its_67_percent() throws Exception {
        var plan = get("/municipalities/44130/plans/2021");
        assertThat(plan.get("declaredTarget").asLong()).isEqualTo(26_000);
        assertThat(plan.get("budget").get("appropriated").asLong()).isEqualTo(422_220_000_000L);
        assertThat(plan.get("budget").get("executed").isNull()).isTrue();
        assertThat(plan.get("budget").get("currency").asString()).isEqualTo("KRW");
        assertThat(plan.get("employmentRateTarget").get("value").asDouble()).isEqualTo(67);
        assertThat(plan.get("employmentRateTarget").has("ageBase")).isTrue();
        assertThat(plan.get("employmentRateTarget").get("ageBase").isNull()).isTrue();
    }

    @Test
    void bupyeong_raised_its_target_by_8_7_percent_and_the_earlier_one_is_inferred() throws Exception {
        var plan = get("/municipalities/28237/plans/2019");
        assertThat(plan.get("declaredTarget").asLong()).isEqualTo(10_562);
        assertThat(plan.get("growth").get("ratio").asDouble()).isEqualTo(0.087);
        assertThat(plan.get("growth").get("previousTarget").asLong()).isEqualTo(9_717);
        assertThat(plan.get("growth").get("inferred").asString()).isNotEmpty();
        assertThat(plan.get("strategies")).hasSize(5);
    }

    @Test
    void jincheon_supplied_115_1_percent_of_its_target_of_2021() throws Exception {
        var progress = get("/municipalities/43750/plans/2021/progress");
        assertThat(progress.get("target").asLong()).isEqualTo(5_935);
        assertThat(progress.get("actual").asLong()).isEqualTo(6_832);
        assertThat(progress.get("progress").asDouble()).isCloseTo(1.1511, within(0.00005));
    }

    @Test
    void jincheons_components_of_2022_add_up_to_its_target_and_the_82_sites_stand_apart() throws Exception {
        var plan = get("/municipalities/43750/plans/2022");
        assertThat(plan.get("declaredTarget").asLong()).isEqualTo(8_580);
        assertThat(plan.get("approximate").asBoolean()).isTrue();
        assertThat(plan.get("itemised").asLong()).isEqualTo(8_580);
        assertThat(plan.get("remainder").asLong()).isZero();
        assertThat(plan.get("budget").get("appropriated").asLong()).isEqualTo(60_000_000_000L);
        var sites = plan.get("components")
                .valueStream()
                .filter(component -> component.get("measure").asString().equals("SITES"))
                .toList();
        assertThat(sites).hasSize(1);
        assertThat(sites.getFirst().get("quantity").asLong()).isEqualTo(82);
        var jobs = plan.get("components")
                .valueStream()
                .filter(component -> component.get("measure").asString().equals("JOBS"))
                .toList();
        assertThat(jobs).allSatisfy(component -> {
            assertThat(component.get("statedUnit").asString()).isEqualTo("명");
            assertThat(component.get("approximate").asBoolean()).isFalse();
        });
        assertThat(plan.get("growth").get("ratio").asDouble()).isCloseTo(8_580.0 / 5_935 - 1, within(1e-12));
    }

    @Test
    void the_entries_of_a_figure_add_up_to_it() throws Exception {
        var entries = get("/municipalities/30000/entries?year=2011");
        assertThat(entries.get("total").asLong()).isEqualTo(12_000);
        assertThat(entries.get("entries")
                        .valueStream()
                        .mapToLong(entry -> entry.get("quantity").asLong())
                        .sum())
                .isEqualTo(12_000);
        assertThat(entries.get("entries").get(0).get("items")).isNotEmpty();
        var ofType = get("/municipalities/30000/entries?year=2011&programmeType=ATTRACTION");
        assertThat(ofType.get("total").asLong()).isEqualTo(2_400);
    }

    @Test
    void the_rules_are_published_with_their_words_in_both_languages() throws Exception {
        assertThat(get("/rules").valueStream().map(rule -> rule.get("id").asString()))
                .contains("as-reported", "realised", "strict", "announced", "lasting", "private");
        assertThat(get("/rules?lang=en").get(0).get("text").asString()).contains("Counts what the government");
    }

    @Test
    void there_are_243_municipalities_and_five_have_a_plan() throws Exception {
        var all = get("/municipalities");
        assertThat(all).hasSize(243);
        assertThat(all.valueStream()
                        .filter(one -> one.get("sample").asBoolean())
                        .map(one -> one.get("code").asString()))
                .containsExactlyInAnyOrder("30000", "30170", "44130", "28237", "43750");
        var seogu = get("/municipalities/30170");
        assertThat(seogu.get("parent").get("code").asString()).isEqualTo("30000");
        assertThat(seogu.get("terms").get(0).asInt()).isEqualTo(7);
        assertThat(seogu.get("years").get(0).asInt()).isEqualTo(2021);
    }

    @Test
    void what_is_not_there_or_not_understood_is_a_problem_with_a_sentence() throws Exception {
        for (var path : new String[] {
            "/municipalities/99999",
            "/municipalities/30170/terms/42",
            "/municipalities/30170/plans/1999",
            "/municipalities/11000/plans/2021",
            "/municipalities/11000/terms/7"
        }) {
            var response = send(path);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
            assertThat(JSON.readTree(response.body()).get("detail").asString()).isNotEmpty();
        }
        for (var path : new String[] {
            "/municipalities/30170/terms/7?rule=generous",
            "/municipalities/30170/terms/7?asOf=yesterday",
            "/municipalities/30170/terms/7?knownAt=2020",
            "/municipalities/30170/entries?sector=NONE",
            "/municipalities/30170/entries?size=0"
        }) {
            assertThat(send(path).statusCode()).as(path).isEqualTo(400);
        }
    }

    private static long actualOf(JsonNode slices, String key) {
        return slices.valueStream()
                .filter(slice -> slice.get("key").asString().equals(key))
                .findFirst()
                .orElseThrow()
                .get("actual")
                .asLong();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var response = send(path);
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
                            .header("Accept-Language", "ko")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
