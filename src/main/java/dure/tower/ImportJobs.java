package dure.tower;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dure.access.Access;
import dure.access.Viewer;
import dure.finding.Finding;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import dure.sheet.Progress;
import dure.sheet.Sheets;
import dure.tower.ImportJobStore.Job;
import dure.tower.ImportJobStore.State;
import dure.tower.ImportJobStore.Work;
import dure.web.Problems;
import dure.web.Refusal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports as jobs: they run beside the request, as the account that asked, say how far they are, can be cancelled, and
 * are begun anew after a crash. Rows and answer are committed together, so that a job that is repeated has written nothing.
 */
@Component
class ImportJobs {
    static final TaskDescriptor<Void> TASK = TaskDescriptor.of("import");

    private static final Logger log = LoggerFactory.getLogger(ImportJobs.class);

    /** How often a page can be told something new; also how soon a cancelled import stops. */
    private static final Duration PACE = Duration.ofMillis(300);

    /** Between two attempts while the database is away. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** With the pause about five minutes without a database; later a person should look. */
    private static final int ATTEMPTS = 100;

    private final ImportJobStore jobs;
    private final UploadStore uploads;
    private final WorkbookImport importing;
    private final OutcomeJson json;
    private final Access access;
    private final ObjectProvider<Scheduler> scheduler;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ImportJobs(
            ImportJobStore jobs,
            UploadStore uploads,
            WorkbookImport importing,
            OutcomeJson json,
            Access access,
            ObjectProvider<Scheduler> scheduler,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jobs = jobs;
        this.uploads = uploads;
        this.importing = importing;
        this.json = json;
        this.access = access;
        this.scheduler = scheduler;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Keeps the file and asks for a look at it, or for its import. */
    Job ask(
            String fileName,
            byte[] content,
            @Nullable MunicipalityCode entriesOf,
            @Nullable DataSet dataSet,
            boolean dryRun) {
        var job = Objects.requireNonNull(transaction.execute(status -> {
            var upload = uploads.keep(account(), Sheets.name(fileName), content, entriesOf, clock.instant());
            return schedule(upload, dataSet, dryRun);
        }));
        scheduler.getObject().triggerCheckForDueExecutions();
        return find(job).orElseThrow();
    }

    /** Asks for the import of a file that was looked at; once, however often it is asked. Empty where the file is gone. */
    Optional<Job> confirm(UUID upload) {
        var job = transaction.execute(status -> {
            if (!jobs.lockUpload(account(), upload)) {
                return null;
            }
            var newest = jobs.newest(account(), upload);
            if (newest.isEmpty() || newest.get().state() == State.CANCELLED) {
                return null;
            }
            var open = newest.filter(one -> !one.dryRun() && (!one.isOver() || isWritten(one)));
            return open.isPresent() ? open.get().id() : schedule(upload, null, false);
        });
        scheduler.getObject().triggerCheckForDueExecutions();
        return Optional.ofNullable(job).flatMap(this::find);
    }

    private boolean isWritten(Job job) {
        return job.outcome() != null && !json.read(job.outcome()).refused();
    }

    private UUID schedule(UUID upload, @Nullable DataSet dataSet, boolean dryRun) {
        var now = clock.instant();
        var job = jobs.add(upload, access.viewer(), dataSet, dryRun, now);
        scheduler.getObject().schedule(TASK.instance(job.toString()).scheduledTo(now));
        return job;
    }

    Optional<Job> find(UUID job) {
        return jobs.find(account(), job);
    }

    Optional<Job> newest(UUID upload) {
        return jobs.newest(account(), upload);
    }

    void cancel(UUID job) {
        jobs.cancel(account(), job, clock.instant());
        find(job).filter(one -> one.state() == State.CANCELLED).ifPresent(one -> jobs.dropContent(one.id()));
    }

    /** The job when it is over, or as it stands when the time is. */
    Job await(Job asked, Duration longest) {
        var end = System.nanoTime() + longest.toNanos();
        var pause = Duration.ofMillis(10);
        var job = asked;
        while (!job.isOver() && System.nanoTime() < end) {
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.compareTo(PACE) < 0 ? pause.multipliedBy(2) : PACE;
            job = find(asked.id()).orElseThrow(Refusal::notThere);
        }
        return job;
    }

    /** @throws AccessDeniedException where the account may not write there */
    WorkbookImport.Outcome outcome(Job job) {
        if (job.state() == State.DENIED) {
            throw new AccessDeniedException("This account may not import that file");
        }
        return json.read(Objects.requireNonNull(job.outcome()));
    }

    private UUID account() {
        return Optional.ofNullable(access.viewer().account()).orElseThrow(Refusal::notThere);
    }

    /** Called by the scheduler. What it throws is tried again. */
    void run(UUID id, SchedulerState node) {
        var work = jobs.begin(id).orElse(null);
        if (work == null) {
            return;
        }
        if (work.begun() > 1) {
            log.info("Import {} was interrupted and is begun anew ({})", id, work.begun());
        }
        var viewer = access.again(work.account(), work.viewer(), work.reads(), work.powers());
        try {
            run(id, work, viewer, new Watch(id, work.begun(), node));
            log.info("Import {} has ended", id);
        } catch (Cancelled cancelled) {
            jobs.end(id, State.CANCELLED, null, clock.instant());
            jobs.dropContent(id);
        } catch (AccessDeniedException denied) {
            jobs.end(id, State.DENIED, null, clock.instant());
        } catch (Progress.Ended stopped) {
            throw stopped;
        } catch (RuntimeException | OutOfMemoryError e) {
            if (isPassing(e)) {
                throw e;
            }
            var reference = Problems.newReference();
            log.error("{}: import {} failed", reference, id, e);
            jobs.end(id, State.FAILED, reference, clock.instant());
        }
    }

    private void run(UUID id, Work work, Viewer viewer, Progress watch) {
        var outcome = Progress.watched(
                watch,
                () -> Access.as(
                        viewer,
                        () -> importing.run(
                                work.fileName(),
                                work.content(),
                                work.entriesOf(),
                                work.dataSet(),
                                work.dryRun(),
                                done -> end(id, work, done))));
        if (holdsResidentNumbers(outcome)) {
            // The answer and the end of the file are one: it is not kept for a confirmation that could not be given.
            transaction.executeWithoutResult(status -> {
                jobs.dropContent(id);
                end(id, work, outcome);
            });
        } else if (work.dryRun() || outcome.refused()) {
            end(id, work, outcome);
        } else {
            jobs.dropContent(id);
        }
    }

    private static boolean holdsResidentNumbers(WorkbookImport.Outcome outcome) {
        return outcome.findings().stream().anyMatch(one -> one.kind() == Finding.Kind.RESIDENT_NUMBER);
    }

    private void end(UUID id, Work work, WorkbookImport.Outcome outcome) {
        if (!jobs.end(id, work.begun(), json.write(outcome), clock.instant())) {
            throw new Cancelled();
        }
    }

    /** Called by the scheduler where {@link #run} threw. */
    void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var failures = complete.getExecution().consecutiveFailures;
        if (failures < ATTEMPTS) {
            var stopped =
                    complete.getCause().filter(Progress.Ended.class::isInstance).isPresent();
            operations.reschedule(
                    complete, stopped ? clock.instant() : clock.instant().plus(PAUSE));
            return;
        }
        operations.remove();
        jobs.end(
                UUID.fromString(complete.getExecution().taskInstance.getId()),
                State.FAILED,
                Problems.newReference(),
                clock.instant());
    }

