package dev.zimage.tasks;

import java.time.Instant;

/// A claim that a thread of this process works on. Whoever interrupts the thread has settled the
/// task's fate in the database before, so the thread only has to stop.
final class RunningTask {

    private final Claim claim;
    private final Thread thread;
    private final Instant startedAt;
    private volatile double progress;
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

    void step(int done, int total) {
        progress = (double) done / total;
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
