package dure.person;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.TestDatabase;
import dure.access.Role;
import dure.access.TestAccounts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DureTest
class RefusingResidentNumbers {
    private static final String NUMBER = "900321-1234567";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestBooks books;

    @Autowired
    TestDatabase database;

    private Http http;
    private String place;
    private String officer;
    private String counsellor;

    @BeforeEach
    void sign_in() {
        http = new Http(port);
        var municipality = books.next().municipality();
        place = municipality.value();
        officer = basic(accounts.with(Role.JOB_POLICY_OFFICER, municipality));
        counsellor = basic(accounts.with(Role.COUNSELLOR, municipality));
    }

    private static String basic(TestAccounts.Login who) {
        return Http.basic(who.login(), who.password());
    }

    @Test
    void in_any_text_of_the_api_with_its_field_and_without_repeating_it() {
        var answer = http.post("/api/v1/entries", """
                {"municipality": "%s", "label": "채용", "occurredOn": "2026-03-01", "quantity": 1, "basis": "EVIDENCED",
                 "evidence": "확인서 %s", "items": [{"label": "가", "quantity": 1}]}""".formatted(place, NUMBER), "Authorization", officer);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo("evidence");
        assertThat(answer.body()).doesNotContain("1234567");
    }

    @Test
    void deep_in_what_is_sent_and_as_a_number_too() {
        for (var body : new String[] {
            "{\"municipality\": \"%s\", \"items\": [{\"label\": \"９００３２１１２３４５６７\"}]}",
            "{\"municipality\": \"%s\", \"quantity\": 9003211234567}",
            "{\"municipality\": \"%s\", \"label\": \"900321\\u002d1234567\"}"
        }) {
            var answer = http.post("/api/v1/entries", body.formatted(place), "Authorization", officer);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("주민등록번호").doesNotContain("1234567");
        }
    }

    @Test
    void in_reasons_that_would_be_logged() {
        var answer = http.post(
                "/api/v1/municipalities/%s/persons/5f0c2c0e-3f0e-4b7e-9a51-0a4f6e0c9d21/opening".formatted(place),
                "{\"reason\": \"%s 확인\"}".formatted(NUMBER),
                "Authorization",
                counsellor);
        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void in_the_fields_of_any_form_and_in_addresses() {
        var answer = http.get("/api/v1/progress?year=" + NUMBER);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("1234567");
        assertThat(http.get("/?q=" + NUMBER).status()).isEqualTo(422);
    }

    @Test
    void in_files_with_the_cell_and_keeps_nothing_of_them() throws Exception {
        for (var dryRun : new boolean[] {true, false}) {
            var answer = http.upload(
                    "/api/v1/entry-files?municipality=" + place + "&dryRun=" + dryRun,
                    "text/csv",
                    "사업명,수량,발생일,비고\n공공근로,3,2026-03-01,%s\n".formatted(NUMBER).getBytes(StandardCharsets.UTF_8),
                    "Authorization",
                    officer);
            assertThat(answer.status()).isEqualTo(dryRun ? 200 : 422);
            var finding = answer.json().get("findings").get(0);
            assertThat(finding.get("kind").asString()).isEqualTo("RESIDENT_NUMBER");
            assertThat(finding.get("row").asInt()).isEqualTo(2);
            assertThat(finding.get("column").asString()).isEqualTo("D");
            assertThat(answer.body()).doesNotContain("1234567");
        }
        try (var connection = database.asSuperuser()) {
            assertThat(TestDatabase.column(
                            connection, "select count(*) from upload where position('1234567'::bytea in content) > 0"))
                    .containsExactly("0");
        }
    }

    @Test
    void in_the_name_of_a_file_before_it_is_kept() throws Exception {
        var body = """
                --b\r
                Content-Disposition: form-data; name="file"; filename="%s.csv"\r
                Content-Type: text/csv\r
                \r
                사업명,수량\r
                --b--\r
                """.formatted(NUMBER);
        var answer = http.upload(
                "/api/v1/entry-files?municipality=" + place,
                "multipart/form-data; boundary=b",
                body.getBytes(StandardCharsets.UTF_8),
                "Authorization",
                officer);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("1234567");
        try (var connection = database.asSuperuser()) {
            assertThat(TestDatabase.column(connection, "select count(*) from upload where file_name like '%1234567%'"))
                    .containsExactly("0");
        }
    }

    @Test
    void and_texts_that_are_longer_than_any_field() {
        var answer = http.post(
                "/api/v1/entries",
                "{\"municipality\": \"%s\", \"evidence\": \"%s\"}".formatted(place, "가".repeat(2_001)),
                "Authorization",
                officer);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("message").asString()).contains("2,000");
        var label = http.post(
                "/api/v1/entries",
                "{\"municipality\": \"%s\", \"occurredOn\": \"2026-03-01\", \"basis\": \"REPORTED\", \"quantity\": 1, \"label\": \"%s\"}"
                        .formatted(place, "가".repeat(201)),
                "Authorization",
                officer);
        assertThat(label.status()).isEqualTo(422);
        assertThat(label.json().get("errors").get(0).get("field").asString()).isEqualTo("label");
    }

    @Test
    void but_registers_a_person_through_the_api_without_one() {
        var registered =
                http.post("/api/v1/municipalities/%s/persons".formatted(place), """
                {"name": "홍길동", "birthDate": "1990-03-21", "sex": "MALE", "phone": "010-1234-5678",
                 "consents": [{"required": true, "purpose": "상담", "items": "성명", "months": 12, "refusal": "거부할 수 있음"}]}""", "Authorization", counsellor);
        assertThat(registered.status()).isEqualTo(201);
        var ref = registered.json().get("ref").asString();
        var list = http.get("/api/v1/municipalities/%s/persons".formatted(place), "Authorization", counsellor);
        assertThat(list.body()).contains("홍*동").doesNotContain("홍길동");
        var opened = http.post(
                "/api/v1/municipalities/%s/persons/%s/opening".formatted(place, ref),
                "{\"reason\": \"면접 연락\"}",
                "Authorization",
                counsellor);
        assertThat(opened.json().get("name").asString()).isEqualTo("홍길동");
        assertThat(http.get("/api/v1/municipalities/%s/persons".formatted(place), "Authorization", officer)
                        .status())
                .isEqualTo(403);
        assertThat(http.get("/api/v1/municipalities/%s/persons".formatted(place))
                        .status())
                .isEqualTo(401);
    }
}