    /**
     * The database went away, or took back this transaction for another's sake: it may go well the next time. What it says
     * of the rows themselves (22 data, 23 constraints, 42 statements) it will say again.
     */
    private static boolean isPassing(@Nullable Throwable e) {
        return switch (e) {
            case null -> false;
            case CannotCreateTransactionException noConnection -> true;
            case DataAccessResourceFailureException noConnection -> true;
            case SQLException sql ->
                sql.getSQLState() == null || !sql.getSQLState().matches("(22|23|42).*");
            default -> isPassing(e.getCause());
        };
    }

    /** Counts rows, and at a calm pace says so and asks whether anybody still wants them. */
    private final class Watch implements Progress {
        private final UUID job;
        private final int begun;
        private final SchedulerState node;
        private final int[] rows = new int[Step.values().length];
        private long said = System.nanoTime();

        Watch(UUID job, int begun, SchedulerState node) {
            this.job = job;
            this.begun = begun;
            this.node = node;
        }

        @Override
        public void moved(Step step, int more) {
            rows[step.ordinal()] += more;
            if (node.isShuttingDown()) {
                throw new Stopped();
            }
            if (System.nanoTime() - said < PACE.toNanos()) {
                return;
            }
            if (!jobs.moved(
                    job,
                    begun,
                    rows[Step.READ.ordinal()],
                    rows[Step.CHECKED.ordinal()],
                    rows[Step.WRITTEN.ordinal()])) {
                throw new Cancelled();
            }
            said = System.nanoTime();
        }
    }

    /** Somebody cancelled it, or another node has begun it since. */
    private static final class Cancelled extends Progress.Ended {
        Cancelled() {
            super("cancelled");
        }
    }

    /** This node is shutting down; the import is begun anew by the next. */
    private static final class Stopped extends Progress.Ended {
        Stopped() {
            super("stopped");
        }
    }
}
