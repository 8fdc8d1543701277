package dure.access;

import dure.web.LocalPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * 다른 기관의 로그인 (OpenID Connect). A provider says who somebody is and never what they may do: its subject leads to an
 * account that is here already – linked by its owner while signed in, or, by setting, by a verified e-mail address that
 * an administrator wrote down – and to nothing else.
 */
@Component
class OidcSignIn {
    static final String LINKING = "dure.oidc.linking";
    static final String NEXT = "dure.oidc.next";

    private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);

    /** What was begun and left is not finished by the next who sits down. */
    private static final Duration LINKING_TIME = Duration.ofMinutes(10);

    private final @Nullable ClientRegistrationRepository clients;
    private final OidcLinkStore links;
    private final AccessStore accounts;
    private final Arrivals arrivals;
    private final AccountLog log;
    private final AccessSettings settings;
    private final Clock clock;

    OidcSignIn(
            ObjectProvider<ClientRegistrationRepository> clients,
            OidcLinkStore links,
            AccessStore accounts,
            Arrivals arrivals,
            AccountLog log,
            AccessSettings settings,
            Clock clock) {
        this.clients = clients.getIfAvailable();
        this.links = links;
        this.accounts = accounts;
        this.arrivals = arrivals;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whom a session began to link to whatever subject comes back. */
    record Linking(UUID account, Instant begun) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1;
    }

    /** Whom a provider means: both are in every ID token (OpenID Connect Core 2), and the issuer was checked. */
    private record Subject(String issuer, String id) {
        static Subject of(OidcUser user) {
            return new Subject(
                    Objects.requireNonNull(user.getIssuer()).toString(), Objects.requireNonNull(user.getSubject()));
        }
    }

    /** @param id as the settings name it */
    record Provider(String id, String name) {}

    boolean isConfigured() {
        return clients != null;
    }

    List<Provider> providers() {
        return clients instanceof Iterable<?> all
                ? StreamSupport.stream(all.spliterator(), false)
                        .map(ClientRegistration.class::cast)
                        .map(one -> new Provider(one.getRegistrationId(), one.getClientName()))
                        .toList()
                : List.of();
    }

    /** The provider has answered, and Spring Security has checked signature, issuer, audience, nonce and state. */
    void arrived(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        SecurityContextHolder.clearContext(); // until it is known who that is here, it is nobody
        var session = request.getSession();
        var linking = session.getAttribute(LINKING);
        var next = session.getAttribute(NEXT) instanceof String path ? LocalPath.of(path) : "/";
        session.removeAttribute(LINKING);
        session.removeAttribute(NEXT);
        if (!(authentication.getPrincipal() instanceof OidcUser user)) {
            response.sendRedirect("/sign-in?provider");
        } else if (linking instanceof Linking begun) {
            response.sendRedirect("/my-account?" + link(request, begun, Subject.of(user)));
        } else {
            signIn(request, response, user, next);
        }
    }

    private String link(HttpServletRequest request, Linking begun, Subject subject) {
        var now = clock.instant();
        var who = arrivals.current(request);
        if (who.filter(one -> one.account().equals(begun.account())).isEmpty()
                || begun.begun().plus(LINKING_TIME).isBefore(now)) {
            return "link=over";
        }
        if (!links.add(subject.issuer(), subject.id(), begun.account(), now)) {
            return "link=taken";
        }
        log.write(AccountEvent.PROVIDER_LINKED, begun.account(), begun.account(), subject.issuer());
        return "link=done";
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response, OidcUser user, String next)
            throws IOException {
        var account = account(user).flatMap(accounts::account).filter(one -> !one.disabled());
        if (account.isEmpty()) {
            LOG.info("A subject of {} has no account here", user.getIssuer());
            response.sendRedirect("/sign-in?unlinked");
            return;
        }
        var who = new SignedIn(account.get().id(), account.get().login(), isSecondFactor(user));
        arrivals.enter(request, response, who, "provider " + user.getIssuer());
        response.sendRedirect(next);
    }

    private Optional<UUID> account(OidcUser user) {
        var subject = Subject.of(user);
        return links.account(subject.issuer(), subject.id()).or(() -> byEmail(subject, user));
    }

    /** Linked from then on, so that a later change of the address at the provider leads nowhere else. */
    private Optional<UUID> byEmail(Subject subject, OidcUser user) {
        if (!settings.oidcEmail() || user.getEmail() == null || !Boolean.TRUE.equals(user.getEmailVerified())) {
            return Optional.empty();
        }
        var found = links.accountOfEmail(user.getEmail().toLowerCase(Locale.ROOT));
        found.ifPresent(account -> {
            links.add(subject.issuer(), subject.id(), account, clock.instant());
            log.write(AccountEvent.PROVIDER_LINKED, account, account, subject.issuer());
        });
        return found;
    }

    /** By setting only: what a provider calls it is its own affair. */
    private boolean isSecondFactor(OidcUser user) {
        var methods = user.getAuthenticationMethods();
        return Stream.concat(
                        methods == null ? Stream.empty() : methods.stream(),
                        Stream.ofNullable(user.getAuthenticationContextClass()))
                .anyMatch(settings.oidcSecondFactor()::contains);
    }

    void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        LOG.info("A sign-in by a provider failed: {}", cause.getMessage());
        request.getSession().removeAttribute(LINKING);
        response.sendRedirect(arrivals.current(request).isPresent() ? "/my-account?link=over" : "/sign-in?provider");
    }
}
