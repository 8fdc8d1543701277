package dure.access;

import dure.web.LocalPath;
import dure.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** Passkeys: what the pages' script asks for and sends, and the forms of the account's page. */
@Controller
@RequestMapping("/passkeys")
class PasskeyPages {
    static final String REGISTRATION = "dure.passkey.registration";
    private static final String SIGN_IN = "dure.passkey.sign-in";

    private final Passkeys passkeys;
    private final SecondFactors secondFactors;
    private final AccessStore accounts;
    private final Arrivals arrivals;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    PasskeyPages(Passkeys passkeys, SecondFactors secondFactors, AccessStore accounts, Arrivals arrivals) {
        this.passkeys = passkeys;
        this.secondFactors = secondFactors;
        this.accounts = accounts;
        this.arrivals = arrivals;
    }

    @PostMapping("/sign-in/options")
    ResponseEntity<String> beginSignIn(HttpServletRequest request) {
        var options = passkeys.beginSignIn();
        request.getSession().setAttribute(SIGN_IN, options);
        return answer(options);
    }

    @PostMapping("/sign-in")
    ResponseEntity<String> signIn(
            @RequestBody String body,
            @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        var session = request.getSession();
        var options = (PublicKeyCredentialRequestOptions) session.getAttribute(SIGN_IN);
        session.removeAttribute(SIGN_IN); // a challenge is answered once
        if (options == null) {
            throw refused();
        }
        var type = json.getTypeFactory()
                .constructParametricType(PublicKeyCredential.class, AuthenticatorAssertionResponse.class);
        PublicKeyCredential<AuthenticatorAssertionResponse> assertion = read(body, type);
        var account =
                passkeys.owner(options, assertion).flatMap(accounts::account).filter(one -> !one.disabled());
        if (account.isEmpty()) {
            throw refused();
        }
        var who = new SignedIn(account.get().id(), account.get().login(), true);
        arrivals.enter(request, response, who, "passkey");
        return answer(Map.of("location", LocalPath.of(next)));
    }

    @PostMapping("/registration/options")
    ResponseEntity<String> beginRegistration(@AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
        requireOpen(who, request);
        var options = passkeys.beginRegistration(who);
        request.getSession().setAttribute(REGISTRATION, options);
        return answer(options);
    }

    @PostMapping("/registration")
    ResponseEntity<String> register(
            @AuthenticationPrincipal SignedIn who,
            @RequestBody String body,
            @RequestParam String label,
            @RequestParam(defaultValue = "/my-account") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        requireOpen(who, request);
        var session = request.getSession();
        var options = (PublicKeyCredentialCreationOptions) session.getAttribute(REGISTRATION);
        session.removeAttribute(REGISTRATION);
        if (options == null) {
            throw refused();
        }
        var type = json.getTypeFactory()
                .constructParametricType(PublicKeyCredential.class, AuthenticatorAttestationResponse.class);
        PublicKeyCredential<AuthenticatorAttestationResponse> credential = read(body, type);
        var enrolling = missing(who) == SecondFactors.Missing.ENROLLING;
        passkeys.register(who, options, new RelyingPartyPublicKey(credential, label.strip()));
        if (enrolling) {
            arrivals.enter(request, response, who.withBothFactors(), "password, new passkey");
        }
        return answer(Map.of("location", LocalPath.of(next)));
    }

    @PostMapping("/{id}/name")
    String rename(@AuthenticationPrincipal SignedIn who, @PathVariable String id, @RequestParam String label) {
        passkeys.rename(who, named(id), label);
        return "redirect:/my-account";
    }

    @PostMapping("/{id}/removal")
    String remove(@AuthenticationPrincipal SignedIn who, @PathVariable String id, HttpServletRequest request) {
        if (!arrivals.isRecent(request)) {
            return "redirect:/sign-in?again&next=/my-account";
        }
        passkeys.remove(who, named(id));
        return "redirect:/my-account";
    }

    @GetMapping({"/{id}/name", "/{id}/removal"})
    String back() {
        return "redirect:/my-account";
    }

    /** Whoever has a second factor shows it first; and a desk may be left unlocked. */
    private void requireOpen(SignedIn who, HttpServletRequest request) {
        var open = switch (missing(who)) {
            case ENROLLING -> true;
            case SHOWING -> false;
            case NOTHING -> arrivals.isRecent(request);
        };
        if (!open) {
            throw Refusal.of(HttpStatus.CONFLICT, "access.recent");
        }
    }

    private SecondFactors.Missing missing(SignedIn who) {
        return accounts.account(who.account())
                .map(account -> secondFactors.missing(who, account))
                .orElseThrow(Refusal::notThere);
    }

    private <T> T read(String body, JavaType type) {
        try {
            return json.readValue(body, type);
        } catch (JacksonException | IllegalArgumentException e) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "web.problem.400");
        }
    }

    private ResponseEntity<String> answer(Object value) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.writeValueAsString(value));
    }

    private static Refusal refused() {
        return Refusal.of(HttpStatus.UNAUTHORIZED, "access.signIn.failed");
    }

    private static Bytes named(String id) {
        try {
            return Bytes.fromBase64(id);
        } catch (IllegalArgumentException e) {
            throw Refusal.notThere();
        }
    }
}
