package dure.indicator;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dure.indicator.*}
 *
 * @param kosis where KOSIS is asked
 * @param kosisKey 인증키 that KOSIS gave the office; empty: KOSIS is not asked, and files are brought in
 * @param patience how long one answer may take
 */
@ConfigurationProperties("dure.indicator")
record IndicatorSettings(
        @DefaultValue("https://kosis.kr/openapi") URI kosis,
        @DefaultValue("") String kosisKey,
        @DefaultValue("20s") Duration patience) {
    boolean hasKey() {
        return !kosisKey.isBlank();
    }

    /** The key stands in no log. */
    @Override
    public String toString() {
        return "IndicatorSettings[kosis=" + kosis + ", key " + (hasKey() ? "set" : "not set") + "]";
    }
}
