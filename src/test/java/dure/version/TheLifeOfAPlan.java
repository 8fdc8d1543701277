package dure.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.plan.Decided;
import dure.plan.DisclosureCondition;
import dure.plan.Move;
import dure.plan.PlanId;
import dure.plan.PlanKind;
import dure.plan.PlanState;
import dure.plan.PlanVersion;
import dure.plan.Resolution;
import dure.plan.Versions;
import dure.region.Book;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From the first draft to an amendment, through a council; and what may not move does not. */
@DureTest
class TheLifeOfAPlan {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int YEAR = 2026;

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Versions versions;

    @Autowired
    DSLContext db;

    @Autowired
    PlatformTransactionManager transactions;

    Book book;
    TestAccounts.Login officer;
    Http http;
    String[] token;

    @BeforeEach
    void begin(@Autowired TestBooks books) {
        book = books.next();
        officer = accounts.officer(book.municipality());
        http = new Http(port);
        http.signIn(officer.login(), officer.password());
        token = new String[] {"X-CSRF-TOKEN", http.csrf("/password")};
    }

    @Test
    void goes_from_draft_through_its_council_to_an_amendment_and_keeps_both_promises() {
        require(true, true);
        upload(Drafted.original(YEAR));
        assertThat(state(1)).isEqualTo(PlanState.DRAFT);
        refused(1, "disclosure", "의결");

        done(1, "submission", "");
        frozen(version(1).id());
        refused(1, "submission", "이미 제출");
        refused(1, "approval", "의결 없이 승인할 수 없습니다");
        refused(1, "disclosure", "의결");

        as(() -> versions.deliberate(version(1).id(), "정기회"));
        refused(1, "amendment", "v1");
        assertThat(resolve(1, Resolution.DEFERRED, null)).isInstanceOf(Move.Moved.class);
        assertThat(state(1)).isEqualTo(PlanState.SUBMITTED);
        refused(1, "disclosure", "보류");

        as(() -> versions.deliberate(version(1).id(), "임시회"));
        resolve(1, Resolution.PASSED_AS_DRAFTED, null);
        assertThat(state(1)).isEqualTo(PlanState.APPROVED);
        refused(1, "disclosure", "결재 문서번호");
        // The number comes with a resolution: one that is withdrawn and drafted anew is deliberated with it.
        done(1, "withdrawal", "결재 문서번호 누락");
        done(1, "amendment", "결재 문서번호를 붙여 다시 올림");
        done(2, "submission", "");
        as(() -> versions.deliberate(version(2).id(), ""));
        resolve(2, Resolution.PASSED_AS_DRAFTED, "일자리정책과-1234");
        frozen(version(2).id());
        done(2, "disclosure", "");
        assertThat(state(2)).isEqualTo(PlanState.DISCLOSED);
        refused(2, "withdrawal", "공시되어");
        frozen(version(2).id());
        var original = get("/versions/2").json().get("version").get("contentHash").asString();

        record("A-02", 25);
        require(false, false);
        done(2, "amendment", "제1회 추경");
        upload(Drafted.original(YEAR).amended());
        var amended = version(newest());
        assertThat(amended.reason()).as("kept by the file that replaced the draft").isEqualTo("제1회 추경");
        assertThat(amended.state()).isEqualTo(PlanState.DRAFT);
        refused(2, "amendment", "아직 열려 있어");
        done(newest(), "submission", "");
        done(newest(), "approval", "내부 결재");
        done(newest(), "disclosure", "");

        bothPromisesAreVisibleToEverybody(original);
        frozen(version(2).id());
        frozen(version(newest()).id());
        refused(2, "amendment", "대체되었고");
        whatTheHistoryShows();
    }

