package dure.access;

import dure.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** The second factor beside HTTP Basic: "Dure-Code: 123456", each code for one request. */
class CodeFilter extends OncePerRequestFilter {
    static final String HEADER = "Dure-Code";

    private final SecondFactors secondFactors;
    private final Problems problems;

    CodeFilter(SecondFactors secondFactors, Problems problems) {
        this.secondFactors = secondFactors;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var code = request.getHeader(HEADER);
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (code == null || authentication == null || !(authentication.getPrincipal() instanceof SignedIn who)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            if (!secondFactors.show(who.account(), code)) {
                SecurityContextHolder.clearContext();
                problems.write(request, response, HttpStatus.UNAUTHORIZED, "access.code.wrong");
                return;
            }
        } catch (Attempts.Locked locked) {
            SecurityContextHolder.clearContext();
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(locked.remaining().toSeconds() + 1));
            problems.write(request, response, HttpStatus.TOO_MANY_REQUESTS, "access.code.locked", locked.minutes());
            return;
        }
        SecurityContextHolder.setContext(new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(who.withBothFactors(), null, List.of())));
        chain.doFilter(request, response);
    }
}
