package dure.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what cannot be read, or is too large, before anything else reads it. Otherwise the first filter that asks for
 * a field (the one against forgery) would find none and take a large file for a forged request, and whoever asks for a
 * parameter that is no text would fall over it, once more on the page that tells of the fault.
 */
@Component
@Order(Unreadable.BEFORE_SECURITY)
class Unreadable extends OncePerRequestFilter {
    /** The filters of Spring Security stand at -100. */
    static final int BEFORE_SECURITY = -200;

    private final DataSize largest;
    private final Problems problems;

    Unreadable(@Value("${spring.servlet.multipart.max-request-size}") DataSize largest, Problems problems) {
        this.largest = largest;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var refused = refused(request);
        if (refused != null) {
            problems.refuse(request, response, refused);
            return;
        }
        chain.doFilter(request, response);
    }

    private @Nullable HttpStatus refused(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > largest.toBytes()) {
            return HttpStatus.CONTENT_TOO_LARGE;
        }
        try {
            if (isForm(request)) {
                request.getParts();
            }
            return isText(request) ? null : HttpStatus.BAD_REQUEST;
        } catch (InvalidParameterException noText) { // %zz, no UTF-8, too many of them, or too large
            return noText.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()
                    ? HttpStatus.CONTENT_TOO_LARGE
                    : HttpStatus.BAD_REQUEST;
        } catch (IllegalStateException large) { // a file of it, or all of them where it did not say how long it is
            return HttpStatus.CONTENT_TOO_LARGE;
        } catch (ServletException | IOException broken) { // no form at all, or a part of one
            return HttpStatus.BAD_REQUEST;
        }
    }

    /** PostgreSQL has no character of number 0, and no field of ours has a use for it. */
    private static boolean isText(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .allMatch(parameter -> parameter.getKey().indexOf(0) < 0
                        && Arrays.stream(parameter.getValue()).allMatch(value -> value.indexOf(0) < 0));
    }

    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/form-data", 0, "multipart/form-data".length());
    }
}
