package dure.access;

import dure.web.LocalPath;
import dure.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/** 내 계정: one's own ways of signing in, and where one is signed in. */
@Controller
class MyAccountPages {
    private final AccessStore accounts;
    private final SecondFactors secondFactors;
    private final Passkeys passkeys;
    private final MySessions sessions;
    private final OidcSignIn oidc;
    private final OidcLinkStore links;
    private final Arrivals arrivals;
    private final AccountLog log;
    private final Clock clock;

    MyAccountPages(
            AccessStore accounts,
            SecondFactors secondFactors,
            Passkeys passkeys,
            MySessions sessions,
            OidcSignIn oidc,
            OidcLinkStore links,
            Arrivals arrivals,
            AccountLog log,
            Clock clock) {
        this.accounts = accounts;
        this.secondFactors = secondFactors;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.oidc = oidc;
        this.links = links;
        this.arrivals = arrivals;
        this.log = log;
        this.clock = clock;
    }

    /** @param link what came of linking, as a message key; empty for nothing */
    record View(
            Account account,
            SecondFactorStore.Held held,
            boolean required,
            List<CredentialRecord> passkeys,
            List<MySessions.Line> sessions,
            List<OidcSignIn.Provider> providers,
            List<OidcLinkStore.Link> links,
            String link) {}

    @GetMapping("/my-account")
    ModelAndView show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String link,
            HttpServletRequest request) {
        var account = accounts.account(who.account()).orElseThrow(Refusal::notThere);
        var view = new View(
                account,
                secondFactors.held(account.id()),
                secondFactors.isRequired(account),
                passkeys.of(account.id()),
                sessions.of(who, request.getSession().getId()),
                oidc.providers(),
                links.links(account.id()),
                switch (link) {
                    case "done" -> "access.link.done";
                    case "taken" -> "access.link.taken";
                    case "over" -> "access.link.over";
                    default -> "";
                });
        return new ModelAndView("access/my-account", Map.of("view", view));
    }

    @PostMapping("/my-account/sessions/{handle}/end")
    String end(@AuthenticationPrincipal SignedIn who, @PathVariable String handle) {
        sessions.end(who, handle);
        return "redirect:/my-account";
    }

    /**
     * Begins a link. The answer is a page with a link to follow: a form's redirect to another site is what the content
     * security policy forbids.
     */
    @PostMapping("/my-account/links/{provider}")
    ModelAndView link(
            @AuthenticationPrincipal SignedIn who, @PathVariable String provider, HttpServletRequest request) {
        if (!arrivals.isRecent(request)) {
            return new ModelAndView("redirect:/sign-in?again&next=/my-account");
        }
        var chosen = oidc.providers().stream()
                .filter(one -> one.id().equals(provider))
                .findFirst()
                .orElseThrow(Refusal::notThere);
        request.getSession().setAttribute(OidcSignIn.LINKING, new OidcSignIn.Linking(who.account(), clock.instant()));
        return new ModelAndView("access/linking", Map.of("provider", chosen));
    }

    @PostMapping("/my-account/links/removal")
    String unlink(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam String issuer,
            @RequestParam String subject,
            HttpServletRequest request) {
        if (!arrivals.isRecent(request)) {
            return "redirect:/sign-in?again&next=/my-account";
        }
        if (!links.remove(issuer, subject, who.account())) {
            throw Refusal.notThere();
        }
        log.write(AccountEvent.PROVIDER_UNLINKED, who.account(), who.account(), issuer);
        return "redirect:/my-account";
    }

    @GetMapping({"/my-account/sessions/*/end", "/my-account/links/*"})
    String back() {
        return "redirect:/my-account";
    }

    /** A page's script asks this when somebody says that they are still there. */
    @PostMapping("/session/keep")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep() {}

    /** Remembers where one wanted to go, and goes to the provider. */
    @GetMapping("/sign-in/with/{provider}")
    String signInWith(
            @PathVariable String provider, @RequestParam(defaultValue = "/") String next, HttpServletRequest request) {
        if (oidc.providers().stream().noneMatch(one -> one.id().equals(provider))) {
            throw Refusal.notThere();
        }
        var session = request.getSession();
        session.setAttribute(OidcSignIn.NEXT, LocalPath.of(next));
        session.removeAttribute(OidcSignIn.LINKING);
        return "redirect:/oauth2/authorization/" + provider;
    }
}
