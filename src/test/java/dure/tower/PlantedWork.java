package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;

import dure.Http;
import dure.TestPlans;
import dure.access.TestAccounts;
import dure.region.Book;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a municipality's officer has written and not disclosed. */
public record PlantedWork(TestAccounts.Login officer, Set<String> ids) {
    /** @param word in every text of it */
    public static PlantedWork by(Http http, Book book, TestAccounts.Login officer, String word) {
        var ids = new LinkedHashSet<String>();
        http.signIn(officer.login(), officer.password());
        var token = new String[] {"X-CSRF-TOKEN", http.csrf("/password")};
        fromLastYear(http, book, word, token);
        var plan = http.upload(
                "/api/v1/plan-workbooks",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                TestPlans.year(book, 2026, 4711, Map.of(word + "사업", 4711L)),
                token);
        assertThat(plan.status()).as(plan.body()).isLessThan(300);
        for (int i = 0; i < 2; i++) {
            var entry =
                    http.post("/api/v1/entries", """
                    {"municipality": "%s", "from": "2026-01-01", "occurredOn": "2026-01-31", "quantity": %d,
                     "statedUnit": "명", "basis": "REPORTED", "programmeType": "SERVICE", "label": "%s", "evidence": "%s"}
                    """.formatted(book.municipality(), 811 + i, word + i, word), token);
            assertThat(entry.status()).as(entry.body()).isEqualTo(201);
            ids.add(entry.json().get("id").asString());
        }
        var job = http.upload(
                "/api/v1/entry-files?municipality=" + book.municipality(),
                "text/csv",
                ("내용,시작일,종료일,측정 단위,수량,근거\n" + word + ",2026-02-01,2026-02-28,일자리 수,77,보고\n")
                        .getBytes(StandardCharsets.UTF_8),
                token[0],
                token[1],
                "Prefer",
                "respond-async");
        assertThat(job.status()).as(job.body()).isLessThan(300);
        round(http, book, word, token);
        reporting(http, book, word, token);
        rule(http, book, word);
        ownCount(http, book, word, token);
        return new PlantedWork(officer, ids);
    }

    /** A counting rule that nobody published. */
    private static void rule(Http http, Book book, String word) {
        var home = "/municipalities/" + book.municipality() + "/rules";
        var draft = home + "/drafts/planted-" + book.municipality();
        assertThat(http.submit(home, home + "/drafts", Map.of("basedOn", "strict/1", "name", "planted"))
                        .header("Location"))
                .endsWith(draft);
        var saved = http.submit(
                draft,
                draft,
                Map.of(
                        "revision",
                        "1",
                        "step",
                        "save",
                        "measures",
                        "JOBS",
                        "nameKo",
                        word,
                        "textKo",
                        word,
                        "nameEn",
                        word));
        assertThat(saved.status()).as(saved.body()).isEqualTo(302);
    }

    /** 자체 집계 of insured persons, from a file that is named so. */
    private static void ownCount(Http http, Book book, String word, String... token) {
        var municipality =
                http.get("/api/v1/municipalities/" + book.municipality()).json();
        var boundary = "part-of-planted-work";
        var sent = http.upload(
                "/api/v1/municipalities/" + book.municipality() + "/indicators/file?own=true",
                "multipart/form-data; boundary=" + boundary,
                """
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="%2$s.csv"\r
                Content-Type: text/csv\r
                \r
                지역,2026.04
                지역,피보험자수
                %3$s,81199
                \r
                --%1$s--\r
                """.formatted(boundary, word, municipality.get("name").asString())
                        .getBytes(StandardCharsets.UTF_8),
                token);
        // Some regions have no code of the statistics office, or share their name with others.
        assertThat(sent.status()).as(sent.body()).isIn(200, 422);
    }

    /** A plan of the year before with its settlement, and a draft of it that ends a project. */
    private static void fromLastYear(Http http, Book book, String word, String... token) {
        var before = http.upload(
                "/api/v1/plan-workbooks",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                TestPlans.year(book, 2025, 99, Map.of(word + "전년도", 99L), 5),
                token);
        assertThat(before.status()).as(before.body()).isLessThan(300);
        var place = "/api/v1/municipalities/" + book.municipality() + "/plans/";
        var settled = http.post(place + "2025/settlement", """
                {"lines": [{"project": "%s전년도", "source": "MUNICIPAL", "spent": 3000, "carriedOver": 1000}]}
                """.formatted(word), token);
        assertThat(settled.status()).as(settled.body()).isEqualTo(200);
        var copied = http.post(place + "2026/from-last-year", """
                {"projects": [{"project": "%s전년도", "fate": "ENDED", "reason": "%1$s 종료"}]}
                """.formatted(word), token);
        assertThat(copied.status()).as(copied.body()).isEqualTo(201);
    }

