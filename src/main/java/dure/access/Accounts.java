package dure.access;

import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accounts and their roles. Everything here but one's own password is an administrator's. */
@Service
class Accounts {
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,39}");

    private final AccessStore store;
    private final Passwords passwords;
    private final AccountLog log;
    private final Access access;
    private final Municipalities municipalities;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final Clock clock;

    Accounts(
            AccessStore store,
            Passwords passwords,
            AccountLog log,
            Access access,
            Municipalities municipalities,
            FindByIndexNameSessionRepository<? extends Session> sessions,
            Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.log = log;
        this.access = access;
        this.municipalities = municipalities;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A one-time password, to be told to its owner and shown once. */
    record OneTime(String login, String password) {
        @Override
        public String toString() {
            return "One-time password of " + login;
        }
    }

    @Transactional(readOnly = true)
    public List<Account> all() {
        access.requireRole(Role.ADMINISTRATOR);
        return store.accounts();
    }

    /** @throws Refusal with each field that is wrong */
    @Transactional
    public OneTime create(String login, String name, Role role, @Nullable MunicipalityCode municipality) {
        var by = access.requireRole(Role.ADMINISTRATOR).account();
        if (!LOGIN.matcher(login).matches()) {
            throw Refusal.of(new Refusal.Field("login", "access.login.form"));
        }
        if (name.isBlank() || name.length() > 60) {
            throw Refusal.of(new Refusal.Field("name", "access.name.form"));
        }
        requireFitting(role, municipality);
        if (store.account(login).isPresent()) {
            throw Refusal.of(new Refusal.Field("login", "access.login.taken", login));
        }
        var password = passwords.oneTime();
        var id = store.add(login, name.strip(), passwords.hash(password), clock.instant());
        log.write(AccountEvent.ACCOUNT_CREATED, id, by, login);
        grant(id, role, municipality, by);
        return new OneTime(login, password);
    }

    /** A forgotten password: a new one-time password, and whoever is signed in with the account is signed out. */
    @Transactional
    public OneTime renew(UUID id) {
        var by = access.requireRole(Role.ADMINISTRATOR).account();
        var account = get(id);
        var password = passwords.oneTime();
        store.setPassword(id, passwords.hash(password), true);
        log.write(AccountEvent.ONE_TIME_PASSWORD, id, by, account.login());
        endSessions(account.login(), null);
        return new OneTime(account.login(), password);
    }

    @Transactional
    public void grant(UUID id, Role role, @Nullable MunicipalityCode municipality) {
        var by = access.requireRole(Role.ADMINISTRATOR).account();
        requireFitting(role, municipality);
        grant(get(id).id(), role, municipality, by);
    }

    private void grant(UUID id, Role role, @Nullable MunicipalityCode municipality, @Nullable UUID by) {
        store.grant(id, role, municipality, by, clock.instant());
        log.write(AccountEvent.ROLE_GRANTED, id, by, role + " " + (municipality == null ? "*" : municipality.value()));
    }

    @Transactional
    public void revoke(UUID grant) {
        var by = access.requireRole(Role.ADMINISTRATOR).account();
        store.lockAccounts();
        var account = get(store.accountOfGrant(grant).orElseThrow(Refusal::notThere));
        store.revoke(grant, by, clock.instant());
        requireAnAdministrator();
        var revoked = account.grants().stream()
                .filter(one -> one.id().equals(grant))
                .findFirst()
                .orElseThrow(Refusal::notThere);
        log.write(
                AccountEvent.ROLE_REVOKED,
                account.id(),
                by,
                revoked.role() + " "
                        + (revoked.municipality() == null
                                ? "*"
                                : revoked.municipality().value()));
    }

    @Transactional
    public void disable(UUID id) {
        var by = access.requireRole(Role.ADMINISTRATOR).account();
        store.lockAccounts();
        var account = get(id);
        store.setDisabled(id, clock.instant());
        requireAnAdministrator();
        log.write(AccountEvent.ACCOUNT_DISABLED, id, by, account.login());
        endSessions(account.login(), null);
    }

    @Transactional
    public void enable(UUID id) {
        var by = access.requireRole(Role.ADMINISTRATOR).account();
        var account = get(id);
        store.setDisabled(id, null);
        log.write(AccountEvent.ACCOUNT_ENABLED, id, by, account.login());
    }

    /**
     * Sets somebody's own password, and ends every other session of the account.
     *
     * @param current the password until now, asked for again: a desk may be left unlocked
     * @param session the one that goes on; null for none
     * @throws Refusal with what is wrong with the new one
     */
    @Transactional
    public void changePassword(SignedIn who, @Nullable String current, String password, @Nullable String session) {
        var secret = store.secret(who.login()).orElseThrow(Refusal::notThere);
        if (current != null && !passwords.matches(current, secret.hash())) {
            throw Refusal.of(new Refusal.Field("current", "access.password.current.wrong"));
        }
        passwords.fault(password, who.login()).ifPresent(fault -> {
            throw Refusal.of(new Refusal.Field("newPassword", fault));
        });
        if (passwords.matches(password, secret.hash())) {
            throw Refusal.of(new Refusal.Field("newPassword", "access.password.same"));
        }
        store.setPassword(who.account(), passwords.hash(password), false);
        log.write(AccountEvent.PASSWORD_CHANGED, who.account(), who.account(), who.login());
        endSessions(who.login(), session);
    }

    private void endSessions(String login, @Nullable String except) {
        sessions.findByPrincipalName(login).keySet().stream()
                .filter(id -> !id.equals(except))
                .forEach(sessions::deleteById);
    }

    private Account get(UUID id) {
        return store.account(id).orElseThrow(Refusal::notThere);
    }

    private void requireFitting(Role role, @Nullable MunicipalityCode municipality) {
        if (municipality == null ? role == Role.JOB_POLICY_OFFICER : role == Role.ADMINISTRATOR) {
            throw Refusal.of(new Refusal.Field("municipality", "access.grant." + role));
        }
        if (municipality != null && municipalities.find(municipality).isEmpty()) {
            throw Refusal.of(new Refusal.Field("municipality", "access.municipality.unknown", municipality.value()));
        }
    }

    private void requireAnAdministrator() {
        if (store.accounts().stream().noneMatch(one -> !one.disabled() && one.is(Role.ADMINISTRATOR))) {
            throw Refusal.of(HttpStatus.CONFLICT, "access.administrator.last");
        }
    }
}
