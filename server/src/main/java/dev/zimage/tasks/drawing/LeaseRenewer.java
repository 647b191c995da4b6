package dev.zimage.tasks.drawing;

import dev.zimage.database.StorageException;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.queue.TaskQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews the leases of the running tasks, and stops tasks that exceed the timeout or whose claim
/// no longer holds.
final class LeaseRenewer {

    private static final Logger log = LoggerFactory.getLogger(LeaseRenewer.class);

    private final RunningTasks running;
    private final TaskQueue queue;
    private final Duration timeout;
    private final Clock clock;

    LeaseRenewer(RunningTasks running, TaskQueue queue, Duration timeout, Clock clock) {
        this.running = running;
        this.queue = queue;
        this.timeout = timeout;
        this.clock = clock;
    }

    void renewAll() {
        for (RunningTask task : running.all()) {
            try {
                renew(task);
            } catch (StorageException e) {
                if (!e.failure().isOutage()) {
                    log.error("the lease of {} could not be renewed", task.claim().task().id(), e);
                }
            }
        }
    }

    private void renew(RunningTask running) {
        Instant deadline = running.startedAt().plus(timeout);
        if (clock.instant().isAfter(deadline)) {
            timeOut(running.claim());
            running.interrupt();
        } else if (!queue.renew(running.claim(), running.progress())) {
            running.interrupt();
        }
    }

    private void timeOut(Claim claim) {
        Failure failure =
                new Failure(
                        ErrorCode.GENERATION_TIMED_OUT,
                        "The generation took longer than %d s. Its credits were given back."
                                .formatted(timeout.toSeconds()));
        if (queue.fail(claim, failure)) {
            log.warn(
                    "{} took longer than {} and was stopped; if {} pictures take that long,"
                            + " see engine.pixels and task.timeout",
                    claim.task().id(),
                    timeout,
                    claim.task().size());
        }
    }
}
