package dure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

@DureTest
class SessionsOfAPerson {
    private static final Pattern END = Pattern.compile("/my-account/sessions/([0-9a-f]{32})/end");

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    AccessStore store;

    @Autowired
    SecondFactors secondFactors;

    @Autowired
    AccountLog log;

    @Autowired
    Clock clock;

    @Autowired
    FindByIndexNameSessionRepository<? extends Session> sessions;

    Http here;
    Http there;
    TestAccounts.Login who;

    @BeforeEach
    void arrive() {
        here = new Http(port);
        there = new Http(port);
        who = accounts.administrator();
        here.signIn(who.login(), who.password());
        there.signIn(who.login(), who.password());
    }

    @Test
    void are_listed_and_ended_from_elsewhere() {
        var page = here.get("/my-account").body();
        assertThat(page).contains("127.0.0.1", "지금 이곳");
        var handles = END.matcher(page).results().map(found -> found.group(1)).toList();
        assertThat(handles).hasSize(1);
        here.submit("/my-account", "/my-account/sessions/" + handles.getFirst() + "/end", Map.of());
        assertThat(there.get("/my-account").header("Location")).contains("/sign-in");
        assertThat(here.get("/my-account").status()).isEqualTo(200);
        assertThat(accounts.events(1000).stream()
                        .filter(line -> who.login().equals(line.account()))
                        .map(AccountEvent.Line::event))
                .contains(AccountEvent.SESSION_ENDED);
    }

    @Test
    void are_nobody_elses_to_end_and_are_not_named_by_their_ids() {
        var page = here.get("/my-account").body();
        sessions.findByPrincipalName(who.login())
                .keySet()
                .forEach(id -> assertThat(page).doesNotContain(id));
        var found = END.matcher(page);
        assertThat(found.find()).isTrue();
        var other = accounts.administrator();
        var stranger = new Http(port);
        stranger.signIn(other.login(), other.password());
        assertThat(stranger.submit("/my-account", "/my-account/sessions/" + found.group(1) + "/end", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(there.get("/my-account").status()).isEqualTo(200);
    }

    @Test
    void end_after_fifteen_idle_minutes() {
        sessions.findByPrincipalName(who.login())
                .values()
                .forEach(session -> assertThat(session.getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(15)));
        assertThat(here.get("/my-account").body()).contains("data-idle=\"900\"", "data-warning=\"120\"");
        idle(sessions, Duration.ofMinutes(14));
        assertThat(here.get("/my-account").status()).isEqualTo(200);
        idle(sessions, Duration.ofMinutes(15));
        assertThat(here.get("/my-account").header("Location")).contains("/sign-in?next=%2Fmy-account");
    }

    @Test
    void go_on_when_somebody_says_so() {
        idle(sessions, Duration.ofMinutes(14));
        var csrf = here.get("/my-account").body().replaceAll("(?s).*<meta name=\"csrf\" content=\"([^\"]+)\".*", "$1");
        idle(sessions, Duration.ofMinutes(14));
        assertThat(here.post("/session/keep", "", "X-CSRF-TOKEN", csrf).status())
                .isEqualTo(204);
        assertThat(sessions.findByPrincipalName(who.login()).values().stream()
                        .map(Session::getLastAccessedTime)
                        .filter(at -> at.isAfter(Instant.now().minusSeconds(30))))
                .isNotEmpty();
    }

    @Test
    void are_one_a_person_where_the_setting_says_so() {
        var one = new Arrivals(
                store, secondFactors, log, Settings.with(Map.of("dure.access.one-session", "true")), sessions, clock);
        var id = store.account(who.login()).orElseThrow().id();
        try {
            one.enter(
                    new MockHttpServletRequest(),
                    new MockHttpServletResponse(),
                    new SignedIn(id, who.login(), true),
                    "");
        } finally {
            SecurityContextHolder.clearContext();
        }
        assertThat(here.get("/my-account").header("Location")).contains("/sign-in");
        assertThat(there.get("/my-account").header("Location")).contains("/sign-in");
    }

    @Test
    void are_worth_nothing_where_they_are_of_nobody_here() {
        becomeAStranger(sessions);
        assertThat(here.get("/my-account").header("Location")).contains("/sign-in");
        assertThat(here.get("/password").header("Location")).contains("/sign-in");
    }

    private <S extends Session> void becomeAStranger(FindByIndexNameSessionRepository<S> all) {
        all.findByPrincipalName(who.login()).values().forEach(session -> {
            var stranger = UsernamePasswordAuthenticationToken.authenticated(
                    "stranger", null, AuthorityUtils.createAuthorityList("access:write"));
            session.setAttribute("SPRING_SECURITY_CONTEXT", new SecurityContextImpl(stranger));
            all.save(session);
        });
    }

    private <S extends Session> void idle(FindByIndexNameSessionRepository<S> all, Duration time) {
        all.findByPrincipalName(who.login()).values().forEach(session -> {
            session.setLastAccessedTime(Instant.now().minus(time));
            all.save(session);
        });
    }
}
