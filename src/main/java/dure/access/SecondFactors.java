package dure.access;

import dure.web.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 2단계 인증: who needs one, who has one, and whether it was shown. */
@Service
class SecondFactors {
    private static final Logger LOG = LoggerFactory.getLogger(SecondFactors.class);
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private final SecondFactorStore store;
    private final PasskeyStore passkeys;
    private final OidcLinkStore links;
    private final AccessStore accounts;
    private final Attempts attempts;
    private final AccessKey key;
    private final AccountLog log;
    private final Access access;
    private final AccessSettings settings;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final Clock clock;

    SecondFactors(
            SecondFactorStore store,
            PasskeyStore passkeys,
            OidcLinkStore links,
            AccessStore accounts,
            Attempts attempts,
            AccessKey key,
            AccountLog log,
            Access access,
            AccessSettings settings,
            FindByIndexNameSessionRepository<? extends Session> sessions,
            Clock clock) {
        this.store = store;
        this.passkeys = passkeys;
        this.links = links;
        this.accounts = accounts;
        this.attempts = attempts;
        this.key = key;
        this.log = log;
        this.access = access;
        this.settings = settings;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** What stands between a sign-in and what the account may do. */
    enum Missing {
        NOTHING,
        /** it has one and has not shown it */
        SHOWING,
        /** it must have one and has none */
        ENROLLING
    }

    Missing missing(SignedIn who, Account account) {
        if (who.bothFactors()) {
            return Missing.NOTHING;
        }
        if (held(account.id()).any()) {
            return Missing.SHOWING;
        }
        return isRequired(account) ? Missing.ENROLLING : Missing.NOTHING;
    }

    boolean isRequired(Account account) {
        return settings.secondFactor() == AccessSettings.SecondFactor.REQUIRED && account.isStaff();
    }

    SecondFactorStore.Held held(UUID account) {
        return store.held(account);
    }

    /**
     * Whether this is a code of the account's app, or one of its recovery codes; neither is good twice.
     *
     * @throws Attempts.Locked after too many wrong ones
     */
    boolean show(UUID account, String typed) {
        var failures = attempts.attempt(Attempts.codesOf(account), () -> isRight(account, typed));
        if (failures > 0) {
            log.write(
                    attempts.isLocking(failures)
                            ? AccountEvent.SECOND_FACTOR_LOCKED
                            : AccountEvent.SECOND_FACTOR_REFUSED,
                    account,
                    null,
                    "");
        }
        return failures == 0;
    }

    private boolean isRight(UUID account, String typed) {
        var plain = typed.replaceAll("[\\s-]", "");
        if (!CODE.matcher(plain).matches()) {
            var taken = store.takeRecoveryCode(account, RecoveryCodes.hash(plain), clock.instant());
            if (taken) {
                log.write(AccountEvent.RECOVERY_CODE_USED, account, account, "");
            }
            return taken;
        }
        return store.sealedSecret(account)
                .map(secret -> isOfApp(account, secret, plain))
                .orElse(false);
    }

    private boolean isOfApp(UUID account, byte[] sealed, String code) {
        try {
            var step = Totp.stepOf(key.open(sealed, account.toString()), code, clock.instant());
            return step.isPresent() && store.take(account, step.getAsLong());
        } catch (AccessKey.WrongKey e) {
            // A recovery code, which no key seals, or an administrator is the way on.
            LOG.error("The authenticator app of account {} was enrolled under another key", account);
            return false;
        }
    }

    /** A new secret to be put into an app; sealed, as whoever keeps it until it is proved is the session. */
    byte[] begin(SignedIn who) {
        return key.seal(Totp.newSecret(), who.account().toString());
    }

    byte[] open(SignedIn who, byte[] begun) {
        return key.open(begun, who.account().toString());
    }

    /**
     * Takes the app into use once it has made a right code.
     *
     * @return the recovery codes, to be told now and never again
     */
    @Transactional
    public List<String> enrol(SignedIn who, byte[] begun, String typed) {
        var now = clock.instant();
        var step = Totp.stepOf(open(who, begun), typed.replaceAll("\\s", ""), now)
                .orElseThrow(() -> Refusal.of(new Refusal.Field("code", "access.code.notYet")));
        store.enrol(who.account(), begun, step, now);
        log.write(AccountEvent.AUTHENTICATOR_ENROLLED, who.account(), who.account(), "");
        return makeRecoveryCodes(who);
    }

    @Transactional
    public List<String> makeRecoveryCodes(SignedIn who) {
        var codes = RecoveryCodes.make();
        store.setRecoveryCodes(
                who.account(), codes.stream().map(RecoveryCodes::hash).toList());
        log.write(AccountEvent.RECOVERY_CODES_MADE, who.account(), who.account(), "");
        return codes;
    }

    @Transactional
    public void removeApp(SignedIn who) {
        requireAnotherBeside(who, new SecondFactorStore.Held(true, 0, 0));
        store.removeApp(who.account());
        log.write(AccountEvent.AUTHENTICATOR_REMOVED, who.account(), who.account(), "");
    }

    /** @throws Refusal where somebody who must have a second factor would have none left */
    void requireAnotherBeside(SignedIn who, SecondFactorStore.Held leaving) {
        var held = held(who.account());
        var left = held.passkeys() - leaving.passkeys() > 0 || held.app() && !leaving.app();
        if (!left && accounts.account(who.account()).filter(this::isRequired).isPresent()) {
            throw Refusal.of(HttpStatus.CONFLICT, "access.secondFactor.last");
        }
    }

    /** 2단계 인증 초기화: for whoever has lost everything. Whoever is signed in with the account is signed out. */
    @Transactional
    public void reset(UUID id) {
        var by = access.require(Permission.ACCESS_WRITE).account();
        var account = accounts.account(id).orElseThrow(Refusal::notThere);
        takeAway(account, by);
        sessions.findByPrincipalName(account.login()).keySet().forEach(sessions::deleteById);
    }

    void takeAway(Account account, @Nullable UUID by) {
        store.removeApp(account.id());
        store.removeRecoveryCodes(account.id());
        passkeys.removeAll(account.id());
        links.removeAll(account.id());
        log.write(AccountEvent.SECOND_FACTOR_RESET, account.id(), by, account.login());
    }
}