    private void bothPromisesAreVisibleToEverybody(String original) {
        var stranger = new Http(port);
        var base = "/api/v1/municipalities/" + book.municipality() + "/plans/" + YEAR;
        var list = stranger.get(base + "/versions").json();
        assertThat(list.get("versions").valueStream().map(one -> one.get("state").asString()))
                .containsExactly("DISCLOSED", "SUPERSEDED");
        assertThat(list.get("versions").get(1).get("original").asBoolean()).isTrue();
        assertThat(list.get("versions").get(0).get("createdBy").isNull()).isTrue();
        assertThat(list.get("versions").get(1).get("contentHash").asString()).isEqualTo(original);

        var newest = stranger.get(base + "/progress?asOf=2026-10-31").json();
        assertThat(newest.get("target").asLong()).isEqualTo(8_400);
        assertThat(newest.get("originalTarget").asLong()).isEqualTo(8_254);
        assertThat(newest.get("plan").get("promise").asString()).isEqualTo("NEWEST");
        assertThat(newest.get("actual").asLong()).isEqualTo(25);
        assertThat(strategy(newest, "1").get("target").asLong()).isEqualTo(166);
        // The project was dropped; what came of it still counts, under no strategy of the new plan.
        assertThat(strategy(newest, "1").get("actual").asLong()).isZero();
        assertThat(strategy(newest, "UNSPECIFIED").get("actual").asLong()).isEqualTo(25);

        var against = stranger.get(base + "/progress?asOf=2026-10-31&against=original").json();
        assertThat(against.get("target").asLong()).isEqualTo(8_254);
        assertThat(against.get("plan").get("version").asInt()).isEqualTo(2);
        assertThat(against.get("progress").asDouble()).isEqualTo(25 / 8_254.0);
        assertThat(strategy(against, "1").get("target").asLong()).isEqualTo(160);
        assertThat(strategy(against, "1").get("actual").asLong()).isEqualTo(25);

        var entries = stranger.get("/api/v1/municipalities/" + book.municipality() + "/entries?year=" + YEAR
                        + "&strategy=1&asOf=2026-10-31&against=original")
                .json();
        assertThat(entries.get("entries").get(0).get("project").get("name").asString())
                .isEqualTo("창업 공간 조성");

        var findings = stranger.get("/api/v1/municipalities/" + book.municipality() + "/findings?year=" + YEAR
                        + "&against=original")
                .json();
        assertThat(findings.get("plan").get("promise").asString()).isEqualTo("ORIGINAL");
        var refused = stranger.get(base + "/progress?against=first");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("original, disclosed, newest");

        var national = stranger.get("/api/v1/progress?year=" + YEAR + "&against=original").json();
        var own = national.get("items")
                .valueStream()
                .filter(item -> item.get("municipality")
                        .asString()
                        .equals(book.municipality().value()))
                .findFirst()
                .orElseThrow();
        assertThat(own.get("target").asLong()).isEqualTo(8_254);
        assertThat(own.get("version").asInt()).isEqualTo(2);
        assertThat(stranger.get("/api/v1/progress?year=" + YEAR).body())
                .contains("\"target\":8400,\"targetApproximate\":false,\"originalTarget\":8254");
        assertThat(stranger.get("/progress.csv?scope=" + YEAR + "&asOf=2026-10-31").body())
                .contains(",8400,8254,25,".replace(",", "\",\""));

        var difference = stranger.get(base + "/versions/2/diff?to=" + newest()).json();
        assertThat(difference.get("projectCounts").get("added").asInt()).isEqualTo(1);
        assertThat(difference.get("projectCounts").get("dropped").asInt()).isEqualTo(1);
        assertThat(difference.get("projectCounts").get("changed").asInt()).isEqualTo(1);
        assertThat(difference.get("target").get("difference").asLong()).isEqualTo(146);
        assertThat(difference.get("appropriated").get("difference").asLong()).isEqualTo(70_000_000);
        assertThat(stranger.get(base + "/versions/1").status()).isEqualTo(404);
        assertThat(stranger.get(base + "/versions/1/diff?to=2").status()).isEqualTo(404);
        assertThat(stranger.get(base + "/versions/2/moves").status()).isIn(401, 403);
    }

