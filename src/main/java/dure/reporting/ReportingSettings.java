package dure.reporting;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param remindBefore how many days before the due date departments are reminded that have not submitted
 * @param remindLate and how many days after it
 * @param from from which hour in Korea reminders of a day go out
 * @param until and before which
 * @param laggard below this share of what was planned until now a project lags behind (부진)
 */
@ConfigurationProperties("dure.reporting")
record ReportingSettings(
        @DefaultValue({"3", "1"}) Set<Integer> remindBefore,
        @DefaultValue({"1", "3", "7"}) Set<Integer> remindLate,
        @DefaultValue("9") int from,
        @DefaultValue("18") int until,
        @DefaultValue("0.8") double laggard) {}
