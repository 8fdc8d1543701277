package dure.round;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.ZonedDateTime;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done with rounds without anybody asking; by the office's side and not by the portal. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${dure.face:both}'.equals('public')")
class RoundTasks {
    /** Within a minute of an opening its letter is on the way; on whichever node. */
    @Bean
    RecurringTask<Void> remindingOfRounds(Reminders reminders, Clock clock) {
        return Tasks.recurring("round-reminders", FixedDelay.ofMinutes(1))
                .execute((instance, context) -> reminders.run(ZonedDateTime.now(clock)));
    }
}
