package dure.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serial;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** Signing in on pages, whichever way: what a session is given once, and only once, its owner has shown enough. */
@Component
class Arrivals {
    static final String MARK = "dure.arrival";

    /** What one way of signing in leaves in a session must not serve the next. */
    private static final List<String> OF_ONE_ARRIVAL =
            List.of(MARK, SecondFactorPages.ENROLMENT, PasskeyPages.REGISTRATION, OidcSignIn.LINKING);

    private final AccessStore accounts;
    private final SecondFactors secondFactors;
    private final AccountLog log;
    private final AccessSettings settings;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    Arrivals(
            AccessStore accounts,
            SecondFactors secondFactors,
            AccountLog log,
            AccessSettings settings,
            FindByIndexNameSessionRepository<? extends Session> sessions,
            Clock clock) {
        this.accounts = accounts;
        this.secondFactors = secondFactors;
        this.log = log;
        this.settings = settings;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * When, from where and with what somebody signed in to a session, for its owner to recognise it by.
     *
     * @param device as the browser says, in few words: "Chrome · Windows"
     */
    record Mark(Instant at, String address, String device) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1;
    }

    /**
     * Somebody has shown who they are. The session gets a new id, so that no id from before is worth anything.
     *
     * @param how for the log
     * @return whether that is enough; else a second factor is asked for
     */
    boolean enter(HttpServletRequest request, HttpServletResponse response, SignedIn who, String how) {
        var session = request.getSession();
        OF_ONE_ARRIVAL.forEach(session::removeAttribute);
        request.changeSessionId();
        new HttpSessionCsrfTokenRepository().saveToken(null, request, response);
        var context = new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(who, null, List.of()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        var account = accounts.account(who.account());
        var enough = account.isPresent() && secondFactors.missing(who, account.get()) == SecondFactors.Missing.NOTHING;
        if (enough) {
            session.setAttribute(MARK, new Mark(clock.instant(), request.getRemoteAddr(), device(request)));
            log.write(AccountEvent.SIGNED_IN, who.account(), who.account(), how);
            if (settings.oneSession()) {
                sessions.findByPrincipalName(who.login()).keySet().stream()
                        .filter(id -> !id.equals(request.getSession().getId()))
                        .forEach(sessions::deleteById);
            }
        }
        return enough;
    }

    /** Whom the session is of, whatever the running request has just been authenticated as. */
    Optional<SignedIn> current(HttpServletRequest request) {
        var authentication = contexts.loadDeferredContext(request).get().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn who
                ? Optional.of(who)
                : Optional.empty();
    }

    /** Whether the owner signed in a moment ago: a desk may be left unlocked. */
    boolean isRecent(HttpServletRequest request) {
        return mark(request.getSession(false))
                .filter(mark -> mark.at().plus(settings.recent()).isAfter(clock.instant()))
                .isPresent();
    }

    private static Optional<Mark> mark(@Nullable HttpSession session) {
        return session != null && session.getAttribute(MARK) instanceof Mark mark
                ? Optional.of(mark)
                : Optional.empty();
    }

    private static String device(HttpServletRequest request) {
        return Device.of(request.getHeader(HttpHeaders.USER_AGENT));
    }
}
