package dure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import dure.access.TestAccounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route that the running application has, every asset, and the answers that come from before any route. */
@DureTest
class TheHeadersOfEveryAnswer {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^/]*?(?:\\{[^}]*\\}[^/]*?)*\\}");

    /** What a strict policy refuses to run, and what would therefore not work either. */
    private static final Pattern INLINE = Pattern.compile(
            "(?i)<script(?![^>]*\\bsrc=)[^>]*>|<style\\b|\\sstyle\\s*=|\\son[a-z]+\\s*=\\s*[\"'$]|javascript:|<iframe|<object|<embed|<base\\b");

    private static final Path ASSETS = Path.of("src/main/resources/static/assets");

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired
    TestAccounts accounts;

    Http anybody;
    Http administrator;
    String basic;

    @BeforeEach
    void arrive() {
        anybody = new Http(port);
        administrator = new Http(port);
        var who = accounts.administrator();
        administrator.signIn(who.login(), who.password());
        basic = Http.basic(who.login(), who.password());
    }

    private List<String> routes(RequestMethod wanted) {
        var found = new TreeSet<String>();
        mapping.getHandlerMethods().keySet().forEach(info -> {
            var methods = info.getMethodsCondition().getMethods();
            if (methods.contains(wanted) || (methods.isEmpty() && wanted == RequestMethod.GET)) {
                info.getPatternValues()
                        .forEach(pattern -> found.add(VARIABLE.matcher(pattern)
                                .replaceAll(variable -> variable.group().startsWith("{code")
                                                || variable.group().startsWith("{municipality")
                                        ? "30170"
                                        : variable.group().contains("year")
                                                ? "2021"
                                                : "00000000-0000-0000-0000-000000000000")));
            }
        });
        assertThat(found).hasSizeGreaterThan(2);
        return List.copyOf(found);
    }

    @Test
    void forbid_what_is_not_ours_whoever_asks_and_whatever_comes_of_it() {
        var faults = new ArrayList<String>();
        for (var path : routes(RequestMethod.GET)) {
            check(path, anybody.get(path), faults);
            if (!path.startsWith("/api/")) {
                check(path + " (signed in)", administrator.get(path), faults);
            }
        }
        for (var path : List.of(
                "/nowhere",
                "/api/v1/nowhere",
                "/?a=%00",
                "/api/v1/progress?a=%00",
                "/municipalities/{x}".replace("{", "%7B").replace("}", "%7D"))) {
            check(path, anybody.get(path), faults);
        }
        check("POST /api/v1/entries", anybody.post("/api/v1/entries", "{}"), faults);
        check("POST /sign-in", anybody.form("/sign-in", Map.of()), faults);
        assertThat(faults).isEmpty();
    }

    private static void check(String path, Http.Answer answer, List<String> faults) {
        var policy = answer.header("Content-Security-Policy");
        demand(
                path,
                "CSP: " + policy,
                faults,
                policy.contains("default-src 'none'")
                        && policy.contains("frame-ancestors 'none'")
                        && policy.contains("base-uri 'none'")
                        && !policy.contains("unsafe"));
        demand(path, "nosniff", faults, answer.header("X-Content-Type-Options").equals("nosniff"));
        demand(path, "referrer", faults, answer.header("Referrer-Policy").equals("same-origin"));
        demand(path, "permissions", faults, answer.header("Permissions-Policy").contains("camera=()"));
        demand(
                path,
                "opener",
                faults,
                answer.header("Cross-Origin-Opener-Policy").equals("same-origin"));
        demand(
                path,
                "resource",
                faults,
                answer.header("Cross-Origin-Resource-Policy").equals("same-origin"));
        demand(
                path,
                "HSTS without TLS",
                faults,
                answer.header("Strict-Transport-Security").isEmpty());
        demand(
                path,
                "server named",
                faults,
                answer.header("Server").isEmpty()
                        && answer.header("X-Powered-By").isEmpty());
        if (!path.startsWith("/assets/")) {
            demand(
                    path,
                    "kept: " + answer.header("Cache-Control"),
                    faults,
                    answer.header("Cache-Control").contains("no-store"));
        }
        if (answer.header("Content-Type").startsWith("text/html")) {
            var inline = INLINE.matcher(answer.body());
            if (inline.find()) {
                faults.add(path + ": inline " + inline.group());
            }
        }
        for (var cookie : answer.headers().allValues("Set-Cookie")) {
            demand(
                    path,
                    "cookie " + cookie,
                    faults,
                    cookie.contains("HttpOnly") && cookie.matches(".*SameSite=(Lax|Strict).*"));
        }
    }

    private static void demand(String path, String what, List<String> faults, boolean holds) {
        if (!holds) {
            faults.add(path + ": " + what);
        }
    }

    @Test
    void stand_on_assets_too_which_browsers_may_keep() throws IOException {
        var page = anybody.get("/").body();
        var faults = new ArrayList<String>();
        var found = Pattern.compile("\"(/assets/[^\"]+)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
        assertThat(found).hasSizeGreaterThan(3);
        for (var asset : found) {
            var answer = anybody.get(asset);
            assertThat(answer.status()).as(asset).isEqualTo(200);
            check(asset, answer, faults);
            demand(asset, "not kept", faults, answer.header("Cache-Control").contains("immutable"));
            demand(asset, "cookie", faults, answer.header("Set-Cookie").isEmpty());
        }
        assertThat(faults).isEmpty();
        try (var files = Files.walk(ASSETS)) {
            assertThat(files.filter(file -> file.toString().endsWith(".svg"))
                            .map(TheHeadersOfEveryAnswer::read)
                            .filter(svg -> svg.contains("<script") || svg.contains(" on")))
                    .as("a picture that is asked for by itself is a page")
                    .noneMatch(svg -> svg.contains("<script"));
        }
    }

    @Test
    void are_not_contradicted_by_any_template() throws IOException {
        try (var files = Files.walk(Path.of("src/main/jte"))) {
            // Minutes that are downloaded are read without us, and bring their look along.
            assertThat(files.filter(file -> file.toString().endsWith(".jte"))
                            .filter(file -> !file.endsWith("council/minutes-file.jte"))
                            .filter(file ->
                                    !file.endsWith("document/paper.jte")) // what a PDF is made of, and its pictures
                            .filter(file -> !file.endsWith("document/blocks.jte"))
                            .filter(file -> INLINE.matcher(read(file)).find())
                            .map(Path::toString))
                    .isEmpty();
        }
        for (var planted : List.of(
                "<p style=\"x\">",
                "<a onclick=\"x()\">",
                "<script>x</script>",
                "<style>",
                "<a href=\"javascript:x\">")) {
            assertThat(INLINE.matcher(planted).find()).as(planted).isTrue();
        }
        assertThat(INLINE.matcher("<script src=\"/assets/a.js\" defer></script><p>only = \"x\"</p>")
                        .find())
                .isFalse();
    }

    @Test
    void a_form_without_its_token_is_refused_on_every_page_that_writes() {
        var faults = new ArrayList<String>();
        for (var path : routes(RequestMethod.POST)) {
            if (path.startsWith("/api/")) {
                continue;
            }
            var answer = administrator.form(path, Map.of("x", "y"));
            // "Not yours" is told as "not there".
            demand(
                    path,
                    "" + answer.status() + " to " + answer.header("Location"),
                    faults,
                    answer.status() == 404
                            || answer.status() == 403
                            || answer.header("Location").endsWith("/sign-in?expired"));
        }
        administrator.form("/sign-out", Map.of());
        demand(
                "/",
                "signed out by a forger",
                faults,
                administrator.get("/").body().contains("name=\"_csrf\""));
        assertThat(faults).isEmpty();
    }

    @Test
    void a_machines_request_with_a_session_needs_the_token_too() {
        var answer = administrator.post("/api/v1/entries", "{}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(anybody.post("/api/v1/entries", "{}", "Authorization", basic).status())
                .isEqualTo(422);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