    /** Which department is asked for its part, who is in charge of it, and what was handed over. */
    private static void round(Http http, Book book, String word, String... token) {
        var departments = "/api/v1/municipalities/" + book.municipality() + "/departments";
        var added = http.post(departments, "{\"name\": \"%s과\", \"code\": \"%1$s\"}".formatted(word), token);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        var id = added.json().get("id").asLong();
        var handedOver =
                http.post(departments + "/" + id + "/handovers", """
                {"leaving": "%s", "name": "%1$s", "email": "%s@example.go.kr", "on": "2026-01-01", "note": "%1$s"}
                """.formatted(word, UUID.randomUUID()), token);
        assertThat(handedOver.status()).as(handedOver.body()).isEqualTo(200);
        var opened = http.post(
                "/api/v1/municipalities/" + book.municipality() + "/plans/2026/round",
                "{\"dueOn\": \"%s\", \"letter\": \"%s\", \"departments\": [%d]}"
                        .formatted(LocalDate.now(ZoneId.of("Asia/Seoul")).plusDays(30), word, id),
                token);
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        var round = "/api/v1/municipalities/" + book.municipality() + "/plans/2026/round";
        assertThat(http.post(round + "/reminders", "{}", token).status()).isEqualTo(200);
        meeting(http, book, word, id, token);
        // Nobody is in charge any more: or the product itself would remind while somebody compares.
        http.post(departments + "/" + id + "/charges", "{\"kind\": \"IN_CHARGE\", \"from\": \"2026-01-01\"}", token);
    }

    /** A period in which departments report, with why its due date was moved. */
    private static void reporting(Http http, Book book, String word, String... token) {
        var place = "/api/v1/municipalities/" + book.municipality() + "/reporting";
        var set = http.post(place + "/setting", "{\"dueDay\": 7, \"automatic\": false}", token);
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        var opened = http.post(place + "/periods", "{\"period\": \"2026-03\"}", token);
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        var moved = http.post(
                place + "/periods/2026-03/due-date",
                "{\"dueOn\": \"2026-04-09\", \"remarks\": \"%s\"}".formatted(word),
                token);
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    }

    /** What its report meeting looked at, the document made for it, and what it decided. */
    private static void meeting(Http http, Book book, String word, long department, String... token) {
        var home = "/api/v1/municipalities/" + book.municipality();
        var meeting = posted(http, home + "/briefings", """
                {"year": 2026, "heldOn": "2026-03-05", "asOf": "2026-02-28", "title": "%s", "attendees": "%1$s"}
                """.formatted(word), "briefing", token);
        var at = home + "/briefings/" + meeting;
        posted(http, at + "/remarks", "{\"section\": \"BUDGET\", \"said\": \"%s\"}".formatted(word), "briefing", token);
        assertThat(http.post(at + "/documents", "{\"format\": \"HWPX\"}", token).status())
                .isEqualTo(201);
        var action = posted(
                http,
                home + "/actions",
                """
                {"year": 2026, "meeting": "%s", "department": %d, "owner": "%s", "problem": "%3$s", "cause": "OTHER",
                 "causeText": "%3$s", "countermeasure": "%3$s", "dueOn": "%s"}
                """.formatted(
                                meeting,
                                department,
                                word,
                                LocalDate.now(ZoneId.of("Asia/Seoul")).plusDays(30)),
                "action",
                token);
        posted(http, home + "/actions/" + action + "/remarks", "{\"remark\": \"%s\"}".formatted(word), "action", token);
    }

    private static String posted(Http http, String path, String body, String of, String... token) {
        var answer = http.post(path, body, token);
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
        return answer.json().get(of).get("id").asString();
    }

