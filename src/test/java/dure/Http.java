package dure;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A visitor without a browser: its own cookies, no redirects followed. */
public class Http {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String base;

    public Http(int port) {
        this.base = "http://localhost:" + port;
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
    public Answer form(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer signIn(String login, String password) {
        return submit("/sign-in", "/sign-in", Map.of("login", login, "password", password));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        return headers.length == 0 ? request : request.headers(headers);
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
