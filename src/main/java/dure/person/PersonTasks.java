package dure.person;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dure.access.Access;
import dure.access.Viewer;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done with persons without anybody asking; not by the portal, which has no key. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${dure.face:both}'.equals('public')")
class PersonTasks {
    private static final int BATCH = 200;

    /** Once a day, before the offices open: §21 asks for it without delay, and a day is counted to its end. */
    @Bean
    RecurringTask<Void> destroyingPersons(Persons persons) {
        return Tasks.recurring("person-destruction", Schedules.daily(ZoneId.of("Asia/Seoul"), LocalTime.of(3, 0)))
                .execute((instance, context) -> {
                    while (Access.as(Viewer.PRODUCT, () -> persons.destroyDue(BATCH)) > 0) {
                        // until nobody is due
                    }
                });
    }

    /** A key that was added is at work within a minute, on whichever node. */
    @Bean
    RecurringTask<Void> resealingPersons(Resealing resealing) {
        return Tasks.recurring("person-resealing", FixedDelay.ofMinutes(1))
                .execute((instance, context) -> resealing.run());
    }
}
