package dure.access;

import dure.web.LocalPath;
import dure.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** 2단계 인증: showing it at the sign-in, and enrolling an authenticator app. */
@Controller
@RequestMapping("/second-factor")
class SecondFactorPages {
    /** The secret that was shown and is not proved yet, sealed; the session's, so that nobody finishes another's. */
    static final String ENROLMENT = "dure.enrolment";

    private static final String ISSUER = "Dure";

    private final SecondFactors secondFactors;
    private final AccessStore accounts;
    private final Arrivals arrivals;

    SecondFactorPages(SecondFactors secondFactors, AccessStore accounts, Arrivals arrivals) {
        this.secondFactors = secondFactors;
        this.accounts = accounts;
        this.arrivals = arrivals;
    }

    /** @param secret in groups of four, as it is typed where no picture can be taken */
    record Enrolment(String login, QrCode picture, String secret, boolean first, String next, String fault) {
        @Override
        public String toString() {
            return "Enrolment of " + login;
        }
    }

    @GetMapping
    ModelAndView ask(@AuthenticationPrincipal SignedIn who, @RequestParam(defaultValue = "/") String next) {
        return switch (missing(who)) {
            case NOTHING -> new ModelAndView("redirect:" + LocalPath.of(next));
            case ENROLLING -> to("/second-factor/enrolment", next);
            case SHOWING -> asking(who, next, "", 0, HttpStatus.OK);
        };
    }

    @PostMapping
    ModelAndView show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam String code,
            @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (missing(who) != SecondFactors.Missing.SHOWING) {
            return to("/second-factor", next);
        }
        try {
            if (!secondFactors.show(who.account(), code)) {
                return asking(who, next, "access.code.wrong", 0, HttpStatus.UNPROCESSABLE_CONTENT);
            }
        } catch (Attempts.Locked locked) {
            return asking(who, next, "access.code.locked", locked.minutes(), HttpStatus.TOO_MANY_REQUESTS);
        }
        arrivals.enter(request, response, who.withBothFactors(), "password, code");
        return new ModelAndView("redirect:" + LocalPath.of(next));
    }

    private ModelAndView asking(SignedIn who, String next, String fault, long minutes, HttpStatus status) {
        var held = secondFactors.held(who.account());
        return new ModelAndView(
                "access/second-factor",
                Map.of("held", held, "next", LocalPath.of(next), "fault", fault, "minutes", minutes),
                status);
    }

    @GetMapping("/enrolment")
    ModelAndView enrolment(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "/my-account") String next,
            HttpServletRequest request) {
        return closed(who, request, next).orElseGet(() -> enrolling(who, next, "", HttpStatus.OK, request));
    }

    @PostMapping("/enrolment")
    ModelAndView enrol(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam String code,
            @RequestParam(defaultValue = "/my-account") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        var closed = closed(who, request, next);
        if (closed.isPresent()) {
            return closed.get();
        }
        if (!(request.getSession().getAttribute(ENROLMENT) instanceof byte[] begun)) {
            return to("/second-factor/enrolment", next);
        }
        List<String> codes;
        try {
            codes = secondFactors.enrol(who, begun, code);
        } catch (Refusal refusal) {
            return enrolling(who, next, refusal.fields().getFirst().key(), refusal.status(), request);
        }
        arrivals.enter(request, response, who.withBothFactors(), "password, new code");
        return told(codes, next);
    }

    @PostMapping("/recovery-codes")
    ModelAndView makeRecoveryCodes(@AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
        return closed(who, request, "/my-account")
                .orElseGet(() -> told(secondFactors.makeRecoveryCodes(who), "/my-account"));
    }

    @PostMapping("/removal")
    ModelAndView remove(@AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
        return closed(who, request, "/my-account").orElseGet(() -> {
            secondFactors.removeApp(who);
            return new ModelAndView("redirect:/my-account");
        });
    }

    // They only take forms; after a switch of language, say, they are asked for.
    @GetMapping({"/recovery-codes", "/removal"})
    String back() {
        return "redirect:/my-account";
    }

    /** Shown at once in the answer and not after a redirect: a secret is never kept anywhere in between. */
    private static ModelAndView told(List<String> codes, String next) {
        return new ModelAndView("access/recovery-codes", Map.of("codes", codes, "next", LocalPath.of(next)));
    }

    private ModelAndView enrolling(
            SignedIn who, String next, String fault, HttpStatus status, HttpServletRequest request) {
        var session = request.getSession();
        if (!(session.getAttribute(ENROLMENT) instanceof byte[])) {
            session.setAttribute(ENROLMENT, secondFactors.begin(who));
        }
        var secret = secondFactors.open(who, (byte[]) session.getAttribute(ENROLMENT));
        var view = new Enrolment(
                who.login(),
                QrCode.of(Totp.uri(secret, ISSUER, who.login())),
                Totp.text(secret).replaceAll("(.{4})(?=.)", "$1 "),
                missing(who) == SecondFactors.Missing.ENROLLING,
                LocalPath.of(next),
                fault);
        return new ModelAndView("access/enrolment", Map.of("view", view), status);
    }

    /** Whoever has a second factor and has not shown it may not enrol another; whoever signed in long ago may not either. */
    private Optional<ModelAndView> closed(SignedIn who, HttpServletRequest request, String next) {
        return switch (missing(who)) {
            case SHOWING -> Optional.of(to("/second-factor", next));
            case ENROLLING -> Optional.empty();
            case NOTHING ->
                arrivals.isRecent(request)
                        ? Optional.empty()
                        : Optional.of(new ModelAndView("redirect:/sign-in?again&next=/my-account"));
        };
    }

    private SecondFactors.Missing missing(SignedIn who) {
        return accounts.account(who.account())
                .map(account -> secondFactors.missing(who, account))
                .orElseThrow(Refusal::notThere);
    }

    private static ModelAndView to(String path, @Nullable String next) {
        return new ModelAndView("redirect:"
                + UriComponentsBuilder.fromPath(path)
                        .queryParam("next", "{next}")
                        .encode()
                        .buildAndExpand(LocalPath.of(next))
                        .toUriString());
    }
}
