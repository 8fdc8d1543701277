package dure.access;

import dure.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks at every request anew what the account that signed in may do, so that a removal takes effect at once. An
 * account whose password is a one-time one gets no further than to changing it, and one that lacks its second factor
 * no further than to showing or enrolling it; until then it may do nothing more than the public.
 */
class ViewerFilter extends OncePerRequestFilter {
    private final AccessStore store;
    private final SecondFactors secondFactors;
    private final Problems problems;

    ViewerFilter(AccessStore store, SecondFactors secondFactors, Problems problems) {
        this.store = store;
        this.secondFactors = secondFactors;
        this.problems = problems;
    }

    /** The next step of a sign-in that is not done. */
    private enum Gate {
        SHOW_SECOND_FACTOR("/second-factor", HttpStatus.UNAUTHORIZED, "access.code.needed"),
        CHANGE_PASSWORD("/password", HttpStatus.FORBIDDEN, "access.password.oneTime"),
        ENROL_SECOND_FACTOR("/second-factor/enrolment", HttpStatus.FORBIDDEN, "access.code.enrol");

        private final String page;
        private final HttpStatus status;
        private final String key;

        Gate(String page, HttpStatus status, String key) {
            this.page = page;
            this.status = status;
            this.key = key;
        }
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn who)) {
            if (isOfNobody(authentication)) {
                signOut(request);
            }
            chain.doFilter(request, response);
            return;
        }
        var account = store.account(who.account()).filter(found -> !found.disabled());
        if (account.isEmpty()) {
            signOut(request);
            chain.doFilter(request, response);
            return;
        }
        var missing = secondFactors.missing(who, account.get());
        bind(who, missing == SecondFactors.Missing.NOTHING ? account.get().viewer() : nobodyYet(account.get()));
        var gate = gate(account.get(), missing);
        if (gate.isPresent() && !isOpen(gate.get(), request)) {
            send(gate.get(), request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    /** Whoever has a second factor shows it first: a one-time password may have been read by others. */
    private static Optional<Gate> gate(Account account, SecondFactors.Missing missing) {
        if (missing == SecondFactors.Missing.SHOWING) {
            return Optional.of(Gate.SHOW_SECOND_FACTOR);
        }
        if (account.mustChangePassword()) {
            return Optional.of(Gate.CHANGE_PASSWORD);
        }
        return missing == SecondFactors.Missing.ENROLLING ? Optional.of(Gate.ENROL_SECOND_FACTOR) : Optional.empty();
    }

    private static boolean isOpen(Gate gate, HttpServletRequest request) {
        return gate == Gate.CHANGE_PASSWORD
                ? Routes.isOpenWithOneTimePassword(request)
                : Routes.isOpenBeforeSecondFactor(request);
    }

    /** Authenticated as somebody that is no account here: whatever way that came about, it is worth nothing. */
    private static boolean isOfNobody(@Nullable Authentication authentication) {
        return authentication != null
                && !(authentication instanceof AnonymousAuthenticationToken)
                && !(authentication.getDetails() instanceof Viewer);
    }

    private static void signOut(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static Viewer nobodyYet(Account account) {
        return new Viewer(account.name(), account.id(), Set.of(), Reach.NOWHERE, Powers.NONE);
    }

    private static void bind(SignedIn who, Viewer viewer) {
        var bound = UsernamePasswordAuthenticationToken.authenticated(who, null, authorities(viewer));
        bound.setDetails(viewer);
        SecurityContextHolder.setContext(new SecurityContextImpl(bound));
    }

    private static Collection<GrantedAuthority> authorities(Viewer viewer) {
        return Arrays.stream(Permission.values())
                .filter(viewer::may)
                .<GrantedAuthority>map(permission -> new SimpleGrantedAuthority(permission.text()))
                .toList();
    }

    private void send(Gate gate, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Problems.isForMachines(request)) {
            problems.write(request, response, gate.status, gate.key);
            return;
        }
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        var next = gate != Gate.CHANGE_PASSWORD
                        && HttpMethod.GET.matches(request.getMethod())
                        && !request.getRequestURI().equals("/")
                ? "?next=" + URLEncoder.encode(request.getRequestURI() + query, StandardCharsets.UTF_8)
                : "";
        response.sendRedirect(gate.page + next);
    }
}
