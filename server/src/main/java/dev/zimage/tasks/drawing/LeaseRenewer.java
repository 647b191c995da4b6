package dev.zimage.tasks.drawing;

import dev.zimage.database.StorageException;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.TaskProgress;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.queue.TaskQueue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews the leases of the running tasks, and stops tasks that exceed the timeout or whose claim
/// no longer holds.
final class LeaseRenewer {

    private static final Logger log = LoggerFactory.getLogger(LeaseRenewer.class);

    private final RunningTasks running;
    private final TaskQueue queue;
    private final Duration timeout;

    LeaseRenewer(RunningTasks running, TaskQueue queue, Duration timeout) {
        this.running = running;
        this.queue = queue;
        this.timeout = timeout;
    }

    void renewAll() {
        Map<Claim, TaskProgress> progress = new HashMap<>();
        for (RunningTask task : running.all()) {
            if (!timedOut(task)) {
                progress.put(task.claim(), task.progress());
            }
        }
        try {
            queue.renew(progress).forEach(this::stop);
        } catch (StorageException e) {
            if (!e.failure().isOutage()) {
                log.error("the leases of {} tasks could not be renewed", progress.size(), e);
            }
        }
    }

    private boolean timedOut(RunningTask task) {
        if (task.claim().age().compareTo(timeout) <= 0) {
            return false;
        }
        try {
            timeOut(task.claim());
            task.interrupt();
        } catch (StorageException e) {
            if (!e.failure().isOutage()) {
                log.error("{} could not be given up", task.claim().task().id(), e);
            }
        }
        return true;
    }

    /// Stops the work on a claim that no longer holds.
    private void stop(Claim claim) {
        RunningTask task = running.find(claim.task().id());
        if (task != null && task.claim().equals(claim)) {
            task.interrupt();
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
