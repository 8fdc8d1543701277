package dure.access;

import static duredb.Tables.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import dure.region.MunicipalityCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

@DureTest
class SecondFactorAtTheSignIn {
    private static final MunicipalityCode SEOGU = new MunicipalityCode("30170");
    private static final Pattern SECRET = Pattern.compile("id=\"totp-secret\">([A-Z2-7 ]+)<");
    private static final Pattern CODE = Pattern.compile("<li>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})</li>");

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    AccessStore store;

    @Autowired
    DSLContext db;

    @Autowired
    FindByIndexNameSessionRepository<? extends Session> sessions;

    Http visitor;

    @BeforeEach
    void arrive() {
        visitor = new Http(port);
    }

    @Test
    void lets_staff_without_one_no_further_than_to_enrolling_one() {
        var who = accounts.without(
                new Account.Given(Role.ADMINISTRATOR, null, null), new Account.Given(Role.READER, SEOGU, null));
        password(visitor, who);
        for (var path : new String[] {"/", "/access", "/my-account", "/municipalities/30170", "/glossary"}) {
            assertThat(visitor.get(path).header("Location")).as(path).contains("/second-factor/enrolment");
        }
        var page = visitor.get("/second-factor/enrolment");
        var csrf = csrf(page);
        assertThat(visitor.post("/api/v1/tokens", "{}", "X-CSRF-TOKEN", csrf).status())
                .isEqualTo(403);
        assertThat(visitor.form("/access/accounts", Map.of("_csrf", csrf, "login", "x"))
                        .header("Location"))
                .contains("/second-factor/enrolment");

        var wrong = visitor.form("/second-factor/enrolment", Map.of("_csrf", csrf, "code", "000000"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(secret(wrong)).as("the same, as it is in the app by now").isEqualTo(secret(page));
        var told = visitor.form(
                "/second-factor/enrolment",
                Map.of("_csrf", csrf, "code", TestAccounts.codeOf(secret(page)), "next", "/access"));
        assertThat(told.body()).contains("href=\"/access\"");
        assertThat(CODE.matcher(told.body()).results()).hasSize(10);
        assertThat(visitor.get("/access").status()).isEqualTo(200);
        assertThat(events(who))
                .contains(
                        AccountEvent.AUTHENTICATOR_ENROLLED, AccountEvent.RECOVERY_CODES_MADE, AccountEvent.SIGNED_IN);
    }

    @Test
    void lets_staff_with_one_no_further_than_to_showing_it() {
        var who = accounts.administrator();
        password(visitor, who);
        for (var path : new String[] {"/", "/access", "/my-account", "/password", "/municipalities/30170"}) {
            assertThat(visitor.get(path).header("Location")).as(path).contains("/second-factor");
        }
        assertThat(visitor.get("/second-factor/enrolment").header("Location")).contains("/second-factor?next");
        var csrf = csrf(visitor.get("/second-factor"));
        assertThat(visitor.form("/second-factor/enrolment", Map.of("_csrf", csrf, "code", "123456"))
                        .header("Location"))
                .contains("/second-factor?next");
        for (var path : new String[] {"/second-factor/recovery-codes", "/second-factor/removal"}) {
            assertThat(visitor.form(path, Map.of("_csrf", csrf)).header("Location"))
                    .as(path)
                    .contains("/second-factor?next");
        }
        assertThat(visitor.post("/passkeys/registration/options", "{}", "X-CSRF-TOKEN", csrf)
                        .status())
                .isEqualTo(409);
        var change = Map.of("_csrf", csrf, "current", who.password(), "newPassword", "x", "again", "x");
        assertThat(visitor.form("/password", change).header("Location")).endsWith("/second-factor");
        assertThat(events(who)).doesNotContain(AccountEvent.SIGNED_IN);
    }

    @Test
    void is_asked_of_a_one_time_password_too() {
        var who = accounts.administrator();
        var account = store.account(who.login()).orElseThrow();
        store.setPassword(account.id(), store.secret(who.login()).orElseThrow().hash(), true);
        password(visitor, who);
        assertThat(visitor.get("/password").header("Location")).contains("/second-factor");
        show(visitor, TestAccounts.code(who.login()).orElseThrow());
        assertThat(visitor.get("/").header("Location")).endsWith("/password");
    }

    @Test
    void takes_a_code_once() {
        var who = accounts.administrator();
        var code = TestAccounts.code(who.login()).orElseThrow();
        password(visitor, who);
        assertThat(show(visitor, code).status()).isEqualTo(302);
        var overTheShoulder = new Http(port);
        password(overTheShoulder, who);
        var again = show(overTheShoulder, code);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).contains("이미 쓴 코드");
        assertThat(overTheShoulder.get("/access").header("Location")).contains("/second-factor");
    }

    @Test
    void takes_a_recovery_code_once_however_it_is_typed() {
        var who = accounts.administrator();
        var code = TestAccounts.recoveryCode(who.login()).orElseThrow();
        password(visitor, who);
        assertThat(show(visitor, code.toLowerCase(java.util.Locale.ROOT).replace("-", " "))
                        .status())
                .isEqualTo(302);
        assertThat(visitor.get("/access").status()).isEqualTo(200);
        var second = new Http(port);
        password(second, who);
        assertThat(show(second, code).status()).isEqualTo(422);
        assertThat(events(who)).contains(AccountEvent.RECOVERY_CODE_USED, AccountEvent.SECOND_FACTOR_REFUSED);
    }

    @Test
    void is_locked_after_five_wrong_codes_and_the_password_does_not_open_it_again() {
        var who = accounts.administrator();
        password(visitor, who);
        for (var attempt = 0; attempt < 5; attempt++) {
            assertThat(show(visitor, "000000").status()).isEqualTo(422);
        }
        var another = new Http(port);
        password(another, who);
        var refused = show(another, TestAccounts.code(who.login()).orElseThrow());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).contains("1분 동안");
        assertThat(events(who)).contains(AccountEvent.SECOND_FACTOR_LOCKED);
    }

