package dure.access;

import dure.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** A machine with a token: the account's viewer, as far as the token's scopes and municipality go. */
class BearerFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;
    private final AccessStore accounts;
    private final Problems problems;

    BearerFilter(Tokens tokens, AccessStore accounts, Problems problems) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (!isBearer(header)) {
            chain.doFilter(request, response);
            return;
        }
        var token = tokens.valid(header.substring(SCHEME.length()).strip());
        var account = token.flatMap(found -> accounts.account(found.account()))
                .filter(found -> !found.disabled() && !found.mustChangePassword());
        if (token.isEmpty() || account.isEmpty()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            problems.write(request, response, HttpStatus.UNAUTHORIZED, "access.token.invalid");
            return;
        }
        bind(token.get(), account.get());
        chain.doFilter(request, response);
    }

    static boolean isBearer(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private static void bind(Token token, Account account) {
        var viewer = viewer(token, account);
        var bound = UsernamePasswordAuthenticationToken.authenticated(
                viewer.name(),
                null,
                token.permissions().stream()
                        .filter(viewer::may)
                        .<GrantedAuthority>map(permission -> new SimpleGrantedAuthority(permission.text()))
                        .toList());
        bound.setDetails(viewer);
        SecurityContextHolder.setContext(new SecurityContextImpl(bound));
    }

    /** The account's viewer with no more than what the token allows. */
    static Viewer viewer(Token token, Account account) {
        var whole = account.viewer();
        var reach = token.municipality() == null ? Reach.EVERYWHERE : Reach.of(Set.of(token.municipality()));
        return new Viewer(
                account.name() + " (" + token.name() + ")",
                account.id(),
                Set.of(),
                whole.reads().within(reach),
                whole.powers().only(token.permissions(), reach));
    }
}
