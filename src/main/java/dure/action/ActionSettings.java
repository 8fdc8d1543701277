package dure.action;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param remindBefore how many days before the due date a department is reminded of an action
 * @param remindLate on how many days after it, daily; then every week
 * @param from from which hour in Korea reminders go out
 * @param until and before which
 */
@ConfigurationProperties("dure.action")
record ActionSettings(
        @DefaultValue({"7", "1"}) Set<Integer> remindBefore,
        @DefaultValue("3") int remindLate,
        @DefaultValue("9") int from,
        @DefaultValue("18") int until) {}
