package dure.access;

import dure.region.MunicipalityCode;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** Accounts for tests, each a new one, ready to sign in. */
public class TestAccounts {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final AccessStore store;
    private final Passwords passwords;
    private final Clock clock;

    TestAccounts(AccessStore store, Passwords passwords, Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.clock = clock;
    }

    public record Login(String login, String password) {}

    public Login administrator() {
        return with(Role.ADMINISTRATOR, null);
    }

    public Login officer(MunicipalityCode municipality) {
        return with(Role.JOB_POLICY_OFFICER, municipality);
    }

    public Login reader(MunicipalityCode municipality) {
        return with(Role.READER, municipality);
    }

    private Login with(Role role, MunicipalityCode municipality) {
        var login = fresh();
        var id = store.account(login.login()).orElseThrow().id();
        store.setPassword(id, passwords.hash(login.password()), false);
        store.grant(id, role, municipality, null, clock.instant());
        return login;
    }

    /** With a one-time password and no role. */
    Login fresh() {
        var name = "tester" + NEXT.incrementAndGet();
        var password = "many a quiet " + passwords.oneTime();
        store.add(name, "Tester " + name, passwords.hash(password), clock.instant());
        return new Login(name, password);
    }
}
