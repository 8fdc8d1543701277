package dure.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param attempts wrong passwords in a row until a login is locked
 * @param lock how long it is locked then
 * @param tokenDays the longest life of a token
 */
@ConfigurationProperties("dure.access")
record AccessSettings(
        @DefaultValue("5") int attempts,
        @DefaultValue("10m") Duration lock,
        @DefaultValue("366") int tokenDays) {}
