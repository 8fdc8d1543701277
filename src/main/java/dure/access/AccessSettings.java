package dure.access;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param attempts wrong passwords in a row until a login is locked
 * @param lock how long it is locked then
 * @param invitation how long an invitation is open
 * @param address where people reach this installation (https://jobs.example.go.kr); null: as whoever asks has reached it
 * @param mailFrom the sender of what goes out by e-mail
 * @param tokenDays the longest life of a token
 */
@ConfigurationProperties("dure.access")
record AccessSettings(
        @DefaultValue("5") int attempts,
        @DefaultValue("10m") Duration lock,
        @DefaultValue("7d") Duration invitation,
        @Nullable URI address,
        @DefaultValue("dure@localhost") String mailFrom,
        @DefaultValue("366") int tokenDays) {}
