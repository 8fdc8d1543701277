package dure.access;

import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tokens for machines: made, listed and revoked by administrators. */
@Service
class Tokens {
    /** So that scanners of repositories and logs find a leaked one. */
    private static final String PREFIX = "dure_";

    private static final Set<Permission> IN_ANOTHERS_NAME = Set.of(Permission.PLANS_WRITE, Permission.ENTRIES_WRITE);

    private final TokenStore store;
    private final AccessStore accounts;
    private final AccountLog log;
    private final Access access;
    private final Municipalities municipalities;
    private final AccessSettings settings;
    private final Clock clock;

    Tokens(
            TokenStore store,
            AccessStore accounts,
            AccountLog log,
            Access access,
            Municipalities municipalities,
            AccessSettings settings,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.log = log;
        this.access = access;
        this.municipalities = municipalities;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<Token> all() {
        access.require(Permission.ACCESS_WRITE);
        return store.all();
    }

    /**
     * @param owner the login of the account in whose name the machine acts; null: of whoever makes it
     * @param days it is valid from now
     * @throws Refusal with each field that is wrong
     */
    @Transactional
    public Token.Created create(
            String name,
            @Nullable String owner,
            Set<Permission> permissions,
            @Nullable MunicipalityCode municipality,
            int days) {
        var by = Objects.requireNonNull(access.require(Permission.ACCESS_WRITE).account());
        var account = owner == null
                ? by
                : accounts.account(owner)
                        .filter(one -> !one.disabled())
                        .map(Account::id)
                        .orElseThrow(() -> Refusal.of(new Refusal.Field("owner", "access.owner.unknown", owner)));
        if (name.isBlank() || name.length() > 60) {
            throw Refusal.of(new Refusal.Field("name", "access.name.form"));
        }
        if (permissions.isEmpty()) {
            throw Refusal.of(new Refusal.Field("scopes", "access.scopes.none"));
        }
        // In another's name a machine records; it does not look at persons, verify or disclose as if that one had.
        if (!account.equals(by) && !IN_ANOTHERS_NAME.containsAll(permissions)) {
            throw Refusal.of(new Refusal.Field("scopes", "access.scopes.own"));
        }
        if (municipality != null && municipalities.find(municipality).isEmpty()) {
            throw Refusal.of(new Refusal.Field("municipality", "access.municipality.unknown", municipality.value()));
        }
        if (municipality != null && permissions.contains(Permission.ACCESS_WRITE)) {
            throw Refusal.of(new Refusal.Field("municipality", "access.scopes.everywhere"));
        }
        if (days < 1 || days > settings.tokenDays()) {
            throw Refusal.of(new Refusal.Field("days", "access.days.form", settings.tokenDays()));
        }
        var secret = PREFIX + Secrets.random();
        var now = clock.instant();
        var id = store.add(
                account,
                name.strip(),
                Secrets.hash(secret),
                permissions,
                municipality,
                now,
                now.plus(Duration.ofDays(days)));
        log.write(AccountEvent.TOKEN_CREATED, account, by, name.strip());
        return new Token.Created(store.find(id).orElseThrow(), secret);
    }

    @Transactional
    public void revoke(UUID id) {
        var by = access.require(Permission.ACCESS_WRITE).account();
        var token = store.find(id).orElseThrow(Refusal::notThere);
        store.revoke(id, clock.instant());
        log.write(AccountEvent.TOKEN_REVOKED, token.account(), by, token.name());
    }

    /** The token of a secret while it is valid. */
    Optional<Token> valid(String secret) {
        return store.bySecret(Secrets.hash(secret)).filter(token -> token.isValidAt(clock.instant()));
    }
}
