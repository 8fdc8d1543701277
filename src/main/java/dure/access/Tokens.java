package dure.access;

import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
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

    private static final SecureRandom RANDOM = new SecureRandom();

    private final TokenStore store;
    private final AccountLog log;
    private final Access access;
    private final Municipalities municipalities;
    private final AccessSettings settings;
    private final Clock clock;

    Tokens(
            TokenStore store,
            AccountLog log,
            Access access,
            Municipalities municipalities,
            AccessSettings settings,
            Clock clock) {
        this.store = store;
        this.log = log;
        this.access = access;
        this.municipalities = municipalities;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<Token> all() {
        access.requireRole(Role.ADMINISTRATOR);
        return store.all();
    }

    /**
     * @param days it is valid from now
     * @throws Refusal with each field that is wrong
     */
    @Transactional
    public Token.Created create(String name, Set<Scope> scopes, @Nullable MunicipalityCode municipality, int days) {
        var account =
                Objects.requireNonNull(access.requireRole(Role.ADMINISTRATOR).account());
        if (name.isBlank() || name.length() > 60) {
            throw Refusal.of(new Refusal.Field("name", "access.name.form"));
        }
        if (scopes.isEmpty()) {
            throw Refusal.of(new Refusal.Field("scopes", "access.scopes.none"));
        }
        if (municipality != null && municipalities.find(municipality).isEmpty()) {
            throw Refusal.of(new Refusal.Field("municipality", "access.municipality.unknown", municipality.value()));
        }
        if (municipality != null && scopes.contains(Scope.ACCESS_WRITE)) {
            throw Refusal.of(new Refusal.Field("municipality", "access.scopes.everywhere"));
        }
        if (days < 1 || days > settings.tokenDays()) {
            throw Refusal.of(new Refusal.Field("days", "access.days.form", settings.tokenDays()));
        }
        var secret = newSecret();
        var now = clock.instant();
        var id = store.add(
                account, name.strip(), hash(secret), scopes, municipality, now, now.plus(Duration.ofDays(days)));
        log.write(AccountEvent.TOKEN_CREATED, account, account, name.strip());
        return new Token.Created(store.find(id).orElseThrow(), secret);
    }

    @Transactional
    public void revoke(UUID id) {
        var by = access.requireRole(Role.ADMINISTRATOR).account();
        var token = store.find(id).orElseThrow(Refusal::notThere);
        store.revoke(id, clock.instant());
        log.write(AccountEvent.TOKEN_REVOKED, token.account(), by, token.name());
    }

    /** The token of a secret while it is valid. */
    Optional<Token> valid(String secret) {
        return store.bySecret(hash(secret)).filter(token -> token.isValidAt(clock.instant()));
    }

    private static String newSecret() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
