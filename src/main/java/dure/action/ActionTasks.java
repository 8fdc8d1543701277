package dure.action;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.ZonedDateTime;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** By the office's side and not by the portal. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${dure.face:both}'.equals('public')")
class ActionTasks {
    @Bean
    RecurringTask<Void> remindingOfActions(ActionReminders reminders, Clock clock) {
        return Tasks.recurring("action-reminders", FixedDelay.ofMinutes(10))
                .execute((instance, context) -> reminders.run(ZonedDateTime.now(clock)));
    }
}
