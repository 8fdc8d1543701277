package dure.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The public face: reading, by nobody in particular. Whoever brings a session or a password is taken for anybody, and
 * whatever the rules of access would close, or answer by asking for a sign-in, is not there. So a route that is closed
 * for the public anywhere is closed here without being named.
 */
@Component
@ConditionalOnProperty(name = "dure.face", havingValue = "public")
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class Faces extends OncePerRequestFilter {
    private static final Set<String> READS = Set.of("GET", "HEAD");

    /** Ways that are open everywhere else, as they lead in. */
    private static final Pattern WAYS_IN = Pattern.compile(
            "/(?:sign-in|sign-out|login|logout|oauth2|passkeys|password|my-account|invitations|access|second-factor)(?:/.*)?");

    private final Problems problems;

    Faces(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!READS.contains(request.getMethod())
                || WAYS_IN.matcher(request.getRequestURI()).matches()) {
            problems.refuse(request, response, HttpStatus.NOT_FOUND);
            return;
        }
        try {
            chain.doFilter(new OfNobody(request), new WithoutWayIn(response));
        } catch (NotThere closed) {
            response.reset();
            problems.refuse(request, response, HttpStatus.NOT_FOUND);
        }
    }

    private static final class NotThere extends RuntimeException {
        NotThere() {
            super("not there", null, false, false);
        }
    }

    /** Without cookies but those of language and display, and without a header that says who asks. */
    private static final class OfNobody extends HttpServletRequestWrapper {
        private static final Set<String> KEPT = Set.of("dure_lang", Display.COOKIE);

        OfNobody(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Cookie @Nullable [] getCookies() {
            var all = super.getCookies();
            return all == null
                    ? null
                    : Arrays.stream(all)
                            .filter(cookie -> KEPT.contains(cookie.getName()))
                            .toArray(Cookie[]::new);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return HttpHeaders.AUTHORIZATION.equalsIgnoreCase(name) ? null : super.getHeader(name);
        }
    }

    private static final class WithoutWayIn extends HttpServletResponseWrapper {
        private static final Set<Integer> CLOSED = Set.of(401, 403, 405);

        WithoutWayIn(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setStatus(int status) {
            if (CLOSED.contains(status)) {
                throw new NotThere();
            }
            super.setStatus(status);
        }

        @Override
        public void sendError(int status) throws IOException {
            if (CLOSED.contains(status)) {
                throw new NotThere();
            }
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            sendError(status);
        }

        @Override
        public void sendRedirect(String location) throws IOException {
            if (WAYS_IN.matcher(location.split("\\?", 2)[0]).matches()) {
                throw new NotThere();
            }
            super.sendRedirect(location);
        }
    }
}
