package dure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import dure.region.MunicipalityCode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DureTest
class SigningInOnThePage {
    private static final MunicipalityCode SEOGU = new MunicipalityCode("30170");

    @LocalServerPort
    int port;

    @Autowired
    AccessLog log;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Accounts administration;

    @Autowired
    AccessStore store;

    Http visitor;

    @BeforeEach
    void arrive() {
        visitor = new Http(port);
    }

    @Test
    void leads_to_where_one_wanted_to_go() {
        var who = accounts.administrator();
        var asked = visitor.get("/access");
        assertThat(asked.status()).isEqualTo(302);
        assertThat(asked.header("Location")).endsWith("/sign-in?next=%2Faccess");
        var answer = visitor.submit(
                "/sign-in", "/sign-in", Map.of("login", who.login(), "password", who.password(), "next", "/access"));
        assertThat(answer.header("Location")).endsWith("/access");
        var gate = visitor.get("/access");
        assertThat(gate.header("Location")).endsWith("/second-factor?next=%2Faccess");
        var code = TestAccounts.code(who.login()).orElseThrow();
        var shown = visitor.submit("/second-factor", "/second-factor", Map.of("code", code, "next", "/access"));
        assertThat(shown.header("Location")).endsWith("/access");
        assertThat(visitor.get("/access").status()).isEqualTo(200);
    }

    @Test
    void never_leads_to_another_site() {
        for (var elsewhere : new String[] {"//evil.example", "https://evil.example", "/\\evil.example"}) {
            var who = accounts.administrator();
            var answer = new Http(port)
                    .submit(
                            "/sign-in",
                            "/sign-in",
                            Map.of("login", who.login(), "password", who.password(), "next", elsewhere));
            assertThat(answer.header("Location")).as(elsewhere).doesNotContain("evil");
        }
    }

    @Test
    void tells_an_unknown_login_and_a_wrong_password_alike() {
        var who = accounts.administrator();
        var wrong = visitor.signIn(who.login(), "not the password");
        var unknown = visitor.signIn("nobody" + UUID.randomUUID(), "not the password");
        assertThat(wrong.status()).isEqualTo(302);
        assertThat(wrong.header("Location"))
                .isEqualTo(unknown.header("Location"))
                .contains("failed");
    }

    @Test
    void is_locked_after_five_failures_for_known_and_unknown_logins_alike() {
        var who = accounts.administrator();
        for (var login : new String[] {
            who.login(), "ghost" + UUID.randomUUID().toString().substring(0, 8)
        }) {
            for (int attempt = 0; attempt < 5; attempt++) {
                assertThat(visitor.signIn(login, "wrong").header("Location")).contains("failed");
            }
            assertThat(visitor.signIn(login, who.password()).header("Location"))
                    .as(login)
                    .contains("locked");
        }
        assertThat(visitor.get("/sign-in?locked").body()).contains("5번 잇달아 틀려", "1분");
    }

    @Test
    void forgets_failures_once_one_is_in() {
        var who = accounts.administrator();
        for (int round = 0; round < 2; round++) {
            for (int attempt = 0; attempt < 4; attempt++) {
                visitor.signIn(who.login(), "wrong");
            }
            assertThat(visitor.signIn(who.login(), who.password()).header("Location"))
                    .doesNotContain("sign-in");
        }
    }

    @Test
    void needs_the_forms_token() {
        var who = accounts.administrator();
        visitor.get("/sign-in");
        var forged = visitor.form("/sign-in", Map.of("login", who.login(), "password", who.password()));
        assertThat(forged.header("Location")).endsWith("/sign-in?expired");
        assertThat(visitor.get("/access").status()).isEqualTo(302);
    }

    @Test
    void gives_the_session_a_new_id() {
        var who = accounts.administrator();
        var before = visitor.get("/sign-in").header("Set-Cookie");
        var after = visitor.signIn(who.login(), who.password()).header("Set-Cookie");
        assertThat(before).startsWith("SESSION=").contains("HttpOnly", "SameSite=Lax");
        assertThat(after).startsWith("SESSION=").isNotEqualTo(before);
    }

    @Test
    void ends_with_signing_out() {
        var who = accounts.administrator();
        visitor.signIn(who.login(), who.password());
        visitor.submit("/access", "/sign-out", Map.of());
        assertThat(visitor.get("/access").status()).isEqualTo(302);
    }

