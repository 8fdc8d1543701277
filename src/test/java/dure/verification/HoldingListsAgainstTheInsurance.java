package dure.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.TestDatabase;
import dure.TestPlans;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.region.Book;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@DureTest
class HoldingListsAgainstTheInsurance {
    private static final Map<String, String> CONSENT =
            Map.of("consented", "true", "purpose", "확인", "items", "성명, 생년월일", "months", "36", "refusal", "거부할 수 있음");

    private static final String LIST = """
            성명,생년월일,성별,취업일,고용기간,주당근로시간,고용보험,사업장관리번호,사업장명
            김가상,1990-01-01,남,2025-03-03,12,40,예,1234567890-1,가상산업
            이가상,1991-02-02,여,2025-03-03,12,40,예,1234567890-1,가상산업
            박가상,1992-03-03,여,2025-03-10,12,40,예,,
            최가상,1993-04-04,남,2025-03-10,12,40,예,1234567890-1,가상산업
            정가상,1994-05-05,,2025-03-10,6,20,아니오,,
            """;

    @LocalServerPort
    int port;

    @Autowired
    TestBooks books;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDatabase database;

    @Autowired
    JdbcClient db;

    TransactionTemplate transactions = new TransactionTemplate();

    @Autowired
    void transactions(PlatformTransactionManager manager) {
        transactions = new TransactionTemplate(manager);
    }

    Http http = new Http(0);
    Book book = new Book(new dure.region.MunicipalityCode("30170"), dure.region.DataSet.SAMPLE);
    TestAccounts.Login officer = new TestAccounts.Login("", "");
    String writes = "";
    String verifies = "";
    String home = "";

    @BeforeEach
    void gather() {
        http = new Http(port);
        book = books.next();
        officer = accounts.officer(book.municipality());
        var verifier = accounts.with(Role.VERIFIER, book.municipality());
        writes = Http.basic(officer.login(), officer.password());
        verifies = Http.basic(verifier.login(), verifier.password());
        home = "/api/v1/municipalities/" + book.municipality();
        var plan = http.upload(
                "/api/v1/plan-workbooks",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                TestPlans.year(book, 2025, 100, Map.of("P1", 100L)),
                "Authorization",
                writes);
        assertThat(plan.status()).as(plan.body()).isLessThan(300);
    }

    private Http.Answer send(String path, String csv, String auth, Map<String, String> fields) {
        var boundary = "b" + UUID.randomUUID();
        var body = new StringBuilder();
        fields.forEach((name, value) -> body.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                + name + "\"\r\n\r\n" + value + "\r\n"));
        body.append("--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                + csv + "\r\n--" + boundary + "--\r\n");
        return http.upload(
                path,
                "multipart/form-data; boundary=" + boundary,
                body.toString().getBytes(UTF_8),
                "Authorization",
                auth);
    }

    private Http.Answer bring(String csv, Map<String, String> more) {
        var fields = new LinkedHashMap<>(CONSENT);
        fields.putAll(Map.of("year", "2025", "project", "P1"));
        fields.putAll(more);
        return send(home + "/person-lists", csv, writes, fields);
    }

    private Http.Answer hold(String csv, String auth, String reference, boolean dryRun) {
        return send(
                home + "/insurance-extracts",
                csv,
                auth,
                Map.of(
                        "kind",
                        "INSURED_PERSONS",
                        "referenceOn",
                        reference,
                        "windowDays",
                        "14",
                        "from",
                        "2025-01-01",
                        "to",
                        "2025-12-31",
                        "dryRun",
                        String.valueOf(dryRun)));
    }

    private JsonNode entry(String id) {
        return http.get("/api/v1/entries/" + id, "Authorization", writes).json();
    }

    private String reported(long persons) {
        var answer = http.post("/api/v1/entries", """
                {"municipality": "%s", "project": "P1", "from": "2025-03-01", "occurredOn": "2025-03-31",
                 "quantity": %d, "statedUnit": "명", "basis": "REPORTED"}
                """.formatted(book.municipality(), persons), "Authorization", writes);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asString();
    }

