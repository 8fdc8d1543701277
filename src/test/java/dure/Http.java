package dure;

import dure.access.TestAccounts;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A visitor without a browser: its own cookies, no redirects followed. */
public class Http {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final String base;
    private final String[] always;

    /** @param always headers of every request: names and values */
    public Http(int port, String... always) {
        this.base = "http://localhost:" + port;
        this.always = always;
    }

    public record Answer(int status, String body, java.net.http.HttpHeaders headers) {
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    public static String basic(String login, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** As a browser would send them. */
    public String cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Answer post(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Sends a file as the body. */
    public Answer upload(String path, String type, byte[] content, String... headers) {
        return send(path, type, HttpRequest.BodyPublishers.ofByteArray(content), headers);
    }

    public Answer send(String path, String type, HttpRequest.BodyPublisher body, String... headers) {
        return send(request(path, headers).header("Content-Type", type).POST(body));
    }

    public Answer delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    /** Sends a form with the token that the page of the form shows. */
    public Answer submit(String pageOfForm, String path, Map<String, String> fields) {
        var all = new java.util.LinkedHashMap<>(fields);
        all.put("_csrf", csrf(pageOfForm));
        return form(path, all);
    }

    /** The token against forged forms that a page with a form shows. */
    public String csrf(String pageOfForm) {
        var found = CSRF.matcher(get(pageOfForm).body());
        if (!found.find()) {
            throw new AssertionError("No form on " + pageOfForm);
        }
        return found.group(1);
    }

    /** Sends a form as it is: without the token, as a forger would. */
    public Answer form(String path, Map<String, String> fields, String... headers) {
        var body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** With the password, and the second factor where the account has one. */
    public Answer signIn(String login, String password) {
        var answer = submit("/sign-in", "/sign-in", Map.of("login", login, "password", password));
        if (answer.header("Location").contains("/sign-in")) {
            return answer;
        }
        return TestAccounts.code(login)
                .map(code -> submit("/second-factor", "/second-factor", Map.of("code", code)))
                .orElse(answer);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        // An answer that does not come is a fault, and no reason to hang: longer than any that is waited for.
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(3));
        if (always.length > 0) {
            request.headers(always);
        }
        if (headers.length > 0) {
            request.headers(headers);
            codeBeside(headers).ifPresent(code -> request.header("Dure-Code", code));
        }
        return request;
    }

    /** Beside HTTP Basic goes the second factor, unless the test says its own. */
    private static Optional<String> codeBeside(String... headers) {
        if (List.of(headers).contains("Dure-Code")) {
            return Optional.empty();
        }
        return Stream.of(headers)
                .filter(header -> header.startsWith("Basic "))
                .findFirst()
                .map(header -> new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8))
                .flatMap(pair -> TestAccounts.recoveryCode(pair.substring(0, pair.indexOf(':'))));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body(), answer.headers());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
