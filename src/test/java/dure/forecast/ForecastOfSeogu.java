package dure.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** 24,558 of 30,000 by the end of 2020, and 8,254 planned for 2021: when will the goal be met, and how sure is it? */
@DureTest
class ForecastOfSeogu {
    @LocalServerPort
    int port;

    private JsonNode get(String query) {
        var answer = new Http(port).get("/api/v1/municipalities/30170/forecast?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void names_a_range_of_days_and_a_probability() {
        var forecast = get("term=7&asOf=2020-12-31");
        assertThat(forecast.get("target").asLong()).isEqualTo(30_000);
        assertThat(forecast.get("counted").asLong()).isEqualTo(24_558);
        var dates = forecast.get("goalDate");
        var early = LocalDate.parse(dates.get("p10").asString());
        var middle = LocalDate.parse(dates.get("p50").asString());
        var late = LocalDate.parse(dates.get("p90").asString());
        assertThat(early).isAfter(LocalDate.of(2020, 12, 31)).isBefore(middle);
        assertThat(late).isAfter(middle).isBefore(LocalDate.of(2022, 7, 1));
        // The year's 8,254 bring it there when two thirds of them are there.
        assertThat(middle).isBetween(LocalDate.of(2021, 6, 1), LocalDate.of(2021, 12, 31));
        assertThat(forecast.get("probability").asDouble()).isBetween(0.9, 1.0);
        assertThat(forecast.get("p10").asLong())
                .isGreaterThan(24_558)
                .isLessThan(forecast.get("p50").asLong());
        assertThat(forecast.get("basis").asString()).isNotBlank();
    }

    @Test
    void of_2021_alone_is_about_what_was_planned_with_a_wide_range() {
        var forecast = get("year=2021&asOf=2020-12-31");
        assertThat(forecast.get("target").asLong()).isEqualTo(8_254);
        assertThat(forecast.get("p10").asLong()).isLessThan(8_254);
        assertThat(forecast.get("p90").asLong()).isGreaterThan(8_254);
        assertThat(forecast.get("few").asBoolean()).isTrue();
    }

    @Test
    void says_nothing_of_what_is_over_and_was_never_reported_to_its_end() {
        var http = new Http(port);
        for (var asked : new String[] {"term=7", "year=2021"}) {
            assertThat(http.get("/api/v1/municipalities/30170/forecast?" + asked)
                            .status())
                    .as(asked)
                    .isEqualTo(404);
        }
        assertThat(http.get("/municipalities/30170/forecast?year=2021").body())
                .contains("끝까지 보고되지 않아")
                .doesNotContain("0개로 끝났습니다");
    }

    @Test
    void is_the_same_when_it_is_asked_again_and_refuses_what_is_not_there() {
        assertThat(get("term=7&asOf=2020-12-31")).isEqualTo(get("term=7&asOf=2020-12-31"));
        var http = new Http(port);
        assertThat(http.get("/api/v1/municipalities/30170/forecast?rule=none").status())
                .isEqualTo(400);
        assertThat(http.get("/api/v1/municipalities/30170/forecast?term=99").status())
                .isEqualTo(404);
        assertThat(http.get("/api/v1/municipalities/30170/forecast?year=2007").status())
                .isEqualTo(404);
    }
}
