package dure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import dure.RawHttp;
import dure.Soak;
import dure.access.TestAccounts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What nobody should send, sent to every route: a clear refusal in the form and the language of the asker, and no word of the inside. */
@DureTest
class ForcingFaults {
    private static final Pattern TOKEN = Pattern.compile("(name=\"_csrf\" value|name=\"csrf\" content)=\"[^\"]+\"");

    /** Classes, traces, statements, places of files, and who made the server. */
    private static final Pattern INSIDE =
            Pattern.compile("\\b(?:java|javax|jakarta|org|com|net|tools|gg)\\.[a-z]\\w*[.\\w]*"
                    + "|\\bdure\\.[a-z]+\\.\\w+|\\w+Exception\\b|\\tat |Caused by|(?i:\\bselect\\b.+\\bfrom\\b|\\binsert into\\b|SQLSTATE"
                    + "|PSQL|jdbc:|tomcat|coyote|/home/|/root/|/tmp/|/usr/|\\bnull pointer)");

    private static final Pattern VARIABLE = Pattern.compile("\\{[^/]*?(?:\\{[^}]*\\}[^/]*?)*\\}");

    /** Nothing that is asked here is worth waiting for. */
    private static final long SLOWEST_MILLIS = 5_000;

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired
    TestAccounts accounts;

    RawHttp raw;
    String credentials;
    String session;
    String csrf;

