package dure.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the container refuses by itself, before it knows an application: addresses that are none, above all. The page
 * speaks both languages, as nobody has asked yet which one it should be, and it needs no file of ours.
 */
final class ContainerFaults extends ErrorReportValve {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="ko">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%1$s</title></head>
            <body>
            <main>
            <h1>%1$s</h1>
            <p>%2$s</p>
            <div lang="en">
            <h2>%3$s</h2>
            <p>%4$s</p>
            </div>
            <p><a href="/">%5$s</a> <span class="code">%6$s</span></p>
            </main>
            </body>
            </html>
            """;

    private final MessageSource messages;
    private final JsonMapper json;
    private final Locale otherwise;

    ContainerFaults(MessageSource messages, JsonMapper json, Locale otherwise) {
        this.messages = messages;
        this.json = json;
        this.otherwise = otherwise;
        setShowReport(false);
        setShowServerInfo(false);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var status = Faults.known(response.getStatus());
        response.setStatus(status.value());
        var path = Optional.ofNullable(request.getRequestURI()).orElse("");
        var forMachines = path.startsWith("/api/");
        var said = forMachines ? problem(request, status) : page(status);
        try {
            response.setContentType(
                    forMachines
                            ? MediaType.APPLICATION_PROBLEM_JSON_VALUE
                            : MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
            forbid(response);
            var out = response.getOutputStream();
            out.write(said);
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            // Whoever asked has hung up, or was told already.
        }
    }

    /** The headers of an answer from outside of the filters of security. */
    static void forbid(HttpServletResponse response) {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                        + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
    }

    private byte[] page(HttpStatus status) {
        var key = "web.problem." + status.value();
        return PAGE.formatted(
                        text(key + ".title", Locale.KOREAN),
                        text(key, Locale.KOREAN),
                        text(key + ".title", Locale.ENGLISH),
                        text(key, Locale.ENGLISH),
                        text("web.home", Locale.KOREAN),
                        Problems.newReference())
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] problem(Request request, HttpStatus status) {
        var asked = request.getHeader("Accept-Language");
        var locale = asked == null
                ? otherwise
                : asked.toLowerCase(Locale.ROOT).startsWith("en") ? Locale.ENGLISH : Locale.KOREAN;
        var key = "web.problem." + status.value();
        var problem = ProblemDetail.forStatusAndDetail(status, text(key, locale));
        problem.setTitle(text(key + ".title", locale));
        problem.setProperty("reference", Problems.newReference());
        return json.writeValueAsBytes(problem);
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
