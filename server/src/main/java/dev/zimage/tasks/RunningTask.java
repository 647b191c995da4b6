package dev.zimage.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A claim that a thread of this process works on. Whoever interrupts the thread has settled the
/// task's fate in the database before, so the thread only has to stop.
final class RunningTask {

    private final Claim claim;
    private final Thread thread;
    private final Instant startedAt;
    private volatile double progress;
    private int lastStep;
    private long lastStepAt;
    private boolean finished;

    RunningTask(Claim claim, Thread thread, Instant startedAt) {
        this.claim = claim;
        this.thread = thread;
        this.startedAt = startedAt;
    }

    Claim claim() {
        return claim;
    }

    Instant startedAt() {
        return startedAt;
    }

    double progress() {
        return progress;
    }

    /// Called by the thread when a step is done.
    ///
    /// @return how long it took; empty for the first, which has all that comes before it in it
    Optional<Duration> step(int done, int total) {
        progress = (double) done / total;
        long now = System.nanoTime();
        Optional<Duration> took =
                done == lastStep + 1 && lastStep > 0
                        ? Optional.of(Duration.ofNanos(now - lastStepAt))
                        : Optional.empty();
        lastStep = done;
        lastStepAt = now;
        return took;
    }

    /// Interrupts the thread, unless it is done with this task.
    synchronized void interrupt() {
        if (!finished) {
            thread.interrupt();
        }
    }

    /// Called by the thread when it is done; an interrupt that came for this task is forgotten.
    synchronized void finish() {
        finished = true;
        Thread.interrupted();
    }
}
