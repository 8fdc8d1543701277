package dure.access;

import dure.region.Municipalities;
import dure.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    // Enough to catch a slip of the hand; whether it is somebody's, the invitation tells.
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\",;]{1,64}@[^\\s@<>\",;]+\\.[^\\s@<>\",;.]{2,}");

    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,39}");

    private final AccessStore store;
    private final InvitationStore invitations;
    private final AccessSettings settings;
    private final Passwords passwords;
    private final AccountLog log;
    private final Access access;
    private final Municipalities municipalities;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final Clock clock;

    Accounts(
            AccessStore store,
            InvitationStore invitations,
            AccessSettings settings,
            Passwords passwords,
            AccountLog log,
            Access access,
            Municipalities municipalities,
            FindByIndexNameSessionRepository<? extends Session> sessions,
            Clock clock) {
        this.store = store;
        this.invitations = invitations;
        this.settings = settings;
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
        access.require(Permission.ACCESS_WRITE);
        return store.accounts();
    }

    /**
     * An account with its first role. Its password is a one-time one; whoever has an e-mail address is better invited.
     *
     * @throws Refusal with each field that is wrong
     */
    @Transactional
    public OneTime create(String login, String name, Account.Given given) {
        var password = passwords.oneTime();
        add(login, name, null, given, password);
        return new OneTime(login, password);
    }

    private UUID add(String login, String name, @Nullable String email, Account.Given given, String password) {
        var by = access.require(Permission.ACCESS_WRITE).account();
        if (!LOGIN.matcher(login).matches()) {
            throw Refusal.of(new Refusal.Field("login", "access.login.form"));
        }
        if (name.isBlank() || name.length() > 60) {
            throw Refusal.of(new Refusal.Field("name", "access.name.form"));
        }
        requireFitting(given);
        if (store.account(login).isPresent()) {
            throw Refusal.of(new Refusal.Field("login", "access.login.taken", login));
        }
        var id = store.add(login, name.strip(), email, passwords.hash(password), clock.instant());
        log.write(AccountEvent.ACCOUNT_CREATED, id, by, login);
        grant(id, given, by);
        return id;
    }

    /**
     * 초대: an account whose owner sets the first password through a link, which is good once and for some days.
     *
     * @throws Refusal with each field that is wrong
     */
    @Transactional
    public Invitation.Sent invite(String login, String name, String email, Account.Given given) {
        var address = email.strip().toLowerCase(Locale.ROOT);
        if (!EMAIL.matcher(address).matches()) {
            throw Refusal.of(new Refusal.Field("email", "access.email.form"));
        }
        if (store.accounts().stream().anyMatch(one -> address.equals(one.email()))) {
            throw Refusal.of(new Refusal.Field("email", "access.email.taken", address));
        }
        return invite(add(login, name, address, given, passwords.oneTime()), address);
    }

    /** The link once more, for whoever let it expire or lost it; the earlier one ends. */
    @Transactional
    public Invitation.Sent inviteAgain(UUID id) {
        access.require(Permission.ACCESS_WRITE);
        var account = get(id);
        if (account.email() == null || !account.mustChangePassword() || account.disabled()) {
            throw Refusal.of(HttpStatus.CONFLICT, "access.invitation.notOpen", account.login());
        }
        return invite(id, account.email());
    }

    private Invitation.Sent invite(UUID id, String email) {
        var by = access.viewer().account();
        var now = clock.instant();
        var secret = Secrets.random();
        invitations.endAll(id, now);
        invitations.add(id, Secrets.hash(secret), email, by, now, now.plus(settings.invitation()));
        log.write(AccountEvent.INVITED, id, by, email);
        return new Invitation.Sent(get(id).name(), email, secret, now.plus(settings.invitation()));
    }

    /** Whom an open invitation is for; empty where there is none, it was used, or its time is over: told alike. */
    @Transactional(readOnly = true)
    public Optional<Invitation> invitation(String secret) {
        return invitations
                .open(Secrets.hash(secret), clock.instant())
                .flatMap(found -> store.account(found.account())
                        .filter(account -> !account.disabled())
                        .map(account ->
                                new Invitation(account.id(), account.login(), account.name(), found.expiresAt())));
    }

    /** Takes an invitation: the first password is set, and the link is used up. */
    @Transactional
    public void accept(String secret, String password) {
        var invited = invitation(secret).orElseThrow(Refusal::notThere);
        passwords.fault(password, invited.login()).ifPresent(fault -> {
            throw Refusal.of(new Refusal.Field("newPassword", fault));
        });
        if (!invitations.use(Secrets.hash(secret), clock.instant())) {
            throw Refusal.notThere(); // somebody else was quicker
        }
        store.setPassword(invited.account(), passwords.hash(password), false);
        log.write(AccountEvent.INVITATION_ACCEPTED, invited.account(), invited.account(), invited.login());
    }

    /** A forgotten password: a new one-time password, and whoever is signed in with the account is signed out. */
    @Transactional
    public OneTime renew(UUID id) {
        var by = access.require(Permission.ACCESS_WRITE).account();
        var account = get(id);
        var password = passwords.oneTime();
        store.setPassword(id, passwords.hash(password), true);
        log.write(AccountEvent.ONE_TIME_PASSWORD, id, by, account.login());
        endSessions(account.login(), null);
        return new OneTime(account.login(), password);
    }

    @Transactional
    public void grant(UUID id, Account.Given given) {
        var by = access.require(Permission.ACCESS_WRITE).account();
        requireFitting(given);
        grant(get(id).id(), given, by);
    }

    private void grant(UUID id, Account.Given given, @Nullable UUID by) {
        store.grant(id, given, by, clock.instant());
        log.write(AccountEvent.ROLE_GRANTED, id, by, given.text());
    }

    /** 권한 부여·변경·말소 기록: every grant that ever was, the newest first; none is ever deleted. */
    @Transactional(readOnly = true)
    public List<PastGrant> grantsOfAllTimes() {
        access.require(Permission.ACCESS_WRITE);
        return store.grantsOfAllTimes();
    }

    record PastGrant(
            String login,
            Account.Given given,
            Instant grantedAt,
            @Nullable String grantedBy,
            @Nullable Instant revokedAt,
            @Nullable String revokedBy) {}

    @Transactional
    public void revoke(UUID grant) {
        var by = access.require(Permission.ACCESS_WRITE).account();
        store.lockAccounts();
        var account = get(store.accountOfGrant(grant).orElseThrow(Refusal::notThere));
        store.revoke(grant, by, clock.instant());
        requireAnAdministrator();
        var revoked = account.grants().stream()
                .filter(one -> one.id().equals(grant))
                .findFirst()
                .orElseThrow(Refusal::notThere);
        log.write(AccountEvent.ROLE_REVOKED, account.id(), by, revoked.given().text());
    }

    @Transactional
    public void disable(UUID id) {
        var by = access.require(Permission.ACCESS_WRITE).account();
        store.lockAccounts();
        var account = get(id);
        store.setDisabled(id, clock.instant());
        requireAnAdministrator();
        log.write(AccountEvent.ACCOUNT_DISABLED, id, by, account.login());
        endSessions(account.login(), null);
    }

    @Transactional
    public void enable(UUID id) {
        var by = access.require(Permission.ACCESS_WRITE).account();
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

    private void requireFitting(Account.Given given) {
        var municipality = given.municipality();
        if (given.role().isOfNoMunicipality() && municipality != null) {
            throw Refusal.of(new Refusal.Field("municipality", "access.grant.ADMINISTRATOR"));
        }
        if (given.role().isOfDepartment() && municipality == null) {
            throw Refusal.of(new Refusal.Field("municipality", "access.grant.municipality"));
        }
        if (municipality != null && municipalities.find(municipality).isEmpty()) {
            throw Refusal.of(new Refusal.Field("municipality", "access.municipality.unknown", municipality.value()));
        }
        var department = given.department();
        if (given.role().isOfDepartment() != (department != null)) {
            throw Refusal.of(new Refusal.Field(
                    "department", department == null ? "access.department.missing" : "access.department.notAsked"));
        }
        if (department != null && (department.isBlank() || department.length() > 60 || department.contains("\n"))) {
            throw Refusal.of(new Refusal.Field("department", "access.department.form"));
        }
    }

    private void requireAnAdministrator() {
        if (store.accounts().stream().noneMatch(one -> !one.disabled() && one.is(Role.ADMINISTRATOR))) {
            throw Refusal.of(HttpStatus.CONFLICT, "access.administrator.last");
        }
    }
}
