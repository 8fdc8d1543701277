package dure.access;

import dure.console.Console;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A fresh installation's way in: the account "admin" with a one-time password. Until somebody has used it every start
 * makes a new one, so that a lost line on the console costs a restart and nothing else.
 */
@Component
class FirstAdministrator {
    static final String LOGIN = "admin";

    /** Enough to try everything alone; an office gives the last two to others and takes them from here. */
    static final List<Role> ROLES = List.of(Role.ADMINISTRATOR, Role.JOB_POLICY_OFFICER, Role.APPROVER);

    private final AccessStore store;
    private final Passwords passwords;
    private final AccountLog log;
    private final Console console;
    private final SecondFactors secondFactors;
    private final AccessSettings settings;
    private final Clock clock;

    FirstAdministrator(
            AccessStore store,
            Passwords passwords,
            AccountLog log,
            Console console,
            SecondFactors secondFactors,
            AccessSettings settings,
            Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.log = log;
        this.console = console;
        this.secondFactors = secondFactors;
        this.settings = settings;
        this.clock = clock;
    }

    /** To the console itself and not through the log: a log is a file that others read. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void announce() {
        var accounts = store.accounts();
        if (accounts.isEmpty()) {
            var password = passwords.oneTime();
            var id = store.add(LOGIN, LOGIN, null, passwords.hash(password), clock.instant());
            ROLES.forEach(role -> store.grant(id, new Account.Given(role, null, null), null, clock.instant()));
            log.write(AccountEvent.ACCOUNT_CREATED, id, null, LOGIN);
            print(password);
        } else if (accounts.size() == 1 && accounts.getFirst().mustChangePassword()) {
            var password = passwords.oneTime();
            var id = accounts.getFirst().id();
            store.setPassword(id, passwords.hash(password), true);
            log.write(AccountEvent.ONE_TIME_PASSWORD, id, null, LOGIN);
            print(password);
        }
    }

    private void print(String password) {
        console.say("access.first.password", LOGIN, password);
        console.say("access.first.advice");
        if (settings.secondFactor() == AccessSettings.SecondFactor.REQUIRED) {
            console.say("access.first.secondFactor");
        }
    }

    /** The only administrator has lost telephone and recovery codes: whoever may change the settings helps. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void resetSecondFactor() {
        var login = settings.resetSecondFactorOf();
        if (login == null) {
            return;
        }
        store.account(login).ifPresent(account -> secondFactors.takeAway(account, null));
        console.say("access.secondFactor.reset.done", login);
    }
}
