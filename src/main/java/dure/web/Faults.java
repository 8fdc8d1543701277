package dure.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** The one place that turns a leftover exception into a page or into problem+json. */
@Controller
@ControllerAdvice
class Faults implements ErrorController {
    private static final Logger log = LoggerFactory.getLogger(Faults.class);

    /** Those that have sentences in the messages. */
    private static final Set<HttpStatus> TOLD = EnumSet.of(
            HttpStatus.BAD_REQUEST,
            HttpStatus.UNAUTHORIZED,
            HttpStatus.FORBIDDEN,
            HttpStatus.NOT_FOUND,
            HttpStatus.METHOD_NOT_ALLOWED,
            HttpStatus.NOT_ACCEPTABLE,
            HttpStatus.CONFLICT,
            HttpStatus.CONTENT_TOO_LARGE,
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            HttpStatus.UNPROCESSABLE_CONTENT,
            HttpStatus.TOO_MANY_REQUESTS,
            HttpStatus.INTERNAL_SERVER_ERROR,
            HttpStatus.SERVICE_UNAVAILABLE,
            HttpStatus.INSUFFICIENT_STORAGE);

    /** character_not_in_repertoire, untranslatable_character */
    private static final Set<String> NO_TEXT = Set.of("22021", "22P05");

    private final Problems problems;

    Faults(Problems problems) {
        this.problems = problems;
    }

    /** @throws Exception again, where signing in or being refused is meant: the security filters answer those; where the database is away, {@link Outage} */
    @ExceptionHandler
    Object handle(Exception exception, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (exception instanceof AccessDeniedException
                || exception instanceof AuthenticationException
                || Outage.of(exception).isPresent()) {
            throw exception;
        }
        var status = status(exception);
        var reference = Problems.newReference();
        log(exception, status, reference, request);
        if (exception instanceof Refusal refusal) {
            return answer(request, response, status, reference, refusal.fields(), refusal.key(), refusal.arguments());
        }
        var fields = status == HttpStatus.BAD_REQUEST ? fields(exception) : List.<Refusal.Field>of();
        return answer(request, response, status, reference, fields, key(status));
    }

    /** What the container or a filter refused before any controller was asked. */
    @RequestMapping("/error")
    Object error(HttpServletRequest request, HttpServletResponse response) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer number ? number : 404;
        var status = known(HttpStatusCode.valueOf(code));
        var reference = Problems.newReference();
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception exception) {
            status = status(
                    exception instanceof ServletException && exception.getCause() instanceof Exception cause
                            ? cause
                            : exception);
            log(exception, status, reference, request);
        }
        return answer(request, response, status, reference, List.of(), key(status));
    }

    private Object answer(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String reference,
            List<Refusal.Field> fields,
            String key,
            Object... arguments) {
        if (Problems.isForMachines(request)) {
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problems.of(request, status, reference, fields, key, arguments));
        }
        var wording = problems.wording(request);
        // A page that is not there and one that is not for this reader look alike.
        var shown = status == HttpStatus.FORBIDDEN ? HttpStatus.NOT_FOUND : status;
        response.setStatus(shown.value());
        var sentences = fields.isEmpty()
                ? List.of(wording.text(status == shown ? key : key(shown), arguments))
                : fields.stream()
                        .map(field -> wording.text(field.key(), field.arguments()))
                        .toList();
        return new ModelAndView(
                "web/fault",
                Map.of("status", shown.value(), "sentences", sentences, "reference", reference),
                HttpStatus.valueOf(shown.value()));
    }

    private static HttpStatus status(Exception exception) {
        return switch (exception) {
            case Refusal refusal -> refusal.status();
            case ErrorResponse response -> known(response.getStatusCode());
            case TypeMismatchException mismatch -> isOfPath(mismatch) ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST;
            case HttpMessageNotReadableException unreadable -> HttpStatus.BAD_REQUEST;
            case RequestRejectedException rejected -> HttpStatus.BAD_REQUEST;
            case InvalidParameterException noText -> HttpStatus.BAD_REQUEST;
            default -> isNoText(exception) ? HttpStatus.BAD_REQUEST : HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    /** What somebody sent holds a character that PostgreSQL does not store: that of number 0, or half of a pair. */
    private static boolean isNoText(@Nullable Throwable fault) {
        return fault instanceof SQLException sql
                ? NO_TEXT.contains(sql.getSQLState())
                : fault != null && isNoText(fault.getCause());
    }

    private static List<Refusal.Field> fields(Exception exception) {
        return switch (exception) {
            case MethodArgumentTypeMismatchException mismatch ->
                List.of(new Refusal.Field(
                        mismatch.getName(), "web.problem.parameter", mismatch.getName(), "" + mismatch.getValue()));
            case MissingServletRequestParameterException missing ->
                List.of(new Refusal.Field(
                        missing.getParameterName(), "web.problem.missing", missing.getParameterName()));
            default -> List.of();
        };
    }

    /** /municipalities/abc is an address of nothing. */
    private static boolean isOfPath(TypeMismatchException exception) {
        return exception instanceof MethodArgumentTypeMismatchException mismatch
                && mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
    }

    /** A status without sentences of its own is told as the plain one of its class. */
    static HttpStatus known(int code) {
        return known(HttpStatusCode.valueOf(code));
    }

    private static HttpStatus known(HttpStatusCode code) {
        var status = HttpStatus.resolve(code.value());
        if (status != null && TOLD.contains(status)) {
            return status;
        }
        // 501 and 505 are the container's words for a request that it cannot make out.
        return code.is4xxClientError() || code.value() == 501 || code.value() == 505
                ? HttpStatus.BAD_REQUEST
                : HttpStatus.INTERNAL_SERVER_ERROR;
    }

    private static String key(HttpStatus status) {
        return "web.problem." + status.value();
    }

    private static void log(Exception exception, HttpStatus status, String reference, HttpServletRequest request) {
        if (status.is5xxServerError()) {
            log.error("{}: {} {} failed", reference, request.getMethod(), Problems.path(request), exception);
        } else {
            log.debug("{}: {} {}: {}", reference, request.getMethod(), Problems.path(request), exception.getMessage());
        }
    }
}