    @Test
    void a_list_takes_the_place_of_what_was_reported_and_the_same_file_changes_nothing() throws SQLException {
        var reported = reported(6);
        assertThat(bring(LIST, Map.of("replaces", reported, "measure", "PERSONS"))
                        .status())
                .isEqualTo(422);
        var looked = bring(LIST, Map.of("replaces", reported, "dryRun", "true"));
        assertThat(looked.json().get("result").asString()).as(looked.body()).isEqualTo("REHEARSED");
        assertThat(looked.json().get("difference").asLong()).isEqualTo(-1);
        assertThat(entry(reported).get("reversedBy").isNull()).isTrue();

        var brought = bring(LIST, Map.of("replaces", reported));
        assertThat(brought.status()).as(brought.body()).isEqualTo(201);
        assertThat(entry(reported).get("reversedBy").isNull()).isFalse();
        var first = brought.json().get("list").get("entries").get(0);
        var entry = entry(first.get("entry").asString());
        assertThat(entry.get("basis").asString()).isEqualTo("EVIDENCED");
        assertThat(entry.get("quantity").asLong()).isEqualTo(1);
        assertThat(entry.get("person").asString()).isEqualTo(first.get("person").asString());

        assertThat(bring(LIST, Map.of()).json().get("result").asString()).isEqualTo("UNCHANGED");
        // The same persons in another list are the same references, but him whose sex nobody stated.
        var again = bring(LIST.replace("2025-03", "2025-09"), Map.of()).json();
        assertThat(again.get("known").asInt()).isEqualTo(4);
        assertThat(again.get("list").get("entries").get(0).get("person").asString())
                .isEqualTo(first.get("person").asString());

        try (var superuser = database.asSuperuser()) {
            for (var table : new String[] {
                "person", "person_list", "listed_person", "entry", "posting", "access_log", "verification_upload"
            }) {
                assertThat(TestDatabase.column(
                                superuser,
                                "select count(*) from " + table + " t where t::text like '%가상%'"
                                        + (table.equals("person")
                                                        || table.equals("person_list")
                                                        || table.equals("verification_upload")
                                                ? " and municipality = '" + book.municipality()
                                                        + "' and t::text like '%김가상%'"
                                                : " and t::text like '%김가상%'")))
                        .as(table)
                        .containsExactly("0");
            }
        }
    }

