package dure.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts failed attempts to sign in by address, before a password is looked at, which takes long: whoever tries one
 * password on many accounts is locked out by no account.
 */
@Component
@Order(SignInFilter.BEFORE_SECURITY)
class SignInFilter extends OncePerRequestFilter {
    static final int BEFORE_SECURITY = -150;

    private static final Pattern ATTEMPTS = Pattern.compile(
            "/sign-in(?:/.*)?|/login(?:/.*)?|/invitations/.*|/second-factor(?:/.*)?|/passkeys/sign-in(?:/.*)?");

    /** Where the sign-in sends whoever it refuses. */
    private static final Pattern REFUSED =
            Pattern.compile(".*/sign-in[^?]*\\?(?:.*&)?(?:failed|locked|wrong|refused)\\b.*");

    private final RequestLimits limits;
    private final Problems problems;

    SignInFilter(RequestLimits limits, Problems problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        var attempt =
                request.getMethod().equals("POST") && ATTEMPTS.matcher(path).matches();
        return !attempt && !hasPassword(request);
    }

    /** A token is too long to be tried out. */
    private static boolean hasPassword(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Basic", 0, 5);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var address = Asker.address(request);
        var seconds = limits.take(RequestKind.SIGN_IN, address);
        if (seconds > 0) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            problems.refuse(request, response, HttpStatus.TOO_MANY_REQUESTS);
            return;
        }
        chain.doFilter(request, response);
        if (!isRefused(response)) {
            limits.giveBack(RequestKind.SIGN_IN, address);
        }
    }

    private static boolean isRefused(HttpServletResponse response) {
        return response.getStatus() == HttpStatus.UNAUTHORIZED.value()
                || response.getStatus() == HttpStatus.TOO_MANY_REQUESTS.value()
                || response.getStatus() == HttpStatus.UNPROCESSABLE_CONTENT.value() // a wrong code, on its own form
                || Optional.ofNullable(response.getHeader(HttpHeaders.LOCATION))
                        .filter(where -> REFUSED.matcher(where).matches())
                        .isPresent();
    }
}
