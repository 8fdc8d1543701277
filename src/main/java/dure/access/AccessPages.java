package dure.access;

import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

    private static final Set<String> EVERYWHERE = Set.of("*", "전국", "everywhere");

    private final Accounts accounts;
    private final Tokens tokens;
    private final AccountLog log;
    private final Municipalities municipalities;
    private final Mails mails;
    private final Address address;

    AccessPages(
            Accounts accounts,
            Tokens tokens,
            AccountLog log,
            Municipalities municipalities,
            Mails mails,
            Address address) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.log = log;
        this.municipalities = municipalities;
        this.mails = mails;
        this.address = address;
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
    @GetMapping({"", "/accounts", "/tokens", "/accounts/*/one-time-password", "/accounts/*/invitation"})
    ModelAndView show() {
        return page(null, List.of(), HttpStatus.OK);
    }

    @PostMapping("/accounts")
    ModelAndView create(
            @RequestParam String login,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam Role role,
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam(defaultValue = "") String department) {
        return telling(() -> {
            var given = given(role, municipality, department);
            return email.isBlank()
                    ? oneTime(accounts.create(login.strip(), name, given))
                    : invited(accounts.invite(login.strip(), name, email, given));
        });
    }

    @PostMapping("/accounts/{id}/invitation")
    ModelAndView inviteAgain(@PathVariable UUID id) {
        return telling(() -> invited(accounts.inviteAgain(id)));
    }

    /** Sent, or where no mail goes out the link itself, to be handed over. */
    private View.Secret invited(Invitation.Sent invitation) {
        var link = address.of(invitation.path());
        return mails.invite(invitation, link)
                ? new View.Secret("access.invitation.sent", invitation.email(), "")
                : new View.Secret("access.invitation.link", invitation.email(), link);
    }

    @PostMapping("/accounts/{id}/one-time-password")
    ModelAndView renew(@PathVariable UUID id) {
        return telling(() -> oneTime(accounts.renew(id)));
    }

    @PostMapping("/accounts/{id}/grants")
    ModelAndView grant(
            @PathVariable UUID id,
            @RequestParam Role role,
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam(defaultValue = "") String department) {
        return doing(() -> accounts.grant(id, given(role, municipality, department)));
    }

    /** 권한 부여·변경·말소 기록 */
    @GetMapping("/grants")
    ModelAndView grants() {
        var grants = accounts.grantsOfAllTimes();
        return new ModelAndView("access/grants-of-all-times", Map.of("grants", grants, "municipalities", named()));
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
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(name = "scopes", defaultValue = "") Set<Permission> permissions,
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam int days) {
        return telling(() -> {
            var created =
                    tokens.create(name, owner.isBlank() ? null : owner.strip(), permissions, code(municipality), days);
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
        var view = new View(accounts.all(), tokens.all(), log.latest(EVENTS), named(), secret, faults);
        return new ModelAndView("access/access", Map.of("view", view), status);
    }

    private Map<MunicipalityCode, Municipality> named() {
        return municipalities.all().stream()
                .collect(Collectors.toMap(Municipality::code, one -> one, (one, other) -> one, LinkedHashMap::new));
    }

    /** Everywhere has to be said: a field left empty by mistake must not grant the country. */
    private static Account.Given given(Role role, String municipality, String department) {
        var everywhere = EVERYWHERE.contains(municipality.strip().toLowerCase(Locale.ROOT));
        if (!role.isOfNoMunicipality() && municipality.isBlank()) {
            throw Refusal.of(new Refusal.Field("municipality", "access.grant.municipality"));
        }
        return new Account.Given(
                role, everywhere ? null : code(municipality), department.isBlank() ? null : department.strip());
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
