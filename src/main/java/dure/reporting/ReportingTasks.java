package dure.reporting;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.ZonedDateTime;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done with reports without anybody asking; by the office's side and not by the portal. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${dure.face:both}'.equals('public')")
class ReportingTasks {
    @Bean
    RecurringTask<Void> remindingOfReports(ReportReminders reminders, Clock clock) {
        return Tasks.recurring("report-reminders", FixedDelay.ofMinutes(1))
                .execute((instance, context) -> reminders.run(ZonedDateTime.now(clock)));
    }

    /** Opens what the calendar says and closes what was due long enough ago; on whichever node. */
    @Bean
    RecurringTask<Void> keepingTheCalendar(ReportingCalendar calendar) {
        return Tasks.recurring("reporting-calendar", FixedDelay.ofMinutes(10))
                .execute((instance, context) -> calendar.run());
    }
}