    @Test
    void does_not_show_an_officer_the_accounts_and_does_not_say_that_they_are_there() {
        var who = accounts.officer(SEOGU);
        visitor.signIn(who.login(), who.password());
        var refused = visitor.get("/access");
        var missing = visitor.get("/nowhere");
        assertThat(refused.status()).isEqualTo(missing.status()).isEqualTo(404);
        assertThat(refused.body()).contains("찾을 수 없습니다");
    }

    @Test
    void with_a_one_time_password_opens_the_change_of_it_and_nothing_else() {
        var who = accounts.fresh();
        visitor.signIn(who.login(), who.password());
        for (var path : new String[] {"/", "/access", "/glossary"}) {
            assertThat(visitor.get(path).header("Location")).as(path).endsWith("/password");
        }
        var fields = Map.of("current", who.password(), "newPassword", "나의 긴 비밀 문장", "again", "나의 긴 비밀 문장");
        assertThat(visitor.submit("/password", "/password", fields).status()).isEqualTo(302);
        assertThat(visitor.get("/").status()).isEqualTo(200);
    }

    @Test
    void takes_no_password_that_is_short_or_holds_the_login_or_differs() {
        var who = accounts.fresh();
        visitor.signIn(who.login(), who.password());
        for (var password : new String[] {"short", "xx" + who.login() + "yy-long-enough"}) {
            var fields = Map.of("current", who.password(), "newPassword", password, "again", password);
            assertThat(visitor.submit("/password", "/password", fields).status())
                    .isEqualTo(422);
        }
        var differing = Map.of("current", who.password(), "newPassword", "long enough 1", "again", "long enough 2");
        assertThat(visitor.submit("/password", "/password", differing).body()).contains("서로 다릅니다");
    }

    @Test
    void elsewhere_ends_when_the_password_is_changed() {
        var who = accounts.administrator();
        var elsewhere = new Http(port);
        elsewhere.signIn(who.login(), who.password());
        visitor.signIn(who.login(), who.password());
        var fields = Map.of("current", who.password(), "newPassword", "another long one", "again", "another long one");
        visitor.submit("/password", "/password", fields);
        assertThat(visitor.get("/access").status()).isEqualTo(200);
        assertThat(elsewhere.get("/access").status()).isEqualTo(302);
    }

    @Test
    void loses_what_is_taken_away_at_the_very_next_request() {
        var who = accounts.administrator();
        visitor.signIn(who.login(), who.password());
        assertThat(visitor.get("/access").status()).isEqualTo(200);
        var account = store.account(who.login()).orElseThrow();
        asAnotherAdministrator(
                () -> administration.revoke(account.grants().getFirst().id()));
        assertThat(visitor.get("/access").status()).isEqualTo(404);
        asAnotherAdministrator(() -> administration.disable(account.id()));
        assertThat(visitor.get("/access").status()).isEqualTo(302);
    }

    @Test
    void is_written_down() {
        var who = accounts.administrator();
        visitor.signIn(who.login(), "wrong");
        visitor.signIn(who.login(), who.password());
        assertThat(Access.as(Viewer.PRODUCT, () -> log.latestOfAccounts(1000)).stream()
                        .filter(line -> who.login().equals(line.account()))
                        .map(AccountEvent.Line::event))
                .containsExactly(AccountEvent.SIGNED_IN, AccountEvent.SIGN_IN_REFUSED);
    }

    @Test
    void after_a_form_of_an_ended_session_leads_back_to_the_page_of_the_form() {
        var answer = visitor.form(
                "/entries/new", Map.of(), "Referer", "http://localhost:" + port + "/entries/new?municipality=30170");
        assertThat(answer.header("Location")).endsWith("/sign-in?expired&next=%2Fentries%2Fnew%3Fmunicipality%3D30170");
        var foreign = visitor.form("/entries/new", Map.of(), "Referer", "http://evil.example/entries/new");
        assertThat(foreign.header("Location")).endsWith("/sign-in?expired");
    }

    @Test
    void public_pages_begin_no_session() {
        assertThat(visitor.get("/").header("Set-Cookie")).isEmpty();
        assertThat(visitor.get("/glossary").header("Set-Cookie")).isEmpty();
    }

    private void asAnotherAdministrator(Runnable work) {
        var login = accounts.administrator().login();
        var viewer = store.account(login).orElseThrow().viewer();
        Access.as(viewer, () -> {
            work.run();
            return null;
        });
    }
}