    @Test
    void every_wrong_row_is_named_and_nothing_of_the_list_is_written() {
        var wrong = LIST.replace("1991-02-02", "1991-02-30")
                .replace("2025-03-10,12,40,예,,", "2099-01-01,12,40,예,,")
                .replace("정가상,1994-05-05", "최가상,1993-04-04,남,2025-03-10,1,1,예,,\n정*상,1994-05-05");
        var answer = bring(wrong, Map.of());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json()
                        .get("findings")
                        .valueStream()
                        .map(one -> one.get("row").asInt()))
                .contains(3, 4, 6, 7);
        assertThat(answer.body()).doesNotContain("김가상");
        assertThat(http.get(home + "/person-lists?dataSet=REAL", "Authorization", writes)
                        .json()
                        .size())
                .isZero();
        assertThat(bring(LIST.replace("1990-01-01", "900101-1234567"), Map.of()).body())
                .contains("RESIDENT_NUMBER");
    }

    @Test
    void columns_are_said_once_and_kept() {
        var strange = LIST.replace("성명,생년월일", "사람,태어난 날").replace("취업일", "들어온 날");
        var unmapped = bring(strange, Map.of()).json();
        assertThat(unmapped.get("result").asString()).isEqualTo("UNMAPPED");
        assertThat(unmapped.get("missing").valueStream().map(JsonNode::asString))
                .contains("NAME", "BIRTH_DATE", "STARTED_ON");
        assertThat(unmapped.toString()).contains("김**").doesNotContain("김가상");
        var mapped = http.post(home + "/file-mappings/PERSON_LIST?dataSet=REAL", """
                {"heads": {"NAME": "사람", "BIRTH_DATE": "태어난 날", "SEX": "성별", "STARTED_ON": "들어온 날"}}
                """, "Authorization", writes);
        assertThat(mapped.json().get("version").asInt()).as(mapped.body()).isEqualTo(1);
        assertThat(bring(strange, Map.of()).status()).isEqualTo(201);
    }

    @Test
    void the_insurance_verifies_retains_and_leaves_to_a_person_what_is_not_clear() {
        var listed = bring(LIST, Map.of()).json().get("list").get("entries");
        var extract = """
                피보험자명,주민번호,자격취득일,자격상실일,사업장관리번호
                김가상,900101-1******,2025-03-05,,1234567890-1
                이가상,910202-2******,2025-03-03,2025-06-20,1234567890-1
                박가상,1992-03-03,2025-03-10,,1111111111-0
                박가상,1992-03-03,2025-03-12,2025-03-20,2222222222-0
                최가상,1993-04-04,2025-03-10,,9999999999-9
                남가상,1980-01-01,2025-03-10,,9999999999-9
                """;
        var looked = hold(extract, verifies, "2025-07-01", true).json();
        assertThat(looked.get("result").asString()).as(looked.toString()).isEqualTo("REHEARSED");
        assertThat(entry(listed.get(0).get("entry").asString()).get("basis").asString())
                .isEqualTo("EVIDENCED");

        var applied = hold(extract, verifies, "2025-07-01", false);
        assertThat(applied.status()).as(applied.body()).isEqualTo(201);
        var verdicts = applied.json().get("verdicts");
        assertThat(verdicts.valueStream().map(one -> one.get("verdict").asString()))
                .containsExactly("FOUND", "ENDED", "AMBIGUOUS", "AMBIGUOUS", "NOT_FOUND");
        assertThat(verdicts.get(0).get("retainedMonths").asInt()).isEqualTo(3);
        assertThat(verdicts.get(1).get("retainedMonths").asInt()).isEqualTo(3);
        assertThat(verdicts.get(1).get("span").get("lostOn").asString()).isEqualTo("2025-06-20");
        assertThat(entry(listed.get(0).get("entry").asString()).get("basis").asString())
                .isEqualTo("RETAINED");
        assertThat(entry(listed.get(2).get("entry").asString()).get("basis").asString())
                .isEqualTo("EVIDENCED");

        assertThat(hold(extract, verifies, "2025-07-01", false)
                        .json()
                        .get("result")
                        .asString())
                .isEqualTo("UNCHANGED");
        var decided = http.post(
                home + "/insurance-extracts/" + applied.json().get("id").asString() + "/decisions",
                "{\"entry\": \"%s\", \"candidate\": 1, \"reason\": \"사업장에 물어봄\"}"
                        .formatted(listed.get(2).get("entry").asString()),
                "Authorization",
                verifies);
        assertThat(decided.status()).as(decided.body()).isEqualTo(200);
        assertThat(entry(listed.get(2).get("entry").asString()).get("basis").asString())
                .isEqualTo("RETAINED");

        // Later, six months are over for him who stayed.
        var later = hold(extract, verifies, "2025-10-01", false).json();
        assertThat(later.get("verdicts").get(0).get("retainedMonths").asInt()).isEqualTo(6);
        assertThat(later.get("verdicts").get(0).get("outcome").asString()).isEqualTo("ATTESTED");
        assertThat(later.get("verdicts").get(1).get("retainedMonths").asInt()).isEqualTo(3);
        assertThat(later.get("verdicts").get(1).get("outcome").asString()).isEqualTo("STANDS");
    }

    @Test
    void nobody_verifies_what_the_own_hand_wrote_and_only_a_verifier_verifies() {
        bring(LIST, Map.of());
        var extract = "성명,생년월일,취득일\n김가상,1990-01-01,2025-03-05\n";
        assertThat(hold(extract, writes, "2025-07-01", false).status()).isEqualTo(403);
        accounts.grant(officer, Role.VERIFIER, book.municipality());
        var own = hold(extract, writes, "2025-07-01", false).json();
        assertThat(own.get("verdicts").get(0).get("outcome").asString()).isEqualTo("OWN_ENTRY");
        assertThat(own.get("raised").asLong()).isZero();
    }

    @Test
    void workplaces_are_compared_with_what_lists_recorded_there() {
        bring(LIST, Map.of());
        var answer = send(
                home + "/insurance-extracts",
                "사업장관리번호,사업장명,2025년 1월,2025년 2월,2025년 3월\n1234567890-1,가상산업,1,1,2\n",
                verifies,
                Map.of(
                        "kind",
                        "WORKPLACES",
                        "referenceOn",
                        "2025-03-31",
                        "windowDays",
                        "0",
                        "from",
                        "2025-01-01",
                        "to",
                        "2025-12-31"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var workplace = answer.json().get("workplaces").get(0);
        assertThat(workplace.get("recorded").asInt()).isEqualTo(3);
        assertThat(workplace.get("insured").asInt()).isEqualTo(2);
        assertThat(workplace.get("insuredBefore").asInt()).isEqualTo(1);
    }

    @Test
    void a_clerk_brings_persons_in_and_reads_none_back() {
        bring(LIST, Map.of());
        var rows = Access.as(
                accounts.viewer(officer),
                () -> transactions.execute(status ->
                        db.sql("select count(*) from person").query(Long.class).single()));
        assertThat(rows).isZero();
        var reader = accounts.reader(book.municipality());
        assertThatThrownBy(() -> Access.as(
                        accounts.viewer(reader),
                        () -> transactions.execute(
                                status -> db.sql("select count(*) from persons_of_keys(?, array[]::bytea[])")
                                        .param(book.municipality().value())
                                        .query(Long.class)
                                        .single())))
                .hasStackTraceContaining("looked for");
    }

    @Test
    void retention_is_due_on_the_day_and_kept_through_the_day_before_the_loss() {
        var acquired = LocalDate.of(2025, 1, 31);
        assertThat(months(acquired, null, LocalDate.of(2025, 2, 27))).isNull();
        assertThat(months(acquired, null, LocalDate.of(2025, 2, 28))).isEqualTo(1);
        assertThat(months(acquired, LocalDate.of(2025, 4, 29), LocalDate.of(2026, 12, 31)))
                .isEqualTo(1);
        assertThat(months(acquired, LocalDate.of(2025, 4, 30), LocalDate.of(2026, 12, 31)))
                .isEqualTo(3);
        assertThat(months(acquired, null, LocalDate.of(2026, 1, 31))).isEqualTo(12);
    }

    private static @org.jspecify.annotations.Nullable Integer months(
            LocalDate acquired, @org.jspecify.annotations.Nullable LocalDate lost, LocalDate reference) {
        return InsuranceExtracts.retainedMonths(new Extract.Span(acquired, lost, null, null), reference);
    }
}
