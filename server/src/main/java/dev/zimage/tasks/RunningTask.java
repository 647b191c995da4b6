package dev.zimage.tasks;

import dev.zimage.engine.PreviewListener;
import dev.zimage.engine.ProgressListener;
import java.awt.image.BufferedImage;
import java.time.Instant;

/// A claim that a thread of this process works on. Whoever interrupts the thread has settled the
/// task's fate in the database before, so the thread only has to stop.
final class RunningTask implements ProgressListener, PreviewListener {

    private final Claim claim;
    private final Thread thread;
    private final Instant startedAt;
    private final DrawingListener listener;
    private volatile double progress;
    private boolean finished;

    RunningTask(Claim claim, Thread thread, Instant startedAt, DrawingListener listener) {
        this.claim = claim;
        this.thread = thread;
        this.startedAt = startedAt;
        this.listener = listener;
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

    @Override
    public void step(int done, int total) {
        progress = (double) done / total;
        listener.progressed(claim.task().id(), progress);
    }

    /// Nobody sees anything of a picture that has to pass the content check before it has.
    @Override
    public boolean isWanted() {
        return !claim.task().isChecked() && listener.wantsPreview(claim.task().id());
    }

    @Override
    public void preview(int step, BufferedImage picture) {
        listener.previewed(claim.task().id(), picture);
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
