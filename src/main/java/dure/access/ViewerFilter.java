package dure.access;

import dure.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks at every request anew what the account that signed in may do, so that a removal takes effect at once. An
 * account whose password is a one-time one gets no further than to changing it.
 */
class ViewerFilter extends OncePerRequestFilter {
    private final AccessStore store;
    private final Problems problems;

    ViewerFilter(AccessStore store, Problems problems) {
        this.store = store;
        this.problems = problems;
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
            chain.doFilter(request, response);
            return;
        }
        var account = store.account(who.account()).filter(found -> !found.disabled());
        if (account.isEmpty()) {
            signOut(request);
            chain.doFilter(request, response);
            return;
        }
        bind(who, account.get());
        if (account.get().mustChangePassword() && !Routes.isOpenWithOneTimePassword(request)) {
            sendToPassword(request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    private static void signOut(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static void bind(SignedIn who, Account account) {
        var bound = UsernamePasswordAuthenticationToken.authenticated(who, null, authorities(account));
        bound.setDetails(account.viewer());
        SecurityContextHolder.setContext(new SecurityContextImpl(bound));
    }

    private static Collection<GrantedAuthority> authorities(Account account) {
        var viewer = account.viewer();
        return Arrays.stream(Permission.values())
                .filter(viewer::may)
                .<GrantedAuthority>map(permission -> new SimpleGrantedAuthority(permission.text()))
                .toList();
    }

    private void sendToPassword(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Problems.isForMachines(request)) {
            problems.write(request, response, HttpStatus.FORBIDDEN, "access.password.oneTime");
        } else {
            response.sendRedirect("/password");
        }
    }
}
