package dev.zimage.tasks.drawing;

import dev.zimage.database.StorageException;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.FinishedPicture;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.queue.TaskQueue;
import dev.zimage.textcheck.TextCheckResult;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores how a task ended. The end must get into the database, if necessary once the disk has room
/// again. Until then the lease is renewed as if the task were still running. When the server stops
/// first, the task is claimed again after the next start.
final class TaskOutcome {

    private static final Logger log = LoggerFactory.getLogger(TaskOutcome.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final TaskQueue queue;
    private final TaskTraces traces;
    private final BooleanSupplier stopping;

    TaskOutcome(TaskQueue queue, TaskTraces traces, BooleanSupplier stopping) {
        this.queue = queue;
        this.traces = traces;
        this.stopping = stopping;
    }

    /// @param seed that the picture was drawn with
    /// @param begun when the drawing began
    /// @return whether the claim still held, and the task has completed
    boolean complete(Claim claim, FinishedPicture picture, long seed, @Nullable Instant begun) {
        boolean completed = untilStored(() -> queue.complete(claim, picture, seed, begun));
        if (!completed) {
            log.info("the claim of {} no longer held when its picture was done", claim.task().id());
        }
        return completed;
    }

    /// Stores what the text check has read so far.
    ///
    /// @return whether the claim still held
    boolean read(Claim claim, TextCheckResult result) {
        return untilStored(() -> queue.read(claim, result));
    }

    /// @return whether the claim still held, and the task has failed
    boolean fail(Claim claim, Failure failure) {
        traces.failed(failure);
        boolean failed = untilStored(() -> queue.fail(claim, failure));
        if (!failed) {
            log.info("the claim of {} no longer held when it failed", claim.task().id());
        }
        return failed;
    }

    /// Puts a task back into the queue that its engine could not take. The attempt does not count.
    void postpone(Claim claim) {
        var _ =
                untilStored(() -> {
                    queue.postpone(claim);
                    return true;
                });
    }

    /// Puts a task back into the queue that nothing kept from being drawn but the database. The
    /// attempt does not count, and however old the task is, it does not fail.
    void putBack(Claim claim) {
        var _ =
                untilStored(() -> {
                    queue.giveBack(claim);
                    return true;
                });
    }

    private boolean untilStored(BooleanSupplier end) {
        while (true) {
            try {
                return end.getAsBoolean();
            } catch (StorageException e) {
                if (!e.failure().isOutage()) {
                    log.error("the end of a task could not be stored; trying again", e);
                }
                if (stopping.getAsBoolean()) {
                    return false;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
