package dure.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses an upload that is too large before anything else reads it. Otherwise the first filter that asks for a field of
 * the form (the one against forgery) would find none, and take a large file for a forged request.
 */
@Component
@Order(TooLarge.BEFORE_SECURITY)
class TooLarge extends OncePerRequestFilter {
    /** The filters of Spring Security stand at -100. */
    static final int BEFORE_SECURITY = -200;

    private final DataSize largest;
    private final Problems problems;

    TooLarge(@Value("${spring.servlet.multipart.max-request-size}") DataSize largest, Problems problems) {
        this.largest = largest;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > largest.toBytes() || isForm(request) && !canBeRead(request)) {
            refuse(request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    /** The error page, for a request without the body: whoever looked for a field in it would fail once more. */
    private void refuse(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (Problems.isForMachines(request)) {
            problems.write(new WithoutBody(request), response, HttpStatus.CONTENT_TOO_LARGE, "web.problem.413");
            return;
        }
        // The status only: with the address too it would pass for an error of a request that the filters have seen.
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, HttpStatus.CONTENT_TOO_LARGE.value());
        request.getRequestDispatcher("/error").forward(new WithoutBody(request), response);
    }

    private static final class WithoutBody extends HttpServletRequestWrapper {
        WithoutBody(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
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

    /** One of its files is too large, or all of them where the request did not say how long it is. */
    private static boolean canBeRead(HttpServletRequest request) throws IOException {
        try {
            request.getParts();
            return true;
        } catch (IllegalStateException e) {
            return false;
        } catch (ServletException e) {
            return true; // no form at all: whoever asks for its parts hears of it
        }
    }
}
