package dure.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The offices' face: also what is disclosed is shown to those who have signed in only. */
@Component
@ConditionalOnProperty(name = "dure.face", havingValue = "office")
@Order(RequestFilter.WITHIN_SECURITY + 1)
class OfficeFace extends OncePerRequestFilter {
    /** What leads in, and what a page needs that leads in. */
    private static final Pattern OPEN = Pattern.compile(
            "/(?:sign-in|sign-out|login|oauth2|passkeys/sign-in|invitations|assets|display|error|health)(?:[/.].*)?");

    private final Problems problems;

    OfficeFace(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getUserPrincipal() != null
                || OPEN.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (Problems.isForMachines(request)) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"dure\"");
            problems.refuse(request, response, HttpStatus.UNAUTHORIZED);
            return;
        }
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        var next = request.getMethod().equals("GET") ? request.getRequestURI() + query : "/";
        response.sendRedirect("/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }
}