    @BeforeEach
    void arrive() {
        raw = new RawHttp(port);
        var admin = accounts.administrator();
        var visitor = new Http(port);
        var token = visitor.post(
                "/api/v1/tokens",
                "{\"name\":\"faults\",\"scopes\":[\"access:write\",\"plans:write\",\"entries:write\"],\"days\":1}",
                "Authorization",
                Http.basic(admin.login(), admin.password()));
        assertThat(token.status()).as(token.body()).isEqualTo(201);
        credentials = "\r\nAuthorization: Bearer " + token.json().get("secret").asString();
        assertThat(visitor.signIn(admin.login(), admin.password()).status()).isEqualTo(302);
        session = "\r\nCookie: " + visitor.cookies();
        csrf = Pattern.compile("name=\"csrf\" content=\"([^\"]+)\"")
                .matcher(visitor.get("/").body())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    /** The method, and the path with its variables. */
    private record Route(String method, String path) {
        boolean isForMachines() {
            return path.startsWith("/api/");
        }

        String filled(String value) {
            return VARIABLE.matcher(path).replaceAll(value).replace("/**", "/x");
        }
    }

    private List<Route> routes() {
        var found = new TreeSet<String>();
        mapping.getHandlerMethods().keySet().forEach(info -> {
            var methods = info.getMethodsCondition().getMethods();
            for (var pattern : info.getPatternValues()) {
                if (methods.isEmpty()) {
                    found.add("GET " + pattern);
                }
                methods.stream().map(RequestMethod::name).forEach(method -> found.add(method + " " + pattern));
            }
        });
        assertThat(found).hasSizeGreaterThan(40);
        return found.stream()
                .map(one -> one.split(" "))
                .map(one -> new Route(one[0], one[1]))
                .toList();
    }

    @Test
    void no_route_falls_over_what_stands_in_its_address() {
        var faults = new ArrayList<String>();
        var turn = 0;
        for (var route : routes()) {
            for (var value : Soak.some(
                    List.of(
                            "x",
                            "-1",
                            "99999999999999999999",
                            "%27%20or%201=1--",
                            "..%2f..%2fetc%2fpasswd",
                            "%00",
                            "a%00b",
                            "%ff%fe",
                            "%EA%B0%80",
                            "00000000-0000-0000-0000-000000000000",
                            "a".repeat(3_000)),
                    4,
                    turn++)) {
                if (!route.path().contains("{")) {
                    continue;
                }
                ask(route, route.filled(value), "", new byte[0], faults);
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void no_route_falls_over_its_parameters() {
        var names = List.of(
                "q",
                "year",
                "term",
                "asOf",
                "knownAt",
                "size",
                "after",
                "page",
                "dataSet",
                "measure",
                "rule",
                "axis",
                "by",
                "municipality",
                "project",
                "from",
                "to",
                "lang",
                "view",
                "next",
                "fault",
                "as",
                "kind",
                "basis",
                "province",
                "severity",
                "dryRun",
                "terms",
                "id",
                "slice",
                "until",
                "since",
                "sort",
                "order",
                "name");
        var faults = new ArrayList<String>();
        var turn = 0;
        for (var route : routes()) {
            turn++;
            for (var value : Soak.some(
                    List.of("x", "99999999999", "%00", "%ff%fe%fd", "%zz", "%27%22%3E%3Cscript%3E", "a".repeat(150)),
                    4,
                    turn)) {
                var query = new StringBuilder("?");
                names.forEach(
                        name -> query.append(name).append('=').append(value).append('&'));
                // Of all at once only the first that is looked at is refused; of the years, one at a time.
                ask(route, route.filled("30170") + query, "", new byte[0], faults);
            }
            if (route.method().equals("GET") && route.path().contains("{code")) {
                for (var name : Soak.some(names, 4, turn)) {
                    ask(route, route.filled("30170") + "?" + name + "=-2147483649", "", new byte[0], faults);
                    ask(route, route.filled("30170") + "?" + name + "=2147483647&" + name, "", new byte[0], faults);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void no_route_falls_over_a_body() {
        var deep = "[".repeat(50_000);
        var deepFields = "{\"label\":".repeat(5_000);
        var bodies = List.of(
                "",
                "{",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{\"quantity\":\"many\"}",
                "{\"quantity\":1e999999999}",
                "{\"quantity\":" + "9".repeat(2_000) + "}",
                "{\"label\":\"\\u0000\",\"evidence\":\"\\ud800\"}",
                "{\"municipality\":\"30170\",\"occurredOn\":\"2024-01-31\",\"quantity\":1,\"basis\":\"EVIDENCED\","
                        + "\"label\":\"a\\u0000b\",\"evidence\":\"x\\u0000\",\"dataSet\":\"REAL\"}",
                "{\"unknown\":1}",
                "{\"label\":{\"a\":1},\"terms\":[]}",
                deep,
                deepFields,
                "{\"label\":\"" + "가".repeat(200_000) + "\"}",
                "\u00ff\u00fe\u0000");
        var types = List.of("application/json", "text/plain", "application/xml", "a/b; charset=nothing", "nonsense");
        var faults = new ArrayList<String>();
        var turn = 0;
        for (var route : routes()) {
            if (route.method().equals("GET")) {
                continue;
            }
            turn++;
            // Only what reads JSON can fall over it.
            for (var body : Soak.some(bodies, route.isForMachines() ? 1 : 6, turn)) {
                ask(
                        route,
                        route.filled("30170"),
                        "\r\nContent-Type: application/json",
                        body.getBytes(StandardCharsets.ISO_8859_1),
                        faults);
            }
            for (var type : Soak.some(types, 3, turn)) {
                ask(
                        route,
                        route.filled("00000000-0000-0000-0000-000000000000"),
                        "\r\nContent-Type: " + type,
                        "x".getBytes(StandardCharsets.UTF_8),
                        faults);
            }
            for (var form : List.of(
                    "a=%zz&b=%ff",
                    "login=%00&name=%00&roles=%00&role=X&municipality=%00&displayName=%00&quantity=x&occurredOn=x&days=-1",
                    "x=1&".repeat(20_000))) {
                ask(
                        route,
                        route.filled("00000000-0000-0000-0000-000000000000"),
                        "\r\nContent-Type: application/x-www-form-urlencoded",
                        form.getBytes(StandardCharsets.UTF_8),
                        faults);
            }
            for (var multipart : Soak.some(
                    List.of(
                            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\u0000/../b.xlsx\"\r\n\r\nPK\u0003\u0004\r\n--b--\r\n",
                            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\na,b\r\n1,2\r\n--b--\r\n",
                            "--b\r\nno end",
                            "--c\r\n",
                            "--b\r\nContent-Disposition: form-data; name=\"" + "n".repeat(20_000)
                                    + "\"\r\n\r\nx\r\n--b--\r\n",
                            "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n".repeat(500) + "--b--\r\n"),
                    3,
                    turn)) {
                ask(
                        route,
                        route.filled("00000000-0000-0000-0000-000000000000"),
                        "\r\nContent-Type: multipart/form-data; boundary=b",
                        multipart.getBytes(StandardCharsets.ISO_8859_1),
                        faults);
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void no_route_falls_over_a_method_or_a_header() {
        var faults = new ArrayList<String>();
        var turn = 0;
        for (var route : routes()) {
            turn++;
            for (var method : Soak.some(
                    List.of("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "HEAD", "get"), 4, turn)) {
                if (!method.equals(route.method())) {
                    ask(new Route(method, route.path()), route.filled("x"), "", new byte[0], faults);
                }
            }
            for (var header : Soak.some(
                    List.of(
                            "Accept: image/png",
                            "Accept: nonsense",
                            "Accept: " + "a/b,".repeat(1_500),
                            "Accept-Language: " + "x-".repeat(3_000),
                            "Accept-Language: \u0001",
                            "Prefer: respond-async, wait=99999999999999",
                            "Idempotency-Key: " + "k".repeat(5_000),
                            "Range: bytes=9-1,-",
                            "If-Modified-Since: yesterday",
                            "If-None-Match: \"",
                            "Cookie: SESSION=\u00ff; dure_lang=\"; dure_display=-",
                            "Cookie: SESSION=" + "%00".repeat(50),
                            "Content-Encoding: gzip",
                            "X-HTTP-Method-Override: DELETE",
                            "X-Forwarded-Host: evil.example",
                            "Origin: https://evil.example"),
                    5,
                    turn)) {
                if (route.method().equals("GET")) {
                    ask(route, route.filled("30170"), "\r\n" + header, new byte[0], faults);
                }
            }
        }
        for (var head : List.of(
                "Authorization: Basic !!!",
                "Authorization: Basic " + "A".repeat(4_000),
                "Authorization: Basic " + Base64.getEncoder().encodeToString(new byte[] {0, ':', 0}),
                "Authorization: Basic "
                        + Base64.getEncoder().encodeToString("nocolon".getBytes(StandardCharsets.UTF_8)),
                "Authorization: Bearer",
                "Authorization: Bearer ",
                "Authorization: Bearer \u00ff",
                "Authorization: Bearer dure_" + "x".repeat(5_000),
                "Authorization: Digest x",
                "Authorization:")) {
            check(
                    "GET /api/v1/municipalities " + head,
                    true,
                    raw.send("GET /api/v1/municipalities HTTP/1.1\r\n" + head, new byte[0]),
                    faults);
        }
        assertThat(faults).isEmpty();
    }

    /** These never reach a controller: the container itself answers them. */
    @Test
    void what_is_no_http_at_all_is_refused_in_both_languages_without_a_word_of_the_inside() {
        var faults = new ArrayList<String>();
        for (var line : List.of(
                "GET /api/v1/municipalities?q=[|] HTTP/1.1",
                "GET /municipalities/{x} HTTP/1.1",
                "GET /api/v1/<x> HTTP/1.1",
                "GET //evil.example/%2e%2e/ HTTP/1.1",
                "GET /..;/access HTTP/1.1",
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
                "GET /assets/..%2f..%2fapplication.yml HTTP/1.1",
                "GET /assets/%2e%2e/%2e%2e/application.yml HTTP/1.1",
                "GET /assets/..%5c..%5capplication.yml HTTP/1.1",
                "GET /a;b=c/d HTTP/1.1",
                "GET /api/v1/municipalities;x=1 HTTP/1.1",
                "GET /%c0%ae%c0%ae/ HTTP/1.1",
                "GET /a%0d%0aSet-Cookie:x=1 HTTP/1.1",
                "GET /api/%0d%0aSet-Cookie:x=1 HTTP/1.1",
                "GET \\api HTTP/1.1",
                "GET /api/v1/x\u00e9 HTTP/1.1",
                "GET / HTTP/9.9",
                "G\u0000T / HTTP/1.1",
                "GET /api/v1/" + "a".repeat(100_000) + " HTTP/1.1",
                "GET /?" + "q=1&".repeat(50_000) + " HTTP/1.1",
                "GET /api/v1/municipalities?" + "a=1&".repeat(1_500) + " HTTP/1.1",
                "GET /?" + "a=1&".repeat(1_500) + " HTTP/1.1",
                "GET /api/v1/municipalities HTTP/1.1\r\nX: " + "h".repeat(100_000),
                "GET / HTTP/1.1\r\nX: " + "h".repeat(100_000),
                "GET / HTTP/1.1" + "\r\nX: y".repeat(2_000),
                "GET / HTTP/1.1\r\nno colon here",
                "GET / HTTP/1.1\r\nHost: a b",
                "POST /sign-in HTTP/1.1\r\nContent-Length: -1",
                "POST /sign-in HTTP/1.1\r\nContent-Length: x",
                "POST /api/v1/entries HTTP/1.1\r\nTransfer-Encoding: nonsense",
                "GET / HTTP/1.1\r\nExpect: the-unexpected")) {
            var answer = raw.send(line, new byte[0]);
            var cut = line.substring(0, Math.min(80, line.length())).replace("\r\n", " | ");
            // Where the container could not make out the address it cannot know who asks, and says it in a page.
            check(cut, answer.header("Content-Type").startsWith("application/"), answer, faults);
            if (answer.header("set-cookie").contains("x=1")) {
                faults.add(cut + ": a header was split");
            }
        }
        assertThat(faults).isEmpty();
        var refused = raw.send("GET /municipalities/{x} HTTP/1.1", new byte[0]);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("요청을 이해하지 못했습니다", "The request was not understood", "lang=\"en\"");
        assertThat(refused.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void machines_hear_of_their_faults_in_the_language_they_ask_for() {
        for (var path :
                List.of("/api/v1/municipalities/30170/entries?year=%00", "/api/v1/nowhere%2f", "/api/v1/x?a=%zz")) {
            var korean = raw.send("GET " + path + " HTTP/1.1", new byte[0]);
            var english = raw.send("GET " + path + " HTTP/1.1\r\nAccept-Language: en", new byte[0]);
            assertThat(korean.body()).as(path).containsPattern("[가-힣]");
            assertThat(english.body()).as(path).doesNotContainPattern("[가-힣]").contains("reference");
        }
    }

    private void ask(Route route, String path, String headers, byte[] body, List<String> faults) {
        var forMachines = path.startsWith("/api/");
        var who = forMachines ? credentials : session + "\r\nX-CSRF-TOKEN: " + csrf;
        var head = route.method() + " " + path + " HTTP/1.1"
                + (headers.contains("Cookie:") && !forMachines ? headers : who + headers);
        var began = System.nanoTime();
        var answer = raw.send(head, body);
        var millis = (System.nanoTime() - began) / 1_000_000;
        var asked = route.method() + " " + path.substring(0, Math.min(110, path.length()))
                + headers.substring(0, Math.min(60, headers.length())).replace("\r\n", " | ")
                + (body.length == 0
                        ? ""
                        : " ‹" + new String(body, 0, Math.min(40, body.length), StandardCharsets.ISO_8859_1) + "›");
        if (millis > SLOWEST_MILLIS) {
            faults.add(asked + ": took " + millis + " ms");
        }
        if (!route.method().equals("HEAD")) {
            check(asked, forMachines, answer, faults);
        }
    }

    private static void check(String asked, boolean forMachines, RawHttp.Answer answer, List<String> faults) {
        if (answer.status() == 0 || answer.status() >= 500) {
            faults.add(asked + ": " + answer.status());
            return;
        }
        if (answer.status() < 400) {
            return;
        }
        if (asked.contains(" /assets/")) {
            return; // a picture that is not there needs no page
        }
        var type = answer.header("Content-Type");
        if (!type.startsWith(forMachines ? "application/problem+json" : "text/html")) {
            faults.add(asked + ": " + answer.status() + " as " + type);
        }
        if (forMachines && !isProblem(answer)) {
            faults.add(asked + ": no problem: " + answer.body());
        }
        if (!forMachines && !answer.body().contains("</html>")) {
            faults.add(asked + ": no page: " + answer.body());
        }
        // Among the letters of a token against forged forms any short word is found now and then.
        var inside = INSIDE.matcher(TOKEN.matcher(answer.body()).replaceAll(""));
        if (inside.find()) {
            faults.add(asked + ": tells of the inside: " + inside.group());
        }
    }

    private static boolean isProblem(RawHttp.Answer answer) {
        try {
            var problem = JsonMapper.shared().readTree(answer.body());
            return problem.get("status").asInt() == answer.status()
                    && !problem.get("title").asString().isEmpty()
                    && (problem.has("reference") || problem.has("findings"));
        } catch (JacksonException | NullPointerException e) {
            return false;
        }
    }
}