    @Test
    void gives_the_session_a_new_id() {
        var who = accounts.administrator();
        password(visitor, who);
        var before = sessions.findByPrincipalName(who.login()).keySet();
        show(visitor, TestAccounts.code(who.login()).orElseThrow());
        assertThat(sessions.findByPrincipalName(who.login()).keySet())
                .hasSize(1)
                .doesNotContainAnyElementsOf(before);
    }

    @Test
    void is_not_asked_of_those_outside_the_office() {
        var who = accounts.without(new Account.Given(Role.EMPLOYER, SEOGU, null));
        password(visitor, who);
        assertThat(visitor.get("/my-account").status()).isEqualTo(200);
    }

    @Test
    void is_taken_away_by_an_administrator_and_by_nobody_else() {
        var who = accounts.officer(SEOGU);
        var id = store.account(who.login()).orElseThrow().id();
        var path = "/access/accounts/" + id + "/second-factor-reset";
        visitor.signIn(who.login(), who.password());
        var own = visitor.form(path, Map.of("_csrf", csrf(visitor.get("/my-account"))));
        assertThat(own.status()).isEqualTo(404);

        var boss = accounts.administrator();
        var office = new Http(port);
        office.signIn(boss.login(), boss.password());
        assertThat(office.submit("/access", path, Map.of()).status()).isEqualTo(302);
        assertThat(visitor.get("/my-account").header("Location")).contains("/sign-in");
        password(visitor, who);
        assertThat(visitor.get("/").header("Location")).contains("/second-factor/enrolment");
        assertThat(accounts.events(1000).stream()
                        .filter(line -> line.event() == AccountEvent.SECOND_FACTOR_RESET)
                        .filter(line -> who.login().equals(line.account()))
                        .map(AccountEvent.Line::actor))
                .containsExactly(boss.login());
    }

