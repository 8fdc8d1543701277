package dure.access;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 보관 기간: what is older than it must be kept is removed, once a day. */
@Configuration(proxyBeanMethods = false)
class AccessLogTasks {
    private static final Logger logger = LoggerFactory.getLogger(AccessLogTasks.class);

    @Bean
    RecurringTask<Void> removingOldAccessLog(AccessLog log, AccessLogSettings settings) {
        return Tasks.recurring("access-log-retention", Schedules.daily(AccessLogStore.KOREA, LocalTime.of(4, 0)))
                .execute((instance, context) -> {
                    var removed = Access.as(Viewer.PRODUCT, () -> log.removeOlderThan(settings.keepMonths()));
                    if (removed > 0) {
                        logger.info("Removed {} rows of the access log after their time", removed);
                    }
                });
    }
}
