package dure.verification;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dure.access.Access;
import dure.access.Viewer;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done with waiting files without anybody asking; by the office's side and not by the portal. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${dure.face:both}'.equals('public')")
class VerificationTasks {
    /** A list that nobody came back to confirm names persons: it is gone within an hour after its day. */
    @Bean
    RecurringTask<Void> droppingWaitingLists(Uploads uploads, Clock clock) {
        return Tasks.recurring("waiting-lists", FixedDelay.ofHours(1))
                .execute((instance, context) -> Access.as(Viewer.PRODUCT, () -> uploads.dropOld(clock.instant())));
    }
}
