package dure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import dure.region.MunicipalityCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DureTest
class AskingAsAMachine {
    private static final String NEW_TOKEN = """
            {"name": "monthly report", "scopes": ["plans:write"], "municipality": "30170", "days": 30}""";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    AccessStore store;

    @Autowired
    TokenStore tokens;

    Http machine;

    @BeforeEach
    void arrive() {
        machine = new Http(port);
    }

    @Test
    void a_fresh_installation_is_taken_into_use_without_a_browser() {
        var who = accounts.fresh();
        var id = store.account(who.login()).orElseThrow().id();
        FirstAdministrator.ROLES.forEach(
                role -> store.grant(id, new Account.Given(role, null, null), null, Instant.now()));
        var oneTime = Http.basic(who.login(), who.password());
        var early = machine.post("/api/v1/tokens", NEW_TOKEN, "Authorization", oneTime);
        assertThat(early.status()).isEqualTo(403);
        assertThat(early.json().get("detail").asString()).contains("POST /api/v1/password");
        var changed = machine.post(
                "/api/v1/password", "{\"newPassword\": \"a password of its own\"}", "Authorization", oneTime);
        assertThat(changed.status()).isEqualTo(204);
        assertThat(machine.get("/api/v1/tokens", "Authorization", oneTime).status())
                .isEqualTo(401);
        var own = Http.basic(who.login(), "a password of its own");
        var withoutFactor = machine.post("/api/v1/tokens", NEW_TOKEN, "Authorization", own);
        assertThat(withoutFactor.status()).isEqualTo(403);
        assertThat(withoutFactor.json().get("detail").asString()).contains("POST /api/v1/second-factor");
        var codes = enrol(own);
        assertThat(machine.post("/api/v1/tokens", NEW_TOKEN, "Authorization", own, "Dure-Code", codes)
                        .status())
                .isEqualTo(201);
    }

    private String enrol(String basic) {
        var begun = machine.post("/api/v1/second-factor", "{}", "Authorization", basic)
                .json();
        var proof = "{\"begun\": \"%s\", \"code\": \"%s\"}"
                .formatted(
                        begun.get("begun").asString(),
                        TestAccounts.codeOf(begun.get("secret").asString()));
        var enrolled = machine.post("/api/v1/second-factor/enrolment", proof, "Authorization", basic);
        assertThat(enrolled.json().get("recoveryCodes")).hasSize(10);
        return enrolled.json().at("/recoveryCodes/0").asString();
    }

    @Test
    void a_password_alone_does_not_pass_the_second_factor() {
        var who = accounts.administrator();
        var basic = Http.basic(who.login(), who.password());
        for (var path : new String[] {"/api/v1/tokens", "/api/v1/rules"}) {
            var bare = machine.get(path, "Authorization", basic, "Dure-Code", "");
            assertThat(bare.status()).as(path).isEqualTo(401);
        }
        var code = TestAccounts.code(who.login()).orElseThrow();
        assertThat(machine.get("/api/v1/tokens", "Authorization", basic, "Dure-Code", code)
                        .status())
                .isEqualTo(200);
        assertThat(machine.get("/api/v1/tokens", "Authorization", basic, "Dure-Code", code)
                        .status())
                .as("a code that was used")
                .isEqualTo(401);
    }

