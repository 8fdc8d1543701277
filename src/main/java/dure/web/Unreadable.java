package dure.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
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
            refuse(request, response, refused);
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
        } catch (InvalidParameterException noText) { // %zz, no UTF-8, or more parameters than the container takes
            return HttpStatus.BAD_REQUEST;
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

    /** The error page, for a request without the body: whoever looked for a field in it would fail once more. */
    private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status)
            throws ServletException, IOException {
        if (Problems.isForMachines(request)) {
            problems.write(new Bare(request), response, status, "web.problem." + status.value());
            return;
        }
        // The status only: with the address too it would pass for an error of a request that the filters have seen.
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status.value());
        request.getRequestDispatcher("/error").forward(new Bare(request), response);
    }

    /** Without body and parameters. */
    private static final class Bare extends HttpServletRequestWrapper {
        Bare(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public @Nullable String getQueryString() {
            return null;
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }
    }

    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/form-data", 0, "multipart/form-data".length());
    }
}
