package dure.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.TestDatabase;
import dure.access.TestAccounts;
import dure.region.Book;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DureTest
class EstimatingByACoefficient {
    @LocalServerPort
    int port;

    @Autowired
    TestBooks books;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDatabase database;

    Http http = new Http(0);
    Book book = new Book(new dure.region.MunicipalityCode("30170"), dure.region.DataSet.SAMPLE);
    String officer = "";
    String home = "";

    @BeforeEach
    void gather() {
        http = new Http(port);
        book = books.next();
        var login = accounts.officer(book.municipality());
        officer = Http.basic(login.login(), login.password());
        home = "/api/v1/municipalities/" + book.municipality();
    }

    private Http.Answer coefficient(String jobs) {
        return http.post(home + "/coefficients", """
                {"code": "investment", "name": "투자 취업계수", "input": "WON", "inputName": "투자액", "per": 100000000,
                 "jobs": %s, "measure": "JOBS", "cap": 100, "source": "가상 연구 2025", "validFrom": "2025-01-01"}
                """.formatted(jobs), "Authorization", officer);
    }

    private Http.Answer estimate(String coefficient, long won, boolean dryRun) {
        return http.post(
                home + "/estimates?dryRun=" + dryRun, """
                {"coefficient": "%s", "label": "가상 투자", "from": "2025-05-01", "to": "2025-05-31", "input": %d}
                """.formatted(coefficient, won), "Authorization", officer);
    }

    @Test
    void an_estimate_is_computed_from_its_input_and_keeps_coefficient_version_and_input() throws SQLException {
        var first = coefficient("1.25").json();
        assertThat(coefficient("1.25").json().get("version").asInt()).isEqualTo(1);
        assertThat(coefficient("2").json().get("version").asInt()).isEqualTo(2);
        var id = first.get("id").asString();
        // 3,050,000,000 won × 1.25 / 100,000,000 won = 38.125: a fraction of a job is no job.
        assertThat(estimate(id, 3_050_000_000L, true).json().get("quantity").asLong())
                .isEqualTo(38);
        var recorded = estimate(id, 3_050_000_000L, false);
        assertThat(recorded.status()).as(recorded.body()).isEqualTo(201);
        var entry = recorded.json().get("entry").asString();
        var answer =
                http.get("/api/v1/entries/" + entry, "Authorization", officer).json();
        assertThat(answer.get("basis").asString()).isEqualTo("ESTIMATED");
        assertThat(answer.get("quantity").asLong()).isEqualTo(38);
        assertThat(answer.get("evidence").asString()).isEqualTo("coefficient:investment/1");
        try (var superuser = database.asSuperuser();
                var statement = superuser.createStatement()) {
            assertThat(TestDatabase.column(superuser, """
                    select c.version || ' ' || e.input || ' ' || e.quantity from estimate e join coefficient c on c.id = e.coefficient
                    where e.municipality = '%s'""".formatted(book.municipality())))
                    .containsExactly("1 3050000000 38");
            // The database computes it once more.
            assertThatThrownBy(() -> statement.execute("""
                    insert into estimate (municipality, data_set, entry, coefficient, input, quantity)
                    select municipality, data_set, entry + 1000, coefficient, input + 100000000, quantity from estimate
                    where municipality = '%s'""".formatted(book.municipality())))
                    .hasMessageContaining("estimate");
        }
    }

    @Test
    void beyond_the_cap_before_its_time_and_under_one_job_nothing_is_estimated() {
        var id = coefficient("1.25").json().get("id").asString();
        assertThat(estimate(id, 8_100_000_000L, false).status()).isEqualTo(422);
        assertThat(estimate(id, 8_000_000_000L, true).json().get("quantity").asLong())
                .isEqualTo(100);
        assertThat(estimate(id, 70_000_000L, false).status()).isEqualTo(422);
        assertThat(http.post(home + "/estimates", """
                {"coefficient": "%s", "label": "가상", "from": "2024-05-01", "to": "2024-05-31", "input": 1000000000}
                """.formatted(id), "Authorization", officer)
                        .status())
                .isEqualTo(422);
        assertThat(http.get(home + "/coefficients?dataSet=REAL").status()).isEqualTo(404);
    }

    @Test
    void the_operators_file_is_read_as_it_is_written() {
        var read = CoefficientFile.read("c.csv", """
                코드,이름,입력 종류,입력 이름,입력 단위,일자리,상한,출처,시작일,종료일
                common-site,입주기업 취업계수,수,입주기업 수,1,4.5,500,가상 통계,2025-01-01,
                """.getBytes(UTF_8));
        assertThat(read).hasSize(1);
        assertThat(read.getFirst().of(3)).isEqualTo(13);
        assertThatThrownBy(() -> CoefficientFile.read("c.csv", "코드,이름\na,b\n".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