    private static tools.jackson.databind.JsonNode strategy(tools.jackson.databind.JsonNode progress, String key) {
        return progress.get("byStrategy")
                .valueStream()
                .filter(slice -> slice.get("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private void whatTheHistoryShows() {
        var moves = get("/versions/2/moves").json();
        assertThat(moves.get("moves").valueStream().map(move -> move.get("to").asString()))
                .containsExactly("SUBMITTED", "UNDER_DELIBERATION", "APPROVED", "DISCLOSED", "SUPERSEDED");
        var page = http.get("/municipalities/" + book.municipality() + "/plans/" + YEAR + "/versions")
                .body();
        assertThat(page).contains("일자리정책과-1234", "원안가결", "철회", "v1에서 시작");
        var one = http.get("/municipalities/" + book.municipality() + "/plans/" + YEAR + "/versions/1")
                .body();
        assertThat(one).contains("보류", "결재 문서번호 누락", "심의 중");
    }

    @Test
    void is_moved_by_nobody_who_may_not_write_plans() {
        upload(Drafted.original(YEAR));
        for (var role : List.of(Role.DEPARTMENT_OFFICER, Role.READER, Role.APPROVER)) {
            var login = accounts.with(role, book.municipality());
            var other = new Http(port);
            other.signIn(login.login(), login.password());
            var answer = other.post(api("/versions/1/submission"), "{}", "X-CSRF-TOKEN", other.csrf("/password"));
            assertThat(answer.status()).as(role + answer.body()).isEqualTo(403);
        }
        assertThat(new Http(port).post(api("/versions/1/submission"), "{}").status()).isIn(401, 403);
        assertThat(state(1)).isEqualTo(PlanState.DRAFT);
    }

    @Test
    void says_what_a_reason_is_for_and_how_long_it_may_be() {
        upload(Drafted.original(YEAR));
        var missing = http.post(api("/versions/1/withdrawal"), "{\"reason\": \" \"}", token);
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.body()).contains("사유를 적으세요");
        var long_ = http.post(api("/versions/1/withdrawal"), "{\"reason\": \"" + "가".repeat(501) + "\"}", token);
        assertThat(long_.status()).isEqualTo(422);
        assertThat(state(1)).isEqualTo(PlanState.DRAFT);
        var english = http.post(api("/versions/7/submission"), "{}", token[0], token[1], "Accept-Language", "en");
        assertThat(english.status()).isEqualTo(404);
        assertThat(english.body()).contains("There is no v7");
    }

    @Test
    void without_an_amendment_has_one_promise_and_the_page_says_nothing_of_two() {
        upload(Drafted.original(YEAR));
        done(1, "disclosure", "");
        var stranger = new Http(port);
        var page = stranger.get("/municipalities/" + book.municipality() + "?year=" + YEAR).body();
        assertThat(page).contains("판 이력").doesNotContain("당초와 변경").doesNotContain("name=\"against\"");
        var original = stranger.get("/municipalities/" + book.municipality() + "?year=" + YEAR + "&against=original")
                .body();
        assertThat(original).contains("name=\"against\"", "against=original", "8,254");
        var progress = stranger.get(api("/progress")).json();
        assertThat(progress.get("originalTarget").asLong()).isEqualTo(8_254);
    }

    @Test
    void before_its_disclosure_has_no_original_to_be_held_against() {
        upload(Drafted.original(YEAR));
        var progress = http.get(api("/progress")).json();
        assertThat(progress.get("target").asLong()).isEqualTo(8_254);
        assertThat(progress.get("originalTarget").isNull()).isTrue();
        assertThat(http.get(api("/progress?against=original")).status()).isEqualTo(404);
        assertThat(http.get("/municipalities/" + book.municipality() + "?year=" + YEAR + "&against=original")
                        .body())
                .contains("아직 공시된 판이 없어");
    }

    @Test
    void adds_up_in_the_database_to_what_its_content_adds_up_to() {
        upload(Drafted.original(YEAR));
        upload(Drafted.original(YEAR).amended());
        var all = as(() -> versions.all(book, PlanKind.YEAR, YEAR));
        var totals = as(
                () -> versions.totals(all.stream().map(PlanVersion::id).toList()));
        assertThat(totals).hasSize(2);
        totals.forEach((plan, sums) -> assertThat(sums)
                .isEqualTo(as(() -> versions.whole(plan)).orElseThrow().totals()));
    }

    private void require(boolean resolution, boolean document) {
        for (var kind : DisclosureCondition.Kind.values()) {
            as(() -> {
                versions.require(
                        book.municipality(),
                        new DisclosureCondition(kind, LocalDate.of(2026, 1, 1), resolution, document));
                return true;
            });
        }
    }

    private void upload(Drafted plan) {
        var answer = http.upload("/api/v1/plan-workbooks", XLSX, plan.workbook(book), token);
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
    }

    private void record(String project, int quantity) {
        var answer = http.post("/api/v1/entries", """
                {"municipality": "%s", "project": "%s", "from": "2026-03-01", "occurredOn": "2026-03-31",
                 "quantity": %d, "statedUnit": "개", "basis": "REPORTED", "label": "입주 기업 채용", "evidence": "명부"}
                """.formatted(book.municipality(), project, quantity), token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private String api(String rest) {
        return "/api/v1/municipalities/" + book.municipality() + "/plans/" + YEAR + rest;
    }

    private Http.Answer get(String rest) {
        var answer = http.get(api(rest));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private void done(int version, String step, String reason) {
        var answer = http.post(
                api("/versions/" + version + "/" + step), "{\"reason\": \"" + reason + "\"}", token);
        assertThat(answer.status()).as(step + answer.body()).isEqualTo(200);
    }

    /** 409 with a sentence, and nothing moved. */
    private void refused(int version, String step, String because) {
        var before = as(() -> versions.all(book, PlanKind.YEAR, YEAR)).stream()
                .map(one -> Map.entry(one.head().version(), one.state()))
                .toList();
        var answer = http.post(api("/versions/" + version + "/" + step), "{\"reason\": \"확인\"}", token);
        assertThat(answer.status()).as(step + answer.body()).isEqualTo(409);
        assertThat(answer.json().get("detail").asString()).contains(because);
        assertThat(as(() -> versions.all(book, PlanKind.YEAR, YEAR)).stream()
                        .map(one -> Map.entry(one.head().version(), one.state())))
                .isEqualTo(before);
    }

    private Move resolve(int version, Resolution resolution, @org.jspecify.annotations.Nullable String document) {
        return as(() -> versions.resolve(
                version(version).id(),
                new Decided(resolution, LocalDate.of(2026, 3, 26), "지역 일자리 창출 협의체", null, document, "")));
    }

    private PlanVersion version(int no) {
        return as(() -> versions.find(book, PlanKind.YEAR, YEAR, no)).orElseThrow();
    }

    private PlanState state(int no) {
        return version(no).state();
    }

    private int newest() {
        return as(() -> versions.all(book, PlanKind.YEAR, YEAR))
                .getFirst()
                .head()
                .version();
    }

    private <T> T as(Supplier<T> work) {
        return Access.as(accounts.viewer(officer), work::get);
    }

    /** Nobody changes what a version says, whatever way they come: not its head, not a project, not a target. */
    private void frozen(PlanId plan) {
        for (var statement : List.of(
                "update plan set declared_target = 1 where id = ?",
                "update planned_project set name = '다른 이름' where plan_id = ?",
                "update target set quantity = 1 where plan_id = ?",
                "update task set name = '다른 과제' where plan_id = ?",
                "delete from budget_line where plan_id = ?")) {
            var refusal = catchThrowable(() -> Access.as(
                    accounts.viewer(officer),
                    () -> new TransactionTemplate(transactions).execute(
                            status -> db.execute(statement, plan.value()))));
            assertThat(refusal).as(statement).isNotNull();
            assertThat(refusal).as(statement).rootCause().hasMessageContaining("frozen");
        }
    }
}