    @Test
    void a_second_factor_is_not_replaced_with_the_password_alone() {
        var who = accounts.administrator();
        var basic = Http.basic(who.login(), who.password());
        assertThat(machine.post("/api/v1/second-factor", "{}", "Authorization", basic, "Dure-Code", "")
                        .status())
                .isEqualTo(401);
        assertThat(machine.post(
                                "/api/v1/password",
                                "{\"newPassword\": \"a password of another\"}",
                                "Authorization",
                                basic,
                                "Dure-Code",
                                "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void wrong_codes_are_locked_as_wrong_passwords_are() {
        var who = accounts.administrator();
        var basic = Http.basic(who.login(), who.password());
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(machine.get("/api/v1/tokens", "Authorization", basic, "Dure-Code", "000000")
                            .status())
                    .isEqualTo(401);
        }
        var right = TestAccounts.code(who.login()).orElseThrow();
        var answer = machine.get("/api/v1/tokens", "Authorization", basic, "Dure-Code", right);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    @Test
    void a_token_in_anothers_name_records_and_does_nothing_else_as_if_that_one_had() {
        var who = accounts.administrator();
        var basic = Http.basic(who.login(), who.password());
        var counsellor = accounts.with(Role.COUNSELLOR, new MunicipalityCode("30170"));
        for (var scope : Permission.values()) {
            var asked = "{\"name\": \"x\", \"owner\": \"%s\", \"scopes\": [\"%s\"], \"days\": 1}"
                    .formatted(counsellor.login(), scope.text());
            var records = scope == Permission.PLANS_WRITE || scope == Permission.ENTRIES_WRITE;
            assertThat(machine.post("/api/v1/tokens", asked, "Authorization", basic)
                            .status())
                    .as(scope.text())
                    .isEqualTo(records ? 201 : 422);
        }
    }

    @Test
    void a_tokens_secret_is_told_once() {
        var basic = administrator();
        var created = machine.post("/api/v1/tokens", NEW_TOKEN, "Authorization", basic)
                .json();
        assertThat(created.get("secret").asString()).startsWith("dure_").hasSizeGreaterThan(40);
        var listed = machine.get("/api/v1/tokens", "Authorization", basic).body();
        assertThat(listed)
                .contains(created.get("id").asString())
                .doesNotContain(created.get("secret").asString());
    }

    @Test
    void a_revoked_token_is_refused_at_once() {
        var basic = administrator();
        var created =
                machine.post("/api/v1/tokens", """
                        {"name": "all", "scopes": ["access:write"], "days": 1}""", "Authorization", basic).json();
        var bearer = "Bearer " + created.get("secret").asString();
        assertThat(machine.get("/api/v1/tokens", "Authorization", bearer).status())
                .isEqualTo(200);
        assertThat(machine.delete("/api/v1/tokens/" + created.get("id").asString(), "Authorization", bearer)
                        .status())
                .isEqualTo(204);
        assertThat(machine.get("/api/v1/tokens", "Authorization", bearer).status())
                .isEqualTo(401);
    }

    @Test
    void a_wrong_token_is_refused_even_where_everybody_may_read() {
        var answer = machine.get("/api/v1/openapi.json", "Authorization", "Bearer dure_wrong");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
    }

    @Test
    void an_expired_token_is_refused() throws Exception {
        var account = store.account(accounts.administrator().login()).orElseThrow();
        var yesterday = Instant.now().minus(Duration.ofDays(1));
        var hash = MessageDigest.getInstance("SHA-256").digest("dure_old".getBytes(StandardCharsets.UTF_8));
        tokens.add(
                account.id(), "old", hash, Set.of(Permission.ACCESS_WRITE), null, yesterday, yesterday.plusSeconds(60));
        assertThat(machine.get("/api/v1/tokens", "Authorization", "Bearer dure_old")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_token_does_only_what_its_scope_says() {
        var secret = machine.post("/api/v1/tokens", NEW_TOKEN, "Authorization", administrator())
                .json()
                .get("secret")
                .asString();
        var answer = machine.post("/api/v1/tokens", NEW_TOKEN, "Authorization", "Bearer " + secret);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(machine.post("/api/v1/entries", "{}", "Authorization", "Bearer " + secret)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void each_wrong_field_of_a_token_is_named() {
        var basic = administrator();
        for (var wrong : new String[][] {
            {"{\"scopes\": [\"plans:write\"], \"days\": 1}", "name"},
            {"{\"name\": \"x\", \"scopes\": [\"everything\"], \"days\": 1}", "scopes"},
            {"{\"name\": \"x\", \"scopes\": [\"plans:write\"], \"days\": 5000}", "days"},
            {
                "{\"name\": \"x\", \"scopes\": [\"plans:write\"], \"municipality\": \"99999\", \"days\": 1}",
                "municipality"
            }
        }) {
            var answer = machine.post("/api/v1/tokens", wrong[0], "Authorization", basic);
            assertThat(answer.status()).as(wrong[0]).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(wrong[1]);
        }
    }

    @Test
    void an_officer_makes_no_tokens() {
        var who = accounts.officer(new MunicipalityCode("30170"));
        var basic = Http.basic(who.login(), who.password());
        assertThat(machine.post("/api/v1/tokens", NEW_TOKEN, "Authorization", basic)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void who_says_nothing_may_not_write_and_gets_no_session() {
        var answer = machine.post("/api/v1/tokens", NEW_TOKEN);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).doesNotContain("Basic");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(machine.get("/api/v1/openapi.json").header("Set-Cookie")).isEmpty();
    }

    @Test
    void a_session_of_a_browser_needs_the_forgery_token() {
        var who = accounts.administrator();
        machine.signIn(who.login(), who.password());
        assertThat(machine.post("/api/v1/tokens", NEW_TOKEN).status()).isEqualTo(403);
        var page = machine.get("/access").body();
        var token = page.replaceAll("(?s).*<meta name=\"csrf\" content=\"([^\"]+)\".*", "$1");
        assertThat(machine.post("/api/v1/tokens", NEW_TOKEN, "X-CSRF-TOKEN", token)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_locked_login_is_told_when_to_try_again() {
        var who = accounts.administrator();
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(machine.get("/api/v1/tokens", "Authorization", Http.basic(who.login(), "wrong"))
                            .status())
                    .isEqualTo(401);
        }
        var answer = machine.get("/api/v1/tokens", "Authorization", Http.basic(who.login(), who.password()));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(50, 61);
    }

    private String administrator() {
        var who = accounts.administrator();
        return Http.basic(who.login(), who.password());
    }
}
