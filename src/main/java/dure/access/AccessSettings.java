package dure.access;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param attempts wrong passwords (or codes) in a row until a login is locked
 * @param lock how long it is locked the first time; each further failure doubles it
 * @param longestLock but no longer than this
 * @param secondFactor whether staff must have one
 * @param key 32 bytes in Base64 that seal what the database must not tell; null: from keyFile
 * @param keyFile where they lie; null: keys/access.key in the data directory, made at the first use
 * @param oneSession whether signing in ends the account's other sessions
 * @param recent how long after signing in one may change one's own ways of signing in
 * @param passkeyHost the domain that passkeys belong to (jobs.example.go.kr); null: the host of the address
 * @param passkeyOrigins where they may be used; empty: at the address, in development at localhost
 * @param oidcSecondFactor what a provider's amr or acr must say to count as the second factor; empty: it never does
 * @param oidcEmail whether a verified e-mail address of a provider links it to the account that has it
 * @param resetSecondFactorOf the login whose second factor the next start takes away: when the only administrator has
 *     lost it
 * @param invitation how long an invitation is open
 * @param address where people reach this installation (https://jobs.example.go.kr); null: as whoever asks has reached it
 * @param tokenDays the longest life of a token
 */
@ConfigurationProperties("dure.access")
record AccessSettings(
        @DefaultValue("5") int attempts,
        @DefaultValue("1m") Duration lock,
        @DefaultValue("1h") Duration longestLock,
        @DefaultValue("required") SecondFactor secondFactor,
        @Nullable String key,
        @Nullable String keyFile,
        @DefaultValue("false") boolean oneSession,
        @DefaultValue("15m") Duration recent,
        @Nullable String passkeyHost,
        @DefaultValue Set<String> passkeyOrigins,
        @DefaultValue List<String> oidcSecondFactor,
        @DefaultValue("false") boolean oidcEmail,
        @Nullable String resetSecondFactorOf,
        @DefaultValue("7d") Duration invitation,
        @Nullable URI address,
        @DefaultValue("366") int tokenDays) {
    /** 2단계 인증 of staff; whoever has one is always asked for it. */
    enum SecondFactor {
        REQUIRED,
        OPTIONAL
    }

    @Override
    public String toString() {
        return "AccessSettings"; // it may hold a key
    }
}
