package dure.bench;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dure.bench.*}
 *
 * @param name what is measured: ledger, desk, forecast or reporting
 * @param municipalities the cities, counties and provinces of the nation that take part
 * @param cells lines that each reports a month
 * @param results where results are written
 */
@ConfigurationProperties("dure.bench")
record BenchSettings(
        @DefaultValue("ledger") String name,
        @DefaultValue("226") int municipalities,
        @DefaultValue("120") int cells,
        @DefaultValue("bench/results") String results) {}
