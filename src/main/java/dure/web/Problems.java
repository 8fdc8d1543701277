package dure.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Faults told to machines: problem+json with title, detail and a reference that the log has too. */
@Component
public class Problems {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MessageSource messages;
    private final Language language;
    private final JsonMapper json;

    Problems(MessageSource messages, Language language, JsonMapper json) {
        this.messages = messages;
        this.language = language;
        this.json = json;
    }

    /** Whether the answer goes to a machine: everything under /api. */
    public static boolean isForMachines(HttpServletRequest request) {
        return path(request).startsWith("/api/");
    }

    /** What was asked for, also while the container asks for an error page in its place. */
    static String path(HttpServletRequest request) {
        return Stream.of(RequestDispatcher.ERROR_REQUEST_URI, RequestDispatcher.FORWARD_REQUEST_URI)
                .flatMap(name -> request.getAttribute(name) instanceof String asked ? Stream.of(asked) : Stream.empty())
                .findFirst()
                .orElseGet(request::getRequestURI);
    }

    /** Answers from outside of the controllers, filters above all. */
    public void write(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String key,
            Object... arguments)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(response.getOutputStream(), of(request, status, newReference(), List.of(), key, arguments));
    }

    /** The answer of a filter: a problem or a page, with the headers that every answer has. */
    void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status)
            throws ServletException, IOException {
        if (response.isCommitted()) {
            return; // whoever asked has hung up, or has been told
        }
        // The status only: with the address too it would pass for an error of a request that the filters have seen.
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status.value());
        request.getRequestDispatcher("/error").forward(new Bare(request), response);
    }

    ProblemDetail of(
            HttpServletRequest request,
            HttpStatus status,
            String reference,
            List<Refusal.Field> fields,
            String key,
            Object... arguments) {
        var wording = wording(request);
        var problem = ProblemDetail.forStatusAndDetail(status, wording.text(key, arguments));
        problem.setTitle(wording.text(titleKey(status)));
        problem.setProperty("reference", reference);
        if (!fields.isEmpty()) {
            problem.setProperty(
                    "errors",
                    fields.stream()
                            .map(field -> Map.of(
                                    "field", field.name(), "message", wording.text(field.key(), field.arguments())))
                            .toList());
        }
        return problem;
    }

    Wording wording(HttpServletRequest request) {
        return new Wording(messages, language.resolveLocale(request));
    }

    /** Eight letters and digits that are told apart when read out on the telephone. */
    public static String newReference() {
        var letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
        return RANDOM.ints(8, 0, letters.length())
                .collect(StringBuilder::new, (text, at) -> text.append(letters.charAt(at)), StringBuilder::append)
                .insert(4, '-')
                .toString();
    }

    private static String titleKey(HttpStatus status) {
        return "web.problem." + status.value() + ".title";
    }
}
