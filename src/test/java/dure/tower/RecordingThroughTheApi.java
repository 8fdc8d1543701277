package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.access.TestAccounts;
import dure.region.Book;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DureTest
class RecordingThroughTheApi {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    Http http;
    Book book;
    String officer;

    @BeforeEach
    void signIn(@Autowired TestBooks books) {
        http = new Http(port);
        book = books.next();
        var login = accounts.officer(book.municipality());
        officer = Http.basic(login.login(), login.password());
    }

    @Test
    void the_same_idempotency_key_records_once_and_for_one_thing_only() {
        var first = http.post("/api/v1/entries", entry(25), "Authorization", officer, "Idempotency-Key", "a");
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        var again = http.post("/api/v1/entries", entry(25), "Authorization", officer, "Idempotency-Key", "a");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(http.post("/api/v1/entries", entry(26), "Authorization", officer, "Idempotency-Key", "a")
                        .status())
                .isEqualTo(422);
        assertThat(total("")).isEqualTo(25);
    }

    @Test
    void yesterdays_figure_can_be_asked_for_after_a_correction() {
        var id = http.post("/api/v1/entries", entry(25), "Authorization", officer)
                .json();
        var before = id.get("ledger").get("at").asString();

        var reversal = http.post(
                "/api/v1/entries/" + id.get("id").asString() + "/reversal",
                "{\"reason\": \"오기\"}",
                "Authorization",
                officer);
        assertThat(reversal.status()).isEqualTo(201);
        assertThat(reversal.json().get("reverses")).isEqualTo(id.get("id"));

        assertThat(total("")).isZero();
        assertThat(total("&knownAt=" + before)).isEqualTo(25);
        var entry = http.get("/api/v1/entries/" + id.get("id").asString(), "Authorization", officer)
                .json();
        assertThat(entry.get("reversedBy")).isEqualTo(reversal.json().get("id"));
    }

    @Test
    void the_public_sees_nothing_that_is_not_disclosed_and_nothing_of_persons() {
        var id = http.post("/api/v1/entries", entry(25), "Authorization", officer)
                .json();
        assertThat(http.get("/api/v1/entries/" + id.get("id").asString()).status())
                .isEqualTo(404);
        assertThat(http.get("/api/v1/municipalities/" + book.municipality() + "/entries?year=2025&dataSet=REAL")
                        .json()
                        .get("count")
                        .asLong())
                .isZero();
        var sample = http.get("/api/v1/entries/30000S-1").json();
        assertThat(sample.get("person").isNull()).isTrue();
        assertThat(sample.get("recorder").isNull()).isTrue();
    }

    @Test
    void every_wrong_field_is_named_at_once() {
        var answer = http.post("/api/v1/entries", """
                {"municipality": "99999", "occurredOn": "2025-3-1", "quantity": 0, "basis": "SURE", "statedUnit": "개소"}
                """, "Authorization", officer);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(answer.json()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString()))
                .contains("municipality", "occurredOn", "quantity", "basis", "statedUnit", "label");
    }

    @Test
    void a_duration_that_the_ledger_could_not_hold_is_refused_and_never_cut() {
        var answer = http.post(
                "/api/v1/entries", entry(1).replace("\"months\": 12", "\"months\": 65542"), "Authorization", officer);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo("terms.months");
    }

    @Test
    void an_officer_writes_for_his_own_municipality_only_and_nobody_without_signing_in() {
        var other = entry(1).replace(book.municipality().value(), "30170");
        assertThat(http.post("/api/v1/entries", other, "Authorization", officer).status())
                .isEqualTo(403);
        assertThat(http.post("/api/v1/entries", entry(1)).status()).isEqualTo(401);
    }

    private String entry(long quantity) {
        return """
                {"municipality": "%s", "label": "취업박람회 현장채용", "from": "2025-03-01", "occurredOn": "2025-03-31",
                 "quantity": %d, "statedUnit": "명", "basis": "EVIDENCED", "programmeType": "SERVICE",
                 "terms": {"months": 12, "weeklyHours": 40}, "evidence": "채용확인서"}
                """.formatted(book.municipality(), quantity);
    }

    private long total(String more) {
        var answer = http.get(
                "/api/v1/municipalities/" + book.municipality() + "/entries?year=2025&dataSet=REAL" + more,
                "Authorization",
                officer);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("total").asLong();
    }
}