    @Test
    void is_not_changed_at_a_desk_that_was_left() {
        var who = accounts.administrator();
        visitor.signIn(who.login(), who.password());
        assertThat(visitor.get("/second-factor/enrolment").status()).isEqualTo(200);
        sessions.findByPrincipalName(who.login()).keySet().forEach(id -> age(sessions, id));
        var csrf = csrf(visitor.get("/my-account"));
        assertThat(visitor.get("/second-factor/enrolment").header("Location")).contains("/sign-in?again");
        assertThat(visitor.form("/second-factor/recovery-codes", Map.of("_csrf", csrf))
                        .header("Location"))
                .contains("/sign-in?again");
        assertThat(visitor.post("/passkeys/registration/options", "{}", "X-CSRF-TOKEN", csrf)
                        .status())
                .isEqualTo(409);
    }

    private static <S extends Session> void age(FindByIndexNameSessionRepository<S> sessions, String id) {
        var session = sessions.findById(id);
        session.setAttribute(
                Arrivals.MARK, new Arrivals.Mark(Instant.now().minus(Duration.ofMinutes(16)), "127.0.0.1", "?"));
        sessions.save(session);
    }

    @Test
    void stays_at_least_one_for_staff() {
        var who = accounts.administrator();
        visitor.signIn(who.login(), who.password());
        assertThat(visitor.submit("/my-account", "/second-factor/removal", Map.of())
                        .status())
                .isEqualTo(409);
        visitor.submit("/password", "/sign-out", Map.of());
        password(visitor, who);
        assertThat(visitor.get("/").header("Location")).contains("/second-factor");
    }

    @Test
    void under_a_lost_key_leaves_the_recovery_codes() {
        var who = accounts.administrator();
        var id = store.account(who.login()).orElseThrow().id();
        db.update(AUTHENTICATOR_APP)
                .set(AUTHENTICATOR_APP.SEALED_SECRET, new byte[48])
                .where(AUTHENTICATOR_APP.ACCOUNT_ID.eq(id))
                .execute();
        password(visitor, who);
        assertThat(show(visitor, TestAccounts.code(who.login()).orElseThrow()).status())
                .isEqualTo(422);
        assertThat(show(visitor, TestAccounts.recoveryCode(who.login()).orElseThrow())
                        .status())
                .isEqualTo(302);
    }

    @Test
    void is_kept_where_the_database_alone_does_not_tell_it() {
        var who = accounts.administrator();
        var id = store.account(who.login()).orElseThrow().id();
        var sealed = db.select(AUTHENTICATOR_APP.SEALED_SECRET)
                .from(AUTHENTICATOR_APP)
                .where(AUTHENTICATOR_APP.ACCOUNT_ID.eq(id))
                .fetchSingle()
                .value1();
        assertThat(sealed).hasSize(12 + 20 + 16); // nonce, secret, tag
        var code = Totp.code(java.util.Arrays.copyOfRange(sealed, 12, 32), Totp.step(Instant.now()));
        password(visitor, who);
        assertThat(show(visitor, code).status()).isEqualTo(422);
    }

    private void password(Http http, TestAccounts.Login who) {
        var answer = http.submit("/sign-in", "/sign-in", Map.of("login", who.login(), "password", who.password()));
        assertThat(answer.header("Location")).doesNotContain("/sign-in");
    }

    private static Http.Answer show(Http http, String code) {
        return http.submit("/second-factor", "/second-factor", Map.of("code", code));
    }

    private static String csrf(Http.Answer page) {
        return page.body().replaceAll("(?s).*<meta name=\"csrf\" content=\"([^\"]+)\".*", "$1");
    }

    private static String secret(Http.Answer page) {
        var found = SECRET.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    private java.util.List<AccountEvent> events(TestAccounts.Login who) {
        return accounts.events(1000).stream()
                .filter(line -> who.login().equals(line.account()))
                .map(AccountEvent.Line::event)
                .toList();
    }
}
