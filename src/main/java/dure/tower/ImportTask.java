package dure.tower;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the scheduler knows of imports; its pace and its patience are in application.yml. */
@Configuration(proxyBeanMethods = false)
class ImportTask {
    @Bean
    OneTimeTask<Void> importing(ImportJobs jobs) {
        return Tasks.oneTime(ImportJobs.TASK)
                .onFailure(jobs::failed)
                .onDeadExecutionRevive()
                .execute((instance, context) ->
                        jobs.run(UUID.fromString(instance.getId()), context.getSchedulerState()));
    }
}
