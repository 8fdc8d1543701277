package dure.round;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param remindBefore how many days before the due date departments are reminded that have not submitted
 * @param remindLate on the due date and how many days after it, daily
 * @param from from which hour in Korea reminders of a day go out
 * @param until and before which
 */
@ConfigurationProperties("dure.round")
record RoundSettings(
        @DefaultValue({"3", "1"}) Set<Integer> remindBefore,
        @DefaultValue("5") int remindLate,
        @DefaultValue("9") int from,
        @DefaultValue("18") int until) {}
