package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What is found in the five samples, and that nothing else is. */
@DureTest
class FindingsOfTheSamples {
    @LocalServerPort
    int port;

    Http http;

    @BeforeEach
    void aVisitor() {
        http = new Http(port);
    }

    @Test
    void daejeons_public_and_private_headings_look_swapped_and_that_is_all() {
        var answer = get("/municipalities/30000/findings?year=2011&asOf=2011-04-30");
        assertThat(kinds(answer)).containsExactly("SWAPPED_LABELS");
        var finding = answer.get("findings").get(0);
        assertThat(finding.get("severity").asString()).isEqualTo("WARNING");
        assertThat(finding.get("of").asString()).isEqualTo("ENTRIES");
        assertThat(finding.get("message").asString())
                .contains("‘공공부문 일자리’", "약 8,900개", "약 3,180개", "‘민간부문 일자리’", "약 3,100개", "약 8,800개");
        assertThat(finding.get("fix").asString()).isNotEmpty();
        assertThat(finding.get("figures").get("entries").valueStream().map(JsonNode::asString))
                .containsExactly("30000S-1", "30000S-2");
        assertThat(answer.get("warnings").asInt()).isEqualTo(1);
        assertThat(answer.get("errors").asInt()).isZero();
        assertThat(answer.get("ledger").get("position").asLong()).isEqualTo(2);
        assertThat(answer.get("sample").asBoolean()).isTrue();
        assertThat(kinds(get("/municipalities/30000/findings?year=2011&asOf=2011-04-29")))
                .isEmpty();
        assertThat(kinds(get("/municipalities/30000/findings?year=2011&knownAt=2011-12-31")))
                .isEmpty();
    }

    @Test
    void cheonan_states_67_percent_of_nobody_knows_whom() {
        var answer = get("/municipalities/44130/findings?year=2021");
        assertThat(kinds(answer)).containsExactly("MISSING_AGE_BASE");
        assertThat(answer.get("findings").get(0).get("figures").get("stated").asDouble())
                .isEqualTo(67);
        assertThat(answer.get("findings").get(0).get("of").asString()).isEqualTo("PLAN");
    }

    @Test
    void jincheon_writes_jobs_in_two_units_and_its_sum_and_its_sites_are_in_order() {
        var answer = get("/municipalities/43750/findings?year=2022");
        assertThat(kinds(answer)).containsExactly("MIXED_UNITS");
        assertThat(answer.get("findings").get(0).get("severity").asString()).isEqualTo("INFORMATION");
        assertThat(answer.get("findings").get(0).get("fix").isNull()).isTrue();
        assertThat(kinds(get("/municipalities/43750/findings?year=2021"))).isEmpty();
    }

    @Test
    void bupyeong_grows_as_it_says_and_seogus_remainder_is_no_contradiction() {
        assertThat(kinds(get("/municipalities/28237/findings?year=2019"))).isEmpty();
        assertThat(kinds(get("/municipalities/30170/findings?year=2021"))).isEmpty();
        assertThat(kinds(get("/municipalities/30170/findings?term=7"))).isEmpty();
        assertThat(kinds(get("/municipalities/30170/findings?term=7&rule=strict")))
                .isEmpty();
    }

    @Test
    void are_said_in_english_too() {
        var message = http.get("/api/v1/municipalities/30000/findings?year=2011", "Accept-Language", "en")
                .json()
                .get("findings")
                .get(0)
                .get("message")
                .asString();
        assertThat(message).contains("about 8,900 jobs", "The parts of each agree with the other");
    }

    @Test
    void what_is_not_there_or_not_understood_is_refused_as_everywhere() {
        assertThat(http.get("/api/v1/municipalities/30170/findings?year=1999").status())
                .isEqualTo(404);
        assertThat(http.get("/api/v1/municipalities/30170/findings?term=9").status())
                .isEqualTo(404);
        assertThat(http.get("/api/v1/municipalities/11000/findings?year=2021").status())
                .isEqualTo(404);
        assertThat(http.get("/api/v1/municipalities/30170/findings?rule=generous")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void stand_on_the_municipalitys_page_with_what_to_do_and_the_entries() {
        var page = page("/municipalities/30000?year=2011&lang=ko");
        assertThat(page)
                .contains(
                        "href=\"#findings\"",
                        "지적 1건",
                        "항목 이름 뒤바뀜",
                        "약 8,800개",
                        "href=\"/entries/30000S-1\"",
                        "2011년 실적");
        assertThat(page("/municipalities/44130?year=2021&lang=ko")).contains("기준 연령이 적혀 있지 않습니다", "2021년 계획");
        assertThat(page("/municipalities/44130?year=2021&lang=en"))
                .contains("Employment rate: 67%, without an age base");
    }

    @Test
    void are_honest_where_there_are_none() {
        var page = page("/municipalities/28237?year=2019&lang=ko");
        assertThat(page).contains("어긋나는 곳을 찾지 못했습니다").doesNotContain("href=\"#findings\"");
    }

    private String page(String path) {
        var answer = http.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static List<String> kinds(JsonNode answer) {
        return answer.get("findings")
                .valueStream()
                .map(finding -> finding.get("kind").asString())
                .toList();
    }

    private JsonNode get(String path) {
        var answer = http.get("/api/v1" + path, "Accept-Language", "ko");
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.json();
    }
}
