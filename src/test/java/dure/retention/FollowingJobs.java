package dure.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.ledger.KeptJobs;
import dure.ledger.Ledger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From the ledger to the answer and the page. */
@DureTest
class FollowingJobs {
    @LocalServerPort
    int port;

    @Test
    void says_what_is_kept_by_programme_type_and_what_cannot_be_followed(
            @Autowired Ledger ledger, @Autowired TestBooks books) {
        var book = books.next();
        KeptJobs.in(ledger, book);

        var answer = new Http(port)
                .get("/api/v1/municipalities/" + book.municipality() + "/retention?year=2025&dataSet=REAL")
                .json();
        var whole = answer.get("whole");
        assertThat(whole.get("followed").asLong()).isEqualTo(240);
        assertThat(whole.get("notFollowed").asLong()).isEqualTo(120);
        // All checks are due: looked up today, long after the last of them.
        var half = whole.get("checks").get(2);
        assertThat(half.get("due").asLong()).isEqualTo(240);
        assertThat(half.get("retained").asLong()).isEqualTo(180);
        assertThat(half.get("share").asDouble()).isEqualTo(0.75);
        assertThat(half.get("low").asDouble()).isBetween(0.69, 0.70);
        assertThat(half.get("high").asDouble()).isBetween(0.80, 0.81);
        assertThat(whole.get("survival").get(6).get("share").asDouble()).isEqualTo(0.75);
        var direct = answer.get("byProgrammeType").get(0);
        assertThat(direct.get("programmeType").asString()).isEqualTo("DIRECT");
        assertThat(direct.get("retention").get("checks").get(3).get("share").asDouble())
                .isEqualTo(0.25);

        var before = new Http(port)
                .get("/api/v1/municipalities/" + book.municipality()
                        + "/retention?year=2025&dataSet=REAL&asOf=2025-12-15")
                .json()
                .get("whole")
                .get("checks")
                .get(3);
        // What was seen to be kept for a year is due, whatever day is asked for; the rest has time until 2026.
        assertThat(before.get("notYetDue").asLong()).isEqualTo(120);

        var page = new Http(port)
                .get("/municipalities/" + book.municipality() + "/retention?year=2025&dataSet=REAL&lang=ko&type=DIRECT")
                .body();
        assertThat(page).contains("6개월 유지율 75.0", "직접일자리 창출 생존 곡선", "240", "120");
    }
}
