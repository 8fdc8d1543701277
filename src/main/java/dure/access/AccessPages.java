package dure.access;

import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Accounts, roles and tokens, for administrators. */
@Controller
@RequestMapping("/access")
class AccessPages {
    /** What was done lately, as far as one looks without searching. */
    private static final int EVENTS = 50;

    private final Accounts accounts;
    private final Tokens tokens;
    private final AccountLog log;
    private final Municipalities municipalities;

    AccessPages(Accounts accounts, Tokens tokens, AccountLog log, Municipalities municipalities) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.log = log;
        this.municipalities = municipalities;
    }

    /**
     * @param secret a password or token to tell now and never again
     * @param faults what is wrong with the form that was sent
     */
    record View(
            List<Account> accounts,
            List<Token> tokens,
            List<AccountEvent.Line> events,
            Map<MunicipalityCode, Municipality> municipalities,
            @Nullable Secret secret,
            List<Refusal.Field> faults) {
        /** @param label a message key for what it is, with whose it is */
        record Secret(String label, String whose, String text) {}
    }

    // The addresses that only take forms show the page when they are asked for: after a switch of language, say.
    @GetMapping({"", "/accounts", "/tokens", "/accounts/*/one-time-password"})
    ModelAndView show() {
        return page(null, List.of(), HttpStatus.OK);
    }

    @PostMapping("/accounts")
    ModelAndView create(
            @RequestParam String login,
            @RequestParam String name,
            @RequestParam Role role,
            @RequestParam(defaultValue = "") String municipality) {
        return telling(() -> oneTime(accounts.create(login.strip(), name, role, code(municipality))));
    }

    @PostMapping("/accounts/{id}/one-time-password")
    ModelAndView renew(@PathVariable UUID id) {
        return telling(() -> oneTime(accounts.renew(id)));
    }

    @PostMapping("/accounts/{id}/grants")
    ModelAndView grant(
            @PathVariable UUID id, @RequestParam Role role, @RequestParam(defaultValue = "") String municipality) {
        return doing(() -> accounts.grant(id, role, code(municipality)));
    }

    @PostMapping("/grants/{id}/revocation")
    ModelAndView revoke(@PathVariable UUID id) {
        return doing(() -> accounts.revoke(id));
    }

    @PostMapping("/accounts/{id}/disablement")
    ModelAndView disable(@PathVariable UUID id) {
        return doing(() -> accounts.disable(id));
    }

    @PostMapping("/accounts/{id}/enablement")
    ModelAndView enable(@PathVariable UUID id) {
        return doing(() -> accounts.enable(id));
    }

    @PostMapping("/tokens")
    ModelAndView createToken(
            @RequestParam String name,
            @RequestParam(defaultValue = "") Set<Scope> scopes,
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam int days) {
        return telling(() -> {
            var created = tokens.create(name, scopes, code(municipality), days);
            return new View.Secret("access.token.secret", created.token().name(), created.secret());
        });
    }

    @PostMapping("/tokens/{id}/revocation")
    ModelAndView revokeToken(@PathVariable UUID id) {
        return doing(() -> tokens.revoke(id));
    }

    private static View.Secret oneTime(Accounts.OneTime made) {
        return new View.Secret("access.account.secret", made.login(), made.password());
    }

    /** Shown at once in the answer and not after a redirect: a secret is never kept anywhere in between. */
    private ModelAndView telling(Supplier<View.Secret> work) {
        try {
            return page(work.get(), List.of(), HttpStatus.OK);
        } catch (Refusal refusal) {
            return page(null, faults(refusal), refusal.status());
        }
    }

    private ModelAndView doing(Runnable work) {
        try {
            work.run();
            return new ModelAndView("redirect:/access");
        } catch (Refusal refusal) {
            return page(null, faults(refusal), refusal.status());
        }
    }

    private static List<Refusal.Field> faults(Refusal refusal) {
        return refusal.fields().isEmpty() ? List.of(new Refusal.Field("", refusal.key())) : refusal.fields();
    }

    private ModelAndView page(View.@Nullable Secret secret, List<Refusal.Field> faults, HttpStatus status) {
        var named = municipalities.all().stream()
                .collect(Collectors.toMap(Municipality::code, one -> one, (one, other) -> one, LinkedHashMap::new));
        var view = new View(accounts.all(), tokens.all(), log.latest(EVENTS), named, secret, faults);
        return new ModelAndView("access/access", Map.of("view", view), status);
    }

    /** 30170, or what the list of suggestions fills in: "30170 대전광역시 서구". */
    private static @Nullable MunicipalityCode code(String typed) {
        var code = Arrays.stream(typed.strip().split("\\s+")).findFirst().orElse("");
        if (code.isEmpty()) {
            return null;
        }
        if (!code.matches("[0-9]{5}")) {
            throw Refusal.of(new Refusal.Field("municipality", "access.municipality.unknown", typed));
        }
        return new MunicipalityCode(code);
    }
}
