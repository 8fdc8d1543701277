package dure.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts requests once it is known who asks: within the filters of security, which stand at -100. */
@Component
@Order(RequestFilter.WITHIN_SECURITY)
class RequestFilter extends OncePerRequestFilter {
    static final int WITHIN_SECURITY = -50;

    private final RequestLimits limits;
    private final Problems problems;

    RequestFilter(RequestLimits limits, Problems problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/assets/"); // a page's own, kept by browsers for a year
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var kind = RequestKind.of(request, Asker.name(request) != null);
        var seconds = limits.take(kind, Asker.of(request));
        if (seconds > 0) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            problems.refuse(request, response, HttpStatus.TOO_MANY_REQUESTS);
            return;
        }
        chain.doFilter(request, response);
    }
}
