package dure.access;

import dure.region.MunicipalityCode;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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

    /** As a fresh installation's first account: everything that one person alone can try. */
    public Login administrator() {
        return with(
                new Account.Given(Role.ADMINISTRATOR, null, null),
                new Account.Given(Role.JOB_POLICY_OFFICER, null, null),
                new Account.Given(Role.APPROVER, null, null));
    }

    /** Of a small county, where whoever plans and records also discloses. */
    public Login officer(MunicipalityCode municipality) {
        return with(
                new Account.Given(Role.JOB_POLICY_OFFICER, municipality, null),
                new Account.Given(Role.APPROVER, municipality, null));
    }

    public Login departmentOfficer(MunicipalityCode municipality, String department) {
        return with(new Account.Given(Role.DEPARTMENT_OFFICER, municipality, department));
    }

    public Login reader(MunicipalityCode municipality) {
        return with(Role.READER, municipality);
    }

    /** With exactly this role, in one municipality or everywhere (null). */
    public Login with(Role role, @Nullable MunicipalityCode municipality) {
        return with(new Account.Given(role, municipality, role.isOfDepartment() ? "일자리경제과" : null));
    }

    /** One more role, for an account that is there. */
    public void grant(Login login, Role role, MunicipalityCode municipality) {
        store.grant(
                store.account(login.login()).orElseThrow().id(),
                new Account.Given(role, municipality, null),
                null,
                clock.instant());
    }

    /** As a request of the account is bound; null: as one of the public. */
    public Viewer viewer(@Nullable Login login) {
        return login == null
                ? Viewer.PUBLIC
                : store.account(login.login()).orElseThrow().viewer();
    }

    private Login with(Account.Given... grants) {
        var login = fresh();
        var id = store.account(login.login()).orElseThrow().id();
        store.setPassword(id, passwords.hash(login.password()), false);
        for (var given : grants) {
            store.grant(id, given, null, clock.instant());
        }
        return login;
    }

    /** With a one-time password and no role. */
    Login fresh() {
        var name = "tester" + NEXT.incrementAndGet();
        var password = "many a quiet " + passwords.oneTime();
        store.add(name, "Tester " + name, null, passwords.hash(password), clock.instant());
        return new Login(name, password);
    }
}