    /** And what shows it: a file, a list of persons, an extract, a sample and a coefficient. */
    public static void verification(
            Http http, Book book, TestAccounts.Login officer, TestAccounts.Login verifier, String word) {
        http.signIn(officer.login(), officer.password());
        var token = new String[] {"X-CSRF-TOKEN", http.csrf("/password")};
        var home = "/api/v1/municipalities/" + book.municipality();
        var entry = posted(http, "/api/v1/entries", """
                {"municipality": "%s", "from": "2026-01-01", "occurredOn": "2026-01-31", "quantity": 3, "statedUnit": "명",
                 "basis": "REPORTED", "programmeType": "SERVICE", "label": "%s"}
                """.formatted(book.municipality(), word), token);
        file(
                http,
                "/api/v1/entries/" + entry + "/evidence-files?note=" + encoded(word),
                word + ".csv",
                word + ",가\n나,다\n",
                token);
        file(
                http,
                home + "/person-lists?consented=true&year=2026&project=" + encoded(word + "사업") + "&months=12&purpose="
                        + encoded(word) + "&items=" + encoded(word) + "&refusal=" + encoded(word),
                word + ".csv",
                "성명,생년월일,성별,취업일,사업장명\n" + word + ",1990-03-15,여,2026-01-05," + word + "\n",
                token);
        assertThat(http.post(home + "/coefficients", """
                {"code": "planted", "name": "%s", "input": "WON", "inputName": "%1$s", "per": 1000, "jobs": 1, "measure": "JOBS",
                 "cap": 100, "source": "%1$s", "validFrom": "2025-01-01"}
                """.formatted(word), token).status())
                .isEqualTo(200);
        http.signIn(verifier.login(), verifier.password());
        var other = new String[] {"X-CSRF-TOKEN", http.csrf("/password")};
        posted(http, home + "/sample-checks", "{\"year\": 2026, \"size\": 2}", other);
        file(
                http,
                home
                        + "/insurance-extracts?kind=INSURED_PERSONS&referenceOn=2026-06-01&windowDays=31&from=2026-01-01&to=2026-12-31",
                word + ".csv",
                "성명,생년월일,성별,취득일\n" + word + ",1990-03-15,여,2026-01-05\n",
                other);
    }

    private static String encoded(String word) {
        return java.net.URLEncoder.encode(word, StandardCharsets.UTF_8);
    }

    private static void file(Http http, String path, String name, String content, String... token) {
        var body = "--planted\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/csv\r\n\r\n" + content + "\r\n--planted--\r\n";
        var answer = http.upload(
                path, "multipart/form-data; boundary=planted", body.getBytes(StandardCharsets.UTF_8), token);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(201);
    }

    /** And whom its counsellor knows. */
    public static void person(Http http, Book book, TestAccounts.Login counsellor, String word) {
        http.signIn(counsellor.login(), counsellor.password());
        var registered = http.post(
                "/api/v1/municipalities/" + book.municipality() + "/persons",
                """
                {"name": "%s", "birthDate": "1990-03-15", "sex": "FEMALE", "phone": "010-0000-1234",
                 "consents": [{"required": true, "purpose": "%1$s", "items": "성명, 생년월일", "months": 12,
                               "refusal": "거부할 수 있습니다"}]}
                """.formatted(word),
                "X-CSRF-TOKEN",
                http.csrf("/password"));
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
    }

    /** And what lies before its council: a meeting that is held, with an opinion and a vote. */
    public static void council(
            Http http, Book book, TestAccounts.Login officer, TestAccounts.Login member, String word) {
        http.signIn(officer.login(), officer.password());
        var token = new String[] {"X-CSRF-TOKEN", http.csrf("/password")};
        var home = "/api/v1/municipalities/" + book.municipality();
        var council = posted(http, home + "/councils", """
                {"kind": "TRIPARTITE", "name": "%s", "foundedOn": "2020-01-01",
                 "rule": {"validFrom": "2020-01-01", "open": "1/2+", "passBase": "PRESENT", "pass": "1/2+", "tie": "REJECTED"}}
                """.formatted(word), token);
        posted(http, home + "/councils/" + council + "/members", """
                {"name": "%s", "affiliation": "%1$s", "side": "CIVIL", "duty": "MEMBER", "votes": true,
                 "from": "2024-01-01", "email": "%1$s@example.kr", "login": "%s"}
                """.formatted(word, member.login()), token);
        var meeting = posted(http, home + "/councils/" + council + "/meetings", """
                {"title": "%s", "kind": "IN_PERSON", "plannedAt": "2026-12-01T14:00", "place": "%1$s"}
                """.formatted(word), token);
        var at = home + "/meetings/" + meeting;
        var item = posted(http, at + "/items", """
                {"kind": "DECISION", "title": "%s", "note": "%1$s"}
                """.formatted(word), token);
        for (var step : new String[] {"/call", "/opening"}) {
            assertThat(http.post(at + step, "{}", token).status()).as(step).isLessThan(300);
        }
        posted(http, at + "/items/" + item + "/motions", """
                {"kind": "AMENDED", "method": "BY_NAME", "amendment": "%s"}
                """.formatted(word), token);
        assertThat(http.post(at + "/items/" + item + "/opinions", """
                {"body": "%s", "stance": "REMARK", "text": "%1$s"}
                """.formatted(word), token)
                        .status())
                .isEqualTo(204);
    }

    private static String posted(Http http, String path, String json, String... token) {
        var answer = http.post(path, json, token);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(201);
        return answer.json().get("id").asString();
    }
}
