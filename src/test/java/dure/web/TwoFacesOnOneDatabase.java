package dure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dure.Application;
import dure.DureTest;
import dure.Http;
import dure.RawHttp;
import dure.TestData;
import dure.TestDatabase;
import dure.access.TestAccounts;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** 망 분리: one installation for the public and one for the offices, each its own application, on one database. */
@DureTest
class TwoFacesOnOneDatabase {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^/]*?(?:\\{[^}]*\\}[^/]*?)*\\}");
    private static final int LIMIT = 40;

    private static ConfigurableApplicationContext portal;
    private static ConfigurableApplicationContext offices;

    @TempDir
    static Path directory;

    @LocalServerPort
    int port;

    @Autowired
    FlywayConnectionDetails owner;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void start_the_two() {
        if (portal == null) {
            portal = start("public");
            offices = start("office");
        }
    }

    @AfterAll
    static void stop_the_two() {
        portal.close();
        offices.close();
    }

    private ConfigurableApplicationContext start(String face) {
        return new SpringApplicationBuilder(Application.class)
                .run(
                        "--dure.face=" + face,
                        "--dure.data=" + directory.resolve(face),
                        "--dure.samples=false",
                        "--dure.access.key=" + TestData.accessKey(),
                        "--dure.person.keys=" + TestData.personKeys(),
                        "--dure.proxies=127.0.0.1",
                        "--dure.limits.anonymous=" + LIMIT,
                        "--dure.limits.sign-in=5",
                        "--dure.limits.reading=60",
                        "--server.port=0",
                        "--spring.datasource.url=" + owner.getJdbcUrl(),
                        "--spring.datasource.username=dure_app",
                        "--spring.datasource.password=" + owner.getPassword(),
                        "--spring.flyway.user=dure_owner",
                        "--spring.flyway.password=" + owner.getPassword(),
                        "--spring.main.register-shutdown-hook=false",
                        "--db-scheduler.enabled=false");
    }

    private static int portOf(ConfigurableApplicationContext context) {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** A request of its own address each, so that no limit is met by accident. */
    private static int next;

    private static String[] from() {
        next++;
        return new String[] {"X-Forwarded-For", "203.0." + next / 250 + "." + (next % 250 + 1)};
    }

    @Test
    void the_portal_shows_what_is_disclosed_and_nothing_that_leads_in() {
        var http = new Http(portOf(portal));
        var faults = new ArrayList<String>();
        var who = accounts.administrator();
        var seen = 0;
        for (var info : portal.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()) {
            for (var pattern : info.getPatternValues()) {
                var path = VARIABLE.matcher(pattern)
                        .replaceAll(found -> found.group().startsWith("{code") ? "30170" : "2021");
                for (var method : info.getMethodsCondition().getMethods()) {
                    if (method.name().equals("GET")) {
                        continue;
                    }
                    var answer =
                            method.name().equals("DELETE") ? http.delete(path, from()) : http.post(path, "{}", from());
                    if (answer.status() != 404) {
                        faults.add(method + " " + path + ": " + answer.status());
                    }
                }
                var address = from();
                var answer = http.get(
                        path, "Authorization", Http.basic(who.login(), who.password()), address[0], address[1]);
                seen += answer.status() == 200 ? 1 : 0;
                if (answer.status() >= 500
                        || List.of(401, 403, 302).contains(answer.status()) && !path.equals("/display")) {
                    faults.add("GET " + path + ": " + answer.status());
                }
                // The page that says that nothing is there names its own address.
                if (answer.status() != 404 && answer.body().contains("/sign-in")
                        || answer.body().contains("method=\"post\"")
                        || answer.body().contains("name=\"_csrf\"")) {
                    faults.add("GET " + path + ": leads in");
                }
                if (answer.headers().allValues("Set-Cookie").stream()
                        .anyMatch(cookie -> cookie.startsWith("SESSION"))) {
                    faults.add("GET " + path + ": begins a session");
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(seen).isGreaterThan(5);
        for (var closed :
                List.of("/access", "/sign-in", "/password", "/plan-workbooks", "/entries/new", "/api/v1/tokens")) {
            assertThat(http.get(closed, from()).status()).as(closed).isEqualTo(404);
        }
        assertThat(http.get("/municipalities/30170", from()).status()).isEqualTo(200);
        assertThat(http.get("/api/v1/municipalities", from()).status()).isEqualTo(200);
        // What is not there and what is closed are told alike.
        assertThat(http.get("/access", from())
                        .body()
                        .replaceAll("[0-9A-Z]{4}-[0-9A-Z]{4}", "")
                        .replace("/access", "/")
                        .replace("%2Faccess", "%2F"))
                .isEqualTo(http.get("/nowhere", from())
                        .body()
                        .replaceAll("[0-9A-Z]{4}-[0-9A-Z]{4}", "")
                        .replace("/nowhere", "/")
                        .replace("%2Fnowhere", "%2F"));
    }

    @Test
    void a_session_of_the_offices_is_worth_nothing_on_the_portal() {
        var officer = new Http(portOf(offices), from());
        var who = accounts.administrator();
        officer.signIn(who.login(), who.password());
        assertThat(officer.get("/access").status()).isEqualTo(200);
        var portalAsOfficer = new RawHttp(portOf(portal))
                .send(
                        "GET /access HTTP/1.1\r\nX-Forwarded-For: 203.0.113.9\r\nCookie: " + officer.cookies(),
                        new byte[0]);
        assertThat(portalAsOfficer.status()).isEqualTo(404);
        var first = new RawHttp(portOf(portal))
                .send("GET / HTTP/1.1\r\nX-Forwarded-For: 203.0.113.9\r\nCookie: " + officer.cookies(), new byte[0]);
        assertThat(first.body()).doesNotContain(who.login(), "href=\"/access\"", "href=\"/plan-workbooks\"");
    }

    @Test
    void the_offices_show_nobody_anything_but_how_to_sign_in() {
        var http = new Http(portOf(offices));
        var faults = new ArrayList<String>();
        for (var info : offices.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()) {
            for (var pattern : info.getPatternValues()) {
                var path = VARIABLE.matcher(pattern)
                        .replaceAll(found -> found.group().startsWith("{code") ? "30170" : "2021");
                var answer = http.get(path, from());
                var open = path.matches("/(?:sign-in|invitations|display|error|login|health).*")
                        || path.startsWith("/assets/");
                var asked = path.startsWith("/api/")
                        ? answer.status() == 401
                        : answer.header("Location").contains("/sign-in");
                if (!open && !asked && answer.status() != 405 && answer.status() != 404) {
                    faults.add(path + ": " + answer.status());
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(http.get("/?year=2021", from()).header("Location")).contains("/sign-in?next=%2F%3Fyear%3D2021");
        assertThat(http.get("/sign-in", from()).status()).isEqualTo(200);
    }

    @Test
    void anybody_is_held_to_one_limit_by_both_and_told_when_to_come_back() {
        var one = new Http(portOf(portal));
        var other = new Http(portOf(offices));
        var granted = 0;
        Http.Answer refused = null;
        for (var i = 0; i < 3 * LIMIT; i++) {
            var answer = (i % 2 == 0 ? one : other)
                    .get(i % 2 == 0 ? "/api/v1/rules" : "/sign-in", "X-Forwarded-For", "198.51.100.7");
            if (answer.status() == 429) {
                refused = answer;
            } else {
                granted++;
            }
        }
        // The minute may have turned in the middle of it.
        assertThat(granted).isBetween(LIMIT - 2, 2 * LIMIT);
        assertThat(refused).isNotNull();
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        var page = other.get("/sign-in", "X-Forwarded-For", "198.51.100.7");
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.body()).contains("짧은 시간에 너무 많이 요청했습니다").contains("</html>");
        assertThat(page.header("Content-Security-Policy")).isNotEmpty();
        var english = one.get("/api/v1/rules", "X-Forwarded-For", "198.51.100.7", "Accept-Language", "en");
        assertThat(english.header("Content-Type")).startsWith("application/problem+json");
        assertThat(english.json().get("title").asString()).isEqualTo("Please try again a little later");
        // Somebody else is not held to it, nor is a style sheet that a page of the first needs.
        assertThat(other.get("/sign-in", "X-Forwarded-For", "198.51.100.8").status())
                .isEqualTo(200);
        assertThat(other.get("/assets/mark.svg", "X-Forwarded-For", "198.51.100.7")
                        .status())
                .isNotEqualTo(429);
    }

    @Test
    void whoever_has_signed_in_counts_alone_however_many_share_the_address() {
        var who = List.of(accounts.administrator(), accounts.administrator());
        for (var one : who) {
            var http = new Http(portOf(offices), "X-Forwarded-For", "198.51.100.40");
            assertThat(http.signIn(one.login(), one.password()).status()).isEqualTo(302);
            for (var i = 0; i < LIMIT + 10; i++) {
                assertThat(http.get("/api/v1/rules").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void failed_attempts_are_counted_by_address_and_those_that_succeed_are_not() {
        var http = new Http(portOf(offices));
        var who = accounts.administrator();
        var right = Http.basic(who.login(), who.password());
        for (var i = 0; i < 12; i++) {
            assertThat(http.get("/api/v1/rules", "Authorization", right, "X-Forwarded-For", "198.51.100.20")
                            .status())
                    .isEqualTo(200);
        }
        var refusals = new ArrayList<Integer>();
        for (var i = 0; i < 14; i++) {
            refusals.add(http.get(
                            "/api/v1/rules",
                            "Authorization",
                            Http.basic("nobody" + i, "x"),
                            "X-Forwarded-For",
                            "198.51.100.21")
                    .status());
        }
        assertThat(refusals.subList(0, 5)).containsOnly(401);
        assertThat(refusals).contains(429);
        assertThat(http.get("/api/v1/rules", "Authorization", right, "X-Forwarded-For", "198.51.100.22")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void behind_a_proxy_that_is_trusted_tls_is_seen_and_kept_to() {
        var secure = new Http(portOf(offices))
                .get("/sign-in", "X-Forwarded-For", "198.51.100.30", "X-Forwarded-Proto", "https");
        assertThat(secure.header("Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(secure.headers().allValues("Set-Cookie")).isNotEmpty().allMatch(cookie -> cookie.contains("Secure"));
        assertThat(new Http(portOf(offices))
                        .get("/sign-in?lang=en", "X-Forwarded-For", "198.51.100.31", "X-Forwarded-Proto", "https")
                        .headers()
                        .allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("dure_lang") && cookie.contains("Secure"));
    }

    @Test
    void nobody_elses_word_on_an_address_or_on_tls_is_taken() throws SQLException {
        var answer = new Http(port)
                .get(
                        "/sign-in",
                        "X-Forwarded-For",
                        "198.51.100.99",
                        "X-Forwarded-Proto",
                        "https",
                        "Forwarded",
                        "for=198.51.100.99;proto=https");
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("Secure"));
        try (var connection = database.asOwner()) {
            assertThat(TestDatabase.column(connection, "select who from request_window"))
                    .doesNotContain("a:198.51.100.99")
                    .contains("a:127.0.0.1");
        }
    }
}
