package dure.access;

import static duredb.Tables.RECOVERY_CODE;

import dure.region.MunicipalityCode;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Accounts for tests, each a new one, ready to sign in. Those of staff have an authenticator app, and whoever signs in
 * with them ({@code Http}, {@code BrowserTest}) shows its codes as a person would.
 */
public class TestAccounts {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static final Map<String, App> APPS = new ConcurrentHashMap<>();

    private final AccessStore store;
    private final SecondFactorStore secondFactors;
    private final AccessKey key;
    private final Passwords passwords;
    private final DSLContext db;
    private final Clock clock;
    private final AccountLog log;

    TestAccounts(
            AccessStore store,
            SecondFactorStore secondFactors,
            AccessKey key,
            Passwords passwords,
            DSLContext db,
            Clock clock,
            AccountLog log) {
        this.store = store;
        this.secondFactors = secondFactors;
        this.key = key;
        this.passwords = passwords;
        this.db = db;
        this.clock = clock;
        this.log = log;
    }

    /** The authenticator app on a tester's telephone, and a paper of recovery codes that has no end. */
    private final class App {
        private final UUID account;
        private final byte[] secret = Totp.newSecret();
        private long last;

        App(UUID account) {
            this.account = account;
            secondFactors.enrol(account, key.seal(secret, account.toString()), 0, clock.instant());
        }

        /** What the app shows, or shows next; where both were used, a recovery code in place of half a minute's wait. */
        synchronized String code() {
            var now = Totp.step(clock.instant());
            if (last > now) {
                return recoveryCode();
            }
            last = Math.max(now, last + 1);
            return Totp.code(secret, last);
        }

        String recoveryCode() {
            var code = RecoveryCodes.make().getFirst();
            db.insertInto(RECOVERY_CODE)
                    .set(RECOVERY_CODE.ACCOUNT_ID, account)
                    .set(RECOVERY_CODE.HASH, RecoveryCodes.hash(code))
                    .execute();
            return code;
        }
    }

    /** The next code of this account's second factor; empty where it has none. */
    public static Optional<String> code(String login) {
        return Optional.ofNullable(APPS.get(login)).map(App::code);
    }

    /** Good for one request, as often as it is asked for. */
    public static Optional<String> recoveryCode(String login) {
        return Optional.ofNullable(APPS.get(login)).map(App::recoveryCode);
    }

    /** What an app shows now that was given this secret in Base32. */
    public static String codeOf(String secret) {
        var bits = new BigInteger("0");
        for (var letter : secret.replace(" ", "").toCharArray()) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)));
        }
        var bytes = new byte[20];
        var found = bits.toByteArray();
        System.arraycopy(
                found,
                Math.max(0, found.length - bytes.length),
                bytes,
                Math.max(0, bytes.length - found.length),
                Math.min(found.length, bytes.length));
        return Totp.code(bytes, Totp.step(Instant.now()));
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

    /** What was written of accounts, the newest first. */
    List<AccountEvent.Line> events(int count) {
        return Access.as(Viewer.PRODUCT, () -> log.latest(count));
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
        var login = without(grants);
        var account = store.account(login.login()).orElseThrow();
        if (account.isStaff()) {
            APPS.put(login.login(), new App(account.id()));
        }
        return login;
    }

    /** Without a second factor, and with a password of its own. */
    Login without(Account.Given... grants) {
        var login = fresh();
        var id = store.account(login.login()).orElseThrow().id();
        store.setPassword(id, store.secret(login.login()).orElseThrow().hash(), false);
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
